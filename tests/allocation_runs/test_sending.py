"""Offers sent all at once or not at all; who moves up later, and nobody skipped silently."""

from datetime import date, timedelta

import pytest

from kreislotse.allocation import actions, errors
from kreislotse.allocation.clearing import clear_candidates
from kreislotse.allocation.models import Override, Run, RunLine
from kreislotse.allocation.moving import moving_up
from kreislotse.allocation.sealing import verified
from kreislotse.allocation.staleness import Stale
from kreislotse.allocation.states import RunState
from kreislotse.courses import actions as courses
from kreislotse.courses.models import Entitlement, Jump, Offer, WaitingEntry
from kreislotse.courses.states import HOLDING, Misfit, OfferState, PriorityGroup, WaitingState
from kreislotse.courses.waiting_errors import ReplyDayPassed
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.protection.erasing import erase
from tests.factories.courses import CourseFactory, placed
from tests.factories.organisations import MunicipalityFactory

TODAY, REPLY_BY = date(2015, 11, 2), date(2015, 11, 16)
SAID = {"channel": "letter", "reply_by": REPLY_BY}
OBLIGED, TRAINING = PriorityGroup.OBLIGED, PriorityGroup.TRAINING


@pytest.fixture
def four(waiting):
    """By points, none with the same; the course has seats for the first two."""
    days = [date(2015, 6, 1), date(2015, 7, 1), date(2015, 8, 3), date(2015, 9, 1)]
    return [waiting(asked_on=day) for day in days]


@pytest.fixture
def run(four, waiting_list, steering, criteria, course) -> Run:
    return actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])


@pytest.fixture
def signed(run, head) -> Run:
    return actions.sign_run(run, actor=head)


@pytest.fixture
def sent(signed, steering) -> Run:
    actions.send_offers(signed, actor=steering, **SAID)
    signed.refresh_from_db()
    return signed


def decline(entry, actor):
    return courses.decline_place(entry, actor=actor, reason="work")


def test_every_new_place_is_offered_and_names_the_decision(sent, four, course, line_of):
    """R-CRS-02: a decision by published criteria is no jump."""
    offers = list(Offer.objects.order_by("pk"))
    assert [offer.entry for offer in offers] == four[:2]
    assert {offer.decision for offer in offers} == {"Verfahren 1 vom 02.11.2015"}
    assert [line_of(sent, entry).offer for entry in four] == [*offers, None, None]
    assert sent.state == RunState.SENT
    assert not Jump.objects.exists()
    assert course.seats.free().count() == 0


def test_a_run_is_sent_once_and_only_when_signed(run, head, steering):
    with pytest.raises(WrongState):
        actions.send_offers(run, actor=steering, **SAID)
    actions.sign_run(run, actor=head)
    with pytest.raises(NotAllowed):
        actions.send_offers(run, actor=head, **SAID)
    actions.send_offers(run, actor=steering, **SAID)
    with pytest.raises(WrongState):
        actions.send_offers(run, actor=steering, **SAID)
    assert Offer.objects.count() == 2


def test_where_one_place_does_not_hold_none_is_offered(signed, four, steering):
    """R-CRS-05: the refusal names how many, not whom."""
    Entitlement.objects.filter(candidate=four[1].candidate).update(valid_to=date(2015, 10, 30))
    with pytest.raises(errors.RunStale) as refusal:
        actions.send_offers(signed, actor=steering, **SAID)
    assert refusal.value.facts["number"] == 1
    assert not Offer.objects.exists()
    assert not WaitingEntry.objects.filter(state__in=HOLDING).exists()


def test_a_refusal_in_the_middle_leaves_no_offer_behind(signed, steering):
    with pytest.raises(ReplyDayPassed):
        actions.send_offers(signed, actor=steering, channel="letter", reply_by=date(2015, 11, 1))
    assert not Offer.objects.exists()
    signed.refresh_from_db()
    assert signed.state == RunState.SIGNED


def test_a_seat_that_somebody_got_meanwhile_is_not_given_twice(signed, course, steering):
    """R-CRS-01"""
    placed(course)
    with pytest.raises(errors.RunStale):
        actions.send_offers(signed, actor=steering, **SAID)
    assert WaitingEntry.objects.filter(seat__course=course).count() == 1


def test_a_run_without_new_places_offers_nothing(
    four, waiting_list, criteria, steering, head, course
):
    for _ in range(2):
        placed(course, waiting_list=waiting_list)
    run = actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])
    actions.sign_run(run, actor=head)
    with pytest.raises(errors.NobodyPlaced):
        actions.send_offers(run, actor=steering, **SAID)


