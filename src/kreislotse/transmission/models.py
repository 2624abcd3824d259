"""Batches to the employment agency: frozen, numbered, hashed; feedback, recalls, outcomes."""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.participants.states import ConsentPurpose
from kreislotse.transmission.queries import (
    BatchLineQuerySet,
    BatchQuerySet,
    FeedbackSumQuerySet,
    OutcomeQuerySet,
    RecallQuerySet,
)
from kreislotse.transmission.states import (
    BATCH,
    RECALL,
    BasisKind,
    BatchState,
    Channel,
    Feedback,
    LineKind,
    OutcomeKind,
    RecallGround,
    RecallState,
)

# What may still be said about a line after its batch is frozen; the rest is what was transmitted.
_OPEN_IN_LINES = {"feedback", "feedback_reason", "feedback_on", "recalled"}
_FIXED_IN_BATCHES = {"owner", "call", "number", "recipient", "purpose", "channel", "delta_of"} | {
    "categories",
    "sha256",
    "frozen_at",
}


class Batch(Owned):
    """A list of people for one recipient and purpose, frozen before it leaves (R-CAN-07).

    `categories` are the data categories that its lines carry (R-CAN-02).
    """

    LIFECYCLE: ClassVar[Lifecycle] = BATCH

    call = models.ForeignKey("participants.Call", on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField()
    recipient = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="batches_received"
    )
    purpose = models.CharField(max_length=20, choices=ConsentPurpose, default=ConsentPurpose.AGENCY)
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.DRAFT)
    delta_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="deltas"
    )
    categories = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    receipt_reference = models.CharField(max_length=120, blank=True)
    feedback_due_on = models.DateField(null=True, blank=True)
    chased_on = models.DateField(null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "number"], name="batch_number_unique"),
            models.CheckConstraint(
                name="batch_frozen_with_hash",
                condition=Q(state__in=[BatchState.DRAFT, BatchState.CANCELLED])
                | ~Q(sha256="") & Q(frozen_at__isnull=False),
            ),
            models.CheckConstraint(
                name="batch_sent_with_a_day",
                condition=Q(state__in=[BatchState.DRAFT, BatchState.FROZEN, BatchState.CANCELLED])
                | Q(sent_on__isnull=False, feedback_due_on__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "call", "number", "recipient", "purpose", "channel", "state"}
            | {
                "delta_of",
                "categories",
                "sha256",
                "frozen_at",
                "sent_on",
                "received_on",
                "receipt_reference",
            }
            | {"feedback_due_on", "chased_on"}
        )

    def __str__(self) -> str:
        return f"Übermittlung {self.number}"

    @classmethod
    def from_db(
        cls,
        db: str | None,
        field_names: Collection[str],
        values: Collection[Any],
        **options: Any,
    ) -> Self:
        batch = super().from_db(db, field_names, values, **options)
        batch._is_fixed = "state" in field_names and batch.state != BatchState.DRAFT
        return batch

    def save(self, *args: Any, **options: Any) -> None:
        """What has been frozen stays as it is; only what happens to it later is added."""
        columns = set(options.get("update_fields") or _FIXED_IN_BATCHES)
        if getattr(self, "_is_fixed", False) and columns & _FIXED_IN_BATCHES:
            raise TypeError("A frozen batch is never changed. Draft another one.")
        super().save(*args, **options)
        self._is_fixed = self.state != BatchState.DRAFT


