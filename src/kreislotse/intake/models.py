"""Uploaded lists: their known columns row by row, what each row would do, the mapping learnt."""

from typing import ClassVar

from django.db import models

from kreislotse.intake.queries import ColumnMappingQuerySet, UploadQuerySet, UploadRowQuerySet
from kreislotse.intake.states import UPLOAD, RowDecision, RowState, UploadState
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned


class Upload(Owned):
    """A list that a municipality handed in; the file itself and unknown columns are never kept.

    `columns` are the mapped ones as [letter, heading, field]; `left_out` the headings of columns
    that were not read. `receipt` holds the counts of the last step, which add up to `rows_total`.
    `remarks` are notices about the whole file (sheet hidden, formulas, trailing notes).
    """

    LIFECYCLE: ClassVar[Lifecycle] = UPLOAD

    response = models.ForeignKey(
        "participants.CallResponse",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="uploads",
    )
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.READ)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=4)
    sheet = models.CharField(max_length=120, blank=True)
    columns = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    rows_total = models.PositiveIntegerField(default=0)
    rows_checked = models.PositiveIntegerField(default=0)
    receipt = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    cleared_on = models.DateField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "sha256"], name="upload_same_file")]

    class Privacy:
        # Headings and the sheet's name were written by somebody for themselves.
        personal = frozenset({"sheet", "columns", "left_out", "remarks"})
        plain = frozenset(
            {"id", "owner", "response", "state", "sha256", "format", "rows_total"}
            | {"rows_checked", "receipt", "uploaded_at", "applied_at", "cleared_on"}
        )

    def __str__(self) -> str:
        return f"Liste {self.pk}"


class UploadRow(models.Model):
    """One row of a list: the texts of its known columns, and what taking it over would do.

    `number` is the row in the sheet. `values` maps fields to the texts read, `typed` those that
    were corrected in the browser. `reasons` are [field, cell, message key, facts]. `before` keeps
    what an applied row replaced, for undoing.
    """

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=RowState, default=RowState.UNCHECKED)
    reasons = models.JSONField(default=list)
    # No foreign key: a row must not stand in the way of an erasure.
    candidate_id = models.BigIntegerField(null=True, db_index=True)
    decision = models.CharField(max_length=10, choices=RowDecision, blank=True)
    applied = models.BooleanField(default=False)
    before = models.JSONField(null=True)

    objects = UploadRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="upload_row_number"),
        ]
        indexes = [models.Index(fields=["upload", "state", "number"], name="upload_row_state")]

    class Privacy:
        personal = frozenset({"values", "typed", "reasons", "candidate_id", "before"})
        plain = frozenset({"id", "upload", "number", "state", "decision", "applied"})

    def __str__(self) -> str:
        return f"Zeile {self.number}"

    @property
    def owner_id(self) -> int:
        return self.upload.owner_id


class ColumnMapping(Owned):
    """Which field a municipality means by a heading; remembered from its last list (G28).

    `heading` is folded (case, accents, blanks); an empty field says that the column is not read.
    """

    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=40, blank=True)

    objects = ColumnMappingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "heading"], name="column_mapping_once"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "heading", "field"})

    def __str__(self) -> str:
        return self.heading
