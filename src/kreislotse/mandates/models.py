"""What bodies decide: meetings, agenda items, registered papers, resolutions, clauses, evidence."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.mandates.queries import (
    BelowPaperQuerySet,
    ClauseQuerySet,
    MandateQuerySet,
    MeetingQuerySet,
    PaperQuerySet,
    PeriodQuerySet,
)
from kreislotse.mandates.rules import paper_reference
from kreislotse.mandates.states import (
    CLAUSE,
    MEETING,
    ClauseKind,
    ClauseState,
    ConsultationRole,
    MeetingState,
    PaperKind,
    ProposalKind,
    Result,
)
from kreislotse.organisations.records import Owned
from kreislotse.records.tables import Findable


class ElectoralPeriod(Owned):
    """An electoral period; papers are numbered within it (R-PAP-05)."""

    number = models.PositiveSmallIntegerField()
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "number"], name="period_number_unique"),
            models.CheckConstraint(
                name="period_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("begins_on")),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "number", "begins_on", "ends_on"})

    def __str__(self) -> str:
        return f"{self.number}. Wahlperiode"


class Meeting(Owned):
    """A meeting of a body; of a meeting long ago the body or the day may not be known."""

    LIFECYCLE: ClassVar[Lifecycle] = MEETING

    body = models.ForeignKey(
        "organisations.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
    )
    held_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=MeetingState, default=MeetingState.PLANNED)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "held_on"], name="meeting_once_a_day"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "body", "held_on", "place", "state"})

    def __str__(self) -> str:
        body = str(self.body) if self.body else "Sitzung eines nicht bekannten Gremiums"
        day = f"{self.held_on:%d.%m.%Y}" if self.held_on else "an einem nicht bekannten Tag"
        return f"{body} {day}"


class Paper(Findable, Owned):
    """A committee paper as registered: gapless number per electoral period, revision after a slash.

    `running_number` is empty for papers of others whose number is not known.
    """

    FOUND_BY = ("subject", "file_reference", "department")

    period = models.ForeignKey(
        ElectoralPeriod, on_delete=models.PROTECT, null=True, blank=True, related_name="papers"
    )
    running_number = models.PositiveIntegerField(null=True, blank=True)
    revision = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=PaperKind, default=PaperKind.PAPER)
    subject = models.CharField(max_length=300)
    dated = models.DateField(null=True, blank=True)
    department = models.CharField(max_length=200, blank=True)
    file_reference = models.CharField(max_length=100, blank=True)
    is_public = models.BooleanField(default=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "running_number", "revision"], name="paper_number_unique"
            ),
            models.CheckConstraint(
                name="paper_number_within_a_period",
                condition=Q(running_number__isnull=True) | Q(period__isnull=False),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "period", "running_number", "revision", "kind", "subject", "dated"}
            | {"department", "file_reference", "is_public", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}".strip()

    @property
    def reference(self) -> str:
        """The paper's number as people write it: SV-9-0355/1; empty when not known."""
        if self.running_number is None or self.period is None:
            return ""
        return paper_reference(self.period.number, self.running_number, self.revision)


class Consultation(models.Model):
    """One step in a paper's sequence of deliberation (Beratungsfolge)."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="consultations")
    position = models.PositiveSmallIntegerField()
    body = models.ForeignKey(
        "organisations.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    role = models.CharField(max_length=20, choices=ConsultationRole)
    proposal_kind = models.CharField(max_length=20, choices=ProposalKind)
    proposal = models.TextField(blank=True)

    objects = BelowPaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "position"], name="consultation_position_unique"
            ),
            models.CheckConstraint(
                name="consultation_proposal_exactly_when_needed",
                condition=Q(proposal_kind=ProposalKind.NONE, proposal="")
                | (~Q(proposal_kind=ProposalKind.NONE) & ~Q(proposal="")),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "paper", "position", "body", "meeting", "role", "proposal_kind", "proposal"}
        )

    def __str__(self) -> str:
        return f"{self.position}. {self.body or '–'}"

    @property
    def owner_id(self) -> int:
        return self.paper.owner_id


class AgendaItem(Findable, Owned):
    """One item of a meeting; its number and paper may not be known."""

    FOUND_BY = ("subject",)

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda_items")
    number = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=300)
    is_public = models.BooleanField(default=True)
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="agenda_item_number_unique",
                condition=~Q(number=""),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "meeting", "number", "subject", "is_public", "paper"}
            | {"search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return f"TOP {self.number} {self.subject}" if self.number else self.subject


class Resolution(Owned):
    """What a body decided on an agenda item, with its votes; unanimity is derived (R-MAN-02)."""

    agenda_item = models.OneToOneField(
        AgendaItem, on_delete=models.PROTECT, related_name="resolution"
    )
    result = models.CharField(max_length=20, choices=Result)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(null=True, blank=True)
    biased = models.PositiveSmallIntegerField(null=True, blank=True)
    also_decided = models.TextField(blank=True)
    sets_up = models.ForeignKey(
        "organisations.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="set_up_by",
    )

    objects = MandateQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "agenda_item", "result", "votes_for", "votes_against", "abstentions"}
            | {"biased", "also_decided", "sets_up"}
        )

    def __str__(self) -> str:
        return f"{self.agenda_item.meeting}: {self.agenda_item.subject}"


class Clause(Findable, Owned):
    """One numbered point of a resolution: what is ordered, who answers for it, until when."""

    FOUND_BY = ("text", "responsible_post")
    LIFECYCLE: ClassVar[Lifecycle] = CLAUSE

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=10)
    kind = models.CharField(max_length=20, choices=ClauseKind)
    text = models.TextField()
    hard_rule = models.TextField(blank=True)
    responsible_post = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    gap_reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=ClauseState, default=ClauseState.OPEN)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resolution", "number"], name="clause_number_unique"),
            # G2: every clause has an owner and a date, or says why not.
            models.CheckConstraint(
                name="clause_owner_and_date_or_reason",
                condition=~Q(gap_reason="") | (~Q(responsible_post="") & Q(due_on__isnull=False)),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "resolution", "number", "kind", "text", "hard_rule", "due_on", "state"}
            | {"responsible_post", "gap_reason", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return f"Ziffer {self.number}"


class Evidence(Owned):
    """A proof that a clause is being carried out."""

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="evidence")
    dated = models.DateField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    document = models.CharField(max_length=200, blank=True)

    objects = MandateQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "clause", "dated", "title", "text", "document"})

    def __str__(self) -> str:
        return self.title
