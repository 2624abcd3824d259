"""Base rates of section 247 BGB: reference data, shipped or entered."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from kreislotse.access.catalogue import add_entry, require_keeper
from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.funding.base_rates import BaseRateTaken, shipped_rates
from kreislotse.funding.models import BaseRate
from kreislotse.kernel.german import date_short, decimal

OWN = Permission.FUNDING_EDIT


@transaction.atomic
def load_base_rates(*, actor: Actor) -> int:
    """Add what the shipped file has and the database lacks; say how many entries that were."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    known = set(BaseRate.objects.values_list("valid_from", flat=True))
    lacking = [rate for rate in shipped_rates() if rate.valid_from not in known]
    for rate in lacking:
        record_base_rate(
            actor=actor, valid_from=rate.valid_from, percent=rate.percent, source=rate.source
        )
    return len(lacking)


@transaction.atomic
def record_base_rate(*, actor: Actor, valid_from: date, percent: Decimal, source: str) -> BaseRate:
    """Enter the base rate that holds from a day on; it may be negative (R-GRT-17)."""
    require_keeper(actor, OWN)
    taken = BaseRate.objects.filter(valid_from=valid_from).first()
    if taken:
        raise BaseRateTaken(day=date_short(valid_from), percent=decimal(Fraction(taken.percent), 2))
    rate = BaseRate(valid_from=valid_from, percent=percent, source=source)
    return add_entry(rate, "record_base_rate", actor=actor, own=OWN)
