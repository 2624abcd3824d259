"""One thing otherwise for one person: what an explanation names, and the inputs with it."""

from dataclasses import dataclass, replace
from typing import Literal

from kreislotse.allocation.inputs import Inputs, Person, Way

Kind = Literal["points", "weeks", "childcare", "place", "rule"]


@dataclass(frozen=True, slots=True)
class Change:
    """What would have given a place in a course; everything else as it was.

    points: `amount` more for this course; weeks: `amount` more of waiting; childcare: `amount`
    more childcare seats in the course; place: `amount` more places in it; rule: without `misfit`.
    """

    kind: Kind
    course: str
    """Where the person would then have a place."""
    amount: int
    misfit: str = ""


def with_change(inputs: Inputs, person: str, change: Change) -> Inputs:
    """The inputs with exactly this change."""
    if change.kind in ("childcare", "place"):
        name = "capacity" if change.kind == "place" else "childcare_capacity"
        places = tuple(
            replace(place, **{name: getattr(place, name) + change.amount})
            if place.key == change.course
            else place
            for place in inputs.places
        )
        return replace(inputs, places=places)
    return with_person(inputs, _changed(inputs, person_of(inputs, person), change))


def person_of(inputs: Inputs, key: str) -> Person:
    """Whose key it is."""
    return next(person for person in inputs.persons if person.key == key)


def with_person(inputs: Inputs, changed: Person) -> Inputs:
    """The inputs with this person otherwise."""
    persons = (changed if person.key == changed.key else person for person in inputs.persons)
    return replace(inputs, persons=tuple(persons))


def after_weeks(inputs: Inputs, way: Way, weeks: int) -> int:
    """The weight after further weeks; where travel takes everything off, waiting adds nothing."""
    return way.weight + inputs.week * weeks if way.weight > 1 else way.weight


def _changed(inputs: Inputs, person: Person, change: Change) -> Person:
    ways = dict(person.ways)
    if change.kind == "weeks":
        ways = {
            key: replace(way, weight=after_weeks(inputs, way, change.amount))
            for key, way in ways.items()
        }
        return replace(person, ways=ways, weeks=person.weeks + change.amount)
    way = ways[change.course]
    if change.kind == "points":
        ways[change.course] = replace(way, weight=way.weight + change.amount)
    else:
        left = tuple(misfit for misfit in way.against if misfit != change.misfit)
        ways[change.course] = replace(way, against=left)
    return replace(person, ways=ways)
