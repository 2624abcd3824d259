"""Papers to sign: several in one file, in their languages and directions, with boxes to tick."""

import re
from typing import Any

import page
import pytest

from kreislotse.documents.fonts import covered
from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.sheet import Fields, Leaf, Sheet, Signatures, Text, Ticks
from kreislotse.documents.workbook import render_xlsx
from tests.documents.reading import values
from tests.documents.sample import sheet
from tests.reporting.documents.extract import pdf_pages, pdf_reader

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
WORDS = {
    "de": "Ich bin einverstanden",
    "de-simple": "Ja, das ist gut",
    "ar": "أنا موافق",
    "fa": "من موافق می‌باشم",
    "ti": "እሰማማዕ እየ",
    "kmr": "Ez qebûl dikim",
    "uk": "Я згоден",
}


def paper(lang: str) -> tuple[Any, ...]:
    """One paper with every block that people sign."""
    said = WORDS[lang]
    return (
        Leaf(said, "Kreis Coesfeld", lang),
        Fields("", ((said, None),), lang),
        Text("", (said, said), lang),
        Ticks(said, (said, said), lang),
        Signatures("", (said, said), lang),
    )


def papers(*langs: str, **values: Any) -> Sheet:
    blocks = tuple(block for lang in langs for block in paper(lang))
    return sheet(blocks=blocks, summary=(), dense=True, **values)


def failures(pdf: bytes) -> list[str]:
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]


def languages(pdf: bytes) -> set[str]:
    """The languages that parts of the document say they are in."""
    reader = pdf_reader(pdf)
    root = reader.trailer["/Root"]
    contents = b"".join(each.get_contents().get_data() for each in reader.pages)
    found = {lang.decode() for lang in re.findall(rb"/Lang\((\w+)\)", contents)}
    waiting, seen = [root["/StructTreeRoot"]], 0
    while waiting and seen < 5000:
        node, seen = waiting.pop().get_object(), seen + 1
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if "/Lang" in node:
                found.add(str(node["/Lang"]))
            if "/K" in node:
                waiting.append(node["/K"])
    return found


@pytest.mark.parametrize("lang", ["ar", "ti", "uk"])
def test_a_paper_in_any_language_meets_pdf_ua_and_pdf_a(lang):
    assert failures(render_pdf(papers(lang))) == []


def test_each_leaf_begins_a_page_of_its_own():
    pages = pdf_pages(render_pdf(papers("de", "uk", "kmr")))
    assert ["einverstanden" in pages[0], "згоден" in pages[1], "qebûl" in pages[2]] == [True] * 3
    assert len(pages) == 3


def test_every_language_is_tagged():
    pdf = render_pdf(papers("ar", "fa", "ti", "kmr", "uk"))
    assert {"ar", "fa", "ti", "kmr", "uk"} <= languages(pdf)


def test_simple_german_is_tagged_as_german():
    assert "de-simple" not in languages(render_pdf(papers("de-simple")))


def test_arabic_words_in_a_german_text_are_tagged_as_arabic():
    blocks = (Text("", (f"Sie sagt: {WORDS['ar']}",)),)
    assert "ar" in languages(render_pdf(sheet(blocks=blocks)))


@pytest.mark.parametrize("lang", WORDS)
def test_no_character_lacks_a_glyph(lang):
    assert {ord(character) for character in WORDS[lang]} <= covered()


def test_tigrinya_is_printed_as_text():
    assert "እሰማማዕ" in " ".join(pdf_pages(render_pdf(papers("ti"))))


def test_a_mark_stands_on_every_page():
    pages = pdf_pages(render_pdf(papers("de", "uk", mark="Entwurf – noch nicht freigegeben")))
    assert all("ENTWURF – NOCH NICHT FREIGEGEBEN" in text for text in pages)


def test_the_same_papers_are_the_same_file():
    assert render_pdf(papers("ar", "de")) == render_pdf(papers("ar", "de"))


def test_a_workbook_shows_boxes_too():
    assert [f"☐ {WORDS['ti']}"] in values(render_xlsx(papers("ti")))
