"""Many at the same moment: never the 101st, and one winner for each free place (T13)."""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.actions import (
    accept_by_link,
    accept_offer,
    change_quota,
    decline_by_link,
    make_reply_link,
    offer_place,
    return_to_list,
    set_seats,
)
from kreislotse.courses.errors import CourseFull, PlacesInUse, QuotaUsedUp, SeatsHeld
from kreislotse.courses.models import Course, Seat, WaitingEntry
from kreislotse.courses.states import HOLDING, OfferState, StopReason, WaitingState
from kreislotse.courses.waiting_errors import LinkDead
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DomainError
from kreislotse.organisations.queries import system_actor
from kreislotse.participants.models import Candidate
from tests.courses import storm
from tests.factories.courses import (
    CourseFactory,
    EntitlementFactory,
    QuotaFactory,
    WaitingEntryFactory,
    WaitingListFactory,
    placed,
)
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).parents[2]
ON_SERVER = connection.vendor == "postgresql"
PLACES, COURSES, PEOPLE, THREADS = 100, 5, 400, 8
ATTEMPTS = 10_000 if ON_SERVER else 2_000


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Each in a thread of its own; what it gave, or the refusal that it got."""
    outcomes: list[object] = []
    start = threading.Barrier(len(deeds))

    def run(work: Callable[[], object]) -> None:
        start.wait(timeout=10)
        try:
            outcomes.append(work())
        except DomainError as refusal:
            outcomes.append(type(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    assert not any(thread.is_alive() for thread in threads)
    assert len(outcomes) == len(deeds)
    return outcomes


@pytest.fixture
def hundred(transactional_db):
    """A quota of a hundred places, all of them seats of five courses; and four times as many wait.

    Every tenth needs childcare, for which each course has one seat.
    """
    quota = QuotaFactory(places=PLACES)
    actor = system_actor(storm.NOW, quota.owner_id)
    waiting_list = WaitingListFactory(owner=quota.owner, kind=quota.kind, quota=quota)
    for _ in range(COURSES):
        course = CourseFactory(owner=quota.owner, kind=quota.kind, quota=quota, capacity=0)
        set_seats(course, actor=actor, capacity=PLACES // COURSES, childcare_capacity=1)
    town = MunicipalityFactory(part_of=quota.owner)
    people = CandidateFactory.build_batch(PEOPLE, owner=town, district=quota.owner, released=True)
    people = Candidate.objects.bulk_create(people)
    WaitingEntry.objects.bulk_create(
        WaitingEntryFactory.build(
            waiting_list=waiting_list,
            candidate=person,
            municipality=town,
            needs_childcare=number % 10 == 0,
        )
        for number, person in enumerate(people)
    )
    return quota


def require_the_rule_is_kept() -> int:
    """R-CRS-01 as the tables say it; how many hold a place."""
    holders = WaitingEntry.objects.filter(state__in=HOLDING)
    seats = list(holders.values_list("seat", flat=True))
    assert None not in seats
    assert len(set(seats)) == len(seats) <= PLACES == Seat.objects.count()
    assert not WaitingEntry.objects.exclude(state__in=HOLDING).exclude(seat=None).exists()
    childcare = holders.filter(needs_childcare=True).values_list("childcare_seat", flat=True)
    assert len(set(childcare)) == len(childcare) <= COURSES
    return len(seats)


def fill_up() -> None:
    """Everybody who still waits tries every course, one after the other."""
    for course in Course.objects.all():
        for pk in WaitingEntry.objects.filter(state=WaitingState.WAITING).values_list(
            "pk", flat=True
        ):
            if storm._admit(pk, course) == "CourseFull":
                break


def test_of_ten_thousand_at_once_never_more_than_a_hundred_get_a_place(hundred):
    """T13, R-CRS-01: by the actions and around them; on SQLite fewer, see the processes."""
    share = ATTEMPTS // THREADS
    outcomes = at_once(*(lambda seed=seed: storm.attempts(seed, share) for seed in range(THREADS)))
    done = sum((each for each in outcomes if isinstance(each, Counter)), Counter())
    assert done.total() == ATTEMPTS
    assert done["placed"] >= PLACES - COURSES
    assert min(done["refused"], done["CourseFull"], done["returned"]) > 0
    require_the_rule_is_kept()
    fill_up()
    assert require_the_rule_is_kept() == PLACES
    person = WaitingEntry.objects.filter(state=WaitingState.WAITING, needs_childcare=False)[0]
    assert {storm._admit(person.pk, each) for each in Course.objects.all()} == {"CourseFull"}
    person.refresh_from_db()
    assert person.state == WaitingState.WAITING


def test_several_processes_never_give_the_hundred_and_first_place(hundred):
    """T13, R-CRS-01"""
    said = connection.settings_dict
    address = f"sqlite:///{said['NAME']}"
    if ON_SERVER:
        address = f"postgres://{said['USER']}@/{said['NAME']}?host={said['HOST']}"
    done = subprocess.run(
        [sys.executable, "-m", "tests.courses.storm", "4", "300"],
        cwd=ROOT,
        env={**os.environ, "KREISLOTSE_DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.stderr, done.stdout) == ("", "4")
    require_the_rule_is_kept()
    fill_up()
    assert require_the_rule_is_kept() == PLACES


def test_eight_people_and_two_free_places_make_two_winners(transactional_db):
    """T13: the closest open system let two in for one place"""
    course = CourseFactory(capacity=2)
    waiting_list = WaitingListFactory(owner=course.owner, kind=course.kind)
    actor = system_actor(storm.NOW, course.owner_id)
    said = {"actor": actor, "channel": "phone", "reply_by": actor.today, "reason": "Übung"}
    deeds = []
    for _ in range(8):
        entry = WaitingEntryFactory(waiting_list=waiting_list)
        EntitlementFactory(candidate=entry.candidate, kind=course.kind)
        deeds.append(lambda entry=entry: offer_place(entry, course, **said))
    outcomes = at_once(*deeds)
    assert outcomes.count(CourseFull) == 6
    assert sorted(
        WaitingEntry.objects.exclude(seat=None).values_list("seat__number", flat=True)
    ) == [
        1,
        2,
    ]
    assert WaitingEntry.objects.filter(state=WaitingState.WAITING).count() == 6


def test_an_answer_and_its_withdrawal_at_once_leave_one_of_both(transactional_db):
    """R-CRS-01"""
    course = CourseFactory()
    entry = placed(course)
    offer, actor = entry.offers.get(), system_actor(storm.NOW, course.owner_id, entry.owner_id)
    at_once(
        lambda: accept_offer(offer, actor=actor),
        lambda: return_to_list(entry, actor=actor, reason=StopReason.OTHER),
    )
    entry.refresh_from_db()
    offer.refresh_from_db()
    assert (entry.state, offer.state, entry.seat is None) in (
        (WaitingState.ACCEPTED, OfferState.ACCEPTED, False),
        (WaitingState.WAITING, OfferState.WITHDRAWN, True),
    )


def test_a_link_answered_twice_at_once_gives_one_answer(transactional_db):
    """Yes and no in two browsers, several times each: one of them counts, and stays."""
    course = CourseFactory()
    entry = placed(course)
    offer, actor = entry.offers.get(), system_actor(storm.NOW, course.owner_id)
    key = make_reply_link(offer, actor=actor)
    link = Actor(None, storm.NOW, passes=frozenset({(Permission.PLACE_ANSWER, offer.pk)}))
    yes_or_no = (accept_by_link, decline_by_link) * 3
    outcomes = at_once(
        *(lambda answer=answer: answer(offer, actor=link, key=key).state for answer in yes_or_no)
    )
    assert outcomes.count(LinkDead) == 5
    entry.refresh_from_db()
    offer.refresh_from_db()
    assert offer.state in outcomes
    assert (entry.state, offer.state, entry.seat is None) in (
        (WaitingState.ACCEPTED, OfferState.ACCEPTED, False),
        (WaitingState.DECLINED, OfferState.DECLINED, True),
    )
    assert JournalEntry.objects.filter(verb="answer_by_link").count() == 1


def test_two_courses_do_not_get_the_same_places_of_a_quota(transactional_db):
    """R-CRS-01, R-CRS-10"""
    quota = QuotaFactory(places=10)
    actor = system_actor(storm.NOW, quota.owner_id)
    courses = CourseFactory.create_batch(
        3, owner=quota.owner, kind=quota.kind, quota=quota, capacity=0
    )
    said = {"actor": actor, "capacity": 6, "childcare_capacity": 0}
    outcomes = at_once(*(lambda course=course: set_seats(course, **said) for course in courses))
    assert outcomes.count(QuotaUsedUp) == 2
    assert (Seat.objects.count(), quota.numbered.free().count()) == (6, 4)


def test_a_quota_that_shrinks_and_a_course_that_grows_do_not_both_win(transactional_db):
    """R-CRS-01"""
    quota = QuotaFactory(places=10)
    actor = system_actor(storm.NOW, quota.owner_id)
    course = CourseFactory(owner=quota.owner, kind=quota.kind, quota=quota, capacity=0)
    outcomes = at_once(
        lambda: set_seats(course, actor=actor, capacity=10, childcare_capacity=0),
        lambda: change_quota(quota, actor=actor, places=5),
    )
    refused = [each for each in outcomes if each in (QuotaUsedUp, PlacesInUse)]
    quota.refresh_from_db()
    assert len(refused) == 1
    assert (quota.places, Seat.objects.count()) in ((10, 10), (5, 0))


def test_a_seat_is_not_removed_from_under_somebody_who_is_just_taking_it(transactional_db):
    """R-CRS-01"""
    course = CourseFactory(capacity=2)
    placed(course)
    entry = WaitingEntryFactory(waiting_list__owner=course.owner)
    actor = system_actor(storm.NOW, course.owner_id)
    outcomes = at_once(
        lambda: storm._admit(entry.pk, course),
        lambda: set_seats(course, actor=actor, capacity=1, childcare_capacity=0),
    )
    entry.refresh_from_db()
    won = (entry.state, SeatsHeld in outcomes, course.seats.count())
    assert won in ((WaitingState.OFFERED, True, 2), (WaitingState.WAITING, False, 1))
