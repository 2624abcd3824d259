"""What the recipient says back: by person where that is covered, otherwise in sums (R-CAN-08)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed, ReasonNeeded, WrongState
from kreislotse.participants.errors import DayAhead
from kreislotse.participants.models import Consent, ConsentGrant, LegalBasis
from kreislotse.participants.states import CandidateState, ConsentPurpose
from kreislotse.transmission import actions, due, errors
from kreislotse.transmission.lawfulness import as_told, may_come_back, town_may_know
from kreislotse.transmission.models import Batch, BatchLine, FeedbackSum
from kreislotse.transmission.states import BatchState, Feedback
from kreislotse.transmission.sums import compared, outstanding
from tests.factories.transmission import neighbourhood

TODAY = date(2015, 11, 2)


@pytest.fixture
def place(db):
    return neighbourhood()


@pytest.fixture
def steering(acting, place):
    return acting(Role.STEERING, at=place.district)


@pytest.fixture
def agency(acting, place):
    return acting(Role.AGENCY_STAFF, at=place.agency)


@pytest.fixture
def batch(place):
    town = place.town()
    place.person(town)
    place.person(town)
    return place.sent()


def later(actor, days):
    return replace(actor, at=actor.at + timedelta(days=days))


def say(line, actor, feedback=Feedback.ACCEPTED, **said):
    return actions.record_feedback(line, actor=actor, feedback=feedback, on=TODAY, **said)


@pytest.mark.parametrize(
    ("feedback", "state"),
    [
        (Feedback.ACCEPTED, CandidateState.ACCEPTED),
        (Feedback.NOT_SUITABLE, CandidateState.NOT_SUITABLE),
        (Feedback.NOT_REACHED, CandidateState.NOT_REACHED),
        (Feedback.DECLINED, CandidateState.DECLINED),
        (Feedback.ALREADY_KNOWN, CandidateState.ALREADY_KNOWN),
    ],
)
def test_feedback_takes_the_persons_record_the_same_way(batch, agency, feedback, state):
    line = say(batch.lines.first(), agency, feedback, reason="passt nicht")
    assert (line.feedback, line.feedback_on, line.feedback_reason) == (
        feedback,
        TODAY,
        "passt nicht",
    )
    line.candidate.refresh_from_db()
    assert line.candidate.state == state


def test_the_sender_may_write_down_what_it_was_told(batch, steering):
    assert say(batch.lines.first(), steering).feedback == Feedback.ACCEPTED


def test_who_was_not_reached_can_be_reached_later(batch, agency):
    line = say(batch.lines.first(), agency, Feedback.NOT_REACHED)
    assert say(BatchLine.objects.get(pk=line.pk), agency).feedback == Feedback.ACCEPTED


def test_by_name_it_comes_back_only_where_that_is_covered(batch, place, agency):
    """Domain 4.1: the agency's data are social data."""
    line = batch.lines.first()
    ConsentGrant.objects.filter(
        consent__candidate=line.candidate, purpose=ConsentPurpose.AGENCY_FEEDBACK
    ).delete()
    with pytest.raises(errors.NoWayBack) as refused:
        say(line, agency)
    assert line.candidate.code in str(refused.value)
    LegalBasis.objects.create(
        owner=place.district,
        purpose=ConsentPurpose.AGENCY_FEEDBACK,
        recipient=place.district,
        norm="§ 69 SGB X",
        reasons="Rückmeldung",
    )
    assert say(line, agency).feedback == Feedback.ACCEPTED


def test_several_at_once_are_all_or_nobody(batch, agency):
    lines = list(batch.lines.all())
    said = {"feedback": Feedback.DECLINED, "on": TODAY}
    say(lines[0], agency)
    with pytest.raises(WrongState):
        actions.record_feedbacks(batch, actor=agency, lines=lines, **said)
    assert not batch.lines.filter(feedback=Feedback.DECLINED).exists()
    actions.record_feedbacks(batch, actor=agency, lines=lines[1:], **said)
    assert [line.feedback for line in batch.lines.order_by("position")] == ["accepted", "declined"]


