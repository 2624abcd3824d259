"""Every phrase of the district's file has German words, and every organisation in it is known."""

from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from kreislotse.organisations.reference_data import authority
from kreislotse.sample.facts import read_facts
from kreislotse.sample.terms import organisation_codes, term

DATA = Path(__file__).parents[2] / "src" / "kreislotse" / "sample" / "data"
COESFELD = read_facts((DATA / "kreis-coesfeld-2015.yaml").read_bytes())
MUSTERLAND = read_facts((DATA / "kreis-musterland.yaml").read_bytes())
AUTUMN = date(2015, 11, 1)

# Proper names that are printed as they stand.
NAMES = {"Borken-Coesfeld", *COESFELD.municipalities}


def texts_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.compare:
                yield from texts_of(getattr(value, field.name))


@pytest.mark.parametrize("phrase", sorted(set(texts_of(COESFELD)) - NAMES))
def test_every_phrase_of_coesfeld_has_german_words(phrase):
    found = term(phrase)
    assert found.known
    forms = (found.text, found.genitive, found.dative, found.accusative, found.title)
    assert all(form and "{" not in form for form in forms)
    if found.shape == "sentence":
        assert found.text.endswith(".")
    elif found.shape == "task":
        assert " zu " in found.text or "zurichten" in found.text
    elif found.shape == "noun":
        assert found.gender
        assert found.genitive != found.text or phrase == "refugee"


def test_an_unknown_phrase_stands_for_itself():
    found = term("Fahrten zu Vereinen")
    assert not found.known
    assert found.shape == "verbatim"
    assert {found.text, found.genitive, found.dative, found.accusative} == {"Fahrten zu Vereinen"}


def test_the_phrases_of_another_district_are_known_or_stand_for_themselves():
    unknown = {phrase for phrase in texts_of(MUSTERLAND) if not term(phrase).known}
    assert unknown == {
        "Sozialausschuss",
        "Der Ausschuss empfiehlt dem Kreistag, den Bericht zur Kenntnis zu nehmen.",
        "Integrationszentrum des Kreises",
        "bis zum Jahresende ein Integrationszentrum aufzubauen",
        "eingereicht",
        "Sozialpädagogik, Leitung",
        "Sport und Freizeit",
        "bewilligt",
        "Ankommen im Verein",
        "Fahrten zu Vereinen",
        "Musterstadt",
        "Der Kreis bittet die Agentur vierteljährlich um einen Bericht.",
        "an einem Standort in Musterstadt",
        "Neudorf an der Au",
        "Altenmuster",
    }


@pytest.mark.parametrize(
    ("phrase", "genitive", "dative"),
    [
        ("language courses", "der Sprachkurse", "Sprachkursen"),
        ("information material", "des Informationsmaterials", "Informationsmaterial"),
        ("MAIS", "des MAIS", "dem MAIS"),
        (
            "Ministerium für Schule und Weiterbildung (MSW)",
            "des Ministeriums für Schule und Weiterbildung (MSW)",
            "dem Ministerium für Schule und Weiterbildung (MSW)",
        ),
        (
            "Bundesagentur für Arbeit",
            "der Bundesagentur für Arbeit",
            "der Bundesagentur für Arbeit",
        ),
        ("Kreis Coesfeld", "des Kreises Coesfeld", "dem Kreis Coesfeld"),
        ("Kreis Musterland", "des Kreises Musterland", "dem Kreis Musterland"),
        (
            "Agentur für Arbeit Rheine",
            "der Agentur für Arbeit Rheine",
            "der Agentur für Arbeit Rheine",
        ),
        (
            "all towns and municipalities of Märkischer Kreis",
            "aller Städte und Gemeinden des Märkischen Kreises",
            "allen Städten und Gemeinden des Märkischen Kreises",
        ),
    ],
)
def test_terms_have_the_cases_that_sentences_need(phrase, genitive, dative):
    found = term(phrase)
    assert (found.genitive, found.dative) == (genitive, dative)


def test_a_phrase_names_the_districts_of_its_file():
    phrase = (
        "one common concept for Kreis Steinfurt and Kreis Warendorf in the agency district, "
        "where possible (agreed bilaterally)"
    )
    assert term(phrase).text == (
        "Zwischen dem Kreis Steinfurt und dem Kreis Warendorf ist vereinbart, für den "
        "Agenturbezirk nach Möglichkeit ein gemeinsames Konzept zu erarbeiten."
    )


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Ministerium für Arbeit, Integration und Soziales (MAIS)", ("mais",)),
        ("Ministerium für Arbeit, Integration und Soziales", ("mais",)),
        ("MSW", ("msw",)),
        ("Bezirksregierung Arnsberg", ("br-arnsberg",)),
        ("Bezirksregierung", ("br-muenster",)),
        ("lower school authority (untere Schulaufsicht)", ("schulamt-coesfeld",)),
        ("Bundesagentur für Arbeit", ("ba",)),
        ("Regionaldirektion Nordrhein-Westfalen (of the employment agency)", ("rd-nrw",)),
        ("municipal associations (kommunale Spitzenverbände)", ("lkt-nrw", "stgb-nrw", "st-nrw")),
        (COESFELD.integration_points.not_agreed_with, ("lkt-nrw", "stgb-nrw", "st-nrw")),
        ("Landkreistag", ("lkt-nrw",)),
        ("Agentur für Arbeit Coesfeld", ("aa-coesfeld",)),
        ("Kreis Coesfeld", ("05558",)),
        ("Kreis Borken", ("05554",)),
        ("district", ("05558",)),
        ("Verein der Freunde", ()),
    ],
)
def test_the_organisations_of_a_file_are_found_in_the_reference_data(name, codes):
    assert organisation_codes(name, "05558", AUTUMN) == codes
    for code in codes:
        assert code.isdecimal() or authority(code).code == code
