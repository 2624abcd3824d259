"""Small problems, and the best placement by trying all of them."""

from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import strategies as st

from kreislotse.allocation.engine.problem import LOTS, Problem


@st.composite
def problems(draw, most_persons=6, most_courses=4):
    """Few people and courses, few or many points, lots that are not all different."""
    persons, courses = draw(st.integers(0, most_persons)), draw(st.integers(1, most_courses))
    points = st.integers(1, draw(st.sampled_from([1, 3, 1000, 2**31])))
    rows = [
        sorted(draw(st.sets(st.integers(0, courses - 1), max_size=courses))) for _ in range(persons)
    ]
    pairs = sum(map(len, rows))
    seats = st.lists(st.integers(0, 3), min_size=courses, max_size=courses)
    lots = st.lists(
        st.integers(0, LOTS - 1), min_size=pairs, max_size=pairs, unique=draw(st.booleans())
    )
    return built(
        rows,
        weight=draw(st.lists(points, min_size=pairs, max_size=pairs)),
        tie=draw(lots),
        childcare=draw(st.lists(st.booleans(), min_size=persons, max_size=persons)),
        capacity=draw(seats),
        childcare_capacity=draw(seats),
    )


def built(rows, *, weight, tie, childcare, capacity, childcare_capacity):
    persons, courses = len(rows), len(capacity)
    return Problem(
        start=np.concatenate(([0], np.cumsum([len(row) for row in rows], dtype=np.int64))),
        course=np.array([course for row in rows for course in row], dtype=np.int32),
        weight=np.array(weight, dtype=np.int64),
        childcare=np.array(childcare, dtype=np.bool_),
        capacity=np.array(capacity, dtype=np.int64),
        childcare_capacity=np.array(childcare_capacity, dtype=np.int64),
        tie=np.array(tie, dtype=np.int64),
        household=np.full(persons, -1, dtype=np.int32),
        minimum=np.zeros(courses, dtype=np.int64),
        municipality=np.zeros(persons, dtype=np.int32),
    )


def choices(problem, person):
    """The person's courses with points and lots, and staying without."""
    first, end = problem.start[person], problem.start[person + 1]
    columns = (problem.course, problem.weight, problem.tie)
    return [(-1, 0, 0), *zip(*(c[first:end].tolist() for c in columns), strict=True)]


def fits(problem, placed):
    cared = Counter(c for c, care in zip(placed, problem.childcare, strict=True) if care)
    return all(
        count <= problem.capacity[course] and cared[course] <= problem.childcare_capacity[course]
        for course, count in Counter(placed).items()
        if course >= 0
    )


def best(problem):
    """Points and lots of the best placement, by trying all."""
    found = (0, 0)
    for chosen in product(*(choices(problem, person) for person in range(problem.persons))):
        worth = (sum(c[1] for c in chosen), sum(c[2] for c in chosen))
        if worth > found and fits(problem, [c[0] for c in chosen]):
            found = worth
    return found


def worth(problem, placed):
    """Points and lots of a placement; a course that is not eligible is an error."""
    points = lots = 0
    for person, course in enumerate(placed.tolist()):
        held = next(c for c in choices(problem, person) if c[0] == course)
        points, lots = points + held[1], lots + held[2]
    return points, lots


def take_pairs(problem, keep):
    """The problem with these pairs only."""
    person = problem.person_of_pair()[keep]
    return replace(
        problem,
        start=np.searchsorted(person, np.arange(problem.persons + 1)).astype(np.int64),
        course=problem.course[keep],
        weight=problem.weight[keep],
        tie=problem.tie[keep],
    )


def with_row(problem, person, course, weight, tie, childcare):
    """The problem with other pairs for one person."""
    first, end = problem.start[person], problem.start[person + 1]
    start = problem.start.copy()
    start[person + 1 :] += len(course) - (end - first)
    cared = problem.childcare.copy()
    cared[person] = childcare

    def spliced(old, new):
        return np.concatenate((old[:first], np.array(new, dtype=old.dtype), old[end:]))

    return replace(
        problem,
        start=start,
        course=spliced(problem.course, course),
        weight=spliced(problem.weight, weight),
        tie=spliced(problem.tie, tie),
        childcare=cared,
    )


def reordered(problem, people, courses):
    """The same problem with people and courses in another order: new number -> old number."""
    old = np.argsort(courses)
    rows = []
    for person in people:
        row = [(int(old[c]), w, t) for c, w, t in choices(problem, person)[1:]]
        rows.append(sorted(row))
    return built(
        [[c for c, _w, _t in row] for row in rows],
        weight=[w for row in rows for _c, w, _t in row],
        tie=[t for row in rows for _c, _w, t in row],
        childcare=problem.childcare[people],
        capacity=problem.capacity[courses],
        childcare_capacity=problem.childcare_capacity[courses],
    )
