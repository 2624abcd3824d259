"""Forms with a field for each town; forwarding/by_town.html folds those fields away."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.kernel.refusals import DomainError
from kreislotse.organisations.models import Organisation
from kreislotse.web.forms import ActionForm

_NOT_WHOLE = _("Schreiben Sie eine ganze Zahl, zum Beispiel 12.345.")


def whole_number(text: str) -> int:
    """A number as people type it in German: 12.345."""
    plain = text.replace(".", "").replace(" ", "").replace("\u00a0", "")
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 15:
        raise forms.ValidationError(_NOT_WHOLE)
    return int(plain)


class TownForm(ActionForm):
    """A form that asks something of each town; the page folds those fields away."""

    towns: Sequence[Organisation] = ()
    # A field that few will need; it has a fold of its own.
    rare_field = ""
    folded_title: Any = ""
    folded_hint: Any = ""

    def ask_of_each(self, towns: Sequence[Organisation]) -> None:
        self.towns = towns
        for town in towns:
            self.fields[_name(town)] = forms.CharField(
                label=town.name,
                required=False,
                max_length=20,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )

    def said_of(self, towns: Sequence[Organisation], read: Callable[[str], Any]) -> dict[Any, Any]:
        """What was typed for these towns; what cannot be read stands as an error at its field."""
        said = {}
        for town in towns:
            text = str(self.cleaned_data.get(_name(town), "")).strip()
            if not text:
                continue
            try:
                said[town] = read(text)
            except DomainError as refusal:
                self.add_error(_name(town), refusal.sentence(gettext))
            except forms.ValidationError as wrong:
                self.add_error(_name(town), wrong)
        return said

    def general_fields(self) -> list[BoundField]:
        names = {_name(town) for town in self.towns} | {self.rare_field}
        return [field for field in self.visible_fields() if field.name not in names]

    def rare(self) -> BoundField | None:
        return self[self.rare_field] if self.rare_field else None

    def town_fields(self) -> list[BoundField]:
        return [self[_name(town)] for town in self.towns]

    def is_unfolded(self) -> bool:
        """Whether something stands in a town's field already."""
        return any(field.value() or field.errors for field in self.town_fields())


def town_values(values: dict[Organisation, Any]) -> dict[str, Any]:
    """First values of the towns' fields."""
    return {_name(town): value for town, value in values.items()}


def _name(town: Organisation) -> str:
    return f"town_{town.pk}"
