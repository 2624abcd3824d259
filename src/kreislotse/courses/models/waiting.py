"""Waiting lists with their stored order; entries, entitlements, jumps, duties, offers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kreislotse.courses.models.courses import ChildcareSeat, Course, Seat
from kreislotse.courses.models.quotas import CourseKind, Quota
from kreislotse.courses.queries.waiting import (
    BelowEntryQuerySet,
    EntitlementQuerySet,
    ListOrderQuerySet,
    WaitingEntryQuerySet,
    WaitingListQuerySet,
)
from kreislotse.courses.states import (
    HOLDING,
    OFFER,
    WAITING,
    Channel,
    DutyKind,
    EntitlementGround,
    LevelEvidence,
    OfferState,
    PriorityGroup,
    StopReason,
    WaitingState,
)
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.participants.states import Level
from kreislotse.records.tables import Dated, Findable


class WaitingList(Findable, Owned):
    """Everybody who waits for a course of one kind in a district."""

    FOUND_BY = ("title",)

    title = models.CharField(max_length=200)
    kind = models.ForeignKey(CourseKind, on_delete=models.PROTECT, related_name="waiting_lists")
    quota = models.ForeignKey(
        Quota, on_delete=models.PROTECT, null=True, blank=True, related_name="waiting_lists"
    )
    rule_set = models.ForeignKey(
        "eligibility.RuleSet", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)

    objects = WaitingListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "title"], name="waiting_list_title_unique"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "title", "kind", "quota", "rule_set", "closed_on", "search_key"}
            | {"sort_key"}
        )

    def __str__(self) -> str:
        return self.title


class ListOrder(Dated):
    """By what a list is ordered from a day on: keys, and the sentence that is told (R-CRS-02)."""

    waiting_list = models.ForeignKey(WaitingList, on_delete=models.PROTECT, related_name="orders")
    keys = models.JSONField(default=list)
    sentence = models.CharField(max_length=500)

    objects = ListOrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["waiting_list", "valid_from"], name="list_order_one_a_day"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "waiting_list", "keys", "sentence", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return self.sentence

    @property
    def owner_id(self) -> int:
        return self.waiting_list.owner_id


class Entitlement(models.Model):
    """A body has admitted a person to a kind of course, until a day (R-CRS-05, T14).

    What was issued stays valid when admission is stopped later (R-CRS-08).
    """

    candidate = models.ForeignKey(
        "participants.Candidate", on_delete=models.PROTECT, related_name="entitlements"
    )
    kind = models.ForeignKey(CourseKind, on_delete=models.PROTECT, related_name="entitlements")
    ground = models.CharField(max_length=12, choices=EntitlementGround)
    issuer = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reference = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "kind", "issued_on"], name="entitlement_once_a_day"
            ),
            models.CheckConstraint(
                name="entitlement_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("issued_on")),
            ),
        ]

    class Privacy:
        personal = frozenset({"candidate", "reference"})
        plain = frozenset({"id", "kind", "ground", "issuer", "issued_on", "valid_to"})

    def __str__(self) -> str:
        return self.get_ground_display()

    @property
    def owner_id(self) -> int:
        return self.candidate.owner_id


class WaitingEntry(models.Model):
    """Somebody on a waiting list, with both clocks, until the course is over.

    `municipality` is the one whose person it was then: figures count for it.
    `asked_on` is the day on which the person first asked or was sent, `entered_on` the day of the
    entry: the two clocks. Whoever is offered a place, has it or has had it to the end holds a seat
    of the course; nobody else does, and the database sees to it (R-CRS-01).
    """

    LIFECYCLE: ClassVar[Lifecycle] = WAITING

    waiting_list = models.ForeignKey(WaitingList, on_delete=models.PROTECT, related_name="entries")
    candidate = models.ForeignKey(
        "participants.Candidate", on_delete=models.PROTECT, related_name="waiting_entries"
    )
    municipality = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        max_length=16, choices=WaitingState, default=WaitingState.PRE_REGISTERED
    )
    priority = models.PositiveSmallIntegerField(choices=PriorityGroup, default=PriorityGroup.OTHER)
    asked_on = models.DateField()
    entered_on = models.DateField()
    level = models.CharField(max_length=2, choices=Level, blank=True)
    level_by = models.CharField(max_length=16, choices=LevelEvidence, blank=True)
    level_on = models.DateField(null=True, blank=True)
    needs_childcare = models.BooleanField(default=False)
    wants_women_only = models.BooleanField(default=False)
    parts_of_day = models.JSONField(default=list, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    seat = models.OneToOneField(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="holder"
    )
    childcare_seat = models.OneToOneField(
        ChildcareSeat, on_delete=models.PROTECT, null=True, blank=True, related_name="holder"
    )
    ended_on = models.DateField(null=True, blank=True)
    stop_reason = models.CharField(max_length=12, choices=StopReason, blank=True)

    objects = WaitingEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["waiting_list", "state", "priority", "entered_on"], name="entry_in_order"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["waiting_list", "candidate"], name="waiting_entry_once_a_list"
            ),
            models.CheckConstraint(
                name="waiting_entry_holds_a_seat_exactly_when_placed",
                condition=Q(state__in=HOLDING, seat__isnull=False)
                | ~Q(state__in=HOLDING) & Q(seat__isnull=True, childcare_seat__isnull=True),
            ),
            models.CheckConstraint(
                name="waiting_entry_childcare_with_a_seat_there",
                condition=~Q(state__in=HOLDING)
                | Q(needs_childcare=True, childcare_seat__isnull=False)
                | Q(needs_childcare=False, childcare_seat__isnull=True),
            ),
            models.CheckConstraint(
                name="waiting_entry_asked_before_entered",
                condition=Q(asked_on__lte=F("entered_on")),
            ),
        ]

    class Privacy:
        personal = frozenset(
            {"candidate", "priority", "level", "level_by", "level_on", "needs_childcare"}
            | {"wants_women_only", "parts_of_day", "travel_minutes", "stop_reason"}
        )
        plain = frozenset(
            {"id", "waiting_list", "municipality", "state", "asked_on", "entered_on", "seat"}
            | {"childcare_seat", "ended_on"}
        )

    def __str__(self) -> str:
        return f"Eintrag {self.pk}"

    @property
    def owner_id(self) -> int:
        return self.waiting_list.owner_id

    @property
    def town_id(self) -> int:
        """Whose person it is now; after a move no longer the municipality that entered it."""
        return self.candidate.owner_id

    @property
    def provider_id(self) -> int | None:
        """Who holds the course in which this person has a seat."""
        return self.seat.course.provider_id if self.seat else None

    @property
    def offer_id(self) -> int | None:
        """The offer that waits for an answer: whoever has its link may give it."""
        return self.offers.filter(state=OfferState.OPEN).values_list("pk", flat=True).first()


class BelowEntry(models.Model):
    """Something about one entry of a waiting list; its rights are the entry's."""

    objects = BelowEntryQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def owner_id(self) -> int:
        return self.entry.owner_id  # type: ignore[attr-defined]


