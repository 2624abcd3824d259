"""What the page of a forwarding shows, and what the pages of its deeds say beforehand."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import BERLIN, Permission, allowed
from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding.actions.contracts import LETTERS
from kreislotse.forwarding.checks import findings, smallest_cap
from kreislotse.forwarding.iban import in_groups
from kreislotse.forwarding.models import (
    Forwarding,
    ForwardingCheck,
    ForwardingDocument,
    Share,
)
from kreislotse.forwarding.queries import account_changes, facts_of, free
from kreislotse.forwarding.recipients import called, recipient_kind
from kreislotse.forwarding.states import BEFORE_PAYMENT, OFF, ForwardingState, Verdict
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO
from kreislotse.ledger.states import AccountKind
from kreislotse.web.deeds import Deed
from kreislotse.web.forwarding import forwardings_deeds as deeds
from kreislotse.web.forwarding.forwardings_listings import badge, recipient_name
from kreislotse.web.forwarding.sub_proofs import proof_context, proof_deeds
from kreislotse.web.listing import Badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT
READ = Permission.FUNDING_READ
_S = ForwardingState
_VERDICT_TONES: dict[str, str] = {
    Verdict.FITS: "success",
    Verdict.DOUBTFUL: "warning",
    Verdict.FAILS: "danger",
}
# The steps beside the way are offered, but never as the next one to take.
_ASIDE = ("reject", "recheck")
_WAY: list[tuple[Any, tuple[str, ...]]] = [
    (_("Antrag"), (_S.APPLIED,)),
    (_("Prüfung"), (_S.CHECKED,)),
    (_("Bewilligung"), (_S.APPROVED,)),
    (_("Vertrag"), (_S.CONTRACT_SENT, _S.CONTRACT_SIGNED)),
    (_("Auszahlung"), (_S.PAID,)),
    (_("Nachweis"), (_S.PROOF_RECEIVED, _S.ACCEPTED, _S.PARTLY_ACCEPTED, _S.RECOVERY)),
    (_("Abschluss"), (_S.CLOSED,)),
]


def address(forwarding: Forwarding) -> str:
    return reverse("forwarding:forwarding", args=[forwarding.pk])


def at(name: str, forwarding: Forwarding) -> str:
    return reverse(f"forwarding:forwarding_{name}", args=[forwarding.pk])


def forwarding_page(request: Request, forwarding: Forwarding) -> dict[str, Any]:
    reads = allowed(request.actor, READ, at=forwarding.owner_id)
    context = record_context(
        request,
        forwarding,
        title=forwarding.title,
        crumbs=[(_("Weiterleitung"), reverse("forwarding:forwardings"))],
        deeds={deed.verb: at(name, forwarding) for name, deed in deeds.STEPS.items()}
        | proof_deeds(forwarding),
        extra_deeds=_further_deeds(forwarding),
        state=badge(forwarding),
    )
    inside: dict[str, Any] = {} if reads else {"timeline": None, "blocked": []}
    documents = ForwardingDocument.objects.visible_to(request.actor).filter(forwarding=forwarding)
    checks = ForwardingCheck.objects.visible_to(request.actor).filter(forwarding=forwarding)
    proving = proof_context(request, forwarding)
    possible = _in_order(context["deeds"], request, forwarding, reads=reads)
    return {
        **context,
        **inside,
        **proving,
        "deeds": _with_proof(possible, forwarding, proving["proof"]),
        "facts": _facts(forwarding, reads=reads),
        "contact": _contact(request, forwarding),
        "money": _money(forwarding) if reads else [],
        "checks": [(each, verdict_badge(each)) for each in checks.order_by("pk")],
        "documents": documents.order_by("-dated", "-pk"),
        "way": way(forwarding),
    }


def way(forwarding: Forwarding) -> list[tuple[Any, Any]]:
    """The steps from the application to the end, and whether each is done or comes now."""
    if forwarding.state in OFF:
        return [(_WAY[0][0], Badge(_("erledigt"), "success")), (badge(forwarding).text, None)]
    here = next(place for place, (_name, states) in enumerate(_WAY) if forwarding.state in states)
    marks = [
        Badge(_("erledigt"), "success") if place <= here else None for place in range(len(_WAY))
    ]
    return [(name, mark) for (name, _states), mark in zip(_WAY, marks, strict=True)]


def verdict_badge(check: ForwardingCheck) -> Badge:
    return Badge(check.get_verdict_display(), _VERDICT_TONES.get(check.verdict, "info"))


def may_see_contact(request: Request, forwarding: Forwarding) -> bool:
    """Who works with it, and the recipient itself; nobody who only reads (a person at home)."""
    actor, place = request.actor, forwarding.owner_id
    own = forwarding.recipient_id in actor.places(Permission.FUNDS_REQUEST)
    works = allowed(actor, EDIT, at=place) or allowed(actor, Permission.FUNDING_APPROVE, at=place)
    return own or works


def first_values(request: Request) -> dict[str, Any]:
    """What the address names, and what a share that it names says already."""
    wanted = ("item", "call", "share", "source")
    said: dict[str, Any] = {each: request.GET[each] for each in wanted if each in request.GET}
    number = said.get("source", "").removeprefix("share-") or said.get("share", "")
    if not number.isdecimal():
        return said
    shares = Share.objects.visible_to(request.actor).select_related("plan")
    share = shares.filter(pk=number).first()
    if share is None:
        return said
    facts = {"title": share.plan.title, "requested": share.amount}
    return facts | {"recipient": share.organisation_id, "item": share.plan.item_id} | said


def check_initial(forwarding: Forwarding) -> dict[str, Any]:
    """The computed findings, and the organisation of the applicant's name if there is one."""
    recipient = forwarding.recipient or called(forwarding.applicant_name)
    kind = RecipientKind(forwarding.recipient_kind)
    if recipient is not None:
        kind = recipient_kind(recipient.kind)
    return {
        "findings": findings(facts_of(forwarding, recipient, kind)),
        "recipient": recipient.pk if recipient else None,
        "waived_reason": forwarding.waived_reason,
    }


