"""Courses: planned, changed, applied for, opened, run, ended, cancelled."""

from datetime import date, time

import pytest

from kreislotse.access.policy import Role
from kreislotse.courses import actions
from kreislotse.courses import errors as e
from kreislotse.courses.models import ChildcareSeat, Course, Lesson, Seat, WaitingEntry
from kreislotse.courses.states import CourseState, OfferState, WaitingState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed, ReasonNeeded, WrongState
from tests.factories.courses import (
    CourseFactory,
    CourseKindFactory,
    CourseTermsFactory,
    CourseTimeFactory,
    LessonFactory,
    ProviderFactory,
    QuotaFactory,
    placed,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

S = CourseState
MONDAY, TUESDAY = (1, time(9), time(12, 15)), (2, time(9), time(12, 15))


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def steering(acting, district):
    return acting(Role.STEERING, at=district)


@pytest.fixture
def said(district):
    """What is said of the dullest course."""
    return {
        "number": "2015-01",
        "title": "Deutsch für den Beruf",
        "kind": CourseKindFactory(),
        "provider": ProviderFactory(),
        "municipality": MunicipalityFactory(part_of=district),
        "entry_from": "A1",
        "entry_to": "A2",
        "capacity": 20,
    }


def verbs() -> list[str]:
    return list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))


def test_a_course_is_planned_with_its_seats_and_times(district, steering, said):
    course = actions.plan_course(
        district, actor=steering, **said, childcare_capacity=4, times=[MONDAY, TUESDAY]
    )
    assert (course.state, course.owner, course.minimum) == (S.PLANNED, district, 0)
    assert list(course.seats.values_list("number", flat=True)) == list(range(1, 21))
    assert course.childcare_seats.count() == 4
    assert [each.weekday for each in course.times.order_by("weekday")] == [1, 2]
    assert verbs() == ["plan_course", "set_seats", "set_course_times"]
    told = JournalEntry.objects.latest("number").change["times"]
    assert told == ["Montag 09:00–12:15", "Dienstag 09:00–12:15"]


def test_the_minimum_is_that_of_the_norm_unless_another_is_said(district, steering, said):
    """R-CRS-04"""
    CourseTermsFactory(kind=said["kind"], minimum=15, maximum=25)
    first = actions.plan_course(district, actor=steering, **said)
    assert first.minimum == 15
    second = actions.plan_course(district, actor=steering, **said | {"number": "2"}, minimum=12)
    assert second.minimum == 12
    changed = actions.change_course(second, actor=steering, minimum=None)
    assert changed.minimum == 15


def test_a_course_is_changed_and_the_journal_says_what(district, steering):
    course = CourseFactory(owner=district)
    CourseTimeFactory(course=course)
    actions.change_course(
        course,
        actor=steering,
        title="Deutsch am Abend",
        ends_on=date(2016, 3, 1),
        times=[(3, time(18), time(20))],
    )
    course.refresh_from_db()
    assert (course.title, course.ends_on) == ("Deutsch am Abend", date(2016, 3, 1))
    assert [str(each) for each in course.times.all()] == ["Mittwoch 18:00"]
    assert verbs() == ["change_course", "set_course_times"]
    actions.change_course(course, actor=steering, times=[(3, time(18), time(20))])
    assert len(verbs()) == 2


def test_what_people_were_offered_stays_as_it_was_offered(district, steering):
    """R-CRS-03"""
    course = CourseFactory(owner=district)
    placed(course)
    settled = {
        "provider": ProviderFactory(),
        "entry_to": "B2",
        "women_only": True,
        "kind": CourseKindFactory(),
    }
    for name, value in settled.items():
        with pytest.raises(e.SettledByHolders, match="1 Plätze"):
            actions.change_course(course, actor=steering, **{name: value})
    actions.change_course(course, actor=steering, venue="Rathaus", provider=course.provider)
    course.refresh_from_db()
    assert course.venue == "Rathaus"


