"""Ways to courses on pages: looked up, handed in as a file, taken over, taken out."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kreislotse.courses.models import TravelTime
from tests.factories.courses import CourseFactory, TravelTimeFactory
from tests.factories.organisations import MunicipalityFactory

pytestmark = pytest.mark.usefixtures("in_november")


@pytest.fixture
def coesfeld(district):
    return MunicipalityFactory(
        part_of=district, name="Coesfeld", latitude=51.9458, longitude=7.1685
    )


@pytest.fixture
def duelmen(district):
    return MunicipalityFactory(part_of=district, name="Dülmen", latitude=51.8313, longitude=7.2796)


def page(client, route, *args):
    response = client.get(reverse(f"courses:{route}", args=args))
    return html.unescape(response.content.decode())


def hand_in(client, district, text, source="Fahrplan 2015"):
    file = SimpleUploadedFile("wege.csv", ("von;nach;minuten\n" + text).encode())
    said = {"owner": district.pk, "source": source, "file": file}
    return client.post(reverse("courses:travel_import"), said)


def hidden(response, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return html.unescape(found[1])


def take_over(client, response):
    said = {name: hidden(response, name) for name in ("owner", "source", "rows")}
    return client.post(reverse("courses:travel_import"), said)


def test_a_file_is_shown_first_and_taken_over_after_it(manager, district, coesfeld, duelmen):
    shown = hand_in(manager, district, "Coesfeld;Dülmen;22\nDülmen;Coesfeld;25\n")
    text = shown.content.decode()
    assert (shown.status_code, TravelTime.objects.count()) == (200, 0)
    assert "Neu: 2. Geändert: 0. Unverändert: 0." in text
    assert "geschätzt" in text
    done = take_over(manager, shown)
    assert (done.status_code, done.url) == (302, reverse("courses:travel"))
    assert list(TravelTime.objects.for_list().values_list("minutes", "source")) == [
        (22, "Fahrplan 2015"),
        (25, "Fahrplan 2015"),
    ]
    assert "Fahrplan 2015" in page(manager, "travel")


def test_the_same_file_again_changes_nothing(manager, district, coesfeld, duelmen):
    take_over(manager, hand_in(manager, district, "Coesfeld;Dülmen;22\n"))
    shown = hand_in(manager, district, "Coesfeld;Dülmen;22\n")
    assert "Es gibt nichts zu übernehmen." in shown.content.decode()


def test_with_one_wrong_row_nothing_can_be_taken_over(manager, district, coesfeld, duelmen):
    shown = hand_in(manager, district, "Coesfeld;Dülmen;22\nAtlantis;Dülmen;9\n")
    text = html.unescape(shown.content.decode())
    assert "Eine Zeile stimmt nicht. Übernommen wird noch nichts." in text
    assert "Zeile 3: „Atlantis“ kennen wir nicht als Stadt oder Gemeinde." in text
    assert 'name="rows"' not in text


def test_a_file_without_the_columns_is_told_at_the_form(manager, district):
    file = SimpleUploadedFile("wege.csv", b"a;b\n1;2\n")
    said = {"owner": district.pk, "source": "x", "file": file}
    response = manager.post(reverse("courses:travel_import"), said)
    assert response.status_code == 422
    assert "von, nach, minuten" in response.content.decode()


TOO_LARGE = f"[[{9 * 10**29},1,2]]"


@pytest.mark.parametrize(
    "rows",
    ["", "[[1,2]]", "no", '[["a",2,3]]', "7", "[[1e400,1,2]]", "[" * 10_000, TOO_LARGE],
)
def test_rows_that_arrive_broken_are_not_taken_over(manager, district, rows):
    said = {"owner": district.pk, "source": "x", "rows": rows}
    response = manager.post(reverse("courses:travel_import"), said)
    assert response.status_code == 422


def test_rows_that_were_tampered_with_are_looked_at_again(manager, district, coesfeld):
    elsewhere = MunicipalityFactory()
    rows = json.dumps([[elsewhere.pk, coesfeld.pk, 5]])
    said = {"owner": district.pk, "source": "x", "rows": rows}
    response = manager.post(reverse("courses:travel_import"), said)
    assert (response.status_code, TravelTime.objects.count()) == (422, 0)


def test_nobody_hands_in_ways_of_another_district(manager, coesfeld):
    elsewhere = MunicipalityFactory().part_of
    assert hand_in(manager, elsewhere, "Coesfeld;Dülmen;22\n").status_code == 422


def test_all_measured_ways_can_be_taken_out(manager, district, coesfeld, duelmen):
    TravelTimeFactory(owner=district, from_town=coesfeld, to_town=duelmen)
    assert reverse("courses:travel_remove") in page(manager, "travel")
    manager.post(reverse("courses:travel_remove"), {"owner": district.pk})
    assert not TravelTime.objects.exists()
    assert reverse("courses:travel_remove") not in page(manager, "travel")


def test_the_head_reads_the_ways_and_changes_none(head, district):
    TravelTimeFactory(owner=district)
    text = page(head, "travel")
    assert "Fahrplan" in text
    assert reverse("courses:travel_import") not in text
    assert reverse("courses:travel_remove") not in text


def test_a_course_shows_the_ways_to_it_and_how_they_are_known(manager, district, coesfeld, duelmen):
    """R-CRS-09"""
    course = CourseFactory(owner=district, municipality=duelmen)
    nowhere = MunicipalityFactory(part_of=district, name="Irgendwo")
    text = page(manager, "course", course.pk)
    assert "Coesfeld: 50 Minuten (geschätzt)" in text
    assert "Dülmen: 15 Minuten (geschätzt)" in text
    assert "weil der Ort nicht eingetragen ist: Irgendwo" in " ".join(text.split())
    assert "Luftlinie mal 1,3, mit Bus und Bahn 30 Kilometer in der Stunde" in text
    TravelTimeFactory(owner=district, from_town=coesfeld, to_town=duelmen, minutes=22)
    TravelTimeFactory(owner=district, from_town=nowhere, to_town=duelmen, minutes=61)
    text = page(manager, "course", course.pk)
    assert "Coesfeld: 22 Minuten (gemessen)" in text
    assert "weil der Ort nicht eingetragen ist" not in text


def test_a_provider_sees_its_course_without_the_ways(provider, course):
    assert "Wege hierher" not in page(provider, "course", course.pk)
