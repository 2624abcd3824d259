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
    CoFinancingKind,
    ConsentRole,
    ConsentState,
    Financing,
    ProgrammeDateKind,
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
    # Must not pay for what others cover (R-GRT-11); the norm says where that stands.
    excludes_other_funding = models.BooleanField(default=False)
    exclusion_norm = models.CharField(max_length=200, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "code", "name", "financing", "funder", "granting_authority", "needs_consent"}
            | {"excludes_other_funding", "exclusion_norm"}
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


class Guideline(Dated):
    """A version of a programme's guideline; what could not be read in a source stays empty."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="guidelines")
    title = models.CharField(max_length=300)
    financing = models.CharField(max_length=20, choices=Financing, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    cap = MoneyField(null=True, blank=True)
    cap_per_project = MoneyField(null=True, blank=True)
    light_form_up_to = MoneyField(null=True, blank=True)
    forwarding_allowed = models.BooleanField(null=True, blank=True)
    draw_months = models.PositiveSmallIntegerField(null=True, blank=True)
    proof_months = models.PositiveSmallIntegerField(null=True, blank=True)
    tolerance_percent = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guideline_percent_is_a_part",
                condition=Q(percent__isnull=True) | Q(percent__gt=0, percent__lte=100),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "programme", "title", "financing", "percent", "cap", "cap_per_project"}
            | {"light_form_up_to", "forwarding_allowed", "draw_months", "proof_months"}
            | {"tolerance_percent", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return self.title


class ProgrammeNumber(Dated):
    """A number (Ziffer) of a guideline: what is funded there and, where said, up to how much.

    Numbers of one `draw_group` are drawn together, others apart (R-GRT-06).
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="numbers")
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    purpose = models.ForeignKey(
        Purpose, on_delete=models.PROTECT, null=True, blank=True, related_name="numbers"
    )
    cap = MoneyField(null=True, blank=True)
    draw_group = models.CharField(max_length=40, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "programme", "number", "title", "purpose", "cap", "draw_group"}
            | {"valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ProgrammeDate(Dated):
    """A yearly date of a programme: applying, drawing, paying out, proving; by month and day."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="dates")
    kind = models.CharField(max_length=20, choices=ProgrammeDateKind)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    # Counted from the year funded: an application due on 30 October of the year before has -1.
    years_after = models.SmallIntegerField(default=0)
    title = models.CharField(max_length=200, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="programme_date_in_the_year",
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=31),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "programme", "kind", "month", "day", "years_after", "title"}
            | {"valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.day:02d}.{self.month:02d}."


class RequiredAnnex(Dated):
    """What an application of a programme must have with it (Anlage)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="annexes")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=300)
    mandatory = models.BooleanField(default=True)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "programme", "code", "title", "mandatory", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return self.title


class BaseRate(models.Model):
    """The base rate of section 247 BGB from a day on, in per cent a year; may be negative."""

    valid_from = models.DateField(unique=True)
    percent = models.DecimalField(max_digits=6, decimal_places=2)
    source = models.CharField(max_length=400)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "valid_from", "percent", "source"})

    def __str__(self) -> str:
        return f"{self.percent} %"


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
