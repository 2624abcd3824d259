"""Random deeds in random order: the ledger agrees with plain numbers after every one."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreislotse.ledger.audit import audit
from tests.ledger.walks import DEEDS, Walk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STEPS = st.tuples(
    st.sampled_from(DEEDS),
    st.integers(0, 1),
    st.integers(0, 1),
    st.sampled_from((-1, 0, 1, 2, 49, 50, 51, 100)),
    st.integers(0, 30),
)


@settings(max_examples=25)
@given(st.lists(STEPS, min_size=5, max_size=30))
def test_whatever_is_done_the_ledger_agrees_with_plain_numbers(steps):
    """R-DIS-02, R-GRT-06: nothing below zero, both chains tie, a refusal changes nothing."""
    walk = Walk.begin()
    walk.step("award", 0, 0, 100, 0)
    for step in steps:
        walk.step(*step)
    assert audit().findings == ()


def test_a_long_walk_keeps_the_books_true():
    """Over a thousand deeds: awarded, drawn, bound, paid, proven, shifted, paid back, reversed."""
    chance, walk = random.Random(20151102), Walk.begin()
    for number in range(1200):
        verb = "award" if number < 4 else chance.choice(DEEDS)
        cents = chance.choice((chance.randrange(1, 50_000), chance.randrange(1, 500), 0))
        walk.step(verb, chance.randrange(2), chance.randrange(2), cents, chance.randrange(10**6))

    found = audit()
    assert found.findings == ()
    assert found.transfers > 600
    assert len(walk.reversed) > 20
    assert walk.refused > 200
    kinds = set(walk.book.transfers.values_list("kind", flat=True))
    assert len(kinds) == 13
