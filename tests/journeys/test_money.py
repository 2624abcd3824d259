"""Journey 5: a pot of 18.000 €, shared out to the cent, passed on, receipted and proved."""

import io
import re
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from kreislotse.access.policy import Role
from tests.fixtures.browser import PHONE
from tests.journeys.money import accept, check, make_the_contract, pay
from tests.journeys.steps import (
    arrive,
    choose,
    field_of,
    file_of,
    fill_in,
    follow,
    photograph,
    send,
)

Person = Callable[..., Page]
POT = "Begegnung in elf Orten"
TOWNS = 11
NOTTULN = "1.636,36 €"
ON_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


@pytest.mark.slow
def test_a_pot_goes_from_the_notice_through_a_town_to_the_own_proof(person: Person):
    officer, head = person(Role.GRANTS_OFFICER), person(Role.HEAD)
    clerk = person(Role.MUNICIPAL_CLERK, **ON_PHONE)
    award = _enter_the_notice(officer)
    _book_it(head, officer, award)
    plan = _choose_a_key(officer, award)
    _agree_on_the_phone(clerk)
    _decide(officer, head, plan)
    forwarding = _ask_for_the_share(clerk)
    _pass_on(officer, head, forwarding)
    _draw(officer, head, award)
    pay(officer, forwarding)
    _photograph(clerk, forwarding)
    accept(officer, forwarding)
    _prove_to_the_authority(officer, head, award)


def _enter_the_notice(page: Page) -> str:
    page.goto("/awards/")
    choose(page, "Bescheid eintragen")
    fill_in(
        page,
        {
            "Vorhaben": "Kommunales Integrationszentrum (KI)",
            "Bezeichnung": POT,
            "Bewilligungsbehörde": "Übungsbehörde (erfunden)",
            "Finanzierungsart": "Festbetrag",
            "Datum des Bescheids": "2.3.2015",
            "Zur Post gegeben am": "2.3.2015",
            "Bewilligungszeitraum von": "1.1.2015",
            "Bewilligungszeitraum bis": "31.10.2015",
            "Wofür (1)": "Begegnung",
            "Betrag (1)": "18.000",
            "Weiterleitung an andere": "zugelassen",
            "Stadt oder Gemeinde": True,
            "Nebenbestimmungen": "Auf die Förderung ist öffentlich hinzuweisen.",
        },
    )
    send(page, "Eintragen", done="Der Bescheid ist eingetragen.")
    return page.url


def _book_it(head: Page, officer: Page, award: str) -> None:
    """Entered by one, checked by another; final after its month, then begun."""
    head.goto(award)
    choose(head, "Bescheid prüfen und buchen")
    send(head, "Geprüft, jetzt buchen", done="Der Bescheid ist geprüft und gebucht.")
    officer.goto(award)
    choose(officer, "Bestandskraft feststellen")
    send(officer, "Feststellen", done="Der Bescheid ist bestandskräftig.")
    choose(officer, "Beginn eintragen")
    fill_in(officer, {"Begonnen am": "15.4.2015"})
    send(officer, "Eintragen", done="Der Beginn ist eingetragen.")


def _choose_a_key(page: Page, award: str) -> str:
    """Three proposals for the same money beside each other; the equal one goes to the towns."""
    page.goto(award)
    follow(page, "verteilen: Begegnung")
    expect(field_of(page, "Position des Bescheids")).to_contain_text(POT)
    fill_in(page, {"Sockelbetrag": "400"})
    send(page, "Vorschläge anlegen und vergleichen", done="Die Vorschläge sind angelegt.")
    expect(page.get_by_role("columnheader", name="Vorschlag 3")).to_be_visible()
    follow(page, "Zu gleichen Teilen")
    shares = page.get_by_role("table", name="Anteile nach Städten und Gemeinden")
    expect(shares.get_by_role("cell", name="1.636,37 €")).to_have_count(4)
    expect(shares.get_by_role("cell", name="1.636,36 €")).to_have_count(7)
    expect(shares).to_contain_text("18.000,00 €")
    choose(page, "Städte und Gemeinden fragen")
    send(page, "Fragen", done="Die Städte und Gemeinden sehen jetzt ihren Anteil")
    return page.url


