"""What is known about a candidate: status and regime by date, qualification, languages.

The candidate is the first column of each table's unique index and has none of its own.
"""

from django.db import models
from django.db.models import F, Q

from kreislotse.organisations.models import LegalRegime, ends_after_it_begins
from kreislotse.participants.models.people import Candidate, CandidateFact
from kreislotse.participants.states import Evidence, Level, Paper, QualificationKind, RegimeCause
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import Dated


class ResidenceTitle(Dated):
    """A residence status as daily work names it, with its norm (domain 6.3)."""

    code = models.CharField(max_length=12, unique=True)
    label = models.CharField(max_length=120)
    norm = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_it_begins("residence_title")]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "code", "label", "norm", "note", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return self.label


class TitleRegime(Dated):
    """Which legal regime follows from a title, since when; empty where a human has to say.

    `first_granted_from` narrows it to titles first granted from that day on, `after_months` to
    those held at least so long.
    """

    title = models.ForeignKey(ResidenceTitle, on_delete=models.PROTECT, related_name="regimes")
    regime = models.CharField(max_length=10, choices=LegalRegime, blank=True)
    first_granted_from = models.DateField(null=True, blank=True)
    after_months = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_it_begins("title_regime")]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "title", "regime", "first_granted_from", "after_months", "valid_from"}
            | {"valid_to", "source"}
        )

    def __str__(self) -> str:
        return f"{self.title}: {self.get_regime_display()}"


class ResidenceStatus(CandidateFact):
    """A residence title that a candidate holds since a day; the latest one counts."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="statuses", db_index=False
    )
    title = models.ForeignKey(ResidenceTitle, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "since"], name="status_one_a_day"),
            models.CheckConstraint(
                name="status_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("since")),
            ),
        ]

    class Privacy:
        personal = frozenset({"candidate", "title", "since", "valid_to"})
        plain = frozenset({"id"})

    def __str__(self) -> str:
        return str(self.candidate)


class RegimePeriod(CandidateFact):
    """From when to when which benefits law applies to a candidate (R-REP-03, T16)."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="regimes", db_index=False
    )
    regime = models.CharField(max_length=10, choices=LegalRegime)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    cause = models.CharField(max_length=10, choices=RegimeCause, default=RegimeCause.TITLE)

    class Meta:
        indexes = [models.Index(fields=["regime", "valid_from"], name="regime_since")]
        constraints = [
            ends_after_it_begins("regime_period"),
            models.UniqueConstraint(fields=["candidate", "valid_from"], name="regime_one_a_day"),
        ]

    class Privacy:
        personal = frozenset({"candidate", "regime", "valid_from", "valid_to", "cause"})
        plain = frozenset({"id"})

    def __str__(self) -> str:
        return str(self.candidate)


class Qualification(CandidateFact):
    """Something that a candidate has learnt; the group is a main group of the KldB 2010."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="qualifications", db_index=False
    )
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=QualificationKind)
    occupation_group = models.CharField(max_length=2, blank=True)
    occupation = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    paper = models.CharField(max_length=10, choices=Paper, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "position"], name="qualification_position"
            ),
        ]

    class Privacy:
        personal = frozenset(
            {"candidate", "kind", "occupation_group", "occupation", "country", "paper"}
        )
        plain = frozenset({"id", "position"})

    def __str__(self) -> str:
        return str(self.candidate)


class LanguageSkill(CandidateFact):
    """A language that a candidate speaks, with level and evidence; `interpreting` to be met in."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="languages", db_index=False
    )
    language = models.CharField(max_length=3)
    level = models.CharField(max_length=2, choices=Level, blank=True)
    evidence = models.CharField(max_length=12, choices=Evidence, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    tested_on = models.DateField(null=True, blank=True)
    interpreting = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "language"], name="language_once"),
            models.CheckConstraint(
                name="language_level_with_evidence",
                condition=Q(level="", evidence="") | ~Q(level="") & ~Q(evidence=""),
            ),
        ]

    class Privacy:
        personal = frozenset(
            {"candidate", "language", "level", "evidence", "issuer", "tested_on", "interpreting"}
        )
        plain = frozenset({"id"})

    def __str__(self) -> str:
        return str(self.candidate)
