"""The printed paper is accessible, fit for the archive, and shows text as text."""

from dataclasses import replace

import page
import pytest
from hypothesis import HealthCheck, given, settings

from kreislotse.documents import fonts
from kreislotse.reporting.documents.blocks import (
    BulletList,
    Column,
    Heading,
    KeyValues,
    Notice,
    PaperDocument,
    Paragraph,
    Sentence,
    SignatureBlock,
    Table,
)
from kreislotse.reporting.documents.pdf import render_pdf
from tests.reporting.documents.extract import pdf_pages, pdf_reader
from tests.reporting.documents.sample import paper
from tests.reporting.documents.strategies import HOSTILE, papers

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def failures(pdf: bytes) -> list[str]:
    """What the validator finds against either standard."""
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]


@pytest.fixture(scope="module")
def printed() -> bytes:
    return render_pdf(paper())


def test_the_paper_meets_pdf_ua_and_pdf_a(printed):
    assert failures(printed) == []


def test_a_paper_without_a_body_meets_them_too():
    bare = paper(blocks=())
    head = replace(bare.head, deliberations=(), proposed_decision=(), department="")
    assert failures(render_pdf(replace(bare, head=head))) == []


def test_title_author_and_language_stand_in_the_file(printed):
    reader = pdf_reader(printed)
    assert reader.metadata is not None
    assert reader.metadata.title == paper().title
    assert reader.metadata.author == "Kreis Coesfeld"
    assert reader.trailer["/Root"]["/Lang"] == "de-DE"


def test_the_file_is_dated_like_the_paper(printed):
    metadata = pdf_reader(printed).metadata
    assert metadata is not None
    assert metadata["/CreationDate"][:10] == "D:20151106"
    assert metadata["/ModDate"][:10] == "D:20151106"


def test_the_outline_holds_the_sections(printed):
    def titles(items: list) -> list:
        return [titles(item) if isinstance(item, list) else item.title for item in items]

    assert titles(pdf_reader(printed).outline) == [
        "Beratungsfolge",
        "Betreff",
        "Beschlussvorschlag",
        "Begründung",
        [
            "1 Kommunales Integrationszentrum",
            ["1.1 Auftrag und Stand des Antrags", "1.2 Stellen"],
            "2 Förderung des Ehrenamtes",
        ],
    ]


def test_lists_and_the_heads_of_tables_are_tagged(printed):
    tags = _tags(pdf_reader(printed).trailer["/Root"]["/StructTreeRoot"]["/K"])
    counted = {tag: tags.count(tag) for tag in ("/Table", "/TH", "/Caption", "/L", "/LI", "/H1")}
    # Two tables with four and three columns; a list of two items and one of two named values.
    assert counted == {"/Table": 2, "/TH": 7, "/Caption": 1, "/L": 2, "/LI": 4, "/H1": 4}


def test_only_the_two_families_are_embedded(printed):
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1].split("-")[0]
        for sheet in pdf_reader(printed).pages
        for font in sheet["/Resources"]["/Font"].values()
    }
    assert names == {"FiraSans"}


def test_a_draft_says_so_on_every_page_and_a_published_paper_nowhere(printed):
    drafts = [("ENTWURF" in sheet) for sheet in pdf_pages(printed)]
    published = [
        ("ENTWURF" in sheet) for sheet in pdf_pages(render_pdf(paper(state="freigegeben")))
    ]
    assert (set(drafts), set(published)) == ({True}, {False})


def test_every_page_names_the_edition_and_its_own_number(printed):
    sheets = pdf_pages(printed)
    for number, sheet in enumerate(sheets, start=1):
        assert "SV-9-0431 · Fassung 2 (Tischvorlage) · Stichtag 6. November 2015" in sheet
        assert "Prüfsumme 3f2a9c51d07b" in sheet
        assert f"Seite {number} von {len(sheets)}" in sheet


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_and_never_carried_out(text):
    blocks = (
        Heading(1, "1", text, "a"),
        Paragraph((Sentence(text, open=True),)),
        BulletList(Paragraph((Sentence(text),)), (Paragraph((Sentence(text),)),)),
        Table("Tabelle", (Column("Name"), Column("Text")), ((text[:100], text[:100]),)),
        KeyValues(((text[:100], text),)),
        Notice("info", text),
        SignatureBlock(text[:100], (text[:100],)),
    )
    document = paper(blocks=blocks)
    assert failures(render_pdf(replace(document, title=text, subject=text))) == []


@pytest.mark.parametrize("text", HOSTILE[:5])
def test_markup_of_the_typesetter_is_printed_as_it_is_written(text):
    printed = "".join(pdf_pages(render_pdf(paper(blocks=(Notice("info", text),)))))
    assert "".join(text.split()) in "".join(printed.split())


def test_a_character_without_a_glyph_is_named():
    printed = "".join(pdf_pages(render_pdf(paper(blocks=(Notice("info", "Gut \U0001f600"),)))))
    assert "Gut [U+1F600]" in printed


def test_nothing_of_an_endless_word_is_cut_off():
    sheets = pdf_pages(render_pdf(paper(blocks=(Notice("info", "ŵ" * 5000),))))
    assert sum(sheet.count("ŵ") for sheet in sheets) == 5000


@pytest.mark.slow
@given(papers())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_paper_meets_both_standards(document: PaperDocument):
    printed = render_pdf(document)
    assert failures(printed) == []
    # Whether a stream ends in this byte is chance, so that a sample may miss it.
    assert b"\r\nendstream" not in printed


def test_the_fonts_cover_what_german_and_arabic_need():
    needed = "äöüÄÖÜßẞ„“‚‘–—−€§·…éèçğışñ ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    assert {character for character in needed if ord(character) not in fonts.covered()} == set()
    assert 0x1F600 not in fonts.covered()


def _tags(node) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for child in node for tag in _tags(child)]
    if isinstance(node, dict) and "/S" in node:
        return [node["/S"], *_tags(node.get("/K", []))]
    return []
