"""What happens in a course, entered by its provider or the district."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.courses import actions
from kreislotse.courses import waiting_errors as errors
from kreislotse.courses.models import Certificate, Offer, Presence, WaitingEntry
from kreislotse.courses.states import Attendance, OfferState, StopReason, WaitingState
from kreislotse.courses.taking_part import participants
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.participants.errors import DayAhead, Restricted
from kreislotse.participants.models import Candidate, Consent
from kreislotse.participants.states import ConsentPurpose
from tests.factories.courses import CourseFactory, LessonFactory, ProviderFactory, placed
from tests.factories.people import with_consent

TODAY = date(2015, 11, 2)
RESULT = {"level": "B1", "result": "passed", "units": 280, "issued_on": TODAY}


@pytest.fixture
def course(district, kind):
    return CourseFactory(owner=district, kind=kind, state="running", starts_on=date(2015, 10, 19))


@pytest.fixture
def taking_part(course):
    """Somebody with a seat of the course who agrees that the provider is told."""

    def make(state=WaitingState.STARTED, **said):
        entry = placed(course, state, **said)
        with_consent(entry.candidate, ConsentPurpose.COURSE_PROVIDER, course.provider)
        return entry

    return make


def test_the_provider_says_who_is_there(provider, taking_part):
    entry = actions.start_entry(taking_part(WaitingState.ACCEPTED), actor=provider)
    assert entry.state == WaitingState.STARTED


def test_nobody_begins_before_the_course(steering, district, kind):
    entry = placed(CourseFactory(owner=district, kind=kind), WaitingState.ACCEPTED)
    for deed in (actions.start_entry, actions.note_no_show):
        with pytest.raises(errors.CourseNotRunning):
            deed(entry, actor=steering)


def test_whoever_does_not_come_leaves_the_seat(provider, taking_part, course):
    entry = actions.note_no_show(taking_part(WaitingState.ACCEPTED), actor=provider)
    entry.refresh_from_db()
    assert (entry.state, entry.seat, entry.ended_on) == (WaitingState.NO_SHOW, None, TODAY)
    assert Offer.objects.get().state == OfferState.ENDED
    assert course.seats.free().count() == 2


def test_a_drop_out_is_told_with_its_reason(provider, taking_part, course):
    """Section 9(5) DeuFöV."""
    entry = taking_part(needs_childcare=False)
    entry = actions.drop_out(entry, actor=provider, reason=StopReason.WORK)
    assert (entry.state, entry.stop_reason) == (WaitingState.DROPPED_OUT, StopReason.WORK)
    assert entry.seat is None
    assert list(participants(course)) == [entry]
    assert list(WaitingEntry.objects.visible_to(provider)) == [entry]


def test_at_the_end_there_is_a_certificate_and_the_seat_is_kept(provider, taking_part):
    entry = actions.complete_entry(taking_part(), actor=provider, **RESULT)
    entry.refresh_from_db()
    assert (entry.state, entry.ended_on) == (WaitingState.COMPLETED, TODAY)
    assert entry.seat is not None
    certificate = Certificate.objects.get()
    assert (certificate.level, certificate.result, certificate.units) == ("B1", "passed", 280)
    assert Offer.objects.get().state == OfferState.ENDED


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(date(2015, 11, 3), DayAhead), (date(2015, 10, 18), errors.DayTooEarly)],
)
def test_a_certificate_is_of_a_day_of_the_course(provider, taking_part, day, refusal):
    entry = taking_part()
    with pytest.raises(refusal):
        actions.complete_entry(entry, actor=provider, **(RESULT | {"issued_on": day}))
    assert not Certificate.objects.exists()


def test_an_offer_does_not_end_while_somebody_takes_part(provider, taking_part):
    taking_part()
    with pytest.raises(errors.StillTakesPart):
        actions.end_offer(Offer.objects.get(), actor=provider)


def test_another_provider_and_the_town_enter_nothing(acting, clerk, taking_part, course):
    entry = taking_part()
    foreign = acting(Role.COURSE_PROVIDER, at=ProviderFactory())
    for actor in (foreign, clerk, acting(Role.HEAD, at=course.owner)):
        with pytest.raises(NotAllowed):
            actions.drop_out(entry, actor=actor, reason="work")


def test_when_consent_is_withdrawn_the_provider_enters_nothing_more(
    provider, steering, taking_part, course
):
    """R-DP-03: at once; the district still can."""
    entry = taking_part()
    lesson = LessonFactory(course=course, held_on=TODAY)
    Consent.objects.update(withdrawn_on=TODAY)
    with pytest.raises(NotAllowed):
        actions.drop_out(entry, actor=provider, reason="work")
    said = {entry.pk: (Attendance.PRESENT, 4)}
    with pytest.raises(NotAllowed):
        actions.record_presence(lesson, actor=provider, presences=said)
    actions.record_presence(lesson, actor=steering, presences=said)
    assert actions.drop_out(entry, actor=steering, reason="work").state == "dropped_out"


def test_nothing_is_entered_about_a_locked_person(steering, taking_part):
    """R-DP-31"""
    entry = taking_part()
    Candidate.objects.update(restricted_on=TODAY, restriction="request")
    with pytest.raises(Restricted):
        actions.drop_out(entry, actor=steering, reason="work")


def test_a_step_is_taken_from_its_state_only(steering, taking_part):
    with pytest.raises(WrongState):
        actions.start_entry(taking_part(), actor=steering)


def test_attendance_is_entered_for_all_at_once_and_corrected(provider, taking_part, course):
    """G51"""
    here, away = taking_part(), taking_part()
    lesson = LessonFactory(course=course, held_on=TODAY, units=4)
    said = {here.pk: (Attendance.PRESENT, 4), away.pk: (Attendance.ABSENT, 0)}
    actions.record_presence(lesson, actor=provider, presences=said)
    corrected = {away.pk: (Attendance.PRESENT, 2)}
    actions.record_presence(lesson, actor=provider, presences=corrected)
    rows = Presence.objects.order_by("entry").values_list("entry", "attendance", "units")
    assert list(rows) == [(here.pk, "present", 4), (away.pk, "present", 2)]


@pytest.mark.parametrize(
    ("attendance", "units"),
    [(Attendance.PRESENT, 0), (Attendance.PRESENT, 5), (Attendance.EXCUSED, 1)],
)
def test_units_are_those_of_the_day_for_who_was_there(
    provider, taking_part, course, attendance, units
):
    entry = taking_part()
    lesson = LessonFactory(course=course, held_on=TODAY, units=4)
    with pytest.raises(errors.UnitsOutOfRange):
        actions.record_presence(lesson, actor=provider, presences={entry.pk: (attendance, units)})
    assert not Presence.objects.exists()


def test_attendance_of_people_elsewhere_or_of_days_ahead_is_refused(steering, taking_part, course):
    accepted = taking_part(WaitingState.ACCEPTED)
    today = LessonFactory(course=course, held_on=TODAY)
    said = {accepted.pk: (Attendance.PRESENT, 4)}
    with pytest.raises(errors.NotInCourse):
        actions.record_presence(today, actor=steering, presences=said)
    tomorrow = LessonFactory(course=course, held_on=date(2015, 11, 3))
    with pytest.raises(DayAhead):
        actions.record_presence(tomorrow, actor=steering, presences={})


def test_others_enter_no_attendance(acting, taking_part, course):
    lesson = LessonFactory(course=course, held_on=TODAY)
    for role, place in ((Role.COURSE_PROVIDER, ProviderFactory()), (Role.HEAD, course.owner)):
        with pytest.raises(NotAllowed):
            actions.record_presence(lesson, actor=acting(role, at=place), presences={})
