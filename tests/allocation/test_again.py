"""Deciding again changes little: fixed people never move, others only if it is worth it."""

import numpy as np
import pytest

from kreislotse.allocation.engine.again import LOSS, moved_people, solve_again
from kreislotse.allocation.engine.certificate import check_solution
from kreislotse.allocation.engine.problem import Rules
from kreislotse.allocation.engine.solve import solve
from tests.allocation.small import take_pairs
from tests.factories.allocation import large_problem

NEW, GONE = 0.02, 0.01


def two_runs(persons, courses, seed=1):
    """The problem before and after 2 % came and 1 % went, and who went."""
    everybody = large_problem(persons, courses)
    shuffled = np.random.default_rng(seed).permutation(persons)
    new = shuffled[: round(persons * NEW)]
    gone = shuffled[len(new) : len(new) + round(persons * GONE)]
    person = everybody.person_of_pair()
    before = take_pairs(everybody, np.flatnonzero(~np.isin(person, new)))
    return before, take_pairs(everybody, np.flatnonzero(~np.isin(person, gone))), gone


def two_runs_of_households(persons, courses, seed=1):
    """The same, people coming and going with everybody they live with."""
    everybody = large_problem(persons, courses)
    alone = everybody.household < 0
    house = np.where(alone, persons + np.arange(persons), everybody.household)
    names, size = np.unique(house, return_counts=True)
    shuffled = np.random.default_rng(seed).permutation(len(names))
    so_far = np.cumsum(size[shuffled])
    coming = int(np.searchsorted(so_far, persons * NEW)) + 1
    going = int(np.searchsorted(so_far, persons * (NEW + GONE))) + 1
    new = np.flatnonzero(np.isin(house, names[shuffled[:coming]]))
    gone = np.flatnonzero(np.isin(house, names[shuffled[coming:going]]))
    person = everybody.person_of_pair()
    before = take_pairs(everybody, np.flatnonzero(~np.isin(person, new)))
    return before, take_pairs(everybody, np.flatnonzero(~np.isin(person, gone))), gone


def earlier_places(before, gone, rules=Rules()):  # noqa: B008
    placed = solve(before, rules).placed.copy()
    placed[gone] = -1
    return placed


@pytest.mark.slow
def test_at_most_a_fifth_changes_course_at_a_loss_of_a_fiftieth_of_a_percent():
    before, after, gone = two_runs(5000, 100)
    again = solve_again(after, Rules(), earlier_places(before, gone))
    assert again.moved_fresh > 0
    assert again.moved <= again.moved_fresh / 5
    assert again.loss <= LOSS
    assert again.solution.bound == again.fresh.objective


@pytest.mark.slow
@pytest.mark.parametrize(
    "rules",
    [
        Rules(together=True),
        Rules(together=True, minimum_sizes=True, floors=(0.4,) * 11),
    ],
)
def test_so_it_is_when_households_stay_together_and_come_and_go_as_such(rules):
    before, after, gone = two_runs_of_households(5000, 100)
    again = solve_again(after, rules, earlier_places(before, gone, rules))
    assert again.moved_fresh > 0
    assert again.moved <= again.moved_fresh / 5
    assert again.loss <= LOSS
    assert again.best >= again.fresh.objective
    found = check_solution(after, again.solution, again.rules)
    assert found.objective == again.solution.objective


def test_the_loss_is_counted_against_the_best_that_is_known():
    before, after, gone = two_runs_of_households(600, 24)
    rules = Rules(together=True)
    again = solve_again(after, rules, earlier_places(before, gone, rules), stay_points=20)
    assert again.best == max(again.fresh.objective, again.solution.objective)
    assert again.loss == (again.best - again.solution.objective) / again.best


def test_deciding_again_under_options_gives_the_same_twice():
    before, after, gone = two_runs_of_households(300, 12)
    rules = Rules(together=True, minimum_sizes=True)
    earlier = earlier_places(before, gone, rules)
    first, second = (solve_again(after, rules, earlier) for _run in range(2))
    assert first.solution.placed.tolist() == second.solution.placed.tolist()
    assert first.rules.stay_points == second.rules.stay_points


def test_nobody_who_could_stay_with_the_household_moves_without_reason():
    """Nothing has changed: with stay points the earlier placement is as good as any."""
    before, _after, _gone = two_runs_of_households(600, 24)
    rules = Rules(together=True)
    earlier = earlier_places(before, [], rules)
    again = solve_again(before, rules, earlier)
    assert (again.moved, again.lost) == (0, 0)
    assert again.loss <= LOSS


def whole_households(after, earlier):
    """People whose whole household had places, so that it can be fixed as a whole."""
    asking = np.diff(after.start) > 0
    without = np.unique(after.household[asking & (earlier < 0)])
    return (earlier >= 0) & ~np.isin(after.household, without[without >= 0])


@pytest.mark.parametrize("rules", [Rules(), Rules(together=True, minimum_sizes=True)])
def test_fixed_people_never_move(rules):
    before, after, gone = two_runs(600, 24)
    earlier = earlier_places(before, gone, rules)
    fixed = np.where(whole_households(after, earlier), earlier, -1)
    fixed[::2] = -1
    again = solve_again(after, rules, earlier, fixed=fixed, stay_points=10)
    sent = fixed >= 0
    assert again.solution.placed[sent].tolist() == fixed[sent].tolist()
    found = check_solution(after, again.solution, again.rules)
    assert found.objective == again.solution.objective


def test_more_stay_points_never_move_more_people_when_only_places_count():
    before, after, gone = two_runs(600, 24)
    earlier = earlier_places(before, gone)
    kept = [
        int((solve_again(after, Rules(), earlier, stay_points=p).solution.placed == earlier).sum())
        for p in (0, 10, 40, 10_000)
    ]
    assert kept == sorted(kept)


def test_nothing_changed_means_that_nobody_moves():
    before, _after, _gone = two_runs(300, 12)
    earlier = earlier_places(before, [])
    again = solve_again(before, Rules(), earlier)
    assert (again.moved, again.lost, again.loss) == (0, 0, 0)
    assert moved_people(earlier, again.fresh.placed) == 0


def test_an_earlier_course_that_is_no_longer_eligible_is_let_go():
    before, after, _gone = two_runs(300, 12)
    earlier = np.full(before.persons, 11, np.int32)
    again = solve_again(after, Rules(), earlier, stay_points=5)
    found = check_solution(after, again.solution, again.rules)
    assert found.objective == again.solution.objective
