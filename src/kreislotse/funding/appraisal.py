"""What an application amounts to by the rules of its day: its grant, what it lacks, what is due."""

from datetime import date
from typing import NamedTuple

from kreislotse.funding.completeness import Annex, Facts, Item, checklist
from kreislotse.funding.financing import (
    Funds,
    Grant,
    Terms,
    planned,
    rests_on_cost,
    uncovered,
)
from kreislotse.funding.models import Application, ApplicationLine, Guideline
from kreislotse.funding.queries import (
    annexes_on,
    formula_of,
    guideline_on,
    in_force,
    parts_of,
)
from kreislotse.funding.rules import Line, application_due, formula
from kreislotse.funding.states import CoFinancingKind, ConsentState, Financing, ProgrammeDateKind
from kreislotse.kernel.money import Money, total


def day_of(application: Application, today: date) -> date:
    """The day whose rules hold: that of the rates, else the first of the period, else today."""
    return application.rates_on or application.period_from or today


def guideline_of(application: Application, today: date) -> Guideline | None:
    return guideline_on(application.programme, day_of(application, today))


def funds_of(application: Application) -> Funds:
    """What others pay towards it, by who they are."""
    paid: dict[str, list[Money]] = {kind: [] for kind in CoFinancingKind.values}
    for each in application.co_financing.all():
        paid[each.kind].append(each.amount)
    return Funds(
        own=total(paid[CoFinancingKind.OWN]),
        third_parties=total(paid[CoFinancingKind.THIRD_PARTY]),
        public=total(paid[CoFinancingKind.PUBLIC]),
    )


def grant_of(application: Application, today: date) -> Grant | None:
    """What the lines, the co-financing and the guideline of the day compute (R-GRT-02)."""
    cost = formula_of(application)
    if cost is None:
        return None
    guideline = guideline_of(application, today)
    terms = Terms(guideline.percent, guideline.cap) if guideline else Terms()
    return planned(application.financing, cost, terms=terms, funds=funds_of(application))


def completeness_of(application: Application, today: date) -> list[Item]:
    """The nine parts of the form and the annexes of the day, each with how it stands."""
    cost = formula_of(application)
    gap = None
    if cost and application.requested and rests_on_cost(application.financing):
        gap = uncovered(cost.total, application.requested, funds_of(application))
    programme, consent = application.programme, application.consent
    return checklist(
        Facts(
            ruled=guideline_of(application, today) is not None,
            lump_sum=application.financing == Financing.LUMP_SUM,
            full_financing=application.financing == Financing.FULL,
            applicant_has_key=bool(application.applicant.key),
            period=bool(application.period_from and application.period_to),
            lines=bool(application.lines.all()),
            cost_known=cost is not None,
            uncovered=gap,
            requested=application.requested is not None,
            need=bool(application.need),
            funding_need=bool(application.funding_need),
            financial_effects=bool(application.financial_effects),
            not_begun=application.not_begun,
            early_start=application.early_start_on is not None,
            input_tax_said=application.deducts_input_tax is not None,
            needs_consent=bool(programme and programme.needs_consent),
            consented=bool(consent and consent.state == ConsentState.GRANTED),
            annexes=_annexes(application, today),
        )
    )


def _annexes(application: Application, today: date) -> list[Annex]:
    present = {annex.code for annex in application.annexes.all()}
    asked = annexes_on(application.programme, day_of(application, today))
    return [Annex(each.code, each.title, each.mandatory, each.code in present) for each in asked]


def renewal_due(application: Application) -> date | None:
    """Until when to apply for the year after (R-GRT-20); None where no date is known."""
    last = application.period_to or application.rates_on
    if application.programme is None or last is None:
        return None
    for each in application.programme.dates.all():
        if each.kind == ProgrammeDateKind.APPLICATION:
            due = application_due(
                funded_year=last.year + 1,
                month=each.month,
                day=each.day,
                years_after=each.years_after,
            )
            if in_force([each], due):
                return due
    return None


class LineChange(NamedTuple):
    """A line of a renewal beside the line of the year before; None where there is none."""

    title: str
    before: ApplicationLine | None
    after: ApplicationLine | None
    amount_before: Money | None
    amount_after: Money | None


def changes_since(application: Application) -> list[LineChange]:
    """How a renewal differs from what it renews, line by line (R-GRT-20)."""
    if application.renewal_of is None:
        return []
    before = _in_order(application.renewal_of)
    after = _in_order(application)
    rows = []
    for line in before:
        same = next((each for each in after if each.title == line.title), None)
        if same:
            after.remove(same)
        rows.append(_change(line, same))
    return rows + [_change(None, line) for line in after]


def _change(before: ApplicationLine | None, after: ApplicationLine | None) -> LineChange:
    named = after or before
    return LineChange(
        named.title if named else "",
        before,
        after,
        amount_of(parts_of(before)) if before else None,
        amount_of(parts_of(after)) if after else None,
    )


def amount_of(line: Line) -> Money | None:
    """What one line amounts to; None while its share or rate is not known."""
    found = formula([line])
    return found.total if found else None


def _in_order(application: Application) -> list[ApplicationLine]:
    return sorted(application.lines.all(), key=lambda line: line.position)