def _agree_on_the_phone(page: Page) -> None:
    page.goto("/forwarding/forwardings/")
    follow(page, "Abstimmung")
    page.get_by_role("link", name="Zu gleichen Teilen").first.tap()
    expect(page.get_by_text(NOTTULN).first).to_be_visible()
    choose(page, "Einverstanden")
    send(page, "Einverstanden", done="Eingetragen ist: einverstanden.")


def _decide(officer: Page, head: Page, plan: str) -> None:
    """The other ten answered by letter: the office enters what they wrote."""
    officer.goto(plan)
    answers = officer.get_by_role("table", name="Antworten")
    waiting = answers.get_by_role("row").filter(has_text="gefragt")
    expect(waiting).to_have_count(TOWNS - 1)
    for left in range(TOWNS - 2, -1, -1):
        arrive(officer, waiting.first.get_by_role("link"))
        choose(officer, "Einverstanden")
        send(officer, "Einverstanden", done="Eingetragen ist: einverstanden.")
        expect(waiting).to_have_count(left)
    head.goto(plan)
    choose(head, "Verteilung beschließen")
    send(head, "Beschließen", done="Die Verteilung ist beschlossen.")


def _ask_for_the_share(page: Page) -> str:
    page.goto("/forwarding/agreements/")
    page.get_by_role("link", name="Zu gleichen Teilen").first.tap()
    choose(page, "Anteil beantragen")
    expect(field_of(page, "Beantragter Betrag")).to_have_value("1.636,36")
    fill_in(
        page,
        {
            "Vorhaben": "Nachbarschaftsfest",
            "Was soll geschehen?": "Alte und neue Nachbarn feiern zusammen.",
            "Beginn": "1.9.2015",
            "Ende": "31.10.2015",
            "IBAN": "DE02 1203 0000 0000 2020 51",
        },
    )
    send(page, "Antrag stellen", done="Ihr Antrag ist gestellt.")
    return page.url


def _pass_on(officer: Page, head: Page, forwarding: str) -> None:
    """Checked by one, approved by another who is not biased, then the contract."""
    check(officer, forwarding)
    head.goto(forwarding)
    choose(head, "Bewilligen")
    expect(head.get_by_text("sind 18.000,00 € frei")).to_be_visible()
    head.get_by_role("button", name="Bewilligen und Mittel binden").click()
    expect(head.get_by_role("alert")).to_be_visible()
    fill_in(head, {"Ich gehöre dem Empfänger nicht an und stehe ihm nicht nahe.": True})
    send(head, "Bewilligen und Mittel binden", done="die Mittel sind gebunden.")
    make_the_contract(officer, forwarding)


def _draw(officer: Page, head: Page, award: str) -> None:
    officer.goto(award)
    follow(officer, "Mittelabruf anlegen")
    fill_in(
        officer,
        {
            "Begegnung": "1.636,36",
            "Verwendet bis": "30.11.2015",
            "Wofür das Geld gebraucht wird": "Anteil von Nottuln",
        },
    )
    send(officer, "Anlegen", done="Der Mittelabruf ist angelegt.")
    draw_down = officer.url
    head.goto(draw_down)
    choose(head, "Mittelabruf freigeben und anfordern")
    send(head, "Freigeben", done="Der Mittelabruf ist freigegeben und gebucht.")
    officer.goto(draw_down)
    expect(officer.get_by_role("link", name="Mittelanforderung", exact=True)).to_be_visible()
    choose(officer, "Eingang eintragen")
    send(officer, "Eintragen", done="Der Eingang ist gebucht.")