def test_offers_sent_never_change_when_it_is_decided_again(
    sent, four, waiting, waiting_list, criteria, steering, course, placed_by, line_of
):
    """R-CRS-01, R-CRS-06"""
    better = waiting(priority=OBLIGED)
    courses.jump(better, actor=steering, reason="Arbeit zugesagt")
    offers = list(Offer.objects.order_by("pk").values())
    run = actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])
    assert placed_by(run) == {entry.pk: course.pk for entry in four[:2]}
    assert line_of(run, four[0]).held
    again = actions.redraw_run(run, actor=steering)
    assert placed_by(again) == placed_by(run)
    assert list(Offer.objects.order_by("pk").values()) == offers


def test_the_next_by_the_same_criteria_moves_up(sent, four, clerk, steering, line_of):
    """R-CRS-06"""
    decline(four[0], clerk)
    found = moving_up(sent, TODAY)
    assert [(line.entry, course.number) for line, course in found.offers] == [(four[2], 1)]
    assert found.passed == []
    [offer] = actions.move_up(sent, actor=steering, **SAID)
    assert (offer.entry, offer.decision) == (four[2], "Verfahren 1 vom 02.11.2015, nachgerückt")
    assert line_of(sent, four[2]).offer == offer
    told = JournalEntry.objects.of_record(sent).get(verb="move_up")
    assert told.change == {"offers": 1}
    assert verified(sent)


def test_whoever_is_passed_over_is_named_with_the_reasons(sent, four, clerk, steering):
    """R-CRS-06: never silently; R-CRS-09"""
    WaitingEntry.objects.filter(pk=four[2].pk).update(needs_childcare=True, level="C1")
    decline(four[0], clerk)
    found = moving_up(sent, TODAY)
    assert [line.entry for line, _course in found.offers] == [four[3]]
    assert [(each.line.entry, each.reasons) for each in found.passed] == [
        (four[2], (Misfit.LEVEL, Misfit.CHILDCARE))
    ]


def test_who_did_not_answer_waits_on_but_not_for_this_course(sent, four, steering, on_day, line_of):
    """R-CRS-06"""
    late = on_day(steering, REPLY_BY + timedelta(days=1))
    offer = four[0].offers.get()
    said = {"tried_on": late.today, "channel": "phone", "reached": False}
    courses.record_attempt(four[0], actor=late, **said)
    courses.expire_offer(offer, actor=late)
    found = moving_up(sent, late.today)
    assert [line.entry for line, _course in found.offers] == [four[2]]
    assert [(each.line.entry, each.reasons) for each in found.passed] == [
        (four[0], (Misfit.ANSWERED,))
    ]


def test_a_place_taken_back_goes_to_the_same_person_again(sent, four, steering, line_of):
    courses.return_to_list(four[1], actor=steering, reason="Falscher Kurs")
    [offer] = actions.move_up(sent, actor=steering, **SAID)
    assert offer.entry == four[1]
    states = four[1].offers.order_by("pk").values_list("state", flat=True)
    assert list(states) == [OfferState.WITHDRAWN, OfferState.OPEN]
    assert line_of(sent, four[1]).offer == offer


def test_who_is_to_get_no_place_by_decision_does_not_move_up(
    run, four, steering, head, clerk, line_of
):
    """R-CRS-06: the decision of a human stands, and is told as the reason."""
    actions.override_line(line_of(run, four[2]), actor=steering, course=None, reason="hat Arbeit")
    run.refresh_from_db()
    actions.sign_run(run, actor=head)
    actions.send_offers(run, actor=steering, **SAID)
    decline(four[0], clerk)
    found = moving_up(run, TODAY)
    assert [line.entry for line, _course in found.offers] == [four[3]]
    assert [(each.line.entry, each.reasons) for each in found.passed] == [
        (four[2], (Stale.DECIDED,))
    ]


def test_nobody_moves_up_where_nothing_is_free(sent, steering, head):
    with pytest.raises(errors.NobodyMovesUp):
        actions.move_up(sent, actor=steering, **SAID)
    with pytest.raises(NotAllowed):
        actions.move_up(sent, actor=head, **SAID)


def test_nobody_moves_up_before_the_offers_are_sent(signed, steering):
    with pytest.raises(WrongState):
        actions.move_up(signed, actor=steering, **SAID)


def test_seats_are_never_given_beyond_their_number(
    sent, four, waiting, waiting_list, clerk, steering, course
):
    """R-CRS-01: whoever came later and holds a seat counts as well."""
    decline(four[0], clerk)
    placed(course, waiting_list=waiting_list)
    with pytest.raises(errors.NobodyMovesUp):
        actions.move_up(sent, actor=steering, **SAID)
    assert WaitingEntry.objects.filter(seat__course=course).count() == 2


