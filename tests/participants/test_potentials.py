"""How many people receive benefits in a municipality: a stock of a day, with its source."""

from datetime import date

import pytest
from django.db import transaction

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.organisations.models import LegalRegime
from kreislotse.participants import actions, errors
from kreislotse.participants.models import Potential
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

DAY = date(2015, 10, 31)


@pytest.fixture
def town(db):
    return MunicipalityFactory()


@pytest.fixture
def steering(acting, town):
    return acting(Role.STEERING, at=town.part_of)


def record(town, actor, **said):
    values = {"regime": LegalRegime.ASYLBLG, "on": DAY, "people": 280, "source": "Sozialamt"}
    return actions.record_potential(town, actor=actor, **{**values, **said})


def test_steering_records_a_number_with_its_day_and_source(town, steering):
    """R-REP-01"""
    found = record(town, steering, source=" Sozialamt, Oktober 2015 ")
    assert (found.owner, found.people, found.on) == (town, 280, DAY)
    assert found.source == "Sozialamt, Oktober 2015"
    entry = JournalEntry.objects.of_record(found).get()
    assert (entry.verb, entry.change["people"]) == ("record_potential", 280)


def test_a_town_records_its_own_number(town, acting):
    clerk = acting(Role.MUNICIPAL_CLERK, at=town)
    assert record(town, clerk, people=0).people == 0


def test_said_again_for_the_day_it_is_corrected_with_both_numbers_in_the_journal(town, steering):
    record(town, steering)
    record(town, steering, people=285)
    assert Potential.objects.get().people == 285
    last = JournalEntry.objects.order_by("-number").first()
    assert last.change == {"people": [280, 285]}


def test_another_day_or_law_is_another_number(town, steering):
    record(town, steering)
    record(town, steering, on=date(2015, 9, 30))
    record(town, steering, regime=LegalRegime.SGB_II)
    assert Potential.objects.count() == 3


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (errors.DayAhead, {"on": date(2015, 11, 3)}),
        (errors.SourceMissing, {"source": " "}),
    ],
)
def test_what_is_refused_leaves_nothing_behind(town, steering, refusal, said):
    with pytest.raises(refusal) as refused, transaction.atomic():
        record(town, steering, **said)
    assert "{" not in refused.value.sentence()
    assert (Potential.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_only_municipalities_have_such_a_number(town, steering):
    provider = OrganisationFactory(kind="provider", part_of=town.part_of)
    with pytest.raises(errors.NotAMunicipality):
        record(provider, steering)


@pytest.mark.parametrize(
    ("role", "where"),
    [(Role.MUNICIPAL_CLERK, "beside"), (Role.STEERING, "elsewhere"), (Role.HEAD, "district")],
)
def test_nobody_else_records_it(town, acting, role, where):
    places = {
        "beside": lambda: MunicipalityFactory(part_of=town.part_of),
        "elsewhere": OrganisationFactory,
        "district": lambda: town.part_of,
    }
    with pytest.raises(NotAllowed):
        record(town, acting(role, at=places[where]()))
    assert Potential.objects.count() == 0


def test_a_number_is_seen_by_the_district_and_its_own_town_alone(town, steering, acting):
    """R-CAN-01: neither another town nor another district sees it."""
    record(town, steering)
    seen = [steering, acting(Role.MUNICIPAL_CLERK, at=town), acting(Role.HEAD, at=town.part_of)]
    blind = [
        acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=town.part_of)),
        acting(Role.STEERING, at=OrganisationFactory()),
        acting(Role.AGENCY_STAFF, at=OrganisationFactory(kind="employment_agency")),
    ]
    assert [Potential.objects.visible_to(each).count() for each in seen] == [1, 1, 1]
    assert [Potential.objects.visible_to(each).count() for each in blind] == [0, 0, 0]
