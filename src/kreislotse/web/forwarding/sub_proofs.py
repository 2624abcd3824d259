"""What the pages of a final recipient's proof show, and what the page of the forwarding includes.

`proof_context` and `proof_deeds` are for the page of the forwarding.
"""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.forwarding.models import Forwarding, Recovery, SubProof, SubProofReceipt
from kreislotse.forwarding.proving import (
    Outcome,
    Standing,
    draft_of,
    entered_by,
    latest_proof,
    may_prove,
    outcome_of,
    standing_of,
)
from kreislotse.forwarding.recovering import facts_known_on, last_day_to_demand
from kreislotse.forwarding.states import ForwardingState, RecoveryState, SubProofState
from kreislotse.web.forwarding import sub_proofs_deeds as deeds
from kreislotse.web.listing import Badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT
READ = Permission.FUNDING_READ
SHOWN_AS_PICTURE = ("image/jpeg", "image/png", "image/webp")

_TONES: dict[Any, str] = {
    SubProofState.SUBMITTED: "warning",
    SubProofState.CHECKED: "success",
    RecoveryState.DEMANDED: "warning",
    RecoveryState.SETTLED: "success",
    Outcome.PROVED: "success",
    Outcome.OPEN: "warning",
}


def badge(record: SubProof | Recovery) -> Badge:
    return Badge(record.get_state_display(), _TONES.get(record.state, "info"))


def address(sub_proof: SubProof) -> str:
    return reverse("forwarding:sub_proof", args=[sub_proof.pk])


def forwarding_address(forwarding: Forwarding) -> str:
    return reverse("forwarding:forwarding", args=[forwarding.pk])


def crumbs_to(forwarding: Forwarding) -> list[tuple[Any, str]]:
    return [
        (_("Weiterleitung"), reverse("forwarding:forwardings")),
        (forwarding.title, forwarding_address(forwarding)),
    ]


def proof_deeds(forwarding: Forwarding) -> dict[str, str]:
    """The pages of the lifecycle's steps from the proof to the end."""
    names = {deed.verb: f"forwarding_{name}" for name, deed in deeds.STEPS.items()}
    names |= {"demand_recovery": "recovery_new", "close_forwarding": "forwarding_close"}
    return {
        verb: reverse(f"forwarding:{name}", args=[forwarding.pk]) for verb, name in names.items()
    }


def proof_context(request: Request, forwarding: Forwarding) -> dict[str, Any]:
    """For the section on the forwarding's page: sums, proofs, recoveries, the next deed."""
    if not forwarding.paid_on:
        return {"proof": None}
    actor = request.actor
    proofs = SubProof.objects.visible_to(actor).filter(forwarding=forwarding)
    recoveries = Recovery.objects.visible_to(actor).filter(forwarding=forwarding)
    standing = standing_of(forwarding)
    known_on = facts_known_on(forwarding, today=actor.today) if standing.open else None
    section = {
        "sums": sums_shown(standing),
        "waived": standing.waived,
        "outcome": _outcome_badge(forwarding),
        "due_on": forwarding.proof_due_on,
        "overdue": _overdue(forwarding, request),
        "proofs": [(each, badge(each)) for each in proofs.order_by("number")],
        "recoveries": [(each, badge(each)) for each in recoveries.order_by("pk")],
        "next": _next_deed(request, forwarding, standing),
        "demand_until": last_day_to_demand(known_on) if known_on else None,
    }
    return {"proof": section}


def sub_proof_context(request: Request, sub_proof: SubProof) -> dict[str, Any]:
    """The page of one proof; its history and files are for readers of the office."""
    forwarding = sub_proof.forwarding
    standing = standing_of(forwarding)
    reads = allowed(request.actor, READ, at=forwarding.owner_id)
    context = record_context(
        request,
        sub_proof,
        title=gettext("Nachweis {number}: {forwarding}").format(
            number=sub_proof.number, forwarding=forwarding.title
        ),
        crumbs=crumbs_to(forwarding),
        state=badge(sub_proof),
    )
    possible = _deeds_of(request, sub_proof, standing)
    return {
        **context,
        **({} if reads else {"timeline": None}),
        "deeds": possible,
        "facts": [fact for fact in _facts(sub_proof) if fact[1] is not None],
        "sums": sums_shown(standing),
        "receipts": receipt_rows(receipts_of(request, sub_proof), linked=reads),
        "may_write": sub_proof.state == SubProofState.DRAFT
        and may_prove(forwarding, request.actor),
        "entered_oneself": reads and entered_by(forwarding, request.actor),
        "light": forwarding.light,
        "objected": any(each.objection for each in sub_proof.receipts.all()),
    }


def receipts_of(request: Request, sub_proof: SubProof) -> QuerySet[SubProofReceipt]:
    visible = SubProofReceipt.objects.visible_to(request.actor).filter(sub_proof=sub_proof)
    return with_receipts(visible)


def with_receipts(rows: QuerySet[SubProofReceipt]) -> QuerySet[SubProofReceipt]:
    """With the receipts behind them, but without the bytes of their files."""
    behind = rows.select_related("allocation__receipt__file")
    return behind.defer("allocation__receipt__file__content").order_by("pk")


def receipt_rows(rows: QuerySet[SubProofReceipt], *, linked: bool) -> list[dict[str, Any]]:
    """The lines of the table of receipts; files are linked for who may open them."""
    return [
        {
            "row": each,
            "receipt": each.allocation.receipt,
            "amount": each.allocation.amount,
            "verdict": verdict_badge(each),
            "file": file_address(each) if linked else "",
        }
        for each in rows
    ]


def file_address(row: SubProofReceipt) -> str:
    file = row.allocation.receipt.file_id
    return reverse("awards:attachment", args=[file]) if file else ""


