"""Which column of a list means which field: guessed from its heading, remembered per municipality.

Only what stands in `participants.profile.FIELDS` can be meant, or the two names in one column. All
other columns are left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import IntEnum

from kreislotse.intake.reading.sheet import Heading
from kreislotse.intake.reasons import Remark
from kreislotse.intake.vocabulary import (
    FULL_NAME,
    fold,
    forbidden_headings,
    known_headings,
    spellings,
    unread_headings,
)
from kreislotse.participants.profile import BY_CODE, NEEDED

_CLOSE_ENOUGH = 0.87
# Short words are close to too many others; long ones are sentences.
_SHORTEST, _LONGEST = 6, 40


class Certainty(IntEnum):
    """How sure a guess is; the greater wins where two columns mean the same field."""

    NONE = 0
    ALIKE = 1
    LIKELY = 2
    SURE = 3
    REMEMBERED = 4


@dataclass(frozen=True)
class Column:
    """A column of a list. An empty `field` is not read; `offered` is what it could mean as well."""

    letter: str
    heading: str
    field: str = ""
    certainty: Certainty = Certainty.NONE
    offered: str = ""
    is_forbidden: bool = False


def fold_heading(heading: str) -> str:
    """As headings are remembered."""
    return fold(heading)


def guess(headings: Sequence[Heading], remembered: Mapping[str, str]) -> list[Column]:
    """One field per column and one column per field.

    `remembered` maps folded headings to fields; an empty field says that the column is not read.
    """
    columns = [_column(heading, remembered) for heading in headings if heading.text]
    return _names_in_one(_once_each(columns), remembered)


def remarks_on(headings: Sequence[Heading], columns: Sequence[Column]) -> list[Remark]:
    """What to tell about the columns: forbidden ones, those over again, those that are missing."""
    found = [
        Remark("no_heading", {"letter": heading.letter}) for heading in headings if not heading.text
    ]
    first: dict[str, Column] = {}
    by_field = {column.field: column for column in columns if column.field}
    for column in columns:
        said = {"letter": column.letter, "heading": column.heading}
        earlier = first.setdefault(fold(column.heading), column)
        if column.is_forbidden:
            found.append(Remark("forbidden", said))
        elif earlier is not column:
            found.append(Remark("heading_twice", {**said, "other": earlier.letter}))
        elif column.offered in by_field:
            other = by_field[column.offered].letter
            title = _title(column.offered)
            found.append(Remark("two_for_one", {**said, "other": other, "title": title}))
    return found + [
        Remark("column_missing", {"title": _title(field)}) for field in missing_fields(columns)
    ]


def missing_fields(columns: Sequence[Column]) -> list[str]:
    """Which fields that every record needs no column gives."""
    given = {column.field for column in columns}
    if FULL_NAME in given:
        given |= {"family_name", "given_names"}
    return [field for field in NEEDED if field not in given]


def cells_of(columns: Sequence[Sequence[str]], row: int) -> dict[str, str]:
    """The cell of each field in a row, and the row itself for fields that have no column.

    `columns` as they are kept: letter, heading, field.
    """
    cells = {field: f"{letter}{row}" for letter, _heading, field in columns if field}
    return {**cells, "": str(row)}


def _title(field: str) -> str:
    return str(BY_CODE[field].title)


def _column(heading: Heading, remembered: Mapping[str, str]) -> Column:
    column = Column(heading.letter, heading.text)
    tries = spellings(heading.text)
    if any(each in forbidden_headings() for each in tries):
        return replace(column, is_forbidden=True)
    folded = fold(heading.text)
    if folded in remembered:
        field = remembered[folded]
        return replace(column, field=field, certainty=Certainty.REMEMBERED)
    for each in tries:
        if each in known_headings():
            field, sure = known_headings()[each]
            return replace(
                column, field=field, certainty=Certainty.SURE if sure else Certainty.LIKELY
            )
        if each in unread_headings():
            return column
    return _alike(column, folded)


def _alike(column: Column, folded: str) -> Column:
    """A heading with a slip of the hand, as long as no word that is not read is just as close."""
    if not _SHORTEST <= len(folded) <= _LONGEST:
        return column
    words = [*known_headings(), *unread_headings(), *forbidden_headings()]
    close = get_close_matches(folded, words, n=1, cutoff=_CLOSE_ENOUGH)
    if not close:
        return column
    if close[0] in forbidden_headings():
        return replace(column, is_forbidden=True)
    field, _sure = known_headings().get(close[0], ("", False))
    return replace(column, field=field, certainty=Certainty.ALIKE if field else Certainty.NONE)


def _once_each(columns: list[Column]) -> list[Column]:
    """Where two columns mean one field, the surer one keeps it, then the one further left."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.field and column.certainty > best.get(column.field, _NOBODY).certainty:
            best[column.field] = column
    return [
        column
        if not column.field or best[column.field] is column
        else replace(column, field="", certainty=Certainty.NONE, offered=column.field)
        for column in columns
    ]


_NOBODY = Column("", "")


def _names_in_one(columns: list[Column], remembered: Mapping[str, str]) -> list[Column]:
    """A list without first names has both in one column; one with both needs no third."""
    by_field = {column.field: column for column in columns if column.field}
    name, given, both = (by_field.get(each) for each in ("family_name", "given_names", FULL_NAME))
    if both and name and given:
        return [replace(each, field="") if each is both else each for each in columns]
    if both:
        half = [each for each in (name, given) if each]
        return [
            replace(each, field="", offered=each.field) if each in half else each
            for each in columns
        ]
    if name and not given and fold(name.heading) not in remembered:
        whole = replace(name, field=FULL_NAME, certainty=Certainty.LIKELY, offered="family_name")
        return [whole if each is name else each for each in columns]
    return columns
