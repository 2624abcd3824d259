"""Finding people by any spelling, within what the reader sees; the hint of a second record."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.participants.doubles import alike_elsewhere, asks_elsewhere, towns_of
from kreislotse.participants.models import Candidate, NameWord
from kreislotse.participants.profile import Profile
from kreislotse.participants.writing import delete_candidates, insert_candidates
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import AT, DAY, CandidateFactory


@pytest.fixture
def town(db):
    return MunicipalityFactory()


@pytest.mark.parametrize(
    ("family_name", "given_names", "typed"),
    [
        ("Müller", "Amina", "Müller"),
        ("Müller", "Amina", "mueller"),
        ("Müller", "Amina", "Muller"),
        ("Müller", "Amina", "mül am"),
        ("Al-Hassan", "Mohammed", "alhassan"),
        ("Al-Hassan", "Mohammed", "hassan muhamad"),
        ("Abd al-Rahman", "Yusuf", "abdulrahman"),
        ("Kovalenko", "Oleksandr", "aleksandr"),
        ("Öztürk", "Mehmet", "ozturk mohamed"),
        ("Søby", "Þóra", "soby thora"),
        ("Zaz", "Zzyn", "zaz"),
        ("Zaz", "Zzyn", "zz"),
        ("Müller", "Amina", "24.12.1990"),
        ("Müller", "Amina", "müller 24.12.1990"),
    ],
)
def test_a_person_is_found_by_any_spelling(town, family_name, given_names, typed):
    found = CandidateFactory(
        owner=town, family_name=family_name, given_names=given_names, born_on=date(1990, 12, 24)
    )
    CandidateFactory(owner=town, family_name="Qqqbert", given_names="Xuxu")
    assert list(Candidate.objects.found_by(typed)) == [found]


def test_a_code_finds_its_record(town):
    candidate = CandidateFactory(owner=town)
    CandidateFactory(owner=town)
    assert list(Candidate.objects.found_by(candidate.code.lower())) == [candidate]
    assert not Candidate.objects.found_by("??").exists()
    assert not Candidate.objects.found_by(" ").exists()


def test_a_search_in_one_town_finds_nobody_of_another(town, acting):
    """T18, R-CAN-01"""
    CandidateFactory(owner=MunicipalityFactory(part_of=town.part_of), family_name="Gesucht")
    clerk = acting(Role.MUNICIPAL_CLERK, at=town)
    assert not Candidate.objects.visible_to(clerk).found_by("Gesucht").exists()


def test_a_second_record_elsewhere_is_only_a_place_to_ask(town):
    """R-CAN-05: once both records are complete, in the same district, by keyed hash."""
    same = {"family_name": "Zwilling", "given_names": "Ada"}
    other = MunicipalityFactory(part_of=town.part_of)
    own = CandidateFactory(owner=town, complete=True, **same)
    theirs = CandidateFactory(owner=other, family_name="ZWILLING", given_names="Ada")
    CandidateFactory(complete=True, **same)
    assert towns_of(alike_elsewhere(own)) == []
    Candidate.objects.filter(pk=theirs.pk).update(state="complete")
    assert towns_of(alike_elsewhere(own)) == [other]
    assert not asks_elsewhere(CandidateFactory(owner=town, **same))
    assert asks_elsewhere(own)


def test_many_records_come_and_go_at_once(town):
    profiles = [
        Profile(f"Name{'abcdefghij'[n % 10]}", "Amina Sara", date(1990, 1, 1 + n % 28), "SY")
        for n in range(1200)
    ]
    ids = insert_candidates(town, profiles, at=AT, today=DAY)
    found = Candidate.objects.in_bulk(ids)
    assert [found[pk].born_on for pk in ids] == [profile.born_on for profile in profiles]
    assert NameWord.objects.filter(candidate=ids[0], owner=town, word="AMINASARA").exists()
    delete_candidates(ids)
    assert (Candidate.objects.count(), NameWord.objects.count()) == (0, 0)
