"""Places with households together, minimum sizes and least shares; deciding again; what-if.

`python bench/options.py` prints the tables; `python bench/options.py 5000x100` takes the named
sizes only. The bound is ours, proved by prices; the flow without any option is what nobody can
exceed. Time is processor time.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from kreislotse.allocation.engine.again import solve_again  # noqa: E402
from kreislotse.allocation.engine.certificate import check_solution  # noqa: E402
from kreislotse.allocation.engine.flow import solve_flow  # noqa: E402
from kreislotse.allocation.engine.problem import Problem, Rules  # noqa: E402
from kreislotse.allocation.engine.solve import solve  # noqa: E402
from kreislotse.allocation.engine.whatif import one_more_place  # noqa: E402
from tests.allocation.test_again import (  # noqa: E402
    earlier_places,
    two_runs,
    two_runs_of_households,
)
from tests.factories.allocation import large_problem  # noqa: E402

SIZES = ((5_000, 100), (100_000, 2_000))
AGAIN = (5_000, 100)
SHARE = 0.4
TOGETHER = Rules(together=True)


def every(problem: Problem) -> Rules:
    """Households, minimum sizes, and for each municipality two fifths of those who ask."""
    towns = int(problem.municipality.max()) + 1
    return Rules(together=True, minimum_sizes=True, floors=(SHARE,) * towns)


def lines(sizes: tuple[tuple[int, int], ...] = SIZES) -> Iterator[str]:
    yield "| size | rules | points | of the flow | gap | placed | processor |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for persons, courses in sizes:
        problem = large_problem(persons, courses)
        flow = solve_flow(problem).objective
        for name, rules in (("households", TOGETHER), ("all", every(problem))):
            found = solve(problem, rules)
            check_solution(problem, found, rules)
            yield (
                f"| {persons:,} × {courses:,} | {name} | {found.objective:,} | "
                f"{found.objective / flow:.2%} | {found.gap:.4%} | "
                f"{int((found.placed >= 0).sum()):,} | {found.seconds:.1f} s |"
            )


def again_lines() -> Iterator[str]:
    """2 % have come and 1 % have gone since the run before."""
    yield "| deciding again, 5,000 × 100 | moved | anew it would be | loss | processor |"
    yield "| --- | --- | --- | --- | --- |"
    for name, runs, together in (
        ("no option", two_runs, False),
        ("households, single people come and go", two_runs, True),
        ("households that come and go as such", two_runs_of_households, True),
    ):
        before, after, gone = runs(*AGAIN)
        rules = Rules(together=together)
        earlier = earlier_places(before, gone, rules)
        began = time.process_time()
        found = solve_again(after, rules, earlier)
        spent = time.process_time() - began
        yield (
            f"| {name} | {found.moved} | {found.moved_fresh} | {found.loss:.4%} | {spent:.1f} s |"
        )


def whatif_lines() -> Iterator[str]:
    problem = large_problem(*AGAIN)
    placed = solve_flow(problem).placed
    times = []
    for course in range(20):
        began = time.process_time()
        one_more_place(problem, placed, course)
        times.append(time.process_time() - began)
    yield f"One more place in a course at 5,000 × 100: {np.median(times) * 1000:.0f} ms mostly."


if __name__ == "__main__":
    named = tuple(tuple(map(int, size.split("x"))) for size in sys.argv[1:])
    for part in (lines(named or SIZES), [""], again_lines(), [""], whatif_lines()):
        for line in part:
            print(line, flush=True)
