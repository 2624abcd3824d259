"""What each kind of financing pays (VVG 2.2 and 2.3)."""

from decimal import Decimal

import pytest

from kreislotse.funding.financing import (
    Funds,
    Terms,
    by_deficit,
    by_share,
    by_units,
    deficit_settled,
    in_full,
    lump_sum,
    percent_text,
    planned,
    share_settled,
    uncovered,
    units_settled,
)
from kreislotse.funding.rules import formula
from kreislotse.funding.states import Financing
from kreislotse.kernel.money import Money


def euros(whole: int) -> Money:
    return Money.euros(whole)


def plain(grant) -> str:
    return grant.formula.replace("\u00a0", " ")


POSTS = [(Decimal(2), euros(50_000)), (Decimal("0.5"), euros(40_000))]


def test_a_share_is_a_percentage_of_the_eligible_cost():
    grant = by_share(euros(10_000), Decimal(80))
    assert (grant.amount, plain(grant)) == (euros(8_000), "80 % × 10.000,00 € = 8.000,00 €")


def test_a_share_is_at_most_the_cap():
    grant = by_share(euros(10_000), Decimal(80), euros(5_000))
    assert (grant.amount, grant.capped_at, grant.uncapped) == (
        euros(5_000),
        euros(5_000),
        euros(8_000),
    )


@pytest.mark.parametrize(("cost", "paid"), [(7_500, 6_000), (10_000, 8_000), (12_000, 8_000)])
def test_a_share_falls_pro_rata_with_the_cost_and_never_rises(cost, paid):
    assert share_settled(euros(8_000), Decimal(80), euros(cost)).amount == euros(paid)


def test_a_deficit_is_what_own_and_other_funds_leave_uncovered():
    grant = by_deficit(euros(10_000), own=euros(2_000), third_parties=euros(1_000))
    assert grant.amount == euros(7_000)
    assert plain(grant) == "10.000,00 € − 2.000,00 € − 1.000,00 € = 7.000,00 €"


def test_there_is_no_deficit_where_others_cover_more_than_all():
    grant = by_deficit(euros(1_000), own=euros(2_000), third_parties=Money(0))
    assert (grant.amount, plain(grant)) == (Money(0), "1.000,00 € − 2.000,00 € − 0,00 € < 0,00 €")


def test_new_income_reduces_a_deficit_grant_fully():
    settled = deficit_settled(
        euros(7_000),
        euros(10_000),
        own=euros(2_000),
        third_parties=euros(1_000),
        new_income=euros(500),
    )
    assert settled.amount == euros(6_500)


def test_a_fixed_amount_is_a_multiple_of_an_amount_per_unit():
    grant = by_units(POSTS)
    assert grant.amount == euros(120_000)
    assert plain(grant) == "2 × 50.000,00 € + 0,5 × 40.000,00 € = 120.000,00 €"


@pytest.mark.parametrize(
    ("posts", "cost", "paid"),
    [
        (POSTS, euros(200_000), 120_000),
        (POSTS[:1], euros(200_000), 100_000),
        (POSTS, euros(90_000), 90_000),
        ([*POSTS, (Decimal(1), euros(50_000))], None, 120_000),
    ],
)
def test_a_fixed_amount_falls_only_with_units_or_with_cost_below_it(posts, cost, paid):
    assert units_settled(posts, granted=euros(120_000), cost=cost).amount == euros(paid)


def test_full_financing_pays_the_whole_cost_and_a_lump_sum_is_not_computed():
    assert in_full(euros(900)).amount == euros(900)
    assert plain(lump_sum(euros(18_000))) == "18.000,00 €"


LINES = formula([euros(10_000)])
FUNDS = Funds(own=euros(1_000), third_parties=euros(500), public=euros(2_000))


@pytest.mark.parametrize(
    ("kind", "terms", "amount"),
    [
        (Financing.SHARE, Terms(Decimal(80)), 7_600),
        (Financing.DEFICIT, Terms(), 6_500),
        (Financing.FULL, Terms(), 10_000),
        (Financing.FIXED_AMOUNT, Terms(cap=euros(9_000)), 9_000),
        (Financing.LUMP_SUM, Terms(), 10_000),
    ],
)
def test_an_application_computes_its_grant_by_its_kind_of_financing(kind, terms, amount):
    assert planned(kind, LINES, terms=terms, funds=FUNDS).amount == euros(amount)


def test_a_share_of_an_unknown_percentage_is_not_known():
    assert planned(Financing.SHARE, LINES, terms=Terms(), funds=FUNDS) is None


def test_a_plan_is_covered_when_grant_and_funds_make_up_the_cost():
    assert uncovered(euros(10_000), euros(6_500), FUNDS) == Money(0)
    assert uncovered(euros(10_000), euros(6_000), FUNDS) == euros(500)


@pytest.mark.parametrize(("percent", "text"), [("80", "80 %"), ("66.67", "66,67 %")])
def test_a_percentage_is_written_with_as_many_places_as_it_needs(percent, text):
    assert percent_text(Decimal(percent)).replace("\u00a0", " ") == text
