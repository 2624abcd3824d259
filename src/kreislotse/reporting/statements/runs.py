"""Sentences about places given by published criteria: for how many, by what, and how well."""

import math
from collections.abc import Iterator

from kreislotse.allocation.models import Run
from kreislotse.allocation.states import RunState
from kreislotse.courses.models import WaitingList
from kreislotse.kernel import german
from kreislotse.reporting.facts import Fact, Reader, Statement

# The gap to what nobody can exceed is told in hundredths of a percent, never too small.
_FINE = 10_000


def decided(waiting_list: WaitingList, read: Reader) -> Iterator[Statement]:
    """The last run whose offers have been sent; nothing where there is none."""
    sent = Run.objects.filter(
        waiting_list=waiting_list, state=RunState.SENT, drawn_on__lte=read.as_of
    )
    run = sent.select_related("criteria__criteria_set").order_by("drawn_on", "number").last()
    if run is not None:
        yield _decided(run, read)


def _decided(run: Run, read: Reader) -> Statement:
    asking, placed = run.figures["asking"], run.figures["placed"]
    facts = {
        "drawn": read.day("Tag des Verfahrens", run.drawn_on, "Tag, für den gerechnet ist", run),
        "criteria": _criteria(run, read),
        "asking": read.count(
            "Berechtigte",
            asking,
            "Personen",
            "Wartende, für die mindestens ein Kurs in Frage kam",
            run,
            shown=german.enumerate_plural(asking, "Person", "Personen"),
        ),
        "placed": read.count(
            "Mit Platz",
            placed,
            "Personen",
            "Im Verfahren einem Kurs zugeteilt",
            run,
            shown="" if placed else "niemand",
        ),
        "proof": _proof(run, read),
        "checksum": read.text(
            "Prüfsumme", run.checksum, "SHA-256 der Dateien, mit denen man nachrechnet", run
        ),
    }
    verb = "bekamen" if placed > 1 else "bekam"
    template = (
        "Am {drawn} wurde nach den Kriterien {criteria} entschieden: Von {asking}, für die ein "
        f"Kurs in Frage kam, {verb} {{placed}} einen Platz. {{proof}}."
    )
    return Statement(f"allocation.run.{run.waiting_list_id}", template, facts)


def _criteria(run: Run, read: Reader) -> Fact:
    version = run.criteria
    return read.text(
        "Kriterien",
        str(version),
        "Veröffentlichte Kriterien mit ihrer Fassung",
        version,
        run,
        shown=f"{german.quote(version.criteria_set.title)} (Fassung {version.number})",
    )


def _proof(run: Run, read: Reader) -> Fact:
    """Proven best, or by how much at most something better could exist."""
    said = "Eine bessere Verteilung gibt es nach diesen Kriterien nachweislich nicht"
    if not run.proven:
        parts = math.ceil(_FINE * max(0.0, run.bound - run.objective) / max(1.0, run.bound))
        percent = f"{parts // 100},{parts % 100:02d}{german.NBSP}Prozent"
        said = f"Bis zum überhaupt Möglichen fehlen nach diesen Kriterien höchstens {percent}"
    return read.text("Güte", said, "Abstand zur bewiesenen Schranke der Punkte", run)
