"""What the forms of a course show at first: the course as it is."""

from typing import Any

from kreislotse.courses.models import Course

_SAME = (
    *("number", "title", "venue", "latitude", "longitude", "starts_on", "ends_on"),
    *("minimum", "entry_from", "entry_to", "women_only"),
)


def as_it_is(course: Course) -> dict[str, Any]:
    """The facts of a course for the form that changes them."""
    return {
        **{name: getattr(course, name) for name in _SAME},
        "kind": course.kind_id,
        "provider": course.provider_id,
        "municipality": course.municipality_id,
    }


def clocks(course: Course) -> dict[str, Any]:
    """From when to when on each weekday."""
    found: dict[str, Any] = {}
    for each in course.times.all():
        found[f"begins_{each.weekday}"] = each.begins_at
        found[f"ends_{each.weekday}"] = each.ends_at
    return found
