"""What came of it: kinds, days, source; persons and cases apart (R-OUT-01, R-OUT-02)."""

from datetime import date, timedelta

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from kreislotse.participants.errors import DayAhead
from kreislotse.participants.models import ConsentGrant
from kreislotse.participants.states import CandidateState, ConsentPurpose
from kreislotse.transmission import actions, errors
from kreislotse.transmission.models import Outcome
from kreislotse.transmission.states import Feedback, OutcomeKind
from tests.factories.transmission import neighbourhood

TODAY = date(2015, 11, 2)
SAID = {"kind": OutcomeKind.EMPLOYMENT, "began_on": TODAY, "source": "Meldung der Agentur"}


@pytest.fixture
def place(db):
    return neighbourhood()


@pytest.fixture
def agency(acting, place):
    return acting(Role.AGENCY_STAFF, at=place.agency)


@pytest.fixture
def line(place, agency):
    place.person(place.town())
    line = place.sent().lines.get()
    return actions.record_feedback(line, actor=agency, feedback=Feedback.ACCEPTED, on=TODAY)


@pytest.fixture
def clerk(acting, line):
    return acting(Role.MUNICIPAL_CLERK, at=line.municipality)


def test_the_agency_notes_an_outcome_at_its_line(line, agency):
    """R-OUT-01"""
    outcome = actions.note_outcome(line, actor=agency, **SAID)
    assert (outcome.candidate, outcome.began_on, outcome.source) == (
        line.candidate,
        TODAY,
        "Meldung der Agentur",
    )
    line.candidate.refresh_from_db()
    assert line.candidate.state == CandidateState.OUTCOME


def test_the_town_notes_an_outcome_of_its_person_and_further_ones(line, clerk):
    """R-OUT-02: a second case of the same person."""
    actions.note_outcome(line.candidate, actor=clerk, **SAID)
    actions.note_outcome(line.candidate, actor=clerk, **{**SAID, "kind": OutcomeKind.RECOGNITION})
    assert Outcome.objects.count() == 2


def test_an_outcome_ends_on_a_day(line, clerk, agency, acting, place):
    outcome = actions.note_outcome(line, actor=agency, **SAID)
    with pytest.raises(DateOrder):
        actions.end_outcome(outcome, actor=clerk, ended_on=TODAY - timedelta(days=1))
    stranger = acting(Role.MUNICIPAL_CLERK, at=place.town("Nachbardorf"))
    with pytest.raises(NotAllowed):
        actions.end_outcome(outcome, actor=stranger, ended_on=TODAY)
    assert actions.end_outcome(outcome, actor=clerk, ended_on=TODAY).ended_on == TODAY


def test_a_change_of_regime_is_no_outcome():
    """Domain 2.10"""
    assert not [kind for kind in OutcomeKind if "regime" in kind or "moved" in kind]


def test_refused_outcomes_leave_nothing_behind(line, clerk, agency, acting, place):
    stranger = acting(Role.MUNICIPAL_CLERK, at=place.town("Nachbardorf"))
    tomorrow = TODAY + timedelta(days=1)
    entries = JournalEntry.objects.count()
    for refusal, actor, said in [
        (NotAllowed, stranger, {}),
        (DayAhead, clerk, {"began_on": tomorrow}),
        (DayAhead, clerk, {"ended_on": tomorrow}),
        (DateOrder, clerk, {"ended_on": TODAY - timedelta(days=1)}),
    ]:
        with pytest.raises(refusal):
            actions.note_outcome(line.candidate, actor=actor, **{**SAID, **said})
    assert (Outcome.objects.count(), JournalEntry.objects.count()) == (0, entries)
    actions.note_outcome(line, actor=agency, **SAID)
    with pytest.raises(errors.OutcomeKnown):
        actions.note_outcome(line, actor=agency, **SAID)


def test_before_the_agency_has_taken_somebody_there_is_no_outcome(place, agency):
    place.person(place.town())
    line = place.sent().lines.get()
    with pytest.raises(WrongState):
        actions.note_outcome(line, actor=agency, **SAID)


def test_without_cover_for_the_way_back_only_the_town_notes_it(line, clerk, agency):
    """Domain 4.1"""
    ConsentGrant.objects.filter(purpose=ConsentPurpose.AGENCY_FEEDBACK).delete()
    with pytest.raises(errors.NoWayBack):
        actions.note_outcome(line, actor=agency, **SAID)
    assert actions.note_outcome(line.candidate, actor=clerk, **SAID)


def test_nothing_is_noted_at_a_recalled_line(line, clerk, agency):
    actions.note_outcome(line, actor=agency, **SAID)
    actions.withdraw_consent(line.candidate, actor=clerk, on=TODAY)
    with pytest.raises(errors.LineRecalled):
        actions.note_outcome(line, actor=agency, **{**SAID, "kind": OutcomeKind.MEASURE})
    assert Outcome.objects.count() == 1


def test_what_became_of_somebody_does_not_stand_in_the_journal(line, agency):
    """R-DP-21"""
    actions.note_outcome(line, actor=agency, **SAID)
    entry = JournalEntry.objects.filter(verb="note_outcome").get()
    assert "Beschäftigung" not in f"{entry.label}{entry.change}"
    assert "employment" not in str(entry.change)


def test_an_outcome_says_who_noted_it(line, clerk, agency, acting, place):
    """R-OUT-01: the organisation on whose behalf somebody writes it down."""
    district = acting(Role.STEERING, at=place.district)
    kinds = iter(OutcomeKind)
    for actor, noted_by in [
        (agency, place.agency),
        (district, place.district),
        (clerk, line.municipality),
    ]:
        said = {**SAID, "kind": next(kinds)}
        assert actions.note_outcome(line.candidate, actor=actor, **said).noted_by == noted_by


def test_the_recipient_is_told_only_at_its_line_and_on_a_basis(line, clerk, acting, place):
    """R-CAN-12: what the town notes is its own; the district tells it where a basis covers that."""
    district = acting(Role.STEERING, at=place.district)
    kinds = iter(OutcomeKind)

    def noted(subject, actor):
        return actions.note_outcome(subject, actor=actor, **{**SAID, "kind": next(kinds)})

    assert noted(line.candidate, clerk).told_to is None
    assert noted(line.candidate, district).told_to is None
    assert noted(line, district).told_to == place.agency
    ConsentGrant.objects.filter(purpose=ConsentPurpose.AGENCY).delete()
    assert noted(line, district).told_to is None


def test_the_recipient_ends_no_outcome_that_it_does_not_know_of(line, clerk, agency):
    """R-CAN-12"""
    theirs = actions.note_outcome(line.candidate, actor=clerk, **SAID)
    with pytest.raises(NotAllowed):
        actions.end_outcome(theirs, actor=agency, ended_on=TODAY)
    own = actions.note_outcome(line, actor=agency, **{**SAID, "kind": OutcomeKind.MEASURE})
    assert actions.end_outcome(own, actor=agency, ended_on=TODAY).ended_on == TODAY
