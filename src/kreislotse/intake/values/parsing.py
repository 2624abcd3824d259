"""A row's texts as the values of a profile; nothing that was said is dropped without a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from kreislotse.intake.reasons import Reason
from kreislotse.intake.values.fields import NotUnderstood, full_name, refuse_no_text, value_of
from kreislotse.intake.values.plausible import implausible
from kreislotse.intake.values.texts import clean, repaired
from kreislotse.intake.vocabulary import FULL_NAME, is_not_said
from kreislotse.participants.profile import BY_CODE, NEEDED, FieldKind
from kreislotse.participants.states import Evidence

Read = str | Sequence[str]
_NAMES = ("family_name", "given_names")
_NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Parsed:
    """`profile_values` hold what was said and understood, `wrong` what was not; `notes` tell what
    was done to a value. A row with nothing wrong has all values that a Profile needs."""

    profile_values: dict[str, Any] = field(default_factory=dict)
    wrong: list[Reason] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)


def parse_row(
    values: Mapping[str, Read], cells: Mapping[str, str] = _NOWHERE, *, today: date
) -> Parsed:
    """Read the texts of a row, as `rows.MappedRows` gives them or as they were typed.

    `cells` are the addresses of the fields (`mapping.cells_of`), for the reasons.
    """
    reading = _Reading(cells)
    for code, said in values.items():
        if code in BY_CODE or code == FULL_NAME:
            reading.read(code, said)
    reading.check(today)
    return reading.parsed


class _Reading:
    """One row while it is being read."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.parsed = Parsed()

    def read(self, code: str, said: Read) -> None:
        if not isinstance(said, str):
            key, text = said
            self._wrong(code, key, **({"text": text} if text else {}))
            return
        text = self._repaired(code, clean(said))
        if is_not_said(text, name=code in _NAMES or code == FULL_NAME):
            return
        try:
            self._understand(code, text)
        except NotUnderstood as problem:
            self._wrong(code, problem.key, **problem.facts)

    def _repaired(self, code: str, text: str) -> str:
        meant = text if text.isascii() else clean(repaired(text))
        if meant != text:
            note = Reason(code, self._cell(code), "repaired_letters", {"was": text, "text": meant})
            self.parsed.notes.append(note)
        return meant

    def _understand(self, code: str, text: str) -> None:
        refuse_no_text(text)
        if code == FULL_NAME:
            for name, value in zip(_NAMES, full_name(text), strict=True):
                self._keep(name, value)
            return
        value = value_of(BY_CODE[code], text)
        if value is not None:
            self._keep(code, value)

    def _keep(self, code: str, value: Any) -> None:
        known = BY_CODE[code]
        if known.kind in (FieldKind.NAME, FieldKind.TEXT) and len(value) > known.longest:
            raise NotUnderstood("too_long", most=str(known.longest))
        self.parsed.profile_values[code] = value

    def check(self, today: date) -> None:
        """What lacks, what cannot be, and a level without evidence as the person's own word."""
        values = self.parsed.profile_values
        told = {reason.field for reason in self.parsed.wrong}
        for code in NEEDED:
            if code not in values and code not in told and not self._is_told(code, told):
                self._wrong(code, "missing")
        for code, key, facts in list(implausible(values, today)):
            if code not in told and facts.get("other") not in told:
                self._wrong(code, key, **facts)
                told.add(code)
        if "german_level" in values and not {"german_evidence"} & (values.keys() | told):
            values["german_evidence"] = Evidence.SELF.value
            cell = self._cell("german_level")
            self.parsed.notes.append(Reason("german_level", cell, "level_by_self"))

    def _is_told(self, code: str, told: set[str]) -> bool:
        return code in _NAMES and FULL_NAME in told

    def _wrong(self, code: str, key: str, **facts: str) -> None:
        self.parsed.wrong.append(Reason(code, self._cell(code), key, facts))

    def _cell(self, code: str) -> str:
        """The cell of the field, that of both names in one, or the row."""
        if code in self._cells:
            return self._cells[code]
        both = self._cells.get(FULL_NAME) if code in _NAMES else None
        return both or self._cells.get("", "")
