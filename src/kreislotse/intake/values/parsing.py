"""A row's texts as the values of a profile; nothing that was said is dropped without a reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from kreislotse.intake.reasons import Facts, Reason
from kreislotse.intake.values.fields import NotUnderstood, full_name, refuse_no_text, value_of
from kreislotse.intake.values.plausible import implausible
from kreislotse.intake.values.texts import clean, repaired
from kreislotse.intake.vocabulary import FULL_NAME, is_not_said
from kreislotse.participants.profile import BY_CODE, NEEDED, FieldKind
from kreislotse.participants.states import Evidence

Read = str | Sequence[str]
_NAMES = ("family_name", "given_names")
_READ = frozenset((*BY_CODE, FULL_NAME))
_NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class Parsed:
    """`profile_values` hold what was said and understood, `wrong` what was not; `notes` tell what
    was done to a value. A row with nothing wrong has all values that a Profile needs."""

    profile_values: dict[str, Any] = field(default_factory=dict)
    wrong: list[Reason] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)


class _Cell(NamedTuple):
    """What one text says: the values for its fields, why it is wrong, what it was repaired from."""

    values: tuple[tuple[str, Any], ...] = ()
    problem: tuple[str, Facts] | None = None
    repaired: Facts | None = None


def parse_row(
    values: Mapping[str, Read], cells: Mapping[str, str] = _NOWHERE, *, today: date
) -> Parsed:
    """Read the texts of a row, as `rows.MappedRows` gives them or as they were typed.

    `cells` are the addresses of the fields (`mapping.cells_of`), for the reasons.
    """
    reading = _Reading(cells)
    for code, said in values.items():
        if code in _READ:
            reading.read(code, said)
    reading.check(today)
    return reading.parsed


@lru_cache(maxsize=50_000)  # lists say the same few things over and over
def _cell(code: str, said: str) -> _Cell:
    text = clean(said)
    repaired_from = None
    if not text.isascii():
        meant = clean(repaired(text))
        if meant != text:
            repaired_from = {"was": text, "text": meant}
            text = meant
    if is_not_said(text, name=code in _NAMES or code == FULL_NAME):
        return _Cell((), None, repaired_from)
    values: list[tuple[str, Any]] = []
    try:
        for name, value in _understood(code, text):
            _refuse_too_long(name, value)
            values.append((name, value))
    except NotUnderstood as problem:
        return _Cell(tuple(values), (problem.key, problem.facts), repaired_from)
    return _Cell(tuple(values), None, repaired_from)


def _understood(code: str, text: str) -> Iterable[tuple[str, Any]]:
    refuse_no_text(text)
    if code == FULL_NAME:
        return zip(_NAMES, full_name(text), strict=True)
    value = value_of(BY_CODE[code], text)
    return () if value is None else ((code, value),)


def _refuse_too_long(code: str, value: Any) -> None:
    known = BY_CODE[code]
    if known.kind in (FieldKind.NAME, FieldKind.TEXT) and len(value) > known.longest:
        raise NotUnderstood("too_long", most=str(known.longest))


class _Reading:
    """One row while it is being read."""

    __slots__ = ("_cells", "parsed")

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.parsed = Parsed()

    def read(self, code: str, said: Read) -> None:
        if not isinstance(said, str):
            key, text = said
            self._wrong(code, key, {"text": text} if text else {})
            return
        values, problem, repaired_from = _cell(code, said)
        for name, value in values:
            self.parsed.profile_values[name] = value
        if repaired_from is not None:
            note = Reason(code, self._cell(code), "repaired_letters", repaired_from)
            self.parsed.notes.append(note)
        if problem is not None:
            self._wrong(code, *problem)

    def check(self, today: date) -> None:
        """What lacks, what cannot be, and a level without evidence as the person's own word."""
        values = self.parsed.profile_values
        told = {reason.field for reason in self.parsed.wrong}
        for code in NEEDED:
            if code not in values and code not in told and not self._is_told(code, told):
                self._wrong(code, "missing", {})
        for code, key, facts in implausible(values, today):
            if code not in told and facts.get("other") not in told:
                self._wrong(code, key, facts)
                told.add(code)
        if "german_level" in values and not {"german_evidence"} & (values.keys() | told):
            values["german_evidence"] = Evidence.SELF.value
            cell = self._cell("german_level")
            self.parsed.notes.append(Reason("german_level", cell, "level_by_self"))

    def _is_told(self, code: str, told: set[str]) -> bool:
        return code in _NAMES and FULL_NAME in told

    def _wrong(self, code: str, key: str, facts: Facts) -> None:
        self.parsed.wrong.append(Reason(code, self._cell(code), key, facts))

    def _cell(self, code: str) -> str:
        """The cell of the field, that of both names in one, or the row."""
        if code in self._cells:
            return self._cells[code]
        both = self._cells.get(FULL_NAME) if code in _NAMES else None
        return both or self._cells.get("", "")
