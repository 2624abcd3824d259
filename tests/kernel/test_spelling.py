"""Keys for finding and sorting, the same on every database."""

import pytest

from kreislotse.kernel.spelling import search_key, search_words, sort_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Özdemir", "ozdemir"),
        ("ÖZDEMIR", "ozdemir"),
        ("O\u0308zdemir", "ozdemir"),
        ("Groß-Reken", "gross-reken"),
        ("GROẞ", "gross"),
        ("Lüdinghausen", "ludinghausen"),
        ("Şahin  Çelik", "sahin celik"),
        ("Łukasz Đorđević", "lukasz dordevic"),
        ("Ağrı", "agri"),
        ("İzmir", "izmir"),
        ("Ærø Øster", "aero oster"),
        ("ﬁnanz", "finanz"),
        ("", ""),
    ],
)
def test_a_name_is_found_however_its_letters_are_typed(text, key):
    assert search_key(text) == key


def test_several_texts_make_one_key_and_a_search_its_words():
    assert search_key("Kreis Coesfeld", "", "05558") == "kreis coesfeld 05558"
    assert search_words("  Öl  MÜHLE ") == ["ol", "muhle"]


def test_names_are_sorted_as_in_the_directory():
    """DIN 5007 variant 1: ä like a, ß like ss, case ignored."""
    names = ["Zell", "Öding", "Ochtrup", "Olfen", "ahaus", "Ärzen", "Azur", "Strasse", "Straße 2"]
    assert sorted(names, key=sort_key) == [
        "ahaus",
        "Ärzen",
        "Azur",
        "Ochtrup",
        "Öding",
        "Olfen",
        "Strasse",
        "Straße 2",
        "Zell",
    ]


def test_signs_count_as_blanks_when_sorting():
    assert sort_key("„Kreis-Haus“") == "kreis haus"
