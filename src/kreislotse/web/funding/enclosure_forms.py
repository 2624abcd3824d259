"""The forms of what goes with an application: money of others, annexes, inquiries, renewals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.funding.appraisal import day_of
from kreislotse.funding.queries import annexes_on
from kreislotse.funding.states import CoFinancingKind
from kreislotse.web.forms import ActionForm, DateField, FileField, MoneyField


def long_text(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Some sentences."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class CoFinancingForm(ActionForm):
    kind = forms.ChoiceField(label=_("Art"), choices=CoFinancingKind.choices)
    from_whom = forms.CharField(
        label=_("Von wem"), max_length=200, help_text=_("Organisation, keine einzelnen Personen")
    )
    amount = MoneyField(label=_("Betrag"))
    granted = forms.BooleanField(label=_("Ist schon zugesagt"), required=False)


class AnnexForm(ActionForm):
    """`initial["application"]` is the one that the file is for."""

    code = forms.ChoiceField(label=_("Welche Anlage"), required=False)
    title = forms.CharField(
        label=_("Bezeichnung"),
        required=False,
        max_length=300,
        help_text=_("nur bei einer Anlage, die das Programm nicht nennt"),
    )
    file = FileField(label=_("Datei"))

    def offer(self, actor: Actor) -> None:
        application = self.initial["application"]
        present = {annex.code for annex in application.annexes.all()}
        asked = annexes_on(application.programme, day_of(application, actor.today))
        choices = [(each.code, each.title) for each in asked if each.code not in present]
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices, ("", _("andere Anlage"))]


class InquiryForm(ActionForm):
    asked_on = DateField(label=_("Gefragt am"))
    question = long_text(_("Rückfrage"), help_text=_("ohne Namen einzelner Personen"))
    due_on = DateField(label=_("Antwort bis"), required=False)


class AnswerForm(ActionForm):
    answered_on = DateField(label=_("Beantwortet am"))
    answer = long_text(_("Antwort"), help_text=_("ohne Namen einzelner Personen"))


class RenewalForm(ActionForm):
    title = forms.CharField(label=_("Titel"), max_length=200)
    rates_on = DateField(label=_("Fördersätze vom"))
    period_from = DateField(label=_("Beginn der Maßnahme"))
    period_to = DateField(label=_("Ende der Maßnahme"))
