"""What waits around batches: feedback, receipts, recalls; each a query for `Heute`."""

from datetime import date, timedelta

from django.db.models import F, Q

from kreislotse.access.policy import Actor, Permission
from kreislotse.transmission.models import Batch, Recall
from kreislotse.transmission.queries import BatchQuerySet, RecallQuerySet
from kreislotse.transmission.rules import AWAITING_FEEDBACK, CHASE_DAYS, RECEIPT_DAYS
from kreislotse.transmission.states import BatchState, RecallState


def feedback_to_chase(actor: Actor, today: date) -> BatchQuerySet:
    """For the sender: overdue feedback that was not asked for in the last week (R-CAN-08)."""
    again = Q(chased_on__isnull=True) | Q(chased_on__lte=today - timedelta(days=CHASE_DAYS))
    rows = _batches(actor).filter(
        again,
        owner__in=actor.places(Permission.BATCH_SEND),
        state__in=AWAITING_FEEDBACK,
        feedback_due_on__lt=today,
    )
    return rows.order_by("feedback_due_on", "pk")


def feedback_to_give(actor: Actor) -> BatchQuerySet:
    """For the recipient: batches on which it has not said all, the most urgent first."""
    rows = _batches(actor).filter(
        recipient__in=actor.places(Permission.BATCH_RECEIVE), state__in=AWAITING_FEEDBACK
    )
    return rows.order_by("feedback_due_on", "pk")


def receipts_missing(actor: Actor, today: date) -> BatchQuerySet:
    """For the sender: sent a week ago or longer, and nobody has confirmed the receipt."""
    rows = _batches(actor).filter(
        owner__in=actor.places(Permission.BATCH_SEND),
        state=BatchState.SENT,
        sent_on__lte=today - timedelta(days=RECEIPT_DAYS),
    )
    return rows.order_by("sent_on", "pk")


def recalls_unconfirmed(actor: Actor, today: date) -> RecallQuerySet:
    """For the sender: recalls whose confirmation is overdue (R-DP-03)."""
    rows = _recalls(actor).filter(
        line__batch__owner__in=actor.places(Permission.BATCH_SEND), due_on__lt=today
    )
    return rows.order_by("due_on", "pk")


def recalls_to_confirm(actor: Actor) -> RecallQuerySet:
    """For the recipient: recalls that it has to act on, the oldest first."""
    rows = _recalls(actor).filter(line__batch__recipient__in=actor.places(Permission.BATCH_RECEIVE))
    return rows.order_by("due_on", "pk")


def _batches(actor: Actor) -> BatchQuerySet:
    found: BatchQuerySet = Batch.objects.visible_to(actor).select_related("owner", "recipient")
    return found


def _recalls(actor: Actor) -> RecallQuerySet:
    """Those not confirmed yet, with the code of the person."""
    rows = Recall.objects.visible_to(actor).filter(state=RecallState.ISSUED)
    found: RecallQuerySet = rows.select_related(
        "line__batch__owner", "line__batch__recipient"
    ).annotate(code=F("line__candidate__code"))
    return found
