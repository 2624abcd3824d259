"""The addresses of notices and of what follows from them."""

from django.urls import path

from kreislotse.web.awards import deeds, flows, later, notices
from kreislotse.web.awards.steps import STEPS

_AWARD = "<int:award_id>/"
_DUTY = "duties/<int:duty_id>/"
_REPAYMENT = "repayments/<int:repayment_id>/"

_DEEDS = {
    "condition_new": ("conditions/new/", deeds.CONDITION),
    "award_service": ("service/", deeds.SERVICE),
    "award_waiver": ("waiver/", deeds.WAIVE),
    "award_payment": ("payment/", deeds.PAYMENT),
    "award_change_new": ("changes/new/", deeds.CHANGE_LATER),
    "duty_new": ("duties/new/", deeds.RAISE),
    "repayment_new": ("repayments/new/", deeds.DEMAND),
}

notice_routes = [
    path("", notices.awards, name="awards"),
    path("flow/", flows.flow, name="flow"),
    path("flow/<int:programme_id>/", flows.flow, name="programme_flow"),
    path("new/", notices.award_new, name="award_new"),
    path(_AWARD, notices.award, name="award"),
    path(f"{_AWARD}change/", notices.award_change, name="award_change"),
    path(f"{_AWARD}items/", notices.award_items, name="award_items"),
    path(f"{_AWARD}reallocation/", later.award_reallocate, name="award_reallocate"),
    *[
        path(f"{_AWARD}{segment}", notices.award_deed, {"deed": deed}, name=name)
        for name, (segment, deed) in _DEEDS.items()
    ],
    *[
        path(f"{_AWARD}{segment}/", notices.award_deed, {"deed": deed}, name=f"award_{segment}")
        for segment, deed in STEPS.items()
    ],
    path(
        "conditions/<int:condition_id>/removal/",
        notices.condition_remove,
        name="condition_remove",
    ),
    path(
        "proof-duties/<int:proof_duty_id>/change/",
        later.proof_due_change,
        name="proof_due_change",
    ),
    path(f"{_DUTY}report/", later.duty_deed, {"deed": deeds.REPORT}, name="duty_report"),
    path(f"{_DUTY}removal/", later.duty_deed, {"deed": deeds.DROP}, name="duty_drop"),
    path(_REPAYMENT, later.repayment, name="repayment"),
    path(f"{_REPAYMENT}payment/", later.repayment_pay, name="repayment_pay"),
]
