"""Finding the row of headings among titles and notes, also where it takes two rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kreislotse.intake.reading.sheet import NOTHING, Flaw, Heading, Range, Value, letter_of
from kreislotse.intake.vocabulary import is_heading

# Whether the text over a column is one that lists of this kind use.
Known = Callable[[str], bool]
SEARCHED = 60
_KNOWN_NEEDED = 2


@dataclass(frozen=True)
class Headings:
    """Where the headings stand (rows from zero, first and last) and what they say."""

    first: int
    last: int
    headings: list[Heading]
    known: int


def find_headings(
    top: Sequence[Sequence[Value]], joined: Sequence[Range], known: Known = is_heading
) -> Headings | None:
    """The row with most known headings; fewer than two are none."""
    scores = [sum(1 for value in row if _is_word(value) and known(str(value))) for row in top]
    best = max(scores, default=0)
    if best < _KNOWN_NEEDED:
        return None
    row = scores.index(best)
    first, last = _rows(row, top, joined, scores)
    texts = _over_two_rows(top, first, joined) if first != last else _texts(top[row])
    headings = [Heading(letter_of(at), text) for at, text in enumerate(texts)]
    return Headings(first, last, headings, best)


def _is_word(value: Value) -> bool:
    return isinstance(value, str) and not isinstance(value, Flaw)


def _texts(row: Sequence[Value]) -> list[str]:
    return [
        " ".join(value.replace(NOTHING, " ").split())
        if isinstance(value, str) and not isinstance(value, Flaw)
        else ""
        for value in row
    ]


def _rows(
    row: int, top: Sequence[Sequence[Value]], joined: Sequence[Range], scores: Sequence[int]
) -> tuple[int, int]:
    """Two rows where joined cells tie them together and both hold nothing but words."""
    for first in (row, row - 1):
        if first < 0 or first + 1 >= len(top) or not _only_words(top[first : first + 2]):
            continue
        down = any(span.top == first and span.bottom == first + 1 for span in joined)
        across = any(
            span.top == span.bottom == first
            and span.right > span.left
            and _covers_several(top[first + 1], span)
            and not _covers_everything(top[first + 1], span)
            for span in joined
        )
        if (down or across) and (first == row or scores[first] or across):
            return first, first + 1
    return row, row


def _only_words(rows: Sequence[Sequence[Value]]) -> bool:
    """A row of people nearly always holds a number or a day; a row of headings never."""
    return all(isinstance(value, str) and not _has_digits(value) for row in rows for value in row)


def _has_digits(text: str) -> bool:
    return sum(sign.isdigit() for sign in text) > 1


def _covers_several(below: Sequence[Value], span: Range) -> bool:
    return sum(1 for value in below[span.left : span.right + 1] if value) > 1


def _covers_everything(below: Sequence[Value], span: Range) -> bool:
    """A title joined over the whole table is no heading of columns."""
    filled = [at for at, value in enumerate(below) if value]
    return bool(filled) and span.left <= filled[0] and span.right >= filled[-1]


def _over_two_rows(
    top: Sequence[Sequence[Value]], first: int, joined: Sequence[Range]
) -> list[str]:
    above, below = _texts(top[first]), _texts(top[first + 1])
    for span in joined:
        if span.top == first == span.bottom:
            for column in range(span.left, min(span.right + 1, len(above))):
                above[column] = above[span.left]
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    return [
        f"{upper}: {lower}" if upper and lower and upper != lower else upper or lower
        for upper, lower in zip(above, below, strict=True)
    ]
