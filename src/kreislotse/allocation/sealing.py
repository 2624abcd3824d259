"""Filing a decided run: its files with their checksum, its sums, a line for everybody."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import connection

from kreislotse import __version__
from kreislotse.allocation.deciding import Decision, decide, placements, replay
from kreislotse.allocation.gathering import Gathered, inputs_of, ways_as_kept
from kreislotse.allocation.inputs import Inputs, checksum, sealed_files, ways_in_force
from kreislotse.allocation.models import CriteriaVersion, Override, Run, RunCourse, RunLine
from kreislotse.allocation.outcome import outcome
from kreislotse.participants.states import Sex
from kreislotse.records.bulk import insert_rows, update_alike

_NOT_SEALED = {"id", "criteria_set", "state", "note"}


def seal(run: Run, inputs: Inputs, decision: Decision, women: Iterable[str]) -> None:
    """Give a run its files and figures; nothing is written yet."""
    run.sealed = sealed_files(inputs, criteria_as_kept(run.criteria))
    run.placements = placements(inputs, decision)
    run.checksum = checksum(run.sealed, run.placements)
    run.engine = f"Kreislotse {__version__}"
    run.objective, run.bound = decision.objective, decision.bound
    run.proven, run.seconds = decision.proven, decision.seconds
    run.figures = outcome(inputs, decision) | {"women": _women(inputs, decision, women)}


def criteria_as_kept(criteria: CriteriaVersion) -> dict[str, Any]:
    """The published numbers with the name of their set, for the file."""
    columns = [field.name for field in criteria._meta.concrete_fields]
    said = {name: getattr(criteria, name) for name in columns if name not in _NOT_SEALED}
    day = criteria.published_on
    said["published_on"] = day.isoformat() if day else None
    return {"title": criteria.criteria_set.title, **said}


def _women(inputs: Inputs, decision: Decision, women: Iterable[str]) -> dict[str, int]:
    """How many women asked for a place, and how many get one, counted as all are (R-CRS-09)."""
    known = set(women) - inputs.held
    asking = [
        person.key
        for person in inputs.persons
        if person.key in known and ways_in_force(inputs, person)
    ]
    placed = sum(1 for key in known if decision.course_of.get(key))
    return {"asking": len(asking), "placed": placed}


def women_of(found: Gathered) -> set[str]:
    """The keys of the women of a run."""
    return {key for key, entry in found.entries.items() if entry.candidate.sex == Sex.FEMALE}


def file_courses(run: Run, found: Gathered, decision: Decision) -> dict[str, RunCourse]:
    """A row for each course of a new run, by its key."""
    rows = {
        place.key: RunCourse(
            run=run,
            course=found.courses[place.key],
            number=int(place.key),
            capacity=place.capacity,
            childcare_capacity=place.childcare_capacity,
            minimum=place.minimum,
            price=decision.prices[place.key],
            childcare_price=decision.childcare_prices[place.key],
        )
        for place in found.inputs.places
    }
    RunCourse.objects.bulk_create(rows.values())
    return rows


def file_lines(
    run: Run, found: Gathered, courses: Mapping[str, RunCourse], first: Mapping[str, str]
) -> None:
    """A line for everybody of a new run, with what came out for each (`first`)."""
    columns = [field for field in RunLine._meta.concrete_fields if not field.primary_key]
    lines = (
        RunLine(
            run=run,
            entry=found.entries[person.key],
            municipality_id=found.entries[person.key].municipality_id,
            number=int(person.key),
            rank=found.ranks.get(person.key),
            parts=dict(person.parts),
            ways=ways_as_kept(person.ways),
            held=person.key in found.held,
            first_course=courses.get(first.get(person.key, "")),
            course=courses.get(first.get(person.key, "")),
        )
        for person in found.inputs.persons
    )
    insert_rows(
        RunLine,
        [str(field.column) for field in columns],
        (
            [field.get_db_prep_save(getattr(line, field.attname), connection) for field in columns]
            for line in lines
        ),
    )


def decide_again(run: Run) -> Run:
    """Decide, seal and write a locked run anew, with what somebody decided otherwise as fixed."""
    inputs = inputs_of(run)
    fixed = {
        str(each.line.number): str(each.course.number) if each.course else ""
        for each in Override.objects.filter(line__run=run).select_related("line", "course")
    }
    places = {key: inputs.fixed[key] for key in inputs.held}
    inputs = replace(inputs, fixed=places | fixed)
    decision = decide(inputs)
    female = run.lines.filter(entry__candidate__sex=Sex.FEMALE).values_list("number", flat=True)
    seal(run, inputs, decision, [str(number) for number in female])
    run.save()
    _file_decision(run, decision)
    return run


def _file_decision(run: Run, decision: Decision) -> None:
    """Write what holds now into the courses and lines of the run."""
    courses = {str(each.number): each for each in run.courses.all()}
    for key, each in courses.items():
        each.price, each.childcare_price = decision.prices[key], decision.childcare_prices[key]
    RunCourse.objects.bulk_update(courses.values(), ["price", "childcare_price"])
    changed = []
    for line in run.lines.all():
        course = courses.get(decision.course_of.get(str(line.number), ""))
        after = course.pk if course else None
        if line.course_id != after:
            changed.append((line.pk, (after,)))
    update_alike(RunLine, ["course_id"], changed)


def verified(run: Run) -> bool:
    """Whether the sealed files are untouched and give the very same places again."""
    if checksum(run.sealed, run.placements) != run.checksum:
        return False
    return replay(run.sealed) == run.placements


def as_sealed(run: Run) -> bool:
    """Whether the files are untouched, and the lines give the very places that stand in them."""
    if checksum(run.sealed, run.placements) != run.checksum:
        return False
    rows = csv.DictReader(run.placements.splitlines())
    given = run.lines.filter(course__isnull=False).values_list("number", "course__number")
    return {row["person"]: row["course"] for row in rows} == {
        str(person): str(course) for person, course in given
    }
