"""The share with a place by municipality as bars, two for each: version A strong, version B paler.

The largest share is as wide as the picture. Widths are per cent, so that the picture fits a phone
without its text shrinking; positions down are pixels.
"""

from dataclasses import dataclass

from kreislotse.web.allocation.comparison import Side
from kreislotse.web.allocation.run_words import percent

ROW, TEXT, FIRST, SECOND, BAR = 56, 16, 22, 36, 12


@dataclass(frozen=True)
class Bar:
    """A municipality: the line of its name and shares, and the two bars below."""

    name: str
    value: str
    text_y: int
    a_y: int
    b_y: int
    a_width: str
    b_width: str


@dataclass(frozen=True)
class Picture:
    height: int
    bars: list[Bar]


def picture(a: Side, b: Side) -> Picture | None:
    """The drawing; None where there is one municipality only, or nobody gets a place."""
    first, second = a.figures["towns"], b.figures["towns"]
    shares = {name: (first[name]["share"], second[name]["share"]) for name in sorted(first)}
    most = max((share for both in shares.values() for share in both), default=0.0)
    if len(shares) < 2 or not most:
        return None
    bars = [
        Bar(
            name,
            f"{percent(old, 0)} / {percent(new, 0)}",
            row * ROW + TEXT,
            row * ROW + FIRST,
            row * ROW + SECOND,
            _width(old / most),
            _width(new / most),
        )
        for row, (name, (old, new)) in enumerate(shares.items())
    ]
    return Picture(len(bars) * ROW, bars)


def _width(part: float) -> str:
    return f"{100 * part:.2f}%"
