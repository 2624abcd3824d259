"""The only writers of course kinds, quotas, courses, waiting lists and offers."""

from kreislotse.courses.actions.quotas import (
    change_quota,
    register_course_kind,
    set_quota,
)

__all__ = ["change_quota", "register_course_kind", "set_quota"]
