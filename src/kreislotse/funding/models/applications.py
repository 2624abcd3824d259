"""Stage two: applications with what stands behind their sum, and how money is shared out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreislotse.funding.models.consents import ConsentInPrinciple
from kreislotse.funding.models.programmes import PostKind, Programme, Purpose, Rate
from kreislotse.funding.queries import (
    ApplicationQuerySet,
    BelowApplicationQuerySet,
    FundingQuerySet,
    ProgrammeUseQuerySet,
)
from kreislotse.funding.states import (
    APPLICATION,
    ApplicationState,
    CoFinancingKind,
    Financing,
)
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.records.fields import MoneyField, ShareField
from kreislotse.records.tables import Findable


class Application(Findable, Owned):
    """An application for a grant; `in_place_of` names whom the applicant stands in for (R-DIS-05).

    `requested` is the applied sum; where it differs from what the lines compute,
    `difference_reason` explains it (R-GRT-02).
    """

    FOUND_BY = ("title",)
    LIFECYCLE: ClassVar[Lifecycle] = APPLICATION

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="applications"
    )
    title = models.CharField(max_length=200)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    consent = models.OneToOneField(
        ConsentInPrinciple,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="application",
    )
    applicant = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="applications"
    )
    in_place_of = models.CharField(max_length=200, blank=True)
    granting_authority = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications_received",
    )
    financing = models.CharField(max_length=20, choices=Financing, blank=True)
    rates_on = models.DateField(null=True, blank=True)
    requested = MoneyField(null=True, blank=True)
    difference_reason = models.CharField(max_length=300, blank=True)
    purposes = models.ManyToManyField(Purpose, related_name="applications", blank=True)
    state = models.CharField(
        max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    submitted_on = models.DateField(null=True, blank=True)
    awarded_on = models.DateField(null=True, blank=True)
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    # Consent to begin before the notice (R-GRT-03).
    early_start_on = models.DateField(null=True, blank=True)
    need = models.TextField(blank=True)
    funding_need = models.TextField(blank=True)
    financial_effects = models.TextField(blank=True)
    not_begun = models.BooleanField(default=False)
    deducts_input_tax = models.BooleanField(null=True, blank=True)
    renewal_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewals"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="application_requested_positive",
                condition=Q(requested__isnull=True) | Q(requested__gt=0),
            ),
            models.CheckConstraint(
                name="application_submitted_with_a_day",
                condition=~Q(state__in=[ApplicationState.SUBMITTED, ApplicationState.AWARDED])
                | Q(submitted_on__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "initiative", "title", "programme", "consent", "applicant", "state"}
            | {"in_place_of", "granting_authority", "financing", "rates_on", "requested"}
            | {"difference_reason", "submitted_on", "awarded_on", "search_key", "sort_key"}
            | {"period_from", "period_to", "early_start_on", "need", "funding_need"}
            | {"financial_effects", "not_begun", "deducts_input_tax", "renewal_of"}
        )

    def __str__(self) -> str:
        return self.title


class ApplicationLine(models.Model):
    """What is applied for: a share of a full post times the rate of the day (R-GRT-02), or a sum.

    `number` and `purpose` say under which number of the guideline and for which purpose.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    post_kind = models.ForeignKey(
        PostKind, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    title = models.CharField(max_length=300)
    share = ShareField(null=True, blank=True)
    rate = models.ForeignKey(
        Rate, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    amount = MoneyField(null=True, blank=True)
    number = models.CharField(max_length=20, blank=True)
    purpose = models.ForeignKey(
        Purpose, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )

    objects = BelowApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"], name="application_line_position_unique"
            ),
            models.CheckConstraint(
                name="application_line_share_positive",
                condition=Q(share__isnull=True) | Q(share__gt=0),
            ),
            models.CheckConstraint(
                name="application_line_amount_positive",
                condition=Q(amount__isnull=True) | Q(amount__gt=0, post_kind__isnull=True),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "application", "position", "post_kind", "title", "share", "rate"}
            | {"amount", "number", "purpose"}
        )

    def __str__(self) -> str:
        return self.title

    @property
    def owner_id(self) -> int:
        return self.application.owner_id


class CoFinancing(models.Model):
    """What others or the applicant itself pay towards what is applied for."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="co_financing"
    )
    kind = models.CharField(max_length=20, choices=CoFinancingKind)
    from_whom = models.CharField(max_length=200)
    amount = MoneyField()
    granted = models.BooleanField(default=False)

    objects = BelowApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="co_financing_positive", condition=Q(amount__gt=0)),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "application", "kind", "from_whom", "amount", "granted"})

    def __str__(self) -> str:
        return f"{self.from_whom}: {self.amount}"

    @property
    def owner_id(self) -> int:
        return self.application.owner_id


class ApplicationAnnex(models.Model):
    """A file with the application; `code` is that of the annex the programme asks for."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="annexes")
    code = models.SlugField(max_length=40, blank=True)
    title = models.CharField(max_length=300)
    file = models.ForeignKey("attachments.Attachment", on_delete=models.PROTECT, related_name="+")

    objects = BelowApplicationQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "application", "code", "title", "file"})

    def __str__(self) -> str:
        return self.title

    @property
    def owner_id(self) -> int:
        return self.application.owner_id


class Inquiry(models.Model):
    """A question of the granting authority about an application (Rückfrage), and its answer."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="inquiries")
    asked_on = models.DateField()
    question = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    objects = BelowApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="inquiry_answered_with_a_day",
                condition=Q(answer="") | Q(answered_on__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "application", "asked_on", "question", "due_on", "answered_on", "answer"}
        )

    def __str__(self) -> str:
        return self.question[:80]

    @property
    def owner_id(self) -> int:
        return self.application.owner_id


class ProgrammeUse(models.Model):
    """An initiative draws on a programme, before it is known with which application."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="programme_uses"
    )
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="uses")

    objects = ProgrammeUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "programme"], name="programme_used_once"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "initiative", "programme"})

    def __str__(self) -> str:
        return str(self.programme)

    @property
    def owner_id(self) -> int:
        return self.initiative.owner_id


class Distribution(Owned):
    """How an initiative's money is shared out among the municipalities."""

    initiative = models.OneToOneField(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="distribution"
    )
    agreed_with_municipalities = models.BooleanField(default=False)
    rule = models.CharField(max_length=300, blank=True)

    objects = FundingQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "initiative", "agreed_with_municipalities", "rule"})

    def __str__(self) -> str:
        return f"Verteilung: {self.initiative}"


class Handover(models.Model):
    """From a day on another organisation bears what was applied for in its place (R-DIS-05)."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="handover"
    )
    to = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="takeovers"
    )
    on = models.DateField()

    objects = BelowApplicationQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "application", "to", "on"})

    def __str__(self) -> str:
        return f"{self.application} → {self.to}"

    @property
    def owner_id(self) -> int:
        return self.application.owner_id
