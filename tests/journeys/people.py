"""A list as a town hall keeps it, and what its clerk does with every person on it."""

import io
from datetime import date
from typing import Any

import xlsxwriter
from playwright.sync_api import FilePayload, Page

from tests.journeys.steps import arrive, choose, send

CALL = "Wer passt zum Projekt? (Übung)"
# Written by several hands: days as cells and as text, one that no calendar has, and a column that
# nobody may keep.
HEADINGS = (
    "Lfd. Nr.",
    "Name",
    "Vorname",
    "geb. am",
    "Staatsang.",
    "Religion",
    "Spricht",
    "Aufenth.-Status",
    "Status seit",
    "Deutsch",
    "Ausbildung",
)
_STAYS = ("Arabisch", "Aufenthaltsgestattung", date(2015, 3, 2))
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, "Najjar", "Tarek", date(1989, 7, 3), "syrisch", "x"),
    (2, "Sabbagh", "Hala", "20.11.88", "Syrien", "x", "", "", "", "B2"),
    (3, "Sabbagh", "Ziad", date(1958, 3, 16), "Syrien", "x"),
    (4, "Berhane", "Saba", "17.8.1993", "Eritrea", "x", "Tigrinya", *_STAYS[1:], "A2", "Bachelor"),
    (5, "Haddad", "Lina", "31.02.1991", "Syrien", "x", *_STAYS, "A1", "Berufsausbildung"),
    (6, "Kassab", "Firas", date(1984, 5, 30), "Atlantis", "x", *_STAYS, "B1", "Master"),
    (7, "Hamdan", "Reem", date(1979, 12, 1), "SYR", "x", *_STAYS, "gut", "Bachelor"),
)


def messy_list() -> FilePayload:
    """An Excel file with two lines of titles, an empty one, and the headings below them."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Asyl 2015")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write("A1", "Gemeinde Nottuln, Sozialamt")
        sheet.write("A2", "Liste für das Projekt, bitte vertraulich")
        for number, row in enumerate((HEADINGS, *ROWS), start=3):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
    return FilePayload(
        name="Liste NEU (2).xlsx",
        mimeType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        buffer=content.getvalue(),
    )


def open_call(page: Page) -> str:
    page.goto("/participants/calls/")
    arrive(page, page.locator("#list").get_by_role("link", name=CALL))
    return page.url


def open_person(page: Page, name: str) -> None:
    """The record of one of one's own people."""
    page.goto("/participants/people/")
    arrive(page, page.locator("#list").get_by_role("link", name=name))


def complete(page: Page, name: str) -> None:
    open_person(page, name)
    choose(page, "Angaben sind vollständig")
    send(page, "Als vollständig kennzeichnen", done="Die Angaben sind vollständig.")


def consent(page: Page, name: str, *, language: str, only: str = "") -> None:
    """Read together in the person's language, then ticked as it was signed, or one purpose only."""
    open_person(page, name)
    choose(page, "Einwilligung eintragen")
    arrive(page, page.locator("main").get_by_role("link", name=language, exact=True))
    for label in ("erteilt", "auf Papier unterschrieben"):
        page.get_by_label(label, exact=True).check()
    ticked = page.get_by_role("group", name=only) if only else page.locator("main")
    for box in ticked.get_by_role("checkbox").all():
        box.check()
    send(page, "Eintragen", done="Die Entscheidung ist eingetragen.")
