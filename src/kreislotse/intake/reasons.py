"""What is said about a cell or a whole list, kept as keys and facts, told as German sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from django.utils.translation import gettext as _

from kreislotse.intake.words import REASONS, REMARKS
from kreislotse.participants.profile import BY_CODE

Facts = Mapping[str, str]


class Reason(NamedTuple):
    """Why a row is not taken over as it is, or (as a note) what was done to it.

    `cell` is the address in the sheet ("D17"), or the row alone ("17") for what has no column.
    A list of its parts is how it is stored with its row.
    """

    field: str
    cell: str
    key: str
    facts: Facts = MappingProxyType({})

    def sentence(self, sheet: str = "") -> str:
        """The place, what is wrong there, and what to do."""
        known = BY_CODE.get(self.field)
        title = str(known.title) if known else _("Name und Vorname")
        said = _(REASONS[self.key]).format(title=title, **self._shown())
        place = self._place(sheet)
        return f"{place}: {said}" if place else said

    def kept(self) -> list[Any]:
        return [self.field, self.cell, self.key, dict(self.facts)]

    @classmethod
    def of(cls, kept: Sequence[Any]) -> Self:
        return cls(*kept)

    def _place(self, sheet: str) -> str:
        if not self.cell:
            return ""
        where = _("Zeile {at}") if self.cell.isdecimal() else _("Zelle {at}")
        place = where.format(at=self.cell)
        return _("Blatt „{sheet}“, {place}").format(sheet=sheet, place=place) if sheet else place

    def _shown(self) -> dict[str, str]:
        """Facts that are a field's code are told by its title."""
        return {
            name: str(BY_CODE[value].title) if name == "other" else value
            for name, value in self.facts.items()
        }


@dataclass(frozen=True)
class Remark:
    """A notice about the whole list; `rows` are those it speaks of."""

    key: str
    facts: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[int, ...] = ()

    def sentence(self) -> str:
        return _(REMARKS[self.key]).format(rows=numbers(self.rows), **self.facts)

    def kept(self) -> list[Any]:
        """As it is stored with its list."""
        return [self.key, dict(self.facts), list(self.rows)]

    @classmethod
    def of(cls, kept: Sequence[Any]) -> Self:
        key, facts, rows = kept
        return cls(key, facts, tuple(rows))


def numbers(rows: Iterable[int]) -> str:
    """Rows as people write them: 3, 5–9, 12."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)
