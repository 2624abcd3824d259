"""Candidates: people whom a municipality proposes, with the least that the offer needs (2.6)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.participants.queries.people import (
    BelowCandidateQuerySet,
    CandidateQuerySet,
    HouseholdQuerySet,
    MoveQuerySet,
    NameWordQuerySet,
    NominationQuerySet,
)
from kreislotse.participants.states import (
    CANDIDATE,
    MOVE,
    CandidateState,
    Closing,
    MoveState,
    RestrictionGround,
    Sex,
)
from kreislotse.records.tables import Findable


class Household(Owned):
    """People of one municipality who live together; a unit for offers, without saying why."""

    code = models.CharField(max_length=12, unique=True)

    objects = HouseholdQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "code"})

    def __str__(self) -> str:
        return self.code


class Candidate(Findable, Owned):
    """A person proposed by a municipality, which is the owner; the district runs the platform.

    `code` is random and stands in addresses and lists without names. `recipient` is whom the
    person was last transmitted to. `match_key` is a keyed hash of name and day of birth, to find
    the same person elsewhere without reading anybody's data (R-CAN-05).
    """

    FOUND_BY = ("family_name", "given_names")
    LIFECYCLE: ClassVar[Lifecycle] = CANDIDATE

    district = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.CharField(max_length=12, unique=True)
    family_name = models.CharField(max_length=120)
    given_names = models.CharField(max_length=120)
    born_on = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    nationality = models.CharField(max_length=2)
    contact = models.CharField(max_length=200, blank=True)
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    entered_on = models.DateField(null=True, blank=True)
    asylum_applied_on = models.DateField(null=True, blank=True)
    school_years = models.PositiveSmallIntegerField(null=True, blank=True)
    experience_years = models.PositiveSmallIntegerField(null=True, blank=True)
    wish = models.CharField(max_length=200, blank=True)
    motivation = models.CharField(max_length=300, blank=True)
    needs_childcare = models.BooleanField(default=False)
    limited_mobility = models.BooleanField(default=False)
    hours_per_week = models.PositiveSmallIntegerField(null=True, blank=True)
    recipient = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(max_length=20, choices=CandidateState, default=CandidateState.DRAFT)
    closing = models.CharField(max_length=20, choices=Closing, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    last_contact_on = models.DateField()
    changed_at = models.DateTimeField()
    restricted_on = models.DateField(null=True, blank=True)
    restriction = models.CharField(max_length=12, choices=RestrictionGround, blank=True)
    match_key = models.CharField(max_length=64)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "sort_key", "id"], name="candidate_in_town"),
            # Restricted records stand on no list: with their day lists are counted by index alone.
            models.Index(fields=["owner", "restricted_on", "state"], name="candidate_town_state"),
            models.Index(fields=["district", "restricted_on", "state"], name="candidate_by_state"),
            models.Index(fields=["owner", "born_on"], name="candidate_born_in_town"),
            models.Index(fields=["owner", "search_key"], name="candidate_named_in_town"),
            models.Index(fields=["district", "match_key"], name="candidate_elsewhere"),
        ]
        constraints = [
            models.CheckConstraint(
                name="candidate_closed_with_day_and_ground",
                condition=Q(state=CandidateState.CLOSED, closed_on__isnull=False) & ~Q(closing="")
                | ~Q(state=CandidateState.CLOSED) & Q(closed_on__isnull=True, closing=""),
            ),
            models.CheckConstraint(
                name="candidate_restricted_with_ground",
                condition=Q(restricted_on__isnull=True, restriction="")
                | Q(restricted_on__isnull=False) & ~Q(restriction=""),
            ),
            models.CheckConstraint(
                name="candidate_entered_after_birth",
                condition=Q(entered_on__isnull=True) | Q(entered_on__gte=F("born_on")),
            ),
        ]

    class Privacy:
        personal = frozenset(
            {"family_name", "given_names", "born_on", "sex", "nationality", "contact"}
            | {"household", "entered_on", "asylum_applied_on", "school_years"}
            | {"experience_years", "wish", "motivation", "needs_childcare", "limited_mobility"}
            | {"hours_per_week", "search_key", "sort_key", "match_key"}
        )
        plain = frozenset(
            {"id", "owner", "district", "code", "recipient", "state", "closing", "closed_on"}
            | {"last_contact_on", "changed_at", "restricted_on", "restriction"}
        )

    def __str__(self) -> str:
        """Never the name: a text of the record may end up in a journal, a title or a log."""
        return self.code

    @property
    def full_name(self) -> str:
        """The name as a list has it: family name first."""
        return f"{self.family_name}, {self.given_names}"


class BelowCandidate(models.Model):
    """Something said about one candidate; its rights are the candidate's."""

    class Meta:
        abstract = True

    @property
    def owner_id(self) -> int:
        return self.candidate.owner_id  # type: ignore[attr-defined]


class NameWord(models.Model):
    """One word by which a candidate is found: folded, or as it sounds (with a leading tilde)."""

    # Both are the first columns of an index below; one each of their own only slows writing.
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="words", db_index=False
    )
    owner = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    word = models.CharField(max_length=60)

    objects = NameWordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "word", "candidate"], name="name_word_in_town"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "word"], name="name_word_once"),
        ]

    class Privacy:
        personal = frozenset({"candidate", "word"})
        plain = frozenset({"id", "owner"})

    def __str__(self) -> str:
        return str(self.candidate_id)


class Nomination(BelowCandidate):
    """A candidate reported in answer to one part of a call; released by the municipality."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="nominations")
    response = models.ForeignKey(
        "participants.CallResponse", on_delete=models.PROTECT, related_name="nominations"
    )
    nominated_on = models.DateField()

    objects = NominationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "response"], name="nomination_once"),
        ]

    class Privacy:
        personal = frozenset({"candidate"})
        plain = frozenset({"id", "response", "nominated_on"})

    def __str__(self) -> str:
        return str(self.candidate)


class Move(BelowCandidate):
    """A file offered to another municipality; it changes hands when both have acted (R-CAN-06)."""

    LIFECYCLE: ClassVar[Lifecycle] = MOVE

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="moves")
    from_municipality = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    to_municipality = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    moved_on = models.DateField()
    state = models.CharField(max_length=12, choices=MoveState, default=MoveState.ASKED)
    asked_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="move_to_another_place", condition=~Q(from_municipality=F("to_municipality"))
            ),
            models.UniqueConstraint(
                fields=["candidate"], name="move_one_at_a_time", condition=Q(state=MoveState.ASKED)
            ),
        ]

    class Privacy:
        personal = frozenset({"candidate"})
        plain = frozenset(
            {"id", "from_municipality", "to_municipality", "moved_on", "state", "asked_on"}
            | {"settled_on"}
        )

    def __str__(self) -> str:
        return str(self.candidate)

    @property
    def owner_id(self) -> int:
        return self.from_municipality_id


class CandidateFact(BelowCandidate):
    """What the tables of `facts` have in common: who sees them."""

    objects = BelowCandidateQuerySet.as_manager()

    class Meta:
        abstract = True
