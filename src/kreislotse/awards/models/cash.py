"""Draw-downs, and the receipts that say what money was spent on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreislotse.awards.models.notice import Award, AwardItem
from kreislotse.awards.queries import (
    AllocationQuerySet,
    BelowAwardQuerySet,
    BelowDrawDownQuerySet,
    ReceiptQuerySet,
)
from kreislotse.awards.states import DRAW_DOWN, DrawDownState, OtherFunding
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.records.fields import MoneyField
from kreislotse.records.tables import Findable


class DrawDown(models.Model):
    """A call for money (Mittelabruf) for one group of numbers (R-GRT-05, -06)."""

    LIFECYCLE: ClassVar[Lifecycle] = DRAW_DOWN

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="draw_downs")
    group = models.CharField(max_length=40, blank=True)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=DrawDownState, default=DrawDownState.DRAFT)
    expected_use_on = models.DateField()
    needed_for = models.CharField(max_length=500)
    own_funds_used = MoneyField(null=True, blank=True)
    cash_reference = models.CharField(max_length=60, blank=True)
    requested_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)

    objects = BelowAwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="draw_down_number"),
            models.CheckConstraint(
                name="draw_down_requested_with_a_day",
                condition=~Q(state__in=[DrawDownState.REQUESTED, DrawDownState.RECEIVED])
                | Q(requested_on__isnull=False),
            ),
            models.CheckConstraint(
                name="draw_down_received_with_a_day",
                condition=~Q(state=DrawDownState.RECEIVED) | Q(received_on__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "award", "group", "number", "state", "expected_use_on", "needed_for"}
            | {"own_funds_used", "cash_reference", "requested_on", "received_on"}
        )

    def __str__(self) -> str:
        return f"Mittelabruf {self.number}: {self.award}"

    @property
    def owner_id(self) -> int:
        return self.award.owner_id


class DrawDownLine(models.Model):
    """How much of one item a draw-down asks for."""

    draw_down = models.ForeignKey(DrawDown, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(AwardItem, on_delete=models.PROTECT, related_name="draw_lines")
    amount = MoneyField()

    objects = BelowDrawDownQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw_down", "item"], name="draw_down_line_once"),
            models.CheckConstraint(name="draw_down_line_positive", condition=Q(amount__gt=0)),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "draw_down", "item", "amount"})

    def __str__(self) -> str:
        return f"{self.item}: {self.amount}"

    @property
    def owner_id(self) -> int:
        return self.draw_down.owner_id


class Receipt(Findable, Owned):
    """An invoice or receipt (Beleg): what was paid, when, by whom; its euros go to pots once.

    `request_key` comes with the form, so that a double click enters it once.
    """

    FOUND_BY = ("subject", "payee", "invoice_number")

    payer = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="receipts"
    )
    payee = models.CharField(max_length=200)
    invoice_number = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=300)
    dated = models.DateField()
    paid_on = models.DateField()
    amount = MoneyField()
    other_funding = models.CharField(max_length=20, choices=OtherFunding, default=OtherFunding.NONE)
    other_amount = MoneyField(null=True, blank=True)
    file = models.ForeignKey(
        "attachments.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="receipts",
    )
    request_key = models.CharField(max_length=64, unique=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="receipt_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="receipt_other_funding_with_an_amount",
                condition=Q(other_funding=OtherFunding.NONE, other_amount__isnull=True)
                | (~Q(other_funding=OtherFunding.NONE) & Q(other_amount__gt=0)),
            ),
        ]

    class Privacy:
        # Who was paid may be a single person, and so may what for (a fee for an interpreter).
        personal = frozenset({"payee", "subject", "search_key", "sort_key"})
        plain = frozenset(
            {"id", "owner", "payer", "invoice_number", "dated", "paid_on", "amount"}
            | {"other_funding", "other_amount", "file", "request_key"}
        )

    def __str__(self) -> str:
        return f"Beleg {self.pk}"


class Allocation(models.Model):
    """How many euros of a receipt are paid from an item of an award (R-DIS-11, R-GRT-11)."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="allocations")
    item = models.ForeignKey(AwardItem, on_delete=models.PROTECT, related_name="allocations")
    amount = MoneyField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="allocation_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                fields=["receipt", "item"],
                condition=Q(withdrawn_on__isnull=True),
                name="allocation_once_per_item",
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "receipt", "item", "amount", "withdrawn_on"})

    def __str__(self) -> str:
        return f"{self.item}: {self.amount}"

    @property
    def owner_id(self) -> int:
        return self.receipt.owner_id
