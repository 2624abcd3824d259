"""Plan against actual per item of an award (R-GRT-10). Pure."""

from dataclasses import dataclass
from fractions import Fraction

from kreislotse.awards.rules import most_without_consent
from kreislotse.kernel.money import ZERO, Money


@dataclass(frozen=True)
class PlanLine:
    """An item: what the notices say, what it holds after shifts, what is spent of it."""

    planned: Money
    now: Money
    spent: Money
    tolerance_percent: int | None = None

    @property
    def shifted(self) -> Money:
        """By how much shifts between items have changed it."""
        return self.now - self.planned

    @property
    def over(self) -> Money:
        """By how much the spending is above the plan; below it, negative."""
        return self.spent - self.planned

    @property
    def over_percent(self) -> Fraction:
        """The same in per cent of the plan; nothing planned makes any spending 100 %."""
        if self.planned == ZERO:
            return Fraction(100 if self.spent > ZERO else 0)
        return Fraction(self.over.cents * 100, self.planned.cents)

    @property
    def room(self) -> Money:
        """How much more may be shifted into it without consent; never below zero."""
        most = most_without_consent(self.planned, self.tolerance_percent)
        return max(most - self.shifted, ZERO)

    @property
    def within_tolerance(self) -> bool:
        """Whether what is spent stays within what the notice allows above the plan."""
        return self.over <= most_without_consent(self.planned, self.tolerance_percent)
