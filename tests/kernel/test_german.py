"""Sentences written by the program are correct German."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.kernel import german

NB = "\u00a0"


@pytest.mark.parametrize(
    ("n", "shown"),
    [(0, "0"), (1, "1"), (999, "999"), (1234, "1.234"), (1_000_000, "1.000.000"), (-5, "−5")],
)
def test_whole_numbers_are_grouped_by_points(n, shown):
    assert german.number(n) == shown


@given(st.integers())
def test_a_grouped_number_reads_back_as_itself(n):
    assert int(german.number(n).replace(".", "").replace("−", "-")) == n


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(2), 1, "2,0"),
        (Fraction(1, 2), 1, "0,5"),
        (Fraction(1, 8), 2, "0,13"),
        (Fraction(-1, 8), 2, "−0,13"),
        (Fraction(-1, 1000), 2, "0,00"),
        (Fraction(24691, 2), 1, "12.345,5"),
        (3, 1, "3,0"),
    ],
)
def test_decimals_have_a_comma_and_round_half_away_from_zero(value, places, shown):
    assert german.decimal(value, places) == shown


def test_a_decimal_without_places_is_refused():
    with pytest.raises(ValueError, match="at least one place"):
        german.decimal(Fraction(1), 0)


@given(st.fractions(), st.integers(1, 6))
def test_a_decimal_is_off_by_at_most_half_its_last_place(value, places):
    shown = german.decimal(value, places)
    read = Fraction(shown.replace(".", "").replace(",", ".").replace("−", "-"))
    assert abs(read - value) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("cents", "shown"),
    [
        (17_000_000, f"170.000{NB}€"),
        (163_636, f"1.636,36{NB}€"),
        (5, f"0,05{NB}€"),
        (0, f"0{NB}€"),
        (-150, f"−1,50{NB}€"),
        (-200, f"−2{NB}€"),
    ],
)
def test_amounts_show_cents_only_where_there_are_any(cents, shown):
    assert german.euro(cents) == shown


def test_dates_are_written_long_and_short():
    day = date(2015, 9, 3)
    assert german.date_long(day) == f"3.{NB}September 2015"
    assert german.date_short(day) == "03.09.2015"
    assert german.weekday(day) == "Donnerstag"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2015, 9, 3), date(2015, 9, 3), f"3.{NB}September 2015"),
        (date(2015, 9, 3), date(2015, 9, 30), f"3. bis 30.{NB}September 2015"),
        (date(2015, 9, 3), date(2015, 12, 1), f"3.{NB}September bis 1.{NB}Dezember 2015"),
        (date(2015, 12, 1), date(2016, 1, 31), f"1.{NB}Dezember 2015 bis 31.{NB}Januar 2016"),
    ],
)
def test_a_period_names_month_and_year_only_once(first, last, shown):
    assert german.period(first, last) == shown


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="end before it begins"):
        german.period(date(2016, 1, 2), date(2016, 1, 1))


@pytest.mark.parametrize(
    ("n", "case", "shown"),
    [
        (0, "nom", "keine Stellen"),
        (0, "dat", "keinen Stellen"),
        (0, "gen", "keiner Stellen"),
        (1, "nom", "eine Stelle"),
        (1, "dat", "einer Stelle"),
        (2, "nom", "zwei Stellen"),
        (2, "gen", "zweier Stellen"),
        (3, "gen", "dreier Stellen"),
        (4, "gen", "vier Stellen"),
        (12, "acc", "zwölf Stellen"),
        (13, "nom", f"13{NB}Stellen"),
        (1300, "nom", f"1.300{NB}Stellen"),
    ],
)
def test_counted_things_agree_with_their_number(n, case, shown):
    assert german.count(n, "Stelle", "Stellen", gender="f", case=case) == shown


@pytest.mark.parametrize(
    ("gender", "case", "shown"),
    [
        ("m", "nom", "ein"),
        ("m", "gen", "eines"),
        ("m", "dat", "einem"),
        ("m", "acc", "einen"),
        ("f", "nom", "eine"),
        ("f", "gen", "einer"),
        ("f", "dat", "einer"),
        ("f", "acc", "eine"),
        ("n", "nom", "ein"),
        ("n", "gen", "eines"),
        ("n", "dat", "einem"),
        ("n", "acc", "ein"),
    ],
)
def test_one_is_declined_by_gender_and_case(gender, case, shown):
    assert german.count(1, "X", "Y", gender=gender, case=case) == f"{shown} X"
    assert german.article(gender, case, definite=False) == shown


def test_eleven_municipalities_are_written_as_a_word():
    counted = german.count(11, "Gemeinde", "Städte und Gemeinden", gender="f")
    assert counted == "elf Städte und Gemeinden"


@pytest.mark.parametrize(
    ("n", "shown"), [(0, f"0{NB}Plätze"), (1, f"1{NB}Platz"), (2, f"2{NB}Plätze")]
)
def test_figures_can_be_asked_for_instead_of_words(n, shown):
    assert german.count(n, "Platz", "Plätze", words=False, gender="m") == shown
    assert german.enumerate_plural(n, "Platz", "Plätze") == shown


def test_less_than_nothing_cannot_be_counted():
    with pytest.raises(ValueError, match="counted from zero"):
        german.count(-1, "Platz", "Plätze", gender="m")
    with pytest.raises(ValueError, match="counted from zero"):
        german.enumerate_plural(-1, "Platz", "Plätze")


@pytest.mark.parametrize(
    ("items", "shown"),
    [(["A"], "A"), (["A", "B"], "A und B"), (["A", "B", "C"], "A, B und C")],
)
def test_lists_are_joined_as_running_text(items, shown):
    assert german.join(items) == shown


def test_the_last_word_of_a_list_can_be_chosen():
    assert german.join(("A", "B"), last="oder") == "A oder B"


def test_an_empty_list_is_refused():
    with pytest.raises(ValueError, match="empty list"):
        german.join([])


@given(st.lists(st.text("abc", min_size=1), min_size=1))
def test_joining_loses_nothing_and_keeps_the_order(items):
    assert german.join(items).replace(" und ", ", ").split(", ") == items


@pytest.mark.parametrize(
    ("n", "ending", "words", "shown"),
    [
        (1, "e", True, "erste"),
        (3, "en", True, "dritten"),
        (7, "er", True, "siebter"),
        (8, "e", True, "achte"),
        (12, "e", True, "zwölfte"),
        (13, "e", True, "13."),
        (2, "e", False, "2."),
    ],
)
def test_places_in_a_row_are_words_up_to_twelve(n, ending, words, shown):
    assert german.ordinal(n, ending, words) == shown


def test_there_is_no_place_before_the_first():
    with pytest.raises(ValueError, match="from one"):
        german.ordinal(0)


def test_articles_follow_gender_and_case():
    table = [
        [german.article(gender, case) for gender in ("m", "f", "n", "pl")]
        for case in ("nom", "gen", "dat", "acc")
    ]
    assert table == [
        ["der", "die", "das", "die"],
        ["des", "der", "des", "der"],
        ["dem", "der", "dem", "den"],
        ["den", "die", "das", "die"],
    ]


def test_a_noun_is_given_its_article():
    assert german.with_article("Bezirksregierung", "f", "gen") == "der Bezirksregierung"
    assert german.with_article("Antrag", "m", "acc", definite=False) == "einen Antrag"
    assert german.with_article("Anträge", "pl", "acc", definite=False) == "Anträge"


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest():
    assert german.capitalise_first("elf Städte") == "Elf Städte"
    assert german.capitalise_first("NRW") == "NRW"
    assert german.capitalise_first("") == ""


def test_quotation_marks_inside_a_quotation_become_single():
    assert german.quote("Early Intervention") == "„Early Intervention“"
    assert german.quote("der „Kreis“ sagt") == "„der ‚Kreis‘ sagt“"
