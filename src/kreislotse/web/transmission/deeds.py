"""The deeds around batches, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.transmission import actions
from kreislotse.transmission.models import Batch
from kreislotse.transmission.states import Channel
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm
from kreislotse.web.transmission import forms

P = Permission


def draft_delta(batch: Batch, *, actor: Actor, channel: str) -> Batch:
    """Corrections to a batch, for the same recipient and the same call."""
    return actions.draft_batch(
        batch.call,
        actor=actor,
        recipient=batch.recipient,
        channel=Channel(channel),
        delta_of=batch,
    )


DRAFT = Deed(
    title=_("Neue Übermittlung"),
    button=_("Übermittlung vorbereiten"),
    done=_("Die Übermittlung ist vorbereitet. Noch sieht sie niemand außer Ihnen."),
    form=forms.DraftForm,
    action=actions.draft_batch,
    needs=P.BATCH_SEND,
    template="transmission/gather.html",
)
DELTA = Deed(
    title=_("Berichtigungen übermitteln"),
    button=_("Übermittlung vorbereiten"),
    done=_("Die Berichtigungen sind vorbereitet. Noch sieht sie niemand außer Ihnen."),
    form=forms.DeltaForm,
    action=draft_delta,
    needs=P.BATCH_SEND,
    template="transmission/gather.html",
)
FREEZE = Deed(
    title=_("Festschreiben"),
    button=_("Festschreiben"),
    done=_("Die Übermittlung ist festgeschrieben und kann hinausgehen."),
    form=ActionForm,
    action=actions.freeze_batch,
    verb="freeze_batch",
    consequence=_(
        "Was zu jeder Person übermittelt wird, steht danach fest. Spätere Änderungen gehen als "
        "Berichtigung hinaus. Die Grundlage jeder Person wird jetzt noch einmal geprüft."
    ),
)
CANCEL = Deed(
    title=_("Übermittlung verwerfen"),
    button=_("Verwerfen"),
    done=_("Die Übermittlung ist verworfen. Die Personen können in eine neue."),
    form=ActionForm,
    action=actions.cancel_batch,
    verb="cancel_batch",
    consequence=_("Die Zeilen werden gelöscht. Das lässt sich nicht zurücknehmen."),
)
SEND = Deed(
    title=_("Übermitteln"),
    button=_("Jetzt übermitteln"),
    done=_("Die Übermittlung ist hinausgegangen."),
    form=forms.SendForm,
    action=actions.send_batch,
    verb="send_batch",
    template="transmission/send.html",
    consequence=_(
        "Die empfangende Stelle sieht die Namen und Angaben ab jetzt. Das lässt sich nicht "
        "zurücknehmen, nur zurückrufen."
    ),
)
RECEIPT = Deed(
    title=_("Empfang bestätigen"),
    button=_("Empfang bestätigen"),
    done=_("Der Empfang ist bestätigt."),
    form=forms.ReceiptForm,
    action=actions.confirm_receipt,
    verb="confirm_receipt",
)
SETTLE = Deed(
    title=_("Rückmeldung ist vollständig"),
    button=_("Als vollständig eintragen"),
    done=_("Die Rückmeldung gilt als vollständig."),
    form=ActionForm,
    action=actions.settle_batch,
    verb="settle_batch",
    consequence=_("Danach wird nicht mehr an die Rückmeldung erinnert."),
)
CHASE = Deed(
    title=_("An die Rückmeldung erinnern"),
    button=_("Erinnerung eintragen"),
    done=_("Die Erinnerung ist eingetragen."),
    form=ActionForm,
    action=actions.chase_batch,
    needs=P.BATCH_SEND,
    consequence=_(
        "Erinnern Sie die Stelle wie gewohnt, und halten Sie hier fest, dass es heute geschehen "
        "ist. Nach einer Woche steht die Übermittlung wieder auf „Heute“."
    ),
)
DROP = Deed(
    title=_("Aus der Übermittlung nehmen"),
    button=_("Herausnehmen"),
    done=_("Die Zeile ist herausgenommen. Die Person kann in eine andere Übermittlung."),
    form=ActionForm,
    action=actions.drop_line,
    needs=P.BATCH_SEND,
)
TWO_PEOPLE = Deed(
    title=_("Zwei Personen"),
    button=_("Es sind zwei Personen"),
    done=_("Es ist festgehalten, dass es zwei Personen sind."),
    form=forms.TwoPeopleForm,
    action=actions.confirm_two_people,
    needs=P.BATCH_SEND,
)
FEEDBACK = Deed(
    title=_("Rückmeldung geben"),
    button=_("Rückmeldung speichern"),
    done=_("Die Rückmeldung ist gespeichert."),
    form=forms.FeedbackForm,
    action=actions.record_feedback,
)
SUPPORT = Deed(
    title=_("Förderung beginnt"),
    button=_("Beginn eintragen"),
    done=_("Der Beginn der Förderung ist eingetragen."),
    form=ActionForm,
    action=actions.begin_support,
)
FEEDBACKS = Deed(
    title=_("Rückmeldung zu mehreren Personen"),
    button=_("Rückmeldung speichern"),
    done=_("Die Rückmeldungen sind gespeichert."),
    form=forms.LinesFeedbackForm,
    action=actions.record_feedbacks,
    consequence=_("Alle angekreuzten Personen bekommen dieselbe Rückmeldung."),
)
SUMS = Deed(
    title=_("Rückmeldung in Summen"),
    button=_("Summen speichern"),
    done=_("Die Summen sind gespeichert."),
    form=forms.SumsForm,
    action=actions.record_feedback_sums,
    consequence=_("Die Summen stehen so da, wie sie gemeldet sind, neben der eigenen Zählung."),
)
RECALL = Deed(
    title=_("Zeile zurückrufen"),
    button=_("Zurückrufen"),
    done=_("Der Rückruf ist angezeigt. Die Stelle sieht die Angaben nicht mehr."),
    form=forms.RecallForm,
    action=actions.recall_line,
    consequence=_(
        "Die empfangende Stelle sieht die Angaben ab sofort nicht mehr und muss binnen 14 Tagen "
        "bestätigen, dass sie sie gelöscht hat. Das lässt sich nicht zurücknehmen."
    ),
)
CONFIRM = Deed(
    title=_("Rückruf bestätigen"),
    button=_("Rückruf bestätigen"),
    done=_("Der Rückruf ist bestätigt."),
    form=ActionForm,
    action=actions.confirm_recall,
    verb="confirm_recall",
    consequence=_(
        "Damit ist festgehalten, dass die Angaben zu dieser Person bei der empfangenden Stelle "
        "gelöscht sind und nicht mehr verwendet werden, auch nicht aus einer Datei."
    ),
)
WITHDRAW = Deed(
    title=_("Widerruf der Einwilligung"),
    button=_("Widerruf eintragen"),
    done=_("Der Widerruf ist eingetragen. Alle Stellen, die Angaben haben, sind zurückgerufen."),
    form=forms.WithdrawForm,
    action=actions.withdraw_consent,
    consequence=_(
        "Alle Einwilligungen der Person enden. Sie kommt in keine Übermittlung mehr, und jede "
        "Stelle, die Angaben bekommen hat, muss sie löschen und das bestätigen. Auf Leistungen "
        "hat der Widerruf keinen Einfluss."
    ),
)
OUTCOME = Deed(
    title=_("Ergebnis festhalten"),
    button=_("Ergebnis speichern"),
    done=_("Das Ergebnis ist festgehalten."),
    form=forms.OutcomeForm,
    action=actions.note_outcome,
)
END = Deed(
    title=_("Ende eintragen"),
    button=_("Ende speichern"),
    done=_("Das Ende ist eingetragen."),
    form=forms.EndForm,
    action=actions.end_outcome,
)
# The steps of a batch, by the name of their page.
STEPS = {"freeze": FREEZE, "send": SEND, "receipt": RECEIPT, "settle": SETTLE, "cancel": CANCEL}
