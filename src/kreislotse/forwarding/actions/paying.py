"""Paying out what was bound for a recipient: once, and to an account."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.policy import Actor
from kreislotse.awards.openness import require_open
from kreislotse.forwarding.errors import IbanMissing, PaidInTheFuture, RecipientMissing
from kreislotse.forwarding.models import Forwarding
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.ledger import movements


@transaction.atomic
def record_payment(forwarding: Forwarding, *, actor: Actor, paid_on: date) -> Forwarding:
    """The treasury has paid; a click that comes twice pays once (R-DIS-02)."""
    forwarding = lock(forwarding)
    check(forwarding, "record_payment", actor=actor)
    if not forwarding.iban:
        raise IbanMissing
    if forwarding.recipient is None or forwarding.approved is None:
        raise RecipientMissing
    if paid_on > actor.today:
        raise PaidInTheFuture(today=date_short(actor.today))
    if forwarding.signed_on is not None and paid_on < forwarding.signed_on:
        raise DateOrder(
            later_name="Die Auszahlung",
            later=date_short(paid_on),
            earlier_name="der Unterschrift",
            earlier=date_short(forwarding.signed_on),
        )
    require_open(lock(forwarding.item.award))
    deed = movements.Deed(actor, paid_on, f"forwarding-{forwarding.pk}-payment")
    movements.pay(forwarding.item.pot, forwarding.recipient, forwarding.approved, deed)
    return advance(forwarding, "record_payment", actor=actor, paid_on=paid_on)
