"""Amounts in whole cents."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.kernel.money import ZERO, Money, NotAnAmount, total

amounts = st.integers(min_value=-(10**14), max_value=10**14).map(Money)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,56", 123456),
        ("1234,5", 123450),
        ("1234", 123400),
        ("18.000 €", 1_800_000),
        ("18000 EUR", 1_800_000),
        ("18.000,00\u00a0€", 1_800_000),
        ("0,01", 1),
        ("-3,20", -320),
        ("−3,20", -320),
        (" 7 ", 700),
    ],
)
def test_amounts_are_read_as_people_type_them(text, cents):
    assert Money.parse(text) == Money(cents)


@pytest.mark.parametrize(
    "text",
    [
        *("", "€", "abc", "1,234", "1.23", "12.34,50", "1.2345", "1,2,3", "1..2", "--1", "-", ","),
        *("1e3", "٣", "0x1", "1 000", "99999999999999", "1.000.00"),
    ],
)
def test_what_is_no_amount_is_refused_with_what_was_typed(text):
    with pytest.raises(NotAnAmount) as refusal:
        Money.parse(text)
    assert f"„{text}“ ist kein Betrag" in str(refusal.value)


@pytest.mark.parametrize("wrong", [1.0, Decimal("1"), True, "1", None, Fraction(1)])
def test_anything_but_whole_cents_is_refused(wrong):
    with pytest.raises(TypeError, match="whole cents"):
        Money(wrong)


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (123456, "1.234,56\u00a0€"),
        (5, "0,05\u00a0€"),
        (-5, "-0,05\u00a0€"),
        (0, "0,00\u00a0€"),
        (100_000_000_00, "100.000.000,00\u00a0€"),
    ],
)
def test_amounts_are_written_the_german_way(cents, text):
    assert str(Money(cents)) == text


@given(amounts.filter(lambda amount: abs(amount.cents) < 10**13))
def test_what_is_written_can_be_read_again(amount):
    assert Money.parse(str(amount)) == amount


@pytest.mark.parametrize(
    ("cents", "part", "expected"),
    [
        (100, Fraction(80, 100), 80),
        (1, Fraction(1, 2), 1),
        (-1, Fraction(1, 2), -1),
        (3, Fraction(1, 2), 2),
        (1, Fraction(49, 100), 0),
        (5_000_000, Fraction(1, 3), 1_666_667),
    ],
)
def test_half_a_cent_is_rounded_away_from_zero(cents, part, expected):
    assert Money(cents).share(part) == Money(expected)


@given(amounts, st.lists(st.integers(min_value=1, max_value=10**6), min_size=1, max_size=20))
def test_a_split_amount_adds_up_to_the_cent(amount, weights):
    """R-GEN-04"""
    assert total(amount.split(weights)) == amount


def test_amounts_add_up_subtract_compare_and_are_nothing_at_zero():
    assert Money(3) + Money(4) - Money(5) == Money(2)
    assert -Money(3) == Money(-3)
    assert Money(3) < Money(4)
    assert (bool(ZERO), bool(Money(1)), total([])) == (False, True, ZERO)
    assert Money.euros(18_000) == Money(1_800_000)