def approval(forwarding: Forwarding) -> tuple[Deed, dict[str, Any]]:
    """The decision's page: what is free before it and what will be left, and the checks."""
    item, award = forwarding.item, forwarding.item.award
    call = forwarding.call
    cap = smallest_cap(call.cap_per_project if call else None, award.cap_per_project)
    amount = min(forwarding.requested, cap) if cap else forwarding.requested
    before = free(item)
    money = gettext(
        "Auf „{item}“ sind {free} frei. Werden {amount} bewilligt, bleiben {left}."
    ).format(item=item, free=before, amount=amount, left=max(before - amount, ZERO))
    if before < amount:
        money = gettext("Auf „{item}“ sind nur noch {free} frei.").format(item=item, free=before)
    points = [
        (check.get_kind_display(), verdict_badge(check), check.remark or check.finding)
        for check in forwarding.checks.order_by("pk")
    ]
    deed = replace(deeds.STEPS["approve"], consequence=money, template="forwarding/approve.html")
    return deed, {"approved": amount, "points": points}


def payment(forwarding: Forwarding) -> Deed:
    """The payment's page: how much goes to which account, and whether that was changed lately."""
    rows = [
        (_("Betrag"), forwarding.approved),
        (_("Empfänger"), forwarding.recipient),
        (_("Kontoinhaber"), forwarding.account_holder or _("ohne Angabe")),
        (_("IBAN"), in_groups(forwarding.iban) or _("fehlt noch")),
    ]
    lines = format_html_join("", "{}: {}<br>", rows)
    deed = deeds.STEPS["pay"]
    changed = account_changes(forwarding).first()
    if changed is None:
        return replace(deed, consequence=lines)
    warning = gettext(
        "Achtung: Die Bankverbindung wurde nach der Bewilligung geändert, zuletzt am {day}. "
        "Vergleichen Sie sie mit dem Vertrag."
    ).format(day=date_short(changed.at.astimezone(BERLIN).date()))
    return replace(deed, consequence=format_html("{}<strong>{}</strong>", lines, warning))


