"""Two versions of criteria side by side: decided in memory, in numbers, nothing written."""

from datetime import date
from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kreislotse.access.models import Installation
from kreislotse.access.policy import Role
from kreislotse.allocation.models import Run
from kreislotse.allocation.states import CriteriaState
from kreislotse.courses.states import CourseState, PriorityGroup
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.german import MINUS
from kreislotse.organisations.models import OrganisationKind
from kreislotse.web.allocation.comparison_tables import change, sure
from tests.factories.courses import (
    CourseFactory,
    CourseKindFactory,
    EntitlementFactory,
    ProviderFactory,
    WaitingEntryFactory,
    WaitingListFactory,
    placed,
)
from tests.factories.many_waiting import many_waiting
from tests.factories.organisations import (
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
)
from tests.factories.people import CandidateFactory
from tests.factories.runs import CriteriaSetFactory, CriteriaVersionFactory
from tests.fixtures.acting import NOON

TODAY = date(2015, 11, 2)
LONG_AGO = date(2015, 1, 5)  # 43 full weeks before today
NAME = "Geheimname"


@pytest.fixture(autouse=True)
def in_november(db, settings):
    """A demonstration, whose clock stands where the records' days are."""
    settings.DEMO = True
    behind = timezone.now() - NOON
    Installation.objects.create(pk=1, purpose=Installation.Purpose.DEMO, clock_behind=behind)


@pytest.fixture
def district():
    return OrganisationFactory(kind=OrganisationKind.DISTRICT)


@pytest.fixture
def steering(acting, client_of, district):
    return client_of(acting(Role.STEERING, at=district))


@pytest.fixture
def waiting_list(district):
    return WaitingListFactory(owner=district, title="ESF-Kurse")


@pytest.fixture
def by_duty(district):
    """The published version: whoever is obliged comes first."""
    criteria_set = CriteriaSetFactory(owner=district, title="Hundert Plätze")
    return CriteriaVersionFactory(criteria_set=criteria_set, number=1, obliged=300)


@pytest.fixture
def by_waiting(by_duty):
    """The draft: whoever waits longest comes first."""
    return CriteriaVersionFactory(
        criteria_set=by_duty.criteria_set,
        number=2,
        state=CriteriaState.DRAFT,
        published_on=None,
        week=10,
    )


@pytest.fixture
def two_towns(district, waiting_list):
    """In Ahaus somebody obliged, in Borken somebody who waits longer; one place."""
    CourseFactory(owner=district, kind=waiting_list.kind, capacity=1)
    ahaus = MunicipalityFactory(part_of=district, name="Ahaus")
    borken = MunicipalityFactory(part_of=district, name="Borken")
    return (
        waiting(waiting_list, ahaus, priority=PriorityGroup.OBLIGED),
        waiting(waiting_list, borken, asked_on=LONG_AGO),
    )


def waiting(waiting_list, town, **said):
    person = CandidateFactory(owner=town, released=True, family_name=NAME)
    EntitlementFactory(candidate=person, kind=waiting_list.kind)
    return WaitingEntryFactory(waiting_list=waiting_list, candidate=person, **said)


def compared(client, waiting_list, a, b):
    asked = {"list": waiting_list.pk, "a": a.pk, "b": b.pk}
    response = client.get(reverse("allocation:compare"), asked)
    return response, " ".join(response.content.decode().replace("\xa0", " ").split())


def answer_of(client, waiting_list, a, b):
    return compared(client, waiting_list, a, b)[0].context["answer"]


def rows(table):
    return {str(row.label): (row.a, row.b, row.change) for row in table}


def test_both_versions_stand_side_by_side(steering, waiting_list, by_duty, by_waiting, two_towns):
    response, text = compared(steering, waiting_list, by_duty, by_waiting)
    answer = response.context["answer"]
    assert "ESF-Kurse am 02.11.2015: 2 warten." in text
    assert "Nach beiden Fassungen bekommt 1 Mensch einen Platz." in text
    assert [people for _label, people in answer["movements"]] == [1, 1, 0, 0]
    assert rows(answer["groups"]) == {
        "zur Teilnahme verpflichtet": ("1 von 1", "0 von 1", f"{MINUS}1"),
        "ohne Vorrang": ("0 von 1", "1 von 1", "+1"),
    }
    assert [(t.name, t.people, t.a, t.a_share, t.b, t.change) for t in answer["towns"]] == [
        ("Ahaus", 1, "1 von 1", "100,0\xa0%", "0 von 1", f"{MINUS}1"),
        ("Borken", 1, "0 von 1", "0,0\xa0%", "1 von 1", "+1"),
    ]


