"""Small problems with options, and the best placement under them by trying all."""

from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import strategies as st

from kreislotse.allocation.engine.problem import Rules
from tests.allocation.small import choices, fits, problems

TOWNS = 3


@st.composite
def cases(draw, together=None, minimum_sizes=None, floors=None, most_persons=5, most_courses=3):
    """A small problem with households, minimum sizes and towns, and rules about them."""
    problem = draw(problems(most_persons=most_persons, most_courses=most_courses))

    def numbers(length, least, most, kind):
        found = draw(st.lists(st.integers(least, most), min_size=length, max_size=length))
        return np.array(found, dtype=kind)

    problem = replace(
        problem,
        household=numbers(problem.persons, -1, 1, np.int32),
        minimum=numbers(problem.courses, 0, 3, np.int64),
        municipality=numbers(problem.persons, 0, TOWNS - 1, np.int32),
    )
    shares = st.lists(st.sampled_from([0.0, 0.3, 0.5, 1.0]), min_size=TOWNS, max_size=TOWNS)
    with_floors = draw(st.booleans()) if floors is None else floors
    return problem, Rules(
        together=draw(st.booleans()) if together is None else together,
        minimum_sizes=draw(st.booleans()) if minimum_sizes is None else minimum_sizes,
        floors=tuple(draw(shares)) if with_floors else None,
    )


def keeps(problem, rules, placed):
    """Does a placement keep places, seats and every option? Counted in the plainest way."""
    asking = [len(choices(problem, person)) > 1 for person in range(problem.persons)]
    load = Counter(course for course in placed if course >= 0)
    if not fits(problem, placed):
        return False
    if rules.minimum_sizes and any(load[c] < problem.minimum[c] for c in load):
        return False
    houses = {}
    for person, house in enumerate(problem.household.tolist()):
        if house >= 0 and asking[person]:
            houses.setdefault(house, set()).add(placed[person])
    if rules.together and any(len(courses) > 1 for courses in houses.values()):
        return False
    for town, share in enumerate(rules.floors or ()):
        people = [
            p for p in range(problem.persons) if asking[p] and problem.municipality[p] == town
        ]
        if sum(placed[p] >= 0 for p in people) < share * len(people) - 1e-9:
            return False
    return True


def best_under(problem, rules):
    """Points of the best placement under the rules; None if none keeps the floors."""
    found = None
    for chosen in product(*(choices(problem, person) for person in range(problem.persons))):
        points = sum(c[1] for c in chosen)
        if (found is None or points > found) and keeps(problem, rules, [c[0] for c in chosen]):
            found = points
    return found
