"""The paper for word processing keeps its structure."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from kreislotse.reporting.documents.blocks import Notice, PaperDocument
from kreislotse.reporting.documents.docx import render_docx
from tests.reporting.documents.extract import bare, docx_text
from tests.reporting.documents.sample import paper
from tests.reporting.documents.strategies import HOSTILE, papers


@pytest.fixture(scope="module")
def written():
    return docx.Document(BytesIO(render_docx(paper())))


def test_headings_are_headings(written):
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in written.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Beratungsfolge"),
        ("Heading 1", "Betreff"),
        ("Heading 1", "Beschlussvorschlag"),
        ("Heading 1", "Begründung"),
        ("Heading 2", "1\tKommunales Integrationszentrum"),
        ("Heading 3", "1.1\tAuftrag und Stand des Antrags"),
        ("Heading 3", "1.2\tStellen"),
        ("Heading 2", "2\tFörderung des Ehrenamtes"),
    ]


def test_lists_are_lists(written):
    items = [p.text for p in written.paragraphs if p.style.name == "List Bullet"]
    assert items == ["Integration durch Bildung,", "Integration als Querschnittsaufgabe."]


def test_the_head_of_every_table_is_repeated_on_the_next_page(written):
    repeated = [
        [row._element.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        for table in written.tables
    ]
    assert repeated == [[True, False, False], [True, False, False, False, False]]


def test_title_author_language_and_dates_stand_in_the_file(written):
    properties = written.core_properties
    assert properties.title == paper().title
    assert properties.author == "Kreis Coesfeld"
    assert properties.language == "de-DE"
    assert properties.created == properties.modified == datetime(2015, 11, 6, 12, tzinfo=UTC)


def test_every_text_is_german_and_hyphenated(written):
    languages = {lang.get(qn("w:val")) for lang in written.styles.element.iter(qn("w:lang"))}
    hyphenation = written.settings.element.find(qn("w:autoHyphenation"))
    assert (languages, hyphenation.get(qn("w:val"))) == ({"de-DE"}, "true")


def test_the_foot_counts_the_pages(written):
    section = written.sections[0]
    for footer in (section.footer, section.first_page_footer):
        fields = [f.get(qn("w:instr")) for f in footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
    assert (
        section.header.paragraphs[0].text == "Kreis Coesfeld · Sitzungsvorlage SV-9-0431\tENTWURF"
    )


def test_what_is_open_is_italic_and_marked_by_a_framed_word(written):
    (paragraph,) = [p for p in written.paragraphs if "wird derzeit vorbereitet" in p.text]
    marked = [(run.text, run.italic) for run in paragraph.runs if run.italic]
    framed = [
        run.text for run in paragraph.runs if run._element.find(f".//{qn('w:bdr')}") is not None
    ]
    assert marked == [
        (
            "Der konkrete Förderantrag an die Bezirksregierung Arnsberg wird derzeit vorbereitet.",
            True,
        )
    ]
    assert framed == ["offen"]


def test_arabic_is_marked_as_written_from_right_to_left():
    document = paper(blocks=(Notice("info", "Wort كتاب اللغة Ende"),))
    runs = docx.Document(BytesIO(render_docx(document))).paragraphs[-1].runs
    assert [(run.text, run.font.rtl) for run in runs] == [
        ("Wort ", None),
        ("كتاب اللغة", True),
        (" Ende", None),
    ]


def test_the_archive_tells_nothing_of_the_hour_it_was_written():
    with zipfile.ZipFile(BytesIO(render_docx(paper()))) as archive:
        times = {entry.date_time for entry in archive.infolist()}
        assert times == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text(text):
    document = paper(blocks=(Notice("info", text),))
    assert docx_text(render_docx(replace(document, title=text))).endswith(bare(text))


@pytest.mark.slow
@given(papers())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_paper_can_be_opened_again(document: PaperDocument):
    text = docx_text(render_docx(document))
    for paragraph in document.paragraphs():
        for sentence in paragraph.sentences:
            assert bare(sentence.text) in text
