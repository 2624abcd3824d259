"""The pages of an award and of a repayment: facts, money, days, and what follows."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.awards.holdings import Holding, holdings, is_final_on, plan_of
from kreislotse.awards.models import Award, Repayment
from kreislotse.awards.owing import interest_owed
from kreislotse.awards.states import OPEN, OVER, AwardState, RepaymentState
from kreislotse.funding.states import Financing
from kreislotse.kernel.interest import RateMissing
from kreislotse.kernel.money import total
from kreislotse.ledger.states import AccountKind
from kreislotse.web.awards import deeds, sections
from kreislotse.web.awards.cash import cash_context
from kreislotse.web.awards.cash_tables import Cell, Table, sheet
from kreislotse.web.awards.facts import deadlines, notice_facts
from kreislotse.web.awards.listings import address, badge
from kreislotse.web.awards.onward import onward_context, proof_address
from kreislotse.web.awards.steps import STEPS
from kreislotse.web.by_initiative import address_of
from kreislotse.web.listing import Badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT
_KINDS = (
    AccountKind.UNDRAWN,
    AccountKind.DRAWN,
    AccountKind.AVAILABLE,
    AccountKind.COMMITTED,
    AccountKind.PAID,
    AccountKind.PROVEN,
)


def award_page(request: Request, award: Award) -> dict[str, Any]:
    may_edit = allowed(request.actor, EDIT, at=award.owner_id)
    lines = holdings(award)
    booked = award.state != AwardState.ENTERED
    entered = total([line.item.amount for line in lines])
    granted = total([line.granted for line in lines]) if booked else entered
    context = record_context(
        request,
        award,
        title=award.title,
        crumbs=[
            (_("Bescheide"), reverse("awards:awards")),
            (award.initiative.title, address_of(award.initiative)),
        ],
        deeds=_steps(request, award),
        extra_deeds=_further_deeds(request, award),
        state=badge(award),
    )
    context["deeds"] = _by_way_of_proof(request, award, context["deeds"])
    context |= {
        "facts": notice_facts(award, granted),
        "items": items_table(award, lines, booked=booked),
        "deadlines": deadlines(award, may_edit),
        "conditions": sorted(award.conditions.all(), key=lambda each: each.position),
        "may_edit": may_edit and award.state not in OVER,
        "beside": _beside(award, len(lines)) if may_edit else {},
        "changes": sections.changes(award),
        "duties": sections.duties(award, may_edit, request.actor.today),
        "repayments": sections.repayments(award),
    }
    if not booked:
        return context
    onward = onward_context(request.actor, award, lines)
    return context | cash_context(request, award) | onward


def repayment_page(request: Request, repayment: Repayment) -> dict[str, Any]:
    award = repayment.award
    paid = repayment.state == RepaymentState.REPAID
    context = record_context(
        request,
        repayment,
        title=gettext("Rückforderung: {amount}").format(amount=repayment.amount),
        crumbs=[(_("Bescheide"), reverse("awards:awards")), (award.title, address(award))],
        deeds={"record_repayment": reverse("awards:repayment_pay", args=[repayment.pk])},
        state=Badge(repayment.get_state_display(), "success" if paid else "danger"),
    )
    facts: list[tuple[Any, ...]] = [
        (_("Bescheid"), award, address(award)),
        (_("Position"), repayment.item),
        (_("Betrag"), repayment.amount),
        (_("Grund"), repayment.reason),
        (_("Gefordert am"), repayment.demanded_on),
        (_("Zu zahlen bis"), repayment.due_on),
        (_("Erster Zinstag"), repayment.interest_from),
        (_("Gezahlt am"), repayment.repaid_on),
        (_("Zinsen"), repayment.interest),
    ]
    if repayment.interest_waived_reason:
        facts.append((_("Zinsverzicht"), repayment.interest_waived_reason))
    return context | {
        "facts": facts,
        "method": award.get_day_count_display(),
        **_calculation(repayment, repayment.repaid_on or request.actor.today),
    }


def items_table(award: Award, lines: list[Holding], *, booked: bool) -> Table:
    """Each item with its sum and, once it is booked, where its money is (R-GRT-09, R-GRT-10)."""
    heads = [(_("Ziffer und Zweck"), False), (_("Laut Bescheid"), True)]
    if not booked:
        rows = [[Cell(line.item), Cell(line.item.amount)] for line in lines]
        foot = [Cell(gettext("Summe")), Cell(total([line.item.amount for line in lines]))]
        return Table(_("Positionen"), heads, rows, foot)
    heads += [(_("Zurzeit"), True)]
    heads += [(title, True) for title in _TITLES]
    heads += [(_("Darf noch wachsen"), True)]
    plan = plan_of(award, lines)
    sums = [
        [each.planned, line.granted, *[line.at(kind) for kind in _KINDS], each.room]
        for each, line in zip(plan, lines, strict=True)
    ]
    rows = [
        [Cell(line.item), *[Cell(amount) for amount in amounts]]
        for line, amounts in zip(lines, sums, strict=True)
    ]
    whole = [total(list(column)) for column in zip(*sums, strict=True)]
    foot = [Cell(gettext("Summe")), *[Cell(amount) for amount in whole[:-1]], Cell("")]
    return Table(_("Positionen"), heads, rows, foot)


_TITLES = (
    _("Noch abzurufen"),
    _("Eingegangen"),
    _("Frei"),
    _("Gebunden"),
    _("Nachweis offen"),
    _("Nachgewiesen"),
)


def _calculation(repayment: Repayment, day: Any) -> dict[str, Any]:
    """The calculation sheet of the interest: for the day paid, or as if paid today."""
    if repayment.interest_waived_reason:
        return {}
    try:
        owed = interest_owed(repayment, day)
    except RateMissing as refusal:
        return {"missing": refusal.sentence(gettext)}
    return {"sheet": sheet(owed), "owed": owed, "day": day} if owed else {}


def _steps(request: Request, award: Award) -> dict[str, str]:
    """The steps with their addresses; finality comes first only when its day has come."""
    names = list(STEPS)
    if not is_final_on(award, request.actor.today):
        names.sort(key=lambda name: name == "finality")
    found = {STEPS[name].verb: reverse(f"awards:award_{name}", args=[award.pk]) for name in names}
    return found | {"record_recovery": reverse("awards:repayment_new", args=[award.pk])}


def _by_way_of_proof(
    request: Request, award: Award, possible: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """A proof handed in says so to its award by itself; only a lump sum has none to write."""
    proof = proof_address(request.actor, award)
    if award.financing == Financing.LUMP_SUM or not proof:
        return possible
    step = reverse("awards:award_proof", args=[award.pk])
    led = {"label": _("Verwendungsnachweis öffnen"), "address": proof}
    return [deed | led if deed["address"] == step else deed for deed in possible]


def _further_deeds(request: Request, award: Award) -> list[tuple[Permission, Any, str]]:
    final = is_final_on(award, request.actor.today)
    is_open = award.state in OPEN
    offered = [
        (deeds.CHANGE, "award_change", award.state == AwardState.ENTERED),
        (deeds.ITEMS, "award_items", award.state == AwardState.ENTERED),
        (deeds.SERVICE, "award_service", is_open and not final),
        (deeds.WAIVE, "award_waiver", is_open and not final),
        (deeds.PAYMENT, "award_payment", is_open and award.financing == Financing.LUMP_SUM),
        (deeds.DEMAND, "repayment_new", award.state == AwardState.RECOVERY),
    ]
    return [
        (EDIT, deed.title, reverse(f"awards:{route}", args=[award.pk]))
        for deed, route, shown in offered
        if shown
    ]


def _beside(award: Award, items: int) -> dict[str, dict[str, Any]]:
    """Deeds that stand with the part of the page that they change, not at its head."""
    booked = award.state != AwardState.ENTERED and award.state not in OVER
    offered = [
        ("reallocate", deeds.REALLOCATE, "award_reallocate", award.state in OPEN and items > 1),
        ("duty", deeds.RAISE, "duty_new", booked),
        ("change", deeds.CHANGE_LATER, "award_change_new", booked),
        ("condition", deeds.CONDITION, "condition_new", award.state not in OVER),
    ]
    return {
        name: {"label": deed.title, "address": reverse(f"awards:{route}", args=[award.pk])}
        for name, deed, route, shown in offered
        if shown
    }
