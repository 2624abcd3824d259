"""When two records may be about the same person, and when nothing says so (R-CAN-05)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.participants.likeness import (
    SAME,
    UNLIKE,
    Identity,
    LikenessKind,
    Reason,
    compare,
    find_alike,
    find_twins,
)
from tests.factories.intake import known
from tests.factories.organisations import MunicipalityFactory

R = Reason
DAY = date(1990, 4, 3)
AMINA = Identity("Haddad", "Amina", DAY, "SY")
FIRST = date(1990, 1, 1)


@pytest.mark.parametrize(
    ("left", "right", "reasons"),
    [
        (("Haddad", "Amina", DAY, "SY"), ("Haddad", "Amina", DAY, "SY"), ()),
        (("Müller", "Änne", DAY, "SY"), ("Mueller", "Aenne", DAY, "SY"), ()),
        (("al-Haddad", "AMINA", DAY, "SY"), ("Al Haddad", "Amina", DAY, ""), ()),
        (("Haddad", "Amina", FIRST, "SY"), ("Haddad", "Amina", FIRST, "SY"), ()),
        (("Haddad", "Amina", DAY, "SY"), ("Haddad", "Amina", DAY, "IQ"), (R.NATIONALITY,)),
        (("Haddad", "Amina", DAY, "SY"), ("Amina", "Haddad", DAY, "SY"), (R.NAMES_SWAPPED,)),
        (("Haddad", "Amina", DAY, "SY"), ("Hadad", "Aminah", DAY, "SY"), (R.NAMES_ALIKE,)),
        (("Yusuf", "Mohammed", DAY, ""), ("Youssef", "Muhamad", DAY, ""), (R.NAMES_ALIKE,)),
        (("Haddad", "Amina", DAY, ""), ("Haddad", "Amina Sara", DAY, ""), (R.NAMES_ALIKE,)),
        (("Al Ahmad", "Amina", DAY, ""), ("Alahmad", "Amina", DAY, ""), (R.NAMES_ALIKE,)),
        (
            ("Haddad", "Amina", DAY, "SY"),
            ("Haddad", "Amina", date(1990, 3, 4), "SY"),
            (R.DAY_AND_MONTH,),
        ),
        (("Haddad", "Amina", DAY, "SY"), ("Haddad", "Amina", FIRST, "SY"), (R.FIRST_OF_JANUARY,)),
        (
            ("Haddad", "Amina", DAY, "SY"),
            ("Haddad", "Amina", date(1991, 4, 3), "SY"),
            (R.ONE_DIGIT,),
        ),
        (
            ("Haddad", "Amina", DAY, "SY"),
            ("Hadad", "Aminah", date(1990, 3, 4), "SY"),
            (R.NAMES_ALIKE, R.DAY_AND_MONTH),
        ),
        (
            ("Haddad", "Amina", DAY, "SY"),
            ("Amina", "Haddad", DAY, "IQ"),
            (R.NAMES_SWAPPED, R.NATIONALITY),
        ),
    ],
)
def test_what_is_alike_is_the_same_or_doubtful_with_its_reasons(left, right, reasons):
    """R-CAN-05"""
    found = compare(Identity(*left), Identity(*right))
    assert found.reasons == reasons
    assert found.kind == (LikenessKind.DOUBTFUL if reasons else LikenessKind.SAME)


@pytest.mark.parametrize(
    "other",
    [
        Identity("Haddad", "Sara", DAY, "SY"),  # a sister, a twin even
        Identity("Karimi", "Amina", DAY, "SY"),
        Identity("Haddad", "Amina", date(1972, 11, 28), "SY"),  # a common name
        Identity("Hadad", "Aminah", date(1990, 4, 13), "SY"),
        Identity("Hadad", "Aminah", date(1990, 3, 4), "IQ"),
        Identity("Hadad", "Aminah", FIRST, "SY"),
    ],
)
def test_in_case_of_doubt_two_people_stay_two(other):
    """R-CAN-05: one likeness alone is none."""
    assert compare(AMINA, other) is UNLIKE


def test_the_first_of_january_carries_no_alike_names_of_another_nationality():
    hadad = Identity("Hadad", "Aminah", FIRST, "IQ")
    assert compare(Identity("Haddad", "Amina", FIRST, "SY"), hadad) is UNLIKE
    assert compare(Identity("Haddad", "Amina", FIRST, ""), hadad).reasons == (R.NAMES_ALIKE,)


NAMES = st.sampled_from(["Haddad", "Hadad", "Amina", "Aminah", "Müller", "Mueller", "Al Ahmad"])
DAYS = st.sampled_from([DAY, FIRST, date(1990, 3, 4), date(1991, 4, 3), date(1972, 11, 28)])
PEOPLE = st.builds(Identity, NAMES, NAMES, DAYS, st.sampled_from(["SY", "IQ", ""]))


@given(PEOPLE, PEOPLE)
def test_likeness_is_the_same_both_ways_and_everybody_is_themselves(left, right):
    assert compare(left, right) == compare(right, left)
    assert compare(left, left) is SAME


@given(st.lists(PEOPLE, max_size=12))
def test_twins_in_a_list_are_those_that_comparing_each_with_each_would_find(people):
    found = find_twins(people)
    for place, hits in enumerate(found):
        each = {at: compare(people[at], people[place]) for at in range(place)}
        assert dict(hits) == {at: likeness for at, likeness in each.items() if likeness != UNLIKE}


def test_whoever_is_alike_is_found_in_their_own_municipality_only(db):
    """R-CAN-05: nothing is compared across municipalities here."""
    ours, theirs = MunicipalityFactory.create_batch(2)
    amina = known(ours, "Haddad", "Amina", DAY)
    swapped = known(ours, "Haddad", "Amina", date(1990, 3, 4))
    digit = known(ours, "Haddad", "Amina", date(1991, 4, 3))
    known(ours, "Karimi", "Amina", DAY)
    known(theirs, "Haddad", "Amina", DAY)

    [hits, others] = find_alike(ours.pk, [AMINA, Identity("Nemo", "Omar", DAY, "SY")])

    assert hits[0] == (amina.pk, SAME)
    assert {(pk, each.reasons) for pk, each in hits[1:]} == {
        (swapped.pk, (R.DAY_AND_MONTH,)),
        (digit.pk, (R.ONE_DIGIT,)),
    }
    assert others == []


def test_a_locked_record_is_found_as_well(db):
    ours = MunicipalityFactory()
    locked = known(ours, "Haddad", "Amina", DAY, restricted_on=DAY, restriction="request")
    assert find_alike(ours.pk, [AMINA]) == [[(locked.pk, SAME)]]


def test_many_people_are_looked_up_in_few_questions(db, django_assert_max_num_queries):
    ours = MunicipalityFactory()
    known(ours, "Haddad", "Amina", DAY)
    many = [
        Identity(f"Haddad {n}", "Amina", DAY + timedelta(days=n % 700), "SY") for n in range(800)
    ]
    with django_assert_max_num_queries(6):
        find_alike(ours.pk, many)
