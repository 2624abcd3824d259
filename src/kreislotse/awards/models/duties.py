"""What an award obliges to: proofs, notifications, repayments."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreislotse.awards.models.notice import Award, AwardItem
from kreislotse.awards.queries import BelowAwardQuerySet
from kreislotse.awards.states import REPAYMENT, DutyKind, RepaymentState
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.records.fields import MoneyField


class ProofDuty(models.Model):
    """A proof of use that the notice asks for: when it is due and for which period."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="proof_duties")
    final = models.BooleanField()
    period_from = models.DateField()
    period_to = models.DateField()
    due_on = models.DateField()

    objects = BelowAwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "final", "period_to"], name="proof_duty_once"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "award", "final", "period_from", "period_to", "due_on"})

    def __str__(self) -> str:
        kind = "Verwendungsnachweis" if self.final else "Zwischennachweis"
        return f"{kind}: {self.award}"

    @property
    def owner_id(self) -> int:
        return self.award.owner_id


class NotificationDuty(models.Model):
    """Something that the authority must be told at once (R-GRT-12); open until it was told."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=30, choices=DutyKind)
    arose_on = models.DateField()
    text = models.CharField(max_length=500)
    reported_on = models.DateField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)

    objects = BelowAwardQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "award", "kind", "arose_on", "text", "reported_on", "dropped_reason"}
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.award}"

    @property
    def owner_id(self) -> int:
        return self.award.owner_id


class Repayment(models.Model):
    """The authority wants money back from the district (Erstattung), with interest (R-GRT-17)."""

    LIFECYCLE: ClassVar[Lifecycle] = REPAYMENT

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="repayments")
    item = models.ForeignKey(AwardItem, on_delete=models.PROTECT, related_name="repayments")
    amount = MoneyField()
    reason = models.CharField(max_length=500)
    demanded_on = models.DateField()
    due_on = models.DateField()
    interest_from = models.DateField(null=True, blank=True)
    interest_waived_reason = models.CharField(max_length=300, blank=True)
    interest = MoneyField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=RepaymentState, default=RepaymentState.DEMANDED)
    repaid_on = models.DateField(null=True, blank=True)

    objects = BelowAwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="repayment_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="repayment_repaid_with_a_day",
                condition=~Q(state=RepaymentState.REPAID) | Q(repaid_on__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "award", "item", "amount", "reason", "demanded_on", "due_on", "interest_from"}
            | {"interest_waived_reason", "interest", "state", "repaid_on"}
        )

    def __str__(self) -> str:
        return f"Rückforderung {self.amount}: {self.award}"

    @property
    def owner_id(self) -> int:
        return self.award.owner_id
