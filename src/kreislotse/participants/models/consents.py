"""Consent: released texts in many languages, what each person decided, other legal bases."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import F, Q

from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.models import ends_after_it_begins
from kreislotse.organisations.records import Owned
from kreislotse.participants.models.people import BelowCandidate, Candidate
from kreislotse.participants.queries.consents import (
    ConsentTextQuerySet,
    ConsentVersionQuerySet,
    LegalBasisQuerySet,
    PersonConsentQuerySet,
)
from kreislotse.participants.states import (
    CONSENT_VERSION,
    ConsentDecision,
    ConsentForm,
    ConsentPurpose,
    ConsentVersionState,
)
from kreislotse.records.tables import Dated


class ConsentVersion(Owned):
    """An edition of a district's consent texts; released by its data protection officer."""

    LIFECYCLE: ClassVar[Lifecycle] = CONSENT_VERSION

    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=ConsentVersionState, default=ConsentVersionState.DRAFT
    )
    valid_months = models.PositiveSmallIntegerField(default=24)
    released_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = ConsentVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "number"], name="consent_version_number"),
            models.UniqueConstraint(
                fields=["owner"],
                name="consent_version_one_released",
                condition=Q(state=ConsentVersionState.RELEASED),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "number", "state", "valid_months", "released_on", "retired_on", "note"}
        )

    def __str__(self) -> str:
        return f"Einwilligung, Fassung {self.number}"


class ConsentText(models.Model):
    """The texts of an edition in one language; never changed after its release (R-DP-07).

    `texts` maps the parts that `consent_texts` names to what they say, `purposes` each purpose to
    its sentence.
    """

    version = models.ForeignKey(ConsentVersion, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=12)
    texts = models.JSONField(default=dict)
    purposes = models.JSONField(default=dict)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="consent_text_once"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "version", "language", "texts", "purposes"})

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"

    def save(self, *args: Any, **options: Any) -> None:
        if self.version.state != ConsentVersionState.DRAFT:
            raise TypeError("A released text is never changed. Draft another version.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError("A consent text is never deleted. Draft another version.")

    @property
    def owner_id(self) -> int:
        return self.version.owner_id


class Consent(BelowCandidate):
    """What a person decided on a day, on which text in which language (R-DP-01)."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="consents")
    version = models.ForeignKey(ConsentVersion, on_delete=models.PROTECT, related_name="consents")
    language = models.CharField(max_length=12)
    decision = models.CharField(max_length=8, choices=ConsentDecision)
    form = models.CharField(max_length=12, choices=ConsentForm)
    decided_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    scan = models.ForeignKey(
        "attachments.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    witness = models.CharField(max_length=120, blank=True)
    guardian = models.CharField(max_length=120, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = PersonConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="consent_withdrawn_only_if_given",
                condition=Q(withdrawn_on__isnull=True)
                | Q(decision=ConsentDecision.GIVEN, withdrawn_on__gte=F("decided_on")),
            ),
        ]

    class Privacy:
        personal = frozenset(
            {"candidate", "language", "decision", "form", "decided_on", "valid_until", "scan"}
            | {"witness", "guardian", "withdrawn_on"}
        )
        plain = frozenset({"id", "version"})

    def __str__(self) -> str:
        return str(self.candidate)


class ConsentGrant(models.Model):
    """One purpose ticked in a consent, and whom the data may go to for it."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="grants")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose)
    recipient = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consent", "purpose", "recipient"], name="consent_grant_once"
            ),
        ]

    class Privacy:
        personal = frozenset({"consent", "purpose", "recipient"})
        plain = frozenset({"id"})

    def __str__(self) -> str:
        return self.get_purpose_display()


class LegalBasis(Owned, Dated):
    """A norm, documented by the data protection officer, that allows a transmission (R-CAN-02)."""

    purpose = models.CharField(max_length=20, choices=ConsentPurpose)
    recipient = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    norm = models.CharField(max_length=200)
    reasons = models.CharField(max_length=500)

    objects = LegalBasisQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_it_begins("legal_basis")]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "purpose", "recipient", "norm", "reasons", "valid_from", "valid_to"}
            | {"source"}
        )

    def __str__(self) -> str:
        return self.norm
