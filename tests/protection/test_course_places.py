"""What waiting lists and courses keep of a person is erased with it; the figures stay."""

from datetime import date

import pytest

from kreislotse.access.policy import Actor, Role
from kreislotse.allocation.models import Override, Run, RunLine
from kreislotse.courses.clearing import under_way
from kreislotse.courses.models import (
    Certificate,
    ContactAttempt,
    Duty,
    Entitlement,
    Jump,
    Offer,
    Presence,
    WaitingEntry,
)
from kreislotse.courses.states import OfferState, WaitingState
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import CandidateState, Sex
from kreislotse.protection import actions
from kreislotse.protection.models import Tally
from kreislotse.protection.preview import records_due
from kreislotse.protection.rules import Keep
from kreislotse.protection.tallies import surviving_on_lists
from tests.factories.courses import (
    CourseFactory,
    DutyFactory,
    EntitlementFactory,
    JumpFactory,
    LessonFactory,
    WaitingEntryFactory,
    WaitingListFactory,
    placed,
)
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory
from tests.factories.protection import LONG_AGO, NOON, TODAY, old, whole_life
from tests.factories.runs import RunCourseFactory, RunFactory, RunLineFactory
from tests.protection.test_destructions import KNOWN, erased, everything

pytestmark = pytest.mark.django_db
ABOUT = (Jump, Duty, ContactAttempt, Presence, Certificate, Offer, WaitingEntry, Entitlement)


@pytest.fixture
def town():
    return MunicipalityFactory()


@pytest.fixture
def clerk(acting, town) -> Actor:
    return acting(Role.MUNICIPAL_CLERK, at=town, now=NOON)


@pytest.fixture
def officer(acting, town) -> Actor:
    return acting(Role.DATA_PROTECTION_OFFICER, at=town.part_of, now=NOON)


@pytest.fixture(autouse=True)
def periods(acting, town):
    actions.load_periods(actor=acting(Role.ADMINISTRATOR, at=town.part_of, now=NOON))


def taught(person) -> WaitingEntry:
    """A course from the waiting list to the certificate: every table says something."""
    course = CourseFactory(owner=person.district, childcare_capacity=1)
    waiting_list = WaitingListFactory(owner=person.district, kind=course.kind)
    entry = placed(
        course,
        WaitingState.COMPLETED,
        waiting_list=waiting_list,
        candidate=person,
        needs_childcare=True,
        ended_on=date(2016, 2, 1),
    )
    entry.offers.update(state=OfferState.ENDED)
    EntitlementFactory(candidate=person, kind=course.kind, reference=person.code)
    JumpFactory(entry=entry, reason=f"{person.family_name} zuerst")
    DutyFactory(entry=entry, done_on=LONG_AGO)
    ContactAttempt.objects.create(entry=entry, tried_on=LONG_AGO, channel="phone", reached=True)
    lesson = LessonFactory(course=course)
    Presence.objects.create(entry=entry, lesson=lesson, attendance="present", units=4)
    Certificate.objects.create(
        entry=entry, level="B1", result="passed", units=700, issued_on=date(2016, 2, 1)
    )
    return entry


def test_nothing_of_the_course_is_left_of_a_person_but_the_figures(town, clerk, officer):
    """R-DP-30, G64, G65"""
    person = whole_life(town, officer, **KNOWN)
    entry = taught(person)
    waiting_list, seat = str(entry.waiting_list.pk), entry.seat
    done = erased(town, clerk, officer)
    assert [model for model in ABOUT if model.objects.exists()] == []
    assert {name: rows for name, rows in done.proof["rows"].items() if "courses" in name} == {
        model._meta.db_table: 1 for model in ABOUT
    }
    assert not hasattr(type(seat).objects.get(pk=seat.pk), "holder")
    assert f"{person.family_name} zuerst" not in everything()
    said = Tally.objects.filter(feature__startswith="course_").order_by("feature")
    assert list(said.values_list("owner", "call", "feature", "value", "year", "people")) == [
        (town.pk, None, "course_completed", waiting_list, 2016, 1),
        (town.pk, None, "course_placed", waiting_list, 2016, 1),
        (town.pk, None, "course_started", waiting_list, 2016, 1),
        (town.pk, None, "course_waited", waiting_list, 2015, 1),
    ]


