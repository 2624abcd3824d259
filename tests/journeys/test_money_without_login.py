"""Journey 5 beside: an association asks for money and proves it, without an account."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kreislotse.access.policy import Role
from tests.fixtures.browser import PHONE
from tests.journeys.money import accept, check, make_the_contract, pay
from tests.journeys.steps import arrive, choose, field_of, fill_in, follow, photograph, send

Person = Callable[..., Page]
CLUB = "Heimatverein Musterdorf (erfunden)"


@pytest.mark.slow
def test_an_association_asks_without_login_and_proves_behind_its_link(person: Person):
    club = person(None, viewport=PHONE, has_touch=True, is_mobile=True)
    officer, head = person(Role.GRANTS_OFFICER), person(Role.HEAD)
    link = _apply(club)
    forwarding = _find(officer)
    check(officer, forwarding)
    head.goto(forwarding)
    choose(head, "Bewilligen")
    fill_in(head, {"Ich gehöre dem Empfänger nicht an und stehe ihm nicht nahe.": True})
    send(head, "Bewilligen und Mittel binden", done="die Mittel sind gebunden.")
    make_the_contract(officer, forwarding)
    pay(officer, forwarding)
    _prove(club, link)
    accept(officer, forwarding)
    club.goto(link)
    expect(club.get_by_text("Ihr Nachweis ist in Ordnung.")).to_be_visible()


def _apply(page: Page) -> str:
    """From the front door to the link that only this page shows; what is left out is said."""
    page.goto("/")
    follow(page, "Geld für Ihr Vorhaben")
    follow(page, "Antrag stellen")
    said: dict[str, str | bool] = {
        "Name des Vereins, der Initiative oder Gemeinde": CLUB,
        "Art": "Verein",
        "E-Mail": "heimat@beispiel.example",
        "Was haben Sie vor?": "Kochen mit Nachbarn",
        "Zwei Sätze dazu": "Wir kochen zusammen. Alle sind eingeladen.",
        "Beginn": "1.11.2015",
        "Ende": "20.12.2015",
        "Wie viel Geld brauchen Sie?": "350",
        "IBAN": "DE02 1203 0000 0000 2020 51",
    }
    fill_in(page, said)
    page.get_by_role("button", name="Antrag absenden").tap()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(field_of(page, "Was haben Sie vor?")).to_have_value("Kochen mit Nachbarn")
    page.get_by_label("Meine Angaben stimmen.").check()
    page.get_by_role("button", name="Antrag absenden").tap()
    expect(page.get_by_role("heading", level=1, name="Ihr Antrag ist eingegangen")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return page.get_by_role("link", name="/my-application/").inner_text()


def _find(page: Page) -> str:
    page.goto("/forwarding/forwardings/")
    arrive(page, page.locator("#list").get_by_role("link", name="Kochen mit Nachbarn"))
    expect(page.get_by_text(CLUB).first).to_be_visible()
    return page.url


def _prove(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text("haben wir 350,00 € überwiesen")).to_be_visible()
    follow(page, "Belege und Bericht einreichen")
    follow(page, "Beleg fotografieren")
    photograph(page, "Foto oder Datei des Belegs", "Lebensmittel: 350,00")
    fill_in(
        page,
        {
            "Betrag des Belegs": "350",
            "Datum auf dem Beleg": "9.11.2015",
            "Bezahlt an": "Markt Musterweg",
            "Wofür": "Lebensmittel",
        },
    )
    send(page, "Beleg speichern", done="Der Beleg ist gespeichert.")
    expect(page.get_by_text("Belegt sind 350,00 € von 350,00 €.")).to_be_visible()
    fill_in(page, {"Was haben Sie mit dem Geld gemacht?": "Es gab Suppe. Alle wurden satt."})
    page.get_by_label("Die Angaben stimmen.").check()
    send(page, "Nachweis einreichen", done="Ihr Nachweis ist eingereicht.")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
