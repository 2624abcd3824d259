"""The three exits say the same in the same order, and the same bytes each time."""

import hashlib
import os
import subprocess
import sys

import pytest

from kreislotse.reporting.documents.codec import from_json, to_json
from kreislotse.reporting.documents.docx import render_docx
from kreislotse.reporting.documents.html import render_fragment, render_page
from kreislotse.reporting.documents.pdf import render_pdf
from tests.reporting.documents.extract import bare, docx_text, html_text, pdf_text
from tests.reporting.documents.sample import paper


def test_screen_print_and_word_processing_say_the_same_in_the_same_order():
    document = paper()
    screen = html_text(render_page(document))
    assert html_text(render_fragment(document)) == screen
    assert docx_text(render_docx(document)) == screen
    assert pdf_text(render_pdf(document), document) == screen


def test_every_sentence_is_said_in_its_place():
    document = paper()
    said = html_text(render_page(document))
    place = 0
    for paragraph in document.paragraphs():
        for sentence in paragraph.sentences:
            place = said.index(bare(sentence.text), place)


SUMS = """
import hashlib
from tests.reporting.documents.test_same_content import sums
print(sums())
"""


def sums() -> str:
    """One checksum over all exits."""
    document = paper()
    parts = [
        render_pdf(document),
        render_docx(document),
        render_page(document).encode(),
        render_fragment(document).encode(),
    ]
    return " ".join(hashlib.sha256(part).hexdigest() for part in parts)


@pytest.mark.slow
def test_two_processes_write_the_same_bytes():
    said = [
        subprocess.run(
            [sys.executable, "-c", SUMS],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, ["", *sys.path])),
                "PYTHONHASHSEED": seed,
                "TZ": zone,
            },
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert said == [sums(), sums()]


def test_a_stored_edition_is_rendered_to_the_same_bytes():
    stored = from_json(to_json(paper()))
    assert render_pdf(stored) == render_pdf(paper())
    assert render_docx(stored) == render_docx(paper())
