"""The deeds around concepts and working meetings, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.cooperation import actions
from kreislotse.web.cooperation import forms
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm

EDIT = Permission.COOPERATION_EDIT

INTEND = Deed(
    title=_("Neues Konzept"),
    button=_("Konzept anlegen"),
    done=_("Das Konzept ist angelegt. Genannte Partnerkreise sehen es ab jetzt."),
    form=forms.NewConceptForm,
    action=actions.intend_concept,
    needs=EDIT,
)
CHANGE_CONCEPT = Deed(
    title=_("Konzept ändern"),
    button=_("Änderungen speichern"),
    done=_("Das Konzept ist geändert."),
    form=forms.ConceptForm,
    action=actions.change_concept,
    needs=EDIT,
)
BEGIN = Deed(
    title=_("Arbeit am Konzept aufnehmen"),
    button=_("Arbeit aufnehmen"),
    done=_("Das Konzept ist in Arbeit."),
    form=ActionForm,
    action=actions.begin_drafting,
    verb="begin_drafting",
    consequence=_("Aus der Absicht wird Arbeit. Die Beteiligten sehen den neuen Stand."),
)
PLAN = Deed(
    title=_("Neue Besprechung"),
    button=_("Besprechung planen"),
    done=_("Die Besprechung ist geplant. Laden Sie jetzt ein."),
    form=forms.NewMeetingForm,
    action=actions.plan_meeting,
    needs=EDIT,
)
CHANGE_MEETING = Deed(
    title=_("Besprechung ändern"),
    button=_("Änderungen speichern"),
    done=_("Die Besprechung ist geändert."),
    form=forms.MeetingForm,
    action=actions.change_meeting,
    needs=EDIT,
)
INVITE = Deed(
    title=_("Einladen"),
    button=_("Einladen"),
    done=_("Die Einladungen sind eingetragen."),
    form=forms.InviteForm,
    action=actions.send_invitations,
    verb="send_invitations",
    consequence=_(
        "Die Eingeladenen sehen die Besprechung ab jetzt und können antworten. Das lässt sich nur "
        "durch eine Absage zurücknehmen."
    ),
)
REPLY = Deed(
    title=_("Auf die Einladung antworten"),
    button=_("Antwort speichern"),
    done=_("Die Antwort ist eingetragen. Sie lässt sich bis zur Besprechung ändern."),
    form=forms.ReplyForm,
    action=actions.record_reply,
)
WITHDRAW = Deed(
    title=_("Antwort zurücknehmen"),
    button=_("Antwort zurücknehmen"),
    done=_("Die Antwort ist zurückgenommen. Die Einladung gilt wieder als unbeantwortet."),
    form=forms.OptionalNoteForm,
    action=actions.withdraw_reply,
)
HOLD = Deed(
    title=_("Als durchgeführt eintragen"),
    button=_("Als durchgeführt eintragen"),
    done=_("Die Besprechung ist als durchgeführt eingetragen. Halten Sie jetzt Ergebnisse fest."),
    form=ActionForm,
    action=actions.hold_meeting,
    verb="hold_meeting",
    consequence=_("Danach sind keine Antworten auf die Einladung mehr möglich."),
)
CANCEL = Deed(
    title=_("Besprechung absagen"),
    button=_("Absagen"),
    done=_("Die Besprechung ist abgesagt."),
    form=forms.NoteForm,
    action=actions.cancel_meeting,
    verb="cancel_meeting",
    consequence=_("Alle Eingeladenen sehen die Absage. Das lässt sich nicht zurücknehmen."),
)
OUTCOME = Deed(
    title=_("Ergebnis festhalten"),
    button=_("Ergebnis speichern"),
    done=_("Das Ergebnis ist festgehalten."),
    form=forms.OutcomeForm,
    action=actions.record_outcome,
    needs=EDIT,
)
