"""Which column means which field: by its heading, by what was remembered, never twice."""

import pytest

from kreislotse.intake.mapping import (
    Certainty,
    cells_of,
    fold_heading,
    guess,
    missing_fields,
    remarks_on,
)
from kreislotse.intake.reading.sheet import Heading, letter_of
from kreislotse.intake.vocabulary import (
    answers,
    forbidden_headings,
    is_heading,
    known_headings,
    unread_headings,
)
from kreislotse.participants.checking import CHOICES
from kreislotse.participants.profile import BY_CODE, FIELDS


def columns(*texts, remembered=None):
    headings = [Heading(letter_of(at), text) for at, text in enumerate(texts)]
    return headings, guess(headings, remembered or {})


def fields(*texts, remembered=None):
    return [column.field for column in columns(*texts, remembered=remembered)[1]]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Fam.-Name", "family_name"),
        ("ZUNAME", "family_name"),
        ("Vorname(n)", "given_names"),
        ("  geb.  am ", "born_on"),
        ("GebDat", "born_on"),
        ("Geburtsdatum (TT.MM.JJJJ) *", "born_on"),
        ("Staatsangehoerigkeit", "nationality"),
        ("STAATSANGEHÖRIGKEIT", "nationality"),
        ("Herkunftsland", "nationality"),
        ("Geburtsdatm", "born_on"),
        ("Aufenthaltstatus", "title"),
        ("E-Mail", "contact"),
        ("Sprache(n)", "languages"),
        ("Einreise", "entered_on"),
        ("Date of birth", "born_on"),
        ("Geburtsort", ""),
        ("Geburtsname", ""),
        ("Zimmer", ""),
        ("Nr.", ""),
    ],
)
def test_headings_are_known_in_many_spellings(heading, field):
    assert fields(heading, "Vorname", "Nachname")[0] == field


@pytest.mark.parametrize("field", FIELDS, ids=lambda each: each.code)
def test_every_field_is_known_by_the_heading_of_the_template(field):
    _headings, found = columns(str(field.title), "Vornamen", "Familienname")
    kept = {each.field for each in found} | {each.offered for each in found}
    assert field.code in kept


def test_no_spelling_means_two_things():
    assert not known_headings().keys() & unread_headings()
    assert not known_headings().keys() & forbidden_headings()
    assert {code for code, _sure in known_headings().values()} == {*BY_CODE, "full_name"}


@pytest.mark.parametrize(
    "heading", ["Religion", "Krankheit", "AZR-Nummer", "Familienstand", "Fluchtgrund", "Religon"]
)
def test_what_must_not_be_known_is_named_and_never_read(heading):
    """R-CAN-02: religion, health, family status, reasons for flight, AZR number."""
    headings, found = columns("Nachname", "Vorname", heading)
    assert (found[2].field, found[2].is_forbidden) == ("", True)
    said = [remark.sentence() for remark in remarks_on(headings, found)]
    assert said[0] == (
        f"„{heading}“ (Spalte C) wird nicht gelesen und nicht gespeichert: Das dürfen wir nicht "
        "wissen."
    )


def test_what_must_not_be_known_is_not_even_read_when_remembered():
    assert fields("Religion", remembered={fold_heading("Religion"): "wish"}) == [""]


def test_of_two_columns_for_one_field_the_surer_one_wins_and_the_other_is_offered():
    headings, found = columns("Nachname", "Vorname", "Herkunftsland", "Staatsangehörigkeit")
    assert [(each.field, each.offered) for each in found[2:]] == [
        ("", "nationality"),
        ("nationality", ""),
    ]
    assert "two_for_one" in {remark.key for remark in remarks_on(headings, found)}


def test_a_name_alone_holds_both_names():
    assert fields("Name", "Geburtsdatum") == ["full_name", "born_on"]
    assert fields("Name", "Vorname") == ["family_name", "given_names"]
    assert fields("Name, Vorname", "Name", "Vorname") == ["", "family_name", "given_names"]
    assert fields("Name, Vorname", "Vorname") == ["full_name", ""]


def test_what_the_municipality_said_last_time_goes_first():
    remembered = {fold_heading("Zimmer"): "contact", fold_heading("Status"): ""}
    _headings, found = columns("zimmer", "STATUS", "Telefon", remembered=remembered)
    assert [each.field for each in found] == ["contact", "", ""]
    assert found[0].certainty == Certainty.REMEMBERED
    assert fields("Name", remembered={fold_heading("Name"): "family_name"}) == ["family_name"]


def test_needed_fields_without_a_column_are_told():
    headings, found = columns("Name, Vorname", "Telefon")
    assert missing_fields(found) == ["born_on", "nationality"]
    assert [each.sentence() for each in remarks_on(headings, found)] == [
        f"Keine Spalte passt zu „{title}“. Ordnen Sie eine zu, oder ergänzen Sie sie in der Liste."
        for title in ("Geburtsdatum", "Staatsangehörigkeit")
    ]


def test_cells_are_named_by_letter_and_row_and_the_row_where_there_is_no_column():
    kept = [["B", "Name", "family_name"], ["D", "Zimmer", ""]]
    assert cells_of(kept, 17) == {"family_name": "B17", "": "17"}


def test_answers_stand_for_values_that_exist():
    for code, known in answers()["choices"].items():
        assert set(known.values()) == {choice.value for choice in CHOICES[code]}


def test_a_text_is_no_heading_by_chance():
    assert not is_heading("Alhassan")
    assert not is_heading("")
    assert not is_heading("---")
