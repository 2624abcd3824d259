"""The deeds on meetings, papers, resolutions and clauses, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.mandates import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.mandates import forms

EDIT = Permission.MANDATE_EDIT

OPEN_PERIOD = Deed(
    title=_("Wahlperiode anlegen"),
    button=_("Anlegen"),
    done=_("Die Wahlperiode ist angelegt."),
    form=forms.PeriodForm,
    action=actions.open_electoral_period,
    needs=EDIT,
)
SCHEDULE_MEETING = Deed(
    title=_("Sitzung eintragen"),
    button=_("Eintragen"),
    done=_("Die Sitzung ist eingetragen."),
    form=forms.MeetingForm,
    action=actions.schedule_meeting,
    needs=EDIT,
)
RECORD_HELD = Deed(
    title=_("Sitzung als durchgeführt festhalten"),
    button=_("Festhalten"),
    done=_("Die Sitzung ist als durchgeführt festgehalten."),
    form=forms.PlainForm,
    action=actions.record_meeting_held,
    verb="record_meeting_held",
)
CANCEL_MEETING = Deed(
    title=_("Sitzung absagen"),
    button=_("Absagen"),
    done=_("Die Sitzung ist abgesagt."),
    form=forms.NoteForm,
    action=actions.cancel_meeting,
    verb="cancel_meeting",
    consequence=_("Eine abgesagte Sitzung kann nicht wieder geöffnet werden."),
)
PUT_ON_AGENDA = Deed(
    title=_("Tagesordnungspunkt eintragen"),
    button=_("Eintragen"),
    done=_("Der Tagesordnungspunkt ist eingetragen."),
    form=forms.AgendaItemForm,
    action=actions.put_on_agenda,
    needs=EDIT,
)
RECORD_RESOLUTION = Deed(
    title=_("Beschluss festhalten"),
    button=_("Festhalten"),
    done=_("Der Beschluss ist festgehalten."),
    form=forms.ResolutionForm,
    action=actions.record_resolution,
    needs=EDIT,
    consequence=_("Lassen Sie Stimmen leer, die nicht bekannt sind."),
)
CORRECT_RESOLUTION = Deed(
    title=_("Beschluss berichtigen"),
    button=_("Berichtigen"),
    done=_("Der Beschluss ist berichtigt."),
    form=forms.CorrectionForm,
    action=actions.correct_resolution,
    needs=EDIT,
    consequence=_("Was bisher festgehalten war, bleibt im Protokoll."),
)
ADD_CLAUSE = Deed(
    title=_("Auftrag aus dem Beschluss eintragen"),
    button=_("Eintragen"),
    done=_("Der Auftrag ist eingetragen."),
    form=forms.ClauseForm,
    action=actions.add_clause,
    needs=EDIT,
)
ASSIGN_CLAUSE = Deed(
    title=_("Zuständigkeit und Termin festlegen"),
    button=_("Speichern"),
    done=_("Zuständigkeit und Termin sind gespeichert."),
    form=forms.AssignmentForm,
    action=actions.assign_clause,
    needs=EDIT,
)
START_CLAUSE = Deed(
    title=_("Auftrag in Arbeit nehmen"),
    button=_("In Arbeit nehmen"),
    done=_("Der Auftrag ist in Arbeit."),
    form=forms.NoteForm,
    action=actions.start_clause,
    verb="start_clause",
)
DECLARE_STANDING = Deed(
    title=_("Auftrag als Daueraufgabe führen"),
    button=_("Als Daueraufgabe führen"),
    done=_("Der Auftrag wird als Daueraufgabe geführt."),
    form=forms.NoteForm,
    action=actions.declare_standing_duty,
    verb="declare_standing_duty",
    consequence=_("Eine Daueraufgabe wird nicht erledigt; sie braucht regelmäßig Nachweise."),
)
FULFIL_CLAUSE = Deed(
    title=_("Auftrag als erledigt melden"),
    button=_("Als erledigt melden"),
    done=_("Der Auftrag ist erledigt."),
    form=forms.NoteForm,
    action=actions.fulfil_clause,
    verb="fulfil_clause",
    consequence=_("Mindestens ein Nachweis muss eingetragen sein."),
)
REOPEN_CLAUSE = Deed(
    title=_("Auftrag wieder aufnehmen"),
    button=_("Wieder aufnehmen"),
    done=_("Der Auftrag ist wieder in Arbeit."),
    form=forms.NoteForm,
    action=actions.reopen_clause,
    verb="reopen_clause",
)
SUPERSEDE_CLAUSE = Deed(
    title=_("Auftrag als überholt führen"),
    button=_("Als überholt führen"),
    done=_("Der Auftrag ist überholt."),
    form=forms.ReasonForm,
    action=actions.supersede_clause,
    verb="supersede_clause",
    consequence=_("Der Auftrag wird geschlossen und kann nicht wieder aufgenommen werden."),
)
WITHDRAW_CLAUSE = Deed(
    title=_("Auftrag aufheben"),
    button=_("Aufheben"),
    done=_("Der Auftrag ist aufgehoben."),
    form=forms.ReasonForm,
    action=actions.withdraw_clause,
    verb="withdraw_clause",
    consequence=_("Der Auftrag wird geschlossen und kann nicht wieder aufgenommen werden."),
)
ADD_EVIDENCE = Deed(
    title=_("Nachweis eintragen"),
    button=_("Eintragen"),
    done=_("Der Nachweis ist eingetragen."),
    form=forms.EvidenceForm,
    action=actions.add_evidence,
    needs=EDIT,
)
REGISTER_PAPER = Deed(
    title=_("Vorlage erfassen"),
    button=_("Erfassen"),
    done=_("Die Vorlage ist erfasst."),
    form=forms.NewPaperForm,
    action=actions.register_paper,
    needs=EDIT,
)
CHANGE_PAPER = Deed(
    title=_("Angaben zur Vorlage ändern"),
    button=_("Speichern"),
    done=_("Die Angaben sind gespeichert."),
    form=forms.PaperForm,
    action=actions.change_paper,
    needs=EDIT,
)
REVISE_PAPER = Deed(
    title=_("Ergänzung zur Vorlage erfassen"),
    button=_("Erfassen"),
    done=_("Die Ergänzung ist erfasst."),
    form=forms.RevisionForm,
    action=actions.revise_paper,
    needs=EDIT,
    consequence=_("Die Ergänzung behält die Nummer und bekommt den nächsten Zusatz: /1, /2."),
)
ADD_CONSULTATION = Deed(
    title=_("Beratung eintragen"),
    button=_("Eintragen"),
    done=_("Die Beratung ist eingetragen."),
    form=forms.ConsultationForm,
    action=actions.add_consultation,
    needs=EDIT,
)
CHANGE_CONSULTATION = Deed(
    title=_("Beratung ändern"),
    button=_("Speichern"),
    done=_("Die Beratung ist gespeichert."),
    form=forms.ConsultationForm,
    action=actions.change_consultation,
    needs=EDIT,
)
