"""Base rates of section 247 BGB (R-GRT-17)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kreislotse.access.policy import Role
from kreislotse.funding.actions import load_base_rates, record_base_rate
from kreislotse.funding.base_rates import BaseRateTaken
from kreislotse.funding.models import BaseRate
from kreislotse.funding.queries import interest_rates
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def keeper(acting):
    return acting(Role.ADMINISTRATOR, at=OrganisationFactory())


def test_the_shipped_rates_are_loaded_once_with_their_source(keeper):
    assert load_base_rates(actor=keeper) == 8
    assert load_base_rates(actor=keeper) == 0
    assert list(BaseRate.objects.order_by("valid_from").values_list("valid_from", "percent")) == [
        (date(2015, 1, 1), Decimal("-0.83")),
        (date(2016, 7, 1), Decimal("-0.88")),
        (date(2023, 1, 1), Decimal("1.62")),
        (date(2023, 7, 1), Decimal("3.12")),
        (date(2024, 1, 1), Decimal("3.62")),
        (date(2024, 7, 1), Decimal("3.37")),
        (date(2025, 1, 1), Decimal("2.27")),
        (date(2025, 7, 1), Decimal("1.27")),
    ]
    sources = set(BaseRate.objects.values_list("source", flat=True))
    assert sources == {"Deutsche Bundesbank, § 247 BGB; vor Gebrauch dort prüfen"}


def test_interest_is_five_points_above_the_base_rate(keeper):
    """R-GRT-17"""
    load_base_rates(actor=keeper)
    rates = interest_rates()
    assert rates[0] == (date(2015, 1, 1), Fraction("4.17"))
    assert rates[-1] == (date(2025, 7, 1), Fraction("6.27"))
    assert interest_rates(surcharge=9)[0] == (date(2015, 1, 1), Fraction("8.17"))


def test_what_was_entered_before_is_kept(keeper):
    record_base_rate(
        actor=keeper, valid_from=date(2015, 1, 1), percent=Decimal("-0.80"), source="Bescheid"
    )
    assert load_base_rates(actor=keeper) == 7
    assert BaseRate.objects.get(valid_from=date(2015, 1, 1)).source == "Bescheid"


def test_a_day_has_one_base_rate(keeper):
    said = {"valid_from": date(2026, 1, 1), "percent": Decimal("1.00"), "source": "Bundesbank"}
    record_base_rate(actor=keeper, **said)
    entries = JournalEntry.objects.count()
    with pytest.raises(BaseRateTaken, match=r"Ab dem 01\.01\.2026 sind schon 1,00 % eingetragen"):
        record_base_rate(actor=keeper, **said)
    assert (BaseRate.objects.count(), JournalEntry.objects.count()) == (1, entries)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.HEAD])
def test_whoever_only_reads_enters_none(acting, role):
    reader = acting(role, at=OrganisationFactory())
    with pytest.raises(NotAllowed):
        record_base_rate(
            actor=reader, valid_from=date(2026, 1, 1), percent=Decimal(1), source="Bundesbank"
        )
    with pytest.raises(NotAllowed):
        load_base_rates(actor=reader)
    assert not BaseRate.objects.exists()
