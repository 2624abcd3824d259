"""How the frame dresses badges and form fields in KERN's classes."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

_TONES = {"success": "success", "warning": "warning", "danger": "danger", "error": "danger"}
MOST_AT_ONCE = 12
_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.filter
def tone(name: Any) -> str:
    """KERN's word for a tone; what it does not know is plain information."""
    return _TONES.get(str(name), "info")


@register.filter
def kind(field: BoundField) -> str:
    """Which markup a field wants: group, check, select or input."""
    widget = field.field.widget
    if isinstance(widget, _GROUPS):  # first: both are selects to Django
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "select" if type(widget) in (forms.Select, forms.NullBooleanSelect) else "input"


@register.filter
def described(field: BoundField) -> str:
    """The ids of the hint and of the errors that belong to a field."""
    parts = [f"{field.auto_id}_hint"] if field.help_text else []
    parts += [f"{field.auto_id}_error"] if field.errors else []
    return " ".join(parts)


@register.filter
def dressed(field: BoundField) -> SafeString:
    """The input itself with KERN's classes, tied to its hint and its errors."""
    attrs: dict[str, str | bool] = {"class": _style(field)}
    if ids := described(field):
        attrs["aria-describedby"] = ids
    return field.as_widget(attrs=attrs)


@register.filter
def options(field: BoundField) -> list[Any]:
    """The single choices of a group with KERN's classes; in a long one the ticked come first."""
    field.field.widget.attrs["class"] = _style(field)
    found = list(field)
    if len(found) <= MOST_AT_ONCE:
        return found
    return sorted(found, key=lambda choice: not choice.data["selected"])


def _style(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, (forms.CheckboxInput, forms.CheckboxSelectMultiple)):
        name = "kern-form-check__checkbox"  # first: to Django they are radio buttons as well
    elif isinstance(widget, forms.RadioSelect):
        name = "kern-form-check__radio"
    else:
        name = "kern-form-input__select" if kind(field) == "select" else "kern-form-input__input"
    own = widget.attrs.get("class", "")
    marked = f"{name} {name}--error" if field.errors else name
    return f"{marked} {own}".strip() if own != marked else marked
