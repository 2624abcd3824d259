"""What the pages of sharing out show: the plan with its shares, one's own share, a remainder."""

from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.awards.models import AwardItem
from kreislotse.forwarding.answering import right_to_answer
from kreislotse.forwarding.figures import NAMES, days_on_file, latest_day, towns_of, without_figure
from kreislotse.forwarding.figures import figures_on as figures_of
from kreislotse.forwarding.models import Agreement, Forwarding, KeyFigure, Share, SharePlan
from kreislotse.forwarding.residual import proposal, residual_of
from kreislotse.forwarding.sharing_words import rounding_of
from kreislotse.forwarding.states import BY_FIGURES, ON_FILE, AgreementState, Key, PlanState
from kreislotse.kernel.german import date_short, decimal, join, number
from kreislotse.kernel.money import total
from kreislotse.ledger.states import AccountKind
from kreislotse.web.by_initiative import address_of
from kreislotse.web.forwarding.plan_listings import (
    agreement_address,
    badge,
    plan_address,
    rule,
    summary,
)
from kreislotse.web.forwarding.plan_picture import picture
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT
_STEPS = {"ask_municipalities": "ask", "decide_plan": "decide"}


def plan_page(request: Request, plan: SharePlan) -> dict[str, Any]:
    shares = list(plan.shares.all())
    beside = SharePlan.objects.visible_to(request.actor).beside(plan)
    context = record_context(
        request,
        plan,
        title=plan.title,
        crumbs=[
            (_("Verteilungen"), reverse("forwarding:plans")),
            (plan.initiative.title, address_of(plan.initiative)),
        ],
        deeds={verb: _deed(name, plan) for verb, name in _STEPS.items()},
        extra_deeds=_further_deeds(plan),
        state=badge(plan),
    )
    return context | {
        "facts": _facts(plan, request.actor),
        "weighed": any(share.weight is not None for share in shares),
        "shares": [(share, _weight(share.weight), _percent(share, plan)) for share in shares],
        "sum": total([share.amount for share in shares]),
        "rounding": rounding_of(plan, gettext),
        "picture": picture(shares, plan.base_amount),
        "short": _short(plan),
        "others": beside.count() - 1,
        "agreements": _agreements(plan),
        "summary": summary(plan),
        "overdue": _overdue(plan, request.actor),
        "asked_for": _asked_for(plan, request.actor),
    }


def agreement_page(request: Request, agreement: Agreement) -> dict[str, Any]:
    """One town's share and its answer; nothing of what others get."""
    plan, actor = agreement.plan, request.actor
    office = allowed(actor, Permission.FUNDING_READ, at=agreement.owner_id)
    crumbs = [(_("Abstimmung"), reverse("forwarding:agreements"))]
    context = record_context(
        request,
        agreement,
        title=gettext("Anteil von {town}").format(town=agreement.municipality)
        if office
        else gettext("Ihr Anteil: {plan}").format(plan=plan.title),
        crumbs=[(plan.title, plan_address(plan))] if office else crumbs,
        state=badge(agreement),
    )
    needs, place = right_to_answer(agreement, actor)
    open_now = plan.state == PlanState.CONSULTATION
    waiting = open_now and agreement.state == AgreementState.ASKED
    return context | {
        "facts": _agreement_facts(agreement),
        "may_answer": open_now and allowed(actor, needs, at=place),
        "agreed": agreement.state == AgreementState.AGREED,
        "objected": agreement.state == AgreementState.OBJECTED,
        "may_note_silence": waiting
        and actor.today > agreement.due_on
        and allowed(actor, EDIT, at=agreement.owner_id),
        "over": not open_now,
        "apply": _apply_address(agreement, actor),
    }


def _apply_address(agreement: Agreement, actor: Actor) -> str:
    """Where the town asks for its share, once the plan is decided and there is money."""
    plan, town = agreement.plan, agreement.municipality_id
    if plan.state != PlanState.DECIDED or plan.item_id is None:
        return ""
    shares = Share.objects.visible_to(actor).filter(plan=plan, organisation=town)
    share = shares.filter(forwardings__isnull=True, given_up_on__isnull=True).first()
    if share is None or town not in actor.places(Permission.FUNDS_REQUEST):
        return ""
    return f"{reverse('forwarding:forwarding_new')}?source=share-{share.pk}"


def residual_page(request: Request, item: AwardItem) -> dict[str, Any]:
    """What is left of an item and how it could go to the open applications."""
    found = residual_of(item)
    rows = proposal(item, found.free)
    proposed = total([row.amount for row in rows])
    return {
        "title": gettext("Rest von „{item}“").format(item=item),
        "crumbs": [(_("Reste"), reverse("forwarding:residuals"))],
        "item": item,
        "facts": [
            (_("Bescheid"), str(item.award)),
            (_("Bewilligung endet am"), found.ends_on),
            (_("Frei"), found.free),
            (_("Gebunden, nicht gebraucht"), found.unneeded),
        ],
        "unneeded": found.unneeded,
        "rows": rows,
        "requested": total([row.requested for row in rows]),
        "proposed": proposed,
        "stays": found.free - proposed,
        "may_draft": bool(proposed) and allowed(request.actor, EDIT, at=item.owner_id),
    }


def gaps(actor: Actor) -> list[str]:
    """For each kind of figure the towns of the reader's districts that have none, as sentences."""
    towns = towns_of(actor.places(EDIT), actor.today)
    if not towns:
        return []
    complete = {key for key, _on in days_on_file(towns)}
    return [_gap(key, towns, actor) for key in BY_FIGURES if key not in complete]


