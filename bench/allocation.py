"""Places for people: ours beside queues, greedy choice, solvers and stable matching.

`python bench/allocation.py` prints a table; every method runs in a process of its own on the same
invented district, and its objective is counted by us. `python bench/allocation.py 300x10` takes
the named sizes only. Time is processor time from the arrays to the placement. With `--kinds` the
district is also made into others where many placements are equally good or nearly everything is
tight or free, for us and the fastest library.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from kreislotse.allocation.engine.certificate import placed_pairs  # noqa: E402
from kreislotse.allocation.engine.flow import solve_flow  # noqa: E402
from kreislotse.allocation.engine.problem import Problem  # noqa: E402
from tests.factories.allocation import large_problem  # noqa: E402
from tests.factories.allocation_kinds import KINDS, of_kind  # noqa: E402

SIZES = ((300, 10), (5_000, 100), (100_000, 2_000))
KIND_SIZES = SIZES[1:]
KIND_METHODS = ("ours", "ortools")
PLAIN = "varied"
LIMIT = 120
REPEATS = 3
NO_PLACE = -1


def ours(problem: Problem) -> np.ndarray:
    return solve_flow(problem).placed


def first_come(problem: Problem) -> np.ndarray:
    """In the order of the list everybody takes the best course that still has a place."""
    free = _Free(problem)
    for person in range(problem.persons):
        pairs = range(problem.start[person], problem.start[person + 1])
        for pair in sorted(pairs, key=lambda k: -problem.weight[k]):
            if free.take(person, int(problem.course[pair])):
                break
    return free.placed


def greedy(problem: Problem) -> np.ndarray:
    """The pair with the most points first, as long as there is a place."""
    free, person = _Free(problem), problem.person_of_pair()
    for pair in np.argsort(-problem.weight, kind="stable").tolist():
        free.take(int(person[pair]), int(problem.course[pair]))
    return free.placed


class _Free:
    """Places and childcare seats that are left."""

    def __init__(self, problem: Problem) -> None:
        self.places = problem.capacity.tolist()
        self.seats = problem.childcare_capacity.tolist()
        self.childcare = problem.childcare.tolist()
        self.placed = np.full(problem.persons, NO_PLACE, dtype=np.int32)

    def take(self, person: int, course: int) -> bool:
        cared = self.childcare[person]
        if self.placed[person] >= 0 or not self.places[course]:
            return False
        if cared and not self.seats[course]:
            return False
        self.places[course] -= 1
        self.seats[course] -= cared
        self.placed[person] = course
        return True


def ortools_flow(problem: Problem) -> np.ndarray:
    from ortools.graph.python import min_cost_flow

    persons, courses, person = problem.persons, problem.courses, problem.person_of_pair()
    course, own = np.arange(courses), np.arange(persons)
    source, sink = persons + 2 * courses, persons + 2 * courses + 1
    seat = persons + problem.course + courses * problem.childcare[person]
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost
    pairs = arcs(person, seat, np.ones(problem.pairs, np.int64), -problem.weight)
    none = np.zeros(courses, np.int64)
    arcs(persons + courses + course, persons + course, problem.childcare_capacity, none)
    arcs(persons + course, np.full(courses, sink), problem.capacity, none)
    arcs(np.full(persons, source), own, np.ones(persons, np.int64), np.zeros(persons, np.int64))
    flow.add_arc_with_capacity_and_unit_cost(source, sink, persons, 0)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([persons, -persons]))
    assert flow.solve() == flow.OPTIMAL
    return _of_pairs(problem, flow.flows(pairs) > 0)


def highs(problem: Problem) -> np.ndarray:
    """As a linear programme; rows are people, places and childcare seats."""
    import highspy

    model = highspy.HighsLp()
    persons, courses, pairs = problem.persons, problem.courses, problem.pairs
    model.num_col_, model.num_row_ = pairs, persons + 2 * courses
    model.col_cost_ = -problem.weight.astype(np.float64)
    model.col_lower_, model.col_upper_ = np.zeros(pairs), np.ones(pairs)
    model.row_lower_ = np.full(model.num_row_, -highspy.kHighsInf)
    model.row_upper_ = np.concatenate(
        (np.ones(persons), problem.capacity, problem.childcare_capacity)
    ).astype(np.float64)
    person = problem.person_of_pair()
    cared = problem.childcare[person]
    rows = np.stack((person, persons + problem.course, persons + courses + problem.course), 1)
    used = np.stack((np.ones_like(cared), np.ones_like(cared), cared), 1)
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = np.concatenate(([0], np.cumsum(used.sum(1)))).astype(np.int32)
    matrix.index_ = rows[used].astype(np.int32)
    matrix.value_ = np.ones(int(used.sum()))
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", float(LIMIT))
    solver.passModel(model)
    solver.run()
    return _of_pairs(problem, np.array(solver.getSolution().col_value) > 0.5)


def pulp_cbc(problem: Problem) -> np.ndarray:
    import pulp

    model = pulp.LpProblem("places", pulp.LpMaximize)
    chosen = [pulp.LpVariable(f"x{k}", cat="Binary") for k in range(problem.pairs)]
    model += pulp.lpSum(int(w) * x for w, x in zip(problem.weight.tolist(), chosen, strict=True))
    for limit, pairs in _limits(problem):
        model += pulp.lpSum(chosen[k] for k in pairs) <= limit
    model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=LIMIT))
    return _of_pairs(problem, np.array([(x.value() or 0) > 0.5 for x in chosen]))


def cp_sat(problem: Problem) -> np.ndarray:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in range(problem.pairs)]
    for limit, pairs in _limits(problem):
        model.add(sum(chosen[k] for k in pairs) <= limit)
    model.maximize(sum(w * x for w, x in zip(problem.weight.tolist(), chosen, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = LIMIT
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return _of_pairs(problem, np.array([found and solver.value(x) for x in chosen], dtype=bool))


def stable_matching(problem: Problem) -> np.ndarray:
    """Both sides rank by points; who lacks a childcare seat in the end loses the place."""
    from matching.games import HospitalResident

    # The package copies its players by deepcopy, one within the other.
    sys.setrecursionlimit(1_000_000)
    person, order = problem.person_of_pair(), np.argsort(-problem.weight, kind="stable")
    people: dict[int, list[int]] = {}
    courses: dict[int, list[int]] = {}
    for one, course in zip(person[order].tolist(), problem.course[order].tolist(), strict=True):
        people.setdefault(one, []).append(course)
        courses.setdefault(course, []).append(one)
    places = {course: int(problem.capacity[course]) for course in courses}
    game = HospitalResident.create_from_dictionaries(people, courses, places)
    free = _Free(problem)
    for course, matched in game.solve(optimal="resident").items():
        for one in matched:
            free.take(int(one.name), int(course.name))
    return free.placed


METHODS: dict[str, tuple[str, Callable[[Problem], np.ndarray], int]] = {
    "ours": ("Kreislotse, lots included", ours, 100_000),
    "ortools": ("OR-Tools SimpleMinCostFlow", ortools_flow, 100_000),
    "highs": ("HiGHS as LP", highs, 100_000),
    "cbc": ("PuLP with CBC", pulp_cbc, 5_000),
    "cpsat": ("OR-Tools CP-SAT", cp_sat, 5_000),
    "matching": ("matching (HospitalResident)", stable_matching, 5_000),
    "greedy": ("greedy by points", greedy, 100_000),
    "queue": ("first come, first served", first_come, 100_000),
}


def _limits(problem: Problem) -> Iterator[tuple[int, list[int]]]:
    """Each limit with the pairs that count against it."""
    for person in range(problem.persons):
        yield 1, list(range(problem.start[person], problem.start[person + 1]))
    cared = problem.childcare[problem.person_of_pair()]
    for course in range(problem.courses):
        there = problem.course == course
        yield int(problem.capacity[course]), np.flatnonzero(there).tolist()
        yield int(problem.childcare_capacity[course]), np.flatnonzero(there & cared).tolist()


def _of_pairs(problem: Problem, chosen: np.ndarray) -> np.ndarray:
    placed = np.full(problem.persons, NO_PLACE, dtype=np.int32)
    placed[problem.person_of_pair()[chosen]] = problem.course[chosen]
    return placed


def measure(method: str, persons: int, courses: int, kind: str) -> dict[str, Any]:
    """In this process: what came out, the least processor time, the largest memory."""
    problem, times = of_kind(large_problem(persons, courses), kind), []
    quick = METHODS[method][2] > 5_000 or persons <= 300
    for _ in range(REPEATS if quick and method != "highs" else 1):
        began = _spent()
        placed = METHODS[method][1](problem)
        times.append(_spent() - began)
    return {
        "objective": int(problem.weight[placed_pairs(problem, placed)].sum()),
        "placed": int((placed >= 0).sum()),
        "seconds": min(times),
        "memory": max(usage.ru_maxrss for usage in _usages()) // 1024,
    }


def _usages() -> list[resource.struct_rusage]:
    """This process and the programs it has started (CBC is one)."""
    return [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]


def _spent() -> float:
    return sum(usage.ru_utime + usage.ru_stime for usage in _usages())


def lines(sizes: tuple[tuple[int, int], ...] = SIZES) -> Iterator[str]:
    """The rows of the table; the gap is against our proven optimum."""
    for persons, courses in sizes:
        methods = [method for method, (_name, _solve, most) in METHODS.items() if persons <= most]
        yield from _rows(f"{persons:,} × {courses:,}", methods, persons, courses, PLAIN)


def kind_lines(sizes: tuple[tuple[int, int], ...] = KIND_SIZES) -> Iterator[str]:
    """The rows of the table for districts of each kind."""
    for persons, courses in sizes:
        for kind in KINDS:
            label = f"{persons:,} × {courses:,}, {kind}"
            yield from _rows(label, KIND_METHODS, persons, courses, kind)


def _rows(
    label: str, methods: Iterable[str], persons: int, courses: int, kind: str
) -> Iterator[str]:
    best = None
    for method in methods:
        found = _apart(method, persons, courses, kind)
        best = best or found["objective"]
        gap = (best - found["objective"]) / best
        yield (
            f"| {label} | {METHODS[method][0]} | {found['objective']:,} | {gap:.3%} | "
            f"{found['placed']:,} | {found['seconds']:.3f} s | {found['memory']} MB |"
        )


def _apart(method: str, persons: int, courses: int, kind: str) -> dict[str, Any]:
    command = [sys.executable, __file__, method, str(persons), str(courses), kind]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in METHODS:
        method, persons, courses, kind = sys.argv[1:]
        print(json.dumps(measure(method, int(persons), int(courses), kind)))
    else:
        kinds = "--kinds" in sys.argv[1:]
        asked = [size.split("x") for size in sys.argv[1:] if size != "--kinds"]
        sizes = tuple((int(persons), int(courses)) for persons, courses in asked)
        print("| size | method | objective | gap | placed | processor | memory |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for line in kind_lines(sizes or KIND_SIZES) if kinds else lines(sizes or SIZES):
            print(line, flush=True)