def _photograph(page: Page, forwarding: str) -> None:
    """Two receipts, two sentences, handed in; all on the phone."""
    page.goto(forwarding)
    follow(page, "Nachweis beginnen")
    send(page, "Nachweis beginnen", done="Der Nachweis ist begonnen.")
    for subject, amount in (("Zelte", "1.000,00"), ("Musik und Technik", "636,36")):
        choose(page, "Beleg eintragen")
        photograph(page, "Foto oder Datei des Belegs", f"{subject}: {amount}")
        fill_in(
            page,
            {
                "Betrag des Belegs": amount,
                "Datum auf dem Beleg": "17.10.2015",
                "Bezahlt an": "Verleih Musterweg",
                "Wofür": subject,
            },
        )
        send(page, "Beleg speichern", done="Der Beleg ist eingetragen.")
    choose(page, "Bericht schreiben")
    fill_in(page, {"Was haben Sie mit dem Geld gemacht?": "Es kamen 200 Leute. Alle halfen mit."})
    page.get_by_label("Die Angaben stimmen.").check()
    send(page, "Bericht speichern", done="Der Bericht ist gespeichert.")
    choose(page, "Nachweis vorlegen")
    send(page, "Nachweis vorlegen", done="Der Nachweis ist vorgelegt")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def _prove_to_the_authority(officer: Page, head: Page, award: str) -> None:
    officer.goto(award)
    choose(officer, "Ende der Maßnahme eintragen")
    fill_in(officer, {"Beendet am": "31.10.2015"})
    send(officer, "Eintragen", done="Als Nächstes kommt der Verwendungsnachweis.")
    choose(officer, "Verwendungsnachweis öffnen")
    send(officer, "Beginnen", done="Der Nachweis ist begonnen.")
    proof = officer.url
    expect(officer.get_by_text("Das fehlt noch bis zur Unterschrift")).to_be_visible()
    _write_the_proof(officer)
    head.goto(proof)
    choose(head, "Unterschreiben")
    send(head, "Unterschreiben", done="Der Nachweis ist unterschrieben.")
    officer.goto(proof)
    _take_the_files(officer)
    officer.goto(proof)
    choose(officer, "Vorlegen")
    send(officer, "Als vorgelegt eintragen", done="Der Nachweis ist als vorgelegt eingetragen.")
    officer.goto(award)
    follow(officer, POT)
    proven = officer.locator("[data-label='nachgewiesen']")
    expect(proven.last).to_have_text(NOTTULN)


def _write_the_proof(page: Page) -> None:
    choose(page, "Sachbericht schreiben")
    fill_in(
        page,
        {
            "Was wurde durchgeführt?": "Ein Nachbarschaftsfest in Nottuln.",
            "Erfolg und Auswirkungen": "200 Menschen kamen zusammen.",
            "Abweichungen vom Plan und vom Finanzierungsplan": "Zehn Orte riefen nichts ab.",
        },
    )
    send(page, "Speichern", done="Der Sachbericht ist gespeichert.")
    choose(page, "Bestätigungen")
    for tick in page.locator("main").get_by_role("checkbox").all():
        tick.check()
    send(page, "Speichern", done="Die Bestätigungen sind gespeichert.")
    expect(page.get_by_text("Der Nachweis kann unterschrieben werden.")).to_be_visible()


def _take_the_files(page: Page) -> None:
    """The sum in the sheet, in the document and in the book is the same."""
    row = page.get_by_role("row").filter(has_text="Begegnung").first
    expect(row).to_contain_text(NOTTULN)
    book = file_of(page, "XLSX : Verwendungsnachweis")
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(book))
    rows = [
        row for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python()
    ]
    assert 1636.36 in [cell for row in rows for cell in row]
    document = file_of(page, "PDF : Verwendungsnachweis")
    said = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(document)).pages)
    assert NOTTULN in re.sub(r"\s", " ", said)
