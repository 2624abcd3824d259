"""Addresses of sharing out: plans, agreements, key figures, remainders."""

from django.urls import path

from kreislotse.web.forwarding.views import agreements, key_figures, plans, residuals

_PLAN = "plans/<int:plan_id>/"
_AGREEMENT = "agreements/<int:agreement_id>/"
_RESIDUAL = "items/<int:item_id>/residual/"

urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.plan_new, name="plan_new"),
    path("plans/scenarios/new/", plans.scenarios_new, name="scenarios_new"),
    path(_PLAN, plans.plan, name="plan"),
    path(f"{_PLAN}change/", plans.plan_change, name="plan_change"),
    path(f"{_PLAN}copy/", plans.plan_copy, name="plan_copy"),
    path(f"{_PLAN}comparison/", plans.plan_compare, name="plan_compare"),
    path(f"{_PLAN}ask/", plans.plan_ask, name="plan_ask"),
    path(f"{_PLAN}decide/", plans.plan_decide, name="plan_decide"),
    path(f"{_PLAN}drop/", plans.plan_drop, name="plan_drop"),
    path(f"{_PLAN}silences/", plans.plan_silences, name="plan_silences"),
    path("shares/<int:share_id>/given-up/", plans.share_give_up, name="share_give_up"),
    path("agreements/", agreements.agreements, name="agreements"),
    path(_AGREEMENT, agreements.agreement, name="agreement"),
    path(f"{_AGREEMENT}agree/", agreements.agreement_agree, name="agreement_agree"),
    path(f"{_AGREEMENT}object/", agreements.agreement_object, name="agreement_object"),
    path(f"{_AGREEMENT}silence/", agreements.agreement_silence, name="agreement_silence"),
    path("key-figures/", key_figures.key_figures, name="key_figures"),
    path("key-figures/new/", key_figures.key_figure_new, name="key_figure_new"),
    path("residuals/", residuals.residuals, name="residuals"),
    path(_RESIDUAL, residuals.residual, name="residual"),
    path(f"{_RESIDUAL}plan/", residuals.residual_plan, name="residual_plan"),
]
