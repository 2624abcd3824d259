"""The only writers of grants, one function per intention."""

from kreislotse.funding.actions.applications import (
    change_application,
    declare_state_unknown,
    draft_application,
    hand_over,
    make_declarations,
    state_reasons,
    state_requested_sum,
    take_up_draft,
)
from kreislotse.funding.actions.base_rates import load_base_rates, record_base_rate
from kreislotse.funding.actions.consents import (
    prepare_consent,
    record_concurrence,
    record_consent,
    record_refusal_of_consent,
    request_consent,
    withdraw_consent_request,
)
from kreislotse.funding.actions.deciding import (
    approve_application,
    record_award,
    record_rejection,
    return_to_draft,
    submit_application,
    withdraw_application,
)
from kreislotse.funding.actions.enclosures import (
    add_annex,
    add_co_financing,
    remove_annex,
    remove_co_financing,
)
from kreislotse.funding.actions.guidelines import (
    change_guideline,
    change_number,
    change_programme_date,
    change_required_annex,
    record_guideline,
    record_number,
    record_programme_date,
    record_required_annex,
)
from kreislotse.funding.actions.inquiries import (
    answer_inquiry,
    record_inquiry,
    settle_inquiries,
)
from kreislotse.funding.actions.lines import (
    add_application_line,
    change_application_line,
    remove_application_line,
)
from kreislotse.funding.actions.programmes import (
    change_programme,
    change_rate,
    record_rate,
    register_programme,
    register_purpose,
)
from kreislotse.funding.actions.renewals import renew_application
from kreislotse.funding.actions.shipped import load_programmes
from kreislotse.funding.actions.uses import agree_distribution, use_programme

__all__ = [
    "add_annex",
    "add_application_line",
    "add_co_financing",
    "agree_distribution",
    "answer_inquiry",
    "approve_application",
    "change_application",
    "change_application_line",
    "change_guideline",
    "change_number",
    "change_programme",
    "change_programme_date",
    "change_rate",
    "change_required_annex",
    "declare_state_unknown",
    "draft_application",
    "hand_over",
    "load_base_rates",
    "load_programmes",
    "make_declarations",
    "prepare_consent",
    "record_award",
    "record_base_rate",
    "record_concurrence",
    "record_consent",
    "record_guideline",
    "record_inquiry",
    "record_number",
    "record_programme_date",
    "record_rate",
    "record_refusal_of_consent",
    "record_rejection",
    "record_required_annex",
    "register_programme",
    "register_purpose",
    "remove_annex",
    "remove_application_line",
    "remove_co_financing",
    "renew_application",
    "request_consent",
    "return_to_draft",
    "settle_inquiries",
    "state_reasons",
    "state_requested_sum",
    "submit_application",
    "take_up_draft",
    "use_programme",
    "withdraw_application",
    "withdraw_consent_request",
]
