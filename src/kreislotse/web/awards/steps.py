"""The steps of an award, each with the page for its deed."""

from django.utils.translation import gettext_lazy as _

from kreislotse.awards import actions
from kreislotse.web.awards import forms
from kreislotse.web.awards.deeds import ENTER_BUTTON
from kreislotse.web.deeds import Deed

# In the order in which the page offers them: the first one possible is the next one to take.
STEPS = {
    "confirmation": Deed(
        _("Bescheid prüfen und buchen"),
        _("Geprüft, jetzt buchen"),
        _("Der Bescheid ist geprüft und gebucht."),
        forms.NoteForm,
        actions.confirm_award,
        verb="confirm_award",
        consequence=_(
            "Vergleichen Sie die Einträge mit dem Bescheid. Danach stehen die Beträge im Buch und "
            "ändern sich nur noch durch Änderungsbescheide."
        ),
    ),
    "finality": Deed(
        _("Bestandskraft feststellen"),
        _("Feststellen"),
        _("Der Bescheid ist bestandskräftig."),
        forms.NoteForm,
        actions.record_finality,
        verb="record_finality",
        consequence=_("Danach kann Geld abgerufen werden."),
    ),
    "beginning": Deed(
        _("Beginn der Maßnahme eintragen"),
        ENTER_BUTTON,
        _("Der Beginn ist eingetragen."),
        forms.BeginForm,
        actions.begin_measure,
        verb="begin_measure",
    ),
    "end": Deed(
        _("Ende der Maßnahme eintragen"),
        ENTER_BUTTON,
        _("Das Ende ist eingetragen. Als Nächstes kommt der Verwendungsnachweis."),
        forms.EndForm,
        actions.end_measure,
        verb="end_measure",
    ),
    "proof": Deed(
        _("Nachweis als vorgelegt führen"),
        ENTER_BUTTON,
        _("Der Nachweis ist vorgelegt."),
        forms.HandedInForm,
        actions.record_proof_submitted,
        verb="record_proof_submitted",
        consequence=_(
            "Bei einer fachbezogenen Pauschale genügt die rechtsverbindliche Bestätigung. "
            "Sonst wird das mit dem Einreichen des Verwendungsnachweises eingetragen."
        ),
    ),
    "audit": Deed(
        _("Prüfungsvermerk eintragen"),
        ENTER_BUTTON,
        _("Der Prüfungsvermerk ist eingetragen."),
        forms.RemarkForm,
        actions.record_audit_remark,
        verb="record_audit_remark",
    ),
    "settlement": Deed(
        _("Rückforderung erledigt"),
        ENTER_BUTTON,
        _("Die Rückforderung ist erledigt."),
        forms.NoteForm,
        actions.settle_recovery,
        verb="settle_recovery",
    ),
    "resumption": Deed(
        _("Rückforderung erledigt, Nachweis steht aus"),
        ENTER_BUTTON,
        _("Die Rückforderung ist erledigt. Als Nächstes kommt der Verwendungsnachweis."),
        forms.NoteForm,
        actions.resume_after_recovery,
        verb="resume_after_recovery",
    ),
    "closing": Deed(
        _("Bescheid abschließen"),
        _("Abschließen"),
        _("Der Bescheid ist abgeschlossen."),
        forms.CloseForm,
        actions.close_award,
        verb="close_award",
        consequence=_(
            "Danach wird zu diesem Bescheid nichts mehr gebucht. Belege werden von da an bis zum "
            "Ende der Aufbewahrung gehalten. Das lässt sich nicht umkehren."
        ),
    ),
    "revocation": Deed(
        _("Aufhebung des Bescheids eintragen"),
        ENTER_BUTTON,
        _("Der Bescheid ist aufgehoben."),
        forms.RevokeForm,
        actions.revoke_award,
        verb="revoke_award",
        consequence=_(
            "Was frei und nicht abgerufen ist, wird gekürzt. Das lässt sich nicht umkehren."
        ),
    ),
}
