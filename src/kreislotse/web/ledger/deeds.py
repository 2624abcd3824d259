"""The deed on a booking, as its page shows it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.ledger import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm


class ReversalForm(ActionForm):
    reason = forms.CharField(
        label=_("Grund"),
        max_length=300,
        help_text=_("Er steht danach bei der Buchung. Bitte keine Namen von Personen."),
    )


REVERSE = Deed(
    _("Vorgang stornieren"),
    _("Stornieren"),
    _("Der Vorgang ist storniert."),
    ReversalForm,
    actions.reverse_deed,
    Permission.FUNDING_EDIT,
    consequence=_(
        "Alle Buchungen dieses Vorgangs werden zurückgebucht und bleiben sichtbar. Was zu einem "
        "Mittelabruf, Beleg oder einer Weiterleitung gehört, nehmen Sie dort zurück."
    ),
)
