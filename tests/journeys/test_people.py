"""Journey 2: a municipality answers a call with its own messy list; another has nobody."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from kreislotse.access.policy import Role
from tests.journeys.people import complete, consent, messy_list, open_call
from tests.journeys.steps import arrive, choose, field_of, file_of, fill_in, follow, number_in, send

Person = Callable[..., Page]


@pytest.mark.slow
def test_a_clerk_answers_a_call_with_a_messy_list(person: Person):
    clerk = person(Role.MUNICIPAL_CLERK)
    call = open_call(clerk)
    _fetch_the_template(clerk)
    upload = _hand_in(clerk)
    _walk_through(clerk)
    _take_over(clerk, upload)
    for name in ("Berhane, Saba", "Haddad, Lina"):
        complete(clerk, name)
        consent(clerk, name, language="Arabisch")
    _sign_off(clerk, call)


def _fetch_the_template(page: Page) -> None:
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(file_of(page, "Vorlage herunterladen")))
    rows = sheets.get_sheet_by_index(0).to_python()
    assert ["Familienname", "Vornamen", "Geburtsdatum"] in [row[:3] for row in rows]


def _hand_in(page: Page) -> str:
    """The list is read row by row; religion is not kept, and says so."""
    follow(page, "Liste hochladen")
    field_of(page, "Datei").set_input_files(messy_list())
    send(page, "Hochladen und prüfen", done="Noch ist nichts übernommen.")
    expect(page.get_by_text("Prüfung abgeschlossen")).to_be_visible()
    expect(page.get_by_text("„Religion“ (Spalte F) wird nicht gelesen")).to_be_visible()
    assert _counts(page) == {
        "neu": 1,
        "geändert": 0,
        "bekannt": 1,
        "zweifelhaft": 1,
        "fehlerhaft": 4,
    }
    return page.url


def _walk_through(page: Page) -> None:
    """From one open row to the next; the last one stays wrong and stays out."""
    follow(page, "fehlerhaft")
    follow(page, "Zeile 6")
    _fix(page, "Geburtsdatum", "20.11.1988")
    follow(page, "Nächste offene Zeile")
    expect(page.get_by_role("columnheader", name="Bekannt: Sabbagh, Ziad")).to_be_visible()
    choose(page, "Entscheiden")
    page.get_by_label("dieselbe Person wie Sabbagh, Ziad").check()
    send(page, "So entscheiden", done="Die Entscheidung ist eingetragen.")
    for label, value in (("Geburtsdatum", "28.02.1991"), ("Staatsangehörigkeit", "Syrien")):
        follow(page, "Nächste offene Zeile")
        _fix(page, label, value)


def _fix(page: Page, label: str, value: str) -> None:
    choose(page, "Berichtigen")
    fill_in(page, {label: value})
    send(page, "Berichtigen und neu prüfen", done="Die Zeile ist berichtigt und neu geprüft.")


def _take_over(page: Page, upload: str) -> None:
    """First what will happen, then a receipt whose numbers add up."""
    page.goto(upload)
    choose(page, "Übernehmen")
    expect(page.get_by_text("3 Personen werden neu angelegt, bei 1 werden")).to_be_visible()
    send(page, "Übernehmen", done="Die Liste ist übernommen.")
    receipt = page.get_by_role("region", name="Was daraus geworden ist")
    said = dict(
        zip(*(receipt.locator(part).all_inner_texts() for part in ("dt", "dd")), strict=True)
    )
    rows = [
        int(said[state]) for state in ("neu", "geändert", "bekannt", "zweifelhaft", "fehlerhaft")
    ]
    assert sum(rows) == int(said["zusammen, alle Zeilen der Liste"]) == 7
    assert (said["davon neu angelegt"], said["fehlerhaft"]) == ("3", "1")
    choose_undo = page.locator(".deeds").get_by_role("link", name="Zurücknehmen")
    expect(choose_undo).to_be_visible()


def _sign_off(page: Page, call: str) -> None:
    """Whose consent is there is ticked already; the call counts them afterwards."""
    page.goto(call)
    before = number_in(page.get_by_role("link", name="Personen haben Sie gemeldet").inner_text())
    follow(page, "Liste freigeben")
    ticked = page.locator("main").get_by_role("checkbox", checked=True)
    expect(ticked).to_have_count(4)
    send(page, "Ausgewählte Personen freigeben", done="Die Liste ist freigegeben")
    expect(page.get_by_text(f"{before + 4} Personen haben Sie gemeldet")).to_be_visible()


def _counts(page: Page) -> dict[str, int]:
    """How many rows are in which state, as the page of the list says."""
    region = page.get_by_role("region", name="Die Zeilen der Liste")
    figures = [each.inner_text().split() for each in region.locator(".figure").all()]
    return {state: int(rows) for rows, state in figures}


@pytest.mark.slow
def test_a_town_without_anybody_answers_with_one_click(person: Person):
    """The district enters what Senden says on the telephone; the call is complete then."""
    office = person(Role.STEERING)
    open_call(office)
    expect(office.get_by_text("Rücklauf: 10 von 11 Städten und Gemeinden")).to_be_visible()
    arrive(office, office.get_by_role("link", name="Senden, "))
    choose(office, "Niemand geeignet")
    send(office, "Fehlanzeige melden", done="Sie zählt als Antwort.")
    expect(office.get_by_text("Rücklauf: 11 von 11 Städten und Gemeinden")).to_be_visible()
