"""The deeds around calls to the municipalities, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.participants import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm
from kreislotse.web.participants import forms

DESCRIBE = Deed(
    title=_("Zielgruppe beschreiben"),
    button=_("Zielgruppe speichern"),
    done=_("Die Zielgruppe ist beschrieben."),
    form=forms.TargetGroupForm,
    action=actions.describe_target_group,
    needs=Permission.INITIATIVE_EDIT,
)
DRAFT = Deed(
    title=_("Neue Abfrage"),
    button=_("Entwurf speichern"),
    done=_("Der Entwurf ist gespeichert. Noch sieht ihn keine Stadt oder Gemeinde."),
    form=forms.NewCallForm,
    action=actions.draft_call,
    needs=Permission.CALL_EDIT,
)
CHANGE_DRAFT = Deed(
    title=_("Entwurf ändern"),
    button=_("Änderungen speichern"),
    done=_("Der Entwurf ist geändert."),
    form=forms.DraftForm,
    action=actions.change_call,
    needs=Permission.CALL_EDIT,
)
CHANGE_RUNNING = Deed(
    title=_("Abfrage ändern"),
    button=_("Änderungen speichern"),
    done=_("Die Abfrage ist geändert."),
    form=forms.RunningCallForm,
    action=actions.change_call,
    needs=Permission.CALL_EDIT,
    consequence=_(
        "Die Abfrage läuft. Alle gefragten Städte und Gemeinden sehen die Änderung sofort."
    ),
)
OPEN = Deed(
    title=_("Abfrage starten"),
    button=_("Abfrage starten"),
    done=_("Die Abfrage läuft. Die ausgewählten Städte und Gemeinden können jetzt antworten."),
    form=forms.OpenForm,
    action=actions.open_call,
    verb="open_call",
    consequence=_(
        "Jede ausgewählte Stadt oder Gemeinde sieht die Abfrage ab jetzt und wird zu jedem Teil "
        "um Antwort gebeten. Das lässt sich nicht zurücknehmen."
    ),
)
ANSWER = Deed(
    title=_("Antwort eintragen"),
    button=_("Antwort speichern"),
    done=_("Die Antwort ist eingetragen. Solange die Abfrage läuft, lässt sie sich zurücknehmen."),
    form=forms.AnswerForm,
    action=actions.record_answer,
)
NIL = Deed(
    title=_("Fehlanzeige melden"),
    button=_("Fehlanzeige melden"),
    done=_("Die Fehlanzeige ist eingetragen. Sie zählt als Antwort."),
    form=forms.AnswerForm,
    action=actions.report_nil_return,
    consequence=_("Sie melden damit, dass es zu diesem Teil niemanden und nichts zu nennen gibt."),
)
WITHDRAW = Deed(
    title=_("Antwort zurücknehmen"),
    button=_("Antwort zurücknehmen"),
    done=_("Die Antwort ist zurückgenommen. Der Teil gilt wieder als offen."),
    form=forms.ReasonForm,
    action=actions.withdraw_answer,
)
FORWARD = Deed(
    title=_("Ergebnis weiterleiten"),
    button=_("Weiterleiten"),
    done=_("Das Ergebnis ist weitergeleitet."),
    form=forms.ForwardForm,
    action=actions.forward_call,
    verb="forward_call",
)
CLOSE = Deed(
    title=_("Abfrage abschließen"),
    button=_("Abfrage abschließen"),
    done=_("Die Abfrage ist abgeschlossen."),
    form=ActionForm,
    action=actions.close_call,
    verb="close_call",
    consequence=_("Danach kann niemand mehr antworten. Das lässt sich nicht zurücknehmen."),
)
NOT_RECORDED = Deed(
    title=_("Rücklauf nicht einzeln festgehalten"),
    button=_("So eintragen"),
    done=_("Offene Antworten gelten als nicht einzeln festgehalten."),
    form=ActionForm,
    action=actions.declare_answers_not_recorded,
    needs=Permission.CALL_EDIT,
    consequence=_(
        "Für Abfragen aus der Zeit vor diesem System: Alle noch offenen Antworten werden als "
        "„nicht einzeln festgehalten“ geführt und nicht mehr angemahnt."
    ),
)
REMIND = Deed(
    title=_("An die Antwort erinnern"),
    button=_("Als erinnert eintragen"),
    done=_("Die Erinnerung ist eingetragen."),
    form=forms.RemindForm,
    action=actions.remind,
    needs=Permission.CALL_EDIT,
    consequence=_(
        "Kreislotse verschickt keine E-Mails. Kopieren Sie den Text in Ihre eigene E-Mail, und "
        "halten Sie hier fest, wen Sie erinnert haben."
    ),
    template="participants/call_remind.html",
)
SIGN_OFF = Deed(
    title=_("Liste freigeben"),
    button=_("Ausgewählte Personen freigeben"),
    done=_("Die Liste ist freigegeben, die Abfrage damit beantwortet."),
    form=forms.SignOffForm,
    action=actions.sign_off,
    needs=Permission.PERSON_EDIT,
    consequence=_(
        "Der Kreis arbeitet danach mit den Datensätzen der ausgewählten Personen. Solange niemand "
        "weitergegeben ist, können Sie jede Meldung einzeln zurückziehen."
    ),
)
WITHDRAW_NOMINATION = Deed(
    title=_("Meldung zurückziehen"),
    button=_("Meldung zurückziehen"),
    done=_("Die Meldung ist zurückgezogen."),
    form=forms.ReasonWithoutNamesForm,
    action=actions.withdraw_nomination,
    consequence=_(
        "Die Person gehört danach nicht mehr zu dieser Abfrage. Ist sie zu keiner anderen "
        "gemeldet, geht ihr Datensatz an die Stadt oder Gemeinde zurück."
    ),
)
RECORD_POTENTIAL = Deed(
    title=_("Zahl der Leistungsberechtigten eintragen"),
    button=_("Zahl speichern"),
    done=_("Die Zahl ist eingetragen."),
    form=forms.PotentialForm,
    action=actions.record_potential,
)
