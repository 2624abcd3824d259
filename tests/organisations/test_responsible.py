"""Who is responsible, and who does today what another one did."""

from datetime import date

import pytest

from kreislotse.organisations.models import Contact, OrganisationKind, Succession
from kreislotse.organisations.responsible import Heir, organisation_on, responsible_for
from tests.factories.organisations import (
    ContactFactory,
    ContactTopicFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ResponsibilityFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2015, 11, 2)


def test_the_municipality_itself_is_responsible_for_benefits_with_norm_and_contact():
    """R-CON-03"""
    municipality = MunicipalityFactory()
    ResponsibilityFactory(norm="§§ 10, 10a AsylbLG", source="Gesetz")
    topic = ContactTopicFactory(code="asylblg-leistungen")
    contact = ContactFactory(owner=municipality, topic=topic)
    ContactFactory(owner=municipality, topic=topic, stands_in_for=contact)
    ContactFactory(topic=topic)  # of another municipality

    answer = responsible_for("asylblg", "benefit", municipality, TODAY)

    assert answer == (
        OrganisationKind.MUNICIPALITY,
        municipality,
        "§§ 10, 10a AsylbLG",
        "Gesetz",
        contact,
    )


def test_a_contact_out_of_the_readers_sight_stays_out_of_the_answer():
    """R-DP-10"""
    municipality = MunicipalityFactory()
    ResponsibilityFactory()
    ContactFactory(owner=municipality, topic=ContactTopicFactory(code="asylblg-leistungen"))
    answer = responsible_for(
        "asylblg", "benefit", municipality, TODAY, contacts=Contact.objects.none()
    )
    assert answer is not None
    assert answer.contact is None


@pytest.mark.parametrize("by", ["serves the district", "serves the municipality", "is a part"])
def test_another_body_is_found_by_its_area_or_its_parent(by):
    """R-CON-03"""
    municipality = MunicipalityFactory()
    ResponsibilityFactory(regime="sgb_ii", body_kind=OrganisationKind.JOB_CENTRE)
    centre = OrganisationFactory(kind="job_centre")
    if by == "is a part":
        centre.part_of = municipality.part_of
        centre.save()
    else:
        served = municipality.part_of if by == "serves the district" else municipality
        centre.serves.set([served])
    elsewhere = OrganisationFactory(kind="job_centre", name="A")
    elsewhere.serves.set([OrganisationFactory()])

    answer = responsible_for("sgb_ii", "benefit", municipality, TODAY)

    assert answer is not None
    assert (answer.body, answer.contact) == (centre, None)


def test_the_answer_is_that_of_the_day():
    """R-GEN-01"""
    municipality = MunicipalityFactory()
    given = {"regime": "sgb_iii", "body_kind": "employment_agency"}
    ResponsibilityFactory(norm="alt", valid_to=date(2012, 3, 31), **given)
    ResponsibilityFactory(norm="neu", valid_from=date(2012, 4, 1), **given)
    old = OrganisationFactory(kind="employment_agency", valid_to=date(2012, 12, 31))
    new = OrganisationFactory(kind="employment_agency", valid_from=date(2013, 1, 1))
    for agency in (old, new):
        agency.serves.set([municipality.part_of])
    answers = [
        responsible_for("sgb_iii", "benefit", municipality, day)
        for day in (date(2012, 3, 31), date(2012, 4, 1), date(2013, 1, 1))
    ]
    assert [(a and a.norm, a and a.body) for a in answers] == [
        ("alt", old),
        ("neu", old),
        ("neu", new),
    ]


def test_without_a_law_nobody_is_responsible():
    assert responsible_for("none", "benefit", MunicipalityFactory(), TODAY) is None


def test_a_body_that_the_register_does_not_know_is_said_to_be_unknown():
    ResponsibilityFactory(regime="sgb_ii", body_kind=OrganisationKind.JOB_CENTRE)
    answer = responsible_for("sgb_ii", "benefit", MunicipalityFactory(), TODAY)
    assert answer is not None
    assert (answer.kind, answer.body) == (OrganisationKind.JOB_CENTRE, None)


def test_todays_ministries_are_found_from_the_one_of_2015():
    """R-GEN-01"""
    mais, mkffi, mags = (OrganisationFactory(kind="ministry") for _ in range(3))
    for successor, task in [(mkffi, "Integration"), (mags, "Arbeit und Soziales")]:
        Succession.objects.create(
            predecessor=mais, successor=successor, task=task, since=date(2017, 6, 30)
        )
    assert organisation_on(mais, TODAY) == [Heir("", mais)]
    assert organisation_on(mais, date(2018, 1, 1)) == [
        Heir("Arbeit und Soziales", mags),
        Heir("Integration", mkffi),
    ]
