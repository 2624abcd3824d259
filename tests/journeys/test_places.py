"""Journey 4: a hundred places for a thousand people, compared, explained, given, and moved up."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kreislotse.access.policy import Role
from tests.fixtures.browser import House
from tests.journeys.places import LIST, fill
from tests.journeys.steps import arrive, choose, fill_in, follow, number_in, send

Person = Callable[..., Page]
PLACES = 100


@pytest.mark.slow
def test_a_hundred_places_are_given_to_a_thousand_people(own_house: House, person: Person):
    fill(own_house.place)
    steering, head = person(Role.STEERING), person(Role.HEAD)
    _compare(steering)
    run = _propose(steering)
    _ask_why_not(steering, run)
    _decide_otherwise(steering, run)
    _sign(head, run)
    _offer(steering, run)
    _decline(steering, run)
    _move_up(steering, run)


def _compare(page: Page) -> None:
    """Two versions of the criteria beside each other, before anything is decided."""
    page.goto("/allocation/comparison/")
    fill_in(
        page,
        {
            "Warteliste": LIST,
            "Fassung A": "Hundert Plätze, Fassung 1",
            "Fassung B": "Hundert Plätze, Fassung 2",
        },
    )
    with page.expect_navigation():
        page.get_by_role("button", name="Vergleichen").click()
    answer = page.get_by_role("region", name="Für wie viele Menschen es einen Unterschied macht")
    expect(answer).to_be_visible()
    towns = page.locator("table").filter(has_text="Nottuln").first
    expect(towns).to_be_visible()


def _propose(page: Page) -> str:
    page.goto("/allocation/runs/")
    arrive(page, page.get_by_role("link", name="Plätze vergeben"))
    fill_in(page, {"Warteliste": LIST})
    with page.expect_navigation():
        page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_text(re.compile(r"warten 1\.?000 Personen"))).to_be_visible()
    fill_in(page, {"Kriterien": "Hundert Plätze"})
    send(page, "Vorschlag rechnen", done="Noch hat niemand einen Platz.")
    expect(page.get_by_text(f"{PLACES} von {PLACES} freien Plätzen sind vergeben")).to_be_visible()
    expect(page.get_by_text("Bewiesen bestmöglich")).to_be_visible()
    return page.url


def _ask_why_not(page: Page, run: str) -> None:
    """One person without a place: the reason, and what would have changed it."""
    page.goto(f"{run}lines/?result=open")
    arrive(page, page.locator("#list tbody a").first)
    expect(page.get_by_role("heading", name="Warum", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Was etwas geändert hätte")).to_be_visible()


def _decide_otherwise(page: Page, run: str) -> None:
    """An officer decides otherwise, and sees first what it does to others."""
    page.goto(f"{run}lines/?result=placed")
    arrive(page, page.locator("#list tbody a").first)
    choose(page, "Anders entscheiden")
    arrive(page, page.locator("main").get_by_role("link", name="kein Platz"))
    expect(page.get_by_role("heading", name="Einen Platz bekämen")).to_be_visible()
    fill_in(page, {"Warum anders entschieden wird": "hat heute schon einen anderen Platz"})
    send(page, "So entscheiden", done="Es ist anders entschieden.")


def _sign(page: Page, run: str) -> None:
    page.goto(run)
    choose(page, "Freigeben")
    send(page, "Freigeben", done="Der Vorschlag ist freigegeben.")


def _offer(page: Page, run: str) -> None:
    page.goto(run)
    choose(page, "Plätze anbieten")
    fill_in(page, {"Wie die Personen es erfahren": "Brief", "Antwort bis": "31.12.2015"})
    send(page, "Jetzt anbieten", done="Die Plätze sind angeboten.")


def _decline(page: Page, run: str) -> None:
    """Somebody does not want the place."""
    page.goto(f"{run}lines/?result=placed")
    arrive(page, page.locator("#list tbody a").first)
    arrive(page, page.locator(".record-facts").get_by_role("link").first)
    choose(page, "Absage eintragen")
    fill_in(page, {"Grund": "Arbeit oder Ausbildung aufgenommen"})
    send(page, "Absage eintragen", done="Die Absage ist eingetragen.")


def _move_up(page: Page, run: str) -> None:
    """The next by the same criteria moves up; whoever is passed over stands there with why."""
    page.goto(run)
    choose(page, "Nachrücken")
    up = page.get_by_role("region", name="Eine Person rückt nach")
    expect(up).to_be_visible()
    assert number_in(up.inner_text()) > 0
    fill_in(page, {"Wie die Personen es erfahren": "Telefon", "Antwort bis": "31.12.2015"})
    send(page, "Freie Plätze anbieten", done="Die frei gewordenen Plätze sind angeboten.")
    page.goto(run)
    follow(page, "Personen ansehen")
    expect(page.locator("#list")).to_be_visible()
