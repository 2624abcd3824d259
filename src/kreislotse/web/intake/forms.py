"""The forms around lists: a spreadsheet to choose, columns to assign, cells to correct."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.intake.findings import twin_row
from kreislotse.intake.leftovers import sentences_by_field
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.reading.reader import MOST_MEGABYTES
from kreislotse.intake.staging import shown
from kreislotse.intake.states import RowDecision
from kreislotse.intake.template import offered
from kreislotse.intake.vocabulary import FULL_NAME
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import CallResponse, Candidate
from kreislotse.participants.profile import BY_CODE, FIELDS, FieldKind
from kreislotse.participants.states import CallState, PartKind
from kreislotse.web.forms import ActionForm, choice, place

_SUFFIXES = ".xlsx,.xlsm,.xls,.ods,.csv,.txt"
_AGAIN = _("Wählen Sie die Datei bitte noch einmal aus.")
_COLUMN = "column_"
_FIELD_CHOICES = [
    (FULL_NAME, _("Name und Vorname in einer Spalte")),
    *((field.code, field.title) for field in FIELDS),
]


class SpreadsheetField(forms.FileField):
    """A list as a spreadsheet program saves it; what is in it is told when it is read."""

    default_error_messages = {
        "required": _("Bitte wählen Sie Ihre Liste aus."),
        "invalid": _AGAIN,
        "missing": _AGAIN,
        "empty": _("Die Datei ist leer. Wählen Sie sie noch einmal aus."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Datei"))
        options.setdefault("widget", forms.FileInput(attrs={"accept": _SUFFIXES}))
        options.setdefault(
            "help_text",
            format_lazy(_("XLSX, XLS, ODS oder CSV, höchstens {most} MB"), most=MOST_MEGABYTES),
        )
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > MOST_MEGABYTES * 1024 * 1024:  # before it is read at all
            text = gettext("Die Datei ist zu groß, erlaubt sind {most} MB. Teilen Sie die Liste.")
            raise forms.ValidationError(text.format(most=MOST_MEGABYTES))
        return file


class NewListForm(ActionForm):
    keeps_draft = False

    owner = place(_("Stadt oder Gemeinde"))
    response = choice(
        _("Für welche Abfrage"),
        required=False,
        empty=_("für keine, nur zur Erfassung"),
        help_text=_("Gemeldet wird damit noch niemand; das tun Sie danach bei der Abfrage."),
    )
    file = SpreadsheetField()

    def offer(self, actor: Actor) -> None:
        places = actor.places(Permission.PERSON_EDIT)
        self.put_up(
            owner=Organisation.objects.visible_to(actor).filter(pk__in=places).order_by("sort_key"),
            response=CallResponse.objects.visible_to(actor)
            .filter(
                municipality__in=places,
                part__kind=PartKind.CANDIDATES,
                part__call__state=CallState.OPEN,
            )
            .select_related("part__call", "municipality")
            .order_by("-part__call_id", "part__position"),
        )
        field: Any = self.fields["response"]
        field.label_from_instance = lambda each: f"{each.part.call.title}: {each.part.text}"


class UndoForm(ActionForm):
    keeps_draft = False

    note = forms.CharField(
        label=_("Warum"),
        max_length=300,
        help_text=_("Steht im Protokoll. Nennen Sie keine Namen, zum Beispiel: falsche Liste."),
    )


def mapping_form(upload: Upload) -> type[ActionForm]:
    """For each heading of the list which field it means, as it was read last, and the file."""
    columns = [(heading, field) for _letter, heading, field in upload.columns]
    columns += [(heading, "") for heading in upload.left_out]
    fields: dict[str, Any] = {
        f"{_COLUMN}{at}": forms.ChoiceField(
            label=heading,
            required=False,
            initial=field,
            choices=[("", _("nicht lesen")), *_FIELD_CHOICES],
        )
        for at, (heading, field) in enumerate(columns)
    }
    return type("MappingForm", (ActionForm,), {**fields, "file": SpreadsheetField(), **_QUIET})


def chosen_mapping(upload: Upload, columns: Mapping[str, str]) -> dict[str, str]:
    """From each heading to the field that was chosen for it."""
    headings = [heading for _letter, heading, _field in upload.columns] + upload.left_out
    return {headings[int(name.removeprefix(_COLUMN))]: field for name, field in columns.items()}


def correction_form(row: UploadRow) -> type[ActionForm]:
    """The row's cells as texts; what is the matter with one stands at its field."""
    said, told = {**row.values, **row.typed}, sentences_by_field(row)
    shown = [field for field in FIELDS if field.code in said or field.code in told]
    missing = [BY_CODE[code] for code in told if code in BY_CODE and BY_CODE[code] not in shown]
    return type(
        "CorrectionForm",
        (ActionForm,),
        {field.code: _cell(field, said, told) for field in [*shown, *missing]} | _QUIET,
    )


def _cell(field: Any, said: Mapping[str, Any], told: Mapping[str, list[str]]) -> forms.Field:
    options: dict[str, Any] = {
        "label": field.title,
        "required": False,
        "initial": shown(said.get(field.code, "")),
        "help_text": " ".join(told.get(field.code, ())),
    }
    choices = [] if field.kind == FieldKind.OCCUPATION_GROUP else offered(field)
    if field.code in told and choices:
        answers = [("", _("nicht gesagt")), *((each, each) for each in choices)]
        return forms.ChoiceField(**{**options, "choices": answers})
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(**options, max_length=max(field.longest, 200), widget=widget)


def decision_form(row: UploadRow, beside: Sequence[Candidate]) -> type[ActionForm]:
    """The people beside the row to choose from, or somebody else."""
    answers = [
        (each.code, gettext("dieselbe Person wie {name}").format(name=each.full_name))
        for each in beside
    ]
    twin = twin_row(row.reasons)
    if twin is not None and not answers:
        text = gettext("dieselbe Person wie in Zeile {row}; diese Zeile bleibt weg")
        answers.append((RowDecision.SAME.value, text.format(row=twin)))
    answers.append((RowDecision.DIFFERENT.value, gettext("eine andere Person")))
    field = forms.ChoiceField(
        label=gettext("Zeile {row} ist").format(row=row.number),
        choices=answers,
        widget=forms.RadioSelect,
        initial=row.decision or None,
    )
    return type("DecisionForm", (ActionForm,), {"answer": field, **_QUIET})


# Data of people is not kept in the browser's tab.
_QUIET = {"keeps_draft": False}
