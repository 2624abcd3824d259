"""Money passed on to towns, clubs and churches: applied for, decided, contracted, paid."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding.queries import (
    ConflictQuerySet,
    DocumentQuerySet,
    ForwardingQuerySet,
    FundingCallQuerySet,
    InternalQuerySet,
    TextBlockQuerySet,
)
from kreislotse.forwarding.states import (
    FORWARDING,
    FUNDING_CALL,
    BlockKind,
    CallState,
    CheckKind,
    ForwardingState,
    Verdict,
)
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.records.fields import MoneyField
from kreislotse.records.tables import Dated, Findable


class FundingCall(Owned):
    """A call for applications from an item of an award; open ones can be answered by anybody."""

    LIFECYCLE: ClassVar[Lifecycle] = FUNDING_CALL

    item = models.ForeignKey(
        "awards.AwardItem", on_delete=models.PROTECT, related_name="funding_calls"
    )
    title = models.CharField(max_length=200)
    text = models.TextField()
    closes_on = models.DateField()
    cap_per_project = MoneyField(null=True, blank=True)
    light_form_up_to = MoneyField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=CallState, default=CallState.DRAFT)

    objects = FundingCallQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "item", "title", "text", "closes_on", "cap_per_project"}
            | {"light_form_up_to", "state"}
        )

    def __str__(self) -> str:
        return self.title


class Forwarding(Findable, Owned):
    """Money of an award for a final recipient (Weiterleitung), from application to closing.

    `recipient` is empty until the office has matched the applicant to an organisation. What was
    applied for by the public form carries the hash of the key in the applicant's link.
    """

    FOUND_BY = ("title", "applicant_name")
    LIFECYCLE: ClassVar[Lifecycle] = FORWARDING

    item = models.ForeignKey(
        "awards.AwardItem", on_delete=models.PROTECT, related_name="forwardings"
    )
    call = models.ForeignKey(
        FundingCall, on_delete=models.PROTECT, null=True, blank=True, related_name="forwardings"
    )
    share = models.ForeignKey(
        "forwarding.Share",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forwardings",
    )
    recipient = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forwardings",
    )
    recipient_kind = models.CharField(max_length=20, choices=RecipientKind)
    applicant_name = models.CharField(max_length=200)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=60, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    account_holder = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    description = models.TextField()
    period_from = models.DateField()
    period_to = models.DateField()
    requested = MoneyField()
    own_funds = MoneyField(null=True, blank=True)
    other_funds = MoneyField(null=True, blank=True)
    other_funds_from = models.CharField(max_length=200, blank=True)
    light = models.BooleanField(default=False)
    state = models.CharField(
        max_length=20, choices=ForwardingState, default=ForwardingState.APPLIED
    )
    applied_on = models.DateField()
    approved = MoneyField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    waived_reason = models.CharField(max_length=500, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    proof_due_on = models.DateField(null=True, blank=True)
    accepted = MoneyField(null=True, blank=True)
    key_hash = models.CharField(max_length=64, blank=True)
    request_key = models.CharField(max_length=64, unique=True)

    objects = ForwardingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="forwarding_requested_positive", condition=Q(requested__gt=0)
            ),
            models.CheckConstraint(
                name="forwarding_period_in_order", condition=Q(period_to__gte=F("period_from"))
            ),
            models.CheckConstraint(
                name="forwarding_approved_up_to_requested",
                condition=Q(approved__isnull=True)
                | Q(approved__gt=0, approved__lte=F("requested")),
            ),
            models.CheckConstraint(
                name="forwarding_paid_with_a_day",
                condition=~Q(state__in=[ForwardingState.PAID, ForwardingState.PROOF_RECEIVED])
                | Q(paid_on__isnull=False, approved__isnull=False),
            ),
        ]

    class Privacy:
        # The contact of a small association is a person at home, and so is its account.
        personal = frozenset(
            {"contact_name", "contact_email", "contact_phone", "iban", "account_holder"}
            | {"applicant_name", "search_key"}
        )
        plain = frozenset(
            {"id", "owner", "item", "call", "share", "recipient", "recipient_kind", "title"}
            | {"description", "period_from", "period_to", "requested", "own_funds", "other_funds"}
            | {"other_funds_from", "light", "state", "applied_on", "approved", "decided_on"}
            | {"decision_reason", "waived_reason", "signed_on", "paid_on", "proof_due_on"}
            | {"accepted", "key_hash", "request_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.title


class ForwardingCheck(models.Model):
    """The outcome of one check of an application: computed first, decided by a person."""

    forwarding = models.ForeignKey(Forwarding, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=20, choices=CheckKind)
    verdict = models.CharField(max_length=20, choices=Verdict)
    finding = models.CharField(max_length=500)
    remark = models.CharField(max_length=500, blank=True)

    objects = InternalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forwarding", "kind"], name="check_once_per_kind"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "forwarding", "kind", "verdict", "finding", "remark"})

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def owner_id(self) -> int:
        return self.forwarding.owner_id


class TextBlock(Dated):
    """A versioned text of contracts and letters, with places for values in {braces}."""

    kind = models.CharField(max_length=20, choices=BlockKind)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    text = models.TextField()

    objects = TextBlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "position", "version"], name="text_block_version"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "kind", "position", "version", "title", "text"}
            | {"valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title} ({self.version})"


class ForwardingDocument(models.Model):
    """A contract, notice or letter as it went out, with the versions of its texts; frozen."""

    forwarding = models.ForeignKey(Forwarding, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=BlockKind)
    dated = models.DateField()
    blocks = models.JSONField()
    file = models.ForeignKey("attachments.Attachment", on_delete=models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "forwarding", "kind", "dated", "blocks", "file"})

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def owner_id(self) -> int:
        return self.forwarding.owner_id


class ConflictOfInterest(Owned):
    """Somebody of the office is an officer of a recipient and must not decide there (R-DIS-10)."""

    account = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, related_name="conflicts_of_interest"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "since"], name="conflict_of_interest_once"
            ),
        ]

    class Privacy:
        personal = frozenset({"account", "organisation"})
        plain = frozenset({"id", "owner", "since", "until"})

    def __str__(self) -> str:
        return f"Befangenheit seit {self.since:%d.%m.%Y}"
