"""What stands with a forwarding: paid, receipted, accepted, paid back; by whom it is proven."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.awards.models import Award, AwardItem
from kreislotse.forwarding.models import Forwarding, Recovery, SubProof, SubProofReceipt
from kreislotse.forwarding.states import ForwardingState, RecoveryState, SubProofState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.organisations.models import Organisation

EDIT = Permission.FUNDING_EDIT
APPLY = Permission.FUNDS_APPLY
REQUEST = Permission.FUNDS_REQUEST

# So many days before its proof is due a recipient is reminded.
REMINDER_DAYS = 28
# The verb under which the journal keeps who entered a receipt.
ENTERED = "add_receipt_to_sub_proof"
# Whoever did one of these had a hand in a proof and does not check it.
_WRITING = (ENTERED, "describe_sub_proof", "submit_sub_proof")

_REFUSED = (ForwardingState.REJECTED, ForwardingState.WITHDRAWN)


class Outcome(models.TextChoices):
    """In what the money of a forwarding has ended (G18)."""

    PROVED = "proved", _("nachgewiesen")
    PARTLY_RECLAIMED = "partly_reclaimed", _("teilweise zurückgefordert")
    OPEN = "open", _("offen")


@dataclass(frozen=True)
class Standing:
    """The sums of one forwarding; what is open is neither proven, nor paid back, nor waived.

    Only open sums stay paid in the ledger. What is waived the district bears from its own means:
    that much of the grant is free again, to be used for the purpose or given back.
    """

    paid: Money
    receipted: Money
    receipts_accepted: Money
    accepted: Money
    refunded: Money
    waived: Money
    demanded: Money

    @property
    def open(self) -> Money:
        return self.paid - self.accepted - self.refunded - self.waived

    @property
    def not_demanded(self) -> Money:
        """What is open and not asked back yet."""
        return self.open - self.demanded

    @property
    def acceptable(self) -> Money:
        """As much of the accepted receipts as this money has paid."""
        return min(self.paid, self.receipts_accepted)


@dataclass(frozen=True)
class SubProofSum:
    """One line of the own proof: what a recipient got from an item, and what became of it.

    `open` is what stands in the ledger as paid to the recipient.
    """

    forwarding: Forwarding
    recipient: Organisation | None
    item: AwardItem
    approved: Money
    paid: Money
    accepted: Money
    refunded: Money
    waived: Money
    open: Money


def right_to_prove(forwarding: Forwarding, actor: Actor) -> tuple[Permission, int]:
    """The permission to ask for, and where: the office, the link's holder, the recipient's clerk.

    A link opens only what was applied for by a link; its page finds no other forwarding.
    """
    if allowed(actor, EDIT, at=forwarding.owner_id):
        return EDIT, forwarding.owner_id
    if forwarding.key_hash and allowed(actor, APPLY, at=forwarding.owner_id):
        return APPLY, forwarding.owner_id
    return REQUEST, forwarding.recipient_id or forwarding.owner_id


def recipient_of(forwarding: Forwarding) -> Organisation:
    """Whom the money went to; nothing is bound or paid without a recipient."""
    assert forwarding.recipient is not None
    return forwarding.recipient


def may_prove(forwarding: Forwarding, actor: Actor) -> bool:
    """Whether this actor could write the proof of this forwarding now."""
    needs, place = right_to_prove(forwarding, actor)
    return forwarding.state == ForwardingState.PAID and allowed(actor, needs, at=place)


def eligible_period(forwarding: Forwarding) -> tuple[date, date]:
    """The days from which receipts count: the forwarding's, as far as the award covers them."""
    award = forwarding.item.award
    first = min(award.early_start_on or award.period_from, award.period_from)
    return max(forwarding.period_from, first), min(forwarding.period_to, award.period_to)


def paid_to(forwarding: Forwarding) -> Money:
    """What the recipient got: the approved sum, once it is paid."""
    return (forwarding.approved or ZERO) if forwarding.paid_on else ZERO


