"""How the sum of an application comes about, and what a consent lacks on a day."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kreislotse.kernel.german import decimal
from kreislotse.kernel.money import Money, total

# A share of full posts with the yearly amount for one, None where not known; or a plain sum.
Line = tuple[Decimal | None, Money | None] | Money


class Factor(NamedTuple):
    """A share of full posts and the yearly amount for one full post, both known."""

    share: Decimal
    per_full_post: Money

    @property
    def amount(self) -> Money:
        return line_amount(self.share, self.per_full_post)

    def __str__(self) -> str:
        return f"{share_text(self.share)} × {self.per_full_post}"


class Sum(NamedTuple):
    """A plain sum."""

    amount: Money

    def __str__(self) -> str:
        return str(self.amount)


@dataclass(frozen=True)
class Formula:
    """How the sum came about; printed, it reads „2,0 × 50.000,00 € = 100.000,00 €“."""

    terms: tuple[Factor | Sum, ...]

    @property
    def total(self) -> Money:
        return total([term.amount for term in self.terms])

    def __str__(self) -> str:
        if len(self.terms) == 1 and isinstance(self.terms[0], Sum):
            return str(self.total)
        return f"{' + '.join(str(term) for term in self.terms)} = {self.total}"


def line_amount(share: Decimal, per_full_post: Money) -> Money:
    """The yearly amount for a share of full posts (R-GRT-02), half a cent rounded up."""
    return per_full_post.share(Fraction(share))


def formula(lines: Sequence[Line]) -> Formula | None:
    """How the lines add up; None without lines or while a rate or share is not known."""
    terms = [_term(line) for line in lines]
    known = tuple(term for term in terms if term is not None)
    return Formula(known) if known and len(known) == len(terms) else None


def _term(line: Line) -> Factor | Sum | None:
    if isinstance(line, Money):
        return Sum(line)
    share, per_full_post = line
    if share is None or per_full_post is None:
        return None
    return Factor(share, per_full_post)


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


def day_in(year: int, month: int, day: int) -> date:
    """This day of a year; 29 February is the 28th in a year without one."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def application_due(*, funded_year: int, month: int, day: int, years_after: int) -> date:
    """Until when to apply for a year (R-GRT-20): 30 October of the year before has -1."""
    return day_in(funded_year + years_after, month, day)


def share_text(share: Decimal) -> str:
    """A share of full time as people write it: 2,0 or 0,5 or 0,7692."""
    places = max(1, -int(share.normalize().as_tuple().exponent))
    return decimal(Fraction(share), places)
