"""What can be computed before money is passed on (step 7 of 2.5): no database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding.states import CheckKind, Verdict
from kreislotse.kernel.deadlines import add_months
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import Money

# Applications up to this sum get by with one page, unless call, notice or guideline say otherwise.
LIGHT_FORM_UP_TO = Money.euros(500)


@dataclass(frozen=True)
class Other:
    """Another forwarding to the same recipient for the same purpose, in days that overlap."""

    title: str
    amount: Money
    decided: bool


@dataclass(frozen=True)
class Facts:
    """What the checks look at; `last_day` is the last one on which a project may run."""

    purpose: str
    period_from: date
    period_to: date
    first_day: date
    last_day: date
    requested: Money
    cap: Money | None
    kind: RecipientKind
    allowed: frozenset[RecipientKind]
    other_funds: Money | None = None
    other_funds_from: str = ""
    others: tuple[Other, ...] = ()


@dataclass(frozen=True)
class Finding:
    """The outcome of one check, as the data have it; a person decides."""

    kind: CheckKind
    verdict: Verdict
    text: str


def findings(facts: Facts) -> tuple[Finding, ...]:
    """All checks in the order in which they are shown."""
    return (
        _purpose(facts),
        _period(facts),
        _cap(facts),
        _double_funding(facts),
        _recipient(facts),
    )


def sub_proof_due(proof_due_on: date, months: int) -> date:
    """The day of a recipient's proof: so many months before the district's own (R-DIS-06)."""
    return add_months(proof_due_on, -months)


def last_project_day(period_to: date, proof_due_on: date, months: int) -> date:
    """A project ends within the approval period, and before its proof is due."""
    return min(period_to, sub_proof_due(proof_due_on, months))


def smallest_cap(*caps: Money | None) -> Money | None:
    """The strictest of the limits that there are."""
    return min((cap for cap in caps if cap is not None), default=None)


def light_limit(*limits: Money | None) -> Money:
    """Up to which sum the light form suffices: the first that is said, else 500.00 (R-DIS-08)."""
    return next((limit for limit in limits if limit is not None), LIGHT_FORM_UP_TO)


def kind_allowed(kind: str, allowed: frozenset[RecipientKind]) -> bool:
    """Whether money may go to this kind; a notice that names none names all (R-DIS-01)."""
    return not allowed or kind in allowed


def failing(verdicts: Sequence[tuple[CheckKind, str]]) -> list[CheckKind]:
    """The checks that somebody has called not in order."""
    return [kind for kind, verdict in verdicts if verdict == Verdict.FAILS]


def _purpose(facts: Facts) -> Finding:
    text = f"Zweck laut Bescheid: „{facts.purpose}“. Passt das Vorhaben dazu?"
    return Finding(CheckKind.PURPOSE, Verdict.DOUBTFUL, text)


def _period(facts: Facts) -> Finding:
    asked = f"{date_short(facts.period_from)} bis {date_short(facts.period_to)}"
    open_days = f"{date_short(facts.first_day)} bis {date_short(facts.last_day)}"
    inside = facts.first_day <= facts.period_from and facts.period_to <= facts.last_day
    if inside:
        text = f"{asked} liegt in der Zeit, die möglich ist: {open_days}."
        return Finding(CheckKind.PERIOD, Verdict.FITS, text)
    text = f"{asked} liegt nicht ganz in der Zeit, die möglich ist: {open_days}."
    return Finding(CheckKind.PERIOD, Verdict.FAILS, text)


def _cap(facts: Facts) -> Finding:
    if facts.cap is None:
        text = f"Beantragt sind {facts.requested}. Einen Höchstbetrag je Projekt gibt es nicht."
        return Finding(CheckKind.CAP, Verdict.FITS, text)
    text = f"Beantragt sind {facts.requested}, höchstens möglich {facts.cap} je Projekt."
    verdict = Verdict.FITS if facts.requested <= facts.cap else Verdict.FAILS
    return Finding(CheckKind.CAP, verdict, text)


def _double_funding(facts: Facts) -> Finding:
    if facts.others:
        named = ", ".join(f"„{other.title}“ ({other.amount})" for other in facts.others)
        text = f"Für denselben Zweck und Zeitraum gibt es schon: {named}."
        decided = any(other.decided for other in facts.others)
        return Finding(
            CheckKind.DOUBLE_FUNDING, Verdict.FAILS if decided else Verdict.DOUBTFUL, text[:500]
        )
    if facts.other_funds:
        giver = f" von {facts.other_funds_from}" if facts.other_funds_from else ""
        text = f"Weitere Mittel: {facts.other_funds}{giver}. Bezahlen sie dieselben Kosten?"
        return Finding(CheckKind.DOUBLE_FUNDING, Verdict.DOUBTFUL, text[:500])
    text = "Keine weiteren Mittel angegeben, keine andere Weiterleitung für denselben Zweck."
    return Finding(CheckKind.DOUBLE_FUNDING, Verdict.FITS, text)


def _recipient(facts: Facts) -> Finding:
    kind = str(facts.kind.label)
    if kind_allowed(facts.kind, facts.allowed):
        text = f"{kind}: Der Bescheid erlaubt die Weiterleitung."
        return Finding(CheckKind.RECIPIENT, Verdict.FITS, text)
    text = f"{kind}: Der Bescheid erlaubt die Weiterleitung an diese Art von Empfänger nicht."
    return Finding(CheckKind.RECIPIENT, Verdict.FAILS, text)
