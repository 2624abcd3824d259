"""The forms around calls to the municipalities."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.organisations.models import LegalRegime, Organisation, OrganisationKind
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import PartKind
from kreislotse.web.by_initiative import initiative_field, open_to
from kreislotse.web.forms import ActionForm, DateField, choice, choices, place


class LinesField(forms.CharField):
    """Short texts, one a line; empty lines do not count."""

    longest = MaxLengthValidator(300)

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return [line for line in lines if line]

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        for line in value:
            self.longest(line)

    def run_validators(self, value: list[str]) -> None:
        """The lines are looked at one by one in `validate`."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value


class TargetGroupForm(ActionForm):
    criteria = LinesField(
        label=_("Merkmale der Zielgruppe"), help_text=_("Je Zeile ein Merkmal, ohne Namen.")
    )


class RunningCallForm(ActionForm):
    title = forms.CharField(label=_("Bezeichnung der Abfrage"), max_length=200)
    recipient = choice(_("Ergebnis geht an"), required=False, empty=_("noch offen"))
    due_on = DateField(label=_("Antwort bis"), required=False)

    def offer(self, actor: Actor) -> None:
        others = Organisation.objects.visible_to(actor).exclude(kind=OrganisationKind.MUNICIPALITY)
        self.put_up(recipient=others.for_list())


class DraftForm(RunningCallForm):
    """A call that nobody has seen yet, with its parts; what stays empty is not asked."""

    candidates = LinesField(
        label=_("Namenslisten"),
        help_text=_("Je Zeile ein Teil. Was leer bleibt, wird nicht gefragt."),
        required=False,
    )
    contacts = LinesField(
        label=_("Ansprechpersonen"),
        help_text=_("Je Zeile ein Teil, zum Beispiel: Ansprechperson für die berufliche Teilhabe."),
        required=False,
    )
    rooms = LinesField(
        label=_("Räume"),
        help_text=_("Je Zeile ein Teil, zum Beispiel: Räume für Beratung und Erstgespräche."),
        required=False,
    )
    question = LinesField(label=_("Fragen"), help_text=_("Je Zeile eine Frage."), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asked = [(kind, data.pop(kind.value, [])) for kind in PartKind]
        return {**data, "parts": [(kind, line) for kind, lines in asked for line in lines]}


class NewCallForm(DraftForm):
    initiative = initiative_field()
    field_order = ("initiative",)

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.put_up(initiative=open_to(actor, Permission.CALL_EDIT))


class OpenForm(ActionForm):
    """Whom to ask; the page hands over the district's municipalities, all of them chosen."""

    municipalities = choices(_("Städte und Gemeinden"))

    def offer(self, actor: Actor) -> None:
        self.put_up(municipalities=self.initial["municipalities"])


class AnswerForm(ActionForm):
    answered_on = DateField(label=_("Geantwortet am"))
    remark = forms.CharField(
        label=_("Bemerkung"),
        help_text=_("Ein kurzer Satz. Bitte keine Namen und nichts über einzelne Personen."),
        max_length=300,
        required=False,
    )


class ReasonForm(ActionForm):
    note = forms.CharField(label=_("Grund"), max_length=300)


class ForwardForm(ActionForm):
    forwarded_on = DateField(label=_("Weitergeleitet am"))


class RemindForm(ActionForm):
    """Whom was reminded; `text` is what to write to them."""

    municipalities = choices(_("Erinnert wurden"))

    def offer(self, actor: Actor) -> None:
        self.put_up(municipalities=self.initial["municipalities"])
        self.text = self.initial["text"]


class PeopleField(forms.ModelMultipleChoiceField):
    """People of one's own to tick, by name; the code tells apart who has the same one."""

    def label_from_instance(self, candidate: Candidate) -> str:
        born = f"{candidate.born_on:%d.%m.%Y}"
        return f"{candidate.full_name}, {born} ({candidate.get_state_display()}, {candidate.code})"


class SignOffForm(ActionForm):
    """Whom to report; the page hands over who can be chosen, and ticks who is ready."""

    keeps_draft = False
    candidates = PeopleField(
        None,
        label=_("Personen"),
        help_text=_("Angekreuzt ist, wer nach dem Stand des Datensatzes freigegeben werden kann."),
        widget=forms.CheckboxSelectMultiple,
    )
    answered_on = DateField(label=_("Geantwortet am"))
    remark = forms.CharField(
        label=_("Bemerkung"),
        help_text=_("Ein kurzer Satz. Bitte keine Namen und nichts über einzelne Personen."),
        max_length=300,
        required=False,
    )

    def offer(self, actor: Actor) -> None:
        self.put_up(candidates=self.initial["offered"])


class ReasonWithoutNamesForm(ActionForm):
    keeps_draft = False
    note = forms.CharField(
        label=_("Grund"),
        help_text=_("Bitte keine Namen und nichts über Gesundheit oder Familie."),
        max_length=300,
    )


class PotentialForm(ActionForm):
    """A number for a municipality and a day; typed again for the same day, it is corrected."""

    owner = place(_("Stadt oder Gemeinde"))
    regime = forms.ChoiceField(label=_("Leistungsrecht"), choices=LegalRegime.choices)
    on = DateField(label=_("Stichtag"))
    people = forms.IntegerField(
        label=_("Leistungsberechtigte"),
        help_text=_("Nur die Zahl, keine Namen"),
        min_value=0,
        max_value=10_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    source = forms.CharField(
        label=_("Quelle"),
        help_text=_("Zum Beispiel: Monatsstatistik des Sozialamts, Oktober 2015"),
        max_length=200,
    )

    def offer(self, actor: Actor) -> None:
        self.put_up(owner=counting_places(actor))


def counting_places(actor: Actor) -> Any:
    """The municipalities for which one may record numbers: the district's, or one's own."""
    towns = Organisation.objects.visible_to(actor).filter(kind=OrganisationKind.MUNICIPALITY)
    return towns.filter(
        Q(part_of__in=actor.places(Permission.CALL_EDIT))
        | Q(pk__in=actor.places(Permission.CALL_ANSWER))
    ).order_by("sort_key")
