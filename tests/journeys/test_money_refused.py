"""Journey 5 beside: more than there is cannot be spent, and the auditor finds that it was not."""

import hashlib
import io
import zipfile
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect

from kreislotse.access.policy import Role
from kreislotse.kernel.money import Money
from tests.journeys.steps import arrive, choose, field_of, file_of, fill_in, follow, send

Person = Callable[..., Page]
AWARDS = "/awards/"
CENT = Money(1)
POT = "Ehrenamt vor Ort – Übung"


@pytest.mark.slow
def test_a_receipt_over_what_is_free_is_refused_and_keeps_what_was_typed(person: Person):
    page = person(Role.GRANTS_OFFICER)
    _open_the_pot(page)
    before = _free(page)
    free = Money.parse(before["2.2 Informationsmaterial"])
    follow(page, "Beleg eintragen")
    said: dict[str, str | bool] = {
        "Bezahlt an": "Druckerei Musterweg",
        "Wofür": "Noch ein Faltblatt",
        "Betrag": _typed(free + CENT),
        "Datum des Belegs": "9.11.2015",
        "Bezahlt am": "10.11.2015",
        "Topf": "Informationsmaterial",
    }
    fill_in(page, said)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.get_by_role("button", name="Eintragen").click()
    assert answer.value.status == 422
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text(f"sind noch {free} frei, der Beleg braucht {free + CENT}.")
    for label in ("Bezahlt an", "Wofür", "Betrag", "Datum des Belegs", "Bezahlt am"):
        expect(field_of(page, label)).to_have_value(str(said[label]))
    expect(field_of(page, "Topf").locator("option:checked")).to_contain_text("Informationsmaterial")
    _open_the_pot(page)
    assert _free(page) == before
    follow(page, "Beleg eintragen")
    fill_in(page, said | {"Betrag": _typed(free)})
    send(page, "Eintragen", done="Der Beleg")


@pytest.mark.slow
def test_a_forwarding_over_what_is_free_is_refused_at_the_approval(person: Person):
    officer, head = person(Role.GRANTS_OFFICER), person(Role.HEAD)
    _open_the_pot(officer)
    before = _free(officer)
    follow(officer, "Antrag eintragen: 2.3")
    fill_in(
        officer,
        {
            "Empfänger": "Sportverein Musterdorf (erfunden)",
            "Vorhaben": "Großes Turnier",
            "Was soll geschehen?": "Alle Vereine spielen mit.",
            "Beginn": "1.11.2015",
            "Ende": "20.12.2015",
            "Beantragter Betrag": "9.000",
            "Eigene Mittel": "0",
            "Mittel von anderen": "0",
        },
    )
    send(officer, "Eintragen", done="Der Antrag ist eingetragen.")
    forwarding = officer.url
    choose(officer, "Prüfung abschließen")
    for verdict in officer.get_by_label("in Ordnung", exact=True).all():
        verdict.check()
    for remark in officer.get_by_label("Bemerkung zu").all():
        remark.fill("mit der Leitung besprochen")
    fill_in(officer, {"Warum trotzdem noch einmal?": "Es ist ein anderes Fest."})
    send(officer, "Prüfung abschließen", done="Die Prüfung ist abgeschlossen.")
    head.goto(forwarding)
    choose(head, "Bewilligen")
    said: dict[str, str | bool] = {"Bewilligter Betrag": "9.000", "Begründung": "einmalig"}
    fill_in(head, said | {"Ich gehöre dem Empfänger nicht an und stehe ihm nicht nahe.": True})
    head.get_by_role("button", name="Bewilligen und Mittel binden").click()
    summary = head.get_by_role("alert")
    free = Money.parse(before["2.3 Veranstaltungen"])
    refusal = f"Auf „2.3 Veranstaltungen, frei“ sind noch {free} frei, gebucht werden sollten"
    expect(summary).to_contain_text(f"{refusal} {Money.euros(9_000)}.")
    expect(field_of(head, "Bewilligter Betrag")).to_have_value("9.000")
    expect(field_of(head, "Begründung")).to_have_value("einmalig")
    _open_the_pot(officer)
    assert _free(officer) == before


@pytest.mark.slow
def test_the_auditor_checks_the_books_and_takes_the_dossier(person: Person):
    page = person(Role.AUDITOR)
    _open_the_pot(page)
    award = page.url
    follow(page, POT)
    expect(page.get_by_role("heading", level=1)).to_contain_text(POT)
    choose(page, "Bücher prüfen")
    page.get_by_role("button", name="Jetzt prüfen").click()
    expect(page.get_by_role("heading", name="Alles stimmt.")).to_be_visible()
    told = pypdf.PdfReader(io.BytesIO(file_of(page, "Prüfprotokoll als PDF")))
    assert POT in "".join(each.extract_text() for each in told.pages)
    page.goto(award)
    follow(page, "Prüfordner des Bescheids")
    with page.expect_download() as download:
        page.get_by_role("button", name="Prüfordner herunterladen").click()
    with zipfile.ZipFile(download.value.path()) as folder:
        sums = folder.read("checksums.txt").decode().splitlines()
        wrong = [
            path
            for told_sum, path in (line.split("  ", 1) for line in sums)
            if hashlib.sha256(folder.read(path)).hexdigest() != told_sum
        ]
        assert (len(sums) + 1, wrong) == (len(folder.namelist()), [])
    page.goto(award)
    expect(page.get_by_text("Paul Richter").first).to_be_visible()


def _open_the_pot(page: Page) -> None:
    page.goto(AWARDS)
    arrive(page, page.locator("#list").get_by_role("link", name=POT))


def _free(page: Page) -> dict[str, str]:
    """What is free of each item, and in all."""
    rows = page.get_by_role("table", name="Positionen").get_by_role("row").all()[1:]
    return {
        row.get_by_role("rowheader").inner_text(): row.locator("[data-label='Frei']").inner_text()
        for row in rows
    }


def _typed(amount: Money) -> str:
    """As somebody types it: without the sign of the currency."""
    return str(amount)[:-2]
