"""Giving course places by the rules: three tables in, placements and their proof out."""

import csv
import io
import json
from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kreislotse import __version__
from kreislotse.allocation.engine.certificate import check_solution
from kreislotse.allocation.engine.problem import Rules, Solution
from kreislotse.allocation.engine.solve import solve
from kreislotse.allocation.errors import FloorsNotReachable
from kreislotse.allocation.fairness import floors, town_shares
from kreislotse.cli.allocate_errors import (
    FloorsTooHigh,
    NoPlaceForAllocation,
    NotAShare,
    NotAWholeNumber,
    StayWithoutPrevious,
)
from kreislotse.cli.allocate_tables import (
    COURSES,
    ELIGIBLE,
    MOST_PLACES,
    PERSONS,
    Tables,
    digest,
    read_previous,
    read_tables,
)

ROUNDED = 12


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    households: bool
    minimum_sizes: bool
    fairness: float | None
    seed: str
    previous: Path | None
    stay_points: int

    @classmethod
    def read(cls, asked: Namespace) -> "Options":
        """Refuse a share or points that are none."""
        if asked.previous is None and asked.stay_points is not None:
            raise StayWithoutPrevious
        fairness = None if asked.fairness is None else _share(asked.fairness)
        points = 0 if asked.stay_points is None else _points(asked.stay_points)
        return cls(
            asked.households, asked.minimum_sizes, fairness, asked.seed, asked.previous, points
        )

    def in_force(self) -> dict[str, Any]:
        """The options with their numbers, as they stand in the summary."""
        named = {
            "households": self.households or None,
            "minimum_sizes": self.minimum_sizes or None,
            "fairness": self.fairness,
            "stay_points": self.stay_points if self.previous else None,
        }
        return {name: value for name, value in named.items() if value is not None}


def allocate(folder: Path, out: Path, asked: Namespace) -> int:
    """Read, solve, check again, write; print numbers only."""
    options = Options.read(asked)
    tables = read_tables(folder, options.seed)
    rules = Rules(together=options.households, minimum_sizes=options.minimum_sizes)
    if options.previous is not None:
        rules = replace(
            rules,
            stay=read_previous(options.previous, tables),
            stay_points=options.stay_points * tables.scale,
        )
    solution, rules = _solved(tables, rules, options.fairness)
    check_solution(tables.problem, solution, rules)
    summary = _summary(folder, tables, solution, rules, options)
    _write(out, _placements(tables, solution.placed), summary)
    _print(summary, out)
    return 0


def _solved(tables: Tables, rules: Rules, fairness: float | None) -> tuple[Solution, Rules]:
    solution = solve(tables.problem, rules)
    if fairness is None:
        return solution, rules
    promised = floors(tables.problem, solution.placed, len(tables.towns), fairness)
    rules = replace(rules, floors=promised)
    try:
        fair = solve(tables.problem, rules)
    except FloorsNotReachable as refusal:
        raise _too_high(tables, refusal) from refusal
    return replace(fair, seconds=solution.seconds + fair.seconds), rules


def _too_high(tables: Tables, refusal: FloorsNotReachable) -> FloorsTooHigh:
    reached = ", ".join(
        f"{tables.towns[int(town)]} {share:.1%}".replace(".", ",").replace("%", " %")
        for town, share in refusal.facts["reached"].items()
    )
    return FloorsTooHigh(reached=reached)


def _summary(
    folder: Path, tables: Tables, solution: Solution, rules: Rules, options: Options
) -> dict[str, Any]:
    shares = town_shares(tables.problem, solution.placed, len(tables.towns))
    towns = {
        town: {
            "placed": one.placed,
            "people": one.people,
            "eligible": one.eligible,
            "share": round(one.share, ROUNDED),
        }
        for town, one in zip(tables.towns, shares, strict=True)
    }
    summary = {
        "objective": _in_units(solution.objective, tables.scale),
        "bound": _in_units(solution.bound, tables.scale),
        "gap": solution.gap,
        "proven": solution.proven,
        "placed": int((solution.placed >= 0).sum()),
        "persons": tables.problem.persons,
        "municipalities": towns,
        "criteria": options.in_force(),
        "seed": options.seed,
        "version": __version__,
        "inputs": {name: digest(folder / name) for name in (PERSONS, COURSES, ELIGIBLE)},
        "steps": list(solution.steps),
        "seconds": round(solution.seconds, 3),
    }
    if rules.stay is not None:
        held = rules.stay >= 0
        kept = int((held & (solution.placed == rules.stay)).sum())
        summary["previous"] = {"held": int(held.sum()), "kept": kept}
    return summary


def _in_units(points: float, scale: int) -> float:
    """Whole where it is whole, as in the file."""
    found = points / scale
    if scale == 1 and float(points).is_integer():
        return int(points)
    return found


def _placements(tables: Tables, placed: NDArray[np.int32]) -> str:
    courses = list(tables.courses)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("person", "course"))
    rows.writerows(
        (person, courses[course])
        for person, course in zip(tables.persons, placed.tolist(), strict=True)
        if course >= 0
    )
    return text.getvalue()


def _write(out: Path, placements: str, summary: dict[str, Any]) -> None:
    """For the user's own eyes: who got which place is personal."""
    described = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in (("placements.csv", placements), ("summary.json", described)):
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
