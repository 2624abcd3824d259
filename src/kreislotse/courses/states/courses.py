"""Choices and the lifecycle of courses."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step

EDIT = Permission.COURSE_EDIT


class CourseState(models.TextChoices):
    PLANNED = "planned", _("in Planung")
    APPLIED = "applied", _("beantragt")
    OPEN = "open", _("nimmt auf")
    RUNNING = "running", _("läuft")
    ENDED = "ended", _("beendet")
    CANCELLED = "cancelled", _("fällt aus")


# A course that has begun still takes those who move up.
TAKES_PEOPLE = (CourseState.OPEN, CourseState.RUNNING)


class Weekday(models.IntegerChoices):
    MONDAY = 1, _("Montag")
    TUESDAY = 2, _("Dienstag")
    WEDNESDAY = 3, _("Mittwoch")
    THURSDAY = 4, _("Donnerstag")
    FRIDAY = 5, _("Freitag")
    SATURDAY = 6, _("Samstag")
    SUNDAY = 7, _("Sonntag")


class DayPart(models.TextChoices):
    """When somebody can come, and when a course is held."""

    MORNING = "morning", _("vormittags")
    AFTERNOON = "afternoon", _("nachmittags")
    EVENING = "evening", _("abends")
    WEEKEND = "weekend", _("am Wochenende")


class Attendance(models.TextChoices):
    PRESENT = "present", _("anwesend")
    EXCUSED = "excused", _("entschuldigt")
    ABSENT = "absent", _("unentschuldigt")


class ExamResult(models.TextChoices):
    PASSED = "passed", _("bestanden")
    PARTLY = "partly", _("in Teilen bestanden")
    FAILED = "failed", _("nicht bestanden")
    NOT_TAKEN = "not_taken", _("nicht abgelegt")


COURSE = Lifecycle(
    initial=CourseState.PLANNED,
    steps=[
        Step(
            "apply_for_course",
            (CourseState.PLANNED,),
            CourseState.APPLIED,
            EDIT,
            _("Als beantragt eintragen"),
        ),
        Step(
            "open_course",
            (CourseState.PLANNED, CourseState.APPLIED),
            CourseState.OPEN,
            EDIT,
            _("Für Anmeldungen öffnen"),
        ),
        Step("begin_course", (CourseState.OPEN,), CourseState.RUNNING, EDIT, _("Kurs beginnt")),
        Step("end_course", (CourseState.RUNNING,), CourseState.ENDED, EDIT, _("Kurs beenden")),
        Step(
            "cancel_course",
            (CourseState.PLANNED, CourseState.APPLIED, CourseState.OPEN),
            CourseState.CANCELLED,
            EDIT,
            _("Kurs fällt aus"),
        ),
    ],
)
