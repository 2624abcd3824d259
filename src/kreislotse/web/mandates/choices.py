"""Choices of records in forms: what may be chosen is set when the reader is known."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _


def choice(label: Any, *, required: bool = True) -> forms.ModelChoiceField:
    """One of some records, or none where none is needed."""
    empty = _("Bitte wählen") if required else _("keine Angabe")
    return forms.ModelChoiceField(queryset=None, label=label, required=required, empty_label=empty)


def place(label: Any) -> forms.ModelChoiceField:
    """The organisation that a new record will belong to; most people have one, chosen already."""
    return forms.ModelChoiceField(queryset=None, label=label, empty_label=None)


def put_up(form: forms.Form, **rows: QuerySet) -> None:
    """Set what each of these fields offers."""
    for name, found in rows.items():
        field: Any = form.fields[name]
        field.queryset = found
