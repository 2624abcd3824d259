"""Deadlines and bounds of awards."""

from datetime import date
from fractions import Fraction

import pytest

from kreislotse.awards.planned import PlanLine
from kreislotse.awards.reference_data import FEDERAL_LAW, STATE_LAW, service_on
from kreislotse.awards.rules import (
    ProofPeriod,
    copy_to_court_of_audit,
    expected_grant,
    final_on,
    is_final,
    may_begin,
    most_without_consent,
    moved_proof_due,
    notification_overdue,
    proof_due,
    proofs_owed,
    retention_until,
    revocation_until,
    served,
    unsettled,
)
from kreislotse.kernel.money import Money

POSTED = date(2015, 11, 24)


def test_a_notice_posted_on_24_november_2015_is_final_when_28_december_is_over():
    """T12, R-GRT-04: served on the 27th; 27 December is a Sunday."""
    service = served(POSTED, service_on(POSTED).days)
    assert service == date(2015, 11, 27)
    assert final_on(service) == date(2015, 12, 28)
    assert not is_final(date(2015, 12, 28), served_on=service, waived_on=None)
    assert is_final(date(2015, 12, 29), served_on=service, waived_on=None)


@pytest.mark.parametrize(
    ("posted_on", "law", "days"),
    [
        (POSTED, STATE_LAW, 3),
        (POSTED, FEDERAL_LAW, 3),
        (date(2024, 12, 31), FEDERAL_LAW, 3),
        (date(2025, 1, 1), FEDERAL_LAW, 4),
        (date(2025, 1, 1), STATE_LAW, 3),
    ],
)
def test_federal_law_counts_four_days_since_2025(posted_on, law, days):
    """R-GRT-04: dated data with its source."""
    service = service_on(posted_on, law)
    assert service.days == days
    assert "VwVfG" in service.source


def test_a_waived_appeal_makes_a_notice_final_from_that_day_on():
    """R-GRT-04."""
    waived = date(2015, 12, 1)
    assert not is_final(date(2015, 11, 30), served_on=date(2015, 11, 27), waived_on=waived)
    assert is_final(waived, served_on=date(2015, 11, 27), waived_on=waived)


def test_a_notice_never_served_is_never_final():
    """R-GRT-04."""
    assert not is_final(date(2030, 1, 1), served_on=None, waived_on=None)


def test_a_measure_begins_in_its_period_or_earlier_by_consent():
    """R-GRT-03."""
    start = date(2015, 12, 1)
    assert may_begin(start, period_from=start, early_start_on=None)
    assert not may_begin(date(2015, 11, 30), period_from=start, early_start_on=None)
    early = date(2015, 11, 15)
    assert may_begin(early, period_from=start, early_start_on=early)
    assert not may_begin(date(2015, 11, 14), period_from=start, early_start_on=early)


@pytest.mark.parametrize(
    ("period_to", "months", "due"),
    [
        (date(2015, 12, 31), 6, date(2016, 6, 30)),
        (date(2015, 8, 31), 6, date(2016, 2, 29)),
        (date(2015, 12, 15), 6, date(2016, 6, 30)),
        (date(2015, 12, 31), 3, date(2016, 3, 31)),
        (date(2018, 12, 31), 6, date(2019, 6, 30)),
    ],
)
def test_the_proof_is_due_at_the_end_of_the_sixth_month(period_to, months, due):
    """T11, R-GRT-13; 30.06.2019 is a Sunday and stays, because it is a set day."""
    assert proof_due(period_to, months) == due


def test_the_proof_moves_with_the_period_unless_its_day_was_set_by_name():
    """R-GRT-13."""
    old, new = date(2015, 12, 31), date(2016, 12, 31)
    assert moved_proof_due(date(2016, 6, 30), period_to=old, new_period_to=new) == date(2017, 6, 30)
    assert moved_proof_due(date(2017, 2, 1), period_to=old, new_period_to=new) == date(2017, 2, 1)
    assert moved_proof_due(date(2016, 2, 1), period_to=old, new_period_to=new) == date(2017, 6, 30)


