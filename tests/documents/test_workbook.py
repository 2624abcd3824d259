"""A sheet as a workbook holds values that can be reckoned with, and no formulas."""

import pytest

from kreislotse.documents.sheet import Fields, Text
from kreislotse.documents.workbook import render_xlsx
from tests.documents.reading import Held, formulas, lines, values
from tests.documents.sample import letter, sheet
from tests.reporting.documents.strategies import HOSTILE

# The 24th of November 2015 in the counting of days that workbooks use.
DAY = 42332.0
EURO = '#,##0.00 "€"'


def test_the_same_sheet_is_the_same_file():
    assert render_xlsx(sheet()) == render_xlsx(sheet())


def test_amounts_days_and_counts_are_values():
    found = values(render_xlsx(sheet()))
    assert ["Sprachkurse", 18000.0, 17535.5] in found
    assert ["Datum des Bescheids", DAY] in found
    assert ["Anzahl der Kurse", 12.0, 11.0] in found
    assert ["Gesamtkosten", 170_000.0] in found


def test_amounts_are_shown_in_euros_and_days_as_days():
    cells = [cell for line in lines(render_xlsx(sheet())) for cell in line]
    assert Held(17535.5, EURO) in cells
    assert Held(DAY, "dd.mm.yyyy") in cells


def test_a_text_that_looks_like_a_formula_stays_a_text():
    written = render_xlsx(sheet(blocks=(Text("", ("=1+1",)), Fields("", (("=2+2", "@x"),)))))
    assert formulas(written) == 0
    assert ["=1+1"] in values(written)
    assert ["=2+2", "@x"] in values(written)


def test_a_letter_names_whom_it_goes_to():
    assert ["An", "59821 Arnsberg"] in values(render_xlsx(letter()))


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_can_be_written(text: str):
    written = render_xlsx(sheet(title=text, blocks=(Text(text, (text,)),), reference=text))
    assert len(values(written)) > 3


def test_a_text_longer_than_a_cell_is_kept_whole():
    found = values(render_xlsx(sheet(blocks=(Text("", ("a" * 70_000,)),))))
    assert sum(len(str(line[0])) for line in found if set(str(line[0])) == {"a"}) == 70_000
