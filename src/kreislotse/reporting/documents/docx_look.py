"""How the editable paper looks in a word processor: page, styles, language, header and footer."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

BLUE = RGBColor(0x1F, 0x3D, 0x5C)
INK = RGBColor(0x1B, 0x1F, 0x24)
GREY = RGBColor(0x56, 0x5D, 0x66)
# Fira Sans is rarely installed on office machines; this one is, everywhere.
FONT = "Arial"

AUTHORITY = "Behörde"
PARTICULARS = "Angaben"
PROPOSAL = "Beschlussvorschlag"
PROPOSAL_BODY = "Beschlussvorschlag Gremium"
SUBJECT = "Betreff"
KEY_VALUES = "Angaben im Text"
NOTICE = "Hinweis"
PLACE_DATE = "Ort und Datum"
SIGNATURE = "Unterschrift"
CELL = "Tabellenzelle"
TEXT_WIDTH = Cm(16)


def set_up(document: Document) -> None:
    """Turn python-docx's empty document into an empty German committee paper."""
    _page(document)
    _language(document)
    _base_styles(document)
    _own_styles(document)


def element(tag: str, **attributes: str) -> Any:
    """A WordprocessingML element with attributes of its own namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def borders(tag: str, sides: dict[str, tuple[int, str]]) -> Any:
    """Borders by side, each with eighths of a point and a colour."""
    box = element(tag)
    for side, (eighths, colour) in sides.items():
        box.append(element(side, val="single", sz=str(eighths), space="6", color=colour))
    return box


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.5)
    section.header_distance = section.footer_distance = Cm(1.25)
    section.different_first_page_header_footer = True


def _language(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-DE")
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "de-DE")
    settings.find(qn("w:defaultTabStop")).addnext(element("autoHyphenation", val="true"))


def _base_styles(document: Document) -> None:
    _style(document, "Normal", size=10.5, after=8, colour=INK, line=1.25)
    for name, size, before, after in (
        ("Heading 1", 13, 20, 6),
        ("Heading 2", 11.5, 16, 5),
        ("Heading 3", 10.5, 12, 4),
    ):
        colour = INK if name == "Heading 3" else BLUE
        _style(document, name, size=size, before=before, after=after, colour=colour, bold=True)
        document.styles[name].paragraph_format.keep_with_next = True
        document.styles[name].paragraph_format.tab_stops.add_tab_stop(Cm(1))
    _style(document, "Title", size=16, before=4, after=10, colour=INK, bold=True)
    for border in list(document.styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    _style(document, "Caption", size=9.5, before=10, after=4, colour=INK, bold=True)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    _style(document, "List Bullet", size=10.5, after=4, colour=INK)
    _style(document, "Header", size=8.5, colour=GREY)
    _style(document, "Footer", size=8, colour=GREY)
    for name in ("Header", "Footer"):
        stops = document.styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(TEXT_WIDTH, alignment=2)


def _own_styles(document: Document) -> None:
    _style(document, AUTHORITY, size=21, after=6, colour=BLUE, bold=True)
    _style(document, PARTICULARS, size=9.5, after=2, colour=INK)
    _hang(document, PARTICULARS, Cm(3))
    _style(document, SUBJECT, size=11.5, after=6, colour=INK, bold=True)
    _style(document, PROPOSAL, size=10.5, after=6, colour=INK)
    _style(document, PROPOSAL_BODY, size=9, after=2, colour=GREY, bold=True)
    sides = dict.fromkeys(("top", "bottom", "right"), (4, "B4BAC2"))
    for name in (PROPOSAL, PROPOSAL_BODY):
        # The order of the sides is prescribed by the format.
        box = {"top": sides["top"], "left": (18, "1F3D5C"), **sides}
        _paragraph_borders(document, name, box)
    document.styles[PROPOSAL_BODY].paragraph_format.keep_with_next = True
    _style(document, KEY_VALUES, size=10.5, after=4, colour=INK)
    _hang(document, KEY_VALUES, Cm(4))
    _style(document, NOTICE, size=10.5, before=8, after=10, colour=INK)
    _paragraph_borders(document, NOTICE, {"left": (18, "565D66")})
    _style(document, PLACE_DATE, size=10.5, before=30, after=0, colour=INK)
    document.styles[PLACE_DATE].paragraph_format.keep_with_next = True
    _style(document, SIGNATURE, size=8.5, before=48, after=0, colour=GREY)
    document.styles[SIGNATURE].paragraph_format.right_indent = Cm(8.5)
    _paragraph_borders(document, SIGNATURE, {"top": (5, "1B1F24")})
    _style(document, CELL, size=9.5, after=2, before=2, colour=INK)


def _style(
    document: Document,
    name: str,
    *,
    size: float,
    colour: RGBColor,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    line: float | None = None,
) -> None:
    known = [style.name for style in document.styles]
    style: Any = (
        document.styles[name]
        if name in known
        else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if name not in known:
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    for fonts in list(style.element.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    style.font.name = FONT
    style.element.rPr.rFonts.set(qn("w:cs"), FONT)
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, colour
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    if line is not None:
        style.paragraph_format.line_spacing = line


def _hang(document: Document, name: str, width: Cm) -> None:
    layout = document.styles[name].paragraph_format
    layout.left_indent, layout.first_line_indent = width, -width
    layout.tab_stops.add_tab_stop(width)


def _paragraph_borders(document: Document, name: str, sides: dict[str, tuple[int, str]]) -> None:
    properties = document.styles[name].element.get_or_add_pPr()
    properties.insert_element_before(
        borders("pBdr", sides), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
