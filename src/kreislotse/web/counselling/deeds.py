"""The deeds on services, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.counselling import actions
from kreislotse.web.counselling import forms
from kreislotse.web.deeds import Deed

EDIT = Permission.INITIATIVE_EDIT

OFFER = Deed(
    _("Leistung anbieten"),
    _("Eintragen"),
    _("Die Leistung ist eingetragen."),
    forms.ServiceForm,
    actions.offer_service,
    EDIT,
)
REMOVE = Deed(
    _("Leistung nicht mehr anbieten"),
    _("Herausnehmen"),
    _("Die Leistung ist herausgenommen."),
    forms.RemovalForm,
    actions.remove_service,
    EDIT,
    consequence=_("Sie steht danach nicht mehr im Bericht. Sie können sie wieder eintragen."),
)
NEW_KIND = Deed(
    _("Art von Leistung anlegen"),
    _("Anlegen"),
    _("Die Art ist angelegt."),
    forms.KindForm,
    actions.register_service_kind,
)
