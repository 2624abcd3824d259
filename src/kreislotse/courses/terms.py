"""The terms of a kind of course as they hold on a day."""

from datetime import date

from kreislotse.courses.models import CourseKind, CourseTerms
from kreislotse.records.tables import valid_on


def terms_on(kind: CourseKind, day: date) -> CourseTerms | None:
    """What the norms say of the kind on the day; None where nothing is entered."""
    rows = CourseTerms.objects.filter(valid_on(day), kind=kind)
    return rows.order_by("valid_from").last()
