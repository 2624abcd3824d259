"""Calls to municipalities with their parts and a status each; whom a programme is meant for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreislotse.initiatives.models import BelowInitiative
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.models import LegalRegime
from kreislotse.organisations.records import Owned
from kreislotse.participants.queries.calls import (
    CallPartQuerySet,
    CallQuerySet,
    CallReminderQuerySet,
    CallResponseQuerySet,
    PotentialQuerySet,
)
from kreislotse.participants.states import CALL, CallState, PartKind, ResponseState
from kreislotse.records.tables import Findable


class TargetCriterion(BelowInitiative):
    """One condition that describes an initiative's target group."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="criteria"
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "position"], name="criterion_position_unique"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "initiative", "position", "text"})

    def __str__(self) -> str:
        return self.text


class Call(Findable, Owned):
    """A request to the municipalities, in parts, for a recipient."""

    FOUND_BY = ("title",)
    LIFECYCLE: ClassVar[Lifecycle] = CALL

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="calls"
    )
    title = models.CharField(max_length=200)
    recipient = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="calls_received",
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=CallState, default=CallState.DRAFT)
    forwarded_on = models.DateField(null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "initiative", "title", "recipient", "due_on", "state", "forwarded_on"}
            | {"search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.title


class CallPart(models.Model):
    """One part of a call: what is asked for."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=PartKind)
    text = models.CharField(max_length=300)

    objects = CallPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "position"], name="call_part_position_unique"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "call", "position", "kind", "text"})

    def __str__(self) -> str:
        return self.text

    @property
    def owner_id(self) -> int:
        return self.call.owner_id


class CallResponse(models.Model):
    """Where one municipality stands with one part of a call; saying "nobody" is an answer."""

    part = models.ForeignKey(CallPart, on_delete=models.PROTECT, related_name="responses")
    municipality = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="call_responses"
    )
    state = models.CharField(max_length=20, choices=ResponseState, default=ResponseState.ASKED)
    answered_on = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    objects = CallResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "municipality"], name="call_response_once"),
            models.CheckConstraint(
                name="call_response_dated_exactly_when_given",
                condition=Q(
                    state__in=[ResponseState.ANSWERED, ResponseState.NIL_RETURN],
                    answered_on__isnull=False,
                )
                | Q(
                    state__in=[ResponseState.ASKED, ResponseState.NOT_RECORDED],
                    answered_on__isnull=True,
                ),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "part", "municipality", "state", "answered_on", "remark"})

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_state_display()}"

    @property
    def owner_id(self) -> int:
        return self.part.call.owner_id


class CallReminder(models.Model):
    """A municipality was reminded of a call on a day; who did it stands in the journal."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="reminders")
    municipality = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    reminded_on = models.DateField()

    objects = CallReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "municipality", "reminded_on"], name="call_reminder_once_a_day"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "call", "municipality", "reminded_on"})

    def __str__(self) -> str:
        return f"{self.municipality}: {self.call}"

    @property
    def owner_id(self) -> int:
        return self.call.owner_id


class Potential(Owned):
    """How many people receive benefits of a regime in a municipality on a day: a stock, no names.

    The owner is the municipality. The funnel's rate is per 100 of these (R-CAN-10).
    """

    regime = models.CharField(max_length=10, choices=LegalRegime)
    on = models.DateField()
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    objects = PotentialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "regime", "on"], name="potential_once_a_day"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "regime", "on", "people", "source"})

    def __str__(self) -> str:
        return f"{self.owner}: {self.people}"
