"""The committee paper as it is written, co-signed, frozen in editions and compared."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q

from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.records.tables import Findable
from kreislotse.reporting.queries import BelowReportQuerySet, EditionQuerySet, ReportQuerySet
from kreislotse.reporting.states import REPORT, EditionKind, Origin, ReportState, Verdict


class Report(Findable, Owned):
    """A report of the administration in the making; `paper` is its entry in the register.

    `as_of` is the reference date of all its facts (Stichtag); `cosigned_checksum` that of the
    content that departments were asked to sign.
    """

    FOUND_BY = ("title",)
    LIFECYCLE: ClassVar[Lifecycle] = REPORT

    title = models.CharField(max_length=300)
    paper = models.OneToOneField("mandates.Paper", on_delete=models.PROTECT, related_name="report")
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next"
    )
    as_of = models.DateField()
    written_by = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    last_edited_by = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signatory = models.CharField(max_length=200, blank=True)
    cosigned_checksum = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.DRAFT)

    objects = ReportQuerySet.as_manager()

    class Privacy:
        personal = frozenset({"written_by", "last_edited_by"})
        plain = frozenset(
            {
                "id",
                "owner",
                "title",
                "paper",
                "previous",
                "as_of",
                "signatory",
                "cosigned_checksum",
                "state",
            }
            | {"search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """A numbered section of a report; its initiative says what is written in it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    initiative = models.ForeignKey(
        "initiatives.Initiative",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sections",
    )

    objects = BelowReportQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "report", "position", "title", "initiative"})

    def __str__(self) -> str:
        return self.title

    @property
    def owner_id(self) -> int:
        return self.report.owner_id


class Passage(models.Model):
    """One sentence or list item of a section, with the facts it was written from.

    `key` names the statement; it is empty for the author's own text. `facts` is the evidence
    as it stood when the author last accepted it.
    """

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="passages")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=120, blank=True)
    form = models.CharField(max_length=20, default="sentence")
    starts_paragraph = models.BooleanField(default=False)
    origin = models.CharField(max_length=20, choices=Origin)
    text = models.TextField()
    facts = models.JSONField(default=list, blank=True)
    is_left_out = models.BooleanField(default=False)

    objects = BelowReportQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "key"], name="passage_key_once", condition=~Q(key="")
            ),
            models.CheckConstraint(
                name="passage_own_text_has_no_statement",
                condition=Q(origin=Origin.AUTHORED, key="")
                | (~Q(origin=Origin.AUTHORED) & ~Q(key="")),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "section", "position", "key", "form", "starts_paragraph", "origin", "text"}
            | {"facts", "is_left_out"}
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def owner_id(self) -> int:
        return self.section.report.owner_id


class CoSignature(models.Model):
    """A department that is asked to co-sign, and what it says (Mitzeichnung)."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="cosignatures")
    department = models.CharField(max_length=200)
    asked_on = models.DateField()
    verdict = models.CharField(max_length=20, choices=Verdict, default=Verdict.ASKED)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)

    objects = BelowReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "department"], name="cosignature_department_once"
            ),
            models.CheckConstraint(
                name="cosignature_dated_when_given",
                condition=Q(verdict=Verdict.ASKED, signed_on__isnull=True)
                | (~Q(verdict=Verdict.ASKED) & Q(signed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="cosignature_objection_has_a_note",
                condition=~Q(verdict=Verdict.OBJECTED) | ~Q(note=""),
            ),
        ]

    class Privacy:
        personal = frozenset({"signed_by"})
        plain = frozenset(
            {"id", "report", "department", "asked_on", "verdict", "signed_on", "note"}
        )

    def __str__(self) -> str:
        return f"{self.department}: {self.get_verdict_display()}"

    @property
    def owner_id(self) -> int:
        return self.report.owner_id


class Edition(models.Model):
    """A frozen edition: text, facts, references, files and the hash of all of it (R-PAP-01).

    Its row is never changed or deleted; the database itself refuses it. Whether an edition is
    public follows from its report's state.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=EditionKind)
    as_of = models.DateField()
    frozen_at = models.DateTimeField()
    released_by = models.BigIntegerField(null=True)
    document = models.JSONField()
    checksum = models.CharField(max_length=64)
    pdf = models.BinaryField()
    docx = models.BinaryField()
    html = models.BinaryField()
    json = models.BinaryField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="edition_number_unique"),
        ]

    class Privacy:
        personal = frozenset({"released_by"})
        plain = frozenset(
            {"id", "report", "number", "kind", "as_of", "frozen_at", "document", "checksum"}
            | {"pdf", "docx", "html", "json"}
        )

    def __str__(self) -> str:
        return f"{self.report}, Fassung {self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError("An edition is never changed. Freeze another one.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError("An edition is never deleted.")

    @property
    def owner_id(self) -> int:
        return self.report.owner_id
