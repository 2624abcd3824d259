"""The deeds on initiatives and what hangs on them, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.initiatives import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.initiatives import forms

EDIT = Permission.INITIATIVE_EDIT

PLAN = Deed(
    title=_("Vorhaben anlegen"),
    button=_("Anlegen"),
    done=_("Das Vorhaben ist angelegt."),
    form=forms.NewInitiativeForm,
    action=actions.plan_initiative,
    needs=EDIT,
)
CHANGE = Deed(
    title=_("Angaben zum Vorhaben ändern"),
    button=_("Speichern"),
    done=_("Die Angaben sind gespeichert."),
    form=forms.InitiativeForm,
    action=actions.change_initiative,
    needs=EDIT,
)
LINK_CLAUSE = Deed(
    title=_("Auftrag zuordnen"),
    button=_("Zuordnen"),
    done=_("Der Auftrag ist zugeordnet."),
    form=forms.ClauseLinkForm,
    action=actions.assign_initiative_to_clause,
    needs=EDIT,
)
UNLINK_CLAUSE = Deed(
    title=_("Auftrag vom Vorhaben lösen"),
    button=_("Lösen"),
    done=_("Das Vorhaben führt den Auftrag nicht mehr aus."),
    form=forms.PlainForm,
    action=actions.remove_clause_from_initiative,
    needs=EDIT,
    consequence=_("Auftrag und Vorhaben bleiben; Sie können sie wieder einander zuordnen."),
)
ADD_PARTNER = Deed(
    title=_("Beteiligte eintragen"),
    button=_("Eintragen"),
    done=_("Die Beteiligung ist eingetragen."),
    form=forms.PartnerForm,
    action=actions.add_partner,
    needs=EDIT,
)
CHANGE_PARTNER = Deed(
    title=_("Beteiligung ändern"),
    button=_("Speichern"),
    done=_("Die Beteiligung ist gespeichert."),
    form=forms.PartnerChangeForm,
    action=actions.change_partner,
    needs=EDIT,
)
REMOVE_PARTNER = Deed(
    title=_("Beteiligung beenden"),
    button=_("Beenden"),
    done=_("Die Beteiligung ist beendet."),
    form=forms.NoteForm,
    action=actions.remove_partner,
    needs=EDIT,
    consequence=_("Die Stelle steht danach nicht mehr beim Vorhaben, nur noch im Protokoll."),
)
SET_MILESTONE = Deed(
    title=_("Meilenstein setzen"),
    button=_("Setzen"),
    done=_("Der Meilenstein ist gesetzt."),
    form=forms.MilestoneForm,
    action=actions.set_milestone,
    needs=EDIT,
    consequence=_("Lassen Sie Tage leer, die nicht bekannt sind."),
)
MOVE_MILESTONE = Deed(
    title=_("Termine des Meilensteins ändern"),
    button=_("Speichern"),
    done=_("Die Termine sind gespeichert."),
    form=forms.MilestoneMoveForm,
    action=actions.move_milestone,
    needs=EDIT,
)
LETTER_OUT = Deed(
    title=_("Ausgegangenes Schreiben festhalten"),
    button=_("Festhalten"),
    done=_("Das Schreiben ist festgehalten."),
    form=forms.LetterForm,
    action=actions.record_letter_out,
    needs=EDIT,
)
LETTER_IN = Deed(
    title=_("Eingegangenes Schreiben festhalten"),
    button=_("Festhalten"),
    done=_("Das Schreiben ist festgehalten."),
    form=forms.LetterForm,
    action=actions.record_letter_in,
    needs=EDIT,
)
CHANGE_LETTER = Deed(
    title=_("Angaben zum Schreiben ändern"),
    button=_("Speichern"),
    done=_("Die Angaben sind gespeichert."),
    form=forms.LetterForm,
    action=actions.change_letter,
    needs=EDIT,
)
RECORD_POSITION = Deed(
    title=_("Stellungnahme festhalten"),
    button=_("Festhalten"),
    done=_("Die Stellungnahme ist festgehalten."),
    form=forms.PositionForm,
    action=actions.record_position,
    needs=EDIT,
)
CHANGE_POSITION = Deed(
    title=_("Stellungnahme ändern"),
    button=_("Speichern"),
    done=_("Die Stellungnahme ist gespeichert."),
    form=forms.PositionChangeForm,
    action=actions.change_position,
    needs=EDIT,
)
ASK = Deed(
    title=_("Offene Frage eintragen"),
    button=_("Eintragen"),
    done=_("Die Frage ist eingetragen."),
    form=forms.QuestionForm,
    action=actions.ask_question,
    needs=EDIT,
)
ANSWER = Deed(
    title=_("Frage beantworten"),
    button=_("Beantworten"),
    done=_("Die Frage ist beantwortet."),
    form=forms.AnswerForm,
    action=actions.answer_question,
    needs=EDIT,
)
SUBSCRIBE = Deed(
    title=_("Laufende Berichte erbitten"),
    button=_("Eintragen"),
    done=_("Die Bitte um Berichte ist eingetragen."),
    form=forms.SubscriptionForm,
    action=actions.subscribe_to_reports,
    needs=EDIT,
)
RECEIVE = Deed(
    title=_("Eingang eines Berichts festhalten"),
    button=_("Festhalten"),
    done=_("Der Eingang ist festgehalten."),
    form=forms.ReportReceivedForm,
    action=actions.record_report_received,
    needs=EDIT,
)
ADD_FIELD = Deed(
    title=_("Handlungsfeld eintragen"),
    button=_("Eintragen"),
    done=_("Das Handlungsfeld ist eingetragen."),
    form=forms.FieldOfActionForm,
    action=actions.add_field_of_action,
)
