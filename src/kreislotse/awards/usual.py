"""What a notice says where nobody has typed it: from the guideline of its day, or as is usual."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from kreislotse.awards.reference_data import FEDERAL_LAW, STATE_LAW, service_on
from kreislotse.awards.rules import (
    DEFAULT_DRAW_MONTHS,
    DEFAULT_PROOF_MONTHS,
    proof_due,
    served,
)
from kreislotse.funding.models import (
    Application,
    ApplicationLine,
    Guideline,
    Programme,
    ProgrammeNumber,
    Purpose,
)
from kreislotse.funding.queries import guideline_on
from kreislotse.funding.rules import line_amount
from kreislotse.kernel.money import Money
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.records.tables import valid_on

_OF_GUIDELINE = (
    "draw_months",
    "tolerance_percent",
    "forwarding_allowed",
    "percent",
    "cap_per_project",
    "light_form_up_to",
)


class NewItem(NamedTuple):
    """A number and purpose with its sum, as somebody reads it off a notice."""

    title: str
    amount: Money
    number: str = ""
    purpose: Purpose | None = None
    draw_group: str = ""


class NewCondition(NamedTuple):
    """A condition of the notice, and whether it binds final recipients as well."""

    text: str
    source: str = ""
    passed_on: bool = True


def numbers_of(programme: Programme | None, day: date) -> dict[str, ProgrammeNumber]:
    """The numbers (Ziffern) of a programme on a day."""
    if programme is None:
        return {}
    numbers = programme.numbers.filter(valid_on(day)).select_related("purpose")
    return {each.number: each for each in numbers}


def proof_months(guideline: Guideline | None) -> int:
    """After how many months a proof is owed (R-GRT-13)."""
    return (guideline and guideline.proof_months) or DEFAULT_PROOF_MONTHS


def usual_facts(programme: Programme | None, *, dated: date, period_to: date) -> dict[str, Any]:
    """What the guideline of the day says, for whatever the notice leaves to it."""
    guideline = guideline_on(programme, dated)
    facts: dict[str, Any] = {
        "draw_months": DEFAULT_DRAW_MONTHS,
        "proof_due_on": proof_due(period_to, proof_months(guideline)),
    }
    if guideline is None:
        return facts
    said = {name: getattr(guideline, name) for name in _OF_GUIDELINE}
    return facts | {name: value for name, value in said.items() if value is not None}


def served_on(posted_on: date | None, authority: Organisation | None) -> date | None:
    """When a posted notice counts as served, by the law of the authority that sent it."""
    if posted_on is None:
        return None
    federal = authority is not None and authority.kind == OrganisationKind.FEDERAL_AGENCY
    return served(posted_on, service_on(posted_on, FEDERAL_LAW if federal else STATE_LAW).days)


def complete(item: NewItem, numbers: dict[str, ProgrammeNumber]) -> NewItem:
    """An item with the purpose, title and group of its number where it does not say its own."""
    known = numbers.get(item.number)
    if known is not None:
        item = item._replace(
            title=item.title or known.title,
            purpose=item.purpose or known.purpose,
            draw_group=item.draw_group or known.draw_group,
        )
    return item._replace(title=item.title or (item.purpose.title if item.purpose else ""))


def proposed_items(application: Application) -> Sequence[NewItem]:
    """What was applied for, line by line, as the items that a notice probably has."""
    lines = application.lines.select_related("rate", "purpose").order_by("position")
    found = [_proposed(line) for line in lines]
    if not found and application.requested:
        return [NewItem(application.title, application.requested)]
    return [item for item in found if item]


def _proposed(line: ApplicationLine) -> NewItem | None:
    per_full_post = line.rate.per_full_post if line.rate else None
    if line.amount is not None:
        return NewItem(line.title, line.amount, line.number, line.purpose)
    if line.share is None or per_full_post is None:
        return None
    return NewItem(line.title, line_amount(line.share, per_full_post), line.number, line.purpose)