def _in_order(
    possible: list[dict[str, Any]], request: Request, forwarding: Forwarding, *, reads: bool
) -> list[dict[str, Any]]:
    aside = {at(name, forwarding) for name in _ASIDE} | {proof_deeds(forwarding)["demand_recovery"]}
    for deed in possible:
        deed["primary"] = deed["primary"] and deed["address"] not in aside
    own = forwarding.recipient_id in request.actor.places(Permission.FUNDS_REQUEST)
    if own and not reads and forwarding.state in BEFORE_PAYMENT:
        bank = {"label": deeds.BANK.title, "address": at("bank", forwarding), "primary": False}
        return [*possible, bank]
    return possible


def _with_proof(
    possible: list[dict[str, Any]], forwarding: Forwarding, proof: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """Once the money is paid, proving it comes next: at the head, not further down as well."""
    led = proof and proof["next"]
    if not proof or not led or forwarding.state != _S.PAID:
        return possible
    proof["next"] = None
    return [led | {"primary": True}, *[deed | {"primary": False} for deed in possible]]


def _further_deeds(forwarding: Forwarding) -> list[tuple[Permission, Any, str]]:
    found = []
    if forwarding.state in BEFORE_PAYMENT:
        found.append((EDIT, deeds.BANK.title, at("bank", forwarding)))
    if any(forwarding.state in states for states in LETTERS.values()):
        found.append((EDIT, deeds.LETTER.title, at("letter", forwarding)))
    return found


def _facts(forwarding: Forwarding, *, reads: bool) -> list[tuple[Any, ...]]:
    call, share, award = forwarding.call, forwarding.share, forwarding.item.award
    to_award = reverse("awards:award", args=[award.pk]) if reads else ""
    rows = [
        (_("Empfänger"), recipient_name(forwarding)),
        (_("Art"), forwarding.get_recipient_kind_display()),
        (_("Bescheid"), award, to_award),
        (_("Zweck"), forwarding.item),
        (_("Aufruf"), call, reverse("forwarding:funding_call", args=[call.pk]) if call else ""),
        (_("Anteil aus"), share and share.plan),
        (_("Was soll geschehen"), forwarding.description),
        (_("Beginn"), forwarding.period_from),
        (_("Ende"), forwarding.period_to),
        (_("Eingegangen am"), forwarding.applied_on),
        (_("Beantragt"), forwarding.requested),
        (_("Eigene Mittel"), forwarding.own_funds),
        (_("Mittel von anderen"), forwarding.other_funds),
        (_("Von wem"), forwarding.other_funds_from),
        (_("Bewilligt"), forwarding.approved),
        (_("Entschieden am"), forwarding.decided_on),
        (_("Begründung"), forwarding.decision_reason),
        (_("Trotz anderer Weiterleitung, weil"), forwarding.waived_reason),
        (_("Unterschrieben am"), forwarding.signed_on),
        (_("Ausgezahlt am"), forwarding.paid_on),
        (_("Nachweis bis"), forwarding.proof_due_on),
    ]
    return [row for row in rows if row[1] not in (None, "")]


def _contact(request: Request, forwarding: Forwarding) -> list[tuple[Any, Any]]:
    if not may_see_contact(request, forwarding):
        return []
    rows = [
        (_("Ansprechperson"), forwarding.contact_name),
        (_("E-Mail"), forwarding.contact_email),
        (_("Telefon"), forwarding.contact_phone),
        (_("IBAN"), in_groups(forwarding.iban)),
        (_("Kontoinhaber"), forwarding.account_holder),
    ]
    said = [row for row in rows if row[1]]
    return said if forwarding.iban else [*said, (_("IBAN"), _("fehlt noch"))]


def _money(forwarding: Forwarding) -> list[tuple[Any, Any]]:
    """Where the money of the item stands, as the ledger has it."""
    pot, recipient = forwarding.item.pot, forwarding.recipient
    rows: list[tuple[Any, Any]] = [(_("Auf diesem Zweck noch frei"), free(forwarding.item))]
    if recipient is None:
        return rows
    return [
        *rows,
        (_("Für den Empfänger gebunden"), pot.balance(AccountKind.COMMITTED, recipient)),
        (
            _("An den Empfänger ausgezahlt, Nachweis offen"),
            pot.balance(AccountKind.PAID, recipient),
        ),
        (_("Vom Empfänger nachgewiesen"), pot.balance(AccountKind.PROVEN, recipient)),
    ]
