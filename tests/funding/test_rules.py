"""How a sum comes about, and what a consent lacks."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.funding.rules import (
    computed_sum,
    days_between,
    formula,
    line_amount,
    missing_concurrences,
    needs_reason,
    share_text,
)
from kreislotse.kernel.money import Money

FIFTY, FORTY = Money.euros(50_000), Money.euros(40_000)


def lines(*pairs):
    return [(Decimal(share), Money.euros(rate)) for share, rate in pairs]


@pytest.mark.parametrize(
    ("applied_for", "total"),
    [
        (lines(("2.0", 50_000), ("1.0", 50_000), ("0.5", 40_000)), Money.euros(170_000)),
        (lines(("6.0", 50_000), ("0.5", 40_000)), Money.euros(320_000)),
        (lines(("6.0", 57_000), ("0.5", 45_000)), Money.euros(364_500)),
    ],
)
def test_the_sum_is_computed_from_shares_and_rates(applied_for, total):
    """T2, R-GRT-02."""
    assert computed_sum(applied_for) == total


def test_the_formula_reads_as_one_would_write_it():
    """T2, R-GRT-02."""
    found = formula(lines(("2.0", 50_000), ("1.0", 50_000), ("0.5", 40_000)))
    assert str(found).replace("\u00a0", " ") == (
        "2,0 × 50.000,00 € + 1,0 × 50.000,00 € + 0,5 × 40.000,00 € = 170.000,00 €"
    )


@pytest.mark.parametrize(
    "applied_for",
    [
        [],
        [(Decimal("1.0"), FIFTY), (None, FORTY)],
        [(Decimal("1.0"), FIFTY), (Decimal("0.5"), None)],
    ],
)
def test_a_sum_is_not_known_while_a_share_or_rate_is_not(applied_for):
    assert (formula(applied_for), computed_sum(applied_for)) == (None, None)


def test_half_a_cent_is_rounded_up():
    assert line_amount(Decimal("0.5"), Money(333)) == Money(167)


@pytest.mark.parametrize(
    ("requested", "computed", "needed"),
    [
        (FIFTY, FIFTY, False),
        (FORTY, FIFTY, True),
        (None, FIFTY, False),
        (FIFTY, None, False),
    ],
)
def test_only_a_sum_that_differs_needs_a_reason(requested, computed, needed):
    """R-GRT-02."""
    assert needs_reason(requested, computed) == needed


def test_a_concurrence_counts_from_its_day_on():
    """R-GRT-01."""
    known = {"MSW": date(2015, 10, 8), "MIK": date(2015, 10, 10), "FM": None}
    assert missing_concurrences(date(2015, 10, 8), known) == ["MIK", "FM"]


def test_the_consent_took_fourteen_days():
    assert days_between(date(2015, 9, 24), date(2015, 10, 8)) == 14
    assert days_between(date(2015, 9, 24), None) is None


@pytest.mark.parametrize(
    ("share", "text"),
    [("2.0000", "2,0"), ("0.5000", "0,5"), ("0.7692", "0,7692"), ("10", "10,0"), ("0", "0,0")],
)
def test_a_share_is_written_with_as_many_places_as_it_needs(share, text):
    assert share_text(Decimal(share)) == text
