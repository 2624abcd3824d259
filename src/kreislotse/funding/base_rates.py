"""The base rates as shipped, and what is refused about them."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import yaml
from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError

_FILE = Path(__file__).parent / "reference" / "base_rates.yaml"


class BaseRateTaken(DomainError):
    """From one day on there is one base rate."""

    message = _(
        "Ab dem {day} sind schon {percent} % eingetragen. Prüfen Sie den Tag und die Quelle."
    )


class ShippedRate(NamedTuple):
    """The base rate from a day on, in per cent a year."""

    valid_from: date
    percent: Decimal
    source: str


def shipped_rates() -> tuple[ShippedRate, ...]:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        ShippedRate(entry["valid_from"], Decimal(entry["percent"]), content["source"])
        for entry in content["rates"]
    )
