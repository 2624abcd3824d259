"""Lots: decided by seed and keys, even, and without regard to the order."""

import numpy as np

from kreislotse.allocation.engine.lots import lots
from kreislotse.allocation.engine.problem import LOTS

PERSONS = [f"P{n}" for n in range(500)]
COURSES = [f"K{n}" for n in range(40)]
START = np.arange(0, 500 * 40 + 1, 40)
COURSE = np.tile(np.arange(40, dtype=np.int32), 500)


def drawn(seed="2026", persons=PERSONS, courses=COURSES):
    return lots(seed, persons, courses, START, COURSE).reshape(500, 40)


def test_the_same_seed_and_keys_give_the_same_lots():
    assert (drawn() == drawn()).all()
    assert (
        drawn()[:2, :2].tolist()
        == lots("2026", ["P0", "P1"], ["K0", "K1"], np.array([0, 2, 4]), np.array([0, 1, 0, 1]))
        .reshape(2, 2)
        .tolist()
    )


def test_another_order_gives_the_same_lots_in_that_order():
    turned = drawn(persons=PERSONS[::-1], courses=COURSES[::-1])
    assert (turned == drawn()[::-1, ::-1]).all()


def test_another_seed_gives_other_lots():
    assert (drawn("2026") == drawn("2027")).mean() < 0.001


def test_a_person_called_like_a_course_draws_other_lots():
    start, course = np.array([0, 1]), np.array([0], dtype=np.int32)
    assert lots("", ["ab"], ["c"], start, course) != lots("", ["a"], ["bc"], start, course)


def test_lots_are_even():
    found = drawn().ravel()
    assert found.min() >= 0
    assert found.max() < LOTS
    shares = np.bincount(found * 16 // LOTS, minlength=16) / len(found)
    assert np.abs(shares - 1 / 16).max() < 0.01
    assert len(np.unique(found)) > len(found) - 3
