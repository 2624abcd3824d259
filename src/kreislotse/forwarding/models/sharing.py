"""How a sum is shared out among towns, and whether they agree (R-DIS-03, R-DIS-04)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreislotse.forwarding.queries import AgreementQuerySet, PlanQuerySet, ShareQuerySet
from kreislotse.forwarding.states import ON_FILE, PLAN, AgreementState, Key, PlanState
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.records.fields import MoneyField
from kreislotse.records.queries import ReferenceQuerySet


class KeyFigure(models.Model):
    """A figure of a town by which money can be shared out, on its reference date."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="key_figures"
    )
    key = models.CharField(max_length=20, choices=[(key.value, key.label) for key in ON_FILE])
    on = models.DateField()
    value = models.PositiveBigIntegerField()
    source = models.CharField(max_length=400)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key", "on"], name="key_figure_once"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "organisation", "key", "on", "value", "source"})

    def __str__(self) -> str:
        return f"{self.organisation}: {self.value}"


class SharePlan(Owned):
    """A proposal of how a pot is shared out; several of one pot stand side by side.

    With `base_amount` each town gets that much first and the rest goes by the key.
    """

    LIFECYCLE: ClassVar[Lifecycle] = PLAN

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="share_plans"
    )
    item = models.ForeignKey(
        "awards.AwardItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="share_plans",
    )
    title = models.CharField(max_length=200)
    amount = MoneyField()
    key = models.CharField(max_length=20, choices=Key)
    figures_on = models.DateField(null=True, blank=True)
    base_amount = MoneyField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=PlanState, default=PlanState.DRAFT)
    answers_due_on = models.DateField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="share_plan_positive", condition=Q(amount__gt=0)),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "initiative", "item", "title", "amount", "key", "figures_on"}
            | {"base_amount", "state", "answers_due_on"}
        )

    def __str__(self) -> str:
        return self.title


class Share(models.Model):
    """What one town gets by a plan, to the cent; once given up, it is free for others."""

    plan = models.ForeignKey(SharePlan, on_delete=models.PROTECT, related_name="shares")
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="shares"
    )
    weight = models.PositiveBigIntegerField(null=True, blank=True)
    amount = MoneyField()
    given_up_on = models.DateField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "organisation"], name="share_once_per_town"),
            models.CheckConstraint(name="share_not_negative", condition=Q(amount__gte=0)),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "plan", "position", "organisation", "weight", "amount", "given_up_on"}
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.amount}"

    @property
    def owner_id(self) -> int:
        return self.plan.owner_id


class Agreement(models.Model):
    """What one town says to a plan: asked, agreed, objected, or silent by the date (R-DIS-04)."""

    plan = models.ForeignKey(SharePlan, on_delete=models.PROTECT, related_name="agreements")
    municipality = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="agreements"
    )
    state = models.CharField(max_length=20, choices=AgreementState, default=AgreementState.ASKED)
    asked_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=500, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "municipality"], name="agreement_asked_once"),
            models.CheckConstraint(
                name="agreement_answered_with_a_day",
                condition=~Q(state__in=[AgreementState.AGREED, AgreementState.OBJECTED])
                | Q(answered_on__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "plan", "municipality", "state", "asked_on", "due_on", "answered_on", "remark"}
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_state_display()}"

    @property
    def owner_id(self) -> int:
        return self.plan.owner_id
