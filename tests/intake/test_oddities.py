"""At least forty broken or odd lists: none crashes, none gives a wrong value."""

import re

import pytest

from kreislotse.intake.mapping import cells_of, guess, remarks_on
from kreislotse.intake.reading import read_sheet
from kreislotse.intake.reading.errors import ListRefused
from kreislotse.intake.rows import MappedRows
from kreislotse.intake.values import parse_row
from kreislotse.participants.profile import Profile
from tests.intake.broken import BROKEN
from tests.intake.oddities import ODDITIES as IN_EVERY_FORMAT
from tests.intake.oddities import TODAY
from tests.intake.special import SPECIAL

ODDITIES = [*IN_EVERY_FORMAT, *SPECIAL]

# What somebody can do: an imperative, or a word on what may stand in the cell.
REMEDY = re.compile(
    r"\b(?:Schreiben|Tragen|Prüfen|Kopieren|Heben|Kürzen|Löschen|Speichern|Teilen|Öffnen|Blenden|"
    r"Korrigieren|Wählen|lassen) Sie\b|Möglich sind"
)


def read(name, content):
    sheet = read_sheet(name, content)
    columns = guess(sheet.headings, {})
    rows = MappedRows(sheet, columns)
    kept = [[column.letter, column.heading, column.field] for column in columns]
    parsed = [parse_row(row.values, cells_of(kept, row.number), today=TODAY) for row in rows]
    remarks = [*sheet.remarks, *remarks_on(sheet.headings, columns), *rows.remarks]
    return sheet, parsed, remarks


def test_there_are_enough_of_them():
    names = [each.name for each in (*ODDITIES, *BROKEN)]
    assert len(names) == len(set(names)) >= 45
    assert {name.rpartition(".")[2] for name in names} >= {"xlsx", "xls", "ods", "csv"}


@pytest.mark.parametrize("oddity", ODDITIES, ids=lambda each: each.name)
def test_an_odd_list_gives_its_people_and_names_every_wrong_cell(oddity):
    """R-CAN-09"""
    sheet, parsed, remarks = read(oddity.name, oddity.make())
    right = [each.profile_values for each in parsed if not each.wrong]
    wrong = [reason for each in parsed for reason in each.wrong]
    assert right == oddity.people
    assert {reason.cell: reason.key for reason in wrong} == dict(oddity.wrong)
    assert {remark.key for remark in remarks} - {"column_missing"} == oddity.remarks
    assert sheet.name == oddity.sheet
    for values in right:
        Profile(**values)
    for reason in wrong:
        said = reason.sentence(sheet.name)
        assert said.startswith(f"Blatt „{sheet.name}“, Zelle {reason.cell}: ")
        assert REMEDY.search(said)
    assert all(remark.sentence() for remark in remarks)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda each: each.name)
def test_a_broken_list_is_refused_with_what_to_do(broken):
    with pytest.raises(ListRefused) as refused:
        read(broken.name, broken.make())
    said = str(refused.value)
    assert type(refused.value) is broken.refusal
    assert REMEDY.search(said)
    assert all(place in said for place in broken.says)
