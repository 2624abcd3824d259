"""The key by which a person is noticed elsewhere, and the words that free text must not hold."""

from datetime import date

from django.utils.crypto import salted_hmac

from kreislotse.participants.checking import hint_word
from kreislotse.participants.matching import match_key
from kreislotse.participants.reference_data import hint_words

DAY = date(1990, 4, 3)


def test_the_key_is_a_salted_hash_of_both_search_forms_and_the_day():
    """R-CAN-05"""
    salted = salted_hmac(
        "kreislotse.participants.matching", "MUELLER|AMINA|1990-04-03", algorithm="sha256"
    )
    assert match_key("Müller", "Amina", DAY) == salted.hexdigest()
    assert match_key("Mueller", "AMINA", DAY) == salted.hexdigest()


def test_the_key_depends_on_the_secret_of_the_installation(settings):
    before = match_key("Haddad", "Amina", DAY)
    settings.SECRET_KEY = "another"
    assert match_key("Haddad", "Amina", DAY) != before


def test_no_word_that_is_refused_begins_with_a_figure():
    """Numbers in free text are not looked up at all."""
    assert [word for words in hint_words().values() for word in words if word[0].isdecimal()] == []
    assert hint_word("02541 180, Zimmer 4") == ""
