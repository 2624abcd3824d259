"""Lists: search, filters, sort, paging and export say the same thing."""

import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import load_workbook

from kreislotse.access.policy import Role
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.frame_pages")]
LIST = "/frame/"


@pytest.fixture
def reader(acting, client_of) -> Client:
    """Somebody who sees a district and the three municipalities in it."""
    district = OrganisationFactory(name="Kreis Coesfeld", key="05558")
    for name in ("Dülmen", "Ascheberg", "Olfen"):
        MunicipalityFactory(name=name, part_of=district)
    return client_of(acting(Role.STEERING, at=district))


def names(answer) -> list[str]:
    return re.findall(r'<th scope="row".*?href="[^"]*">([^<]*)<', answer.content.decode(), re.S)


def test_a_list_shows_its_rows_and_how_many_they_are(reader):
    answer = reader.get(LIST)
    assert names(answer) == ["Ascheberg", "Dülmen", "Kreis Coesfeld", "Olfen"]
    assert "4 Einträge" in answer.content.decode()


def test_a_search_finds_words_without_umlauts_and_says_how_many(reader):
    answer = reader.get(LIST, {"search": "dulmen"})
    assert names(answer) == ["Dülmen"]
    assert "1 Eintrag" in answer.content.decode()
    assert 'value="dulmen"' in answer.content.decode()


def test_a_filter_narrows_the_list_and_its_chip_says_so_and_lifts_it(reader):
    page = reader.get(LIST, {"kind": "district", "search": "kreis"}).content.decode()
    assert (
        'id="chip-kind-1" href="?search=kreis" hx-get="/frame/?search=kreis" aria-current="true"'
        in page
    )


def test_a_value_that_no_chip_offers_is_ignored(reader):
    answer = reader.get(LIST, {"kind": "federal_agency", "page": "many", "sort": "nothing"})
    assert len(names(answer)) == 4
    assert "federal_agency" not in answer.content.decode().split('id="content"')[1]


def test_the_head_of_a_sorted_column_says_its_direction_and_turns_it(reader):
    answer = reader.get(LIST, {"sort": "-name", "search": "e"})
    assert names(answer) == ["Olfen", "Kreis Coesfeld", "Dülmen", "Ascheberg"]
    assert answer.content.decode().count('aria-sort="descending"') == 1
    assert 'id="sort-name" href="?search=e&amp;sort=name"' in answer.content.decode()


def test_a_live_search_gets_the_rows_and_the_count_alone(reader):
    answer = reader.get(LIST, {"search": "olfen"}, headers={"hx-request": "true"})
    page = answer.content.decode()
    assert "<html" not in page
    assert 'hx-swap-oob="innerHTML:#list-count"' in page
    assert "HX-Request" in answer["Vary"]


def test_going_back_in_the_browser_gets_the_whole_page(reader):
    headers = {"hx-request": "true", "hx-history-restore-request": "true"}
    assert "<html" in reader.get(LIST, headers=headers).content.decode()


def test_a_search_without_result_offers_to_lift_it(reader):
    page = reader.get(LIST, {"search": "nirgends"}).content.decode()
    assert "Dazu wurde nichts gefunden." in page
    assert "Noch ist keine Stelle eingetragen." not in page


def test_a_list_of_many_pages_links_on_and_keeps_the_query(reader):
    district = OrganisationFactory(name="Kreis Borken")
    for _ in range(60):
        MunicipalityFactory(part_of=district)
    page = reader.get(LIST, {"search": "musterdorf", "page": "2"}).content.decode()
    assert "Seite 2 von 2" in page
    assert 'href="?search=musterdorf&amp;page=1"' in page
    assert len(names(reader.get(LIST, {"search": "musterdorf", "page": "2"}))) == 10


def test_an_export_holds_exactly_what_was_found(reader):
    answer = reader.get(LIST, {"sort": "-name", "kind": "municipality", "export": "csv"})
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Name;Art;Schlüssel"
    assert [line.split(";")[0] for line in lines[1:-1]] == ["Olfen", "Dülmen", "Ascheberg"]
    assert answer["Content-Disposition"] == 'attachment; filename="stellen.csv"'


def test_a_workbook_holds_the_same_lines(reader):
    answer = reader.get(LIST, {"export": "xlsx", "search": "coesfeld"})
    sheet = load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet == [
        ["Name", "Art", "Schlüssel"],
        ["Kreis Coesfeld", "Kreis oder kreisfreie Stadt", "05558"],
    ]


def test_a_formula_in_a_name_stays_text(reader):
    OrganisationFactory(name="=1+1")
    answer = reader.get(LIST, {"export": "csv", "search": "=1"})
    assert answer.content.decode("utf-8-sig").split("\r\n")[1].startswith("'=1+1;")


def test_the_number_of_queries_does_not_grow_with_the_rows(reader, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        reader.get(LIST)
    for _ in range(60):
        OrganisationFactory()
    with django_assert_num_queries(len(few)):
        reader.get(LIST)
