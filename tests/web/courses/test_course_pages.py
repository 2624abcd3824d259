"""Pages of courses and of their participants: what the district, the provider and others see."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.courses.models import Contingent, Course, CourseTerms, Lesson, Presence
from kreislotse.courses.states import Attendance, CourseState, ExamResult, WaitingState
from kreislotse.journal.models import ReadEntry
from kreislotse.participants.states import ConsentPurpose
from tests.factories.courses import (
    CourseFactory,
    CourseKindFactory,
    LessonFactory,
    ProviderFactory,
    QuotaFactory,
    placed,
)
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import with_consent

pytestmark = pytest.mark.usefixtures("in_november")

TODAY = date(2015, 11, 2)
NAME = "Geheimname"


def page(client, route, *args, **query):
    response = client.get(reverse(f"courses:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"courses:{route}", args=args), {"sent": "1", **values})


def taking_part(course, state=WaitingState.ACCEPTED, *, told=True):
    """Somebody with a place, by a name that stands nowhere else."""
    entry = placed(course, state)
    entry.candidate.family_name = NAME
    entry.candidate.save()
    if told:
        with_consent(entry.candidate, ConsentPurpose.COURSE_PROVIDER, course.provider)
    return entry


def test_a_course_is_planned_with_its_seats_and_times(manager, district):
    kind, town = CourseKindFactory(), MunicipalityFactory(part_of=district)
    response = send(
        manager,
        "course_new",
        owner=district.pk,
        number="K 1",
        title="Deutsch abends",
        kind=kind.pk,
        provider=ProviderFactory().pk,
        municipality=town.pk,
        entry_from="A1",
        entry_to="A2",
        capacity="20",
        childcare_capacity="3",
        minimum="15",
    )
    found = Course.objects.get()
    assert response.status_code == 302
    assert (found.seats.count(), found.childcare_seats.count()) == (20, 3)
    send(manager, "course_times", found.pk, begins_2="18:00", ends_2="20:15")
    assert found.times.values_list("weekday", "begins_at").get() == (2, time(18))
    text = page(manager, "course", found.pk)[1]
    assert all(
        said in text for said in ("Dienstag, 18:00 bis 20:15 Uhr", "in Planung", "A1 bis A2")
    )


def test_half_a_time_is_refused_where_it_stands(manager, course):
    response = send(manager, "course_times", course.pk, begins_2="18:00")
    assert response.status_code == 422
    assert "ein späteres Ende" in response.content.decode()


def test_the_page_counts_each_seat_once(manager, course):
    placed(course)
    text = page(manager, "course", course.pk)[1]
    figures = [line.split("<")[0] for line in text.split('figure__value">')[1:]]
    assert figures == ["2", "0", "1", "1"]


def test_seats_are_never_fewer_than_are_held(manager, course):
    placed(course)
    placed(course)
    response = send(manager, "course_seats", course.pk, capacity="1", childcare_capacity="0")
    assert (response.status_code, course.seats.count()) == (422, 2)
    send(manager, "course_seats", course.pk, capacity="3", childcare_capacity="0")
    assert course.seats.count() == 3


def test_a_course_is_changed_and_goes_its_way(manager, course):
    initial = page(manager, "course_change", course.pk)[0].context["form"].initial
    send(manager, "course_change", course.pk, **{**_typed(initial), "title": "Deutsch neu"})
    course.refresh_from_db()
    assert course.title == "Deutsch neu"
    send(manager, "course_cancel", course.pk, reason="kein Raum")
    course.refresh_from_db()
    assert course.state == CourseState.CANCELLED


def _typed(initial):
    return {name: value for name, value in initial.items() if value not in (None, False, "")}


def test_the_provider_sees_its_own_courses_only(provider, course, district):
    CourseFactory(owner=district, title="Kurs der anderen")
    text = page(provider, "courses")[1]
    assert course.title in text
    assert "Kurs der anderen" not in text
    assert page(provider, "course_change", course.pk)[0].status_code == 403


def test_the_provider_reads_the_names_of_those_who_accepted(provider, course):
    taking_part(course)
    text = page(provider, "participants", course.pk)[1]
    assert NAME in text
    assert ReadEntry.objects.get().purpose == "Teilnehmende eines Kurses"


def test_the_provider_sees_nobody_who_has_not_accepted_or_not_agreed(provider, course):
    """R-DP-03: without a basis in force for this provider there is no row at all."""
    taking_part(course, WaitingState.OFFERED)
    silent = taking_part(course, told=False)
    text = page(provider, "participants", course.pk)[1]
    assert NAME not in text
    assert silent.candidate.code not in text
    assert page(provider, "participant", course.pk, silent.pk)[0].status_code == 404
    assert page(provider, "entry", silent.pk)[0].status_code == 404


def test_a_withdrawn_consent_takes_the_name_from_the_provider_at_once(provider, course):
    entry = taking_part(course)
    entry.candidate.consents.update(withdrawn_on=TODAY)
    assert NAME not in page(provider, "participants", course.pk)[1]


def test_the_district_sees_participants_by_code(manager, course):
    entry = taking_part(course)
    text = page(manager, "participants", course.pk)[1]
    assert entry.candidate.code in text
    assert NAME not in text


def test_a_participant_begins_and_completes(provider, course):
    Course.objects.update(state=CourseState.RUNNING, starts_on=date(2015, 10, 1))
    entry = taking_part(course)
    at = (course.pk, entry.pk)
    assert "Teilnahme beginnt" in page(provider, "participant", *at)[1]
    send(provider, "participant_start", *at)
    response = send(
        provider, "participant_complete", *at,
        result=ExamResult.PASSED, level="B1", units="300", issued_on="02.11.2015",
    )  # fmt: skip
    entry.refresh_from_db()
    assert (response.status_code, entry.state) == (302, WaitingState.COMPLETED)
    text = page(provider, "participant", *at)[1]
    assert all(said in text for said in ("bestanden", "300", "02.11.2015"))


def test_a_drop_out_frees_the_seat(provider, course):
    entry = taking_part(course, WaitingState.STARTED)
    at = (course.pk, entry.pk)
    send(provider, "participant_drop_out", *at, reason="work")
    assert course.seats.free().count() == 2
    assert "nicht mehr im Kurs" in page(provider, "participant", *at)[1]
    assert page(provider, "participant_drop_out", *at)[0].status_code == 404


def test_presence_is_entered_for_all_at_once(provider, course):
    Course.objects.update(state=CourseState.RUNNING, starts_on=date(2015, 10, 1))
    here, away = (taking_part(course, WaitingState.STARTED) for _ in range(2))
    send(provider, "lesson_new", course.pk, held_on="02.11.2015", units="5")
    lesson = Lesson.objects.get()
    assert NAME in page(provider, "lesson", lesson.pk)[1]
    said = {
        f"attendance_{here.pk}": "present",
        f"units_{here.pk}": "4",
        f"attendance_{away.pk}": "absent",
        f"units_{away.pk}": "5",
    }
    send(provider, "lesson", lesson.pk, **said)
    found = set(Presence.objects.values_list("entry", "attendance", "units"))
    assert found == {(here.pk, Attendance.PRESENT, 4), (away.pk, Attendance.ABSENT, 0)}
    assert "anwesend (4 Einheiten)" in page(provider, "participant", course.pk, here.pk)[1]


def test_a_lesson_of_others_is_not_found(provider):
    theirs = LessonFactory()
    assert page(provider, "lesson", theirs.pk)[0].status_code == 404


def test_nobody_else_reads_participants(head, course):
    lesson = LessonFactory(course=course)
    for route, key in (("participants", course.pk), ("lesson", lesson.pk), ("queue", course.pk)):
        assert page(head, route, key)[0].status_code == 403


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_of_participants_asks_the_same_however_long_it_is(provider, course, count):
    course.seats.all().delete()
    course.seats.bulk_create(
        course.seats.model(course=course, number=number) for number in range(count)
    )
    for _ in range(count):
        taking_part(course)
    with CaptureQueriesContext(connection) as asked:
        page(provider, "participants", course.pk)
    reading = [each for each in asked if each["sql"].startswith("SELECT")]
    assert len(reading) == 8


def test_the_page_of_a_quota_tells_where_its_places_are(manager, district):
    quota = QuotaFactory(initiative__owner=district, places=100)
    town = MunicipalityFactory(part_of=district)
    send(
        manager,
        "contingent_new",
        quota.pk,
        organisation=town.pk,
        places="10",
        flows_back_on="01.12.2015",
    )
    text = page(manager, "quota", quota.pk)[1]
    assert f"{town}: 10 Plätze bis zum 01.12.2015" in text
    assert "noch in keinem Kurs" in text
    send(manager, "contingent_remove", Contingent.objects.get().pk)
    assert not Contingent.objects.exists()


def test_terms_hold_from_a_day_on(manager):
    kind = CourseKindFactory()
    assert "noch keine Bedingungen" in page(manager, "kind", kind.pk)[1]
    said = {"minimum": "15", "maximum": "25", "inform_weeks": "4", "inform": ["inform_person"]}
    send(manager, "terms_new", kind.pk, valid_from="01.07.2016", norm="§ 9 DeuFöV", **said)
    assert CourseTerms.objects.get().minimum == 15
    text = page(manager, "kind", kind.pk)[1]
    assert "nach 4 Wochen: Person unterrichten" in text
