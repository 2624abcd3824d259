"""Concepts written together, working meetings with their invitations, replies and outcomes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreislotse.cooperation.queries import (
    BelowMeetingQuerySet,
    ConceptQuerySet,
    InvitationQuerySet,
    WorkingMeetingQuerySet,
)
from kreislotse.cooperation.states import (
    CONCEPT,
    WORKING_MEETING,
    ConceptState,
    OutcomeKind,
    Reply,
    WorkingMeetingState,
)
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.records.tables import Findable


class Concept(Findable, Owned):
    """A concept that districts write together; no personal data belong in it (R-CPT-06)."""

    FOUND_BY = ("title",)
    LIFECYCLE: ClassVar[Lifecycle] = CONCEPT

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="concepts"
    )
    title = models.CharField(max_length=300)
    partners = models.ManyToManyField(
        "organisations.Organisation", related_name="concepts_shared", blank=True
    )
    basis = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=ConceptState, default=ConceptState.INTENDED)

    objects = ConceptQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "initiative", "title", "basis", "state", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.title


class WorkingMeeting(Findable, Owned):
    """A meeting to work on an initiative; `results_orally` promises its results for the session."""

    FOUND_BY = ("topic",)
    LIFECYCLE: ClassVar[Lifecycle] = WORKING_MEETING

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="working_meetings"
    )
    topic = models.CharField(max_length=300)
    held_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    results_orally = models.BooleanField(default=False)
    state = models.CharField(
        max_length=20, choices=WorkingMeetingState, default=WorkingMeetingState.DRAFT
    )

    objects = WorkingMeetingQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "initiative", "topic", "held_on", "place", "results_orally", "state"}
            | {"search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.topic


class Invitation(models.Model):
    """An organisation invited to a working meeting, and its reply."""

    meeting = models.ForeignKey(
        WorkingMeeting, on_delete=models.PROTECT, related_name="invitations"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="invitations"
    )
    reply = models.CharField(max_length=20, choices=Reply, default=Reply.NONE)
    replied_on = models.DateField(null=True, blank=True)
    represented_by = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations_taken_over",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "organisation"], name="invitation_once"),
            models.CheckConstraint(
                name="invitation_reply_dated",
                condition=Q(reply=Reply.NONE, replied_on__isnull=True)
                | (~Q(reply=Reply.NONE) & Q(replied_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="invitation_represented_by_somebody",
                condition=Q(reply=Reply.REPRESENTED, represented_by__isnull=False)
                | (~Q(reply=Reply.REPRESENTED) & Q(represented_by__isnull=True)),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "meeting", "organisation", "reply", "replied_on", "represented_by"}
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_reply_display()}"

    @property
    def owner_id(self) -> int:
        return self.meeting.owner_id


class MeetingOutcome(models.Model):
    """A decision, task or open question that came out of a working meeting (R-MTG-01)."""

    meeting = models.ForeignKey(WorkingMeeting, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=20, choices=OutcomeKind)
    text = models.TextField()
    recorded_on = models.DateField()

    objects = BelowMeetingQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "meeting", "kind", "text", "recorded_on"})

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"

    @property
    def owner_id(self) -> int:
        return self.meeting.owner_id
