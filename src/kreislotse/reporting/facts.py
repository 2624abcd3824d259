"""Facts: values with unit, definition, reference date and the records that they were read from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import models

from kreislotse.kernel import german
from kreislotse.kernel.money import Money
from kreislotse.reporting.kinds import kind_of

OPEN = "noch offen"


@dataclass(frozen=True)
class Ref:
    """A pointer to a record that outlives it: its kind in words, its label, "app.Model/key"."""

    kind: str
    label: str
    reference: str


def ref(record: models.Model) -> Ref:
    """The pointer to a record."""
    meta = record._meta
    return Ref(kind_of(record), str(record), f"{meta.label}/{record.pk}")


@dataclass(frozen=True)
class Fact:
    """A value as a sentence shows it; `value` is plain (text, number or None when open)."""

    name: str
    value: str | int | None
    shown: str
    unit: str
    definition: str
    as_of: date
    records: tuple[Ref, ...]

    @property
    def is_open(self) -> bool:
        return self.value is None

    def as_json(self) -> dict[str, Any]:
        """The fact as editions and drafts keep it."""
        return {
            "name": self.name,
            "value": self.value,
            "shown": self.shown,
            "unit": self.unit,
            "definition": self.definition,
            "as_of": self.as_of.isoformat(),
            "records": [vars(record) for record in self.records],
        }


@dataclass(frozen=True)
class Reader:
    """Reads facts as of one reference date (Stichtag)."""

    as_of: date

    def _fact(
        self, name: str, value: Any, shown: str, unit: str, definition: str, records: Iterable[Any]
    ) -> Fact:
        seen = {each.reference: each for each in map(ref, records)}
        return Fact(
            name,
            value,
            shown if value is not None else OPEN,
            unit,
            definition,
            self.as_of,
            tuple(seen.values()),
        )

    def text(
        self, name: str, value: str | None, definition: str, *records: models.Model, shown: str = ""
    ) -> Fact:
        """Words; a text that is empty or says that it is not known is open."""
        if value == german.NOT_KNOWN:
            value = None
        return self._fact(name, value or None, shown or value or "", "", definition, records)

    def day(self, name: str, value: date | None, definition: str, *records: models.Model) -> Fact:
        """A day, shown as 23. September 2015."""
        plain = value.isoformat() if value else None
        shown = german.date_long(value) if value else ""
        return self._fact(name, plain, shown, "Datum", definition, records)

    def money(
        self, name: str, value: Money | None, definition: str, *records: models.Model
    ) -> Fact:
        """An amount, kept in whole cents, shown as 170.000 €."""
        shown = german.euro(value.cents) if value is not None else ""
        plain = value.cents if value is not None else None
        return self._fact(name, plain, shown, "Cent", definition, records)

    def share(self, name: str, value: Any, definition: str, *records: models.Model) -> Fact:
        """Full-time equivalents, shown as 2,0 with as many places as they need."""
        if value is None:
            return self._fact(name, None, "", "Vollzeitstellen", definition, records)
        part = Fraction(value)
        places = next(p for p in (1, 2, 3, 4) if p == 4 or (part * 10**p).denominator == 1)
        shown = german.decimal(part, places)
        return self._fact(name, shown, shown, "Vollzeitstellen", definition, records)

    def count(
        self,
        name: str,
        value: int | None,
        unit: str,
        definition: str,
        *records: models.Model,
        shown: str = "",
    ) -> Fact:
        """A number of things; `shown` may be words such as „elf Städte“."""
        words = shown or (german.number(value) if value is not None else "")
        return self._fact(name, value, words, unit, definition, records)


@dataclass(frozen=True)
class Statement:
    """A sentence as a rule writes it: a template, and the facts that fill it.

    `key` is the same in every report as long as the sentence is about the same thing. `form` is
    "sentence" or "item". Facts that the template does not name still belong to its evidence.
    """

    key: str
    template: str
    facts: dict[str, Fact]
    starts_paragraph: bool = False
    form: str = "sentence"

    @property
    def text(self) -> str:
        """The sentence in German."""
        said = self.template.format(**{slot: fact.shown for slot, fact in self.facts.items()})
        return german.capitalise_first(said)

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """The facts in the order of the template's slots, as drafts and editions keep them."""
        return [{"slot": slot, **fact.as_json()} for slot, fact in self.facts.items()]
