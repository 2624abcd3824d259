"""The retention periods in force on a day, and those that are shipped."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from kreislotse.protection.models import RetentionPeriod
from kreislotse.protection.states import Clock
from kreislotse.records.tables import valid_on

_FILE = Path(__file__).parent / "reference" / "periods.yaml"


class ShippedPeriod(NamedTuple):
    """A period as it is proposed, with its reason and source."""

    clock: Clock
    months: int
    reason: str
    source: str


def shipped_periods() -> tuple[ShippedPeriod, ...]:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        ShippedPeriod(Clock(each["clock"]), each["months"], each["reason"], each["source"])
        for each in content["periods"]
    )


def months_on(day: date) -> dict[str, int]:
    """How many months each clock runs on that day; a clock without a period erases nothing."""
    rows = RetentionPeriod.objects.filter(valid_on(day)).order_by("valid_from")
    return dict(rows.values_list("clock", "months"))
