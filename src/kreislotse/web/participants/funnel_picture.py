"""The funnel as bars: how far people came, and how many each municipality reported.

Widths are per cent, so that the picture fits a phone without its text shrinking; positions down
are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kreislotse.reporting.funnel import Line
from kreislotse.reporting.funnel_flows import STAGE_NAMES, Stage

ROW, TEXT, BAR = 44, 16, 22


@dataclass(frozen=True)
class Bar:
    """The line of a name and its number, and the bar below; `inner` is the darker part of it."""

    name: Any
    value: str
    text_y: int
    bar_y: int
    width: str
    inner: str


@dataclass(frozen=True)
class Picture:
    height: int
    bars: list[Bar]


def of_stages(line: Line) -> Picture | None:
    """One bar a stage, as long as its share of those reported; None where nobody is."""
    reported = line.flows[Stage.REPORTED]
    if not reported:
        return None
    numbers = [(STAGE_NAMES[stage], line.flows[stage], 0) for stage in Stage]
    return _picture(numbers, max(line.flows.values()))


def of_towns(lines: Sequence[Line]) -> Picture | None:
    """One bar a municipality: all reported, and darker those of them transmitted."""
    numbers = [
        (line.municipality, line.flows[Stage.REPORTED], line.flows[Stage.TRANSMITTED])
        for line in lines
    ]
    largest = max((reported for _town, reported, _sent in numbers), default=0)
    return _picture(numbers, largest) if largest and len(numbers) > 1 else None


def _picture(numbers: Sequence[tuple[Any, int, int]], largest: int) -> Picture:
    bars = [
        Bar(
            name,
            f"{number} ({inner})" if inner else str(number),
            row * ROW + TEXT,
            row * ROW + BAR,
            _width(number, largest),
            _width(min(inner, number), largest),
        )
        for row, (name, number, inner) in enumerate(numbers)
    ]
    return Picture(len(bars) * ROW, bars)


def _width(number: int, largest: int) -> str:
    return f"{100 * number / largest:.2f}%"
