"""The shares of a plan as bars: the base amount dark, what the key adds lighter.

Widths are per cent, so that the picture fits a phone without its text shrinking; positions down
are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kreislotse.forwarding.models import Share
from kreislotse.kernel.money import ZERO, Money

ROW, TEXT, BAR = 44, 16, 22


@dataclass(frozen=True)
class Bar:
    """One share: the line of its name and amount, and the bar below."""

    name: str
    amount: Money
    text_y: int
    bar_y: int
    base_width: str
    key_width: str


@dataclass(frozen=True)
class Picture:
    height: int
    bars: list[Bar]


def picture(shares: Sequence[Share], base: Money | None) -> Picture | None:
    """The drawing; None where there is nothing to compare."""
    cents = [share.amount.cents for share in shares]
    largest = max(cents, default=0)
    if not largest or largest - min(cents) <= 1:  # equal but for the rounded cent
        return None
    bars = [
        Bar(
            share.organisation.name,
            share.amount,
            row * ROW + TEXT,
            row * ROW + BAR,
            _width(base or ZERO, largest),
            _width(share.amount - (base or ZERO), largest),
        )
        for row, share in enumerate(shares)
    ]
    return Picture(len(shares) * ROW, bars)


def _width(amount: Money, largest: int) -> str:
    return f"{100 * amount.cents / largest:.2f}%"
