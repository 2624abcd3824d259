"""The district's own proofs of use, and the forms of the state as templates."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.proofs.queries import BelowProofQuerySet, ProofQuerySet
from kreislotse.proofs.states import PROOF, FormKind, IncomeKind, ProofState
from kreislotse.records.fields import MoneyField
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import Dated


class Proof(models.Model):
    """A proof of use (R-GRT-14): factual report here, numbers from the ledger, never typed.

    When signed, what was signed is frozen in `content` with its checksum.
    """

    LIFECYCLE: ClassVar[Lifecycle] = PROOF

    duty = models.OneToOneField("awards.ProofDuty", on_delete=models.PROTECT, related_name="proof")
    state = models.CharField(max_length=20, choices=ProofState, default=ProofState.DRAFT)
    measure = models.TextField(blank=True)
    effects = models.TextField(blank=True)
    deviations = models.TextField(blank=True)
    no_deviations = models.BooleanField(default=False)
    economical = models.BooleanField(default=False)
    agrees_with_books = models.BooleanField(default=False)
    conditions_kept = models.BooleanField(default=False)
    content = models.JSONField(null=True, blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    scan = models.ForeignKey(
        "attachments.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    audited_on = models.DateField(null=True, blank=True)
    audit_remark = models.TextField(blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proof_frozen_when_signed",
                condition=Q(state=ProofState.DRAFT)
                | Q(content__isnull=False, signed_on__isnull=False) & ~Q(checksum=""),
            ),
            models.CheckConstraint(
                name="proof_submitted_with_a_day",
                condition=Q(state__in=[ProofState.DRAFT, ProofState.SIGNED])
                | Q(submitted_on__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "duty", "state", "measure", "effects", "deviations", "no_deviations"}
            | {"economical", "agrees_with_books", "conditions_kept", "content", "checksum"}
            | {"signed_on", "submitted_on", "scan", "audited_on", "audit_remark"}
        )

    def __str__(self) -> str:
        return str(self.duty)

    @property
    def owner_id(self) -> int:
        return self.duty.award.owner_id


class ProofIncome(models.Model):
    """Income besides the grant: what the notice foresaw and what came in."""

    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="incomes")
    kind = models.CharField(max_length=20, choices=IncomeKind)
    from_whom = models.CharField(max_length=200)
    by_notice = MoneyField()
    by_account = MoneyField()

    objects = BelowProofQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proof_income_not_negative",
                condition=Q(by_notice__gte=0, by_account__gte=0),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "proof", "kind", "from_whom", "by_notice", "by_account"})

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.from_whom}"

    @property
    def owner_id(self) -> int:
        return self.proof.owner_id


class FormTemplate(Dated):
    """A form of the state as a mapping of its fields to our data; a new form is a new row.

    `layout` is a list of blocks: {"title", "fields": [{"label", "value"}]} or {"title", "table"};
    the names of values are those of `proofs/values.py`.
    """

    kind = models.CharField(max_length=20, choices=FormKind)
    programme = models.ForeignKey(
        "funding.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="form_templates",
    )
    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    layout = models.JSONField()

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="form_template_version"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "kind", "programme", "code", "version", "title", "layout"}
            | {"valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"
