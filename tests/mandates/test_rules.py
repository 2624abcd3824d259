from datetime import date

import pytest

from kreislotse.mandates.rules import (
    more_votes_than_members,
    paper_reference,
    printed_proposal,
    proposal_to_keep,
    reminders,
    unanimity,
    urgency,
)
from kreislotse.mandates.states import ProposalKind, Unanimity, Urgency

DUE = date(2015, 12, 1)


@pytest.mark.parametrize(
    ("votes", "derived"),
    [
        ((47, 0, 0), Unanimity.UNANIMOUS),
        ((45, 0, 2), Unanimity.WITH_ABSTENTIONS),
        ((46, 1, 0), Unanimity.NOT_UNANIMOUS),
        ((0, 0, 47), Unanimity.NOT_UNANIMOUS),
        ((0, 0, 0), Unanimity.NOT_UNANIMOUS),
        ((16, None, None), Unanimity.UNKNOWN),
        ((16, 0, None), Unanimity.UNKNOWN),
        ((None, 0, 0), Unanimity.UNKNOWN),
        ((None, 3, None), Unanimity.NOT_UNANIMOUS),
        ((None, None, None), Unanimity.UNKNOWN),
    ],
)
def test_unanimity_is_derived_from_the_votes(votes, derived):
    """R-MAN-02: nobody against and somebody for; abstentions make a difference of their own."""
    assert unanimity(*votes) == derived


@pytest.mark.parametrize(
    ("votes", "members", "too_many"),
    [
        ((47, 0, 0), 47, False),
        ((47, 0, 1), 47, True),
        ((47, None, None), 46, True),
        ((47, 0, 0), None, False),
        ((None, None, None), 0, False),
    ],
)
def test_more_votes_than_members_are_noticed(votes, members, too_many):
    """R-MAN-02."""
    assert more_votes_than_members(*votes, members) is too_many


@pytest.mark.parametrize(
    ("today", "ahead"),
    [
        (date(2015, 11, 1), [date(2015, 11, 3), date(2015, 11, 17), date(2015, 11, 28)]),
        (date(2015, 11, 3), [date(2015, 11, 3), date(2015, 11, 17), date(2015, 11, 28)]),
        (date(2015, 11, 4), [date(2015, 11, 17), date(2015, 11, 28)]),
        (date(2015, 11, 29), []),
    ],
)
def test_reminders_come_28_14_and_3_days_before(today, ahead):
    """G4."""
    assert reminders(DUE, today) == ahead


def test_without_a_due_date_nobody_is_reminded():
    assert reminders(None, DUE) == []


@pytest.mark.parametrize(
    ("today", "level"),
    [
        (date(2015, 11, 2), Urgency.LATER),
        (date(2015, 11, 3), Urgency.SOON),
        (date(2015, 11, 16), Urgency.SOON),
        (date(2015, 11, 17), Urgency.NEAR),
        (date(2015, 11, 27), Urgency.NEAR),
        (date(2015, 11, 28), Urgency.NEXT),
        (DUE, Urgency.NEXT),
        (date(2015, 12, 2), Urgency.OVERDUE),
    ],
)
def test_urgency_rises_with_the_reminders(today, level):
    """G4: the due day itself is not overdue."""
    assert urgency(DUE, today) == level


def test_nothing_is_urgent_without_a_due_date():
    assert urgency(None, DUE) == Urgency.NONE


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ((9, 355), "SV-9-0355"),
        ((9, 355, 1), "SV-9-0355/1"),
        ((10, 1), "SV-10-0001"),
        ((9, 12345, 2), "SV-9-12345/2"),
    ],
)
def test_papers_are_written_with_period_number_and_revision(numbers, written):
    """R-PAP-05."""
    assert paper_reference(*numbers) == written


def test_taking_note_has_its_usual_sentence():
    """L4."""
    usual = "Der Bericht der Verwaltung wird zur Kenntnis genommen."
    assert proposal_to_keep(ProposalKind.TAKING_NOTE, " ") == usual
    assert proposal_to_keep(ProposalKind.TAKING_NOTE, "Der Zwischenstand.") == "Der Zwischenstand."
    assert proposal_to_keep(ProposalKind.DECISION, "") == ""


def test_no_proposal_is_printed_as_such():
    """L1."""
    assert printed_proposal(ProposalKind.NONE, "") == "- ohne -"
    assert printed_proposal(ProposalKind.DECISION, "Es wird beschlossen.") == "Es wird beschlossen."
