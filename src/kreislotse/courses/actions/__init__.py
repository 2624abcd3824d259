"""The only writers of course kinds, quotas, courses, waiting lists and offers."""

from kreislotse.courses.actions.courses import change_course, plan_course, set_seats
from kreislotse.courses.actions.duties import fulfil_duty, note_regime_changes, record_attempt
from kreislotse.courses.actions.entitlements import record_entitlement, remove_entitlement
from kreislotse.courses.actions.kinds import load_course_kinds, register_course_kind, set_terms
from kreislotse.courses.actions.lists import close_list, open_list, set_order
from kreislotse.courses.actions.offers import (
    accept_offer,
    accept_place,
    decline_offer,
    decline_place,
    expire_offer,
    offer_place,
    return_to_list,
    withdraw_offer,
)
from kreislotse.courses.actions.quotas import (
    change_quota,
    remove_contingent,
    set_contingent,
    set_quota,
)
from kreislotse.courses.actions.replies import (
    accept_by_link,
    decline_by_link,
    make_reply_link,
)
from kreislotse.courses.actions.running import (
    add_lesson,
    apply_for_course,
    begin_course,
    cancel_course,
    end_course,
    open_course,
)
from kreislotse.courses.actions.teaching import (
    complete_entry,
    drop_out,
    end_offer,
    note_no_show,
    record_presence,
    start_entry,
)
from kreislotse.courses.actions.travel import remove_travel_times, set_travel_times
from kreislotse.courses.actions.waiting import (
    admit_entry,
    assess_entry,
    change_entry,
    enter_person,
    jump,
    refer_entry,
    remove_entry,
    take_back_jump,
    wait_again,
)

__all__ = [
    "accept_by_link",
    "accept_offer",
    "accept_place",
    "add_lesson",
    "admit_entry",
    "apply_for_course",
    "assess_entry",
    "begin_course",
    "cancel_course",
    "change_course",
    "change_entry",
    "change_quota",
    "close_list",
    "complete_entry",
    "decline_by_link",
    "decline_offer",
    "decline_place",
    "drop_out",
    "end_course",
    "end_offer",
    "enter_person",
    "expire_offer",
    "fulfil_duty",
    "jump",
    "load_course_kinds",
    "make_reply_link",
    "note_no_show",
    "note_regime_changes",
    "offer_place",
    "open_course",
    "open_list",
    "plan_course",
    "record_attempt",
    "record_entitlement",
    "record_presence",
    "refer_entry",
    "register_course_kind",
    "remove_contingent",
    "remove_entitlement",
    "remove_entry",
    "remove_travel_times",
    "return_to_list",
    "set_contingent",
    "set_order",
    "set_quota",
    "set_seats",
    "set_terms",
    "set_travel_times",
    "start_entry",
    "take_back_jump",
    "wait_again",
    "withdraw_offer",
]
