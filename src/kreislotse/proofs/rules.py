"""The numerical proof: plan against actual, income against expenditure, and whether all ties.

Amounts come from the ledger and from receipts; nothing here is typed. Pure.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kreislotse.funding.financing import deficit_settled, share_settled
from kreislotse.funding.states import Financing
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.kernel.refusals import DomainError
from kreislotse.proofs import errors

_SUMS = {
    "planned": "Bewilligt",
    "spent": "Nachgewiesen",
    "shared_cost": "Ausgaben aus anderen Mitteln",
    "other_income": "Andere Einnahmen",
    "received": "Eingegangen",
    "repaid": "Zurückgezahlt",
    "requested": "Angefordert",
}


@dataclass(frozen=True)
class ItemLine:
    """A number of the notice: planned, spent by the district, proven by recipients."""

    item_id: int
    title: str
    planned: Money
    own: Money
    others: Money
    receipts: Money
    accepted: Money
    bound: Money

    @property
    def actual(self) -> Money:
        return self.own + self.others

    @property
    def difference(self) -> Money:
        """Over the plan; below it, negative."""
        return self.actual - self.planned


@dataclass(frozen=True)
class Income:
    """Money that came in for the measure, as the notice foresaw it and as it was."""

    label: str
    from_whom: str
    by_notice: Money
    by_account: Money


@dataclass(frozen=True)
class Passed:
    """What a recipient got from an item, and what became of it."""

    item: str
    recipient: str
    title: str
    paid: Money
    accepted: Money
    refunded: Money
    waived: Money

    @property
    def open(self) -> Money:
        return self.paid - self.accepted - self.refunded - self.waived


@dataclass(frozen=True)
class Numbers:
    """The whole numerical proof of an award for its time, or for one calendar year of it."""

    final: bool
    financing: str
    items: tuple[ItemLine, ...]
    incomes: tuple[Income, ...]
    passed: tuple[Passed, ...]
    received: Money
    repaid: Money
    requested: Money
    shared_cost: Money
    percent_hundredths: int | None = None
    eligible_by_notice: Money | None = None

    @property
    def planned(self) -> Money:
        return total([line.planned for line in self.items])

    @property
    def spent(self) -> Money:
        """What was spent from the grant and is proven."""
        return total([line.actual for line in self.items])

    @property
    def expenditure(self) -> Money:
        """With what own funds and others paid of the same receipts."""
        return self.spent + self.shared_cost

    @property
    def other_income(self) -> Money:
        return total([income.by_account for income in self.incomes])

    @property
    def other_income_by_notice(self) -> Money:
        return total([income.by_notice for income in self.incomes])

    @property
    def earned(self) -> Money:
        """The grant that is due for this expenditure, by its kind of financing (2.2)."""
        if self.financing == Financing.SHARE and self.percent_hundredths is not None:
            percent = Decimal(self.percent_hundredths) / 100
            return share_settled(self.planned, percent, self.expenditure).amount
        if self.financing == Financing.DEFICIT:
            others = self.other_income
            settled = deficit_settled(
                self.planned, self.expenditure, own=others, third_parties=ZERO
            )
            return settled.amount
        return min(self.spent, self.planned)

    @property
    def to_repay(self) -> Money:
        return max(self.received - self.repaid - self.earned, ZERO)

    @property
    def still_due(self) -> Money:
        """What the authority still owes for this expenditure."""
        return max(self.earned - (self.received - self.repaid), ZERO)


@dataclass(frozen=True)
class Said:
    """What the factual report and the confirmations say."""

    measure: str
    effects: str
    deviations: str
    no_deviations: bool
    economical: bool
    agrees_with_books: bool
    conditions_kept: bool


def percent(part: Money, whole: Money) -> Fraction:
    """A part in per cent of the whole; of nothing it is nothing."""
    return Fraction(part.cents * 100, whole.cents) if whole else Fraction(0)


def ties(numbers: Numbers) -> list[DomainError]:
    """Every difference between receipts, sub-proofs, the ledger and the incomes (R-GRT-14, G19)."""
    found: list[DomainError] = []
    for line in numbers.items:
        found += _ties_of(line, numbers.final)
    if numbers.final:
        found += [
            errors.NotProven(party=each.recipient, item=each.item, amount=each.open)
            for each in numbers.passed
            if each.open
        ]
        if numbers.requested:
            found.append(errors.StillRequested(amount=numbers.requested))
    if not lump_sum(numbers) and numbers.earned + numbers.other_income != numbers.expenditure:
        found.append(
            errors.IncomeDiffers(
                grant=numbers.earned,
                others=numbers.other_income,
                expenditure=numbers.expenditure,
            )
        )
    return found


def empty_parts(said: Said, numbers: Numbers) -> list[DomainError]:
    """What of the report and the confirmations is missing; a lump sum needs no report."""
    found: list[DomainError] = []
    if not lump_sum(numbers):
        found += _report_gaps(said, numbers)
    if not said.economical:
        found.append(errors.NotEconomical())
    if not said.agrees_with_books:
        found.append(errors.BooksNotConfirmed())
    if not said.conditions_kept:
        found.append(errors.ConditionsNotConfirmed())
    return found


def moved(signed: Numbers, now: Numbers) -> list[DomainError]:
    """What has changed in the books since the signature: sums by name, else that lines differ."""
    if signed == now:
        return []
    sums: list[DomainError] = [
        errors.SumChanged(what=what, signed=getattr(signed, name), now=getattr(now, name))
        for name, what in _SUMS.items()
        if getattr(signed, name) != getattr(now, name)
    ]
    return sums or [errors.LinesChanged()]


def lump_sum(numbers: Numbers) -> bool:
    """Whether only the binding confirmation of use is owed."""
    return numbers.financing == Financing.LUMP_SUM


def _ties_of(line: ItemLine, final: bool) -> list[DomainError]:
    found: list[DomainError] = []
    if line.receipts != line.own:
        found.append(
            errors.ReceiptsDiffer(item=line.title, receipts=line.receipts, booked=line.own)
        )
    if final and line.accepted != line.others:
        found.append(
            errors.SubProofsDiffer(item=line.title, accepted=line.accepted, booked=line.others)
        )
    if final and line.bound:
        found.append(errors.StillBound(item=line.title, amount=line.bound))
    return found


def _report_gaps(said: Said, numbers: Numbers) -> list[DomainError]:
    found: list[DomainError] = []
    if not said.measure.strip():
        found.append(errors.MeasureMissing())
    if not said.effects.strip():
        found.append(errors.EffectsMissing())
    if not said.deviations.strip() and not said.no_deviations:
        found.append(errors.DeviationsMissing())
    if said.no_deviations and numbers.final:
        found += [
            errors.DeviationsDenied(item=line.title, difference=line.difference)
            for line in numbers.items
            if line.difference
        ]
    return found