def test_a_course_goes_from_plan_to_end(district, steering):
    course = CourseFactory(owner=district, state=S.PLANNED, starts_on=date(2015, 10, 26))
    for deed in (
        actions.apply_for_course,
        actions.open_course,
        actions.begin_course,
        actions.end_course,
    ):
        deed(course, actor=steering)
    course.refresh_from_db()
    assert (course.state, course.ends_on) == (S.ENDED, steering.today)
    assert verbs() == ["apply_for_course", "open_course", "begin_course", "end_course"]


def test_a_course_without_a_first_day_begins_on_the_day_it_is_said(district, steering):
    course = CourseFactory(owner=district, starts_on=None)
    assert actions.begin_course(course, actor=steering).starts_on == steering.today


def test_a_course_does_not_end_before_everybody_has_come_to_an_end(district, steering):
    course = CourseFactory(owner=district, state=S.RUNNING, capacity=4)
    placed(course, WaitingState.ACCEPTED)
    placed(course, WaitingState.STARTED)
    placed(course, WaitingState.COMPLETED)
    with pytest.raises(e.StillInCourse, match="2 Personen"):
        actions.end_course(course, actor=steering)


def test_whoever_has_a_place_in_a_cancelled_course_waits_again_with_both_clocks(district, steering):
    """R-CRS-06, R-CRS-11"""
    quota = QuotaFactory(owner=district, places=3)
    course = CourseFactory(owner=district, kind=quota.kind, quota=quota, capacity=0)
    actions.set_seats(course, actor=steering, capacity=3, childcare_capacity=1)
    asked = placed(course, needs_childcare=True)
    taken = placed(course, WaitingState.ACCEPTED)
    actions.cancel_course(course, actor=steering, reason="zu wenige Anmeldungen")
    for entry in (asked, taken):
        before = (entry.asked_on, entry.entered_on)
        entry.refresh_from_db()
        assert (entry.state, entry.seat, entry.childcare_seat) == (WaitingState.WAITING, None, None)
        assert (entry.asked_on, entry.entered_on) == before
        assert entry.offers.get().state == OfferState.WITHDRAWN
    course.refresh_from_db()
    assert course.state == S.CANCELLED
    assert (quota.numbered.free().count(), Seat.objects.count()) == (3, 0)
    assert ChildcareSeat.objects.count() == 0
    last = JournalEntry.objects.latest("number")
    assert (last.verb, last.note) == ("cancel_course", "zu wenige Anmeldungen")


def test_a_day_of_teaching_is_entered_by_the_provider_or_the_district(acting, district, steering):
    course = CourseFactory(owner=district, state=S.RUNNING, starts_on=date(2015, 10, 26))
    provider = acting(Role.COURSE_PROVIDER, at=course.provider)
    actions.add_lesson(course, actor=provider, held_on=date(2015, 10, 26), units=5)
    actions.add_lesson(course, actor=steering, held_on=date(2015, 10, 27), units=4)
    assert [each.units for each in course.lessons.order_by("held_on")] == [5, 4]


def test_courses_are_seen_by_their_district_and_their_provider(acting, district):
    ours, other = CourseFactory(owner=district), CourseFactory()
    provider = acting(Role.COURSE_PROVIDER, at=ours.provider)
    stranger = acting(Role.COURSE_PROVIDER, at=ProviderFactory())
    assert list(Course.objects.visible_to(provider)) == [ours]
    assert list(Course.objects.visible_to(acting(Role.HEAD, at=district))) == [ours]
    assert list(Course.objects.visible_to(stranger)) == []
    assert other not in Course.objects.visible_to(provider)


PLANNED_WRONG = [
    ({"capacity": 0}, e.NoSeats),
    ({"capacity": 501}, e.TooManyPlaces),
    ({"childcare_capacity": 21}, e.ChildcareAbove),
    ({"minimum": 21}, e.SizesReversed),
    ({"entry_from": "B1"}, e.LevelsReversed),
    ({"latitude": 51.9}, e.HalfAPlace),
    ({"starts_on": date(2015, 11, 2), "ends_on": date(2015, 11, 1)}, DateOrder),
    ({"times": [(1, time(9), time(9))]}, e.TimesOverlap),
    ({"times": [MONDAY, (1, time(12), time(13))]}, e.TimesOverlap),
    ({"number": "vergeben"}, e.NumberTaken),
]


