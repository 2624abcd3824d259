"""The reference data are complete, agree with each other and find what people write."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from kreislotse.funding import reference_data as funding
from kreislotse.organisations import reference_data
from kreislotse.organisations.reference_data import (
    authorities,
    authority,
    contact_topics,
    district,
    district_forms,
    districts,
    find_municipality,
    municipalities,
    municipalities_of,
    responsibilities,
    responsible,
    serving,
    suggest,
)

COESFELD = "05558"
BORKEN = "05554"


def test_the_state_has_53_districts_and_396_municipalities():
    assert Counter(each.kind for each in districts()) == {
        "kreis": 30,
        "staedteregion": 1,
        "kreisfreie_stadt": 22,
    }
    assert len({each.ags for each in municipalities()}) == 396
    assert {each.district for each in municipalities()} == {each.ags for each in districts()}
    assert all(each.ags.startswith(each.district) for each in municipalities())


def test_every_municipality_has_a_middle_within_the_state():
    assert all(50.3 < each.latitude < 52.6 for each in municipalities())
    assert all(5.8 < each.longitude < 9.5 for each in municipalities())
    (coesfeld,) = (each for each in municipalities() if each.ags == "05558012")
    assert (coesfeld.latitude, coesfeld.longitude) == (51.9449, 7.1667)


def test_kreis_coesfeld_has_its_eleven_municipalities():
    assert [(each.name, each.kind) for each in municipalities_of(COESFELD)] == [
        ("Ascheberg", "gemeinde"),
        ("Billerbeck", "stadt"),
        ("Coesfeld", "stadt"),
        ("Dülmen", "stadt"),
        ("Havixbeck", "gemeinde"),
        ("Lüdinghausen", "stadt"),
        ("Nordkirchen", "gemeinde"),
        ("Nottuln", "gemeinde"),
        ("Olfen", "stadt"),
        ("Rosendahl", "gemeinde"),
        ("Senden", "gemeinde"),
    ]
    assert len(municipalities_of(BORKEN)) == 17


@pytest.mark.parametrize(
    ("written", "ags"),
    [
        ("Kreis Coesfeld", "05558"),
        ("  kreis  coesfeld ", "05558"),
        ("Coesfeld", "05558"),
        ("05558", "05558"),
        ("Rhein-Kreis Neuss", "05162"),
        ("Städteregion Aachen", "05334"),
        ("Stadt Münster", "05515"),
        ("Münster", "05515"),
        ("Stadt Coesfeld", None),
        ("Kreis Münster", None),
        ("Kreis Musterland", None),
        ("", None),
    ],
)
def test_a_district_is_found_as_people_write_it(written, ags):
    found = district(written)
    assert (found.ags if found else None) == ags


@pytest.mark.parametrize(
    ("written", "district_ags", "name"),
    [
        ("Coesfeld", COESFELD, "Coesfeld"),
        ("Stadt Coesfeld", COESFELD, "Coesfeld"),
        ("Coesfeld, Stadt", COESFELD, "Coesfeld"),
        ("Gemeinde Senden", COESFELD, "Senden"),
        ("du\u0308lmen", COESFELD, "Dülmen"),
        ("DÜLMEN", COESFELD, "Dülmen"),
        ("Gronau (Westf.), Stadt", BORKEN, "Gronau (Westf.)"),
        ("Gronau", BORKEN, "Gronau (Westf.)"),
        ("Stadtlohn", BORKEN, "Stadtlohn"),
        ("Gescher, Glockenstadt", BORKEN, "Gescher"),
        ("Gronau", COESFELD, None),
        ("", COESFELD, None),
    ],
)
def test_a_municipality_is_found_as_people_write_it(written, district_ags, name):
    found = find_municipality(written, district_ags)
    assert (found.name if found else None) == name


def test_a_misspelt_name_gets_a_suggestion():
    assert suggest("Duelmen", COESFELD)[0] == "Dülmen"
    assert suggest("Kreis Coesfled")[0] == "Kreis Coesfeld"
    assert suggest("Xyz", COESFELD) == ()


@pytest.mark.parametrize(
    ("name", "genitive", "dative"),
    [
        ("Kreis Coesfeld", "des Kreises Coesfeld", "dem Kreis Coesfeld"),
        ("Rhein-Kreis Neuss", "des Rhein-Kreises Neuss", "dem Rhein-Kreis Neuss"),
        ("Ennepe-Ruhr-Kreis", "des Ennepe-Ruhr-Kreises", "dem Ennepe-Ruhr-Kreis"),
        ("Hochsauerlandkreis", "des Hochsauerlandkreises", "dem Hochsauerlandkreis"),
        ("Märkischer Kreis", "des Märkischen Kreises", "dem Märkischen Kreis"),
        ("Städteregion Aachen", "der Städteregion Aachen", "der Städteregion Aachen"),
        ("Stadt Münster", "der Stadt Münster", "der Stadt Münster"),
    ],
)
def test_the_names_of_districts_are_declined(name, genitive, dative):
    forms = district_forms(name)
    assert (forms.nominative, forms.genitive, forms.dative) == (name, genitive, dative)


def test_authorities_refer_to_each_other_and_to_districts_that_exist():
    codes = {each.code for each in authorities()}
    known_districts = {each.ags for each in districts()}
    assert len(codes) == len(authorities())
    for each in authorities():
        assert not each.part_of or each.part_of in codes
        assert set(each.serves) <= known_districts
        assert {successor.code for successor in each.successors} <= codes
        assert each.source
        assert each.certainty in ("verified", "working knowledge")
        assert each.forms.genitive.split()[0] in ("des", "der")
        assert each.forms.dative.split()[0] in ("dem", "der")


def test_a_successor_begins_the_day_after_its_predecessor_ends():
    for each in authorities():
        for successor in each.successors:
            assert (successor.since - each.valid_to).days == 1
            assert authority(successor.code).valid_from == successor.since


def test_the_tasks_of_the_ministry_for_labour_and_integration_went_to_two():
    assert {(each.task, each.code) for each in authority("mais").successors} == {
        ("integration", "mkffi"),
        ("labour_and_social_affairs", "mags"),
    }


@pytest.mark.parametrize(
    ("kind", "ags", "codes"),
    [
        ("employment_agency", COESFELD, ["aa-coesfeld"]),
        ("employment_agency", BORKEN, ["aa-coesfeld"]),
        ("district_government", COESFELD, ["br-muenster"]),
        ("granting_authority", COESFELD, ["kfi"]),
        ("school_authority", COESFELD, ["schulamt-coesfeld"]),
        ("employment_agency", "05111", []),
    ],
)
def test_an_authority_is_found_by_the_district_that_it_serves(kind, ags, codes):
    assert [each.code for each in serving(kind, ags, date(2015, 9, 23))] == codes


@pytest.mark.parametrize(
    ("regime", "task", "day", "body"),
    [
        ("asylblg", "benefit", date(2015, 9, 23), "municipality"),
        ("asylblg", "labour_market_support", date(2015, 9, 23), "employment_agency"),
        ("sgb_ii", "benefit", date(2026, 1, 1), "job_centre"),
        ("sgb_ii", "labour_market_support", date(2026, 1, 1), "job_centre"),
        ("sgb_iii", "benefit", date(2012, 3, 31), "employment_agency"),
        ("none", "labour_market_support", date(2015, 9, 23), "employment_agency"),
        ("none", "benefit", date(2015, 9, 23), None),
        ("sgb_ii", "benefit", date(2004, 12, 31), None),
    ],
)
def test_responsibility_follows_the_legal_regime_and_the_day(regime, task, day, body):
    found = responsible(regime, task, day)
    assert (found.body_kind if found else None) == body


def test_responsibilities_never_overlap():
    for each in responsibilities():
        same = [
            other
            for other in responsibilities()
            if (other.regime, other.task) == (each.regime, each.task) and other != each
        ]
        for other in same:
            assert (each.valid_to or date.max) < other.valid_from or (
                other.valid_to or date.max
            ) < each.valid_from


def test_contact_topics_are_confirmed_every_six_months():
    assert {each.confirm_every_months for each in contact_topics()} == {6}
    assert [each.code for each in contact_topics() if each.mandatory] == [
        "berufliche-integration",
        "raeume",
        "asylblg-leistungen",
    ]


@pytest.mark.parametrize(
    "file", sorted((reference_data._FOLDER).glob("*.csv")), ids=lambda file: file.stem
)
def test_every_file_says_its_source_and_its_date(file):
    head = [line for line in file.read_text(encoding="utf-8").split("\n") if line.startswith("#")]
    assert any("Quelle:" in line for line in head)
    assert any("tand" in line for line in head)


def test_the_posts_of_coesfeld_make_170000_euros_at_the_rates_of_2015():
    """R-GRT-02: 2.0 + 1.0 + 0.5 posts are 170,000.00."""
    basic = next(each for each in funding.programmes() if each.code == "ki-grundfoerderung")
    rate = basic.rate_on(date(2015, 12, 1))
    posts = {"specialist": Fraction(2), "administration": Fraction(1), "assistance": Fraction(1, 2)}
    assert sum(fte * rate.cents_per_fte[role] for role, fte in posts.items()) == 17_000_000
    assert rate.maximum_cents == 17_000_000
    assert rate.most_fte == posts


def test_a_rate_that_nobody_has_read_is_not_invented():
    basic = next(each for each in funding.programmes() if each.code == "ki-grundfoerderung")
    assert set(basic.rate_on(date(2026, 1, 1)).cents_per_fte.values()) == {None}
    assert basic.rate_on(date(2011, 12, 31)) is None


def test_programmes_have_known_purposes_authorities_and_rates_without_gaps_or_overlaps():
    for programme in funding.programmes():
        assert set(programme.purposes) <= set(funding.purposes())
        assert not programme.granting_authority or authority(programme.granting_authority)
        for earlier, later in zip(programme.rates, programme.rates[1:], strict=False):
            assert (later.valid_from - earlier.valid_to).days == 1
