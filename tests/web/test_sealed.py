"""Lists of names: the search stands in no address, and every look is written down."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from kreislotse.access.policy import Actor, Role
from kreislotse.access.readings import hashed
from kreislotse.journal.models import ReadEntry
from kreislotse.participants.models import Candidate
from kreislotse.web.sealed import SECONDS, SealBroken, seal, unseal
from tests.factories.organisations import MunicipalityFactory
from tests.factories.protection import NOON, person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.sealed_pages")]
LIST = "/frame/people/"
ONE, TWO = Actor(1, NOON), Actor(2, NOON)


@pytest.fixture
def town():
    return MunicipalityFactory()


@pytest.fixture
def clerk(town, acting) -> Actor:
    for name in ("Alam", "Bek", "Berisha"):
        person(town, family_name=name)
    person(MunicipalityFactory(part_of=town.part_of), family_name="Bertolt")
    return acting(Role.MUNICIPAL_CLERK, at=town)


@pytest.fixture
def reader(clerk, client_of) -> Client:
    return client_of(clerk)


def names(answer) -> list[str]:
    return re.findall(r'<th scope="row".*?href="[^"]*">([^<,]*),', answer.content.decode(), re.S)


def noted() -> list[tuple]:
    rows = ReadEntry.objects.order_by("number")
    return [(e.kind, len(e.people), e.found, e.asked) for e in rows]


def test_words_are_opened_by_the_account_that_sealed_them_within_a_working_day():
    token = seal("Bek", ONE)
    later = Actor(1, NOON + timedelta(seconds=SECONDS - 1))
    assert unseal(token, later) == "Bek"
    assert "Bek" not in token
    assert seal("Bek", ONE) != token


@pytest.mark.parametrize(
    ("token", "actor"),
    [
        (seal("Bek", ONE), TWO),
        (seal("Bek", ONE), Actor(1, NOON + timedelta(seconds=SECONDS + 1))),
        (seal("Bek", ONE)[:-4] + "AAAA", ONE),
        ("Bek", ONE),
        ("", ONE),
        ("ä\0", ONE),
    ],
    ids=["another account's", "too old", "changed", "open words", "empty", "rubbish"],
)
def test_no_other_token_is_opened(token, actor):
    with pytest.raises(SealBroken):
        unseal(token, actor)


def test_a_list_of_names_is_written_down_with_its_people(reader, clerk, town):
    """R-DP-20"""
    assert names(reader.get(LIST)) == ["Alam", "Bek", "Berisha"]
    entry = ReadEntry.objects.get()
    assert entry.people == sorted(Candidate.objects.filter(owner=town).values_list("pk", flat=True))
    assert (entry.person_id, entry.role, entry.place_id) == (clerk.person_id, "gemeinde", town.pk)
    assert (entry.owner_id, entry.kind, entry.found) == (town.part_of_id, "list", 3)
    assert entry.purpose == "Liste der eigenen Personen"


def test_a_search_is_sent_as_a_form_and_its_words_stand_in_no_address(reader):
    """R-DP-20, G61"""
    page = reader.get(LIST).content.decode()
    assert re.search(r'id="list-search"[^>]*\smethod="post"', page)
    assert "csrfmiddlewaretoken" in page
    answer = reader.post(LIST, {"search": "Be", "state": "draft", "sort": "-name"})
    assert answer.status_code == 302
    assert re.fullmatch(rf"{LIST}\?asked=[\w%=-]+&state=draft&sort=-name", answer["Location"])
    found = reader.get(answer["Location"])
    assert names(found) == ["Berisha", "Bek"]
    assert 'value="Be"' in found.content.decode()
    assert not re.search(r'(href|hx-get|action)="[^"]*search=', found.content.decode())
    assert noted()[-1] == ("search", 2, 2, hashed("be"))


def test_paging_sort_filters_and_exports_keep_what_was_searched_for(reader, town):
    for number in range(60):
        person(town, family_name=f"Cem{number:02}")
    address = reader.post(LIST, {"search": "Cem"})["Location"]
    page = reader.get(address).content.decode()
    (second,) = set(re.findall(r'href="(\?asked=[^"]*page=2)"', page))
    assert len(names(reader.get(LIST + second.replace("&amp;", "&")))) == 10
    (export,) = set(re.findall(r'href="(\?asked=[^"]*export=csv)"', page))
    lines = (
        reader.get(LIST + export.replace("&amp;", "&")).content.decode("utf-8-sig").split("\r\n")
    )
    assert len(lines) == 62
    assert noted()[-1] == ("export", 60, 60, hashed("cem"))
    assert re.search(r'id="sort-name" href="\?asked=', page)
    assert re.search(r'id="chip-state-1" href="\?asked=', page)


def test_an_export_is_written_down_with_all_its_people(reader):
    """R-DP-20"""
    reader.get(LIST, {"export": "xlsx"})
    assert noted() == [("export", 3, 3, "")]


def test_a_search_without_result_is_written_down(reader, town):
    """R-DP-20, T18"""
    reader.get(reader.post(LIST, {"search": "Nirgends"})["Location"])
    assert noted() == [("search", 0, 0, hashed("nirgends"))]
    assert ReadEntry.objects.get().owner_id == town.part_of_id


def test_a_live_search_gets_its_rows_at_once_and_an_address_without_words(reader):
    answer = reader.post(LIST, {"search": "Bek"}, headers={"hx-request": "true"})
    assert names(answer) == ["Bek"]
    assert "<html" not in answer.content.decode()
    assert answer["HX-Push-Url"].startswith(f"{LIST}?asked=")
    assert names(reader.get(answer["HX-Push-Url"])) == ["Bek"]


def test_an_empty_search_lifts_the_old_one(reader):
    assert reader.post(LIST, {"search": " ", "state": "draft"})["Location"] == f"{LIST}?state=draft"
    assert reader.post(LIST, {"search": ""})["Location"] == LIST


@pytest.mark.parametrize("token", [seal("Bek", TWO), "Bek"], ids=["another's", "open words"])
def test_somebody_elses_search_shows_the_list_without_it_and_says_so(reader, token):
    answer = reader.get(LIST, {"asked": token})
    assert names(answer) == ["Alam", "Bek", "Berisha"]
    assert "Diese Suche gilt nicht mehr" in answer.content.decode()
    assert f"asked={token}" not in answer.content.decode().split('id="content"')[1]
    assert noted() == [("list", 3, 3, "")]


def test_words_in_the_address_are_not_searched_for(reader):
    assert len(names(reader.get(LIST, {"search": "Bek"}))) == 3


def test_an_empty_list_is_nobodys_reading(reader):
    Candidate.objects.all().delete()
    reader.get(LIST)
    assert noted() == []


def test_a_search_from_another_site_is_refused(clerk, client_of):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of(clerk).cookies
    assert strict.post(LIST, {"search": "Bek"}).status_code == 403