class BatchLine(models.Model):
    """One person of a batch: what was transmitted, and the basis on which (R-CAN-02).

    `content` is the data as frozen, field by field, and `sha256` the hash over it; the content is
    emptied when the person is erased, which leaves the numbers. `municipality` says whose person
    it was. `distinct_reason` says why it is not the same person as one of another line.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    candidate = models.ForeignKey(
        "participants.Candidate",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="batch_lines",
    )
    municipality = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=LineKind, default=LineKind.NEW)
    content = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    basis = models.CharField(max_length=8, choices=BasisKind)
    consent = models.ForeignKey(
        "participants.Consent", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    legal_basis = models.ForeignKey(
        "participants.LegalBasis",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    distinct_reason = models.CharField(max_length=300, blank=True)
    feedback = models.CharField(max_length=14, choices=Feedback, blank=True)
    feedback_reason = models.CharField(max_length=300, blank=True)
    feedback_on = models.DateField(null=True, blank=True)
    recalled = models.BooleanField(default=False)

    objects = BatchLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="batch_line_position"),
            models.UniqueConstraint(fields=["batch", "candidate"], name="batch_line_person_once"),
            models.CheckConstraint(
                name="batch_line_has_a_basis",
                condition=Q(candidate__isnull=True)
                | Q(basis=BasisKind.CONSENT, consent__isnull=False, legal_basis__isnull=True)
                | Q(basis=BasisKind.NORM, consent__isnull=True, legal_basis__isnull=False),
            ),
            models.CheckConstraint(
                name="batch_line_feedback_with_a_day",
                condition=Q(feedback="", feedback_on__isnull=True)
                | ~Q(feedback="") & Q(feedback_on__isnull=False),
            ),
        ]

    class Privacy:
        personal = frozenset(
            {"candidate", "content", "consent", "distinct_reason", "feedback_reason"}
        )
        plain = frozenset(
            {"id", "batch", "position", "municipality", "kind", "basis", "legal_basis", "sha256"}
            | {"feedback", "feedback_on", "recalled"}
        )

    def __str__(self) -> str:
        return f"{self.batch.number}/{self.position}"

    def save(self, *args: Any, **options: Any) -> None:
        """A line of a frozen batch says for ever what was transmitted (R-CAN-07)."""
        columns = options.get("update_fields")
        open_only = columns is not None and set(columns) <= _OPEN_IN_LINES
        if self.batch.state != BatchState.DRAFT and not open_only:
            raise TypeError("A line of a frozen batch is never changed. Draft a correction.")
        super().save(*args, **options)

    @property
    def owner_id(self) -> int:
        return self.batch.owner_id

    @property
    def recipient_id(self) -> int:
        return self.batch.recipient_id

    @property
    def readable(self) -> dict[str, Any]:
        """What may still be read: nothing once the line is recalled (R-DP-03)."""
        return {} if self.recalled else dict(self.content)


class FeedbackSum(models.Model):
    """Feedback in sums as the recipient delivered it; kept beside our own count (R-REP-04)."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="sums")
    feedback = models.CharField(max_length=14, choices=Feedback)
    people = models.PositiveIntegerField()
    reported_on = models.DateField()

    objects = FeedbackSumQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "feedback", "reported_on"], name="feedback_sum_once_a_day"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "batch", "feedback", "people", "reported_on"})

    def __str__(self) -> str:
        return f"{self.get_feedback_display()}: {self.people}"

    @property
    def owner_id(self) -> int:
        return self.batch.owner_id


class Recall(models.Model):
    """The recipient is told to stop using a line's data, and has to confirm it (R-DP-03, T17)."""

    LIFECYCLE: ClassVar[Lifecycle] = RECALL

    line = models.ForeignKey(BatchLine, on_delete=models.PROTECT, related_name="recalls")
    ground = models.CharField(max_length=12, choices=RecallGround)
    state = models.CharField(max_length=10, choices=RecallState, default=RecallState.ISSUED)
    issued_on = models.DateField()
    due_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)

    objects = RecallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recall_due_after_issue", condition=Q(due_on__gte=F("issued_on"))
            ),
            models.CheckConstraint(
                name="recall_confirmed_with_a_day",
                condition=Q(state=RecallState.ISSUED, confirmed_on__isnull=True)
                | Q(state=RecallState.CONFIRMED, confirmed_on__isnull=False),
            ),
        ]

    class Privacy:
        personal = frozenset({"line"})
        plain = frozenset({"id", "ground", "state", "issued_on", "due_on", "confirmed_on"})

    def __str__(self) -> str:
        return self.get_ground_display()

    @property
    def owner_id(self) -> int:
        return self.line.batch.owner_id

    @property
    def recipient_id(self) -> int:
        return self.line.batch.recipient_id


class Outcome(models.Model):
    """What came of a candidate's support, from when to when, and who says so (R-OUT-01).

    `noted_by` is the organisation that wrote it down; `told_to` the recipient at whose line it was
    written down while a basis covered telling it. No other recipient knows of it (R-CAN-12).
    """

    candidate = models.ForeignKey(
        "participants.Candidate", on_delete=models.PROTECT, related_name="outcomes"
    )
    kind = models.CharField(max_length=24, choices=OutcomeKind)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    noted_by = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    told_to = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "kind", "began_on"], name="outcome_once"),
            models.CheckConstraint(
                name="outcome_ends_after_it_begins",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
            ),
        ]

    class Privacy:
        personal = frozenset({"candidate", "kind", "began_on", "ended_on", "source"})
        plain = frozenset({"id", "noted_by", "told_to"})

    def __str__(self) -> str:
        """Never the kind: what became of somebody is theirs, and texts end up in journals."""
        return str(self.candidate)

    @property
    def owner_id(self) -> int:
        return self.candidate.owner_id

    def known_to(self, recipient: int) -> bool:
        """Whether this recipient has noted it or was told."""
        return recipient in (self.noted_by_id, self.told_to_id)
