"""Which proofs are due soon or overdue: 28, 14 and 3 days ahead (R-GRT-13, R-GRT-15)."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.models import ProofDuty
from kreislotse.awards.states import OVER
from kreislotse.mandates.rules import REMINDER_DAYS
from kreislotse.proofs.states import ProofState


def proofs_due(actor: Actor, today: date) -> QuerySet[ProofDuty]:
    """Proofs that this actor could work on, not yet submitted, whose first reminder has come."""
    done = Q(proof__state__in=[ProofState.SUBMITTED, ProofState.AUDITED])
    rows = ProofDuty.objects.visible_to(actor).filter(
        award__owner__in=actor.places(Permission.FUNDING_EDIT),
        due_on__lte=today + timedelta(days=REMINDER_DAYS[0]),
    )
    return (
        rows.exclude(done)
        .exclude(award__state__in=OVER)
        .select_related("award", "proof")
        .order_by("due_on", "pk")
    )
