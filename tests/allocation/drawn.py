"""Inputs drawn at random, and large ones from an invented district."""

from hypothesis import strategies as st

from kreislotse.allocation.inputs import Inputs, Options, Person, Place, Way
from tests.factories.allocation import large_problem

BARS = ((), (), (), ("travel",), ("level",), ("times", "travel"))


def person(key, ways, *, town="Dülmen", household="", childcare=False, parts=None, **more):
    """Somebody with ways given as points by course."""
    found = {
        course: way if isinstance(way, Way) else Way(way, None) for course, way in ways.items()
    }
    return Person(key, town, household, childcare, found, parts or {}, **more)


def place(key, capacity, childcare_capacity=None, minimum=0):
    return Place(
        key, capacity, capacity if childcare_capacity is None else childcare_capacity, minimum
    )


@st.composite
def ways(draw, courses):
    found = {}
    for course in sorted(draw(st.sets(st.sampled_from(courses)))):
        weight = draw(st.integers(1, draw(st.sampled_from([3, 2000]))))
        found[course] = Way(weight, None, draw(st.sampled_from(BARS)))
    return found


@st.composite
def inputs(draw, *, least_persons=0, most_places=3):
    """A few people and courses, childcare seats, towns, households, bars; no rules beyond."""
    courses = [str(number) for number in range(1, draw(st.integers(1, 3)) + 1)]
    persons = tuple(
        Person(
            key=str(number),
            town=draw(st.sampled_from(["Dülmen", "Nottuln"])),
            household=draw(st.sampled_from(["", "", "h1", "h2"])),
            childcare=draw(st.booleans()),
            ways=draw(ways(courses)),
            parts={"place": 1},
            weeks=draw(st.integers(0, 60)),
            rank=number,
        )
        for number in range(1, draw(st.integers(least_persons, 7)) + 1)
    )
    places = tuple(
        Place(
            key, draw(st.integers(0, most_places)), draw(st.integers(0, 2)), draw(st.integers(0, 2))
        )
        for key in courses
    )
    return Inputs(persons, places, Options(seed="Herbst"), week=7, most_weeks=104)


def scarce():
    """More people than places."""
    return inputs(least_persons=5, most_places=1)


def district(persons, courses, **options):
    """An invented district as inputs; everybody's parts add up to something."""
    problem = large_problem(persons, courses)
    people = []
    for number in range(problem.persons):
        pairs = range(problem.start[number], problem.start[number + 1])
        home = int(problem.household[number])
        people.append(
            person(
                str(number + 1),
                {
                    str(problem.course[pair] + 1): Way(int(problem.weight[pair]) + 1000, 20)
                    for pair in pairs
                },
                town=f"T{problem.municipality[number]}",
                household=f"h{home}" if home >= 0 else "",
                childcare=bool(problem.childcare[number]),
                parts={"place": 1000} | ({"obliged": 300} if number % 3 == 0 else {}),
                weeks=number % 90,
                rank=number + 1,
            )
        )
    seats = zip(problem.capacity, problem.childcare_capacity, problem.minimum, strict=True)
    places = tuple(Place(str(number), *map(int, row)) for number, row in enumerate(seats, start=1))
    return Inputs(tuple(people), places, Options(**options), week=10, most_weeks=104)
