"""Which clock runs, since when, and what keeps a record although it has run down."""

from datetime import date

import pytest

from kreislotse.participants.states import CandidateState, Closing, RestrictionGround
from kreislotse.protection.rules import (
    UNDER_WAY,
    Due,
    Evidence,
    Facts,
    Keep,
    is_over,
    keeps_evidence,
    kept_because,
    running,
)
from kreislotse.protection.states import Clock

S = CandidateState
MONTHS = {
    Clock.NOT_ELIGIBLE: 3,
    Clock.NEVER_TRANSMITTED: 6,
    Clock.AFTER_SUPPORT: 12,
    Clock.CONSENT: 36,
}
CONTACT = date(2016, 1, 31)


def facts(state=S.DRAFT, **said) -> Facts:
    return Facts(**{"state": state, "closing": "", "last_contact_on": CONTACT, **said})


@pytest.mark.parametrize(
    ("known", "clock", "started_on", "due_on"),
    [
        (facts(), Clock.NEVER_TRANSMITTED, CONTACT, date(2016, 7, 31)),
        (
            facts(S.CLOSED, closing=Closing.NOT_ELIGIBLE, closed_on=date(2016, 2, 29)),
            Clock.NOT_ELIGIBLE,
            date(2016, 2, 29),
            date(2016, 5, 29),
        ),
        (
            facts(S.CONSENT_PENDING, refused_on=date(2016, 2, 1)),
            Clock.NOT_ELIGIBLE,
            date(2016, 2, 1),
            date(2016, 5, 1),
        ),
        # Somebody spoke to the person after the decision: the time begins anew.
        (
            facts(S.RELEASED, not_eligible_on=date(2015, 12, 1)),
            Clock.NOT_ELIGIBLE,
            CONTACT,
            date(2016, 4, 30),
        ),
        (
            facts(S.CLOSED, closing=Closing.NO_CONTACT, closed_on=date(2016, 3, 1)),
            Clock.NEVER_TRANSMITTED,
            CONTACT,
            date(2016, 7, 31),
        ),
        (
            facts(S.NOT_SUITABLE, sent_on=date(2016, 2, 1), ended_on=date(2016, 3, 1)),
            Clock.AFTER_SUPPORT,
            date(2016, 3, 1),
            date(2017, 3, 1),
        ),
        (
            facts(S.OUTCOME, sent_on=date(2016, 2, 1), ended_on=date(2016, 9, 30)),
            Clock.AFTER_SUPPORT,
            date(2016, 9, 30),
            date(2017, 9, 30),
        ),
        # A withdrawn consent ends what was sent, too.
        (
            facts(S.CONSENT_WITHDRAWN, sent_on=date(2016, 2, 1), ended_on=date(2016, 4, 4)),
            Clock.AFTER_SUPPORT,
            date(2016, 4, 4),
            date(2017, 4, 4),
        ),
    ],
)
def test_each_record_has_the_clock_of_what_happened_to_it(known, clock, started_on, due_on):
    """R-DP-30, G64"""
    assert running(known, MONTHS) == Due(clock, started_on, due_on)


@pytest.mark.parametrize("state", UNDER_WAY)
def test_no_clock_runs_while_somebody_works_with_the_person(state):
    assert running(facts(state, sent_on=date(2016, 2, 1)), MONTHS) is None


def test_a_clock_without_a_period_never_runs_down():
    assert running(facts(), {}) is None


def test_a_record_is_kept_through_its_last_day():
    due = running(facts(), MONTHS)
    assert due is not None
    assert (is_over(due, due.due_on), is_over(due, date(2016, 8, 1))) == (False, True)


@pytest.mark.parametrize(
    ("evidence", "today", "kept"),
    [
        ((), date(2017, 1, 1), False),
        ((Evidence(date(2015, 1, 1), None),), date(2017, 1, 1), True),
        ((Evidence(date(2012, 1, 1), date(2013, 12, 31)),), date(2016, 12, 31), True),
        ((Evidence(date(2012, 1, 1), date(2013, 12, 31)),), date(2017, 1, 1), False),
    ],
)
def test_evidence_of_consent_is_kept_three_years_after_its_end(evidence, today, kept):
    """R-DP-30: domain 4.5."""
    assert keeps_evidence(facts(evidence=evidence), MONTHS, today) is kept


def test_a_reduced_record_waits_for_the_end_of_its_evidence():
    """R-DP-30: the consent ends with the file at the latest."""
    ends = (Evidence(date(2015, 1, 1), date(2018, 1, 1)), Evidence(date(2014, 1, 1), None))
    reduced = facts(evidence=ends, reduced_on=date(2017, 2, 1))
    assert running(reduced, MONTHS) == Due(Clock.CONSENT, date(2017, 2, 1), date(2020, 2, 1))
    assert keeps_evidence(reduced, MONTHS, date(2017, 3, 1)) is False


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, None),
        ({"on_hold": True, "in_open_batch": True}, Keep.HOLD),
        ({"restriction": RestrictionGround.REQUEST}, Keep.RESTRICTED),
        ({"restriction": RestrictionGround.DISPUTE}, Keep.RESTRICTED),
        ({"restriction": RestrictionGround.RETENTION}, None),
        ({"in_open_batch": True, "in_course": True}, Keep.IN_BATCH),
        ({"in_course": True}, Keep.IN_COURSE),
    ],
)
def test_to_keep_always_wins(said, reason):
    """G64, R-DP-31"""
    assert kept_because(facts(**said)) == reason