def test_the_whole_is_measured_in_places_points_weeks_and_minutes(
    steering, waiting_list, by_duty, by_waiting, two_towns
):
    found = rows(answer_of(steering, waiting_list, by_duty, by_waiting)["overview"])
    assert found["Plätze, die neu vergeben werden"] == ("1", "1", "gleich")
    assert found["Plätze, die frei bleiben"] == ("0", "0", "gleich")
    assert found["Abstand zum Bestmöglichen"][:2] == ("bewiesen bestmöglich",) * 2
    assert found["Punkte"][:2] == ("1.300 Punkte", "1.430 Punkte")
    assert found["Punkte, die höchstens möglich sind"][:2] == ("1.300 Punkte", "1.430 Punkte")
    assert found["Mittlere Wartezeit der Menschen mit Platz"] == ("4 Wochen", "43 Wochen", "+39")
    assert found["Mittlere Wartezeit der Menschen ohne Platz"] == (
        "43 Wochen",
        "4 Wochen",
        f"{MINUS}39",
    )


def test_the_picture_says_in_words_what_its_bars_show(
    steering, waiting_list, by_duty, by_waiting, two_towns
):
    text = compared(steering, waiting_list, by_duty, by_waiting)[1]
    assert "Ahaus: 100 % / 0 %. Borken: 0 % / 100 %." in text


def test_what_a_promise_costs_is_shown_by_municipality(
    steering, waiting_list, by_duty, by_waiting, district, two_towns
):
    CourseFactory(owner=district, kind=waiting_list.kind, capacity=1)
    for _ in range(2):
        waiting(waiting_list, two_towns[0].municipality, priority=PriorityGroup.OBLIGED)
    by_waiting.week, by_waiting.obliged, by_waiting.floor_percent = 0, 300, 60
    by_waiting.save()
    answer = answer_of(steering, waiting_list, by_duty, by_waiting)
    assert [(t.name, t.a, t.b) for t in answer["towns"]] == [
        ("Ahaus", "2 von 3", "1 von 3"),
        ("Borken", "0 von 1", "1 von 1"),
    ]
    ahaus, borken = answer["promises"]
    assert (borken.a, borken.b) == ("nichts zugesagt", "30,0\xa0%")
    assert (ahaus.b_price, borken.b_price) == (
        "kostet nichts",
        "kostet 300 Punkte, aber keinen Platz",
    )


def test_who_has_a_place_already_keeps_it_and_is_counted_apart(
    steering, waiting_list, by_duty, by_waiting, district, two_towns
):
    course = CourseFactory(owner=district, kind=waiting_list.kind, capacity=1)
    placed(course, waiting_list=waiting_list)
    response, text = compared(steering, waiting_list, by_duty, by_waiting)
    assert "1 Mensch von der Liste hat dort schon einen Platz und behält ihn." in text
    assert [people for _label, people in response.context["answer"]["movements"]] == [1, 1, 0, 0]


def test_nobody_is_named_and_nothing_is_written(
    steering, waiting_list, by_duty, by_waiting, two_towns
):
    before = JournalEntry.objects.count()
    text = compared(steering, waiting_list, by_duty, by_waiting)[1]
    assert not any(entry.candidate.code in text for entry in two_towns)
    assert NAME not in text
    assert (Run.objects.count(), JournalEntry.objects.count()) == (0, before)


def test_a_version_that_cannot_be_held_says_why(
    steering, waiting_list, by_duty, by_waiting, two_towns, district
):
    small = MunicipalityFactory(part_of=district, name="Coesfeld")
    for _ in range(4):
        waiting(waiting_list, small)
    by_waiting.floor_percent = 100
    by_waiting.save()
    response, text = compared(steering, waiting_list, by_duty, by_waiting)
    assert response.status_code == 200
    assert f"{by_waiting} lässt sich nicht einhalten" in text
    assert "Mindestanteil" in text


