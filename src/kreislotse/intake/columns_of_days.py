"""Columns of days: whether the day or the month comes first is decided by the column as a whole."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kreislotse.intake.reading.sheet import NOTHING, Flaw, Sheet, Value
from kreislotse.intake.reasons import Remark
from kreislotse.participants.profile import BY_CODE, FieldKind

# Excel counts days from the last day of 1899 on, or from 1904 on; below this a number is a year.
_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST_SERIAL, _LAST_SERIAL = 3_653, 80_000
_NUMBER = re.compile(r"\d{5}$", re.ASCII)
_MIXED = re.compile(r"\s*(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})\b")


@dataclass
class _Seen:
    """What the texts of one column prove, by their sign: points, slashes or hyphens."""

    day_first: set[str] = field(default_factory=set)
    month_first: set[str] = field(default_factory=set)
    real_days_after_12: int = 0

    def look_at(self, value: Value) -> None:
        if isinstance(value, Flaw):
            return
        if isinstance(value, str):
            found = _MIXED.match(value)
            if found:
                first, sign, second = int(found[1]), found[2], int(found[3])
                if 12 < first < 32 and 0 < second < 13:
                    self.day_first.add(sign)
                elif 12 < second < 32 and 0 < first < 13:
                    self.month_first.add(sign)
        elif isinstance(value, date):
            self.real_days_after_12 += value.day > 12

    def is_month_first(self, sign: str) -> bool:
        return sign != "." and sign in self.month_first and sign not in self.day_first

    def is_day_first(self, sign: str) -> bool:
        """With points it is the German way, unless the column shows the other one."""
        return sign not in self.month_first and (sign == "." or sign in self.day_first)

    @property
    def real_days_may_be_swapped(self) -> bool:
        """Excel made days of the texts that could be read day first, and left all others texts."""
        return any(map(self.is_month_first, "/-")) and not self.real_days_after_12


@dataclass(frozen=True)
class DayOrders:
    """How to read the days of a list, by field."""

    seen: Mapping[str, _Seen]
    since_1904: bool

    def __contains__(self, field_: str) -> bool:
        return field_ in self.seen

    def read(self, field_: str, value: Value) -> str | list[str]:
        """Year-month-day where that is certain, else the text itself, or why it is not certain."""
        seen = self.seen[field_]
        if isinstance(value, Flaw):
            return [value.value, ""]
        if isinstance(value, datetime):
            if value.time() != time():
                return ["day_with_time", f"{value:%d.%m.%Y %H:%M}"]
            value = value.date()
        if isinstance(value, date):
            shown = f"{value:%d.%m.%Y}"
            return ["swapped_day", shown] if seen.real_days_may_be_swapped else value.isoformat()
        if isinstance(value, str):
            text = value.replace(NOTHING, "").strip()
            return self._number(int(text)) if _NUMBER.match(text) else _text(text, seen)
        if isinstance(value, (bool, time, timedelta)):
            return ["no_day", str(value)]
        return self._number(value)

    def _number(self, value: float) -> str | list[str]:
        """A number without a format of its own; years and other numbers stay what they are."""
        if not _FIRST_SERIAL <= value <= _LAST_SERIAL:
            return str(int(value)) if value == int(value) else str(value)
        if value != int(value):
            return ["day_with_time", str(value)]
        zero = _DAY_ZERO_1904 if self.since_1904 else _DAY_ZERO
        return (zero + timedelta(days=int(value))).isoformat()

    def remarks(self, letters: Mapping[str, str]) -> list[Remark]:
        return [
            Remark("month_first", {"letter": letters[field_]})
            for field_, seen in self.seen.items()
            if any(map(seen.is_month_first, "/-"))
        ]


def day_orders(sheet: Sheet, mapped: Sequence[tuple[int, str]]) -> DayOrders:
    """Look through the columns of days once, before the rows are read."""
    columns = [
        (at, field_, _Seen())
        for at, field_ in mapped
        if field_ in BY_CODE and BY_CODE[field_].kind == FieldKind.DAY
    ]
    if columns:
        for row in sheet.rows():
            for at, _field, seen in columns:
                if at < len(row.values):
                    seen.look_at(row.values[at])
    return DayOrders({field_: seen for _at, field_, seen in columns}, sheet.since_1904)


def _text(text: str, seen: _Seen) -> str | list[str]:
    """A text with day and month in figures, written day first where its order is certain."""
    found = _MIXED.match(text)
    if not found:
        return text
    first, sign, second = int(found[1]), found[2], int(found[3])
    rest = text[found.end() :]
    if seen.is_month_first(sign) or (sign != "." and first <= 12 < second):
        return f"{second}.{first}.{found[4]}{rest}"
    if seen.is_day_first(sign) or first > 12 or first == second:
        return f"{first}.{second}.{found[4]}{rest}" if sign != "." else text
    return text if second > 12 else ["ambiguous_day", text]
