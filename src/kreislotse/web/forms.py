"""What all forms have in common: German dates and amounts, and a refusal as a form error."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.attachments.acceptance import (
    MOST_MEGABYTES,
    accepted_media_type,
    refuse_by_size,
)
from kreislotse.attachments.media_types import SUFFIXES
from kreislotse.kernel.invisible import without_invisible
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DomainError

_DJANGO_ASKS = forms.Field.default_error_messages["required"]
_FILL_IN = _("Bitte füllen Sie dieses Feld aus.")
_CHOOSE = _("Bitte wählen Sie hier etwas aus.")
_CHOOSE_ONE = _("Bitte wählen")
_CHOOSE_AGAIN = _("Wählen Sie die Datei bitte noch einmal aus.")
_NONE_GIVEN = _("keine Angabe")


class DateField(forms.DateField):
    """A day as people type it: 24.12.2015; the calendar's 2015-12-24 is understood as well."""

    default_error_messages = {
        "invalid": _("Das ist kein Datum. Schreiben Sie Tag.Monat.Jahr, zum Beispiel 24.12.2015.")
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric"})
        )
        options.setdefault("help_text", _("Tag.Monat.Jahr, zum Beispiel 24.12.2015"))
        super().__init__(input_formats=["%d.%m.%Y", "%Y-%m-%d"], **options)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if isinstance(day, datetime):
            day = day.date()
        if day is not None and not 1946 <= day.year <= 2100:
            raise forms.ValidationError(_("Das Jahr muss zwischen 1946 und 2100 liegen."))
        return day


class MoneyField(forms.Field):
    """An amount in euros as people type it: 1.234,56."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        options.setdefault("help_text", _("in Euro, zum Beispiel 1.234,56"))
        super().__init__(**options)

    def to_python(self, value: Any) -> Money | None:
        if isinstance(value, Money) or value in self.empty_values:
            return value or None
        try:
            return Money.parse(str(value))
        except DomainError as refusal:
            raise forms.ValidationError(refusal.sentence(gettext)) from refusal

    def prepare_value(self, value: Any) -> Any:
        return str(value).removesuffix("\u00a0€") if isinstance(value, Money) else value


class FileField(forms.FileField):
    """A file as `add_attachment` takes it: its value has `.name` and `.read()`, or is None.

    `photo` lets a phone open its camera at once; other files can be chosen all the same.
    """

    default_error_messages = {
        "invalid": _("Die Datei ist nicht angekommen. Wählen Sie sie noch einmal aus."),
        "missing": _("Die Datei ist nicht angekommen. Wählen Sie sie noch einmal aus."),
        "empty": _("Die Datei ist leer. Wählen Sie sie noch einmal aus."),
    }

    def __init__(self, *, photo: bool = False, **options: Any) -> None:
        accept = "image/*,application/pdf" if photo else ",".join(sum(SUFFIXES.values(), ()))
        attrs = {"accept": accept, **({"capture": "environment"} if photo else {})}
        options.setdefault("widget", forms.FileInput(attrs=attrs))
        options.setdefault(
            "help_text",
            format_lazy(
                _("PDF, Foto, Tabelle oder Text, höchstens {most} MB"), most=MOST_MEGABYTES
            ),
        )
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            refuse_by_size(file.name, file.size)  # before a large file is read at all
            accepted_media_type(file.name, file.read())
        except DomainError as refusal:
            raise forms.ValidationError(refusal.sentence(gettext)) from refusal
        file.seek(0)
        return file


class ShareField(forms.DecimalField):
    """A part of a full post: 0,5."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        options.setdefault("help_text", _("Anteil an einer vollen Stelle, zum Beispiel 0,5"))
        super().__init__(localize=True, min_value=0, max_digits=8, decimal_places=4, **options)


def choice(
    label: Any, *, required: bool = True, empty: Any = None, help_text: Any = ""
) -> forms.ModelChoiceField:
    """One of some records, or none where none is needed; `put_up` sets which."""
    return forms.ModelChoiceField(
        None,
        label=label,
        required=required,
        empty_label=empty or (_CHOOSE_ONE if required else _NONE_GIVEN),
        help_text=help_text,
    )


def choices(
    label: Any, *, required: bool = True, help_text: Any = ""
) -> forms.ModelMultipleChoiceField:
    """Some records to tick; `put_up` sets which."""
    return forms.ModelMultipleChoiceField(
        None,
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


def place(label: Any) -> forms.ModelChoiceField:
    """The organisation that a new record will belong to; most people have one, chosen already."""
    return forms.ModelChoiceField(None, label=label, empty_label=None)


class ActionForm(forms.Form):
    """A form for one deed: its cleaned values are the action's arguments.

    `actor` lets a form offer only what its reader may see (set in `offer`). Whatever is typed
    loses the signs that nobody sees, here for all forms; only a password stays as it is.
    """

    # Whether a half-filled form is kept in the browser's tab; off for data of people in care.
    keeps_draft = True

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.actor = actor
        self.offer(actor)
        self.data = self._seen(self.data)
        for field in self.fields.values():
            if field.error_messages.get("required") == _DJANGO_ASKS:
                chosen = isinstance(field, forms.ChoiceField | forms.BooleanField)
                field.error_messages["required"] = _CHOOSE if chosen else _FILL_IN

    def _seen(self, data: Any) -> Any:
        """What was sent, every text of it without invisible signs."""
        if not isinstance(data, QueryDict):
            return data
        seen = data.copy()
        for name, sent in data.lists():
            field = self.fields.get(name)
            if field is None or not isinstance(field.widget, forms.PasswordInput):
                seen.setlist(name, [without_invisible(text) for text in sent])
        return seen

    def offer(self, actor: Actor) -> None:
        """Put up for choice what the actor may see."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Browsers send back all that was typed but no file: it has to be chosen again."""
        super().add_error(field, error)
        for name in self.files:
            if name in self.fields:
                self[name].help_text = _CHOOSE_AGAIN

    def put_up(self, **rows: QuerySet) -> None:
        """Set what each of these fields offers."""
        for name, found in rows.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found

    def carry_out(self, action: Callable[..., Any], *subjects: Any) -> bool:
        """Run the action with the cleaned values. A refusal becomes a form error."""
        try:
            self.result = action(*subjects, actor=self.actor, **self.cleaned_data)
        except DomainError as refusal:
            self.add_error(None, refusal.sentence(gettext))
        return not self.errors