def test_refused_feedback_changes_nothing(batch, agency, place, acting):
    line = batch.lines.first()
    clerk = acting(Role.MUNICIPAL_CLERK, at=line.municipality)
    stranger = acting(Role.AGENCY_STAFF, at=neighbourhood().agency)
    entries = JournalEntry.objects.count()
    for refusal, actor, feedback, on in [
        (NotAllowed, clerk, Feedback.ACCEPTED, TODAY),
        (NotAllowed, stranger, Feedback.ACCEPTED, TODAY),
        (ReasonNeeded, agency, Feedback.NOT_SUITABLE, TODAY),
        (DayAhead, agency, Feedback.ACCEPTED, TODAY + timedelta(days=1)),
        (errors.FeedbackBeforeSending, agency, Feedback.ACCEPTED, TODAY - timedelta(days=1)),
    ]:
        with pytest.raises(refusal):
            actions.record_feedback(line, actor=actor, feedback=feedback, on=on)
    assert JournalEntry.objects.count() == entries
    assert not batch.lines.exclude(feedback="").exists()


def test_reasons_do_not_reach_the_journal(batch, agency):
    """R-DP-21"""
    say(batch.lines.first(), agency, Feedback.NOT_SUITABLE, reason="Unverwechselbar")
    assert "Unverwechselbar" not in str(list(JournalEntry.objects.values()))


def test_sums_stand_as_delivered_beside_our_own_count(batch, agency):
    """R-REP-04"""
    say(batch.lines.first(), agency)
    people = {Feedback.ACCEPTED: 2, Feedback.DECLINED: 0}
    actions.record_feedback_sums(batch, actor=agency, people=people, reported_on=TODAY)
    found = compared(batch)
    accepted = found[Feedback.ACCEPTED]
    assert (accepted.delivered, accepted.counted, accepted.difference) == (2, 1, 1)
    assert found[Feedback.DECLINED].difference == 0
    assert found[Feedback.NOT_REACHED].difference is None
    assert outstanding(batch) == 0


def test_a_sum_of_the_same_day_is_corrected_and_a_later_day_counts(batch, agency):
    for number, reported_on in [(1, TODAY), (2, TODAY)]:
        actions.record_feedback_sum(
            batch,
            actor=agency,
            feedback=Feedback.ACCEPTED,
            people=number,
            reported_on=reported_on,
        )
    assert FeedbackSum.objects.get().people == 2
    actions.record_feedback_sum(
        batch,
        actor=later(agency, 1),
        feedback=Feedback.DECLINED,
        people=1,
        reported_on=TODAY + timedelta(days=1),
    )
    assert compared(batch)[Feedback.ACCEPTED].delivered is None


def test_sums_of_strangers_and_of_batches_in_the_house_are_refused(batch, place, acting):
    said = {"feedback": Feedback.ACCEPTED, "people": 1, "reported_on": TODAY}
    stranger = acting(Role.AGENCY_STAFF, at=neighbourhood().agency)
    with pytest.raises(NotAllowed):
        actions.record_feedback_sum(batch, actor=stranger, **said)
    place.person(place.town("Nachbardorf"))
    with pytest.raises(errors.NotOut):
        actions.record_feedback_sum(place.drafted(), actor=place.actor(), **said)
    assert not FeedbackSum.objects.exists()


def test_receipt_keeps_day_and_reference(batch, agency):
    """R-CAN-07"""
    with pytest.raises(DateOrder):
        actions.confirm_receipt(batch, actor=agency, received_on=TODAY - timedelta(days=1))
    with pytest.raises(DayAhead):
        actions.confirm_receipt(batch, actor=agency, received_on=TODAY + timedelta(days=1))
    found = actions.confirm_receipt(batch, actor=agency, received_on=TODAY, reference=" AA 7 ")
    assert (found.state, found.received_on, found.receipt_reference) == (
        BatchState.RECEIVED,
        TODAY,
        "AA 7",
    )


def test_a_batch_is_settled_when_everybody_is_accounted_for(batch, agency):
    first, second = batch.lines.all()
    say(first, agency)
    with pytest.raises(errors.FeedbackOutstanding) as refused:
        actions.settle_batch(batch, actor=agency)
    assert "1 Personen" in str(refused.value)
    say(second, agency, Feedback.DECLINED)
    assert actions.settle_batch(batch, actor=agency).state == BatchState.SETTLED