def test_a_grant_of_three_years_owes_two_interim_proofs_and_a_final_one():
    """R-GRT-15: one per calendar year, the last is the final proof."""
    first, last, due = date(2020, 7, 1), date(2022, 12, 31), date(2023, 6, 30)
    assert proofs_owed(first, last, due) == [
        ProofPeriod(False, first, date(2020, 12, 31), date(2021, 6, 30)),
        ProofPeriod(False, date(2021, 1, 1), date(2021, 12, 31), date(2022, 6, 30)),
        ProofPeriod(True, first, last, due),
    ]


def test_a_grant_of_one_year_owes_the_final_proof_only():
    """R-GRT-15."""
    due = date(2016, 6, 30)
    owed = proofs_owed(date(2015, 1, 1), date(2015, 12, 31), due)
    assert owed == [ProofPeriod(True, date(2015, 1, 1), date(2015, 12, 31), due)]


def test_what_must_be_told_at_once_is_overdue_the_next_day():
    """R-GRT-12."""
    assert not notification_overdue(date(2015, 6, 1), date(2015, 6, 1))
    assert notification_overdue(date(2015, 6, 1), date(2015, 6, 2))


def test_an_item_may_grow_by_a_fifth_without_consent():
    """R-GRT-10."""
    assert most_without_consent(Money.euros(18_000), 20) == Money.euros(3_600)
    assert most_without_consent(Money(99), 20) == Money(19)
    assert most_without_consent(Money.euros(18_000), None) == Money(0)


def test_plan_and_actual_are_compared_in_euros_and_per_cent():
    """R-GRT-10."""
    line = PlanLine(Money.euros(1_000), Money.euros(1_150), Money.euros(1_150), 20)
    assert (line.shifted, line.over) == (Money.euros(150), Money.euros(150))
    assert line.over_percent == Fraction(15)
    assert line.room == Money.euros(50)
    assert line.within_tolerance
    assert not PlanLine(
        Money.euros(1_000), Money.euros(1_300), Money.euros(1_201), 20
    ).within_tolerance
    assert PlanLine(Money(0), Money(1), Money(1)).over_percent == Fraction(100)
    assert PlanLine(Money(0), Money(0), Money(0)).over_percent == Fraction(0)


def test_a_revocation_can_be_decided_for_a_year():
    """R-GRT-18."""
    assert revocation_until(date(2016, 2, 29)) == date(2017, 2, 28)


def test_receipts_are_kept_to_the_end_of_the_tenth_year_after_closing():
    """R-GRT-19."""
    assert retention_until(date(2016, 8, 3), 10) == date(2026, 12, 31)
    assert retention_until(date(2016, 12, 31), 5) == date(2021, 12, 31)


def test_notices_above_50000_euros_go_to_the_court_of_audit_in_copy():
    """R-GRT-16."""
    assert not copy_to_court_of_audit(Money.euros(50_000))
    assert copy_to_court_of_audit(Money(5_000_001))


def test_a_share_is_a_part_of_the_cost_and_a_deficit_what_is_left_open():
    cost = Money.euros(10_000)
    assert expected_grant(eligible_cost=cost, percent=Fraction(80)) == Money.euros(8_000)
    left = expected_grant(
        eligible_cost=cost, own_funds=Money.euros(1_000), third_party_funds=Money.euros(500)
    )
    assert left == Money.euros(8_500)


def test_money_that_stands_in_the_way_of_closing_is_named_once():
    """R-GRT-19: paid money is not counted again as drawn."""
    items = [
        {"drawn": Money(500), "paid": Money(200), "proven": Money(100)},
        {"drawn": Money(100), "proven": Money(300), "committed": Money(7), "requested": Money(3)},
    ]
    assert unsettled(items) == {
        "requested": Money(3),
        "committed": Money(7),
        "paid": Money(200),
        "drawn": Money(200),
    }
    assert unsettled([{"drawn": Money(100), "proven": Money(100)}]) == {}
