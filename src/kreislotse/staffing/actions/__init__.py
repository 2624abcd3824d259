"""The only writers of posts, secondments and external staff, one function per intention."""

from kreislotse.staffing.actions.external import change_external_staff, record_external_staff
from kreislotse.staffing.actions.posts import (
    abolish_post,
    advertise_post,
    approve_post,
    change_post,
    fill_post,
    plan_post,
    select_for_post,
    vacate_post,
)
from kreislotse.staffing.actions.secondments import (
    advertise_secondment,
    agree_secondment,
    begin_secondment,
    change_secondment,
    check_availability,
    close_applications,
    end_secondment,
    hold_selection,
    issue_order,
    plan_secondment,
    record_staff_council_consent,
)

__all__ = [
    "abolish_post",
    "advertise_post",
    "advertise_secondment",
    "agree_secondment",
    "approve_post",
    "begin_secondment",
    "change_external_staff",
    "change_post",
    "change_secondment",
    "check_availability",
    "close_applications",
    "end_secondment",
    "fill_post",
    "hold_selection",
    "issue_order",
    "plan_post",
    "plan_secondment",
    "record_external_staff",
    "record_staff_council_consent",
    "select_for_post",
    "vacate_post",
]
