"""Forms for proofs of use and for the forms of the state."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.proofs.states import IncomeKind
from kreislotse.web.forms import ActionForm, DateField, FileField, MoneyField


def _text(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        widget=forms.Textarea,
        max_length=20_000,
        help_text=help_text,
    )


class SureForm(ActionForm):
    """Nothing to fill in."""


class ReasonForm(ActionForm):
    reason = forms.CharField(label=_("Warum?"), max_length=300, required=False)


class ReportForm(ActionForm):
    """Part I; half of it can be kept and written on later."""

    measure = _text(
        _("Was wurde durchgeführt?"),
        required=False,
        help_text=_("Maßnahme, Beginn, Dauer und Abschluss, eingesetztes Personal"),
    )
    effects = _text(_("Erfolg und Auswirkungen"), required=False)
    deviations = _text(
        _("Abweichungen vom Plan und vom Finanzierungsplan"),
        required=False,
        help_text=_("Was kam anders als geplant, und warum?"),
    )
    no_deviations = forms.BooleanField(label=_("Es gab keine Abweichungen"), required=False)


class ConfirmForm(ActionForm):
    """Part IV."""

    conditions_kept = forms.BooleanField(
        label=_("Die Nebenbestimmungen des Bescheids wurden eingehalten."), required=False
    )
    economical = forms.BooleanField(
        label=_("Die Ausgaben waren notwendig, es wurde wirtschaftlich und sparsam verfahren."),
        required=False,
    )
    agrees_with_books = forms.BooleanField(
        label=_("Die Angaben stimmen mit den Büchern und Belegen überein."), required=False
    )


class IncomeForm(ActionForm):
    kind = forms.ChoiceField(label=_("Art der Einnahme"), choices=IncomeKind)
    from_whom = forms.CharField(label=_("Von wem?"), max_length=200)
    by_notice = MoneyField(label=_("Nach Bescheid"))
    by_account = MoneyField(label=_("Nach Konto"))


class CameInForm(ActionForm):
    by_account = MoneyField(label=_("Nach Konto"))


class SubmitForm(ActionForm):
    submitted_on = DateField(label=_("Vorgelegt am"))
    file = FileField(
        label=_("Was wirklich verschickt wurde"),
        required=False,
        help_text=_("Scan des unterschriebenen Nachweises als PDF"),
    )

    def carry_out(self, action: Callable[..., Any], *subjects: Any) -> bool:
        file = self.cleaned_data.pop("file")
        if file:
            self.cleaned_data |= {"file_name": file.name, "file_content": file.read()}
        return super().carry_out(action, *subjects)


class AuditForm(ActionForm):
    audited_on = DateField(label=_("Geprüft am"))
    remark = _text(_("Prüfungsvermerk"))


class TemplateForm(ActionForm):
    title = forms.CharField(label=_("Titel"), max_length=300)
    valid_from = DateField(label=_("Gilt ab"))
    layout = forms.CharField(
        label=_("Aufbau"),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        max_length=100_000,
        help_text=_("Als JSON. Welche Werte es gibt, steht auf der Seite des Formulars."),
    )
