"""The forms of calls for applications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.web.forms import ActionForm, DateField, MoneyField
from kreislotse.web.forwarding.forwardings_forms import ItemField, forwardable


class CallForm(ActionForm):
    title = forms.CharField(label=_("Titel"), max_length=200)
    text = forms.CharField(
        label=_("Text des Aufrufs"),
        help_text=_("Wer kann wofür Geld bekommen? Das liest jede und jeder."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    closes_on = DateField(label=_("Anträge bis"))
    cap_per_project = MoneyField(
        label=_("Höchstbetrag je Projekt"),
        required=False,
        help_text=_("leer, wenn der Bescheid ihn nennt oder es keinen gibt"),
    )
    light_form_up_to = MoneyField(
        label=_("Einfacher Antrag bis"),
        required=False,
        help_text=_("leer: wie im Bescheid oder in der Richtlinie, sonst 500,00 €"),
    )


class NewCallForm(CallForm):
    item = ItemField()
    field_order = ("item",)

    def offer(self, actor: Actor) -> None:
        self.put_up(item=forwardable(actor))


class NoteForm(ActionForm):
    note = forms.CharField(label=_("Bemerkung"), required=False, max_length=500)


def call_initial(call: Any) -> dict[str, Any]:
    """What the form of a call begins with."""
    names = ("title", "text", "closes_on", "cap_per_project", "light_form_up_to")
    return {name: getattr(call, name) for name in names}
