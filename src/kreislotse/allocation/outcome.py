"""What a decision comes to: the sums that pages and papers show, and two decisions side by side."""

from collections import Counter
from collections.abc import Iterable
from statistics import median
from typing import Any

from kreislotse.allocation.deciding import Decision
from kreislotse.allocation.inputs import Inputs, Person, in_natural_order, ways_in_force


def outcome(inputs: Inputs, decision: Decision) -> dict[str, Any]:
    """Sums for JSON.

    Whoever already holds a place counts in `persons`, `held` and by municipality (as the least
    shares do), and nowhere else: `places` are those there were to give, `placed` those given.
    """
    order = [person for person in _in_order(inputs) if person.key not in inputs.held]
    placed = [person for person in order if person.key in decision.course_of]
    asking = [person for person in order if ways_in_force(inputs, person)]
    places = sum(place.capacity for place in inputs.places) - len(inputs.held)
    return {
        "persons": len(inputs.persons),
        "held": len(inputs.held),
        "asking": len(asking),
        "placed": len(placed),
        "places": places,
        "free": places - len(placed),
        "groups": _groups(asking, placed),
        "towns": _towns(inputs, decision),
        "households": _households(inputs, decision),
        "weeks": {
            "placed_median": _median(person.weeks for person in placed),
            "open_median": _median(
                person.weeks for person in asking if person.key not in decision.course_of
            ),
        },
        "objective": decision.objective,
        "bound": decision.bound,
        "gap": _gap(decision),
        "proven": decision.proven,
        "seconds": decision.seconds,
        "moved": decision.moved,
        "moved_fresh": decision.moved_fresh,
        "lost": decision.lost,
        "loss": decision.loss,
        "out_of_order": _out_of_order(inputs, decision, order),
    }


def compare(a: Inputs, da: Decision, b: Inputs, db: Decision) -> dict[str, Any]:
    """Two decisions on the same people: the sums of both, and how many fare otherwise."""
    first, second = da.course_of, db.course_of
    both = first.keys() & second.keys()
    return {
        "a": outcome(a, da),
        "b": outcome(b, db),
        "only_a": len(first.keys() - second.keys()),
        "only_b": len(second.keys() - first.keys()),
        "other_course": sum(first[person] != second[person] for person in both),
    }


def _in_order(inputs: Inputs) -> list[Person]:
    people = {person.key: person for person in inputs.persons}
    return [people[key] for key in in_natural_order(people)]


def _median(weeks: Iterable[int]) -> float | None:
    found = list(weeks)
    return float(median(found)) if found else None


def _gap(decision: Decision) -> float:
    return (decision.bound - decision.objective) / decision.bound if decision.bound else 0.0


def _groups(asking: list[Person], placed: list[Person]) -> dict[str, list[int]]:
    """By part of points: who asks, and who of them is placed."""
    asked = Counter(part for person in asking for part in person.parts)
    got = Counter(part for person in placed for part in person.parts)
    return {part: [asked[part], got[part]] for part in sorted(asked)}


def _towns(inputs: Inputs, decision: Decision) -> dict[str, dict[str, Any]]:
    """People, those with an eligible course, those placed; the promise and what it costs."""
    people, eligible, placed = Counter[str](), Counter[str](), Counter[str]()
    for person in inputs.persons:
        people[person.town] += 1
        eligible[person.town] += bool(
            ways_in_force(inputs, person) and inputs.fixed.get(person.key) != ""
        )
        placed[person.town] += person.key in decision.course_of
    found = {}
    for town in sorted(people):
        points, places = decision.floor_prices.get(town, (0, 0))
        found[town] = {
            "people": people[town],
            "eligible": eligible[town],
            "placed": placed[town],
            "share": placed[town] / eligible[town] if eligible[town] else 0.0,
            "floor": decision.floors.get(town, 0.0),
            "price_points": points,
            "price_places": places,
        }
    return found


def _households(inputs: Inputs, decision: Decision) -> dict[str, int]:
    """Of households with several members who could get a place: together, and parted."""
    homes: dict[str, list[str]] = {}
    for person in inputs.persons:
        if person.household and ways_in_force(inputs, person):
            home = homes.setdefault(person.household, [])
            home.append(decision.course_of.get(person.key, ""))
    several = [set(courses) for courses in homes.values() if len(courses) > 1]
    return {
        "split": sum(len(courses) > 1 for courses in several),
        "whole": sum(len(courses) == 1 and courses != {""} for courses in several),
    }


def _out_of_order(inputs: Inputs, decision: Decision, order: list[Person]) -> int:
    """Placed though somebody before them, eligible for that course, has no place by the points."""
    ranked = sorted((person for person in order if person.rank), key=lambda person: person.rank)
    passed: set[str] = set()
    count = 0
    for person in ranked:
        course = decision.course_of.get(person.key)
        if course is None:
            passed.update(ways_in_force(inputs, person) if person.key not in inputs.fixed else ())
        else:
            count += course in passed
    return count
