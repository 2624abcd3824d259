"""By what places are given: sets of criteria in published versions."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from kreislotse.allocation.queries import CriteriaSetQuerySet, CriteriaVersionQuerySet
from kreislotse.allocation.states import CRITERIA, CriteriaState
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.records.tables import Findable


class CriteriaSet(Findable, Owned):
    """A way of giving places that a district has decided on, in numbered versions."""

    FOUND_BY = ("title",)

    title = models.CharField(max_length=200)
    about = models.CharField(max_length=500, blank=True)

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "title"], name="criteria_set_title_unique"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "title", "about", "search_key", "sort_key"})

    def __str__(self) -> str:
        return self.title


class CriteriaVersion(models.Model):
    """One edition of a set: points and hard limits. Only a draft can be changed.

    Points are whole. `place` is what every place counts; the groups, a week since the person first
    asked (at most `most_weeks` of them) and a jump are added; each minute of travel beyond
    `near_minutes` takes `minute` off. `travel_limit` (minutes) bars a course, `floor_percent` is
    the least part of the district's share of placed people that each municipality is promised.
    """

    LIFECYCLE: ClassVar[Lifecycle] = CRITERIA

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=CriteriaState, default=CriteriaState.DRAFT)
    place = models.PositiveIntegerField(default=1_000)
    obliged = models.PositiveIntegerField(default=0)
    benefits = models.PositiveIntegerField(default=0)
    training = models.PositiveIntegerField(default=0)
    week = models.PositiveIntegerField(default=0)
    most_weeks = models.PositiveSmallIntegerField(default=104)
    jump = models.PositiveIntegerField(default=0)
    near_minutes = models.PositiveSmallIntegerField(default=30)
    minute = models.PositiveIntegerField(default=0)
    travel_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    keep_together = models.BooleanField(default=False)
    keep_minimum = models.BooleanField(default=False)
    floor_percent = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    note = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True, blank=True)

    objects = CriteriaVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "number"], name="criteria_number"),
            models.UniqueConstraint(
                fields=["criteria_set"],
                name="criteria_one_published",
                condition=Q(state=CriteriaState.PUBLISHED),
            ),
            models.UniqueConstraint(
                fields=["criteria_set"],
                name="criteria_one_draft",
                condition=Q(state=CriteriaState.DRAFT),
            ),
            models.CheckConstraint(name="criteria_place_counts", condition=Q(place__gt=0)),
            models.CheckConstraint(
                name="criteria_floor_is_a_share", condition=Q(floor_percent__lte=100)
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "criteria_set", "number", "state", "place", "obliged", "benefits", "training"}
            | {"week", "most_weeks", "jump", "near_minutes", "minute", "travel_limit"}
            | {"keep_together", "keep_minimum", "floor_percent", "note", "published_on"}
        )

    def __str__(self) -> str:
        return f"{self.criteria_set}, Fassung {self.number}"

    @property
    def owner_id(self) -> int:
        return self.criteria_set.owner_id
