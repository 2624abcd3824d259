"""Deeds of erasing, keeping and telling, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.protection import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.protection import forms

PROPOSE = Deed(
    _("Löschliste vorschlagen"),
    _("Vorschlagen"),
    _("Die Löschliste ist vorgeschlagen. Der Datenschutz gibt sie frei."),
    forms.ProposeForm,
    actions.propose_destruction,
    needs=Permission.ERASURE_PROPOSE,
    consequence=_("Auf die Liste kommt, wessen Frist abgelaufen ist und wen nichts zurückhält."),
)
RELEASE = Deed(
    _("Löschung freigeben"),
    _("Freigeben"),
    _("Die Löschung ist freigegeben. Die Kommune kann jetzt löschen."),
    forms.NoteForm,
    actions.release_destruction,
    verb="release_destruction",
    consequence=_(
        "Sie sehen Kennungen und Fristen, keinen Inhalt. Vor dem Löschen wird jede Frist noch "
        "einmal berechnet."
    ),
)
REJECT = Deed(
    _("Löschung ablehnen"),
    _("Ablehnen"),
    _("Die Löschung ist abgelehnt."),
    forms.ReasonForm,
    actions.reject_destruction,
    verb="reject_destruction",
)
CARRY_OUT = Deed(
    _("Endgültig löschen"),
    _("Jetzt löschen"),
    _("Die Datensätze sind gelöscht. Der Nachweis liegt bereit."),
    forms.NothingForm,
    actions.carry_out_destruction,
    verb="carry_out_destruction",
    consequence=_(
        "Das lässt sich nicht zurücknehmen. Wer inzwischen Kontakt hatte oder aufbewahrt wird, "
        "bleibt."
    ),
)
HOLD = Deed(
    _("Aufbewahrung anordnen"),
    _("Anordnen"),
    _("Der Datensatz bleibt, auch wenn seine Frist abläuft."),
    forms.HoldForm,
    actions.place_hold,
    needs=Permission.PERSON_EDIT,
)
END_HOLD = Deed(
    _("Aufbewahrung beenden"),
    _("Beenden"),
    _("Die Aufbewahrung ist beendet. Es gelten wieder die Fristen."),
    forms.NothingForm,
    actions.end_hold,
    needs=Permission.PERSON_EDIT,
)
LETTER = Deed(
    _("Auskunft an die Person"),
    _("Schreiben erstellen"),
    _("Die Auskunft ist festgehalten."),
    forms.LetterForm,
    actions.give_disclosure,
    needs=Permission.PERSON_EDIT,
    consequence=_(
        "Das Schreiben nennt alle Angaben, die Einwilligungen, die Empfänger und wer den Namen "
        "gelesen hat."
    ),
)
PERIOD = Deed(
    _("Frist ändern"),
    _("Festlegen"),
    _("Die Frist ist festgelegt."),
    forms.PeriodForm,
    actions.set_period,
    needs=Permission.REFERENCE_EDIT,
    consequence=_("Die bisherige Fassung endet am Tag davor."),
)
ARCHIVE = Deed(
    _("Angebot an das Archiv festhalten"),
    _("Festhalten"),
    _("Das Angebot ist festgehalten."),
    forms.ArchiveForm,
    actions.record_archive_offer,
    needs=Permission.INITIATIVE_EDIT,
)
