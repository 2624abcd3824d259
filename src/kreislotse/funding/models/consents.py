"""Stage one: consents in principle and the ministries' part in them."""

from typing import ClassVar

from django.db import models

from kreislotse.funding.queries import BelowConsentQuerySet, ConsentQuerySet
from kreislotse.funding.states import CONSENT, ConsentRole, ConsentState
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned


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
