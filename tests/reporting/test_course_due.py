"""What courses and waiting lists ask of whom; a line never names a person."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.courses.actions import note_regime_changes
from kreislotse.courses.states import CourseState, WaitingState
from kreislotse.organisations.models import OrganisationKind
from kreislotse.participants.models import RegimePeriod
from kreislotse.reporting.due import everything_due
from tests.factories.courses import (
    CourseFactory,
    DutyFactory,
    EntitlementFactory,
    LessonFactory,
    WaitingEntryFactory,
    WaitingListFactory,
    placed,
)
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

TODAY = date(2015, 11, 2)
STEERING, CLERK, PROVIDER = Role.STEERING, Role.MUNICIPAL_CLERK, Role.COURSE_PROVIDER


@pytest.fixture
def district(db):
    return OrganisationFactory(kind=OrganisationKind.DISTRICT)


@pytest.fixture
def waiting_list(district):
    return WaitingListFactory(owner=district)


def day(offset):
    return TODAY + timedelta(days=offset)


def told(acting, role, at):
    """What stands on the start page, without what only concerns other fields."""
    found = everything_due(acting(role, at=at))
    return [
        (str(due.matter), due.title, due.on) for due in found if due.route.startswith("courses:")
    ]


def waiting(waiting_list, count, **said):
    return WaitingEntryFactory.create_batch(count, waiting_list=waiting_list, **said)


def planned(waiting_list, **said):
    return CourseFactory(
        owner=waiting_list.owner,
        kind=waiting_list.kind,
        state=CourseState.PLANNED,
        title="Deutsch",
        number="K 1",
        **said,
    )


def test_enough_people_for_a_planned_course_are_told(acting, district, waiting_list):
    """R-CRS-04: at the minimum number, of those whose level fits."""
    planned(waiting_list, minimum=3)
    waiting(waiting_list, 2)
    waiting(waiting_list, 4, level="C1")
    assert told(acting, STEERING, district) == []
    waiting(waiting_list, 1)
    assert told(acting, STEERING, district) == [
        ("Genug Personen: Kurs beantragen", "Deutsch (K 1)", date(2015, 11, 16))
    ]


def test_whom_an_open_course_has_a_seat_for_waits_for_no_other(acting, district, waiting_list):
    planned(waiting_list, minimum=3)
    CourseFactory(owner=district, kind=waiting_list.kind, capacity=1)
    waiting(waiting_list, 3)
    assert told(acting, STEERING, district) == []


def test_a_course_below_its_minimum_is_told_shortly_before_it_begins(acting, district):
    """R-CRS-04: merge or postpone."""
    soon = CourseFactory(owner=district, minimum=2, starts_on=day(14))
    CourseFactory(owner=district, minimum=2, starts_on=day(15))
    placed(soon, WaitingState.ACCEPTED)
    matter = "Unter der Mindestzahl: zusammenlegen oder verschieben"
    assert told(acting, STEERING, district) == [(matter, str(soon), day(14))]
    placed(soon, WaitingState.ACCEPTED)
    assert told(acting, STEERING, district) == []


def test_entitlements_that_run_out_are_told_to_both(acting, district, waiting_list):
    """R-CRS-05: four weeks ahead, while the person is on the list."""
    entry = waiting(waiting_list, 1)[0]
    said = {"candidate": entry.candidate, "kind": waiting_list.kind}
    EntitlementFactory(**said, valid_to=day(28))
    line = [("Berechtigung läuft ab", "1 Person", day(28))]
    assert told(acting, STEERING, district) == line
    assert told(acting, CLERK, entry.municipality) == line
    EntitlementFactory(**said, valid_to=day(29), issued_on=day(-3))
    assert told(acting, STEERING, district) == []


def test_who_is_to_be_told_is_one_line_with_the_first_day(acting, district, waiting_list):
    """R-CRS-07"""
    first, second = waiting(waiting_list, 2)
    DutyFactory(entry=first, due_on=day(3))
    DutyFactory(entry=second, due_on=day(-1))
    DutyFactory(entry=second, due_on=day(-9), done_on=day(-9))
    matter = "Zum Warten auf einen Kurs unterrichten"
    assert told(acting, STEERING, district) == [(matter, "2 Personen", day(-1))]
    assert told(acting, CLERK, first.municipality) == [(matter, "1 Person", day(3))]


def test_a_changed_benefits_law_is_told_until_it_is_noted(acting, district, waiting_list):
    """R-CRS-11: the place stays, another body is to be told."""
    person = waiting(waiting_list, 1)[0].candidate
    RegimePeriod.objects.create(
        candidate=person, regime="asylblg", valid_from=day(-90), valid_to=day(-6)
    )
    RegimePeriod.objects.create(candidate=person, regime="sgb_ii", valid_from=day(-5))
    matter = "Leistungsrecht hat sich beim Warten geändert"
    assert told(acting, STEERING, district) == [(matter, "1 Person", None)]
    note_regime_changes(district, actor=acting(STEERING, at=district))
    matter = "Zum Warten auf einen Kurs unterrichten"
    assert told(acting, STEERING, district) == [(matter, "1 Person", day(9))]


def test_an_offer_without_answer_is_told_after_its_day(acting, district):
    """R-CRS-06"""
    course = CourseFactory(owner=district)
    entry = placed(course)
    entry.offers.update(reply_by=day(0))
    assert told(acting, STEERING, district) == []
    entry.offers.update(reply_by=day(-1))
    line = ("Antwort auf das Angebot fehlt", f"Angebot für {course}", day(-1))
    assert told(acting, STEERING, district) == [line]
    assert told(acting, CLERK, entry.municipality) == [line]


def test_the_provider_is_told_of_days_without_attendance(acting):
    lesson = LessonFactory(held_on=day(-1))
    provider = lesson.course.provider
    line = ("Anwesenheit eintragen", str(lesson.course), day(-1))
    assert told(acting, PROVIDER, provider) == [line]
    assert told(acting, PROVIDER, CourseFactory().provider) == []


def test_each_line_leads_to_a_page_that_opens(acting, client_of, district, waiting_list):
    planned(waiting_list, minimum=1)
    waiting(waiting_list, 1)
    found = everything_due(acting(STEERING, at=district))
    due = next(each for each in found if each.route == "courses:course")
    browser = client_of(acting(STEERING, at=district))
    assert browser.get(reverse(due.route, args=[due.key])).status_code == 200
