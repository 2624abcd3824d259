"""All that a decision depends on, and the files that anyone can repeat it from."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

PERSONS, COURSES, ELIGIBLE = "persons.csv", "courses.csv", "eligible.csv"
FIXED, EARLIER, OPTIONS = "fixed.csv", "earlier.csv", "options.json"
CRITERIA, PLACEMENTS = "criteria.json", "placements.csv"


@dataclass(frozen=True, slots=True)
class Way:
    """What a place in one course would be worth to one person, and what bars it."""

    weight: int
    """In points, from one up."""
    minutes: int | None
    """Of travel in one direction; None is not known."""
    against: tuple[str, ...] = ()
    """Misfit values and `criteria.TRAVEL`; empty: eligible."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who waits or holds a place, by a number of the run only."""

    key: str
    town: str
    household: str
    """A key that its members share; empty: alone."""
    childcare: bool
    ways: Mapping[str, Way]
    """By course."""
    parts: Mapping[str, int]
    """See `criteria.person_points`."""
    weeks: int = 0
    """Full weeks since the person first asked, also those beyond the most that count."""
    rank: int = 0
    """The place in the list's own order from one on; 0 is in no order (holds a place)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A course with what it can take."""

    key: str
    capacity: int
    childcare_capacity: int
    """Of the places."""
    minimum: int


@dataclass(frozen=True, slots=True)
class Options:
    """Which rules are in force beyond places, childcare seats and eligibility."""

    together: bool = False
    minimum_sizes: bool = False
    fairness: float = 0.0
    """The part of the share placed over all that each municipality is promised; 0 is none."""
    stay_points: int | None = None
    """For keeping the course of the earlier run; None: as many as cost 0.02 % of the points."""
    seed: str = "kreislotse"
    """From which the lots for equal sums are drawn."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a decision depends on. People and courses may come in any order."""

    persons: tuple[Person, ...]
    places: tuple[Place, ...]
    options: Options = Options()
    fixed: Mapping[str, str] = field(default_factory=dict)
    """By person: the course that must not change, "" is no place. Includes who holds a place."""
    earlier: Mapping[str, str] | None = None
    """By person: the course of the earlier run."""
    held: frozenset[str] = frozenset()
    """Of the fixed people: who already holds the place; the others were decided on by somebody."""
    week: int = 0
    """Points for a further week of waiting; for explanations only."""
    most_weeks: int = 0
    """So many weeks count at most; for explanations only."""


def in_natural_order(keys: Iterable[str]) -> list[str]:
    """Numbers by their size, other keys by length and letters: the order of every file."""
    return sorted(keys, key=lambda key: (len(key), key))


def ways_in_force(inputs: Inputs, person: Person) -> dict[str, Way]:
    """The person's eligible ways, and the one that is fixed whatever is against it."""
    fixed = inputs.fixed.get(person.key)
    return {
        course: way for course, way in person.ways.items() if not way.against or course == fixed
    }


def sealed_files(inputs: Inputs, criteria: Mapping[str, object]) -> dict[str, str]:
    """By name the files that `kreislotse allocate` reads, and the criteria beside them."""
    people = {person.key: person for person in inputs.persons}
    places = {place.key: place for place in inputs.places}
    order, courses = in_natural_order(people), in_natural_order(places)
    files = {
        PERSONS: _table(
            ("person", "municipality", "household", "childcare"),
            ((k, p.town, p.household, int(p.childcare)) for k in order for p in [people[k]]),
        ),
        COURSES: _table(
            ("course", "capacity", "childcare_capacity", "minimum"),
            (
                (k, p.capacity, p.childcare_capacity, p.minimum)
                for k in courses
                for p in [places[k]]
            ),
        ),
        ELIGIBLE: _table(
            ("person", "course", "weight"),
            (
                (key, course, ways[course].weight)
                for key in order
                for ways in [ways_in_force(inputs, people[key])]
                for course in in_natural_order(ways)
            ),
        ),
        OPTIONS: _json(options_by_name(inputs.options)),
        CRITERIA: _json(criteria),
    }
    for name, pairs in ((FIXED, inputs.fixed), (EARLIER, inputs.earlier or {})):
        if pairs:
            rows = ((key, pairs[key]) for key in in_natural_order(pairs))
            files[name] = _table(("person", "course"), rows)
    return files


def checksum(files: Mapping[str, str], placements: str) -> str:
    """SHA-256 over names and contents in the order of names.

    It is what `sha256sum *.csv *.json | sha256sum` prints in a folder with these files, when names
    sort as in the C locale.
    """
    everything = {**files, PLACEMENTS: placements}
    lines = (f"{_digest(everything[name])}  {name}\n" for name in sorted(everything))
    return _digest("".join(lines))


def options_by_name(options: Options) -> dict[str, object]:
    """The options as they stand in options.json."""
    return {
        "households": options.together,
        "minimum_sizes": options.minimum_sizes,
        "fairness": options.fairness,
        "stay_points": options.stay_points,
        "seed": options.seed,
    }


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue()


def _json(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
