"""Consent sheets: one page in each language, the German one behind it, fit for every reader."""

from datetime import date

import page
import pytest

from kreislotse.documents.fonts import covered
from kreislotse.documents.pdf import render_pdf
from kreislotse.participants.consent_sheets import Paper, consent_sheet
from kreislotse.participants.consent_texts import CODES, shipped_texts
from kreislotse.participants.models import ConsentVersion
from kreislotse.participants.states import ConsentPurpose
from tests.documents.test_leaves import failures, languages
from tests.factories.consents import draft_of, released_of
from tests.factories.organisations import OrganisationFactory
from tests.reporting.documents.extract import pdf_pages

DAY = date(2015, 11, 2)
NEAR = {
    ConsentPurpose.DISTRICT: ["Kreis Musterland"],
    ConsentPurpose.AGENCY: ["Agentur für Arbeit Musterland"],
    ConsentPurpose.AGENCY_FEEDBACK: ["Stadt Musterdorf", "Kreis Musterland"],
    ConsentPurpose.JOB_CENTRE: ["Jobcenter Musterland"],
}


@pytest.fixture
def version(db):
    return released_of(OrganisationFactory(name="Kreis Musterland"))


def printed(version: ConsentVersion, *papers: Paper) -> bytes:
    return render_pdf(consent_sheet(version, papers, dated=DAY))


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(text.split()) for text in pdf_pages(pdf)]


QUICK = ("de", "ar", "ti")
LANGUAGES = [
    pytest.param(code, marks=[] if code in QUICK else [pytest.mark.slow]) for code in CODES
]


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_is_one_accessible_page_before_the_german_one(version, code):
    """R-DP-05: also from right to left, also in Ethiopic letters."""
    pdf = printed(version, Paper(code, "Stadt Musterdorf", NEAR, "Beispiel, Amina", "K7QM2PXR4TVW"))
    assert failures(pdf) == []
    assert len(pdf_pages(pdf)) == (1 if code == "de" else 2)
    if code not in ("de", "de-simple"):
        assert code in languages(pdf)


@pytest.mark.parametrize("code", CODES)
def test_every_letter_has_a_glyph(code):
    """R-DP-05: nothing falls back to another script or to a number."""
    text = shipped_texts()[code]
    said = "".join([*text.texts.values(), *text.purposes.values()])
    assert {ord(character) for character in said} <= covered()


def test_purposes_and_recipients_stand_singly(version):
    """R-DP-01: one box for each purpose and recipient, a line where nobody is known yet."""
    sheet = consent_sheet(version, [Paper("en", "Stadt Musterdorf", NEAR)], dated=DAY)
    ticks = next(block for block in sheet.blocks if type(block).__name__ == "Ticks")
    assert len(ticks.sentences) == 6
    assert ticks.sentences[1].endswith("Agentur für Arbeit Musterland")
    assert ticks.sentences[-1].endswith("____")


def test_a_blank_sheet_leaves_lines_to_write_on(version):
    pages = text_of(printed(version, Paper("tr")))
    assert "Belediyeniz (____" in pages[0]
    assert "Ihre Kommune (____" in pages[1]


def test_a_sheet_for_somebody_names_them_and_their_code(version):
    first, _ = text_of(printed(version, Paper("fr", name="Beispiel, Amina", code="K7QM2PXR4TVW")))
    assert ("Beispiel, Amina" in first, "K7QM2PXR4TVW" in first) == (True, True)


def test_a_guardian_signs_with_minors_only(version):
    """R-DP-06"""
    said = {
        minor: text_of(printed(version, Paper("de", minor=minor)))[0] for minor in (True, False)
    }
    assert {minor: "Vormund" in text for minor, text in said.items()} == {True: True, False: False}
    assert "Vormund" in text_of(printed(version, Paper("de")))[0]


def test_a_draft_says_on_every_page_that_nobody_has_released_it(db):
    draft = draft_of(OrganisationFactory())
    assert all("NOCH NICHT FREIGEGEBEN" in text for text in text_of(printed(draft, Paper("ar"))))


def test_what_is_released_does_not_say_so(version):
    assert not any("FREIGEGEBEN" in text for text in text_of(printed(version, Paper("ar"))))


def test_sheets_of_many_people_are_one_file(version):
    pdf = printed(version, *(Paper(code, name="Beispiel, Amina") for code in ("ar", "ti", "de")))
    assert len(pdf_pages(pdf)) == 5
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).failures == []
