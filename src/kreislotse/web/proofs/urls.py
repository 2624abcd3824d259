"""Addresses of proofs of use, of the forms of the state, and of dossiers."""

from django.urls import path

from kreislotse.web.proofs import deeds
from kreislotse.web.proofs.views import dossiers, proofs, sheets

app_name = "proofs"

_PROOF = "<int:proof_id>/"
_INCOME = "incomes/<int:income_id>/"
_FORM = "forms/<int:template_id>/"

urlpatterns = [
    path("", proofs.proofs, name="proofs"),
    path(_PROOF, proofs.proof, name="proof"),
    path("duties/<int:proof_duty_id>/begin/", proofs.proof_begin, name="proof_begin"),
    path(f"{_PROOF}report/", proofs.proof_report, name="proof_report"),
    path(f"{_PROOF}confirmations/", proofs.proof_confirm, name="proof_confirm"),
    path(f"{_PROOF}incomes/new/", proofs.income_new, name="income_new"),
    path(f"{_INCOME}change/", proofs.income_change, name="income_change"),
    path(f"{_INCOME}removal/", proofs.income_remove, name="income_remove"),
    *[
        path(
            f"{_PROOF}{segment}/",
            proofs.proof_step,
            {"deed": deed},
            name=f"proof_{segment}",
        )
        for segment, deed in deeds.STEPS.items()
    ],
    path(f"{_PROOF}{_FORM}", sheets.proof_form, name="proof_form"),
    path("templates/", sheets.templates, name="templates"),
    path("templates/<int:template_id>/", sheets.template, name="template"),
    path("templates/<int:template_id>/copy/", sheets.template_copy, name="template_copy"),
    path("awards/<int:award_id>/forms/", sheets.forms, name="forms"),
    path(f"awards/<int:award_id>/{_FORM}", sheets.award_form, name="award_form"),
    path("awards/<int:award_id>/dossier/", dossiers.dossier, name="dossier"),
    path(
        "applications/<int:application_id>/forms/",
        sheets.application_forms,
        name="application_forms",
    ),
    path(
        f"applications/<int:application_id>/{_FORM}",
        sheets.application_form,
        name="application_form",
    ),
    path(f"draw-downs/<int:draw_down_id>/{_FORM}", sheets.draw_down_form, name="draw_down_form"),
    path(f"notifications/<int:duty_id>/{_FORM}", sheets.duty_form, name="duty_form"),
]
