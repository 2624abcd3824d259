"""The pictures of course places: what they show, to whom, and the same in a table."""

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from kreislotse.courses.states import WaitingState
from kreislotse.courses.ways import Place
from kreislotse.protection.models import Tally
from kreislotse.web.courses.map_picture import WIDTH, Town, draw
from tests.factories.courses import (
    CourseFactory,
    QuotaFactory,
    WaitingEntryFactory,
    WaitingListFactory,
    placed,
)
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory

# Five municipalities of Kreis Coesfeld.
TOWNS = {
    "Coesfeld": Place(51.9458, 7.1685),
    "Dülmen": Place(51.8313, 7.2796),
    "Rosendahl": Place(52.0229, 7.1937),
    "Billerbeck": Place(51.9790, 7.2951),
    "Nordkirchen": Place(51.7382, 7.5258),
}


@pytest.fixture
def waiting(waiting_list):
    """So many people of a town on the list."""

    def make(town, people, **said):
        for _ in range(people):
            person = CandidateFactory(owner=town, released=True)
            WaitingEntryFactory(waiting_list=waiting_list, candidate=person, **said)

    return make


def page(client, **query):
    response = client.get(reverse("courses:pictures"), query)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def rows(text, title):
    """The rows of a table as texts."""
    body = re.search(rf"<caption[^>]*>{title}</caption>(.*?)</table>", text, re.DOTALL)
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", body[1], re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in found][1:]


PICTURES = ("months", "need", "map", "asked", "entered")
NEED = "Bedarf und Plätze nach Städten und Gemeinden"


@pytest.mark.usefixtures("in_november")
def test_a_district_without_a_list_has_nothing_to_show_yet(manager, district):
    text = page(manager)
    assert "Noch ist kein Platz angeboten." in text
    assert "Zu wenige warten" in text


@pytest.mark.usefixtures("in_november")
def test_places_waiting_need_and_map_stand_on_one_page(
    manager, district, course, waiting_list, waiting
):
    town = MunicipalityFactory(part_of=district, name="Dülmen", latitude=51.8313, longitude=7.2796)
    QuotaFactory(owner=district, kind=waiting_list.kind, places=100)
    waiting(town, 5)
    for _ in range(2):
        candidate = CandidateFactory(owner=town, released=True)
        placed(course, WaitingState.ACCEPTED, waiting_list=waiting_list, candidate=candidate)
    text = page(manager)
    assert [text.count(f'id="{key}-title"') for key in PICTURES] == [1] * 5
    assert rows(text, NEED) == [["Dülmen", "7", "5", "2", "29\u00a0%"]]
    months = rows(text, "Plätze am Ende jedes Monats")
    assert months[-1][1:] == ["0", "2", "98"]
    assert ["Dülmen", "5", "2", "0"] in rows(
        text, "Wartende, Plätze und Kurse nach Städten und Gemeinden"
    )
    steps = rows(text, "Wartezeit auf der Liste")
    assert [(row[0], row[1]) for row in steps if row[1] != "0"] == [
        ("0 bis 3 Wochen", "5"),
        ("die Hälfte höchstens, in Wochen", "3,0"),
        ("neun von zehn höchstens, in Wochen", "3,0"),
    ]


@pytest.mark.usefixtures("in_november")
def test_erased_people_stay_in_the_need_of_their_town(manager, town, waiting_list, waiting):
    """G65"""
    waiting(town, 3)
    for stage, people in (("waited", 4), ("placed", 4), ("started", 4)):
        said = {"feature": f"course_{stage}", "value": str(waiting_list.pk), "year": 2014}
        Tally.objects.create(owner=town, people=people, **said)
    text = page(manager)
    assert rows(text, NEED) == [[town.name, "7", "3", "4", "57\u00a0%"]]
    assert "Gelöschte Personen zählen vom Ende des Jahres an" in text


@pytest.mark.usefixtures("in_november")
def test_whoever_sees_numbers_only_is_told_no_small_ones(head, manager, district, waiting):
    """R-DP-40"""
    for name, people in (("Ahausdorf", 2), ("Bergdorf", 4), ("Chausdorf", 9)):
        waiting(MunicipalityFactory(part_of=district, name=name), people)
    untold = ["–", "–", "–", "–"]
    assert rows(page(head), NEED) == [
        ["Ahausdorf", *untold],
        ["Bergdorf", *untold],
        ["Chausdorf", "9", "9", "0", "0\u00a0%"],
    ]
    assert [row[1] for row in rows(page(manager), NEED)] == ["2", "4", "9"]
    assert "Nicht zur Veröffentlichung" in page(manager)


