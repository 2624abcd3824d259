"""Rows for the items of a notice within a form; rows left empty are none."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.awards.usual import NewItem
from kreislotse.funding.models import Purpose
from kreislotse.web.forms import ActionForm, MoneyField, choice

ROWS = 6
_SHOWN = 3  # further rows are folded away until they are needed
_NAMES = ("title", "amount", "number", "purpose", "draw_group")


def add_rows(form: ActionForm, actor: Actor) -> None:
    """Put the fields of each row into a form."""
    purposes = Purpose.objects.visible_to(actor).order_by("title")
    for row in range(1, ROWS + 1):
        fields: dict[str, forms.Field] = {
            "title": forms.CharField(label=_("Wofür"), required=False, max_length=300),
            "amount": MoneyField(label=_("Betrag"), required=False),
            "number": forms.CharField(
                label=_("Ziffer"),
                required=False,
                max_length=20,
                help_text=_("der Richtlinie, zum Beispiel 2.1"),
            ),
            "purpose": choice(_("Zweck"), required=False, empty=_("kein Zweck aus der Liste")),
            "draw_group": forms.CharField(
                label=_("Gruppe für den Abruf"),
                required=False,
                max_length=40,
                help_text=_("Positionen einer Gruppe werden zusammen abgerufen"),
            ),
        }
        for name, field in fields.items():
            # The summary of errors names the row; in the row its heading does.
            field.label = format_lazy("{label} ({row})", label=field.label, row=row)
            form.fields[_name(row, name)] = field
        form.put_up(**{_name(row, "purpose"): purposes})


def read_rows(form: ActionForm, values: dict[str, Any]) -> list[NewItem]:
    """The rows that say something; their fields leave the form's values."""
    items = []
    for row in range(1, ROWS + 1):
        said = {name: values.pop(_name(row, name), None) for name in _NAMES}
        if not any(said.values()) or any(form.has_error(_name(row, name)) for name in _NAMES):
            continue
        if said["amount"] is None:
            form.add_error(_name(row, "amount"), _("Tragen Sie den Betrag der Position ein."))
            continue
        items.append(NewItem(**said))
    return items


def rows_of(form: ActionForm) -> list[dict[str, Any]]:
    """The rows as the page shows them; those beyond the first are open when they say something."""
    return [
        {
            "number": row,
            "fields": [form[_name(row, name)] for name in _NAMES],
            "folded": row > _SHOWN and not _says_something(form, row),
        }
        for row in range(1, ROWS + 1)
    ]


def initial_rows(items: Sequence[NewItem]) -> dict[str, Any]:
    """The first values of the rows."""
    return {
        _name(row, name): getattr(value, "pk", value)
        for row, item in enumerate(items[:ROWS], start=1)
        for name, value in item._asdict().items()
    }


def _says_something(form: ActionForm, row: int) -> bool:
    return any(form[_name(row, name)].value() for name in _NAMES)


def _name(row: int, name: str) -> str:
    return f"item_{row}_{name}"