def first_figures(actor: Actor, key: str) -> dict[Any, int]:
    """What stands in the form of figures already: those of the latest day up to today."""
    towns = towns_of(actor.places(EDIT) | actor.places(Permission.REFERENCE_EDIT), actor.today)
    day = latest_day(key, towns, actor.today) if key in ON_FILE else None
    known = figures_of(key, day, towns) if day else {}
    return {town: known[town.pk] for town in towns if town.pk in known}


def _gap(key: Key, towns: list[Any], actor: Actor) -> str:
    day = latest_day(key, towns, actor.today)
    if day is None:
        sentence = gettext("Für „{key}“ ist noch von keiner Stadt oder Gemeinde eine Zahl da.")
        return sentence.format(key=NAMES[key])
    missing = [town.name for town in without_figure(towns, figures_of(key, day, towns))]
    sentence = gettext("Für „{key}“ fehlen zum {day} noch Zahlen von {towns}.")
    return sentence.format(key=NAMES[key], day=date_short(day), towns=join(missing))


def _deed(noun: str, plan: SharePlan) -> str:
    return reverse(f"forwarding:plan_{noun}", args=[plan.pk])


def _further_deeds(plan: SharePlan) -> list[tuple[Permission, Any, str]]:
    deeds = [(EDIT, _("Als weiteren Vorschlag kopieren"), _deed("copy", plan))]
    if plan.state == PlanState.DRAFT:
        deeds.insert(0, (EDIT, _("Ändern"), _deed("change", plan)))
    if plan.state in (PlanState.DRAFT, PlanState.CONSULTATION):
        deeds.append((EDIT, _("Verwerfen"), _deed("drop", plan)))
    return deeds


def _facts(plan: SharePlan, actor: Actor) -> list[tuple[Any, ...]]:
    facts: list[tuple[Any, ...]] = [
        (_("Vorhaben"), plan.initiative, address_of(plan.initiative)),
        (_("Betrag"), plan.amount),
        (_("Schlüssel"), rule(plan)),
    ]
    if plan.item:
        item = plan.item
        facts.insert(1, (_("Position des Bescheids"), f"{item.award}: {item}"))
        facts.append((_("Auf der Position frei"), item.pot.balance(AccountKind.AVAILABLE)))
    sources = _sources(plan, actor)
    if sources:
        facts.append((_("Quelle der Zahlen"), "; ".join(sources)))
    if plan.answers_due_on:
        facts.append((_("Antwort bis"), plan.answers_due_on))
    return facts


def _sources(plan: SharePlan, actor: Actor) -> list[str]:
    if plan.figures_on is None:
        return []
    towns = [share.organisation_id for share in plan.shares.all()]
    used = KeyFigure.objects.visible_to(actor).filter(
        key=plan.key, on=plan.figures_on, organisation__in=towns
    )
    return sorted(set(used.values_list("source", flat=True)))


def _short(plan: SharePlan) -> Any:
    """By how much an undecided plan is more than what is free of its item (R-DIS-02)."""
    if plan.item is None or plan.state in (PlanState.DECIDED, PlanState.DROPPED):
        return None
    free = plan.item.pot.balance(AccountKind.AVAILABLE)
    return plan.amount - free if plan.amount > free else None


def _weight(weight: int | None) -> str | None:
    return None if weight is None else number(weight)


def _percent(share: Any, plan: SharePlan) -> str:
    part = Fraction(share.amount.cents * 100, plan.amount.cents)
    return f"{decimal(part, 1)}\u00a0%"


def _agreements(plan: SharePlan) -> list[tuple[Agreement, Any, str]]:
    """The answers in the order of the shares."""
    given = {agreement.municipality_id: agreement for agreement in plan.agreements.all()}
    asked = [given[s.organisation_id] for s in plan.shares.all() if s.organisation_id in given]
    return [(each, badge(each), agreement_address(each)) for each in asked]


def _asked_for(plan: SharePlan, actor: Actor) -> list[tuple[Any, list[Forwarding], str]]:
    """Of a decided plan each share with its forwardings, and where to enter one on paper."""
    if plan.state != PlanState.DECIDED or plan.item_id is None:
        return []
    found: dict[int | None, list[Forwarding]] = {}
    for each in Forwarding.objects.visible_to(actor).filter(share__plan=plan).order_by("pk"):
        found.setdefault(each.share_id, []).append(each)
    new = reverse("forwarding:forwarding_new")
    may = allowed(actor, EDIT, at=plan.owner_id)
    return [
        (share, found.get(share.pk, []), f"{new}?share={share.pk}" if may else "")
        for share in plan.shares.all()
    ]


def _overdue(plan: SharePlan, actor: Actor) -> bool:
    """Whether silence can be noted now."""
    return (
        plan.state == PlanState.CONSULTATION
        and allowed(actor, EDIT, at=plan.owner_id)
        and any(
            each.state == AgreementState.ASKED and each.due_on < actor.today
            for each in plan.agreements.all()
        )
    )


def _agreement_facts(agreement: Any) -> list[tuple[Any, ...]]:
    plan = agreement.plan
    facts = [
        (_("Verteilung"), plan.title),
        (_("Kreis"), plan.owner),
        (_("Stadt oder Gemeinde"), agreement.municipality),
        (_("Anteil"), agreement.share),
        (_("Verteilt werden"), plan.amount),
        (_("Schlüssel"), rule(plan)),
    ]
    if agreement.weight is not None:
        facts.append((_("Ihre Zahl im Schlüssel"), number(agreement.weight)))
    return [
        *facts,
        (_("Rundung"), rounding_of(plan, gettext)),
        (_("Gefragt am"), agreement.asked_on),
        (_("Antwort bis"), agreement.due_on),
        (_("Geantwortet am"), agreement.answered_on),
        (_("Bemerkung"), agreement.remark),
    ]
