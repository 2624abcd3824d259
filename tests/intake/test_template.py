"""The template of a list, and the rows that come back: both are read again as they were meant."""

import io

import openpyxl
import pytest

from kreislotse.intake.leftovers import leftovers
from kreislotse.intake.mapping import Certainty, guess
from kreislotse.intake.reading import read_sheet
from kreislotse.intake.reading.errors import NoRows
from kreislotse.intake.rows import MappedRows
from kreislotse.intake.staging import EXAMPLE, without_example
from kreislotse.intake.states import RowState
from kreislotse.intake.template import offered, template
from kreislotse.intake.values import parse_row
from kreislotse.participants.profile import BY_CODE, FIELDS, NEEDED
from tests.factories.intake import AMINA, DAY, known, sheet
from tests.factories.participants import CallFactory
from tests.factories.people import ResidenceTitleFactory
from tests.intake.lists import checked, handed_in, states, taken_over


@pytest.fixture
def content(town, clerk):
    call = CallFactory(owner=town.part_of, title="Plätze im Herbst", due_on=clerk.today)
    return template(town, call, today=clerk.today)


def filled(content, **said):
    """The template with one person below its example."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book["Liste"]
    headings = {cell.value: cell.column for cell in page[4]}
    for code, value in said.items():
        page.cell(6, headings[str(BY_CODE[code].title)], value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_every_column_of_the_template_is_understood(content):
    """G28"""
    found = read_sheet("vorlage.xlsx", content)
    columns = guess(found.headings, {})
    assert [column.field for column in columns] == [field.code for field in FIELDS]
    assert {column.certainty for column in columns} == {Certainty.SURE}
    assert found.heading_row == 4


def test_the_template_says_for_what_and_until_when(content, town):
    page = openpyxl.load_workbook(io.BytesIO(content))["Liste"]
    assert page["A1"].value == "Namensliste: Plätze im Herbst"
    assert page["A2"].value == f"{town.name} · Antwort bis 02.11.2015"


def test_the_choices_lie_on_a_hidden_sheet_and_the_rules_on_one_of_their_own(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Liste", "Hinweise", "Auswahl"]
    assert book["Auswahl"].sheet_state == "hidden"
    rules = " ".join(str(row[0]) for row in book["Hinweise"].values)
    assert "Religion" in rules
    assert "AZR-Nummer" in rules
    lists = [each for each in book["Liste"].data_validations.dataValidation if each.type == "list"]
    assert len(lists) == len([field for field in FIELDS if offered(field)])


@pytest.mark.parametrize(
    "field", [field for field in FIELDS if offered(field)], ids=lambda field: field.code
)
def test_whatever_a_drop_down_offers_is_understood(field, clerk):
    """G28: nothing is offered that would be found wrong afterwards."""
    with_it = {
        "title_since": {"title": "Gestattung"},
        "german_evidence": {"german_level": "A1"},
    }.get(field.code, {})
    who = {
        "family_name": "Haddad",
        "given_names": "Amina",
        "born_on": "03.04.1990",
        "nationality": "Syrien",
    }
    for value in offered(field):
        read = parse_row({**who, **with_it, field.code: str(value)}, today=clerk.today)
        assert read.wrong == [], value
        assert field.code in read.profile_values


def test_the_example_is_read_by_nobody(content, town, clerk):
    """G28"""
    with pytest.raises(NoRows):
        handed_in(town, clerk, content=content)
    found = read_sheet("vorlage.xlsx", content)
    rows = MappedRows(found, guess(found.headings, {}))
    assert [row.values["family_name"] for row in rows] == [EXAMPLE]
    assert list(without_example(rows)) == []


def test_a_filled_template_is_taken_over(content, town, clerk):
    ResidenceTitleFactory(code="GEST")
    person = {
        "family_name": "Haddad",
        "given_names": "Amina",
        "born_on": clerk.today.replace(year=1990),
        "nationality": "Syrien",
        "title": "Aufenthaltsgestattung",
        "title_since": "02.03.2015",
        "german_level": "A1",
    }
    upload = handed_in(town, clerk, content=filled(content, **person))
    assert [row.values["family_name"] for row in upload.rows.all()] == ["Haddad"]
    upload = checked(town, clerk, content=filled(content, **person))
    assert states(upload) == {6: RowState.NEW}
    assert len(NEEDED) == 4


def test_rows_that_stayed_out_come_back_with_what_is_to_be_done(town, clerk):
    """G30"""
    known(town, "Omar", "Ahmad", DAY.replace(1991, 2, 7))
    wrong = ("Falsch", "Fadi", "31.02.1990", "Syrien")
    doubtful = ("Ahmad", "Omar", "07.02.1991", "Syrien")
    upload = taken_over(town, clerk, AMINA, wrong, doubtful)

    page = openpyxl.load_workbook(io.BytesIO(leftovers(upload)))["Liste"]

    rows = list(page.values)
    assert rows[0] == (
        "Familienname",
        "Vornamen",
        "Geburtsdatum",
        "Staatsangehörigkeit",
        "Was zu tun ist",
        "Zeile in Ihrer Liste",
    )
    assert [row[0] for row in rows[1:]] == ["Falsch", "Ahmad"]
    assert "Zelle C3" in rows[1][4]
    assert "vertauscht" in rows[2][4]


def test_mended_rows_are_handed_in_again_as_they_come(town, clerk):
    """G30: the two columns that we added are not read."""
    upload = checked(town, clerk, ("Falsch", "Fadi", "31.02.1990", "Syrien"))
    book = openpyxl.load_workbook(io.BytesIO(leftovers(upload)))
    book["Liste"]["C2"] = "28.02.1990"
    file = io.BytesIO()
    book.save(file)
    again = checked(town, clerk, content=file.getvalue())
    assert states(again) == {2: RowState.NEW}
    assert again.left_out == ["Was zu tun ist", "Zeile in Ihrer Liste"]


def test_a_text_that_looks_like_a_formula_stays_a_text(town, clerk):
    """ASVS 1.2.10"""
    evil = '=HYPERLINK("http://example.org","Amina")'
    upload = checked(town, clerk, content=sheet(("Falsch", evil, "31.02.1990", "Syrien")))
    page = openpyxl.load_workbook(io.BytesIO(leftovers(upload)))["Liste"]
    cells = [cell for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
