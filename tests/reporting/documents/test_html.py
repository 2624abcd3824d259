"""The paper on screen: evidence beside each sentence, nothing carried out, readable by all."""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html

from kreislotse.reporting.documents.blocks import Notice, PaperDocument, Paragraph, Sentence
from kreislotse.reporting.documents.html import FOLDER, STYLE_SHEETS, render_fragment, render_page
from tests.reporting.documents.extract import bare, html_text
from tests.reporting.documents.sample import paper
from tests.reporting.documents.strategies import HOSTILE, papers

CSS = "\n".join(FOLDER.joinpath(name).read_text("utf-8") for name in STYLE_SHEETS)


@pytest.fixture(scope="module")
def tree():
    return html.fromstring(render_page(paper()))


def names(tree, css: str) -> list[str]:
    return [found.text_content() for found in tree.find_class(css)]


def test_every_number_opens_a_popover_that_stands_on_the_page(tree):
    buttons = tree.find_class("paper-evidence__button")
    opened = [tree.get_element_by_id(button.get("popovertarget")) for button in buttons]
    assert [button.text_content() for button in buttons] == [str(n) for n in range(1, 10)]
    assert ["popover" in popover.attrib for popover in opened] == [True] * 9


def test_every_number_has_a_name_of_its_own(tree):
    labels = [button.get("aria-label") for button in tree.find_class("paper-evidence__button")]
    assert labels[0] == "Belege zu diesem Satz (1)"
    assert len(set(labels)) == len(labels)


def test_a_popover_lists_value_unit_meaning_day_and_records(tree):
    popover = tree.get_element_by_id("beleg_ki-auftrag")
    assert [text.strip() for text in popover.itertext()] == [
        "Belege zu Satz 1",
        "Vom Programm aus den Daten geschrieben",
        "Ja-Stimmen",
        "47 Stimmen",
        "Bedeutung",
        "Stimmen für den Beschluss",
        "Stand",
        "6. November 2015",
        "Beschluss: Beschluss des Kreistages vom 23. September 2015 (KT-2015-09-23)",
        "Schließen",
    ]


@pytest.mark.parametrize(
    ("anchor", "origin"),
    [
        ("ki-zustimmung", "Vom Programm aus den Daten geschrieben"),
        ("ki-stellen", "Vom Programm geschrieben, von Hand bearbeitet"),
        ("ki-wunsch", "Eigener Text"),
        ("ki-antrag", "Vom Programm aus den Daten geschrieben · noch offen"),
    ],
)
def test_who_wrote_a_sentence_can_be_told(tree, anchor, origin):
    popover = tree.get_element_by_id(f"beleg_{anchor}")
    assert names(popover, "paper-evidence__origin") == [origin]


def test_what_is_open_is_marked_by_a_word(tree):
    assert names(tree, "paper-sentence--open") == [
        "Der konkrete Förderantrag an die Bezirksregierung Arnsberg wird derzeit vorbereitet."
    ]
    assert names(tree, "paper-open-mark") == ["offen"]


def test_every_link_within_the_page_leads_somewhere(tree):
    targets = {found.get("id") for found in tree.xpath("//*[@id]")}
    assert len(targets) == len(tree.xpath("//*[@id]"))
    inner = [a.get("href")[1:] for a in tree.xpath("//a[starts-with(@href, '#')]")]
    assert set(inner) - targets == set()


def test_the_evidence_of_every_sentence_is_reachable_without_popovers(tree):
    links = [a.get("href") for a in tree.find_class("paper-evidence__link")]
    entries = [f"#{entry.get('id')}" for entry in tree.find_class("paper-evidence__entry")]
    assert links == entries
    backlinks = [
        entry.xpath(".//a[1]")[0].get("href") for entry in tree.find_class("paper-evidence__entry")
    ]
    assert backlinks[0] == "#ki-auftrag"


def test_records_of_this_installation_are_linked_only_where_they_can_be_reached():
    def addresses(written: str) -> set[str]:
        return {
            a.get("href")
            for a in html.fromstring(written).xpath("//a[not(starts-with(@href,'#'))]")
        }

    assert addresses(render_page(paper())) == set()
    assert addresses(render_page(paper(), site="https://ki.example")) == {
        "https://ki.example/auftraege/1/"
    }
    assert addresses(render_fragment(paper())) == {"/auftraege/1/"}


def test_headings_leave_out_no_level(tree):
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_has_its_landmarks_language_and_skip_link(tree):
    assert tree.get("lang") == "de"
    assert [tree.xpath(f"count(//{name})") for name in ("main", "nav", "footer")] == [1, 1, 1]
    assert tree.xpath("//body/*[1]/@href") == ["#paper_main"]


@pytest.mark.parametrize("render", [render_page, render_fragment])
def test_there_are_no_scripts_inline_styles_or_foreign_files(render):
    written = render(paper())
    tree = html.fromstring(written)
    assert tree.xpath("//script|//link|//img|//iframe|//@style|//@src") == []
    assert [name for name in tree.xpath("//@*") if name.attrname.startswith("on")] == []
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_the_part_for_the_web_page_brings_no_main_heading():
    tree = html.fromstring(render_fragment(paper()))
    assert tree.xpath("//h1|//main|//style") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text):
    written = render_page(
        paper(blocks=(Paragraph((Sentence(text, "a", "authored"),)), Notice("info", text)))
    )
    tree = html.fromstring(written)
    assert tree.xpath("//script") == []
    assert html_text(written).count(bare(text)) >= 2


@given(papers())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_paper_is_shown_with_every_sentence(document: PaperDocument):
    shown = html_text(render_fragment(document))
    for paragraph in document.paragraphs():
        for sentence in paragraph.sentences:
            assert bare(sentence.text) in shown


def test_only_own_class_names_are_styled():
    selected = re.findall(
        r"\.(-?[a-zA-Z_][\w-]*)", re.sub(r"/\*.*?\*/|\d\.\d+", "", CSS, flags=re.S)
    )
    assert {name for name in selected if not name.startswith("paper")} == set()


def colours() -> dict[str, tuple[str, str]]:
    """The colours of the sheet, for light and for dark."""
    found = re.findall(r"--paper-([a-z]+): light-dark\((#\w{6}), (#\w{6})\);", CSS)
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["text", "muted", "accent", "link"])
@pytest.mark.parametrize("ground", ["ground", "raised"])
def test_text_stands_out_from_its_ground(theme, name, ground):
    palette = colours()
    assert contrast(palette[name][theme], palette[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_the_pages_of_the_design_system(theme):
    # The part inside the web page has no ground of its own: there it is white or black.
    for name in ("text", "muted", "accent", "link"):
        assert contrast(colours()[name][theme], ("#ffffff", "#000000")[theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_borders_of_controls_can_be_seen(theme):
    assert contrast(colours()["control"][theme], colours()["ground"][theme]) >= 3
