"""The deeds on course places, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.courses import actions
from kreislotse.web.courses import forms
from kreislotse.web.deeds import Deed

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
