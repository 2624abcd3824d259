"""The text of a rendered paper as a reader meets it, for comparing the three exits."""

import re
from io import BytesIO

import docx
import pypdf
from docx.oxml.ns import qn
from lxml import html

from kreislotse.reporting.documents.blocks import PaperDocument
from kreislotse.reporting.documents.frame import frame_of

# What the exits may do differently: spaces, hyphenation, and the sign before an item of a list.
_LAYOUT = re.compile("[\\s\u00ad\u200b\u2013-]+")
_ASIDE = ("paper-draft", "paper-unseen", "paper-evidence__button", "paper-evidence__link")
_ASIDE_BLOCKS = ("paper-evidence__popover", "paper-evidence")


def bare(text: str) -> str:
    """The text without what layout adds to it."""
    return _LAYOUT.sub("", text)


def pdf_reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf))


def pdf_pages(pdf: bytes) -> list[str]:
    return [sheet.extract_text().replace("\u00a0", " ") for sheet in pdf_reader(pdf).pages]


def pdf_text(pdf: bytes, document: PaperDocument) -> str:
    """The pages without their running lines."""
    shown = frame_of(document)
    sheets = pdf_pages(pdf)
    body = ""
    for number, sheet in enumerate(sheets, start=1):
        head = bare((shown.running_head if number > 1 else "") + shown.draft.upper())
        foot = bare(f"{shown.running_foot}Seite {number} von {len(sheets)}")
        text = bare(sheet)
        assert text.startswith(head)
        assert text.endswith(foot)
        body += text[len(head) : len(text) - len(foot)]
    return body


def docx_text(written: bytes) -> str:
    """Paragraphs and cells of the body in their order."""
    body = docx.Document(BytesIO(written)).element.body
    return bare("".join(text.text or "" for text in body.iter(qn("w:t"))))


def html_text(written: str) -> str:
    """The article without numbers, popovers and what only screen readers are told."""
    tree = html.fromstring(written)
    (article,) = tree.xpath("//article")
    for name in _ASIDE + _ASIDE_BLOCKS:
        wanted = f"contains(concat(' ', @class, ' '), ' {name} ')"
        for aside in article.xpath(f".//*[{wanted}]"):
            aside.drop_tree()
    return bare(article.text_content())
