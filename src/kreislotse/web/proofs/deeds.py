"""The deeds on proofs and forms, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.proofs import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.proofs import forms

EDIT = Permission.FUNDING_EDIT
SAVE = _("Speichern")

BEGIN = Deed(
    _("Nachweis beginnen"),
    _("Beginnen"),
    _("Der Nachweis ist begonnen. Die Zahlen kommen aus dem Buch."),
    forms.SureForm,
    actions.begin_proof,
    EDIT,
)
REPORT = Deed(
    _("Sachbericht schreiben"),
    SAVE,
    _("Der Sachbericht ist gespeichert."),
    forms.ReportForm,
    actions.write_report,
    EDIT,
    consequence=_("Sie können auch einen Teil speichern und später weiterschreiben."),
)
CONFIRM = Deed(
    _("Bestätigungen"),
    SAVE,
    _("Die Bestätigungen sind gespeichert."),
    forms.ConfirmForm,
    actions.confirm,
    EDIT,
)
ADD_INCOME = Deed(
    _("Einnahme eintragen"),
    _("Eintragen"),
    _("Die Einnahme ist eingetragen."),
    forms.IncomeForm,
    actions.add_income,
    EDIT,
    consequence=_("Die Zuwendung selbst steht schon da. Hier tragen Sie alles andere ein."),
)
CHANGE_INCOME = Deed(
    _("Einnahme nach Konto"),
    SAVE,
    _("Die Einnahme ist geändert."),
    forms.CameInForm,
    actions.change_income,
    EDIT,
)
REMOVE_INCOME = Deed(
    _("Einnahme herausnehmen"),
    _("Herausnehmen"),
    _("Die Einnahme steht nicht mehr im Nachweis."),
    forms.SureForm,
    actions.remove_income,
    EDIT,
)
COPY = Deed(
    _("Neue Fassung anlegen"),
    _("Anlegen"),
    _("Die neue Fassung ist angelegt."),
    forms.TemplateForm,
    actions.copy_form_template,
    consequence=_("Die bisherige Fassung endet am Tag davor. Schon Gedrucktes ändert sich nicht."),
)

# In the order in which the page offers them: the first one possible is the next one to take.
STEPS = {
    "sign": Deed(
        _("Nachweis unterschreiben"),
        _("Unterschreiben"),
        _("Der Nachweis ist unterschrieben."),
        forms.SureForm,
        actions.sign_proof,
        verb="sign_proof",
        consequence=_(
            "Texte und Zahlen werden festgehalten. Die eigenen Ausgaben gelten damit als "
            "nachgewiesen. Wer den Nachweis geschrieben hat, unterschreibt ihn nicht."
        ),
    ),
    "submit": Deed(
        _("Nachweis vorlegen"),
        _("Als vorgelegt eintragen"),
        _("Der Nachweis ist als vorgelegt eingetragen."),
        forms.SubmitForm,
        actions.submit_proof,
        verb="submit_proof",
        consequence=_("Laden Sie zuerst das PDF herunter. Legen Sie den Scan hier ab."),
    ),
    "audit": Deed(
        _("Prüfungsvermerk eintragen"),
        _("Eintragen"),
        _("Der Prüfungsvermerk ist eingetragen."),
        forms.AuditForm,
        actions.record_proof_audit,
        verb="record_proof_audit",
    ),
    "reopen": Deed(
        _("Nachweis wieder öffnen"),
        _("Wieder öffnen"),
        _("Der Nachweis ist wieder offen."),
        forms.ReasonForm,
        actions.reopen_proof,
        verb="reopen_proof",
        consequence=_("Die Unterschrift gilt nicht mehr, ihre Buchungen werden storniert."),
    ),
}
