"""What final recipients prove, and what is asked back from them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreislotse.forwarding.models.passing_on import Forwarding
from kreislotse.forwarding.queries import BelowForwardingQuerySet, BelowSubProofQuerySet
from kreislotse.forwarding.states import RECOVERY, RecoveryState, SubProofState
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.records.fields import MoneyField


class SubProof(models.Model):
    """A final recipient's proof: a short report and the receipts (R-DIS-07)."""

    forwarding = models.ForeignKey(Forwarding, on_delete=models.PROTECT, related_name="sub_proofs")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=SubProofState, default=SubProofState.DRAFT)
    report = models.TextField(blank=True)
    people_reached = models.PositiveIntegerField(null=True, blank=True)
    confirmed = models.BooleanField(default=False)
    submitted_on = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=500, blank=True)

    objects = BelowForwardingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forwarding", "number"], name="sub_proof_number"),
            models.CheckConstraint(
                name="sub_proof_submitted_with_a_day",
                condition=Q(state=SubProofState.DRAFT) | Q(submitted_on__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "forwarding", "number", "state", "report", "people_reached", "confirmed"}
            | {"submitted_on", "checked_on", "remark"}
        )

    def __str__(self) -> str:
        return f"Nachweis {self.number}: {self.forwarding}"

    @property
    def owner_id(self) -> int:
        return self.forwarding.owner_id


class SubProofReceipt(models.Model):
    """A receipt within a proof, by the part of it that is paid from this forwarding."""

    sub_proof = models.ForeignKey(SubProof, on_delete=models.PROTECT, related_name="receipts")
    allocation = models.OneToOneField(
        "awards.Allocation", on_delete=models.PROTECT, related_name="sub_proof_receipt"
    )
    accepted = models.BooleanField(null=True, blank=True)
    objection = models.CharField(max_length=300, blank=True)

    objects = BelowSubProofQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "sub_proof", "allocation", "accepted", "objection"})

    def __str__(self) -> str:
        return f"Beleg zu {self.sub_proof}"

    @property
    def owner_id(self) -> int:
        return self.sub_proof.owner_id


class Recovery(models.Model):
    """Money asked back from a final recipient, with interest (R-GRT-17) and its date (R-GRT-18)."""

    LIFECYCLE: ClassVar[Lifecycle] = RECOVERY

    forwarding = models.ForeignKey(Forwarding, on_delete=models.PROTECT, related_name="recoveries")
    amount = MoneyField()
    reason = models.CharField(max_length=500)
    known_on = models.DateField()
    demanded_on = models.DateField()
    due_on = models.DateField()
    interest_from = models.DateField(null=True, blank=True)
    interest = MoneyField(null=True, blank=True)
    waived_reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=RecoveryState, default=RecoveryState.DEMANDED)
    settled_on = models.DateField(null=True, blank=True)

    objects = BelowForwardingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="recovery_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="recovery_settled_with_a_day",
                condition=~Q(state=RecoveryState.SETTLED) | Q(settled_on__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "forwarding", "amount", "reason", "known_on", "demanded_on", "due_on"}
            | {"interest_from", "interest", "waived_reason", "state", "settled_on"}
        )

    def __str__(self) -> str:
        return f"Rückforderung {self.amount}: {self.forwarding}"

    @property
    def owner_id(self) -> int:
        return self.forwarding.owner_id
