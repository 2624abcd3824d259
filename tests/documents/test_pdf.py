"""Printed sheets are accessible, fit for the archive, and show text as text."""

import page
import pytest

from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.sheet import Address, Column, Fields, Grid, Sheet, Signatures, Text
from kreislotse.kernel.money import Money
from tests.documents.sample import GRID, letter, sheet
from tests.reporting.documents.extract import pdf_pages, pdf_reader
from tests.reporting.documents.strategies import HOSTILE

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def failures(pdf: bytes) -> list[str]:
    """What the validator finds against either standard."""
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]


def words(pdf: bytes) -> str:
    """The text of all pages with single spaces."""
    return " ".join(" ".join(pdf_pages(pdf)).split())


@pytest.mark.parametrize(
    "made", [sheet(), sheet(orientation="landscape"), sheet(blocks=()), letter()]
)
def test_a_sheet_meets_pdf_ua_and_pdf_a(made: Sheet):
    assert failures(render_pdf(made)) == []


def test_the_same_sheet_is_the_same_file():
    assert render_pdf(sheet()) == render_pdf(sheet())


def test_the_file_names_title_author_language_and_day():
    reader = pdf_reader(render_pdf(sheet()))
    assert reader.metadata is not None
    assert reader.metadata.title == "Antrag auf eine Zuwendung"
    assert reader.metadata.author == "Kreis Coesfeld"
    assert reader.metadata["/CreationDate"][:10] == "D:20151009"
    assert reader.trailer["/Root"]["/Lang"] == "de-DE"


def test_amounts_days_and_counts_are_printed_in_german():
    text = words(render_pdf(sheet()))
    assert "Sprachkurse 18.000,00 € 17.535,50 €" in text
    assert "Datum des Bescheids 24.11.2015" in text
    assert "Summe 18.000,00 € 17.535,50 €" in text
    assert "Die Zahlen stehen so im Buch." in text


def test_a_table_without_rows_says_so():
    empty = Grid("Belege", GRID.columns, ())
    assert "Keine Einträge." in words(render_pdf(sheet(blocks=(empty,))))


def test_a_letter_shows_whom_it_goes_to():
    text = words(render_pdf(letter()))
    assert "Bezirksregierung Arnsberg Seibertzstraße 1 59821 Arnsberg" in text


def test_a_draft_says_so_and_what_is_final_does_not():
    assert "ENTWURF" in words(render_pdf(sheet()))
    assert "ENTWURF" not in words(render_pdf(sheet(mark="")))


def test_a_table_of_many_columns_of_figures_keeps_all_of_them():
    amounts = tuple(Money.euros(999_999) for _ in range(7))
    columns = (Column("Zweck"), *(Column(f"Betrag {n}", numeric=True) for n in range(7)))
    text = words(render_pdf(sheet(blocks=(Grid("Viel", columns, (("Personal", *amounts),)),))))
    assert text.replace(" ", "").count("999.999,00€") == 7


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_and_never_carried_out(text: str):
    short = text[:100]
    blocks = (
        Fields(text, ((short, text), (short, None))),
        Grid(
            short, (Column(short), Column(short, numeric=True)), ((short, short),), (short, short)
        ),
        Text(short, (text,)),
        Signatures(short, (short,)),
    )
    made = sheet(
        title=text, kind=short, sender=short, foot=short, blocks=blocks, address=Address((short,))
    )
    assert failures(render_pdf(made)) == []
