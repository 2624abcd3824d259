"""Programmes and rates, consents in principle, applications with the lines behind their sum."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreislotse.funding.queries import (
    ApplicationQuerySet,
    BelowApplicationQuerySet,
    BelowConsentQuerySet,
    ConsentQuerySet,
    FundingQuerySet,
    ProgrammeQuerySet,
    ProgrammeUseQuerySet,
)
from kreislotse.funding.states import (
    APPLICATION,
    CONSENT,
    ApplicationState,
    ConsentRole,
    ConsentState,
    Financing,
)
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.records.fields import MoneyField, ShareField
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import Dated, Findable


class PostKind(models.Model):
    """A kind of post with a rate of its own."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "code", "title"})

    def __str__(self) -> str:
        return self.title


class Purpose(models.Model):
    """What money may be used for (Zuwendungszweck)."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "code", "title"})

    def __str__(self) -> str:
        return self.title


class Programme(Findable, Dated):
    """A funding programme as dated data with its source."""

    FOUND_BY = ("name", "code")

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    financing = models.CharField(max_length=20, choices=Financing, blank=True)
    funder = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes_funded",
    )
    granting_authority = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes_granted",
    )
    needs_consent = models.BooleanField(default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "code", "name", "financing", "funder", "granting_authority", "needs_consent"}
            | {"valid_from", "valid_to", "source", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.name


class Rate(Dated):
    """The yearly amount for one full-time post of a kind; empty when not readable in a source."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rates")
    post_kind = models.ForeignKey(PostKind, on_delete=models.PROTECT, related_name="rates")
    per_full_post = MoneyField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rate_not_negative",
                condition=Q(per_full_post__isnull=True) | Q(per_full_post__gte=0),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "programme", "post_kind", "per_full_post", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return f"{self.programme}, {self.post_kind}: {self.per_full_post or '–'}"


class ConsentInPrinciple(Owned):
    """Stage one: ministries agree in principle to what the district sets up (R-GRT-01)."""

    LIFECYCLE: ClassVar[Lifecycle] = CONSENT

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="consents"
    )
    state = models.CharField(max_length=20, choices=ConsentState, default=ConsentState.DRAFT)
    request = models.OneToOneField(
        "initiatives.Letter", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField(null=True, blank=True)
    decision = models.OneToOneField(
        "initiatives.Letter", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "initiative", "state", "request", "sent_on", "decision", "decided_on"}
        )

    def __str__(self) -> str:
        return f"Grundsätzliche Zustimmung: {self.initiative}"


class ConsentParty(models.Model):
    """A ministry's part in a consent: asked, deciding, or concurring since a day."""

    consent = models.ForeignKey(
        ConsentInPrinciple, on_delete=models.PROTECT, related_name="parties"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="consents"
    )
    role = models.CharField(max_length=20, choices=ConsentRole)
    concurred_on = models.DateField(null=True, blank=True)

    objects = BelowConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consent", "organisation", "role"], name="consent_party_once"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "consent", "organisation", "role", "concurred_on"})

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"

    @property
    def owner_id(self) -> int:
        return self.consent.owner_id


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
        )

    def __str__(self) -> str:
        return self.title


class ApplicationLine(models.Model):
    """One kind of post applied for: share of a full post times the rate of the day (R-GRT-02)."""

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
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "application", "position", "post_kind", "title", "share", "rate"})

    def __str__(self) -> str:
        return self.title

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
