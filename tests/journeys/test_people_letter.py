"""Journey 8: a person asks who has looked at their data, and gets a letter in their language."""

import io
import re
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect

from kreislotse.access.policy import Role
from tests.journeys.people import open_person
from tests.journeys.steps import arrive, field_of, follow

Person = Callable[..., Page]
NAME, READER = "Sabbagh, Ziad", "Georg Wessels"


@pytest.mark.slow
def test_a_person_gets_a_letter_about_who_has_read_their_data(person: Person):
    clerk = person(Role.MUNICIPAL_CLERK)
    open_person(clerk, NAME)
    code = clerk.title().split(" – ")[0]
    letter = pypdf.PdfReader(io.BytesIO(_letter_in(clerk, "Arabisch")))
    pages = [page.extract_text() for page in letter.pages]
    assert re.search(r"[\u0600-\u06ff]{4}", pages[0])
    assert "Wer Ihren Namen gelesen hat" in "".join(pages[1:])
    assert all(code in page for page in pages)
    _see_the_readings(person(Role.DATA_PROTECTION_OFFICER), code)


def _letter_in(page: Page, language: str) -> bytes:
    """One click on the record; the language is chosen already, and the letter is there."""
    follow(page, "Auskunft an die Person")
    chosen = field_of(page, "Sprache des Schreibens").locator("option:checked")
    expect(chosen).to_contain_text(language)
    with page.expect_download() as download:
        page.get_by_role("button", name="Schreiben erstellen").click()
    return download.value.path().read_bytes()


def _see_the_readings(page: Page, code: str) -> None:
    """The officer sees who read when and what for, by code, never what was read."""
    page.goto("/protection/reads/")
    page.get_by_label("Suchen").fill(code)
    page.get_by_role("button", name="Suchen").click()
    rows = page.locator("#list tbody tr")
    expect(rows.filter(has_text="Auskunft an die Person")).to_have_count(1)
    expect(rows.filter(has_text="Akte einer Person")).to_contain_text(READER)
    arrive(page, rows.filter(has_text="Akte einer Person").get_by_role("link"))
    expect(page.get_by_text(code)).to_be_visible()
    expect(page.get_by_text(NAME)).to_have_count(0)
