"""The letter that tells a person what is kept, who got it and who has read it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.sheet import Fields, Leaf, Sheet, Text
from kreislotse.participants.profile import FIELDS
from kreislotse.participants.states import ConsentPurpose
from kreislotse.protection.letter import letter_of
from kreislotse.protection.letter_texts import languages
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallFactory
from tests.factories.people import CandidateFactory, with_consent
from tests.factories.protection import NOON, TODAY, reading, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    town = MunicipalityFactory(name="Nottuln", part_of=OrganisationFactory(name="Kreis Coesfeld"))
    person = CandidateFactory(owner=town, transmitted=True, contact="0160 112233")
    agency = OrganisationFactory(name="Agentur für Arbeit Coesfeld")
    consent = with_consent(person, ConsentPurpose.AGENCY, agency)
    sent(person, CallFactory(owner=town.part_of), agency, consent)
    for days in (0, 0, 1):
        reading(town.part_of_id, person.pk, at=NOON - timedelta(days=days))
    return person


def texts(sheet: Sheet) -> list[str]:
    return [line for block in sheet.blocks if isinstance(block, Text) for line in block.paragraphs]


def test_the_letter_says_all_that_is_kept_and_who_got_and_read_it(person):
    """R-DP-22, G62: offices, roles and reasons; staff are not named."""
    sheet = letter_of(person, language="de", today=TODAY)
    (fields,) = (block for block in sheet.blocks if isinstance(block, Fields))
    assert [title for title, _ in fields.rows] == [str(field.title) for field in FIELDS]
    assert ("Geburtsdatum", "17.05.1990") in fields.rows
    said = texts(sheet)
    assert "– Weitergabe an die Agentur für Arbeit: Agentur für Arbeit Coesfeld" in said
    assert "05.03.2015: Agentur für Arbeit Coesfeld (Übermittlung 1)" in said
    read = "Kreis Coesfeld, Steuerung – in einer Liste (Liste der eigenen Personen)"
    assert [line for line in said if read in line] == [
        f"01.03.2017: {read} × 2",
        f"28.02.2017: {read}",
    ]


def test_nobody_but_the_person_stands_in_the_title_or_on_every_page(person):
    sheet = letter_of(person, language="de", today=TODAY)
    assert person.family_name not in f"{sheet.title} {sheet.foot} {sheet.sender}"
    assert person.code in sheet.foot


def test_where_nothing_is_known_the_letter_says_so(person):
    """R-DP-22"""
    nobody = CandidateFactory(owner=person.owner)
    said = texts(letter_of(nobody, language="en", today=TODAY))
    english = languages()["en"]
    for key in ("nothing", "no_recipients", "no_readers"):
        assert english[key] in said


@pytest.mark.parametrize("language", ["de", "de-simple", "ar", "ti", "uk", "kmr"])
def test_the_letter_is_set_in_each_script_with_the_german_text_behind_it(person, language):
    """R-DP-22, R-DP-05: also from right to left, and in Ethiopic letters."""
    sheet = letter_of(person, language=language, today=TODAY)
    leaves = [block.lang for block in sheet.blocks if isinstance(block, Leaf)]
    assert leaves == ([language] if language == "de" else [language, "de"])
    assert render_pdf(replace(sheet, foot="")).startswith(b"%PDF")
