"""Figures by which money is shared out, as recorded and as shipped (R-DIS-03)."""

from datetime import date

import pytest
from django.db import transaction

from kreislotse.access.policy import Role
from kreislotse.forwarding import actions
from kreislotse.forwarding import sharing_errors as errors
from kreislotse.forwarding.figures import days_on_file
from kreislotse.forwarding.models import KeyFigure
from kreislotse.forwarding.states import Key
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import NotAllowed
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.sharing import eleven_towns

DAY = date(2014, 12, 31)


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def towns(district):
    return eleven_towns(district)


@pytest.fixture
def officer(acting, district):
    return acting(Role.GRANTS_OFFICER, at=district)


@pytest.fixture
def keeper(acting, district):
    return acting(Role.ADMINISTRATOR, at=district)


def record(actor, values, **said):
    said = {"key": Key.POPULATION, "on": DAY, "source": "IT.NRW", **said}
    return actions.record_key_figures(actor=actor, values=values, **said)


def test_the_figures_of_all_towns_are_recorded_from_one_source(officer, towns):
    record(officer, {town: 10 + number for number, town in enumerate(towns)})
    kept = KeyFigure.objects.order_by("organisation__key")
    assert [(each.value, each.on, each.source) for each in kept] == [
        (10 + number, DAY, "IT.NRW") for number in range(11)
    ]
    assert days_on_file(towns) == [(Key.POPULATION, DAY)]


def test_a_figure_said_again_for_its_day_is_corrected(officer, towns):
    for value in (10, 12, 12):
        record(officer, {towns[0]: value})
    figure = KeyFigure.objects.get()
    assert figure.value == 12
    changes = JournalEntry.objects.of_record(figure).values_list("change", flat=True)
    assert [change.get("value") for change in changes] == [[10, 12], 10]


def test_figures_of_some_towns_are_no_key_yet(officer, towns):
    record(officer, dict.fromkeys(towns[1:], 5))
    assert days_on_file(towns) == []


def test_the_key_of_2018_is_shipped_and_loaded_once(keeper, officer, district, towns):
    """T8, T9, R-DIS-03"""
    assert [actions.load_key_figures(actor=keeper) for _ in range(2)] == [11, 0]
    assert sum(KeyFigure.objects.values_list("value", flat=True)) == 1_671_554
    plan = actions.draft_plan(
        InitiativeFactory(owner=district),
        actor=officer,
        title="Schlüssel 2018",
        amount=Money.euros(20_000),
        key=Key.WEIGHTS,
        figures_on=date(2018, 12, 31),
    )
    assert plan.shares.get(organisation__name="Dülmen").amount == Money.parse("4.065,86")
    assert JournalEntry.objects.filter(verb="load_key_figures").get().change == {"rows": 11}


@pytest.mark.parametrize(
    ("values", "said", "refusal"),
    [
        ({}, {}, errors.FiguresEmpty),
        ({0: -1}, {}, errors.FigureBelowZero),
        ({0: 1}, {"source": " "}, errors.SourceMissing),
    ],
)
def test_a_figure_wants_a_value_and_its_source(officer, towns, values, said, refusal):
    with pytest.raises(refusal), transaction.atomic():
        record(officer, {towns[number]: value for number, value in values.items()}, **said)
    assert (KeyFigure.objects.count(), JournalEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.MUNICIPAL_CLERK])
def test_figures_are_kept_by_whoever_works_with_grants(acting, district, towns, role):
    with pytest.raises(NotAllowed):
        record(acting(role, at=district), {towns[0]: 1})


def test_another_district_does_not_change_our_figures(acting, towns):
    stranger = acting(Role.GRANTS_OFFICER, at=OrganisationFactory())
    with pytest.raises(NotAllowed):
        record(stranger, {towns[0]: 1})


def test_only_a_keeper_loads_what_is_shipped(officer):
    with pytest.raises(NotAllowed):
        actions.load_key_figures(actor=officer)
