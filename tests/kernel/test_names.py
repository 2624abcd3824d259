"""Names of people: which letters they may have, and how the spellings of one name meet."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.kernel import names as steps
from kreislotse.kernel.names import (
    NameNotLatin,
    clean_name,
    name_words,
    search_form,
    sounds,
    typed_words,
)

TABLE = Path(__file__).parents[3] / "shared" / "din91379" / "din91379-2022-08.csv"


def table() -> list[tuple[str, str, str]]:
    """Group, text and search form of each entry; nothing where the table is not at hand."""
    if not TABLE.exists():
        return []
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            (
                row["group"],
                "".join(chr(int(code, 16)) for code in row["codepoints"].split()),
                row["search_form"],
            )
            for row in csv.DictReader(file)
        ]


needs_table = pytest.mark.skipif(not TABLE.exists(), reason="the table is not at hand")


@needs_table
def test_every_latin_letter_of_the_standard_may_stand_in_a_name():
    letters = [text for group, text, _ in table() if group == "bll"]
    assert len(letters) == 649
    for text in letters:
        assert clean_name(text) == text
        assert clean_name(f"A{text}b") == f"A{text}b"


@needs_table
def test_the_search_form_of_every_letter_is_that_of_the_standard():
    assert [(t, search_form(t)) for g, t, _ in table() if g == "bll"] == [
        (t, form) for g, t, form in table() if g == "bll"
    ]


@needs_table
def test_signs_between_letters_may_stand_in_a_name_and_no_other_group():
    for group, text, _ in table():
        if group == "bnlreq":
            assert clean_name(f"A{text}b") == " ".join(f"A{text}b".split())
        elif group in ("gl", "cl"):
            with pytest.raises(NameNotLatin):
                clean_name(f"A{text}b")


@needs_table
def test_a_combining_mark_alone_is_no_letter():
    for group, text, _ in table():
        if group == "dc":
            with pytest.raises(NameNotLatin):
                clean_name(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Müller  Lüdenscheidt ", "Müller Lüdenscheidt"),
        ("Mu\u0308ller", "Müller"),
        ("O\u2018Neill", "O’Neill"),
        ("Al\u2011Khatib", "Al-Khatib"),
        ("J̌an", "J̌an"),
        ("Nguyễn", "Nguyễn"),
    ],
)
def test_a_name_is_kept_composed_and_trimmed(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        ("Amina7", "7"),
        ("Иванов", "И"),
        ("Γιώργος", "Γ"),
        ("محمد", "م"),
        ("a\u20d7", "a\u20d7"),
        ("A_b", "_"),
    ],
)
def test_a_foreign_letter_is_named_with_the_way_out(typed, letter):
    with pytest.raises(NameNotLatin) as refusal:
        clean_name(typed)
    assert str(refusal.value) == (
        f"Das Zeichen „{letter}“ kann in einem Namen nicht stehen. Schreiben Sie den Namen, wie "
        "er im Ausweis in lateinischer Schrift steht."
    )


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Müller", "MUELLER"),
        ("Größe", "GROESSE"),
        ("Åse", "AASE"),
        ("Søren", "SOEREN"),
        ("Þór", "THOR"),
        ("Al-Khatib", "AL KHATIB"),
        ("O’Neill", "ONEILL"),
        ("Şükrü", "SUEKRUE"),
    ],
)
def test_the_search_form_is_that_of_a_passport(name, form):
    assert search_form(name) == form


@pytest.mark.parametrize(
    "spellings",
    [
        ("Mohammed", "Muhamad", "Mohamad", "Mehmet", "Mehmed"),
        ("Yusuf", "Youssef", "Jusuf", "Yousef"),
        ("Oleksandr", "Aleksandr", "Alexander"),
        ("Serhii", "Sergej", "Sergey"),
        ("Ahmed", "Achmed", "Akhmed", "Ahmet"),
        ("Rashid", "Raschid", "Rachid"),
        ("Jamal", "Dschamal", "Djamal", "Cemal"),
        ("Othman", "Osman", "Usman"),
        ("Michael", "Mikael", "Mikiel"),
        ("Gebremeskel", "Ghebremeskel"),
        ("Tesfay", "Tesfai", "Tesfaye"),
        ("Tsegay", "Zegai", "Segay"),
        ("Daoud", "Dawud", "Dawood"),
        ("Hassan", "Alhassan", "El-Hassan"),
        ("Volodymyr", "Wladimir", "Vladimir"),
        ("Aischa", "Aisha", "Ayşe", "Aicha"),
        ("Khadija", "Chadidscha", "Hatice"),
    ],
)
def test_usual_transliterations_sound_alike(spellings):
    first, *others = [
        set().union(*(sounds(word) for word in search_form(name).split()[-1:]))
        for name in spellings
    ]
    assert all(first & other for other in others)


def test_different_names_do_not_sound_alike():
    names = ["Hassan", "Qasim", "Amina", "Fatima", "Yusuf", "Oleksandr", "Tesfay"]
    heard = [sounds(search_form(name)) for name in names]
    assert all(not heard[i] & heard[j] for i in range(len(names)) for j in range(i))


def test_a_name_is_found_by_both_foldings_its_sound_and_written_on():
    assert {"MUELLER", "MULLER", "~MLR"} <= set(name_words("Müller"))
    assert {"ABD", "RAHMAN", "ABDALRAHMAN"} <= set(name_words("Abd al-Rahman"))


def test_a_typed_word_asks_for_all_its_foldings():
    assert typed_words("Müller am") == [["MUELLER", "MULLER", "~MLR"], ["AM", "~AM"]]
    assert typed_words("123 !") == []


LATIN = st.text("abcÄöüßåøþŁéïñšžĳœ -'’", min_size=1, max_size=30)


@given(LATIN)
def test_a_clean_name_stays_as_it_is_and_its_search_form_is_plain(text):
    name = clean_name(text)
    assert clean_name(name) == name
    assert name == unicodedata.normalize("NFC", name)
    assert set(search_form(name)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ ")


@given(LATIN)
def test_a_name_is_found_by_itself_typed(text):
    words = name_words(clean_name(text))
    for beginnings in typed_words(text):
        assert any(word.startswith(beginnings[0][:60]) for word in words)


@given(st.text(max_size=40))
def test_any_text_is_either_a_name_or_refused(text):
    try:
        clean_name(text)
    except NameNotLatin:
        return
    search_form(text)


@given(st.text("ACDEGHIJKLQSTWXYZP", max_size=12))
def test_a_step_of_sounding_is_left_out_only_where_it_finds_nothing(word):
    for step in (*steps._COMMON, *steps._FIRST, *steps._SECOND):
        if not any(letters in word for letters in step.needs):
            assert step.pattern.search(word) is None


MARKED = st.text("aäÄß\u0301\u0308\u0328\u035fĳŁ'-, ٣漢ſ", max_size=12)


@given(MARKED, st.booleans())
def test_the_quick_way_to_fold_gives_what_looking_at_each_letter_gives(text, plain):
    composed = unicodedata.normalize("NFC", text).translate(steps._AS_MEANT)
    slowly = "".join(steps._form(letter, plain=plain) for letter in steps._letters(composed))
    if not text.isascii():
        assert steps._folded(text, plain=plain) == " ".join(slowly.split())
