"""How the sum of an application comes about, and what a consent lacks on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kreislotse.kernel.german import decimal
from kreislotse.kernel.money import Money, total

# A share of full posts and the yearly amount for one full post; None when not known.
Line = tuple[Decimal | None, Money | None]


class Factor(NamedTuple):
    """A share of full posts and the yearly amount for one full post, both known."""

    share: Decimal
    per_full_post: Money


@dataclass(frozen=True)
class Formula:
    """How the sum came about; printed, it reads „2,0 × 50.000,00 € = 100.000,00 €“."""

    factors: tuple[Factor, ...]

    @property
    def total(self) -> Money:
        return total([line_amount(each.share, each.per_full_post) for each in self.factors])

    def __str__(self) -> str:
        products = [f"{share_text(each.share)} × {each.per_full_post}" for each in self.factors]
        return f"{' + '.join(products)} = {self.total}"


def line_amount(share: Decimal, per_full_post: Money) -> Money:
    """The yearly amount for a share of full posts (R-GRT-02), half a cent rounded up."""
    return per_full_post.share(Fraction(share))


def formula(lines: Sequence[Line]) -> Formula | None:
    """How the lines add up; None without lines or while a rate or share is not known."""
    factors = [
        Factor(share, per_full_post)
        for share, per_full_post in lines
        if share is not None and per_full_post is not None
    ]
    return Formula(tuple(factors)) if factors and len(factors) == len(lines) else None


def computed_sum(lines: Sequence[Line]) -> Money | None:
    """The sum that the lines compute (R-GRT-02); None while it cannot be known."""
    found = formula(lines)
    return found.total if found else None


def needs_reason(requested: Money | None, computed: Money | None) -> bool:
    """Whether an applied sum differs from the computed one and hence wants a reason (R-GRT-02)."""
    return requested is not None and computed is not None and requested != computed


def missing_concurrences(day: date, concurred_on: Mapping[str, date | None]) -> list[str]:
    """Which ministries had not concurred on this day (R-GRT-01)."""
    return [name for name, on in concurred_on.items() if on is None or on > day]


def days_between(sent_on: date | None, answered_on: date | None) -> int | None:
    """How many days an answer took; None while either day is not known."""
    if sent_on is None or answered_on is None:
        return None
    return (answered_on - sent_on).days


def share_text(share: Decimal) -> str:
    """A share of full time as people write it: 2,0 or 0,5 or 0,7692."""
    places = max(1, -int(share.normalize().as_tuple().exponent))
    return decimal(Fraction(share), places)
