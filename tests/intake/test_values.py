"""What the texts of a row mean; whatever is not clear is wrong, with cell and remedy."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kreislotse.intake.reasons import Reason, Remark, numbers
from kreislotse.intake.values import parse_row
from kreislotse.intake.values.days import day_of
from kreislotse.intake.values.texts import clean, repaired
from kreislotse.intake.words import REASONS, REMARKS
from tests.intake.oddities import TODAY

ROW = {
    "family_name": "Alhassan",
    "given_names": "Amina",
    "born_on": "24.12.1990",
    "nationality": "syrisch",
}
CELLS = {"born_on": "D17", "german_level": "H17", "": "17"}


def read(**texts):
    return parse_row({**ROW, **texts}, CELLS, today=TODAY)


def wrong(**texts):
    return [(reason.field, reason.key) for reason in read(**texts).wrong]


def test_a_reason_names_the_cell_what_is_wrong_and_what_to_do():
    (reason,) = read(born_on="31.02.1990").wrong
    assert reason.sentence() == (
        "Zelle D17: „31.02.1990“ ist kein Tag im Kalender. Schreiben Sie Tag.Monat.Jahr."
    )
    assert reason.sentence("Liste").startswith("Blatt „Liste“, Zelle D17: ")
    assert Reason.of(reason.kept()) == reason
    assert list(reason) == reason.kept()


def test_what_has_no_column_is_told_for_the_row():
    (reason,) = parse_row(
        {key: text for key, text in ROW.items() if key != "nationality"}, CELLS, today=TODAY
    ).wrong
    assert reason.sentence() == (
        "Zeile 17: Staatsangehörigkeit fehlt. Tragen Sie es ein; ohne diese Angabe geht es nicht."
    )


def test_every_key_has_a_sentence_with_its_facts():
    facts = dict.fromkeys(
        ("text", "was", "most", "least", "choices", "since", "letter", "heading", "sheet"), "x"
    ) | {"other": "title", "title": "y", "encoding": "z"}
    for key in REASONS:
        said = {name: text for name, text in facts.items() if name != "title"}
        assert Reason("born_on", "D17", key, said).sentence().startswith("Zelle D17: ")
    for key in REMARKS:
        assert Remark(key, facts, (3, 4)).sentence()
    remark = Remark("below", {}, (57, 58, 60))
    assert remark.sentence() == "Zeile 57–58, 60: nicht gelesen: steht unter der Tabelle."
    assert Remark.of(remark.kept()) == remark


@given(some.sets(some.integers(1, 40), min_size=1))
def test_rows_are_told_in_spans_and_none_is_lost(rows):
    spans = [span.split("–") for span in numbers(rows).split(", ")]
    assert {row for span in spans for row in range(int(span[0]), int(span[-1]) + 1)} == rows


@given(some.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(day):
    for shape in ("%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d%m%Y", "%d.%m.%Y 00:00:00"):
        assert day_of(day.strftime(shape)) == day
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    assert day_of(f"{day.day}. {months.split()[day.month - 1]} {day.year}") == day


@given(some.text(max_size=30))
def test_no_text_makes_a_day_by_accident_or_breaks_the_reading(text):
    found = day_of(text)
    assert isinstance(found, date) or found in REASONS
    parse_row(dict.fromkeys(ROW, text), CELLS, today=TODAY)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("24.12.90", "short_year"),
        ("24/12/90", "short_year"),
        ("1990", "year_only"),
        ("Dez. 1990", "month_only"),
        ("03/04/1990", "ambiguous_day"),
        ("01.01.1990 ca.", "no_day"),
        ("ca. 1990", "no_day"),
        ("1990-13-01", "not_a_day"),
        ("29.02.1991", "not_a_day"),
        ("24.12.1990 13:30", "day_with_time"),
        ("1369-10-03", "too_old"),
        ("23.11.2026", "in_the_future"),
        ("k.A.", "missing"),
        ("0000-00-00", "missing"),
    ],
)
def test_a_day_of_birth_that_is_not_clear_is_wrong(text, key):
    assert wrong(born_on=text) == [("born_on", key)]


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("sex", "Frau", "w"),
        ("sex", "m", "m"),
        ("german_level", "a2", "A2"),
        ("german_level", "keine Kenntnisse", "A0"),
        ("qualification", "abgeschlossene Lehre", "vocational"),
        ("paper", "im Original", "original"),
        ("regime", "SGB II", "sgb_ii"),
        ("languages", "Arabisch (Muttersprache), Kurmandschi und Englisch; Arabisch", None),
        ("school_years", "10 Jahre", 10),
        ("school_years", "10,0", 10),
        ("needs_childcare", "x", True),
        ("limited_mobility", "nein", False),
        ("occupation_group", "43", "43"),
        ("title", "Duldung", "D60A"),
        ("contact", "+49 171 234567", "+49 171 234567"),
        ("contact", "='kein Text", None),
    ],
)
def test_answers_are_understood(field, text, value):
    found = read(**{field: text})
    if value is not None:
        assert found.wrong == []
        assert found.profile_values[field] == value
    elif field == "languages":
        assert found.profile_values[field][0] == "ar"
        assert len(found.profile_values[field]) == 3
    else:
        assert [reason.key for reason in found.wrong] == ["formula"]


@pytest.mark.parametrize("text", ["A2+", "B1/B2", "A2-B1", "A2?", "ca. B1", "gut", "B1 bis B2"])
def test_a_level_that_is_not_clear_is_wrong(text):
    assert wrong(german_level=text) == [("german_level", "level_unclear")]


@pytest.mark.parametrize("text", ["-", "k.A.", "k. A.", "unbekannt", "n/a", "?", "", "  ", "–"])
def test_words_for_nothing_say_nothing(text):
    found = read(german_level=text, nationality="Syrien", contact=text, sex=text)
    assert found.wrong == []
    assert found.profile_values.keys() == ROW.keys()


def test_a_level_without_evidence_counts_as_the_persons_own_word():
    found = read(german_level="B1")
    assert found.profile_values["german_evidence"] == "self"
    assert [note.key for note in found.notes] == ["level_by_self"]
    assert read(german_level="B1", german_evidence="telc").notes == []


@pytest.mark.parametrize(
    ("texts", "reasons"),
    [
        ({"entered_on": "01.01.1980"}, [("entered_on", "before_birth")]),
        ({"german_evidence": "Test"}, [("german_evidence", "needs_other")]),
        ({"title": "??!", "title_since": "01.01.2024"}, [("title", "not_a_title")]),
        ({"title": "Duldung", "title_valid_to": "31.12.9999"}, [("title_valid_to", "too_far")]),
        (
            {"title": "Duldung", "title_since": "02.01.2026", "title_valid_to": "01.01.2026"},
            [("title_valid_to", "ends_before_it_begins")],
        ),
        ({"hours_per_week": "80"}, [("hours_per_week", "out_of_range")]),
        ({"nationality": "syrisch/irakisch"}, [("nationality", "two_countries")]),
        ({"contact": "1712345678"}, [("contact", "number_without_zero")]),
        ({"born_on": ["formula", ""]}, [("born_on", "formula")]),
    ],
)
def test_what_cannot_be_is_wrong(texts, reasons):
    assert wrong(**texts) == reasons


def test_an_unlimited_title_has_no_end():
    found = read(title="Duldung", title_valid_to="unbefristet")
    assert found.wrong == []
    assert "title_valid_to" not in found.profile_values


def test_both_names_come_out_of_one_cell():
    texts = {"full_name": "Alhassan, Amina", "born_on": "24.12.1990", "nationality": "SY"}
    found = parse_row(texts, {"full_name": "A3", "": "3"}, today=TODAY)
    assert found.profile_values == {**found.profile_values, "given_names": "Amina"}
    assert found.wrong == []
    texts["full_name"] = "Amina Alhassan"
    (reason,) = parse_row(texts, {"full_name": "A3", "": "3"}, today=TODAY).wrong
    assert (reason.field, reason.cell, reason.key) == ("full_name", "A3", "one_name")


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("MÃ¼ller", "Müller"),
        ("M├╝ller", "Müller"),
        ("MÃƒÂ¼ller", "Müller"),
        ("JosÃ© MarÃ\xada", "José María"),
        ("JOÃO", "JOÃO"),
        ("Müller", "Müller"),
        ("Ã¼ und ü", "Ã¼ und ü"),
    ],
)
def test_letters_are_repaired_only_where_nothing_else_can_be_meant(broken, meant):
    assert repaired(broken) == meant


@given(some.text("ÄÖÜäöüßéèçñłığşžčćáíóúâêîôû abcXYZ", max_size=20))
def test_right_letters_stay_as_they_are(text):
    assert repaired(text) == text


def test_a_repaired_text_is_told():
    found = read(family_name="MÃ¼ller")
    assert found.profile_values["family_name"] == "Müller"
    assert [(note.key, note.facts["text"]) for note in found.notes] == [
        ("repaired_letters", "Müller")
    ]


def test_cleaning_leaves_what_can_be_seen():
    assert clean("\ufeff A\u200bm\u00adina\u00a0 \r\n Nour\u200e ") == "Amina Nour"
    assert clean('="0171 2"') == "0171 2"
    assert clean("'0171") == "0171"
