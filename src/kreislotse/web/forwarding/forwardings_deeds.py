"""The deeds on forwardings, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.forwarding import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.forwarding import forwardings_forms as forms

EDIT = Permission.FUNDING_EDIT

APPLY_BY_OFFICE = Deed(
    _("Antrag eintragen"),
    _("Eintragen"),
    _("Der Antrag ist eingetragen."),
    forms.OfficeApplicationForm,
    actions.apply_for_funds,
    EDIT,
    consequence=_("Für Anträge auf Papier und für Anteile aus einer beschlossenen Verteilung."),
)
APPLY_BY_TOWN = Deed(
    _("Mittel beantragen"),
    _("Antrag stellen"),
    _("Ihr Antrag ist gestellt."),
    forms.TownApplicationForm,
    actions.apply_for_funds,
    Permission.FUNDS_REQUEST,
)
BANK = Deed(
    _("Bankverbindung"),
    _("Speichern"),
    _("Die Bankverbindung ist eingetragen."),
    forms.BankForm,
    actions.state_bank_account,
)
LETTER = Deed(
    _("Schreiben erstellen"),
    _("Erstellen"),
    _("Das Schreiben ist erstellt und liegt bei den Schriftstücken."),
    forms.LetterForm,
    actions.write_letter,
    EDIT,
)

# In the order in which the page offers them: the first one possible is the next one to take.
STEPS = {
    "check": Deed(
        _("Antrag prüfen"),
        _("Prüfung abschließen"),
        _("Die Prüfung ist abgeschlossen. Jetzt entscheidet eine zweite Person."),
        forms.CheckForm,
        actions.record_check,
        verb="record_check",
        consequence=_(
            "Bei jedem Punkt steht, was sich aus den Daten ergibt. Sie entscheiden; wer prüft, "
            "kann nicht auch bewilligen."
        ),
    ),
    "approve": Deed(
        _("Weiterleitung bewilligen"),
        _("Bewilligen und Mittel binden"),
        _("Die Weiterleitung ist bewilligt, die Mittel sind gebunden."),
        forms.ApproveForm,
        actions.approve_forwarding,
        verb="approve_forwarding",
    ),
    "contract": Deed(
        _("Vertrag oder Bescheid erstellen"),
        _("Erstellen"),
        _("Das Schriftstück ist erstellt. Laden Sie es herunter und geben Sie es weiter."),
        forms.ContractForm,
        actions.send_contract,
        verb="send_contract",
        consequence=_(
            "Die Nebenbestimmungen des Zuwendungsbescheids stehen darin. Danach ändert sich das "
            "Schriftstück nicht mehr."
        ),
    ),
    "signed": Deed(
        _("Unterschrift eintragen"),
        _("Eintragen"),
        _("Die Unterschrift ist eingetragen. Jetzt kann ausgezahlt werden."),
        forms.SignedForm,
        actions.record_contract_signed,
        verb="record_contract_signed",
    ),
    "pay": Deed(
        _("Auszahlung eintragen"),
        _("Auszahlung buchen"),
        _("Die Auszahlung ist gebucht."),
        forms.PaymentForm,
        actions.record_payment,
        verb="record_payment",
    ),
    "unpay": Deed(
        _("Auszahlung zurücknehmen"),
        _("Zurücknehmen"),
        _("Die Auszahlung ist zurückgenommen. Der Betrag ist weiter für den Empfänger gebunden."),
        forms.UndoForm,
        actions.undo_payment,
        verb="undo_payment",
        consequence=_(
            "Für Auszahlungen, die falsch eingetragen oder zurückgekommen sind. Die Buchung wird "
            "storniert und bleibt sichtbar."
        ),
    ),
    "reject": Deed(
        _("Antrag ablehnen"),
        _("Ablehnen"),
        _("Der Antrag ist abgelehnt."),
        forms.ReasonForm,
        actions.reject_forwarding,
        verb="reject_forwarding",
        consequence=_("Das lässt sich nicht rückgängig machen."),
    ),
    "recheck": Deed(
        _("Erneut prüfen"),
        _("Zurück in die Prüfung geben"),
        _("Der Antrag wird erneut geprüft."),
        forms.RecheckForm,
        actions.return_to_check,
        verb="return_to_check",
    ),
    "withdraw": Deed(
        _("Antrag zurückziehen"),
        _("Zurückziehen"),
        _("Der Antrag ist zurückgezogen. Was gebunden war, ist wieder frei."),
        forms.ReasonForm,
        actions.withdraw_forwarding,
        verb="withdraw_forwarding",
        consequence=_(
            "Gebundene Mittel werden wieder frei. Das lässt sich nicht rückgängig machen."
        ),
    ),
}
