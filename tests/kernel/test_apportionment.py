"""Dividing a whole into whole parts (R-GEN-04)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.kernel.apportionment import largest_remainder

wholes = st.integers(min_value=0, max_value=10**13)
weights = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=40).filter(sum)


@pytest.mark.parametrize(
    ("whole", "shares"),
    [
        (1_800_000, [163_637] * 4 + [163_636] * 7),  # T6: 18.000,00 € to 11
        (2_000_000, [181_819] * 2 + [181_818] * 9),  # T7: 20.000,00 € to 11
        (0, [0] * 11),
        (10, [1] * 10 + [0]),
    ],
)
def test_equal_shares_differ_by_one_at_most_and_the_earlier_get_more(whole, shares):
    """R-GEN-04, T6, T7"""
    assert largest_remainder(whole, [1] * 11) == shares


@pytest.mark.parametrize(
    ("whole", "given_weights", "parts"),
    [
        (100, [47, 16, 158, 61], [17, 6, 56, 21]),
        (10, [6, 6, 2], [4, 4, 2]),
        (7, [0, 1, 0], [0, 7, 0]),
        (-100, [1, 2], [-33, -67]),
        (1, [1, 1], [1, 0]),
    ],
)
def test_the_largest_remainders_get_what_is_left(whole, given_weights, parts):
    assert largest_remainder(whole, given_weights) == parts


def test_the_key_of_2018_divides_its_own_sum_back_into_itself():
    """Sample key of Kreis Coesfeld, 2018: 1.671.554 € to eleven municipalities."""
    key = [105824, 98515, 320926, 339815, 92348, 206231, 56031, 123125, 68101, 98632, 162006]
    assert largest_remainder(1_671_554, key) == key


@given(wholes, weights)
def test_the_parts_add_up_to_the_whole(whole, given_weights):
    """R-GEN-04"""
    assert sum(largest_remainder(whole, given_weights)) == whole
    assert sum(largest_remainder(-whole, given_weights)) == -whole


@given(wholes, weights)
def test_each_part_is_its_exact_share_rounded_up_or_down(whole, given_weights):
    total = sum(given_weights)
    for part, weight in zip(largest_remainder(whole, given_weights), given_weights, strict=True):
        assert whole * weight // total <= part <= -(-whole * weight // total)


@given(wholes, weights)
def test_who_weighs_more_never_gets_less(whole, given_weights):
    parts = largest_remainder(whole, given_weights)
    ranked = sorted(zip(given_weights, parts, strict=True))
    for (lighter, less), (heavier, more) in pairwise(ranked):
        assert lighter == heavier or less <= more


@given(wholes, st.integers(min_value=1, max_value=1000), st.integers(min_value=1, max_value=40))
def test_among_equals_the_order_decides_about_one_at_most(whole, weight, count):
    parts = largest_remainder(whole, [weight] * count)
    assert parts == sorted(parts, reverse=True)
    assert max(parts) - min(parts) <= 1


@given(wholes, weights)
def test_a_rerun_agrees(whole, given_weights):
    assert largest_remainder(whole, given_weights) == largest_remainder(whole, given_weights)


@pytest.mark.parametrize("wrong", [[], [0, 0], [1, -1]])
def test_weights_that_say_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match="Weights"):
        largest_remainder(100, wrong)