class Jump(BelowEntry):
    """Somebody is taken out of turn, for a reason that everybody of the list sees (R-CRS-02)."""

    entry = models.OneToOneField(WaitingEntry, on_delete=models.PROTECT, related_name="jump")
    reason = models.CharField(max_length=300)
    since = models.DateField()

    class Privacy:
        personal = frozenset({"entry", "reason"})
        plain = frozenset({"id", "since"})

    def __str__(self) -> str:
        return f"{self.since:%d.%m.%Y}"


class Duty(BelowEntry):
    """Somebody is to be told until a day, because no course has begun (R-CRS-07, R-CRS-11)."""

    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=14, choices=DutyKind)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    norm = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "kind", "due_on"], name="duty_once_a_day"),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], name="duty_open_by_day", condition=Q(done_on__isnull=True)
            ),
        ]

    class Privacy:
        personal = frozenset({"entry"})
        plain = frozenset({"id", "kind", "due_on", "done_on", "norm"})

    def __str__(self) -> str:
        return self.get_kind_display()


class ContactAttempt(BelowEntry):
    """Somebody tried to reach a person; nobody leaves a list without such attempts (R-CRS-06)."""

    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, related_name="attempts")
    tried_on = models.DateField()
    channel = models.CharField(max_length=8, choices=Channel)
    reached = models.BooleanField()

    class Privacy:
        personal = frozenset({"entry"})
        plain = frozenset({"id", "tried_on", "channel", "reached"})

    def __str__(self) -> str:
        return f"{self.tried_on:%d.%m.%Y}"


class Offer(BelowEntry):
    """A place in a course offered to somebody until a day (R-CRS-06).

    `decision` names the decision that it rests on where it was not the next in the order of the
    list. `reply_key` is the SHA-256 of the key of the reply link; empty without a link.
    """

    LIFECYCLE: ClassVar[Lifecycle] = OFFER

    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, related_name="offers")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.OPEN)
    channel = models.CharField(max_length=8, choices=Channel)
    offered_on = models.DateField()
    reply_by = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=12, choices=StopReason, blank=True)
    decision = models.CharField(max_length=120, blank=True)
    reply_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reply_key"], name="offer_reply_key_unique", condition=~Q(reply_key="")
            ),
            models.UniqueConstraint(
                fields=["entry"],
                name="offer_one_open_or_taken",
                condition=Q(state__in=[OfferState.OPEN, OfferState.ACCEPTED]),
            ),
            models.CheckConstraint(
                name="offer_answered_with_a_day",
                condition=Q(state=OfferState.OPEN, answered_on__isnull=True)
                | ~Q(state=OfferState.OPEN) & Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="offer_reply_after_offer", condition=Q(reply_by__gte=F("offered_on"))
            ),
        ]

    class Privacy:
        personal = frozenset({"entry", "reason"})
        plain = frozenset(
            {"id", "course", "state", "channel", "offered_on", "reply_by", "answered_on"}
            | {"decision", "reply_key"}
        )

    def __str__(self) -> str:
        return f"Angebot vom {self.offered_on:%d.%m.%Y}"

    @property
    def town_id(self) -> int:
        return self.entry.town_id

    @property
    def provider_id(self) -> int:
        return self.course.provider_id

    @property
    def offer_id(self) -> int:
        """Where its own link holds the right to answer: here, and nowhere else."""
        return self.pk
