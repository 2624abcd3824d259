"""Courses with their times and numbered seats; attendance and certificates."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from kreislotse.courses.models.quotas import CourseKind, Quota, QuotaPlace
from kreislotse.courses.queries.courses import BelowCourseQuerySet, CourseQuerySet, SeatQuerySet
from kreislotse.courses.states import COURSE, CourseState, DayPart, Weekday
from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.participants.states import Level
from kreislotse.records.tables import Findable


class Course(Findable, Owned):
    """A course of a provider at a place. How many it takes is the number of its seats.

    `latitude` and `longitude` are degrees (WGS 84) of the place of teaching.
    """

    FOUND_BY = ("title", "number", "venue")
    LIFECYCLE: ClassVar[Lifecycle] = COURSE

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    kind = models.ForeignKey(CourseKind, on_delete=models.PROTECT, related_name="courses")
    quota = models.ForeignKey(
        Quota, on_delete=models.PROTECT, null=True, blank=True, related_name="courses"
    )
    provider = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="courses_held"
    )
    municipality = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="courses_here"
    )
    venue = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    minimum = models.PositiveSmallIntegerField(default=0)
    entry_from = models.CharField(max_length=2, choices=Level)
    entry_to = models.CharField(max_length=2, choices=Level)
    women_only = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=CourseState, default=CourseState.PLANNED)

    objects = CourseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "state", "starts_on"], name="course_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "number"], name="course_number_unique"),
            models.CheckConstraint(
                name="course_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            # A0 < A1 < … < C2 also as texts.
            models.CheckConstraint(
                name="course_levels_in_order", condition=Q(entry_to__gte=F("entry_from"))
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "number", "title", "kind", "quota", "provider", "municipality"}
            | {"venue", "latitude", "longitude", "starts_on", "ends_on", "minimum", "entry_from"}
            | {"entry_to", "women_only", "state", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class BelowCourse(models.Model):
    """Something that belongs to one course; its rights are the course's."""

    class Meta:
        abstract = True

    @property
    def owner_id(self) -> int:
        return self.course.owner_id  # type: ignore[attr-defined]

    @property
    def provider_id(self) -> int:
        return self.course.provider_id  # type: ignore[attr-defined]


class CourseTime(BelowCourse):
    """When a course is held on a day of the week; breaks are not kept."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="times")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    begins_at = models.TimeField()
    ends_at = models.TimeField()

    objects = BelowCourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "weekday"], name="course_time_once_a_day"),
            models.CheckConstraint(
                name="course_time_ends_later", condition=Q(ends_at__gt=F("begins_at"))
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "course", "weekday", "begins_at", "ends_at"})

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.begins_at:%H:%M}"

    @property
    def part(self) -> DayPart:
        """Before noon, before five, later; Saturday and Sunday are the weekend."""
        if self.weekday >= Weekday.SATURDAY:
            return DayPart.WEEKEND
        if self.begins_at.hour < 12:
            return DayPart.MORNING
        return DayPart.AFTERNOON if self.begins_at.hour < 17 else DayPart.EVENING


class Seat(BelowCourse):
    """One numbered seat of a course; somebody on a waiting list holds it, or nobody (R-CRS-01).

    A course of a quota has a seat only for a place of that quota.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveIntegerField()
    place = models.OneToOneField(
        QuotaPlace, on_delete=models.PROTECT, null=True, blank=True, related_name="seat"
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="seat_number"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "course", "number", "place"})

    def __str__(self) -> str:
        return str(self.number)


class ChildcareSeat(BelowCourse):
    """One numbered seat in the childcare beside a course; a cap within the course's own."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="childcare_seats")
    number = models.PositiveIntegerField()

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="childcare_seat_number"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "course", "number"})

    def __str__(self) -> str:
        return str(self.number)


class Lesson(BelowCourse):
    """A day of teaching with its units of 45 minutes."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="lessons")
    held_on = models.DateField()
    units = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])

    objects = BelowCourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "held_on"], name="lesson_once_a_day"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "course", "held_on", "units"})

    def __str__(self) -> str:
        return f"{self.held_on:%d.%m.%Y}"
