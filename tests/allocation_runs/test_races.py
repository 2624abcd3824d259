"""At the same moment: one undecided run of a list, and every offer made once (T13)."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connections

from kreislotse.allocation import actions
from kreislotse.allocation.errors import RunUndecided
from kreislotse.allocation.models import Override, Run
from kreislotse.allocation.sealing import verified
from kreislotse.allocation.states import RunState
from kreislotse.courses.actions import offer_place
from kreislotse.courses.models import Offer, WaitingEntry
from kreislotse.courses.states import HOLDING
from kreislotse.kernel.refusals import DomainError, WrongState
from kreislotse.organisations.queries import system_actor
from tests.factories.courses import (
    CourseFactory,
    EntitlementFactory,
    WaitingEntryFactory,
    WaitingListFactory,
)
from tests.factories.runs import CriteriaVersionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NOW = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)
PEOPLE, PLACES, THREADS = 12, 5, 4


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
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads)
    assert len(outcomes) == len(deeds)
    return outcomes


@pytest.fixture
def crowd(transactional_db):
    """Twelve wait for five places; what to propose, and who acts."""
    course = CourseFactory(capacity=PLACES)
    waiting_list = WaitingListFactory(owner=course.owner, kind=course.kind)
    for _ in range(PEOPLE):
        entry = WaitingEntryFactory(waiting_list=waiting_list)
        EntitlementFactory(candidate=entry.candidate, kind=course.kind)
    criteria = CriteriaVersionFactory(criteria_set__owner=course.owner)
    actor = system_actor(NOW, course.owner_id)
    return waiting_list, {"actor": actor, "criteria": criteria, "courses": [course]}


def require_the_rule_is_kept() -> None:
    """R-CRS-01: as many offers as seats held, none twice."""
    seats = list(WaitingEntry.objects.filter(state__in=HOLDING).values_list("seat", flat=True))
    assert len(set(seats)) == len(seats) == Offer.objects.count() == PLACES


def test_of_several_proposals_at_once_one_is_made(crowd):
    waiting_list, said = crowd
    outcomes = at_once(*[lambda: actions.propose_run(waiting_list, **said)] * THREADS)
    assert outcomes.count(RunUndecided) == THREADS - 1
    assert Run.objects.get().lines.count() == PEOPLE


def test_a_run_that_is_sent_several_times_at_once_is_sent_once(crowd):
    """T13, R-CRS-01"""
    waiting_list, said = crowd
    run = actions.sign_run(actions.propose_run(waiting_list, **said), actor=said["actor"])
    terms = {"actor": said["actor"], "channel": "letter", "reply_by": said["actor"].today}
    outcomes = at_once(*[lambda: actions.send_offers(run, **terms)] * THREADS)
    assert outcomes.count(WrongState) == THREADS - 1
    require_the_rule_is_kept()


def test_a_place_offered_by_hand_while_all_are_sent_is_not_given_twice(crowd):
    """T13, R-CRS-01: the run is sent as a whole, or refused as a whole."""
    waiting_list, said = crowd
    run = actions.sign_run(actions.propose_run(waiting_list, **said), actor=said["actor"])
    terms = {"actor": said["actor"], "channel": "letter", "reply_by": said["actor"].today}
    single = run.lines.filter(course__isnull=False).last().entry
    at_once(
        lambda: actions.send_offers(run, **terms),
        lambda: offer_place(single, said["courses"][0], reason="Übung", **terms),
    )
    run.refresh_from_db()
    offers = Offer.objects.count()
    assert (run.state, offers) in ((RunState.SENT, PLACES), (RunState.SIGNED, 1))
    assert WaitingEntry.objects.filter(state__in=HOLDING).count() == offers


def test_a_decision_and_a_signature_at_once_do_not_cross(crowd):
    """What is signed is what was decided last."""
    waiting_list, said = crowd
    run = actions.propose_run(waiting_list, **said)
    line, actor = run.lines.filter(course__isnull=False).first(), said["actor"]
    at_once(
        lambda: actions.sign_run(run, actor=actor),
        lambda: actions.override_line(line, actor=actor, course=None, reason="Übung"),
    )
    run.refresh_from_db()
    assert run.state == RunState.SIGNED
    assert ("fixed.csv" in run.sealed) == Override.objects.exists()
    assert verified(run)