def standing_of(forwarding: Forwarding) -> Standing:
    """All sums of one forwarding."""
    receipts = SubProofReceipt.objects.filter(sub_proof__forwarding=forwarding)
    recoveries = Recovery.objects.filter(forwarding=forwarding)
    return Standing(
        paid=paid_to(forwarding),
        receipted=_sum(receipts, "allocation__amount"),
        receipts_accepted=_sum(receipts.filter(accepted=True), "allocation__amount"),
        accepted=forwarding.accepted or ZERO,
        refunded=_sum(recoveries.filter(state=RecoveryState.SETTLED), "amount"),
        waived=_sum(recoveries.filter(state=RecoveryState.WAIVED), "amount"),
        demanded=_sum(recoveries.filter(state=RecoveryState.DEMANDED), "amount"),
    )


def outcome_of(forwarding: Forwarding) -> Outcome | None:
    """Proved, partly reclaimed or open (G18); nothing as long as nothing is paid."""
    standing = standing_of(forwarding)
    if not standing.paid:
        return None
    if standing.open:
        return Outcome.OPEN
    return Outcome.PROVED if standing.accepted == standing.paid else Outcome.PARTLY_RECLAIMED


def sub_proof_sums(award: Award) -> list[SubProofSum]:
    """What final recipients got and proved, item by item; ties to the ledger's balances (G19)."""
    rows = Forwarding.objects.filter(item__award=award, approved__isnull=False)
    rows = rows.exclude(state__in=_REFUSED).select_related("recipient", "item__award")
    found = list(rows.order_by("item__position", "applicant_name", "pk"))
    refunded = _by_forwarding(found, RecoveryState.SETTLED)
    waived = _by_forwarding(found, RecoveryState.WAIVED)
    return [_line(each, refunded.get(each.pk, ZERO), waived.get(each.pk, ZERO)) for each in found]


def proofs_due(actor: Actor, today: date) -> QuerySet[Forwarding]:
    """Paid forwardings whose proof is due within four weeks or overdue, for whoever writes it."""
    mine = Q(owner__in=actor.places(EDIT)) | Q(recipient__in=actor.places(REQUEST))
    rows = Forwarding.objects.visible_to(actor).filter(
        mine,
        state=ForwardingState.PAID,
        proof_due_on__lte=today + timedelta(days=REMINDER_DAYS),
    )
    return rows.select_related("item__award", "recipient").order_by("proof_due_on", "pk")


def draft_of(forwarding: Forwarding) -> SubProof | None:
    """The proof that is being written, if there is one."""
    return forwarding.sub_proofs.filter(state=SubProofState.DRAFT).first()


def latest_proof(forwarding: Forwarding) -> SubProof | None:
    return forwarding.sub_proofs.order_by("-number").first()


def entered_by(forwarding: Forwarding, actor: Actor) -> bool:
    """Whether this person wrote a proof of the forwarding, as the journal has it."""
    written = _journal(forwarding).filter(verb__in=_WRITING, person_id=actor.person_id)
    return written.exists()


def entries_of(forwarding: Forwarding) -> int:
    """How many receipts were ever entered, also those that were taken out again."""
    return _journal(forwarding).filter(verb=ENTERED).count()


def _journal(forwarding: Forwarding) -> QuerySet[JournalEntry]:
    proofs = list(forwarding.sub_proofs.values_list("pk", flat=True))
    return JournalEntry.objects.filter(record=SubProof._meta.label, record_id__in=proofs)


def _line(forwarding: Forwarding, refunded: Money, waived: Money) -> SubProofSum:
    paid, accepted = paid_to(forwarding), forwarding.accepted or ZERO
    return SubProofSum(
        forwarding=forwarding,
        recipient=forwarding.recipient,
        item=forwarding.item,
        approved=forwarding.approved or ZERO,
        paid=paid,
        accepted=accepted,
        refunded=refunded,
        waived=waived,
        open=paid - accepted - refunded - waived,
    )


def _by_forwarding(rows: Iterable[Forwarding], state: RecoveryState) -> dict[int, Money]:
    found = Recovery.objects.filter(forwarding__in=rows, state=state)
    sums: dict[int, Money] = {}
    for key, amount in found.values_list("forwarding_id", "amount"):
        sums[key] = sums.get(key, ZERO) + amount
    return sums


def _sum(rows: QuerySet, column: str) -> Money:
    return rows.aggregate(sum=Sum(column))["sum"] or ZERO
