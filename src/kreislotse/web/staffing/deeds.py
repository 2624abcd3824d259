"""The deeds on posts, secondments and external staff, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.staffing import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.staffing import forms

EDIT = Permission.POST_EDIT
SAVE = _("Speichern")
ENTER = _("Eintragen")

PLAN_POST = Deed(
    _("Stelle planen"),
    _("Anlegen"),
    _("Die Stelle ist angelegt."),
    forms.NewPostForm,
    actions.plan_post,
    EDIT,
)
CHANGE_POST = Deed(
    _("Stelle ändern"),
    SAVE,
    _("Die Stelle ist geändert."),
    forms.PostForm,
    actions.change_post,
    EDIT,
)
POST_STEPS = {
    "approve": Deed(
        _("In den Stellenplan aufnehmen"),
        ENTER,
        _("Die Stelle steht im Stellenplan."),
        forms.NoteForm,
        actions.approve_post,
        verb="approve_post",
    ),
    "advertise": Deed(
        _("Stelle ausschreiben"),
        ENTER,
        _("Die Stelle ist ausgeschrieben."),
        forms.NoteForm,
        actions.advertise_post,
        verb="advertise_post",
    ),
    "select": Deed(
        _("Auswahl beginnen"),
        ENTER,
        _("Die Auswahl hat begonnen."),
        forms.NoteForm,
        actions.select_for_post,
        verb="select_for_post",
    ),
    "fill": Deed(
        _("Stelle besetzen"),
        ENTER,
        _("Die Stelle ist besetzt."),
        forms.FillForm,
        actions.fill_post,
        verb="fill_post",
        consequence=_("Der Name wird hier nicht gebraucht."),
    ),
    "vacate": Deed(
        _("Stelle als frei melden"),
        ENTER,
        _("Die Stelle ist wieder frei."),
        forms.VacateForm,
        actions.vacate_post,
        verb="vacate_post",
        consequence=_("Eine freie geförderte Stelle ist der Bewilligungsbehörde mitzuteilen."),
    ),
    "abolish": Deed(
        _("Stelle wegfallen lassen"),
        _("Wegfallen lassen"),
        _("Die Stelle ist weggefallen."),
        forms.NoteForm,
        actions.abolish_post,
        verb="abolish_post",
        consequence=_("Das lässt sich nicht rückgängig machen."),
    ),
}

PLAN_SECONDMENT = Deed(
    _("Abordnung planen"),
    _("Anlegen"),
    _("Die Abordnung ist angelegt."),
    forms.NewSecondmentForm,
    actions.plan_secondment,
    EDIT,
)
CHANGE_SECONDMENT = Deed(
    _("Abordnung ändern"),
    SAVE,
    _("Die Abordnung ist geändert."),
    forms.SecondmentForm,
    actions.change_secondment,
    EDIT,
)


def _step(title, action) -> Deed:
    return Deed(
        title,
        ENTER,
        _("Der Schritt ist eingetragen."),
        forms.StepForm,
        action,
        verb=action.__name__,
    )


SECONDMENT_STEPS = {
    "agree": _step(_("Profil abgestimmt"), actions.agree_secondment),
    "advertise": _step(_("Abordnung ausgeschrieben"), actions.advertise_secondment),
    "close_applications": _step(_("Bewerbungsfrist beendet"), actions.close_applications),
    "hold_selection": _step(_("Auswahl getroffen"), actions.hold_selection),
    "check_availability": _step(_("Verfügbarkeit geprüft"), actions.check_availability),
    "staff_council_consent": _step(
        _("Zustimmung des Personalrats"), actions.record_staff_council_consent
    ),
    "issue_order": _step(_("Abordnung verfügt"), actions.issue_order),
    "begin": _step(_("Dienst angetreten"), actions.begin_secondment),
    "end": _step(_("Abordnung beendet"), actions.end_secondment),
}

RECORD_EXTERNAL = Deed(
    _("Kräfte anderer eintragen"),
    ENTER,
    _("Die Kräfte sind eingetragen."),
    forms.NewExternalStaffForm,
    actions.record_external_staff,
    EDIT,
)
CHANGE_EXTERNAL = Deed(
    _("Kräfte anderer ändern"),
    SAVE,
    _("Die Angaben sind geändert."),
    forms.ExternalStaffForm,
    actions.change_external_staff,
    EDIT,
)
