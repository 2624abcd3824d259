"""The deeds on calls for applications."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.forwarding import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.forwarding import calls_forms as forms

EDIT = Permission.FUNDING_EDIT

DRAFT = Deed(
    _("Aufruf anlegen"),
    _("Anlegen"),
    _("Der Aufruf ist angelegt. Öffnen Sie ihn, wenn alles stimmt."),
    forms.NewCallForm,
    actions.draft_funding_call,
    EDIT,
)
CHANGE = Deed(
    _("Aufruf ändern"),
    _("Speichern"),
    _("Der Aufruf ist geändert."),
    forms.CallForm,
    actions.change_funding_call,
    EDIT,
)
STEPS = {
    "open": Deed(
        _("Aufruf öffnen"),
        _("Öffnen"),
        _("Der Aufruf ist offen. Anträge können jetzt gestellt werden."),
        forms.NoteForm,
        actions.open_funding_call,
        verb="open_funding_call",
        consequence=_(
            "Der Aufruf steht danach öffentlich im Netz, und jede und jeder kann einen Antrag "
            "stellen, bis zum letzten Tag oder bis Sie ihn schließen."
        ),
    ),
    "close": Deed(
        _("Aufruf schließen"),
        _("Schließen"),
        _("Der Aufruf ist geschlossen."),
        forms.NoteForm,
        actions.close_funding_call,
        verb="close_funding_call",
        consequence=_("Danach kommen keine Anträge mehr dazu. Er lässt sich nicht wieder öffnen."),
    ),
}
