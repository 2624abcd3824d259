"""The deeds on course places, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.courses import actions
from kreislotse.web.courses import forms
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm

EDIT = Permission.COURSE_EDIT

SET_QUOTA = Deed(
    _("Kontingent anlegen"),
    _("Anlegen"),
    _("Das Kontingent ist angelegt."),
    forms.NewQuotaForm,
    actions.set_quota,
    EDIT,
)
CHANGE_QUOTA = Deed(
    _("Kontingent ändern"),
    _("Speichern"),
    _("Das Kontingent ist geändert."),
    forms.QuotaForm,
    actions.change_quota,
    EDIT,
)
NEW_KIND = Deed(
    _("Art von Kurs anlegen"),
    _("Anlegen"),
    _("Die Art ist angelegt."),
    forms.KindForm,
    actions.register_course_kind,
)
SET_TERMS = Deed(
    _("Bedingungen ab einem Tag"),
    _("Festlegen"),
    _("Die Bedingungen sind festgelegt."),
    forms.TermsForm,
    actions.set_terms,
    consequence=_("Was bisher galt, endet am Tag davor und bleibt nachlesbar."),
)
SET_CONTINGENT = Deed(
    _("Plätze vorhalten"),
    _("Vorhalten"),
    _("Die Plätze sind vorgehalten."),
    forms.ContingentForm,
    actions.set_contingent,
    EDIT,
    consequence=_(
        "Bis zum genannten Tag sind diese Plätze für Kurse an diesem Ort da. Danach fließen "
        "ungenutzte zurück."
    ),
)
REMOVE_CONTINGENT = Deed(
    _("Nicht mehr vorhalten"),
    _("Freigeben"),
    _("Die Plätze sind wieder für alle da."),
    ActionForm,
    actions.remove_contingent,
    EDIT,
)
