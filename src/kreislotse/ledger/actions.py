"""What people do with the books themselves: they reverse a deed that was booked by mistake."""

from django.db import transaction

from kreislotse.access.policy import Actor, Permission, require
from kreislotse.journal.entries import write
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.ledger.belonging import refuse_deed_of_record
from kreislotse.ledger.errors import AccountOverdrawn, MoneyMovedOn
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.movements import undo


@transaction.atomic
def reverse_deed(transfer: Transfer, *, actor: Actor, reason: str) -> Transfer:
    """Book back all that was booked together with this transfer; gives its own reversal."""
    require(actor, Permission.FUNDING_EDIT, at=transfer.owner_id)
    if not reason.strip():
        raise ReasonNeeded(what="warum wird storniert?")
    refuse_deed_of_record(transfer)
    try:
        reversals = undo(transfer, actor=actor, on=actor.today, reason=reason)
    except AccountOverdrawn as refusal:
        raise MoneyMovedOn(**refusal.facts) from refusal
    numbers = [reversal.number for reversal in reversals]
    write(transfer, "reverse_deed", actor=actor, note=reason, reversals=numbers)
    return next(each for each in reversals if each.reverses_id == transfer.pk)
