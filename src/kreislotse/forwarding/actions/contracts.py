"""Contracts, notices and letters: put together from texts, printed, and frozen as they went out."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.filing import file_new
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.attachments.actions import add_attachment
from kreislotse.awards.states import RecipientKind
from kreislotse.documents.pdf import render_pdf
from kreislotse.forwarding.checks import sub_proof_due
from kreislotse.forwarding.errors import (
    LetterNotNow,
    NoticeForMunicipalities,
    SignedInTheFuture,
    TextMissing,
)
from kreislotse.forwarding.letters import CONTRACTS, letter
from kreislotse.forwarding.models import Forwarding, ForwardingDocument, TextBlock
from kreislotse.forwarding.states import BlockKind, ForwardingState
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder

_S = ForwardingState
# When a letter says what is the case. Contracts and notices have a step of their own.
LETTERS = {
    BlockKind.AWARD_LETTER: (_S.APPROVED, _S.CONTRACT_SENT, _S.CONTRACT_SIGNED),
    BlockKind.PAYMENT_REQUEST: (_S.CONTRACT_SIGNED, _S.PAID),
    BlockKind.PROOF_REMINDER: (_S.PAID,),
    BlockKind.RECOVERY: (_S.RECOVERY,),
}


@transaction.atomic
def send_contract(
    forwarding: Forwarding,
    *,
    actor: Actor,
    dated: date,
    kind: BlockKind = BlockKind.CONTRACT,
) -> Forwarding:
    """Print the contract, or for a town the notice, with the notice's conditions (R-DIS-06)."""
    forwarding = lock(forwarding)
    check(forwarding, "send_contract", actor=actor)
    municipal = forwarding.recipient_kind == RecipientKind.MUNICIPALITY
    if kind == BlockKind.NOTICE and not municipal:
        raise NoticeForMunicipalities(recipient=forwarding.recipient)
    _not_before(dated, forwarding.decided_on, "Das Schriftstück", "der Bewilligung")
    award = forwarding.item.award
    forwarding.proof_due_on = sub_proof_due(award.proof_due_on, award.sub_proof_months)
    _freeze(forwarding, kind, actor, dated)
    due_on = forwarding.proof_due_on
    return advance(forwarding, "send_contract", actor=actor, proof_due_on=due_on)


@transaction.atomic
def record_contract_signed(forwarding: Forwarding, *, actor: Actor, signed_on: date) -> Forwarding:
    """Both sides have signed, or the town has received its notice."""
    forwarding = lock(forwarding)
    check(forwarding, "record_contract_signed", actor=actor)
    contract = forwarding.documents.filter(kind__in=CONTRACTS).order_by("-pk").first()
    if contract:
        _not_before(signed_on, contract.dated, "Die Unterschrift", "dem Schriftstück")
    if signed_on > actor.today:
        raise SignedInTheFuture(today=date_short(actor.today))
    return advance(forwarding, "record_contract_signed", actor=actor, signed_on=signed_on)


@transaction.atomic
def write_letter(
    forwarding: Forwarding, *, actor: Actor, kind: BlockKind, dated: date
) -> ForwardingDocument:
    """Print one of the other letters from the same store of texts."""
    forwarding = lock(forwarding)
    require(actor, Permission.FUNDING_EDIT, at=forwarding.owner_id)
    if forwarding.state not in LETTERS.get(kind, ()):
        raise LetterNotNow(kind=kind.label, state=forwarding.get_state_display())
    return _freeze(forwarding, kind, actor, dated)


def _freeze(
    forwarding: Forwarding, kind: BlockKind, actor: Actor, dated: date
) -> ForwardingDocument:
    texts = list(TextBlock.objects.in_force(kind, dated))
    if not texts:
        raise TextMissing(kind=kind.label, on=date_short(dated))
    content = render_pdf(letter(forwarding, kind, texts, dated))
    # No name in the name: it is seen in lists and downloads.
    name = f"{kind.value.replace('_', '-')}-{forwarding.pk}-{dated:%Y-%m-%d}.pdf"
    file = add_attachment(forwarding.owner, actor=actor, name=name, content=content)
    document = ForwardingDocument(
        forwarding=forwarding,
        kind=kind,
        dated=dated,
        blocks=[
            {"block": each.pk, "position": each.position, "version": each.version} for each in texts
        ],
        file=file,
    )
    return file_new(document, "write_letter", actor=actor)


def _not_before(later: date, earlier: date | None, later_name: str, earlier_name: str) -> None:
    if earlier is not None and later < earlier:
        raise DateOrder(
            later_name=later_name,
            later=date_short(later),
            earlier_name=earlier_name,
            earlier=date_short(earlier),
        )
