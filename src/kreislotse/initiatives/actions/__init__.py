"""What people do with initiatives: the only writers of this package."""

from kreislotse.initiatives.actions.initiatives import (
    add_field_of_action,
    assign_initiative_to_clause,
    change_initiative,
    plan_initiative,
    remove_clause_from_initiative,
)
from kreislotse.initiatives.actions.letters import (
    change_letter,
    record_letter_in,
    record_letter_out,
)
from kreislotse.initiatives.actions.milestones import move_milestone, set_milestone
from kreislotse.initiatives.actions.partners import add_partner, change_partner, remove_partner
from kreislotse.initiatives.actions.positions import change_position, record_position
from kreislotse.initiatives.actions.questions import answer_question, ask_question
from kreislotse.initiatives.actions.reports import record_report_received, subscribe_to_reports

__all__ = [
    "add_field_of_action",
    "add_partner",
    "answer_question",
    "ask_question",
    "assign_initiative_to_clause",
    "change_initiative",
    "change_letter",
    "change_partner",
    "change_position",
    "move_milestone",
    "plan_initiative",
    "record_letter_in",
    "record_letter_out",
    "record_position",
    "record_report_received",
    "remove_clause_from_initiative",
    "remove_partner",
    "set_milestone",
    "subscribe_to_reports",
]
