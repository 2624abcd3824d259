"""The shipped consent texts say the same in every language, and say that they are drafts."""

from datetime import date

import pytest

from kreislotse.participants.consent_rules import (
    filled,
    is_minor,
    misplaced,
    missing_parts,
    valid_until,
)
from kreislotse.participants.consent_texts import CODES, GERMAN, PARTS, needed, shipped_texts
from kreislotse.participants.states import ConsentPurpose

RIGHT_TO_LEFT = {"ar", "fa"}


@pytest.fixture(params=CODES)
def shipped(request):
    return shipped_texts()[request.param]


def test_twelve_languages_are_shipped():
    """R-DP-05"""
    asked = {"de", "de-simple", "ar", "fa", "kmr", "ti", "en", "fr", "ru", "uk", "tr", "so"}
    assert set(shipped_texts()) == asked


def test_each_language_says_every_part_and_purpose(shipped):
    """R-DP-02: purposes, consequences of a refusal, and withdrawal at any time."""
    assert missing_parts(shipped.language.code, shipped.texts, shipped.purposes) == ([], [])
    assert set(shipped.texts) == set(needed(shipped.language.code))
    assert set(shipped.purposes) == set(ConsentPurpose)


def test_each_language_has_the_same_places_for_values(shipped):
    assert misplaced(shipped.texts, shipped.purposes) == []


def test_nobody_has_reviewed_the_shipped_texts(shipped):
    assert shipped.reviewed is False


def test_arabic_and_farsi_run_from_right_to_left(shipped):
    """R-DP-05"""
    assert shipped.language.right_to_left is (shipped.language.code in RIGHT_TO_LEFT)


def test_only_translations_say_that_the_german_text_prevails(shipped):
    assert ("help" in shipped.texts) is (shipped.language.code != GERMAN)


def test_no_text_stands_twice_in_two_languages():
    intros = [text.texts["intro"] for text in shipped_texts().values()]
    assert len(set(intros)) == len(intros)


@pytest.mark.parametrize("part", ["refusal", "withdrawal", "title"])
def test_an_empty_part_is_missing(part):
    """R-DP-02"""
    text = shipped_texts()["ti"]
    assert missing_parts("ti", {**text.texts, part: " "}, text.purposes) == ([part], [])


def test_a_purpose_without_a_sentence_is_missing():
    text = shipped_texts()["so"]
    purposes = {**text.purposes, "agency": ""}
    assert missing_parts("so", text.texts, purposes) == ([], [ConsentPurpose.AGENCY])


@pytest.mark.parametrize(
    "wrong",
    [
        "Ihre Kommune möchte helfen.",
        "Ihre Kommune ({municipality}) und {somebody}",
        "{municipality",
        "{municipality!r} {district}",
        "{municipality.__class__} {district}",
    ],
)
def test_other_words_in_braces_are_noticed(wrong):
    assert misplaced({"intro": wrong}, {}) == ["intro"]


def test_a_part_without_places_may_have_no_braces():
    assert misplaced({"title": "{district}"}, {"agency": "an {recipient}"}) == ["title"]


def test_values_are_filled_in():
    assert filled("an {recipient}", {"recipient": "Agentur"}) == "an Agentur"


@pytest.mark.parametrize(
    ("born_on", "on", "minor"),
    [
        (date(1997, 11, 2), date(2015, 11, 1), True),
        (date(1997, 11, 2), date(2015, 11, 2), False),
        (date(2000, 2, 29), date(2018, 2, 28), True),
        (date(2000, 2, 29), date(2018, 3, 1), False),
    ],
)
def test_somebody_is_a_minor_until_the_eighteenth_birthday(born_on, on, minor):
    """R-DP-06"""
    assert is_minor(born_on, on) is minor


@pytest.mark.parametrize(
    ("decided_on", "months", "last"),
    [
        (date(2015, 11, 2), 24, date(2017, 11, 2)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2015, 8, 31), 6, date(2016, 2, 29)),
    ],
)
def test_a_consent_holds_to_the_day_of_the_same_number(decided_on, months, last):
    assert valid_until(decided_on, months) == last


def test_every_part_has_a_name_for_its_editors():
    assert all(str(name) for name in PARTS.values())
