"""Runs: what was decided on, by which criteria, who gets which place, and who changed it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kreislotse.allocation.models.criteria import CriteriaVersion
from kreislotse.allocation.queries import (
    OverrideQuerySet,
    RunCourseQuerySet,
    RunLineQuerySet,
    RunQuerySet,
)
from kreislotse.allocation.states import RUN, RunState
from kreislotse.courses.models import Course, Offer, WaitingEntry, WaitingList
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned


class Run(Owned):
    """One decision on everybody who waits on a list, sealed: anyone with the file can repeat it.

    `sealed` holds the files of the run by name, as `kreislotse allocate` reads them; people are in
    them by a number of this run only. `checksum` is the SHA-256 of the files and of `placements`
    (placements.csv). `bound` is what nobody can exceed, in points like `objective`. `figures` are
    the sums that pages and papers show (see allocation/outcome.py); they outlast the people.
    """

    LIFECYCLE: ClassVar[Lifecycle] = RUN

    waiting_list = models.ForeignKey(WaitingList, on_delete=models.PROTECT, related_name="runs")
    criteria = models.ForeignKey(CriteriaVersion, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    earlier = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )
    state = models.CharField(max_length=10, choices=RunState, default=RunState.PROPOSED)
    drawn_on = models.DateField()
    seed = models.CharField(max_length=60)
    sealed = models.JSONField(default=dict)
    placements = models.TextField(blank=True)
    checksum = models.CharField(max_length=64)
    engine = models.CharField(max_length=30)
    objective = models.BigIntegerField()
    bound = models.FloatField()
    proven = models.BooleanField()
    seconds = models.FloatField()
    figures = models.JSONField(default=dict)
    proposed_by = models.BigIntegerField(null=True, blank=True)
    signed_by = models.BigIntegerField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["waiting_list", "number"], name="run_number"),
            models.UniqueConstraint(
                fields=["waiting_list"],
                name="run_one_undecided",
                condition=Q(state__in=[RunState.PROPOSED, RunState.SIGNED]),
            ),
            models.CheckConstraint(
                name="run_four_eyes",
                condition=Q(signed_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(signed_by=F("proposed_by")),
            ),
        ]

    class Privacy:
        personal = frozenset({"proposed_by", "signed_by"})
        plain = frozenset(
            {"id", "owner", "waiting_list", "criteria", "number", "earlier", "state", "drawn_on"}
            | {"seed", "sealed", "placements", "checksum", "engine", "objective", "bound"}
            | {"proven", "seconds", "figures"}
        )

    def __str__(self) -> str:
        return f"Verfahren {self.number}"

    @property
    def is_followed(self) -> bool:
        """Whether a later run decides on the same list; people move up there."""
        return self.next_ones().exists()

    def next_ones(self) -> "RunQuerySet":
        """Later runs on the same list that were not discarded, the last one first."""
        later = Run.objects.filter(waiting_list=self.waiting_list_id, number__gt=self.number)
        return later.exclude(state=RunState.DISCARDED).order_by("-number")


class BelowRun(models.Model):
    """Something that belongs to one run; its rights are the run's."""

    class Meta:
        abstract = True

    @property
    def owner_id(self) -> int:
        return self.run.owner_id  # type: ignore[attr-defined]


class RunCourse(BelowRun):
    """A course as the run found it; prices are points per further place at the margin."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="courses")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    capacity = models.PositiveIntegerField()
    childcare_capacity = models.PositiveIntegerField()
    minimum = models.PositiveIntegerField()
    price = models.FloatField(default=0)
    childcare_price = models.FloatField(default=0)

    objects = RunCourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "course"], name="run_course_once"),
            models.UniqueConstraint(fields=["run", "number"], name="run_course_number"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "run", "course", "number", "capacity", "childcare_capacity", "minimum"}
            | {"price", "childcare_price"}
        )

    def __str__(self) -> str:
        return str(self.course)


class RunLine(BelowRun):
    """Somebody who waited, or already had a place (`held`): placed or not, with what counted.

    `number` is the person's in the sealed files, `rank` the place in the list's own order from one
    on. `parts` are the points by name (criteria.person_points). `ways` has by the course's number
    the weight, the minutes of travel (null: not known) and what bars it (Misfit values and
    "travel"): {"3": {"weight": 1340, "minutes": 25, "against": []}}. `first_course` is what came
    out before anybody changed it, `course` what holds now.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="lines")
    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, related_name="run_lines")
    municipality = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField()
    rank = models.PositiveIntegerField(null=True, blank=True)
    parts = models.JSONField(default=dict)
    ways = models.JSONField(default=dict)
    held = models.BooleanField(default=False)
    first_course = models.ForeignKey(
        RunCourse, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    course = models.ForeignKey(
        RunCourse, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    offer = models.OneToOneField(
        Offer, on_delete=models.PROTECT, null=True, blank=True, related_name="run_line"
    )

    objects = RunLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "entry"], name="run_line_once"),
            models.UniqueConstraint(fields=["run", "number"], name="run_line_number"),
        ]

    class Privacy:
        personal = frozenset({"entry", "parts", "ways"})
        plain = frozenset(
            {"id", "run", "municipality", "number", "rank", "held", "first_course", "course"}
            | {"offer"}
        )

    def __str__(self) -> str:
        return f"Zeile {self.number}"


class Override(models.Model):
    """Somebody decided otherwise than the run proposes; an empty course is no place."""

    line = models.OneToOneField(RunLine, on_delete=models.PROTECT, related_name="override")
    course = models.ForeignKey(
        RunCourse, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=300)
    since = models.DateField()
    decided_by = models.BigIntegerField(null=True, blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="override_with_reason", condition=~Q(reason="")),
        ]

    class Privacy:
        personal = frozenset({"line", "reason", "decided_by"})
        plain = frozenset({"id", "course", "since"})

    def __str__(self) -> str:
        return f"{self.since:%d.%m.%Y}"

    @property
    def owner_id(self) -> int:
        return self.line.owner_id
