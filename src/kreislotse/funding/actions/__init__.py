"""The only writers of grants, one function per intention."""

from kreislotse.funding.actions.applications import (
    approve_application,
    change_application,
    declare_state_unknown,
    draft_application,
    hand_over,
    record_award,
    record_rejection,
    state_requested_sum,
    submit_application,
    take_up_draft,
    withdraw_application,
)
from kreislotse.funding.actions.consents import (
    prepare_consent,
    record_concurrence,
    record_consent,
    record_refusal_of_consent,
    request_consent,
    withdraw_consent_request,
)
from kreislotse.funding.actions.lines import add_application_line, remove_application_line
from kreislotse.funding.actions.programmes import (
    change_programme,
    load_programmes,
    record_rate,
    register_programme,
    register_purpose,
)
from kreislotse.funding.actions.uses import agree_distribution, use_programme

__all__ = [
    "add_application_line",
    "agree_distribution",
    "approve_application",
    "change_application",
    "change_programme",
    "declare_state_unknown",
    "draft_application",
    "hand_over",
    "load_programmes",
    "prepare_consent",
    "record_award",
    "record_concurrence",
    "record_consent",
    "record_rate",
    "record_refusal_of_consent",
    "record_rejection",
    "register_programme",
    "register_purpose",
    "remove_application_line",
    "request_consent",
    "state_requested_sum",
    "submit_application",
    "take_up_draft",
    "use_programme",
    "withdraw_application",
    "withdraw_consent_request",
]
