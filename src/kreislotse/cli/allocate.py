"""Giving course places by the rules: three tables in, placements and their proof out."""

import hashlib
import json
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from kreislotse import __version__
from kreislotse.allocation.errors import FloorsNotReachable
from kreislotse.allocation.fairness import town_shares
from kreislotse.allocation.giving import Case, Given, give, placements_text
from kreislotse.allocation.inputs import (
    COURSES,
    EARLIER,
    ELIGIBLE,
    FIXED,
    OPTIONS,
    PERSONS,
    PLACEMENTS,
    Options,
    options_by_name,
)
from kreislotse.allocation.table_errors import NotAWholeNumber
from kreislotse.allocation.tables import MOST_PLACES, Folder, Table, read_case, read_options
from kreislotse.cli.allocate_errors import (
    FloorsTooHigh,
    NoPlaceForAllocation,
    NotAShare,
    StayWithoutPrevious,
)

ROUNDED = 12
SUMMARY = "summary.json"


def allocate(folder: Path, out: Path, asked: Namespace) -> int:
    """Read, solve, check again, write; print numbers only."""
    tables = _tables(folder, asked.previous)
    options = _options(tables, asked)
    case = read_case(tables, options.seed)
    try:
        given = give(case, options)
    except FloorsNotReachable as refusal:
        raise _too_high(refusal) from refusal
    read = {
        name: _digest(folder / name) for name in tables if name != EARLIER or not asked.previous
    }
    summary = _summary(case, given, options) | {"inputs": read}
    _write(out, placements_text(case, given.solution.placed), summary)
    _print(summary, out)
    return 0


def _tables(folder: Path, previous: Path | None) -> Folder:
    """The three tables, and what else lies in the folder; `previous` stands for earlier.csv."""
    found = {name: Table.at(folder / name) for name in (PERSONS, COURSES, ELIGIBLE)}
    for name in (FIXED, EARLIER, OPTIONS):
        if (folder / name).exists():
            found[name] = Table.at(folder / name)
    if previous is not None:
        found[EARLIER] = Table.at(previous)
    return found


def _options(tables: Folder, asked: Namespace) -> Options:
    """From options.json where it is there; what was asked for on the command line goes first.

    Refuses a share or points that are none.
    """
    found = read_options(tables)
    points = None if asked.stay_points is None else _points(asked.stay_points)
    if points is not None and EARLIER not in tables:
        raise StayWithoutPrevious
    return replace(
        found,
        together=asked.households or found.together,
        minimum_sizes=asked.minimum_sizes or found.minimum_sizes,
        fairness=found.fairness if asked.fairness is None else _share(asked.fairness),
        stay_points=found.stay_points if points is None else points,
        seed=found.seed if asked.seed is None else asked.seed,
    )


def _too_high(refusal: FloorsNotReachable) -> FloorsTooHigh:
    reached = ", ".join(
        f"{town} {share:.1%}".replace(".", ",").replace("%", " %")
        for town, share in refusal.facts["reached"].items()
    )
    return FloorsTooHigh(reached=reached)


def _summary(case: Case, given: Given, options: Options) -> dict[str, Any]:
    solution, scale = given.solution, case.scale
    shares = town_shares(given.problem, solution.placed, len(case.towns))
    towns = {
        town: {
            "placed": one.placed,
            "people": one.people,
            "eligible": one.eligible,
            "share": round(one.share, ROUNDED),
        }
        for town, one in zip(case.towns, shares, strict=True)
    }
    return {
        "objective": _in_units(solution.objective, scale),
        "bound": _in_units(solution.bound, scale),
        "gap": solution.gap,
        "proven": solution.proven,
        "placed": int((solution.placed >= 0).sum()),
        "persons": given.problem.persons,
        "municipalities": towns,
        "criteria": _in_force(given, options, scale),
        "seed": options.seed,
        "version": __version__,
        "steps": list(solution.steps),
        "seconds": round(given.seconds, 3),
        **_beside_earlier(case, given),
    }


def _in_force(given: Given, options: Options, scale: int) -> dict[str, Any]:
    """The options with their numbers."""
    named = options_by_name(options)
    named.pop("seed")
    named["stay_points"] = _in_units(given.rules.stay_points, scale) if given.again else None
    return {name: value for name, value in named.items() if value not in (None, False, 0.0)}


def _beside_earlier(case: Case, given: Given) -> dict[str, Any]:
    """Who had a course of the earlier run that still exists, and who has it again."""
    if case.earlier is None:
        return {}
    held = case.earlier >= 0
    kept = int((held & (given.solution.placed == case.earlier)).sum())
    return {"previous": {"held": int(held.sum()), "kept": kept}}


def _digest(file: Path) -> str:
    """SHA-256 of the file as it lies there."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _in_units(points: float, scale: int) -> float:
    """Whole where it is whole, as in the file."""
    found = points / scale
    if scale == 1 and float(points).is_integer():
        return int(points)
    return found


def _write(out: Path, placements: str, summary: dict[str, Any]) -> None:
    """For the user's own eyes: who got which place is personal."""
    described = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in ((PLACEMENTS, placements), (SUMMARY, described)):
            file = out / name
            file.touch(0o600)
            file.chmod(0o600)
            file.write_text(content, encoding="utf-8", newline="")
    except OSError as problem:
        raise NoPlaceForAllocation(folder=out) from problem


def _print(summary: dict[str, Any], out: Path) -> None:
    print(f"Personen: {summary['persons']}, mit Platz: {summary['placed']}")
    proof = "bewiesenes Optimum" if summary["proven"] else f"Lücke höchstens {summary['gap']:.4%}"
    print(f"Punkte: {summary['objective']} ({proof})".replace("%", " %"))
    print(f"Ergebnis: {out}")


def _share(text: str) -> float:
    try:
        share = float(text.replace(",", "."))
    except ValueError as problem:
        raise NotAShare(text=text) from problem
    if not 0 <= share <= 1:
        raise NotAShare(text=text)
    return share


def _points(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text[:11]) > MOST_PLACES:
        raise NotAWholeNumber(file="--stay-points", line=1, column="stay-points", value=text)
    return int(text)
