"""The forms of draw-downs."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.awards.cash_flows import NOTHING, standings
from kreislotse.awards.models import Award, AwardItem
from kreislotse.web.forms import ActionForm, DateField, MoneyField


def group_name(group: str) -> Any:
    return group or _("ohne Gruppe")


class DrawDownForm(ActionForm):
    """A sum for each item of a group; `initial` brings the award and, if chosen, its group."""

    group = forms.ChoiceField(
        label=_("Gruppe von Ziffern"),
        required=False,
        help_text=_("Ziffern verschiedener Gruppen werden getrennt abgerufen."),
    )
    expected_use_on = DateField(label=_("Verwendet bis"))
    needed_for = forms.CharField(
        label=_("Wofür das Geld gebraucht wird"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("die Zahlungen, die in dieser Zeit fällig werden"),
    )
    own_funds_used = MoneyField(
        label=_("Bisher verwendete Eigenmittel"),
        required=False,
        help_text=_("nötig, wenn der Bescheid sie im Verhältnis verlangt, zum Beispiel 1.234,56"),
    )
    cash_reference = forms.CharField(label=_("Kassenzeichen"), required=False, max_length=60)

    def offer(self, actor: Actor) -> None:
        award: Award = self.initial["award"]
        items = list(award.items.select_related("award__book").order_by("position"))
        groups = sorted({item.draw_group for item in items})
        chosen = self.initial.get("group")
        self.only = chosen if chosen in groups else groups[0] if len(groups) == 1 else None
        if self.only is not None:
            del self.fields["group"]
        else:
            choices = [(group, group_name(group)) for group in groups]
            self.fields["group"].choices = choices  # type: ignore[attr-defined]
        self.items = [item for item in items if self.only in (None, item.draw_group)]
        known = standings(award)
        for item in self.items:
            self.fields[_key(item)] = _amount(item, known.get(item.pot.item, NOTHING))
        self.fields["expected_use_on"].help_text = format_lazy(
            _("höchstens {months} Monate nach dem Abruf; Tag.Monat.Jahr"), months=award.draw_months
        )
        self.order_fields(["group", *[_key(item) for item in self.items]])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = [(item, cleaned.pop(_key(item), None)) for item in self.items]
        cleaned["lines"] = {item: amount for item, amount in typed if amount is not None}
        if self.only is not None:
            cleaned["group"] = self.only
        return cleaned


class RequestForm(ActionForm):
    requested_on = DateField(label=_("Angefordert am"))
    summary_proof = forms.CharField(
        label=_("Summarischer Nachweis der vorigen Rate"),
        required=False,
        max_length=500,
        help_text=_("nur, wenn der Bescheid ihn verlangt und die vorige Rate nicht verwendet ist"),
    )


class ReceivedForm(ActionForm):
    received_on = DateField(label=_("Eingegangen am"))


class ReasonForm(ActionForm):
    reason = forms.CharField(label=_("Grund"), required=False, max_length=500)


def _key(item: AwardItem) -> str:
    return f"item-{item.pk}"


def _amount(item: AwardItem, standing: Any) -> MoneyField:
    hint = format_lazy(
        _("noch abzurufen {left}; gebunden {bound}, vorhanden {at_hand}"),
        left=standing.undrawn,
        bound=standing.bound,
        at_hand=standing.at_hand,
    )
    return MoneyField(label=str(item), required=False, help_text=hint)
