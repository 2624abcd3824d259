"""The same table comes out of every format with the same values; hostile files cost nothing."""

import resource
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kreislotse.intake.mapping import cells_of, guess
from kreislotse.intake.reading import read_sheet, refuse_by_size
from kreislotse.intake.reading.errors import (
    Damaged,
    EncodingUnclear,
    ListEmpty,
    ListRefused,
    ListTooLarge,
)
from kreislotse.intake.reading.packages import Package
from kreislotse.intake.reading.sheet import index_of, letter_of
from kreislotse.intake.rows import MappedRows
from kreislotse.intake.values import parse_row
from tests.intake.making import WRITERS, Page, xls, xlsx
from tests.intake.oddities import HEAD, OMAR, TODAY

words = some.text("abcdeABCDEäöüßÄÖÜçéğışł", min_size=3, max_size=9)
names = some.lists(words, min_size=1, max_size=3).flatmap(
    lambda parts: some.sampled_from(" -’").map(lambda between: between.join(parts))
)
days = some.dates(date(1917, 1, 1), date(2026, 11, 1))


def people(name: str, content: bytes) -> list[dict]:
    sheet = read_sheet(name, content)
    columns = guess(sheet.headings, {})
    kept = [[each.letter, each.heading, each.field] for each in columns]
    rows = MappedRows(sheet, columns)
    return [parse_row(row.values, cells_of(kept, row.number), today=TODAY) for row in rows]


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(some.lists(some.tuples(names, names, days), min_size=1, max_size=4))
def test_names_and_days_are_the_same_in_all_four_formats(rows):
    grid = [HEAD, *[[family, given_, born, "SY"] for family, given_, born in rows]]
    found = {
        suffix: people(f"list.{suffix}", write(Page("Liste", grid)))
        for suffix, write in WRITERS.items()
    }
    expected = [
        {"family_name": family, "given_names": given_, "born_on": born, "nationality": "SY"}
        for family, given_, born in rows
    ]
    for parsed in found.values():
        assert [each.wrong for each in parsed] == [[]] * len(rows)
        assert [each.profile_values for each in parsed] == expected


@pytest.mark.parametrize("index", [0, 25, 26, 51, 52, 701, 702, 16_383])
def test_letters_of_columns_lead_back(index):
    assert index_of(letter_of(index)) == index


@pytest.mark.parametrize("suffix", WRITERS)
def test_rows_can_be_read_again_and_only_as_far_as_needed(suffix):
    name = f"list.{suffix}"
    sheet = read_sheet(name, WRITERS[suffix](Page("Liste", [HEAD, OMAR, OMAR])))
    assert next(sheet.rows()).number == 2
    assert [row.number for row in sheet.rows()] == [2, 3]
    assert [row.number for row in sheet.rows()] == [2, 3]


def test_the_size_is_refused_before_anything_is_read():
    refuse_by_size("list.xlsx", 25 * 1024 * 1024)
    with pytest.raises(ListTooLarge) as refused:
        refuse_by_size("list.xlsx", 25 * 1024 * 1024 + 1)
    assert "25,1 MB groß, erlaubt sind 25 MB" in str(refused.value)
    with pytest.raises(ListEmpty):
        refuse_by_size("list.xlsx", 0)


def test_only_mapped_columns_leave_the_reading():
    grid = [[*HEAD, "Religion", "Zimmer"], [*OMAR, "geheim", "12"]]
    sheet = read_sheet("list.xlsx", xlsx(Page("Liste", grid)))
    (row,) = MappedRows(sheet, guess(sheet.headings, {}))
    assert row.values == {
        "family_name": "Haile",
        "given_names": "Omar",
        "born_on": "1985-02-03",
        "nationality": "Eritrea",
    }


@pytest.mark.parametrize(
    ("place", "size", "value"),
    [
        # The directory's tables, the small tables, the reach of the sheet.
        (44, 4, 0xFFFFFF),
        (64, 4, 0xFFFFFF),
        (68, 4, 0),
    ],
)
def test_counts_that_would_fill_the_memory_are_refused(place, size, value):
    """Calamine makes room for what a file announces and ends the process when there is none."""
    content = bytearray(xls(Page("Liste", [HEAD, OMAR])))
    content[place : place + size] = value.to_bytes(size, "little")
    if place == 68:
        content[72:76] = (1).to_bytes(4, "little")
    with pytest.raises(Damaged):
        read_sheet("list.xls", bytes(content))


def test_a_reach_beyond_every_sheet_is_refused():
    content = xls(Page("Liste", [HEAD, OMAR]))
    reach = b"\x00\x02\x0e\x00"
    place = content.index(reach) + 4
    false = content[:place] + b"\0\0\0\0\xff\xff\xff\x7f" + content[place + 8 :]
    with pytest.raises(Damaged):
        read_sheet("list.xls", false)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    some.sampled_from(sorted(WRITERS)),
    some.lists(some.tuples(some.floats(0, 0.9999), some.integers(0, 255)), min_size=1, max_size=6),
    some.floats(0.2, 1),
)
def test_a_file_with_changed_bytes_is_read_or_refused(suffix, changes, share):
    content = bytearray(WRITERS[suffix](Page("Liste", [HEAD, OMAR, OMAR])))
    for place, byte in changes:
        content[int(place * len(content))] = byte
    with suppress(ListRefused):
        people(f"list.{suffix}", bytes(content[: int(len(content) * share)]))


@pytest.mark.slow
def test_a_large_list_is_read_row_by_row():
    """Room for one table in the library; nothing of it is kept twice."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sheet = read_sheet("list.xlsx", xlsx(Page("Liste", [HEAD, *([OMAR] * 5_000)])))
    assert sum(1 for _ in sheet.rows()) == 5_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_parts_are_unpacked_no_further_than_they_claim():
    package = Package("list.xlsx", xlsx(Page("Liste", [HEAD, OMAR])))
    part = "xl/workbook.xml"
    assert isinstance(package.parts[part], zipfile.ZipInfo)
    package.parts[part].file_size -= 1
    with pytest.raises(Damaged):
        package.whole(part)


def test_letters_of_another_alphabet_without_a_mark_are_not_guessed():
    with pytest.raises(EncodingUnclear):
        read_sheet("list.csv", "Nachname;Vorname\nИванов;Иван\n".encode("cp1251"))