def test_feedback_is_overdue_after_its_day_and_asked_for_again_after_a_week(batch, steering):
    """R-CAN-08"""
    assert batch.feedback_due_on == date(2015, 11, 30)
    on_time, late = later(steering, 28), later(steering, 29)
    assert list(due.feedback_to_chase(on_time, on_time.today)) == []
    with pytest.raises(errors.NotOverdue):
        actions.chase_batch(batch, actor=on_time)
    assert list(due.feedback_to_chase(late, late.today)) == [batch]
    assert actions.chase_batch(batch, actor=late).chased_on == date(2015, 12, 1)
    assert list(due.feedback_to_chase(late, late.today)) == []
    with pytest.raises(errors.ChasedLately):
        actions.chase_batch(batch, actor=later(steering, 35))
    week = later(steering, 36)
    assert list(due.feedback_to_chase(week, week.today)) == [batch]
    assert actions.chase_batch(batch, actor=week).chased_on == date(2015, 12, 8)


def test_nobody_but_the_sender_chases(batch, agency):
    with pytest.raises(NotAllowed):
        actions.chase_batch(batch, actor=later(agency, 40))


def test_receipts_and_feedback_wait_on_both_sides(batch, steering, agency):
    assert list(due.receipts_missing(steering, TODAY + timedelta(days=6))) == []
    assert list(due.receipts_missing(steering, TODAY + timedelta(days=7))) == [batch]
    assert list(due.feedback_to_give(agency)) == [batch]
    assert list(due.receipts_missing(agency, TODAY + timedelta(days=7))) == []
    Batch.objects.update(state=BatchState.SETTLED)
    assert list(due.feedback_to_give(agency)) == []


def test_support_begins_for_somebody_accepted(batch, agency):
    line = batch.lines.first()
    with pytest.raises(WrongState):
        actions.begin_support(line, actor=agency)
    say(line, agency)
    actions.begin_support(line, actor=agency)
    line.candidate.refresh_from_db()
    assert line.candidate.state == CandidateState.IN_SUPPORT


def test_a_consent_that_names_the_district_alone_leaves_the_towns_record_as_it_is(
    batch, place, agency, acting
):
    """Domain 4.1: the district learns it by code; the record belongs to the municipality."""
    line = batch.lines.first()
    ConsentGrant.objects.filter(
        consent__candidate=line.candidate, purpose=ConsentPurpose.AGENCY_FEEDBACK
    ).update(recipient=place.district)
    line = say(line, agency, Feedback.NOT_SUITABLE, reason="passt nicht")
    assert line.feedback == Feedback.NOT_SUITABLE
    line.candidate.refresh_from_db()
    assert line.candidate.state == CandidateState.TRANSMITTED
    with pytest.raises((errors.NoWayBack, WrongState)):
        actions.begin_support(line, actor=agency)
    known = {each.pk: each for each in as_told(batch.lines.all(), on=TODAY)}
    assert (known[line.pk].told, known[line.pk].shown) == (False, "")
    other = say(batch.lines.exclude(pk=line.pk).get(), agency)
    known = as_told(batch.lines.all(), on=TODAY).get(pk=other.pk)
    assert (known.told, known.shown) == (True, Feedback.ACCEPTED)


def test_a_norm_covers_those_whom_it_names(batch, place):
    line = batch.lines.first()
    who = [line.candidate_id]
    asked = {"district": place.district.pk, "on": TODAY}
    ConsentGrant.objects.filter(purpose=ConsentPurpose.AGENCY_FEEDBACK).delete()
    norm = LegalBasis.objects.create(
        owner=place.district,
        purpose=ConsentPurpose.AGENCY_FEEDBACK,
        recipient=place.town("Nachbardorf"),
        norm="§ 69 SGB X",
        reasons="Rückmeldung",
    )
    assert (may_come_back(who, **asked), town_may_know(who, **asked)) == (set(), set())
    for recipient, town_too in [(place.district, set()), (line.municipality, set(who))]:
        norm.recipient = recipient
        norm.save()
        assert (may_come_back(who, **asked), town_may_know(who, **asked)) == (set(who), town_too)
        told = as_told(BatchLine.objects.filter(pk=line.pk), on=TODAY).get().told
        assert told is bool(town_too)


def test_what_was_told_stays_told_when_the_consent_ends_later(batch, agency):
    line = say(batch.lines.first(), agency)
    Consent.objects.filter(candidate=line.candidate).update(withdrawn_on=TODAY + timedelta(days=1))
    assert as_told(BatchLine.objects.filter(pk=line.pk), on=TODAY).get().told is True