def test_runs_forget_whoever_is_erased_and_keep_their_numbers(town, clerk, officer):
    """R-DP-30, G65: the sealed files know a number of the run only."""
    entry = taught(whole_life(town, officer, **KNOWN))
    sealed = {"persons.csv": "person,municipality\n1,1\n"}
    said = {"sealed": sealed, "placements": "person,course\n1,1\n", "figures": {"placed": 1}}
    run = RunFactory(waiting_list=entry.waiting_list, state="sent", **said)
    course = RunCourseFactory(run=run, course=entry.seat.course)
    line = RunLineFactory(run=run, entry=entry, course=course, offer=entry.offers.get())
    other = RunLineFactory(run=run)
    reason = f"{KNOWN['family_name']} beginnt eine Ausbildung"
    Override.objects.create(line=line, reason=reason, since=LONG_AGO)
    done = erased(town, clerk, officer)
    assert list(RunLine.objects.all()) == [other]
    assert not Override.objects.exists()
    rows = {name: number for name, number in done.proof["rows"].items() if "allocation" in name}
    assert rows == {Override._meta.db_table: 1, RunLine._meta.db_table: 1}
    assert {key: getattr(Run.objects.get(), key) for key in said} == said
    assert reason not in everything()


def test_the_share_of_women_can_be_told_after_the_erasure(town, clerk, officer):
    """R-CRS-09, G65"""
    entry = taught(whole_life(town, officer, sex=Sex.FEMALE, **KNOWN))
    waiting_list = entry.waiting_list_id
    erased(town, clerk, officer)
    stages = dict.fromkeys(("waited", "placed", "started", "completed", "sexed", "women"), 1)
    assert surviving_on_lists([waiting_list]) == {waiting_list: stages}
    assert surviving_on_lists([waiting_list], until=2015) == {waiting_list: {"waited": 1}}
    assert surviving_on_lists([waiting_list + 1]) == {}


def test_people_of_several_erasures_are_added_up(town, clerk, officer):
    """G65"""
    waiting_list = WaitingListFactory(owner=town.part_of)
    removed = {"waiting_list": waiting_list, "state": WaitingState.REMOVED}
    for _ in range(2):
        people = [old(town), old(town)]
        for person in people:
            WaitingEntryFactory(candidate=person, **removed)
        erased(town, clerk, officer)
    (said,) = Tally.objects.filter(feature="course_waited")
    assert (said.value, said.people) == (str(waiting_list.pk), 4)
    assert not Tally.objects.filter(feature="course_placed").exists()


@pytest.mark.parametrize(
    ("state", "kept"),
    [(WaitingState.WAITING, Keep.IN_COURSE), (WaitingState.REMOVED, None)],
)
def test_whoever_waits_for_a_course_is_not_erased_by_a_clock(town, state, kept):
    """R-CRS-06: somebody still works with the person"""
    WaitingEntryFactory(candidate=old(town), state=state)
    (due,) = records_due([town.pk], TODAY)
    assert due.kept == kept


def test_a_place_on_a_list_does_not_keep_whoever_has_withdrawn_consent(town):
    """R-DP-03"""
    person = old(town, consent_withdrawn=True)
    WaitingEntryFactory(candidate=person)
    (due,) = records_due([town.pk], TODAY)
    assert (person.state, due.kept) == (CandidateState.CONSENT_WITHDRAWN, None)


def test_only_the_people_asked_for_are_under_way(town):
    taken, other = CandidateFactory(owner=town), CandidateFactory(owner=town)
    placed(CourseFactory(), WaitingState.STARTED, candidate=taken)
    WaitingEntryFactory(candidate=other, state=WaitingState.DECLINED)
    assert under_way(Candidate.objects.all()) == {taken.pk}
    assert under_way(Candidate.objects.filter(pk=other.pk)) == set()
