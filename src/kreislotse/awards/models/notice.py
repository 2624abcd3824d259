"""Awards as their notices say: items, conditions, changes, and what must be told or paid back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kreislotse.awards.queries import (
    AwardQuerySet,
    BelowAwardQuerySet,
    BelowChangeQuerySet,
)
from kreislotse.awards.states import (
    AWARD,
    AppealWaiver,
    AwardChangeKind,
    AwardState,
    DayCount,
    RecipientKind,
)
from kreislotse.funding.states import Financing
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.ledger.movements import Pot
from kreislotse.organisations.records import Owned
from kreislotse.records.fields import MoneyField
from kreislotse.records.tables import Findable


class Award(Findable, Owned):
    """A grant notice (Zuwendungsbescheid) or an earmarked lump sum, with the rules it states.

    What a notice can differ in is a column here; defaults come from the guideline of its day.
    The money is in `book`; nothing here holds a balance.
    """

    FOUND_BY = ("title", "reference")
    LIFECYCLE: ClassVar[Lifecycle] = AWARD

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="awards"
    )
    application = models.OneToOneField(
        "funding.Application",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="award",
    )
    programme = models.ForeignKey(
        "funding.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="awards"
    )
    authority = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    book = models.OneToOneField("ledger.Book", on_delete=models.PROTECT, related_name="award")
    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=100, blank=True)
    financing = models.CharField(max_length=20, choices=Financing)
    state = models.CharField(max_length=20, choices=AwardState, default=AwardState.ENTERED)

    dated = models.DateField()
    posted_on = models.DateField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    appeal = models.CharField(max_length=10, choices=AppealWaiver, default=AppealWaiver.NONE)
    waived_on = models.DateField(null=True, blank=True)
    period_from = models.DateField()
    period_to = models.DateField()
    early_start_on = models.DateField(null=True, blank=True)
    begun_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    eligible_cost = MoneyField(null=True, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    own_funds = MoneyField(null=True, blank=True)
    third_party_funds = MoneyField(null=True, blank=True)

    draw_months = models.PositiveSmallIntegerField(default=2)
    instalments_need_proof = models.BooleanField(default=False)
    own_funds_pro_rata = models.BooleanField(default=False)
    tolerance_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    day_count = models.CharField(max_length=20, choices=DayCount, default=DayCount.ACTUAL)

    forwarding_allowed = models.BooleanField(default=False)
    cap_per_project = MoneyField(null=True, blank=True)
    light_form_up_to = MoneyField(null=True, blank=True)
    sub_proof_months = models.PositiveSmallIntegerField(default=2)

    proof_due_on = models.DateField()
    retention_years = models.PositiveSmallIntegerField(default=10)
    closed_on = models.DateField(null=True, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="award_period_in_order", condition=Q(period_to__gte=F("period_from"))
            ),
            models.CheckConstraint(
                name="award_closed_with_a_day",
                condition=~Q(state=AwardState.CLOSED) | Q(closed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="award_waived_with_a_day",
                condition=Q(appeal=AppealWaiver.NONE) | Q(waived_on__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "initiative", "application", "programme", "authority", "book", "title"}
            | {"reference", "financing", "state", "dated", "posted_on", "served_on", "appeal"}
            | {"waived_on", "period_from", "period_to", "early_start_on", "begun_on", "ended_on"}
            | {"eligible_cost", "percent", "own_funds", "third_party_funds", "draw_months"}
            | {"instalments_need_proof", "own_funds_pro_rata", "tolerance_percent", "day_count"}
            | {"forwarding_allowed", "cap_per_project", "light_form_up_to", "sub_proof_months"}
            | {"proof_due_on", "retention_years", "closed_on", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.title


class AllowedRecipient(models.Model):
    """A kind of recipient to whom the notice lets money be passed on (R-DIS-01)."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="allowed_recipients")
    kind = models.CharField(max_length=20, choices=RecipientKind)

    objects = BelowAwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "kind"], name="recipient_kind_allowed_once"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "award", "kind"})

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def owner_id(self) -> int:
        return self.award.owner_id


class AwardItem(models.Model):
    """A number (Ziffer) and purpose of an award with its sum; a group is drawn together."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    purpose = models.ForeignKey(
        "funding.Purpose", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=300)
    amount = MoneyField()
    draw_group = models.CharField(max_length=40, blank=True)

    objects = BelowAwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "position"], name="award_item_position"),
            models.CheckConstraint(name="award_item_positive", condition=Q(amount__gt=0)),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "award", "position", "number", "purpose", "title", "amount", "draw_group"}
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def owner_id(self) -> int:
        return self.award.owner_id

    @property
    def pot(self) -> Pot:
        """Where this item's money is booked (R-GRT-09)."""
        return Pot(self.award.book, f"item-{self.pk}", str(self))


class Condition(models.Model):
    """A condition of the notice (Auflage, Nebenbestimmung); most are passed on to recipients."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="conditions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    passed_on = models.BooleanField(default=True)

    objects = BelowAwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "position"], name="condition_position"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "award", "position", "text", "source", "passed_on"})

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def owner_id(self) -> int:
        return self.award.owner_id


class AwardChange(models.Model):
    """A later notice that changes the award: an amendment or a partial revocation."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=AwardChangeKind)
    dated = models.DateField()
    reference = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    period_to = models.DateField(null=True, blank=True)

    objects = BelowAwardQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "award", "kind", "dated", "reference", "reason", "period_to"})

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def owner_id(self) -> int:
        return self.award.owner_id


class AwardChangeLine(models.Model):
    """By how much a later notice changes one item: more, or less."""

    change = models.ForeignKey(AwardChange, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(AwardItem, on_delete=models.PROTECT, related_name="changes")
    difference = MoneyField()

    objects = BelowChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "item"], name="award_change_once_per_item"),
            models.CheckConstraint(
                name="award_change_line_says_something", condition=~Q(difference=0)
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "change", "item", "difference"})

    def __str__(self) -> str:
        return f"{self.item}: {self.difference}"

    @property
    def owner_id(self) -> int:
        return self.change.owner_id