@pytest.mark.parametrize(("wrong", "refusal"), PLANNED_WRONG)
def test_a_course_that_cannot_be_is_not_planned(district, steering, said, wrong, refusal):
    CourseFactory(owner=district, number="vergeben", capacity=0)
    with pytest.raises(refusal):
        actions.plan_course(district, actor=steering, **said | wrong)
    assert (Course.objects.count(), Seat.objects.count(), verbs()) == (1, 0, [])


def test_a_course_of_another_kind_or_place_is_not_planned(acting, district, steering, said):
    with pytest.raises(e.NotATown):
        actions.plan_course(district, actor=steering, **said | {"municipality": district})
    with pytest.raises(e.QuotaOfOther):
        actions.plan_course(district, actor=steering, **said, quota=QuotaFactory(places=20))
    CourseTermsFactory(kind=said["kind"], maximum=19)
    with pytest.raises(e.AboveMaximum, match="Höchstens 19 Plätze"):
        actions.plan_course(district, actor=steering, **said)
    with pytest.raises(NotAllowed):
        actions.plan_course(district, actor=acting(Role.HEAD, at=district), **said)
    assert (Course.objects.count(), verbs()) == (0, [])


DAY = date(2015, 10, 26)
REFUSED = [
    (Role.HEAD, {}, lambda c, a: actions.open_course(c, actor=a), NotAllowed),
    (Role.HEAD, {}, lambda c, a: actions.change_course(c, actor=a, title="x"), NotAllowed),
    (
        Role.HEAD,
        {},
        lambda c, a: actions.set_seats(c, actor=a, capacity=3, childcare_capacity=0),
        NotAllowed,
    ),
    (
        Role.STEERING,
        {"state": S.ENDED},
        lambda c, a: actions.change_course(c, actor=a, title="x"),
        e.CourseOver,
    ),
    (
        Role.STEERING,
        {"state": S.CANCELLED},
        lambda c, a: actions.set_seats(c, actor=a, capacity=3, childcare_capacity=0),
        e.CourseOver,
    ),
    (Role.STEERING, {}, lambda c, a: actions.apply_for_course(c, actor=a), WrongState),
    (
        Role.STEERING,
        {"starts_on": date(2015, 11, 3)},
        lambda c, a: actions.begin_course(c, actor=a),
        e.StartsLater,
    ),
    (
        Role.STEERING,
        {},
        lambda c, a: actions.cancel_course(c, actor=a, reason=" "),
        ReasonNeeded,
    ),
    (
        Role.STEERING,
        {},
        lambda c, a: actions.add_lesson(c, actor=a, held_on=DAY, units=4),
        WrongState,
    ),
    (
        Role.HEAD,
        {"state": S.RUNNING},
        lambda c, a: actions.add_lesson(c, actor=a, held_on=DAY, units=4),
        NotAllowed,
    ),
    (
        Role.STEERING,
        {"state": S.RUNNING, "starts_on": date(2015, 10, 27)},
        lambda c, a: actions.add_lesson(c, actor=a, held_on=DAY, units=4),
        e.OutsideCourse,
    ),
    (
        Role.STEERING,
        {"state": S.RUNNING, "starts_on": DAY},
        lambda c, a: actions.add_lesson(c, actor=a, held_on=date(2015, 11, 3), units=4),
        e.OutsideCourse,
    ),
]


@pytest.mark.parametrize(("role", "facts", "deed", "refusal"), REFUSED)
def test_a_refused_deed_leaves_nothing_behind(acting, district, role, facts, deed, refusal):
    course = CourseFactory(owner=district, **facts)
    with pytest.raises(refusal):
        deed(course, acting(role, at=district))
    before = (course.state, course.title)
    course.refresh_from_db()
    assert (course.state, course.title, course.seats.count()) == (*before, 2)
    assert (verbs(), Lesson.objects.count(), WaitingEntry.objects.count()) == ([], 0, 0)


def test_a_day_of_teaching_is_entered_once(district, steering):
    lesson = LessonFactory(course__owner=district, course__starts_on=DAY, held_on=DAY)
    with pytest.raises(e.LessonKnown):
        actions.add_lesson(lesson.course, actor=steering, held_on=DAY, units=4)
