"""Withdrawn, sent by mistake, locked: the recipient is told, and has to confirm (R-DP-03, T17)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.participants.actions import check_candidate, close_candidate, release_candidate
from kreislotse.participants.errors import DayAhead
from kreislotse.participants.models import Candidate, Consent
from kreislotse.participants.states import CandidateState, Closing
from kreislotse.transmission import actions, due, errors
from kreislotse.transmission.models import BatchLine, Recall
from kreislotse.transmission.states import Feedback, RecallGround, RecallState
from tests.factories.people import with_consent
from tests.factories.transmission import neighbourhood

TODAY = date(2015, 11, 2)


@pytest.fixture
def place(db):
    return neighbourhood()


@pytest.fixture
def person(place):
    return place.person(place.town())


@pytest.fixture
def clerk(acting, person):
    return acting(Role.MUNICIPAL_CLERK, at=person.owner)


@pytest.fixture
def steering(acting, place):
    return acting(Role.STEERING, at=place.district)


@pytest.fixture
def agency(acting, place):
    return acting(Role.AGENCY_STAFF, at=place.agency)


def later(actor, days):
    return replace(actor, at=actor.at + timedelta(days=days))


def test_t17_consent_withdrawn_after_transmission(place, person, clerk, steering, agency):
    """T17: no further batch, recall notice to the agency, overdue watch on confirmation."""
    batch = place.sent()
    recalls = actions.withdraw_consent(person, actor=clerk, on=TODAY)

    with pytest.raises(errors.NobodyToTransmit):
        actions.draft_batch(
            place.call, actor=steering, recipient=place.agency, channel="portal", delta_of=batch
        )

    assert list(due.recalls_to_confirm(agency)) == recalls == list(Recall.objects.all())
    recall = recalls[0]
    assert (recall.ground, recall.issued_on) == (RecallGround.WITHDRAWAL, TODAY)
    assert BatchLine.objects.get().readable == {}

    assert recall.due_on == date(2015, 11, 16)
    assert list(due.recalls_unconfirmed(steering, recall.due_on)) == []
    assert list(due.recalls_unconfirmed(steering, date(2015, 11, 17))) == [recall]
    confirmed = actions.confirm_recall(recall, actor=later(agency, 16))
    assert (confirmed.state, confirmed.confirmed_on) == (RecallState.CONFIRMED, date(2015, 11, 18))
    assert list(due.recalls_unconfirmed(steering, date(2015, 12, 24))) == []
    assert list(due.recalls_to_confirm(agency)) == []


def test_one_step_ends_all_consents_and_the_persons_way(place, person, clerk):
    """R-DP-03"""
    with_consent(person)
    place.sent()
    actions.withdraw_consent(person, actor=clerk, on=TODAY)
    assert {consent.withdrawn_on for consent in Consent.objects.all()} == {TODAY}
    person.refresh_from_db()
    assert person.state == CandidateState.CONSENT_WITHDRAWN
    verbs = JournalEntry.objects.values_list("verb", flat=True)
    assert {"withdraw_consent", "issue_recall", "note_withdrawal"} <= set(verbs)


def test_the_sender_may_enter_a_withdrawal_too(place, person, steering):
    assert actions.withdraw_consent(person, actor=steering, on=TODAY) == []
    person.refresh_from_db()
    assert person.state == CandidateState.CONSENT_WITHDRAWN


def test_whoever_withdraws_leaves_batches_in_preparation(place, person, clerk):
    other = place.person(person.owner)
    batch = place.drafted()
    actions.withdraw_consent(person, actor=clerk, on=TODAY)
    assert [line.candidate for line in batch.lines.all()] == [other]
    assert JournalEntry.objects.of_record(batch).first().note == person.code


def test_withdrawing_is_possible_at_any_time(place, person, clerk):
    """R-DP-02: also for a record that is closed or locked; its state stays."""
    place.sent()
    closed = {"state": "closed", "closing": "done", "closed_on": TODAY}
    locked = {"restricted_on": TODAY, "restriction": "request"}
    Candidate.objects.filter(pk=person.pk).update(**closed, **locked)
    assert len(actions.withdraw_consent(person, actor=clerk, on=TODAY)) == 1
    assert Candidate.objects.get(pk=person.pk).state == CandidateState.CLOSED
    with pytest.raises(errors.NothingToWithdraw):
        actions.withdraw_consent(person, actor=clerk, on=TODAY)


def test_a_locked_person_under_way_withdraws_like_everybody(place, person, clerk):
    Candidate.objects.filter(pk=person.pk).update(restricted_on=TODAY, restriction="request")
    actions.withdraw_consent(person, actor=clerk, on=TODAY)
    assert Candidate.objects.get(pk=person.pk).state == CandidateState.CONSENT_WITHDRAWN


def test_after_a_new_consent_the_person_can_be_transmitted_again(place, person, clerk):
    place.sent()
    actions.withdraw_consent(person, actor=clerk, on=TODAY)
    with_consent(person, recipient=place.agency, decided_on=TODAY)
    Candidate.objects.filter(pk=person.pk).update(state=CandidateState.CHECKED)
    assert place.drafted().lines.get().candidate == person


def test_refused_withdrawals_change_nothing(place, person, clerk, agency, acting):
    stranger = acting(Role.MUNICIPAL_CLERK, at=place.town("Nachbardorf"))
    place.sent()
    entries = JournalEntry.objects.count()
    for refusal, actor, on in [
        (NotAllowed, stranger, TODAY),
        (NotAllowed, agency, TODAY),
        (DayAhead, clerk, TODAY + timedelta(days=1)),
    ]:
        with pytest.raises(refusal):
            actions.withdraw_consent(person, actor=actor, on=on)
    assert JournalEntry.objects.count() == entries
    assert not Consent.objects.filter(withdrawn_on__isnull=False).exists()
    assert not Recall.objects.exists()


@pytest.mark.parametrize("ground", [RecallGround.MISTAKE, RecallGround.RESTRICTION])
def test_a_line_is_recalled_on_other_grounds_too(place, person, steering, agency, ground):
    batch = place.sent()
    recall = actions.recall_line(batch.lines.get(), actor=steering, ground=ground)
    assert recall.ground == ground
    line = batch.lines.get()
    for refused in (
        lambda: actions.recall_line(line, actor=steering, ground=ground),
        lambda: actions.record_feedback(line, actor=agency, feedback=Feedback.ACCEPTED, on=TODAY),
    ):
        with pytest.raises((errors.AlreadyRecalled, errors.LineRecalled, NotAllowed)):
            refused()
    assert Recall.objects.count() == 1


def test_all_that_is_out_about_a_person_is_recalled_at_once(place, person, clerk):
    place.sent()
    assert len(actions.recall_candidate(person, actor=clerk, ground=RecallGround.RESTRICTION)) == 1
    with pytest.raises(errors.NothingToRecall):
        actions.recall_candidate(person, actor=clerk, ground=RecallGround.RESTRICTION)


def test_only_what_is_out_can_be_recalled_and_only_by_whom_it_concerns(
    place, person, steering, agency
):
    batch = place.frozen()
    mistake = RecallGround.MISTAKE
    with pytest.raises(errors.NotOut):
        actions.recall_line(batch.lines.get(), actor=steering, ground=mistake)
    actions.send_batch(batch, actor=steering, sent_on=TODAY)
    with pytest.raises(NotAllowed):
        actions.recall_line(batch.lines.get(), actor=agency, ground=mistake)


def test_a_recall_is_confirmed_once_by_the_recipient_or_the_sender(
    place, person, clerk, steering, agency, acting
):
    place.sent()
    recall = actions.withdraw_consent(person, actor=clerk, on=TODAY)[0]
    stranger = acting(Role.AGENCY_STAFF, at=neighbourhood().agency)
    for actor in (clerk, stranger):
        with pytest.raises(NotAllowed):
            actions.confirm_recall(recall, actor=actor)
    actions.confirm_recall(recall, actor=steering)
    with pytest.raises(WrongState):
        actions.confirm_recall(recall, actor=agency)


def test_recalls_are_seen_by_sender_recipient_and_the_persons_town(
    place, person, clerk, steering, agency, acting
):
    place.sent()
    recall = actions.withdraw_consent(person, actor=clerk, on=TODAY)[0]
    neighbour = acting(Role.MUNICIPAL_CLERK, at=place.town("Nachbardorf"))
    stranger = acting(Role.AGENCY_STAFF, at=neighbourhood().agency)
    for actor in (clerk, steering, agency):
        assert Recall.objects.visible_to(actor).get() == recall
    for actor in (neighbour, stranger):
        assert not Recall.objects.visible_to(actor).exists()
        assert not BatchLine.objects.visible_to(actor).exists()


def test_what_was_sent_by_mistake_goes_back_to_the_town_and_may_come_again(
    place, person, steering, clerk
):
    """R-CAN-07: the record is whole, nobody holds it, and the way begins anew."""
    batch = place.sent()
    actions.recall_line(batch.lines.get(), actor=steering, ground=RecallGround.MISTAKE)
    person.refresh_from_db()
    assert (person.state, person.recipient) == (CandidateState.COMPLETE, None)
    entry = JournalEntry.objects.of_record(person).first()
    assert (entry.verb, entry.person_id) == ("take_back_transmission", steering.person_id)
    release_candidate(person, actor=clerk)
    check_candidate(person, actor=steering)
    assert place.sent().lines.get().candidate == person


def test_a_town_takes_back_its_own_mistake(place, person, clerk):
    place.sent()
    actions.recall_candidate(person, actor=clerk, ground=RecallGround.MISTAKE)
    person.refresh_from_db()
    assert person.state == CandidateState.COMPLETE


def test_what_another_recipient_still_holds_is_not_taken_back(place, person, steering):
    first = place.sent().lines.get()
    other = place.sent(recipient=place.agency, delta_of=_changed(place, person))
    actions.recall_line(first, actor=steering, ground=RecallGround.MISTAKE)
    person.refresh_from_db()
    assert person.state == CandidateState.TRANSMITTED
    actions.recall_line(other.lines.get(), actor=steering, ground=RecallGround.MISTAKE)
    person.refresh_from_db()
    assert person.state == CandidateState.COMPLETE


def _changed(place, person):
    Candidate.objects.filter(pk=person.pk).update(wish="Bäckerei")
    return BatchLine.objects.get(candidate=person).batch


@pytest.mark.parametrize(
    ("ground", "state"),
    [
        (RecallGround.RESTRICTION, CandidateState.TRANSMITTED),
        (RecallGround.MISTAKE, CandidateState.ACCEPTED),
    ],
)
def test_other_recalls_leave_the_record_where_it_is(place, person, steering, ground, state):
    line = place.sent().lines.get()
    Candidate.objects.filter(pk=person.pk).update(state=state)
    actions.recall_line(line, actor=steering, ground=ground)
    person.refresh_from_db()
    assert person.state == state


def test_a_locked_record_stays_where_it_is_when_its_line_is_recalled(place, person, steering):
    line = place.sent().lines.get()
    Candidate.objects.filter(pk=person.pk).update(restricted_on=TODAY, restriction="request")
    actions.recall_line(line, actor=steering, ground=RecallGround.MISTAKE)
    assert Candidate.objects.get(pk=person.pk).state == CandidateState.TRANSMITTED


def test_whoever_was_transmitted_can_be_closed(place, person, clerk):
    """No dead end: the person may be gone before anybody answers."""
    place.sent()
    person.refresh_from_db()
    closed = close_candidate(person, actor=clerk, closing=Closing.NO_CONTACT)
    assert closed.state == CandidateState.CLOSED
