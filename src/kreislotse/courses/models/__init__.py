"""Course kinds and quotas; courses with their seats; waiting lists, offers, attendance."""

from kreislotse.courses.models.courses import (
    ChildcareSeat,
    Course,
    CourseTime,
    Lesson,
    Seat,
)
from kreislotse.courses.models.quotas import (
    Contingent,
    CourseKind,
    CourseTerms,
    Quota,
    QuotaPlace,
)
from kreislotse.courses.models.teaching import Certificate, Presence
from kreislotse.courses.models.travel import TravelTime
from kreislotse.courses.models.waiting import (
    ContactAttempt,
    Duty,
    Entitlement,
    Jump,
    ListOrder,
    Offer,
    WaitingEntry,
    WaitingList,
)

__all__ = [
    "Certificate",
    "ChildcareSeat",
    "ContactAttempt",
    "Contingent",
    "Course",
    "CourseKind",
    "CourseTerms",
    "CourseTime",
    "Duty",
    "Entitlement",
    "Jump",
    "Lesson",
    "ListOrder",
    "Offer",
    "Presence",
    "Quota",
    "QuotaPlace",
    "Seat",
    "TravelTime",
    "WaitingEntry",
    "WaitingList",
]
