"""Funding programmes with their dated data, as shipped; what nobody has read yet is None."""

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_FILE = Path(__file__).parent / "reference" / "programmes.yaml"


class Rate(NamedTuple):
    """Fixed amounts per full-time equivalent and year by role, in cents, between two days."""

    valid_from: date
    valid_to: date | None
    cents_per_fte: dict[str, int | None]
    most_fte: dict[str, Fraction | None]
    maximum_cents: int | None
    source: str


class Guideline(NamedTuple):
    """A version of a guideline between two days; amounts in cents."""

    title: str
    valid_from: date | None
    valid_to: date | None
    source: str
    financing: str = ""
    cap_cents: int | None = None
    forwarding_allowed: bool | None = None
    draw_months: int | None = None
    proof_months: int | None = None
    tolerance_percent: int | None = None


class Number(NamedTuple):
    """A number (Ziffer); those of one `draw_group` are drawn together."""

    number: str
    title: str
    valid_from: date
    valid_to: date | None
    source: str
    purpose: str | None = None
    draw_group: str = ""


class YearlyDate(NamedTuple):
    """A day of every year; `years_after` counts from the year funded."""

    kind: str
    day: int
    month: int
    years_after: int
    title: str
    valid_from: date
    valid_to: date | None
    source: str


class Annex(NamedTuple):
    """What an application must have with it."""

    code: str
    title: str
    valid_from: date
    source: str
    valid_to: date | None = None


class Programme(NamedTuple):
    """A funding programme; `purposes` are codes of `purposes()`."""

    code: str
    title: str
    financing: str | None
    granting_authority: str | None
    valid_from: date | None
    valid_to: date | None
    purposes: tuple[str, ...]
    rates: tuple[Rate, ...]
    source: str
    needs_consent: bool = False
    excludes_other_funding: bool = False
    exclusion_norm: str = ""
    guidelines: tuple[Guideline, ...] = ()
    numbers: tuple[Number, ...] = ()
    dates: tuple[YearlyDate, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def rate_on(self, day: date) -> Rate | None:
        """The rate in force on this day."""
        for rate in self.rates:
            if rate.valid_from <= day and (rate.valid_to is None or day <= rate.valid_to):
                return rate
        return None


def programmes() -> tuple[Programme, ...]:
    return tuple(_programme(entry) for entry in _content()["programmes"])


def purposes() -> dict[str, str]:
    """The purposes that money may be bound to, by code, with their titles."""
    return dict(_content()["purposes"])


@cache
def _content() -> dict[str, Any]:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))


def _programme(entry: dict[str, Any]) -> Programme:
    return Programme(
        **{
            **entry,
            "purposes": tuple(entry["purposes"]),
            "rates": tuple(_rate(rate) for rate in entry["rates"]),
            "guidelines": tuple(_guideline(each) for each in entry.get("guidelines", [])),
            "numbers": tuple(Number(**each) for each in entry.get("numbers", [])),
            "dates": tuple(YearlyDate(**each) for each in entry.get("dates", [])),
            "annexes": tuple(Annex(**each) for each in entry.get("annexes", [])),
        }
    )


def _rate(entry: dict[str, Any]) -> Rate:
    return Rate(
        valid_from=entry["valid_from"],
        valid_to=entry["valid_to"],
        cents_per_fte={role: _cents(euros) for role, euros in entry["per_fte"].items()},
        most_fte={role: fte and Fraction(fte) for role, fte in entry["most_fte"].items()},
        maximum_cents=_cents(entry["maximum"]),
        source=entry["source"],
    )


def _guideline(entry: dict[str, Any]) -> Guideline:
    said = {name: value for name, value in entry.items() if name != "cap"}
    return Guideline(**said, cap_cents=_cents(entry.get("cap")))


def _cents(euros: int | None) -> int | None:
    return None if euros is None else euros * 100
