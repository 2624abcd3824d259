"""How long the post takes in law, as shipped: dated, by the law that the authority acts under."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

_FILE = Path(__file__).parent / "reference" / "service.yaml"

STATE_LAW, FEDERAL_LAW = "state", "federal"


class Service(NamedTuple):
    """From a day on, a posted notice counts as served so many days after posting (R-GRT-04)."""

    law: str
    valid_from: date
    days: int
    source: str


def service_on(posted_on: date, law: str = STATE_LAW) -> Service:
    """What held for a notice posted on this day."""
    known = [each for each in _services() if each.law == law and each.valid_from <= posted_on]
    return max(known, key=lambda each: each.valid_from)


@cache
def _services() -> tuple[Service, ...]:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(Service(**entry) for entry in content["service"])
