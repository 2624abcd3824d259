"""Choices and lifecycles of courses, waiting lists and offers."""

from kreislotse.courses.states.courses import (
    COURSE,
    TAKES_PEOPLE,
    Attendance,
    CourseState,
    DayPart,
    ExamResult,
    Weekday,
)
from kreislotse.courses.states.fitting import WISHES, Misfit
from kreislotse.courses.states.waiting import (
    HOLDING,
    OFFER,
    WAITING,
    Channel,
    DutyKind,
    EntitlementGround,
    LevelEvidence,
    OfferState,
    OrderKey,
    PriorityGroup,
    StopReason,
    WaitingState,
)

__all__ = [
    "COURSE",
    "HOLDING",
    "OFFER",
    "TAKES_PEOPLE",
    "WAITING",
    "WISHES",
    "Attendance",
    "Channel",
    "CourseState",
    "DayPart",
    "DutyKind",
    "EntitlementGround",
    "ExamResult",
    "LevelEvidence",
    "Misfit",
    "OfferState",
    "OrderKey",
    "PriorityGroup",
    "StopReason",
    "WaitingState",
    "Weekday",
]
