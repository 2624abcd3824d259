"""The forms around batches. Their texts go to other bodies: they ask for no names."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.participants.profile import CATEGORY_NAMES, Category
from kreislotse.transmission.lawfulness import may_come_back
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.rules import FEEDBACK_DAYS
from kreislotse.transmission.states import Channel, Feedback, OutcomeKind, RecallGround
from kreislotse.transmission.wording import Wording
from kreislotse.web.forms import ActionForm, DateField, choices

_NO_NAMES = _("Bitte keine Namen und nichts über Gesundheit, Religion oder Familie.")


class DraftForm(ActionForm):
    channel = forms.ChoiceField(
        label=_("Wie die Stelle die Angaben bekommt"), choices=Channel.choices
    )
    categories = forms.MultipleChoiceField(
        label=_("Was übermittelt wird"),
        help_text=_("Nur was die Stelle für ihre Aufgabe braucht."),
        choices=list(CATEGORY_NAMES.items()),
        initial=list(Category),
        widget=forms.CheckboxSelectMultiple,
    )


class DeltaForm(ActionForm):
    channel = forms.ChoiceField(
        label=_("Wie die Stelle die Angaben bekommt"), choices=Channel.choices
    )


class TwoPeopleForm(ActionForm):
    keeps_draft = False
    reason = forms.CharField(
        label=_("Warum es zwei Personen sind"), help_text=_NO_NAMES, max_length=300
    )


class SendForm(ActionForm):
    sent_on = DateField(label=_("Übermittelt am"))
    feedback_days = forms.IntegerField(
        label=_("Rückmeldung erbeten nach Tagen"),
        min_value=1,
        max_value=365,
        initial=FEEDBACK_DAYS,
        help_text=_("Bis dahin lässt sich auch die Datei abholen."),
    )


class ReceiptForm(ActionForm):
    received_on = DateField(label=_("Empfangen am"))
    reference = forms.CharField(
        label=_("Ihr Zeichen"), required=False, max_length=120, help_text=_NO_NAMES
    )


class _FeedbackFields(ActionForm):
    keeps_draft = False
    feedback = forms.ChoiceField(
        label=_("Rückmeldung"), choices=[("", _("Bitte wählen")), *Feedback.choices]
    )
    reason = forms.CharField(
        label=_("Grund"),
        required=False,
        max_length=300,
        help_text=_(
            "Nötig bei „nicht geeignet“. Bitte keine Namen und nichts über Gesundheit, Religion "
            "oder Familie."
        ),
    )
    on = DateField(label=_("Vom"))


class FeedbackForm(_FeedbackFields):
    pass


class LinesFeedbackForm(_FeedbackFields):
    """The same feedback for several people; `initial` brings the batch and whether by name."""

    lines = choices(_("Personen"))
    field_order = ("lines", "feedback", "reason", "on")

    def offer(self, actor: Actor) -> None:
        batch: Batch = self.initial["batch"]
        rows = BatchLine.objects.visible_to(actor).filter(batch=batch, recalled=False, feedback="")
        people = rows.filter(candidate__isnull=False).values_list("candidate_id", flat=True)
        covered = may_come_back(people, district=batch.owner_id, on=actor.today)
        offered = rows.filter(candidate__in=covered).select_related("candidate", "batch")
        self.put_up(lines=offered.order_by("position"))
        field: Any = self.fields["lines"]
        field.label_from_instance = self._named if self.initial["named"] else self._coded

    def _coded(self, line: BatchLine) -> str:
        assert line.candidate is not None
        return f"{line.position}: {line.candidate.code}"

    def _named(self, line: BatchLine) -> str:
        return f"{line.position}: {Wording().name(line.readable)}"


class SumsForm(ActionForm):
    """One figure for each kind of feedback, as the recipient delivers them."""

    reported_on = DateField(label=_("Gemeldet am"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for value, label in Feedback.choices:
            self.fields[value] = forms.IntegerField(
                label=label, min_value=0, max_value=100_000, required=False
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        people = {kind: said.pop(kind) for kind in Feedback.values if said.get(kind) is not None}
        rest = {name: value for name, value in said.items() if name not in Feedback.values}
        if not people:
            self.add_error(None, str(_("Tragen Sie mindestens eine Zahl ein.")))
        return {**rest, "people": people}


class RecallForm(ActionForm):
    ground = forms.ChoiceField(
        label=_("Grund"),
        choices=[
            (value, label)
            for value, label in RecallGround.choices
            if value not in (RecallGround.WITHDRAWAL, RecallGround.ERASURE)
        ],
    )


class WithdrawForm(ActionForm):
    keeps_draft = False
    on = DateField(label=_("Widerrufen am"))


class OutcomeForm(ActionForm):
    keeps_draft = False
    kind = forms.ChoiceField(
        label=_("Ergebnis"),
        choices=[("", _("Bitte wählen")), *OutcomeKind.choices],
        help_text=_("Ein Wechsel des Leistungsrechts ist kein Ergebnis."),
    )
    began_on = DateField(label=_("Beginn"))
    ended_on = DateField(
        label=_("Ende"), required=False, help_text=_("leer, wenn es noch andauert")
    )
    source = forms.CharField(
        label=_("Woher Sie das wissen"),
        max_length=200,
        help_text=_("zum Beispiel „Meldung der Agentur“. Bitte keine Namen."),
    )


class EndForm(ActionForm):
    keeps_draft = False
    ended_on = DateField(label=_("Ende"))
