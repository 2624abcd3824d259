"""The deeds on committee papers, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.reporting import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.reporting import forms

WRITE = Permission.PAPER_WRITE

PREPARE = Deed(
    title=_("Vorlage beginnen"),
    button=_("Entwurf schreiben lassen"),
    done=_("Der Entwurf steht. Jeder Satz führt zu seinen Datensätzen."),
    form=forms.NewReportForm,
    action=actions.prepare_paper,
    needs=WRITE,
    consequence=_(
        "Die Vorlage erhält die nächste Nummer der Wahlperiode und je Vorhaben einen Abschnitt, "
        "geschrieben aus den Datensätzen zum Stichtag."
    ),
)
FOLLOW_UP = Deed(
    title=_("Folgevorlage beginnen"),
    button=_("Entwurf schreiben lassen"),
    done=_("Der Entwurf der Folgevorlage steht."),
    form=forms.FollowUpForm,
    action=actions.prepare_follow_up,
    needs=WRITE,
    consequence=_(
        "Betreff, Abschnitte und Beschlussvorschlag werden übernommen, der Text wird neu aus den "
        "Datensätzen geschrieben. Danach sehen Sie, was sich seit dieser Vorlage geändert hat."
    ),
)
CHANGE = Deed(
    title=_("Angaben ändern"),
    button=_("Speichern"),
    done=_("Die Angaben sind geändert."),
    form=forms.ReportForm,
    action=actions.change_report,
    needs=WRITE,
    consequence=_("Ein anderer Stichtag kann Sätze veralten lassen; die Vorlage zeigt welche."),
)
REFRESH = Deed(
    title=_("Alle auf heutigen Stand bringen"),
    button=_("Auf heutigen Stand bringen"),
    done=_("Die Sätze sind auf heutigem Stand."),
    form=forms.PlainForm,
    action=actions.refresh_report,
    needs=WRITE,
    consequence=_(
        "Veraltete Sätze, die niemand bearbeitet hat, werden neu geschrieben oder weggelassen, "
        "neue kommen hinzu. Bearbeitete und eigene Sätze bleiben, wie sie sind."
    ),
)
ADD_SECTION = Deed(
    title=_("Eigener Abschnitt"),
    button=_("Anlegen"),
    done=_("Der Abschnitt steht am Ende der Vorlage."),
    form=forms.SectionForm,
    action=actions.add_section,
    needs=WRITE,
)
RENAME_SECTION = Deed(
    title=_("Abschnitt umbenennen"),
    button=_("Speichern"),
    done=_("Der Abschnitt ist umbenannt."),
    form=forms.SectionForm,
    action=actions.rename_section,
    needs=WRITE,
)
WRITE_PASSAGE = Deed(
    title=_("Eigenen Satz schreiben"),
    button=_("Einfügen"),
    done=_("Ihr Satz steht am Ende des Abschnitts."),
    form=forms.OwnTextForm,
    action=actions.write_passage,
    needs=WRITE,
    consequence=_("Eigene Sätze haben keine Datensätze hinter sich und sind so gekennzeichnet."),
)
EDIT_PASSAGE = Deed(
    title=_("Satz bearbeiten"),
    button=_("Speichern"),
    done=_("Der Satz ist geändert."),
    form=forms.TextForm,
    action=actions.edit_passage,
    needs=WRITE,
    consequence=_("Die Belege bleiben am Satz; er ist danach als bearbeitet gekennzeichnet."),
)
RESTORE_PASSAGE = Deed(
    title=_("Eigene Fassung aufgeben"),
    button=_("Aus den Datensätzen schreiben"),
    done=_("Der Satz ist wieder aus den Datensätzen geschrieben."),
    form=forms.PlainForm,
    action=actions.restore_passage,
    needs=WRITE,
    consequence=_("Ihre Fassung wird durch den Satz ersetzt, den die Datensätze heute ergeben."),
)
REMOVE_PASSAGE = Deed(
    title=_("Eigenen Satz löschen"),
    button=_("Löschen"),
    done=_("Der Satz ist gelöscht."),
    form=forms.PlainForm,
    action=actions.remove_own_passage,
    needs=WRITE,
    consequence=_("Der Satz verschwindet aus der Vorlage; sein Wortlaut bleibt im Protokoll."),
)
ASK = Deed(
    title=_("In Mitzeichnung geben"),
    button=_("In Mitzeichnung geben"),
    done=_("Die Stellen sind um Mitzeichnung gebeten."),
    form=forms.DepartmentsForm,
    action=actions.ask_for_cosignatures,
    verb="ask_for_cosignatures",
    consequence=_("Der Text ist danach geschlossen. Sie können ihn in den Entwurf zurückholen."),
)
TAKE_BACK = Deed(
    title=_("Zurück in den Entwurf"),
    button=_("Zurückholen"),
    done=_("Die Vorlage ist wieder ein Entwurf."),
    form=forms.PlainForm,
    action=actions.take_back_to_draft,
    verb="take_back_to_draft",
    consequence=_("Mitzeichnungen, die schon gegeben sind, entfallen mit der nächsten Runde."),
)
SIGN = Deed(
    title=_("Mitzeichnen"),
    button=_("Votum abgeben"),
    done=_("Ihr Votum ist eingetragen."),
    form=forms.VerdictForm,
    action=actions.cosign,
    needs=Permission.PAPER_COSIGN,
)
RELEASE = Deed(
    title=_("Vorlage freigeben"),
    button=_("Freigeben und einfrieren"),
    done=_("Die Vorlage ist freigegeben. Ihre Dateien stehen bereit."),
    form=forms.PlainForm,
    action=actions.release_report,
    verb="release_report",
)
PUBLISH = Deed(
    title=_("Vorlage veröffentlichen"),
    button=_("Veröffentlichen"),
    done=_("Die Vorlage ist veröffentlicht."),
    form=forms.PlainForm,
    action=actions.publish_report,
    verb="publish_report",
    consequence=_(
        "Jede Person kann die eingefrorenen Fassungen danach ohne Anmeldung lesen und "
        "herunterladen. Das lässt sich nicht zurücknehmen."
    ),
)
TABLE = Deed(
    title=_("Tischvorlage einfrieren"),
    button=_("Tischvorlage einfrieren"),
    done=_("Die Tischvorlage ist eingefroren."),
    form=forms.PlainForm,
    action=actions.table_update,
    needs=Permission.PAPER_RELEASE,
    consequence=_(
        "Eingefroren werden nur die Sätze, deren Angaben sich seit der letzten Fassung geändert "
        "haben, zum Stand von heute. Wer den Text geschrieben hat, darf das nicht selbst tun."
    ),
)