@pytest.mark.usefixtures("in_november")
def test_one_who_neither_waits_nor_has_a_place_cannot_be_worked_out(head, district, waiting):
    """R-DP-40"""
    names = ("Ahausdorf", "Bergdorf", "Chausdorf")
    one, other, third = (MunicipalityFactory(part_of=district, name=name) for name in names)
    waiting(one, 3)
    waiting(one, 1, state=WaitingState.REMOVED, stop_reason="other", ended_on=date(2015, 10, 30))
    waiting(other, 4)
    waiting(third, 9)
    assert [row[1] for row in rows(page(head), NEED)] == ["–", "–", "9"]


@pytest.mark.usefixtures("in_november")
def test_of_one_or_two_who_wait_only_the_steering_sees_how_long(head, manager, town, waiting):
    """R-DP-40"""
    waiting(town, 2)
    assert "Zu wenige warten" in page(head)
    assert "Zu wenige warten" not in page(manager)


@pytest.mark.usefixtures("in_november")
def test_the_pictures_can_be_of_one_list(manager, district, town, waiting_list, waiting):
    waiting(town, 3)
    other = WaitingListFactory(owner=district, title="Abendkurs")
    assert [row[1] for row in rows(page(manager), NEED)] == ["3"]
    text = page(manager, list=other.pk)
    assert "Warteliste Abendkurs." in text
    assert NEED not in text
    assert [row[1] for row in rows(page(manager, list=waiting_list.pk), NEED)] == ["3"]
    elsewhere = WaitingListFactory(title="Anderswo")
    for address in (elsewhere.pk, "x", 0):
        assert "alle Wartelisten" in page(manager, list=address)


@pytest.mark.parametrize("count", [1, 6])
@pytest.mark.usefixtures("in_november")
def test_the_page_asks_the_same_however_many_wait(
    manager, district, waiting, django_assert_max_num_queries, count
):
    for _ in range(count):
        waiting(MunicipalityFactory(part_of=district, latitude=51.9, longitude=7.2), 3)
        CourseFactory(owner=district)
    page(manager)
    with django_assert_max_num_queries(34):
        page(manager)


def test_the_map_keeps_north_above_and_west_on_the_left():
    drawn = draw([Town(name, place, 3, 1) for name, place in TOWNS.items()], [])
    assert drawn is not None
    by_name = {spot.name: spot for spot in drawn.spots}
    assert by_name["Rosendahl"].y < by_name["Coesfeld"].y < by_name["Nordkirchen"].y
    assert by_name["Coesfeld"].x < by_name["Dülmen"].x < by_name["Nordkirchen"].x
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= drawn.height for spot in drawn.spots)


def test_areas_on_the_map_are_in_proportion_to_people():
    drawn = draw(
        [
            Town("Coesfeld", TOWNS["Coesfeld"], 16, 4),
            Town("Dülmen", TOWNS["Dülmen"], 0, None),
        ],
        [],
    )
    assert drawn is not None
    assert [(spot.ring, spot.disc) for spot in drawn.spots] == [(18.0, 9.0), (0.0, 2.5)]


def test_courses_at_one_place_share_a_larger_square():
    here, there = TOWNS["Coesfeld"], TOWNS["Dülmen"]
    drawn = draw([Town("Coesfeld", here, 1, 1)], [here, here, there])
    assert drawn is not None
    assert sorted(square.side for square in drawn.squares) == [7.0, 9.0]
    assert draw([], [here]) is None


def test_a_single_town_stands_in_the_middle():
    drawn = draw([Town("Coesfeld", TOWNS["Coesfeld"], 1, 0)], [])
    assert drawn is not None
    assert [spot.x for spot in drawn.spots] == [WIDTH / 2]


def test_names_that_would_cover_each_other_step_aside():
    near = [Town("Nottuln", Place(51.93, 7.35), 9, 9), Town("Havixbeck", Place(51.94, 7.36), 9, 9)]
    far = [Town("Olfen", Place(51.70, 7.38), 1, 1), Town("Senden", Place(51.85, 7.48), 1, 1)]
    drawn = draw([*near, *far], [])
    assert drawn is not None
    first, second = (spot for spot in drawn.spots if spot.name in ("Nottuln", "Havixbeck"))
    assert (first.label_x, first.label_y) != (second.label_x, second.label_y)
    assert abs(first.label_y - second.label_y) >= 12 or abs(first.label_x - second.label_x) >= 40