def verdict_badge(row: SubProofReceipt) -> Badge:
    if row.accepted is None:
        return (
            Badge(_("beanstandet, zu ergänzen"), "warning")
            if row.objection
            else Badge(_("noch nicht geprüft"))
        )
    return Badge(_("anerkannt"), "success") if row.accepted else Badge(_("beanstandet"), "danger")


def sums_shown(standing: Standing) -> list[tuple[Any, Any]]:
    """The sums as pairs of words and amounts; what is zero and rare is left out."""
    rare = [
        (_("Zurückgefordert, noch nicht gezahlt"), standing.demanded),
        (_("Zurückgezahlt"), standing.refunded),
        (_("Erlassen, trägt der Kreis"), standing.waived),
    ]
    return [
        (_("Ausgezahlt"), standing.paid),
        (_("Belegt"), standing.receipted),
        (_("Anerkannte Belege"), standing.receipts_accepted),
        (_("Als nachgewiesen gebucht"), standing.accepted),
        *[(label, amount) for label, amount in rare if amount],
        (_("Offen"), standing.open),
    ]


def _facts(sub_proof: SubProof) -> list[tuple[Any, ...]]:
    forwarding = sub_proof.forwarding
    facts: list[tuple[Any, ...]] = [
        (_("Empfänger"), forwarding.recipient or forwarding.applicant_name),
        (_("Weiterleitung"), forwarding.title, forwarding_address(forwarding)),
        (_("Nachweis fällig am"), forwarding.proof_due_on),
        (_("Vorgelegt am"), sub_proof.submitted_on),
        (_("Geprüft am"), sub_proof.checked_on),
        (_("Erreichte Menschen"), sub_proof.people_reached),
        (_("Richtigkeit bestätigt"), sub_proof.confirmed),
    ]
    return [*facts, (_("Bemerkung der Prüfung"), sub_proof.remark)] if sub_proof.remark else facts


def _deeds_of(request: Request, sub_proof: SubProof, standing: Standing) -> list[dict[str, Any]]:
    """The next deeds on a proof, the one that brings it on first."""
    forwarding = sub_proof.forwarding
    if sub_proof.state == SubProofState.DRAFT and may_prove(forwarding, request.actor):
        ways = [
            (deeds.RECEIPT.title, "sub_proof_receipt_new"),
            (deeds.DESCRIBE.title, "sub_proof_describe"),
            (deeds.SUBMIT.title, "sub_proof_submit"),
        ]
        first = _first_writing(sub_proof)
        return _buttons([(label, _at(name, sub_proof)) for label, name in ways], first)
    if sub_proof.state == SubProofState.SUBMITTED and _checks(request, forwarding):
        steps = proof_deeds(forwarding)
        undecided = any(each.accepted is None for each in sub_proof.receipts.all())
        in_full = standing.acceptable == standing.paid
        decided = deeds.ACCEPT if in_full else deeds.ACCEPT_IN_PART
        ways = [(deeds.CHECK.title, _at("sub_proof_check", sub_proof))]
        ways += [] if undecided else [(decided.title, steps[decided.verb])]
        ways += [(deeds.RETURN.title, steps["return_proof"])]
        return _buttons(ways, 0 if undecided else 1)
    return []


def _checks(request: Request, forwarding: Forwarding) -> bool:
    """Whether the reader may check here: of the office, and entered none of the receipts."""
    may = allowed(request.actor, EDIT, at=forwarding.owner_id)
    return may and not entered_by(forwarding, request.actor)


def _first_writing(sub_proof: SubProof) -> int:
    """What a draft lacks first: receipts, the report, or only to be handed in."""
    if not sub_proof.receipts.all():
        return 0
    return 2 if sub_proof.report and sub_proof.confirmed else 1


def _next_deed(
    request: Request, forwarding: Forwarding, standing: Standing
) -> dict[str, Any] | None:
    if may_prove(forwarding, request.actor):
        draft = draft_of(forwarding)
        if draft:
            return {"label": _("Nachweis weiterschreiben"), "address": address(draft)}
        begin = reverse("forwarding:sub_proof_begin", args=[forwarding.pk])
        return {"label": deeds.BEGIN.title, "address": begin}
    proof = latest_proof(forwarding)
    if forwarding.state == ForwardingState.PROOF_RECEIVED and proof:
        if _checks(request, forwarding):
            return {"label": deeds.CHECK.title, "address": _at("sub_proof_check", proof)}
        return {"label": _("Nachweis ansehen"), "address": address(proof)}
    more = forwarding.state == ForwardingState.RECOVERY and standing.not_demanded
    if more and allowed(request.actor, EDIT, at=forwarding.owner_id):
        where = reverse("forwarding:recovery_new", args=[forwarding.pk])
        return {"label": _("Weiteren Betrag zurückfordern"), "address": where}
    return None


def _overdue(forwarding: Forwarding, request: Request) -> bool:
    due_on = forwarding.proof_due_on
    waiting = forwarding.state == ForwardingState.PAID
    return bool(waiting and due_on and due_on < request.actor.today)


def _outcome_badge(forwarding: Forwarding) -> Badge | None:
    outcome = outcome_of(forwarding)
    return Badge(outcome.label, _TONES.get(outcome, "info")) if outcome else None


def _at(name: str, sub_proof: SubProof) -> str:
    return reverse(f"forwarding:{name}", args=[sub_proof.pk])


def _buttons(ways: list[tuple[Any, str]], first: int) -> list[dict[str, Any]]:
    return [
        {"label": label, "address": where, "primary": place == first}
        for place, (label, where) in enumerate(ways)
    ]
