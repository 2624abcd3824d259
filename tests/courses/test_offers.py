"""Places offered and answered; the next on the list is proposed, nobody passed over silently."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.courses import actions
from kreislotse.courses import waiting_errors as errors
from kreislotse.courses.errors import ChildcareFull, CourseFull
from kreislotse.courses.models import Course, Jump, Offer, WaitingEntry
from kreislotse.courses.queues import next_in_turn
from kreislotse.courses.states import (
    CourseState,
    Misfit,
    OfferState,
    PriorityGroup,
    StopReason,
    WaitingState,
)
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded
from kreislotse.participants.errors import Restricted
from kreislotse.participants.models import Candidate
from tests.factories.courses import (
    CourseFactory,
    CourseTermsFactory,
    CourseTimeFactory,
    EntitlementFactory,
    QuotaFactory,
    WaitingEntryFactory,
    WaitingListFactory,
    placed,
)

TODAY = date(2015, 11, 2)
REPLY_BY = date(2015, 11, 16)


def offer(entry, course, actor, **said):
    said = {"channel": "letter", "reply_by": REPLY_BY} | said
    return actions.offer_place(entry, course, actor=actor, **said)


def proposals(course, day=TODAY):
    """Whom it concerns with what speaks against it."""
    return [(turn.entry, turn.misfits) for turn in next_in_turn(course, day)]


def test_an_offer_holds_the_lowest_free_seat(steering, course, waiting):
    """R-CRS-01"""
    entry = waiting()
    made = offer(entry, course, steering)
    entry.refresh_from_db()
    assert (entry.state, entry.seat.number) == (WaitingState.OFFERED, 1)
    assert (made.state, made.offered_on, made.reply_by) == (OfferState.OPEN, TODAY, REPLY_BY)
    assert [each.verb for each in JournalEntry.objects.of_record(entry)] == ["offer_place"]


def test_the_place_is_accepted_by_the_town(steering, clerk, course, waiting):
    made = offer(waiting(), course, steering)
    made = actions.accept_offer(made, actor=clerk)
    assert (made.state, made.answered_on) == (OfferState.ACCEPTED, TODAY)
    assert WaitingEntry.objects.get().state == WaitingState.ACCEPTED


def test_a_declined_place_is_free_again_and_the_next_is_proposed(steering, clerk, course, waiting):
    """R-CRS-06"""
    course.seats.filter(number=2).delete()
    first, second = waiting(), waiting()
    made = offer(first, course, steering)
    assert proposals(course) == []
    made = actions.decline_offer(made, actor=clerk, reason=StopReason.TRAVEL)
    first.refresh_from_db()
    assert (first.state, first.seat, first.stop_reason) == ("declined", None, "travel")
    assert (made.state, made.reason) == (OfferState.DECLINED, StopReason.TRAVEL)
    assert proposals(course) == [(second, ())]


def test_silence_ends_an_offer_only_after_the_day_and_an_attempt(steering, course, waiting, later):
    """R-CRS-06: the person stays on the list; for this place the next is proposed."""
    course.seats.filter(number=2).delete()
    entry, following = waiting(), waiting()
    made = offer(entry, course, steering)
    with pytest.raises(errors.OfferStillRuns):
        actions.expire_offer(made, actor=later(steering, 14))
    late = later(steering, 15)
    with pytest.raises(errors.NobodyTried):
        actions.expire_offer(made, actor=late)
    actions.record_attempt(entry, actor=late, tried_on=late.today, channel="phone", reached=False)
    made = actions.expire_offer(made, actor=late)
    entry.refresh_from_db()
    assert (made.state, entry.state, entry.seat) == ("expired", WaitingState.WAITING, None)
    assert entry.entered_on == date(2015, 10, 12)
    assert proposals(course) == [(entry, (Misfit.ANSWERED,)), (following, ())]


def test_an_offer_taken_back_leaves_the_place_on_the_list(steering, clerk, course, waiting):
    entry = waiting()
    made = actions.accept_offer(offer(entry, course, steering), actor=clerk)
    with pytest.raises(ReasonNeeded):
        actions.withdraw_offer(made, actor=steering, reason=" ")
    with pytest.raises(NotAllowed):
        actions.withdraw_offer(made, actor=clerk, reason="Kurs verschoben")
    made = actions.withdraw_offer(made, actor=steering, reason="Kurs verschoben")
    entry.refresh_from_db()
    assert (made.state, entry.state, entry.seat) == ("withdrawn", WaitingState.WAITING, None)
    assert proposals(course) == [(entry, ())]


def test_the_steps_of_an_entry_are_those_of_its_offer(steering, clerk, course, waiting):
    accepted, declined = waiting(), waiting()
    for entry in (accepted, declined):
        offer(entry, course, steering)
    assert actions.accept_place(accepted, actor=clerk).state == WaitingState.ACCEPTED
    assert actions.decline_place(declined, actor=clerk, reason="work").state == "declined"
    back = actions.return_to_list(accepted, actor=steering, reason="Kurs verschoben")
    assert back.state == WaitingState.WAITING
    states = [each.state for each in Offer.objects.order_by("pk")]
    assert states == [OfferState.WITHDRAWN, OfferState.DECLINED]
    with pytest.raises(errors.NoOffer):
        actions.accept_place(back, actor=clerk)


def test_out_of_turn_needs_a_reason_that_stays_visible(steering, course, waiting):
    """R-CRS-02: how many are before is told, who they are is not."""
    first, second, third = waiting(), waiting(), waiting()
    with pytest.raises(errors.OutOfTurn) as refusal:
        offer(third, course, steering)
    assert refusal.value.facts == {"code": third.candidate.code, "number": 2}
    assert not Offer.objects.exists()
    offer(third, course, steering, reason="Prüfung im Januar")
    assert Jump.objects.get(entry=third).reason == "Prüfung im Januar"
    assert "Januar" not in str(list(JournalEntry.objects.values_list("change", "note")))
    offer(first, course, steering)
    assert not Jump.objects.filter(entry__in=(first, second)).exists()


def test_whom_the_free_places_suffice_for_is_in_turn(steering, course, waiting):
    """Two seats: the second of the list may be asked before the first has been."""
    waiting()
    second = waiting()
    assert offer(second, course, steering).state == OfferState.OPEN
    assert not Jump.objects.exists()


def test_a_jump_decided_before_is_no_reason_again(steering, course, waiting):
    waiting(), waiting()
    third = waiting()
    actions.jump(third, actor=steering, reason="Prüfung im Januar")
    assert offer(third, course, steering).state == OfferState.OPEN


def test_the_last_childcare_seat_is_for_the_first_who_needs_it(steering, district, kind, waiting):
    """R-CRS-09: a seat in the childcare is not taken from somebody before either."""
    course = CourseFactory(owner=district, kind=kind, capacity=3, childcare_capacity=1)
    first, second = waiting(needs_childcare=True), waiting(needs_childcare=True)
    with pytest.raises(errors.OutOfTurn) as refusal:
        offer(second, course, steering)
    assert refusal.value.facts["number"] == 1
    offer(first, course, steering)
    assert proposals(course) == [(second, (Misfit.CHILDCARE,))]
    with pytest.raises(ChildcareFull):
        offer(second, course, steering)


def test_the_hundred_and_first_stays_on_the_list(steering, course, waiting):
    """R-CRS-01"""
    entries = [waiting() for _ in range(4)]
    for entry in entries[:2]:
        offer(entry, course, steering)
    for said in ({}, {"reason": "Eile"}):
        with pytest.raises(CourseFull):
            offer(entries[3], course, steering, **said)
    entries[3].refresh_from_db()
    assert entries[3].state == WaitingState.WAITING
    assert Offer.objects.count() == 2


HARD = [
    ({"level": "B2"}, {}, Misfit.LEVEL),
    ({"level": ""}, {}, Misfit.LEVEL),
    (
        {"level_by": "certificate", "level_on": date(2015, 5, 1)},
        {},
        Misfit.EVIDENCE_OLD,
    ),
    ({}, {"women_only": True}, Misfit.WOMEN),
    ({"entitled": False}, {}, Misfit.NOT_ADMITTED),
]


@pytest.mark.parametrize(("said", "of_course", "misfit"), HARD)
def test_a_place_that_does_not_fit_is_not_offered(
    steering, course, waiting, said, of_course, misfit
):
    """R-CRS-03, R-CRS-05, R-CRS-09; the next one is not kept waiting by it."""
    CourseTermsFactory(kind=course.kind, evidence_months=6)
    Course.objects.filter(pk=course.pk).update(**of_course)
    course.refresh_from_db()
    entry = waiting(**said, person={"released": True, "sex": "m"})
    following = waiting(person={"released": True, "sex": "w"})
    assert proposals(course) == [(entry, (misfit,)), (following, ())]
    with pytest.raises(errors.DoesNotFit) as refusal:
        offer(entry, course, steering, reason="Eile")
    assert str(misfit.label) in str(refusal.value)
    assert offer(following, course, steering).state == OfferState.OPEN


def test_an_expired_entitlement_blocks_the_offer(steering, course, waiting, on_day):
    """R-CRS-05"""
    entry, late = waiting(), on_day(steering, date(2016, 10, 5))
    assert proposals(course, late.today) == [(entry, (Misfit.EXPIRED,))]
    with pytest.raises(errors.DoesNotFit):
        offer(entry, course, late, reply_by=date(2016, 10, 30))


@pytest.mark.parametrize(
    ("change", "refusal", "misfit"),
    [
        ({"restricted_on": TODAY, "restriction": "request"}, Restricted, Misfit.LOCKED),
        ({"state": "consent_withdrawn"}, errors.FileNotOpen, Misfit.GONE),
        ({"state": "moved_away"}, errors.FileNotOpen, Misfit.GONE),
    ],
)
def test_whose_file_is_not_open_is_offered_nothing(
    steering, course, waiting, change, refusal, misfit
):
    """R-DP-03, R-DP-31"""
    entry = waiting()
    Candidate.objects.filter(pk=entry.candidate_id).update(**change)
    entry = WaitingEntry.objects.get()
    with pytest.raises(refusal):
        offer(entry, course, steering)
    assert [turn.misfits for turn in next_in_turn(course, TODAY)] == [(misfit,)]


@pytest.mark.parametrize(
    ("said", "misfit"),
    [
        ({"wants_women_only": True}, Misfit.WANTS_WOMEN),
        ({"parts_of_day": ["evening", "weekend"]}, Misfit.TIMES),
    ],
)
def test_a_wish_lets_the_next_one_first_and_the_person_be_asked_all_the_same(
    steering, course, waiting, said, misfit
):
    """R-CRS-09"""
    CourseTimeFactory(course=course)
    entry, following = waiting(**said), waiting()
    assert proposals(course) == [(entry, (misfit,)), (following, ())]
    assert offer(entry, course, steering).state == OfferState.OPEN


@pytest.mark.parametrize("state", [CourseState.PLANNED, CourseState.ENDED, CourseState.CANCELLED])
def test_a_course_that_takes_nobody_is_not_offered(steering, course, waiting, state):
    Course.objects.filter(pk=course.pk).update(state=state)
    with pytest.raises(errors.CourseTakesNobody):
        offer(waiting(), course, steering)


def test_a_running_course_takes_those_who_move_up(steering, course, waiting):
    Course.objects.filter(pk=course.pk).update(state=CourseState.RUNNING)
    assert offer(waiting(), course, steering).state == OfferState.OPEN


def test_a_course_of_another_kind_district_or_quota_is_not_offered(
    steering, district, kind, waiting
):
    entry = waiting()
    entry.waiting_list.quota = QuotaFactory(owner=district, kind=kind)
    entry.waiting_list.save()
    quota = QuotaFactory(owner=district, kind=kind)
    for said in (
        {"owner": district},
        {"kind": kind},
        {"owner": district, "kind": kind, "quota": quota},
    ):
        with pytest.raises(errors.OtherKind):
            offer(entry, CourseFactory(**said), steering)


def test_each_list_stands_in_its_own_order(district, kind, course, waiting, waiting_list):
    """Lists of a kind are asked one after the other."""
    course.seats.filter(number=2).delete()
    other = WaitingListFactory(owner=district, kind=kind, title="Andere Warteliste")
    first = waiting(priority=PriorityGroup.OTHER)
    assert proposals(course) == [(first, ())]
    WaitingEntry.objects.filter(pk=first.pk).update(waiting_list=other)
    waiting(priority=PriorityGroup.OBLIGED)
    assert [entry.pk for entry, _ in proposals(course)] == [first.pk]


def test_there_is_time_to_answer(steering, course, waiting):
    with pytest.raises(errors.ReplyDayPassed):
        offer(waiting(), course, steering, reply_by=date(2015, 11, 1))


@pytest.mark.parametrize("role", [Role.HEAD, Role.COUNSELLOR])
def test_only_steering_offers_places(acting, district, clerk, course, waiting, role):
    entry = waiting()
    for actor in (acting(role, at=district), clerk):
        with pytest.raises(NotAllowed):
            offer(entry, course, actor)


def test_an_answer_is_entered_by_the_own_town_only(acting, steering, course, waiting):
    made = offer(waiting(), course, steering)
    stranger = acting(Role.MUNICIPAL_CLERK, at=course.municipality)
    for deed in (
        lambda: actions.accept_offer(made, actor=stranger),
        lambda: actions.decline_offer(made, actor=stranger, reason="work"),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_a_cancelled_course_returns_everybody_to_the_list(steering, course):
    """And they are first again where they were."""
    held = placed(course, WaitingState.ACCEPTED)
    actions.cancel_course(course, actor=steering, reason="Zu wenige Anmeldungen")
    held.refresh_from_db()
    assert (held.state, held.seat) == (WaitingState.WAITING, None)


def test_who_has_a_place_by_another_list_is_offered_none_of_the_same_kind(steering, course):
    """R-CRS-01: one person, one place of a kind; the record of the person is held meanwhile."""
    taken = placed(course)
    again = WaitingEntryFactory(
        waiting_list__owner=course.owner, waiting_list__kind=course.kind, candidate=taken.candidate
    )
    EntitlementFactory(candidate=taken.candidate, kind=course.kind)
    with pytest.raises(errors.DoesNotFit) as refusal:
        offer(again, course, steering)
    assert "Hat schon einen Platz in einem Kurs dieser Art" in str(refusal.value)
