"""How lists write countries, languages, titles and trades, and what is made of it."""

import pytest

from kreislotse.participants.countries import countries, country_code, country_name
from kreislotse.participants.occupations import occupation_group, occupation_groups
from kreislotse.participants.profile import FIELDS
from kreislotse.participants.reference_data import labels
from kreislotse.participants.titles import title_code
from kreislotse.participants.tongues import language_code, language_name, languages


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("syrisch", "SY"),
        ("Syrien", "SY"),
        ("Syria", "SY"),
        ("sy", "SY"),
        ("Syrische Arabische Republik", "SY"),
        ("irakisch", "IQ"),
        ("Afganistan", "AF"),
        ("Tuerkei", "TR"),
        ("Türkei", "TR"),
        ("Kosovo", "XK"),
        ("Elfenbeinküste", "CI"),
        ("staatenlos", "XS"),
        ("Phantasien", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_name_adjective_and_code(typed, code):
    assert country_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Arabisch", "ar"),
        ("Dari", "prs"),
        ("Farsi", "fa"),
        ("Kurmancî", "kmr"),
        ("Tigrinya", "ti"),
        ("Paschtu", "ps"),
        ("EN", "en"),
        ("Klingonisch", None),
    ],
)
def test_a_language_is_known_by_name_and_code(typed, code):
    assert language_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("GEST", "GEST"),
        ("Gestattung", "GEST"),
        ("§ 55 AsylG", "GEST"),
        ("Duldung", "D60A"),
        ("subsidiärer Schutz", "P25_2B"),
        ("§ 25 Abs. 2 Satz 1 2. Alt. AufenthG", "P25_2B"),
        ("25 Abs. 2 S. 1 Alt. 1", "P25_2A"),
        ("25 III", "P25_3"),
        ("AE § 25 Abs. 5", "P25_5"),
        ("§60a Abs. 2 Satz 3", "D60A_2_3"),
        ("§ 104 c", "P104C"),
        ("§ 25 Abs. 2", None),  # refugee or subsidiary protection: a human has to say
        ("25 II", None),
        ("grün", None),
    ],
)
def test_a_title_is_known_by_code_paragraph_and_word(typed, code):
    assert title_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("26", "26"),
        ("Elektriker", "26"),
        ("Lehrerin", "84"),
        ("gelernter Bäcker", "29"),
        ("Zauberer", None),
    ],
)
def test_a_trade_leads_to_its_group(typed, code):
    assert occupation_group(typed) == code


def test_there_are_37_groups_and_every_name_leads_back_to_its_code():
    assert len(occupation_groups()) == 37
    assert [country_code(name) for _, name in countries()] == [code for code, _ in countries()]
    assert [language_code(name) for _, name in languages()] == [code for code, _ in languages()]
    assert (country_name("SY", "en"), language_name("ar", "fr")) == ("Syria", "arabe")


def test_every_language_names_every_field():
    known = labels()
    assert len(known) == 11
    words = {"name", "direction", "heading", "intro", "yes", "no", "not_said"}
    assert all(set(each) == words | {field.code for field in FIELDS} for each in known.values())
    assert {code for code, each in known.items() if each["direction"] == "rtl"} == {"ar", "fa"}
