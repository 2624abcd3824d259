"""What each kind of financing pays, before and after the account is settled (VVG 2.2 and 2.3).

No clock. Amounts are whole cents; half a cent is rounded up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kreislotse.funding.rules import Formula
from kreislotse.funding.states import Financing
from kreislotse.kernel.german import decimal
from kreislotse.kernel.money import ZERO, Money, total


@dataclass(frozen=True)
class Funds:
    """What others pay: the applicant itself, third parties that are not public, other grants."""

    own: Money = ZERO
    third_parties: Money = ZERO
    public: Money = ZERO

    @property
    def total(self) -> Money:
        return self.own + self.third_parties + self.public


@dataclass(frozen=True)
class Terms:
    """What the guideline says about the sum; empty where it says nothing or was not read."""

    percent: Decimal | None = None
    cap: Money | None = None


@dataclass(frozen=True)
class Grant:
    """A computed grant, how it came about, and the cap where it cut the sum off."""

    amount: Money
    formula: str
    capped_at: Money | None = None
    uncapped: Money | None = None

    def __str__(self) -> str:
        return self.formula


def planned(kind: str, cost: Formula, *, terms: Terms, funds: Funds) -> Grant | None:
    """The grant that an application computes; None while the percentage is not known."""
    if kind == Financing.SHARE:
        if terms.percent is None:
            return None
        return by_share(cost.total - funds.third_parties, terms.percent, terms.cap)
    if kind == Financing.DEFICIT:
        others = funds.third_parties + funds.public
        return by_deficit(cost.total, own=funds.own, third_parties=others, cap=terms.cap)
    text = " + ".join(str(term) for term in cost.terms)
    return _capped(cost.total, text, terms.cap)


def rests_on_cost(kind: str) -> bool:
    """Whether the lines are cost of which others pay a part; else they are the grant itself."""
    return kind in (Financing.SHARE, Financing.DEFICIT, Financing.FULL)


def uncovered(cost: Money, requested: Money, funds: Funds) -> Money:
    """What of the cost nobody pays by the financing plan; negative when it is paid twice."""
    return cost - requested - funds.total


def by_share(eligible: Money, percent: Decimal, cap: Money | None = None) -> Grant:
    """Anteilfinanzierung: a percentage of the eligible cost, at most the cap."""
    part = eligible.share(Fraction(percent) / 100)
    return _capped(part, f"{percent_text(percent)} × {eligible}", cap)


def share_settled(granted: Money, percent: Decimal, eligible: Money) -> Grant:
    """Lower cost than planned lets the grant fall pro rata; higher cost does not raise it."""
    return by_share(eligible, percent, granted)


def by_deficit(cost: Money, *, own: Money, third_parties: Money, cap: Money | None = None) -> Grant:
    """Fehlbedarfsfinanzierung: what own and other funds leave uncovered, at most the cap."""
    gap, text = cost - own - third_parties, f"{cost} − {own} − {third_parties}"
    if gap < ZERO:  # others cover more than all of it
        return Grant(ZERO, f"{text} < {ZERO}")
    return _capped(gap, text, cap)


def deficit_settled(
    granted: Money, cost: Money, *, own: Money, third_parties: Money, new_income: Money = ZERO
) -> Grant:
    """New income and saved cost reduce the grant fully."""
    return by_deficit(cost, own=own, third_parties=third_parties + new_income, cap=granted)


def by_units(units: Sequence[tuple[Decimal, Money]], cap: Money | None = None) -> Grant:
    """Festbetragsfinanzierung: a multiple of an amount per unit: post, course, place."""
    parts = [each.share(Fraction(number)) for number, each in units]
    text = " + ".join(f"{_number(number)} × {each}" for number, each in units)
    return _capped(total(parts), text, cap)


def units_settled(
    units: Sequence[tuple[Decimal, Money]], *, granted: Money, cost: Money | None = None
) -> Grant:
    """Only units that fall away, or cost below the fixed amount, reduce it; nothing raises it."""
    remaining = by_units(units, granted)
    if cost is None or cost >= remaining.amount:
        return remaining
    return Grant(cost, f"{remaining.formula} > {cost}", cost)


def in_full(cost: Money, cap: Money | None = None) -> Grant:
    """Vollfinanzierung: the whole eligible cost; an exception that needs its reason."""
    return _capped(cost, str(cost), cap)


def lump_sum(amount: Money) -> Grant:
    """Fachbezogene Pauschale: the sum stands in the law or notice, nothing is computed."""
    return Grant(amount, str(amount))


def percent_text(percent: Decimal) -> str:
    """A percentage as people write it: 80 % or 66,67 %."""
    places = max(0, -int(percent.normalize().as_tuple().exponent))
    text = decimal(Fraction(percent), places) if places else str(int(percent))
    return f"{text}\u00a0%"


def _capped(amount: Money, text: str, cap: Money | None) -> Grant:
    formula = text if text == str(amount) else f"{text} = {amount}"
    if cap is not None and amount > cap:
        return Grant(cap, formula, capped_at=cap, uncapped=amount)
    return Grant(amount, formula)


def _number(number: Decimal) -> str:
    places = max(0, -int(number.normalize().as_tuple().exponent))
    return decimal(Fraction(number), places) if places else str(int(number))
