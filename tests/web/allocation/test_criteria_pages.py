"""Pages of criteria: written as numbers, read as sentences, published, replaced."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.allocation.models import CriteriaSet, CriteriaVersion
from kreislotse.allocation.states import CriteriaState
from kreislotse.organisations.models import OrganisationKind
from tests.factories.organisations import OrganisationFactory
from tests.factories.runs import CriteriaSetFactory, CriteriaVersionFactory, RunFactory

COLUMNS = {
    "place": "1000",
    "obliged": "300",
    "benefits": "0",
    "training": "100",
    "week": "4",
    "most_weeks": "104",
    "jump": "0",
    "near_minutes": "30",
    "minute": "2",
    "travel_limit": "60",
    "keep_together": "on",
    "floor_percent": "80",
    "note": "Beschlossen am 02.11.2015.",
}


@pytest.fixture
def district(db):
    return OrganisationFactory(kind=OrganisationKind.DISTRICT)


@pytest.fixture
def steering(acting, client_of, district):
    return client_of(acting(Role.STEERING, at=district))


@pytest.fixture
def criteria_set(district):
    return CriteriaSetFactory(owner=district, title="Hundert Plätze")


@pytest.fixture
def published(criteria_set):
    return CriteriaVersionFactory(criteria_set=criteria_set, number=1)


@pytest.fixture
def draft(criteria_set, published):
    return CriteriaVersionFactory(
        criteria_set=criteria_set, number=2, state=CriteriaState.DRAFT, published_on=None
    )


def page(client, route, *args, **query):
    response = client.get(reverse(f"allocation:{route}", args=args), query)
    return response, " ".join(response.content.decode().split())


def send(client, route, *args, **values):
    return client.post(reverse(f"allocation:{route}", args=args), {"sent": "1", **values})


def test_criteria_are_begun_written_and_published(steering, district):
    send(steering, "criteria_new", owner=district.pk, title="Hundert Plätze", about="ESF-Kurse")
    found = CriteriaSet.objects.get()
    assert "noch nicht veröffentlicht" in page(steering, "criteria")[1]
    version = found.versions.get()
    response = send(steering, "version_change", version.pk, **COLUMNS)
    assert response["Location"] == reverse("allocation:version", args=[version.pk])
    send(steering, "version_publish", version.pk)
    version.refresh_from_db()
    assert version.state == CriteriaState.PUBLISHED
    assert (version.obliged, version.travel_limit, version.keep_together) == (300, 60, True)
    assert (version.keep_minimum, version.floor_percent) == (False, 80)
    text = page(steering, "criteria_set", found.pk)[1]
    assert ("ESF-Kurse" in text, "Beschlossen am 02.11.2015." in text) == (True, True)


def test_a_version_reads_as_sentences(steering, draft):
    send(steering, "version_change", draft.pk, **COLUMNS)
    text = page(steering, "version", draft.pk)[1]
    for sentence in (
        "Jeder Platz zählt 1.000 Punkte.",
        "Wer zur Teilnahme verpflichtet ist, 300 Punkte mehr.",
        "Wer vor einer Ausbildung oder Beschäftigung steht, 100 Punkte mehr.",
        "Diese Gruppen zählen nicht mehr als andere: Leistungen nach SGB II oder SGB III.",
        "Jede volle Woche seit der ersten Frage zählt 4 Punkte mehr, höchstens 104 Wochen lang.",
        "Wer vorgezogen ist, zählt nicht mehr als andere.",
        "Ein Weg bis 30 Minuten zählt nicht. Jede Minute mehr nimmt 2 Punkte weg.",
        "Ein Kurs, zu dem der Weg länger als 60 Minuten ist, kommt nicht in Frage.",
        "kommt in denselben Kurs, oder niemand von ihnen.",
        "Ein Kurs bekommt auch unter seiner Mindestzahl Menschen zugeteilt.",
        "80 % des Anteils",
    ):
        assert sentence in text


def test_what_does_not_count_is_said_too(steering, published):
    text = page(steering, "version", published.pk)[1]
    for sentence in (
        "Wie lange jemand wartet, zählt nicht.",
        "Wie lang der Weg zum Kurs ist, zählt nicht.",
        "Kein Kurs ist allein wegen des Weges ausgeschlossen.",
        "kann in verschiedene Kurse kommen.",
        "Den Städten und Gemeinden ist kein Mindestanteil zugesagt.",
    ):
        assert sentence in text


def test_a_draft_shows_what_it_changes(steering, draft):
    send(steering, "version_change", draft.pk, **{**COLUMNS, "week": "1", "travel_limit": ""})
    text = page(steering, "version", draft.pk)[1]
    assert "Was sich gegenüber Fassung 1 ändert" in text
    changed = text.partition("Was sich gegenüber Fassung 1 ändert")[2]
    assert "Punkte je Woche seit der ersten Frage" in changed
    assert ("0 Punkte" in changed, "1 Punkt<" in changed) == (True, True)
    assert "Längster Weg, der in Frage kommt" not in changed


def test_two_versions_that_say_the_same_say_so(steering, draft):
    assert "Beide Fassungen sagen dasselbe." in page(steering, "version", draft.pk)[1]


def test_the_form_keeps_what_the_draft_says(steering, draft):
    send(steering, "version_change", draft.pk, **COLUMNS)
    form = page(steering, "version_change", draft.pk)[0].context["form"]
    assert {name: form[name].value() for name in ("obliged", "travel_limit", "note")} == {
        "obliged": 300,
        "travel_limit": 60,
        "note": "Beschlossen am 02.11.2015.",
    }
    shown = [name for _key, _title, fields in form.groups() for name in (f.name for f in fields)]
    assert [*shown, "note"] == list(form.fields)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("place", "0"),
        ("obliged", "-1"),
        ("week", ""),
        ("floor_percent", "101"),
        ("travel_limit", "0"),
        ("minute", "viel"),
    ],
)
def test_a_number_that_cannot_be_is_refused_at_its_field(steering, draft, column, value):
    response = send(steering, "version_change", draft.pk, **{**COLUMNS, column: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [column]
    draft.refresh_from_db()
    assert draft.note == ""


def test_publishing_retires_the_version_before(steering, published, draft):
    send(steering, "version_change", draft.pk, **COLUMNS)
    asked = page(steering, "version_publish", draft.pk)[1]
    assert "die bisher veröffentlichte ist abgelöst" in asked
    assert ("keine Grenze" in asked, "60 Minuten" in asked) == (True, True)
    send(steering, "version_publish", draft.pk)
    published.refresh_from_db()
    assert published.state == CriteriaState.RETIRED
    assert "veröffentlicht" in page(steering, "criteria")[1]


def test_a_published_version_is_not_changed_but_drafted_anew(steering, criteria_set, published):
    assert page(steering, "version_change", published.pk)[0].status_code == 409
    assert "Neue Fassung entwerfen" in page(steering, "criteria_set", criteria_set.pk)[1]
    send(steering, "version_draft", criteria_set.pk)
    drafted = criteria_set.versions.get(state=CriteriaState.DRAFT)
    assert drafted.number == 2
    assert "Neue Fassung entwerfen" not in page(steering, "criteria_set", criteria_set.pk)[1]


def test_a_version_is_retired_without_a_new_one(steering, published):
    send(steering, "version_retire", published.pk)
    assert CriteriaVersion.objects.get().state == CriteriaState.RETIRED
    assert "noch nicht veröffentlicht" in page(steering, "criteria")[1]


def test_a_version_names_the_runs_that_were_decided_by_it(steering, criteria_set, published):
    other = CriteriaVersionFactory(criteria_set=criteria_set, number=2, state=CriteriaState.RETIRED)
    run = RunFactory(criteria=published, waiting_list__owner=criteria_set.owner, number=3)
    address = reverse("allocation:run", args=[run.pk])
    assert address in page(steering, "version", published.pk)[1]
    assert address not in page(steering, "version", other.pk)[1]
    assert f"Verfahren 3, {run.waiting_list}" in page(steering, "criteria_set", criteria_set.pk)[1]


def test_the_sheet_to_hang_up_holds_the_sentences_alone(steering, published):
    _response, text = page(steering, "version_sheet", published.pk)
    assert "Wonach die Plätze vergeben werden" in text
    assert f"Veröffentlicht am {date(2015, 10, 1):%d.%m.%Y}." in text
    assert "Jeder Platz zählt 1.000 Punkte." in text
    assert "Was geschah" not in text


@pytest.mark.parametrize("role", [Role.HEAD, Role.COUNSELLOR])
def test_others_of_the_centre_read_and_do_not_change(acting, client_of, district, draft, role):
    reader = client_of(acting(role, at=district))
    for route, key in (
        ("criteria_set", draft.criteria_set_id),
        ("version", draft.pk),
        ("version_sheet", draft.pk),
    ):
        assert page(reader, route, key)[0].status_code == 200
    assert page(reader, "version_change", draft.pk)[0].status_code == 403
    assert send(reader, "version_publish", draft.pk).status_code == 403


def test_criteria_of_another_district_do_not_exist(steering):
    theirs = CriteriaVersionFactory()
    assert page(steering, "version", theirs.pk)[0].status_code == 404
    assert page(steering, "criteria_set", theirs.criteria_set_id)[0].status_code == 404
    assert theirs.criteria_set.title not in page(steering, "criteria")[1]


@pytest.mark.parametrize("count", [1, 5])
def test_a_set_asks_the_same_however_many_versions_it_has(steering, criteria_set, count):
    for number in range(1, count + 1):
        version = CriteriaVersionFactory(
            criteria_set=criteria_set, number=number, state=CriteriaState.RETIRED
        )
        RunFactory(criteria=version, waiting_list__owner=criteria_set.owner)
    with CaptureQueriesContext(connection) as asked:
        page(steering, "criteria_set", criteria_set.pk)
    assert len(asked) == 7
