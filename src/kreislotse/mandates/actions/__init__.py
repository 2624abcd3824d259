"""What people do with mandates: the only writers of this package."""

from kreislotse.mandates.actions.clauses import (
    add_clause,
    add_evidence,
    assign_clause,
    declare_standing_duty,
    fulfil_clause,
    reopen_clause,
    start_clause,
    supersede_clause,
    withdraw_clause,
)
from kreislotse.mandates.actions.meetings import (
    cancel_meeting,
    put_on_agenda,
    record_meeting_held,
    record_past_meeting,
    schedule_meeting,
)
from kreislotse.mandates.actions.papers import (
    add_consultation,
    change_consultation,
    change_paper,
    open_electoral_period,
    register_paper,
    revise_paper,
)
from kreislotse.mandates.actions.resolutions import correct_resolution, record_resolution

__all__ = [
    "add_clause",
    "add_consultation",
    "add_evidence",
    "assign_clause",
    "cancel_meeting",
    "change_consultation",
    "change_paper",
    "correct_resolution",
    "declare_standing_duty",
    "fulfil_clause",
    "open_electoral_period",
    "put_on_agenda",
    "record_meeting_held",
    "record_past_meeting",
    "record_resolution",
    "register_paper",
    "reopen_clause",
    "revise_paper",
    "schedule_meeting",
    "start_clause",
    "supersede_clause",
    "withdraw_clause",
]
