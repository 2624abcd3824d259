"""The forms of what comes after a notice: changes, shifts, duties, repayments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.awards.models import AwardItem
from kreislotse.awards.states import AwardChangeKind, DutyKind
from kreislotse.web.awards.forms import items_of
from kreislotse.web.forms import ActionForm, DateField, MoneyField, choice


class AwardChangeForm(ActionForm):
    kind = forms.ChoiceField(label=_("Art"), choices=AwardChangeKind.choices)
    dated = DateField(label=_("Datum des Schreibens"))
    reference = forms.CharField(label=_("Aktenzeichen"), required=False, max_length=100)
    reason = forms.CharField(label=_("Grund"), required=False, max_length=300)
    period_to = DateField(
        label=_("Neues Ende des Zeitraums"),
        required=False,
        help_text=_("Tag.Monat.Jahr; leer, wenn es bleibt"),
    )
    proof_due_on = DateField(
        label=_("Neue Frist des Verwendungsnachweises"),
        required=False,
        help_text=_("Tag.Monat.Jahr; leer: sie folgt dem Zeitraum"),
    )

    def offer(self, actor: Actor) -> None:
        items = AwardItem.objects.visible_to(actor).filter(award=self.initial["award"])
        self.items = {f"difference_{each.pk}": each for each in items.order_by("position")}
        for name, item in self.items.items():
            self.fields[name] = MoneyField(
                label=str(item),
                required=False,
                help_text=_("mehr oder, mit Minus davor, weniger: 500,00 oder -500,00"),
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        said = {item: values.pop(name, None) for name, item in self.items.items()}
        return values | {"differences": {item: each for item, each in said.items() if each}}


class ReallocationForm(ActionForm):
    item = choice(_("Von"))
    to = choice(_("Zu"))
    amount = MoneyField(label=_("Betrag"))
    reason = forms.CharField(label=_("Grund"), max_length=300)
    consent_on = DateField(
        label=_("Zustimmung der Behörde vom"),
        required=False,
        help_text=_("Tag.Monat.Jahr; nötig, wenn es mehr ist, als der Bescheid frei lässt"),
    )
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def offer(self, actor: Actor) -> None:
        items_of(self, actor)
        items_of(self, actor, "to")


class ProofDueForm(ActionForm):
    due_on = DateField(label=_("Neue Frist"))
    reason = forms.CharField(
        label=_("Grund"), max_length=300, help_text=_("zum Beispiel das Schreiben der Behörde")
    )


class DutyForm(ActionForm):
    kind = forms.ChoiceField(label=_("Was"), choices=DutyKind.choices)
    text = forms.CharField(
        label=_("Was mitzuteilen ist"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("ohne Namen von Personen"),
    )
    arose_on = DateField(label=_("Seit"))


class ReportForm(ActionForm):
    reported_on = DateField(label=_("Mitgeteilt am"))


class DropForm(ActionForm):
    reason = forms.CharField(label=_("Grund"), max_length=300)


class DemandForm(ActionForm):
    item = choice(_("Position"))
    amount = MoneyField(label=_("Betrag"))
    reason = forms.CharField(label=_("Grund"), max_length=500)
    demanded_on = DateField(label=_("Gefordert am"))
    due_on = DateField(label=_("Zu zahlen bis"))
    interest_from = DateField(
        label=_("Zinsen ab"),
        required=False,
        help_text=_("Tag.Monat.Jahr; erster Zinstag, leer, wenn keine Zinsen laufen"),
    )

    def offer(self, actor: Actor) -> None:
        items_of(self, actor)


class RepaidForm(ActionForm):
    repaid_on = DateField(label=_("Gezahlt am"))
    interest_waived_reason = forms.CharField(
        label=_("Grund, falls die Behörde auf Zinsen verzichtet"),
        required=False,
        max_length=300,
        help_text=_("nur, wenn in der Frist gezahlt und nichts verschuldet ist"),
    )