def test_without_courses_or_people_the_page_says_where_to_go(
    steering, waiting_list, by_duty, by_waiting, district
):
    CourseFactory(owner=district, kind=waiting_list.kind, state=CourseState.PLANNED)
    text = compared(steering, waiting_list, by_duty, by_waiting)[1]
    assert "Für „ESF-Kurse“ nimmt zurzeit kein Kurs Menschen auf." in text
    assert f'href="{reverse("courses:courses")}"' in text
    CourseFactory(owner=district, kind=waiting_list.kind)
    text = compared(steering, waiting_list, by_duty, by_waiting)[1]
    assert "Auf „ESF-Kurse“ wartet zurzeit niemand." in text
    assert f'href="{reverse("courses:list", args=[waiting_list.pk])}"' in text


def test_the_question_comes_with_the_likeliest_answer(steering, waiting_list, by_duty, by_waiting):
    form = steering.get(reverse("allocation:compare")).context["form"]
    assert {name: form[name].value() for name in form.fields} == {
        "list": waiting_list.pk,
        "a": by_duty.pk,
        "b": by_waiting.pk,
    }


def test_before_there_is_a_list_and_a_second_version_the_page_says_so(steering, district, by_duty):
    def text():
        return steering.get(reverse("allocation:compare")).content.decode()

    assert "Es gibt noch keine offene Warteliste." in text()
    WaitingListFactory(owner=district)
    assert "Zum Vergleichen braucht es zwei Fassungen." in text()


def test_a_question_that_makes_no_sense_is_asked_back(steering, waiting_list, by_duty, by_waiting):
    response, text = compared(steering, waiting_list, by_duty, by_duty)
    assert (response.status_code, "Wählen Sie zwei verschiedene Fassungen." in text) == (422, True)
    theirs = CriteriaVersionFactory()
    assert compared(steering, waiting_list, by_duty, theirs)[0].status_code == 422


def test_two_districts_are_not_mixed(acting, client_of, district, by_duty, by_waiting):
    actor, other = acting(Role.STEERING, at=district), WaitingListFactory()
    MembershipFactory(
        account_id=actor.person_id, organisation=other.owner, role=Role.STEERING.value
    )
    response, text = compared(client_of(actor), other, by_duty, by_waiting)
    assert response.status_code == 422
    assert "gehören zu verschiedenen Kreisen" in text


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"proven": True, "gap": 0.0}, "bewiesen bestmöglich"),
        ({"proven": False, "gap": 0.00004}, "weniger als 0,01\xa0%"),
        ({"proven": False, "gap": 0.0123}, "höchstens 1,23\xa0%"),
    ],
)
def test_how_sure_a_decision_is_stands_in_words(figures, words):
    assert sure(figures) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(3, 3, "gleich"), (3, 5, "+2"), (5, 3, f"{MINUS}2"), (20.5, 34, "+13,5"), (0, 1200, "+1.200")],
)
def test_a_difference_has_its_sign(before, after, words):
    assert change(before, after) == words


def test_leadership_compares_too(
    acting, client_of, district, waiting_list, by_duty, by_waiting, two_towns
):
    reader = client_of(acting(Role.HEAD, at=district))
    assert answer_of(reader, waiting_list, by_duty, by_waiting)["waiting"] == "2"


def many(district, **sizes):
    for name in ("Ahaus", "Borken", "Coesfeld", "Dülmen"):
        MunicipalityFactory(part_of=district, name=name)
    return many_waiting(district, ProviderFactory(), CourseKindFactory(), TODAY, **sizes)


@pytest.mark.parametrize("people", [5, 40])
def test_the_comparison_asks_the_same_however_many_wait(
    steering, district, by_duty, by_waiting, people
):
    waiting_list = many(district, people=people)
    with CaptureQueriesContext(connection) as asked:
        compared(steering, waiting_list, by_duty, by_waiting)
    assert len(asked) == 45


@pytest.mark.slow
def test_a_thousand_people_and_ten_courses_are_compared_at_once(
    steering, district, by_duty, by_waiting
):
    waiting_list = many(district, people=1_000, courses=10)
    by_waiting.keep_together, by_waiting.keep_minimum, by_waiting.floor_percent = True, True, 80
    by_waiting.save()
    compared(steering, waiting_list, by_duty, by_waiting)
    begin = process_time()
    answer = answer_of(steering, waiting_list, by_duty, by_waiting)
    assert process_time() - begin < 3
    assert answer["waiting"] == "1.000"