def test_a_course_with_people_in_it_is_filled_below_its_minimum_too(
    four, waiting_list, criteria, course, steering, head, clerk
):
    """R-CRS-04: it was held when it was decided on."""
    criteria.keep_minimum = True
    criteria.save()
    course.minimum = 2
    course.save()
    run = actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])
    actions.sign_run(run, actor=head)
    actions.send_offers(run, actor=steering, **SAID)
    WaitingEntry.objects.filter(pk__in=[four[2].pk]).update(state=WaitingState.REMOVED)
    decline(four[0], clerk)
    [offer] = actions.move_up(run, actor=steering, **SAID)
    assert offer.entry == four[3]


def test_a_free_place_is_given_though_it_is_too_little_for_every_least_share(
    four, waiting_list, criteria, course, steering, head, clerk, district
):
    """By points alone then; a seat does not stay empty for a share that cannot be had."""
    criteria.floor_percent = 100
    criteria.save()
    there = MunicipalityFactory(part_of=district)
    for entry in (four[1], four[3]):
        WaitingEntry.objects.filter(pk=entry.pk).update(municipality=there)
    run = actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])
    assert {town["placed"] for town in run.figures["towns"].values()} == {1}
    actions.sign_run(run, actor=head)
    actions.send_offers(run, actor=steering, **SAID)
    decline(four[0], clerk)
    [offer] = actions.move_up(run, actor=steering, **SAID)
    assert offer.entry == four[2]


def test_an_erasure_clears_the_lines_and_keeps_what_was_sealed(
    run, four, waiting_list, steering, head, line_of
):
    """R-DP-30: numbers stay, nothing leads from them to somebody."""
    actions.override_line(line_of(run, four[3]), actor=steering, course=None, reason="Bewährung")
    run.refresh_from_db()
    kept = (run.sealed, run.placements, run.checksum)
    rows = erase([four[3].candidate_id], actor=steering)
    assert (rows["allocation_runline"], rows["allocation_override"]) == (1, 1)
    assert RunLine.objects.count() == 3
    assert not Override.objects.exists()
    run.refresh_from_db()
    assert (run.sealed, run.placements, run.checksum) == kept
    assert verified(run)
    with pytest.raises(errors.PeopleGone):
        actions.sign_run(run, actor=head)
    again = actions.redraw_run(run, actor=steering)
    assert actions.sign_run(again, actor=head).state == RunState.SIGNED


def test_after_an_erasure_the_others_of_a_sent_run_move_up(sent, four, steering):
    erase([four[0].candidate_id, four[2].candidate_id], actor=steering)
    [offer] = actions.move_up(sent, actor=steering, **SAID)
    assert offer.entry == four[3]


def test_people_without_lines_leave_nothing_to_clear(four):
    assert +clear_candidates([four[0].candidate_id]) == {}


def test_two_courses_are_offered_side_by_side(
    four, waiting_list, criteria, course, steering, head, placed_by
):
    other = CourseFactory(owner=waiting_list.owner, kind=waiting_list.kind, capacity=1)
    run = actions.propose_run(
        waiting_list, actor=steering, criteria=criteria, courses=[course, other]
    )
    actions.sign_run(run, actor=head)
    offers = actions.send_offers(run, actor=steering, **SAID)
    assert {offer.entry_id: offer.course_id for offer in offers} == placed_by(run)
    assert len(offers) == 3


def test_only_the_last_run_of_a_list_gives_places_on(
    sent, four, waiting, steering, clerk, waiting_list, criteria, course
):
    decline(four[0], clerk)
    waiting(priority=OBLIGED)
    said = {"actor": steering, "criteria": criteria, "courses": [course]}
    later = actions.propose_run(waiting_list, **said)
    with pytest.raises(errors.LaterRun):
        actions.move_up(sent, actor=steering, **SAID)
    actions.discard_run(later, actor=steering, reason="Doch nicht")
    assert [offer.entry for offer in actions.move_up(sent, actor=steering, **SAID)] == [four[2]]


def test_lines_that_say_otherwise_than_the_files_are_neither_signed_nor_sent(
    run, four, steering, head, line_of
):
    def swap(one, other):
        courses = [line_of(run, each).course for each in (one, other)]
        for each, place in zip((one, other), reversed(courses), strict=True):
            RunLine.objects.filter(run=run, entry=each).update(course=place)

    swap(four[0], four[3])
    with pytest.raises(errors.RunNotVerified):
        actions.sign_run(run, actor=head)
    swap(four[0], four[3])
    signed = actions.sign_run(run, actor=head)
    swap(four[0], four[3])
    with pytest.raises(errors.RunNotVerified):
        actions.send_offers(signed, actor=steering, **SAID)
    assert not Offer.objects.exists()
