"""What providers enter about those who take part: attendance, and what they have at the end."""

from django.core.validators import MinValueValidator
from django.db import models

from kreislotse.courses.models.courses import Lesson
from kreislotse.courses.models.waiting import BelowEntry, WaitingEntry
from kreislotse.courses.states import Attendance, ExamResult
from kreislotse.participants.states import Level


class Presence(BelowEntry):
    """Whether somebody was there on a day of teaching (G51); entered by the provider."""

    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, related_name="presences")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="presences")
    attendance = models.CharField(max_length=8, choices=Attendance)
    units = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "lesson"], name="presence_once"),
        ]

    class Privacy:
        personal = frozenset({"entry", "attendance", "units"})
        plain = frozenset({"id", "lesson"})

    def __str__(self) -> str:
        return self.get_attendance_display()


class Certificate(BelowEntry):
    """What somebody has at the end of a course."""

    entry = models.OneToOneField(WaitingEntry, on_delete=models.PROTECT, related_name="certificate")
    level = models.CharField(max_length=2, choices=Level, blank=True)
    result = models.CharField(max_length=10, choices=ExamResult)
    units = models.PositiveIntegerField(validators=[MinValueValidator(0)], default=0)
    issued_on = models.DateField()

    class Privacy:
        personal = frozenset({"entry", "level", "result", "units"})
        plain = frozenset({"id", "issued_on"})

    def __str__(self) -> str:
        return self.get_result_display()
