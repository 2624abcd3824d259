"""The page of the funnel: table, picture, definitions and file; a town sees its own line."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kreislotse.access.policy import Role
from kreislotse.participants.states import PartKind
from kreislotse.reporting.indicators import INDICATORS
from tests.factories.organisations import OrganisationFactory
from tests.factories.participants import (
    CallFactory,
    CallPartFactory,
    CallResponseFactory,
    NominationFactory,
    PotentialFactory,
)

DAY = date(2015, 10, 26)


@pytest.fixture
def call(db):
    """T20 with people: nine towns reported one each, one has nobody, one is silent."""
    call = CallFactory(title="Liste")
    part = CallPartFactory(call=call, kind=PartKind.CANDIDATES)
    for state, number in [("answered", 9), ("nil_return", 1), ("asked", 1)]:
        for n in range(number):
            response = CallResponseFactory(
                part=part,
                state=state,
                answered_on=None if state == "asked" else DAY,
                municipality__name=f"Ort {state} {n}",
            )
            PotentialFactory(owner=response.municipality, people=40)
            if state == "answered":
                NominationFactory(response=response, candidate__facts=False)
    return call


@pytest.fixture
def office(acting, client_of, call):
    return client_of(acting(Role.STEERING, at=call.owner))


def page(client, route, *args, **query):
    answer = client.get(reverse(f"participants:{route}", args=args), query)
    return answer, answer.content.decode()


def test_the_funnel_shows_nine_one_and_one_with_rate_and_sum(office, call):
    """T20, R-CAN-10, R-CAN-11"""
    answer, text = page(office, "funnel", call.pk)
    counted = answer.context["funnel"].progress
    assert (counted.answered, counted.nil, counted.missing) == (9, 1, 1)
    cells = [[str(cell["value"]) for cell in line] for line in answer.context["lines"]]
    assert len(cells) == 12
    assert cells[0][:5] == ["Ort answered 0", "geantwortet", "40", "2015-09-30", "1"]
    assert cells[0][-1] == "2,5"
    assert cells[-1] == ["Insgesamt", "", "440", "2015-09-30", "9", "0", "0", "0", "0", "0", "2,0"]
    assert "Nicht zur Veröffentlichung" in text


def test_every_number_is_explained_below_the_table(office, call):
    """R-REP-01, R-REP-02"""
    _, text = page(office, "funnel", call.pk)
    for each in INDICATORS:
        assert str(each.definition) in text
    assert "Bestand heute: wo die Gemeldeten stehen" in text
    assert "werden nicht addiert" in text


def test_the_picture_says_in_words_what_it_shows_and_the_table_goes_as_a_file(office, call):
    """R-REP-05: every picture also as a table and CSV."""
    _, text = page(office, "funnel", call.pk)
    assert 'role="img"' in text
    assert "gemeldet: 9." in text
    sent = office.get(reverse("participants:funnel", args=[call.pk]), {"export": "csv"})
    lines = sent.content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[-1].split(";")[0]) == (13, "Insgesamt")
    assert lines[0].startswith("Stadt oder Gemeinde;Antwort;Leistungsberechtigte;Stand der Zahl")


def test_the_reference_date_is_chosen_from_the_ends_of_periods(office, call):
    today = timezone.localdate()
    month = today.replace(day=1) - timedelta(days=1)
    silent = call.parts.get().responses.get(state="asked")
    NominationFactory(response=silent, nominated_on=today, candidate__facts=False)
    for asked, day, people in [(month, month, 9), (None, today, 10), (DAY, today, 10)]:
        answer, text = page(office, "funnel", call.pk, **({"on": asked} if asked else {}))
        assert f"Stichtag: {day:%d.%m.%Y}" in text
        assert answer.context["lines"][-1][4]["value"] == people


def test_a_town_sees_its_own_line_and_no_sum(acting, client_of, call):
    """R-CAN-01, R-CAN-12"""
    town = call.parts.get().responses.order_by("pk").first().municipality
    answer, text = page(client_of(acting(Role.MUNICIPAL_CLERK, at=town)), "funnel", call.pk)
    assert [line[0]["value"] for line in answer.context["lines"]] == [town]
    assert ("Ort nil_return" in text, "Insgesamt" in text) == (False, False)


def test_all_calls_of_an_initiative_stand_in_one_funnel(office, call):
    other = CallFactory(initiative=call.initiative)
    response = CallResponseFactory(part=CallPartFactory(call=other, kind=PartKind.CANDIDATES))
    NominationFactory(response=response, candidate__facts=False)
    answer, _ = page(office, "funnel_initiative", call.initiative_id)
    assert answer.context["lines"][-1][4]["value"] == 10


def test_a_funnel_without_anybody_names_the_next_step(office, call):
    empty = CallFactory(initiative=call.initiative)
    _, text = page(office, "funnel", empty.pk)
    assert "Der Trichter füllt sich mit den Antworten." in text


@pytest.mark.parametrize(
    ("role", "of_call", "of_initiative"),
    [
        (Role.HEAD, 200, 200),
        (Role.GRANTS_OFFICER, 404, 403),
        (Role.COUNSELLOR, 404, 404),
        (Role.DATA_PROTECTION_OFFICER, 404, 404),
    ],
)
def test_only_who_may_count_people_opens_it(role, of_call, of_initiative, acting, client_of, call):
    """What somebody does not see does not exist for them; what they see may need a right."""
    client = client_of(acting(role, at=call.owner))
    assert page(client, "funnel", call.pk)[0].status_code == of_call
    assert page(client, "funnel_initiative", call.initiative_id)[0].status_code == of_initiative


def test_another_district_finds_nothing_there(acting, client_of, call):
    client = client_of(acting(Role.STEERING, at=OrganisationFactory()))
    assert page(client, "funnel", call.pk)[0].status_code == 404
    assert page(client, "funnel_initiative", call.initiative_id)[0].status_code == 404


def test_the_page_asks_the_same_few_questions_for_many_people(office, call):
    asked = []
    for more in (0, 20):
        for response in call.parts.get().responses.filter(state="answered")[:more]:
            NominationFactory(response=response, candidate__facts=False)
        caches["figures"].clear()
        with CaptureQueriesContext(connection) as queries:
            page(office, "funnel", call.pk)
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] < 15
