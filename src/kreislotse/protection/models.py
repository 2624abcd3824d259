"""Retention periods, destruction lists with two people, what survives as numbers, disclosures."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.models import ends_after_it_begins
from kreislotse.organisations.records import Owned
from kreislotse.protection.queries import (
    ArchiveOfferQuerySet,
    DestructionItemQuerySet,
    DestructionListQuerySet,
    DisclosureQuerySet,
    HoldQuerySet,
    TallyQuerySet,
)
from kreislotse.protection.states import DESTRUCTION_LIST, ArchiveAnswer, Clock, ListState
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import Dated


class RetentionPeriod(Dated):
    """How long something is kept after its clock has started; with source, changed by versions."""

    clock = models.CharField(max_length=20, choices=Clock)
    months = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_begins("retention_period"),
            models.UniqueConstraint(
                fields=["clock", "valid_from"], name="retention_period_one_a_day"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "clock", "months", "reason", "valid_from", "valid_to", "source"})

    def __str__(self) -> str:
        return f"{self.get_clock_display()}: {self.months} Monate"


class Hold(models.Model):
    """A record that must be kept although its time is over; "keep" always wins (G64)."""

    candidate = models.ForeignKey(
        "participants.Candidate", on_delete=models.PROTECT, related_name="holds"
    )
    reason = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hold_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
            ),
        ]

    class Privacy:
        personal = frozenset({"candidate", "reason"})
        plain = frozenset({"id", "since", "until"})

    def __str__(self) -> str:
        return str(self.candidate)

    @property
    def owner_id(self) -> int:
        return self.candidate.owner_id


class DestructionList(Owned):
    """Records of a municipality whose time is over: proposed by one person, released by another.

    `proof` is the protocol without content: rows destroyed per table, and the hash of the codes.
    """

    LIFECYCLE: ClassVar[Lifecycle] = DESTRUCTION_LIST

    district = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, choices=ListState, default=ListState.PROPOSED)
    proposed_on = models.DateField()
    proposed_by = models.BigIntegerField(null=True, blank=True)
    released_by = models.BigIntegerField(null=True, blank=True)
    carried_out_on = models.DateField(null=True, blank=True)
    proof = models.JSONField(default=dict, blank=True)

    objects = DestructionListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="destruction_by_two_people",
                condition=Q(released_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(released_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="destruction_with_a_day",
                condition=Q(state=ListState.CARRIED_OUT, carried_out_on__isnull=False)
                | ~Q(state=ListState.CARRIED_OUT) & Q(carried_out_on__isnull=True),
            ),
        ]

    class Privacy:
        personal = frozenset({"proposed_by", "released_by"})
        plain = frozenset(
            {"id", "owner", "district", "state", "proposed_on", "carried_out_on", "proof"}
        )

    def __str__(self) -> str:
        return f"Löschliste {self.pk}"


class DestructionItem(models.Model):
    """One record on a destruction list: by code, with the clock and the day; or kept, and why."""

    destruction_list = models.ForeignKey(
        DestructionList, on_delete=models.PROTECT, related_name="items"
    )
    # No foreign key: the record is gone afterwards, the list stays.
    candidate_id = models.BigIntegerField(null=True)
    code = models.CharField(max_length=12)
    clock = models.CharField(max_length=20, choices=Clock)
    started_on = models.DateField()
    due_on = models.DateField()
    kept = models.CharField(max_length=300, blank=True)

    objects = DestructionItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["destruction_list", "code"], name="destruction_item_once"
            ),
        ]

    class Privacy:
        personal = frozenset({"candidate_id", "code", "kept"})
        plain = frozenset({"id", "destruction_list", "clock", "started_on", "due_on"})

    def __str__(self) -> str:
        return self.code

    @property
    def owner_id(self) -> int:
        return self.destruction_list.owner_id


class Tally(Owned):
    """How many erased people stood where: what statistics keep (G65). The owner is the town.

    `call` and `feature` say what was counted, for example ("state", "accepted") of a call.
    """

    call = models.ForeignKey(
        "participants.Call", on_delete=models.PROTECT, null=True, blank=True, related_name="tallies"
    )
    feature = models.CharField(max_length=20)
    value = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "call", "feature", "value", "year"], name="tally_once_a_call"
            ),
            models.UniqueConstraint(
                fields=["owner", "feature", "value", "year"],
                name="tally_once_without_call",
                condition=Q(call__isnull=True),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "call", "feature", "value", "year", "people"})

    def __str__(self) -> str:
        return f"{self.feature} {self.value}: {self.people}"


class Disclosure(models.Model):
    """A person was told what is kept about them, and who has read it (GDPR Art. 15, R-DP-22)."""

    candidate = models.ForeignKey(
        "participants.Candidate", on_delete=models.PROTECT, related_name="disclosures"
    )
    asked_on = models.DateField()
    given_on = models.DateField()
    language = models.CharField(max_length=8)

    objects = DisclosureQuerySet.as_manager()

    class Privacy:
        personal = frozenset({"candidate", "language"})
        plain = frozenset({"id", "asked_on", "given_on"})

    def __str__(self) -> str:
        return str(self.candidate)

    @property
    def owner_id(self) -> int:
        return self.candidate.owner_id


class ArchiveOffer(Owned):
    """An archive was offered an initiative's file before its people are forgotten (R-DP-32)."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="archive_offers"
    )
    archive = models.CharField(max_length=200)
    offered_on = models.DateField()
    answer = models.CharField(max_length=10, choices=ArchiveAnswer)

    objects = ArchiveOfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "archive", "offered_on"], name="archive_offer_once_a_day"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "initiative", "archive", "offered_on", "answer"})

    def __str__(self) -> str:
        return f"{self.archive}: {self.get_answer_display()}"
