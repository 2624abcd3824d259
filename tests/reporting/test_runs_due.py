"""What runs ask of whom: a second pair of eyes, the offers, and who moves up."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.allocation.states import RunState
from kreislotse.courses.states import CourseState, OfferState, WaitingState
from kreislotse.journal.entries import write
from kreislotse.participants.states import RestrictionGround
from kreislotse.reporting.due import everything_due
from tests.factories.courses import OfferFactory, WaitingListFactory, placed
from tests.factories.organisations import OrganisationFactory
from tests.factories.runs import RunCourseFactory, RunFactory, RunLineFactory

pytestmark = pytest.mark.django_db

STARTS_ON = date(2015, 11, 16)
LOCKED = {
    "entry__candidate__restricted_on": date(2015, 11, 1),
    "entry__candidate__restriction": RestrictionGround.RETENTION,
}


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def waiting_list(district):
    return WaitingListFactory(owner=district, title="Liste")


@pytest.fixture
def steering(acting, district):
    return acting(Role.STEERING, at=district)


def told(actor):
    found = [due for due in everything_due(actor) if due.route.startswith("allocation:")]
    return [(str(due.matter), due.title, due.on, due.route, due.key) for due in found]


def run_in(waiting_list, state, **values):
    """A run with one course of two seats."""
    run = RunFactory(waiting_list=waiting_list, state=state, number=7, **values)
    RunCourseFactory(run=run, course__title="Deutsch", course__number="K 1")
    return run


def test_a_proposal_waits_for_those_who_may_sign(acting, district, waiting_list, steering):
    run = run_in(waiting_list, RunState.PROPOSED)
    line = (
        "Vergabe der Plätze freigeben",
        "Liste: Verfahren 7",
        STARTS_ON,
        "allocation:run",
        run.pk,
    )
    assert told(steering) == told(acting(Role.HEAD, at=district)) == [line]
    assert told(acting(Role.COUNSELLOR, at=district)) == []
    assert told(acting(Role.STEERING, at=OrganisationFactory())) == []


@pytest.mark.parametrize("verb", ["propose_run", "override_line", "take_back_override"])
def test_whoever_had_a_hand_in_a_proposal_is_not_asked_to_sign_it(waiting_list, steering, verb):
    """Four eyes, also after what was changed has been taken back."""
    run = run_in(waiting_list, RunState.PROPOSED)
    write(run, verb, actor=steering)
    assert told(steering) == []


def test_whoever_proposed_a_run_is_not_asked_to_sign_it(waiting_list, steering):
    run_in(waiting_list, RunState.PROPOSED, proposed_by=steering.person_id)
    assert told(steering) == []


def test_a_signed_run_waits_to_be_sent(acting, district, waiting_list, steering):
    run = run_in(waiting_list, RunState.SIGNED)
    assert told(steering) == [
        (
            "Freigegebene Plätze anbieten",
            "Liste: Verfahren 7",
            STARTS_ON,
            "allocation:run_send",
            run.pk,
        )
    ]
    assert told(acting(Role.HEAD, at=district)) == []


@pytest.mark.parametrize("state", [RunState.SENT, RunState.DISCARDED])
def test_a_run_that_is_over_asks_nothing(waiting_list, steering, state):
    run_in(waiting_list, state)
    assert told(steering) == []


def test_a_free_place_is_told_while_somebody_of_the_run_waits(waiting_list, steering):
    run = run_in(waiting_list, RunState.SENT)
    RunLineFactory(run=run)
    assert told(steering) == [
        (
            "Platz frei: Wer rückt nach?",
            "Deutsch (K 1)",
            STARTS_ON,
            "allocation:run_move_up",
            run.pk,
        )
    ]


def test_where_every_seat_is_taken_nobody_moves_up(waiting_list, steering):
    run = run_in(waiting_list, RunState.SENT)
    RunLineFactory(run=run)
    for _ in range(2):
        placed(run.courses.get().course, waiting_list=waiting_list)
    assert told(steering) == []


@pytest.mark.parametrize(
    "said",
    [
        {"entry__level": "C1"},
        {"entry__state": WaitingState.DECLINED},
        LOCKED,
    ],
)
def test_who_cannot_take_the_place_does_not_move_up(waiting_list, steering, said):
    run = run_in(waiting_list, RunState.SENT)
    RunLineFactory(run=run, **said)
    assert told(steering) == []


def test_who_has_refused_the_course_does_not_move_up_to_it(waiting_list, steering):
    run = run_in(waiting_list, RunState.SENT)
    line = RunLineFactory(run=run)
    answer = {"state": OfferState.EXPIRED, "answered_on": date(2015, 10, 30)}
    OfferFactory(entry=line.entry, course=run.courses.get().course, **answer)
    assert told(steering) == []


def test_a_course_that_takes_nobody_asks_for_nobody(waiting_list, steering):
    run = run_in(waiting_list, RunState.SENT)
    RunLineFactory(run=run)
    type(run.courses.get().course).objects.update(state=CourseState.ENDED)
    assert told(steering) == []


@pytest.mark.parametrize(
    ("state", "still"),
    [(RunState.DISCARDED, True), (RunState.SENT, False), (RunState.PROPOSED, False)],
)
def test_a_later_run_decides_instead(waiting_list, steering, state, still):
    run = run_in(waiting_list, RunState.SENT)
    RunLineFactory(run=run)
    later = {"proposed_by": steering.person_id, "number": 8, "criteria": run.criteria}
    RunFactory(waiting_list=waiting_list, state=state, **later)
    assert [line[-1] for line in told(steering)] == ([run.pk] if still else [])
