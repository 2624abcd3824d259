"""What the district carries out: partners, milestones, letters, positions, open questions."""

from django.db import models
from django.db.models import F, Q

from kreislotse.initiatives.queries import BelowInitiativeQuerySet, InitiativeQuerySet
from kreislotse.initiatives.states import Direction, InitiativeKind, PartRole, Stance
from kreislotse.organisations.records import Owned
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import Dated, Findable


class FieldOfAction(Dated):
    """A field of action given by the guideline (Handlungsfeld); dated reference data."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "code", "title", "valid_from", "valid_to", "source"})

    def __str__(self) -> str:
        return self.title


class Initiative(Findable, Owned):
    """Something that the district carries out or has to watch; `number` orders the report."""

    FOUND_BY = ("title", "purpose")

    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=InitiativeKind)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    area = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    area_text = models.CharField(max_length=200, blank=True)
    status_text = models.CharField(max_length=300, blank=True)
    clauses = models.ManyToManyField(
        "mandates.Clause", through="ClauseAssignment", related_name="initiatives"
    )
    fields_of_action = models.ManyToManyField(FieldOfAction, related_name="initiatives", blank=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "number"], name="initiative_number_unique"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "number", "kind", "title", "purpose", "area", "area_text"}
            | {"status_text", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.title


class BelowInitiative(models.Model):
    """A record that hangs on an initiative and belongs to whom the initiative belongs."""

    objects = BelowInitiativeQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def owner_id(self) -> int:
        return self.initiative.owner_id  # type: ignore[attr-defined]


class ClauseAssignment(BelowInitiative):
    """An initiative carries out a clause (R-MAN-03)."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="assignments")
    clause = models.ForeignKey(
        "mandates.Clause", on_delete=models.PROTECT, related_name="assignments"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "clause"], name="clause_assigned_once"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "initiative", "clause"})

    def __str__(self) -> str:
        return f"{self.clause} – {self.initiative}"


class Partner(BelowInitiative):
    """An organisation that has a part in an initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="parts_taken"
    )
    role = models.CharField(max_length=20, choices=PartRole)
    part = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "organisation", "role"], name="partner_role_once"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "initiative", "organisation", "role", "part"})

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class Milestone(BelowInitiative):
    """A dated step with plan, forecast and actual day; `code` names steps that rules ask for."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="milestones")
    code = models.SlugField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    planned_on = models.DateField(null=True, blank=True)
    forecast_on = models.DateField(null=True, blank=True)
    actual_on = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "code"], name="milestone_code_once", condition=~Q(code="")
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {
                "id",
                "initiative",
                "code",
                "title",
                "planned_on",
                "forecast_on",
                "actual_on",
                "remark",
            }
        )

    def __str__(self) -> str:
        return self.title


class Letter(BelowInitiative):
    """A letter out or in; it may answer another one."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="letters")
    direction = models.CharField(max_length=5, choices=Direction)
    dated = models.DateField(null=True, blank=True)
    subject = models.CharField(max_length=300)
    sender = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="letters_sent"
    )
    addressees = models.ManyToManyField(
        "organisations.Organisation", related_name="letters_received", blank=True
    )
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by"
    )
    follow_up_on = models.DateField(null=True, blank=True)
    file_reference = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letter_follow_up_after_it",
                condition=Q(follow_up_on__isnull=True)
                | Q(dated__isnull=True)
                | Q(follow_up_on__gte=F("dated")),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "initiative", "direction", "dated", "subject", "sender", "answers"}
            | {"follow_up_on", "file_reference"}
        )

    def __str__(self) -> str:
        return self.subject


class Position(BelowInitiative):
    """What an organisation holds about an initiative, and who says so (R-CPT-04)."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="positions")
    holder = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="positions"
    )
    stance = models.CharField(max_length=20, choices=Stance)
    statement = models.TextField()
    dated = models.DateField(null=True, blank=True)
    said_by = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="positions_reported",
    )
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="position_has_a_source", condition=Q(said_by__isnull=False) | ~Q(source="")
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "initiative", "holder", "stance", "statement", "dated", "said_by", "source"}
        )

    def __str__(self) -> str:
        return f"{self.holder}: {self.get_stance_display()}"


class OpenQuestion(BelowInitiative):
    """Something not known yet; it stays visibly open until it is answered.

    `about` names the fact it leaves open (for example "funding.application.requested").
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="questions")
    about = models.CharField(max_length=100, blank=True)
    question = models.CharField(max_length=300)
    asked_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="question_answered_with_a_day",
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "initiative", "about", "question", "asked_on", "due_on", "answer", "answered_on"}
        )

    def __str__(self) -> str:
        return self.question


class ReportSubscription(BelowInitiative):
    """Running reports that the district has asked somebody for (incoming reporting)."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="subscriptions"
    )
    reporter = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="reports_owed"
    )
    subject = models.CharField(max_length=300)
    asked_on = models.DateField(null=True, blank=True)
    every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    last_received_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "initiative", "reporter", "subject", "asked_on", "every_months", "next_due_on"}
            | {"last_received_on"}
        )

    def __str__(self) -> str:
        return self.subject
