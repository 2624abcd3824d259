"""The form that anybody fills in, without an account and on a phone."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.awards.states import RecipientKind
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DomainError
from kreislotse.web.forms import ActionForm, DateField, MoneyField
from kreislotse.web.forwarding.forwardings_forms import IbanField

MORE = ("own_funds", "other_funds", "other_funds_from")


class PublicApplicationForm(ActionForm):
    """One page; above the light form's limit it asks for own and other funds too (R-DIS-08).

    `initial` brings the limit and the kinds of recipient that the notice allows.
    """

    keeps_draft = False  # contact and account stay in nobody's browser

    applicant_name = forms.CharField(
        label=_("Name des Vereins, der Initiative oder Gemeinde"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(label=_("Art"))
    contact_name = forms.CharField(
        label=_("Ihr Name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_email = forms.EmailField(
        label=_("E-Mail"),
        required=False,
        help_text=_("E-Mail oder Telefon: eines von beiden genügt."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    contact_phone = forms.CharField(
        label=_("Telefon"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    title = forms.CharField(
        label=_("Was haben Sie vor?"),
        max_length=200,
        help_text=_("ein kurzer Titel, zum Beispiel „Kochen mit Nachbarn“"),
    )
    description = forms.CharField(
        label=_("Zwei Sätze dazu"),
        max_length=2000,
        help_text=_("Was geschieht, und wem nützt es? Bitte keine Namen von Geflüchteten."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    period_from = DateField(label=_("Beginn"))
    period_to = DateField(label=_("Ende"))
    requested = MoneyField(label=_("Wie viel Geld brauchen Sie?"))
    own_funds = MoneyField(label=_("Wie viel geben Sie selbst dazu?"), required=False)
    other_funds = MoneyField(label=_("Wie viel geben andere dazu?"), required=False)
    other_funds_from = forms.CharField(label=_("Wer gibt dazu?"), required=False, max_length=200)
    iban = IbanField(required=False, help_text=_("Sie können sie später nachreichen."))
    account_holder = forms.CharField(label=_("Kontoinhaber"), required=False, max_length=200)
    confirmed = forms.BooleanField(
        label=_(
            "Meine Angaben stimmen. Das Geld wird nur für dieses Vorhaben ausgegeben und nicht "
            "noch einmal von anderen bezahlt."
        ),
        required=False,
    )
    website = forms.CharField(
        label=_("Bitte frei lassen"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def offer(self, actor: Actor) -> None:
        kinds = self.initial["kinds"] or tuple(RecipientKind)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        offered = [(kind.value, kind.label) for kind in RecipientKind if kind in kinds]
        field.choices = [("", _("Bitte wählen")), *offered]
        self.fields["requested"].help_text = format_lazy(
            _("in Euro, zum Beispiel 350,00; bis {limit} genügt diese eine Seite"),
            limit=self.initial["limit"],
        )
        if not self.asks_for_more:
            for name in MORE:
                del self.fields[name]

    @property
    def asks_for_more(self) -> bool:
        """Whether what was typed is above the limit of the light form."""
        if not self.is_bound:
            return False
        try:
            typed = Money.parse(self.data.get("requested", ""))
        except DomainError:
            return False  # the field itself says what is wrong with it
        limit: Money = self.initial["limit"]
        return typed > limit

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.pop("website", ""):
            self.add_error(None, _("Lassen Sie das letzte Feld frei. Es ist eine Falle."))
        return data

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The visible fields under their headings."""
        parts = [
            (_("Wer sind Sie?"), ("applicant_name", "kind")),
            (_("Wie erreichen wir Sie?"), ("contact_name", "contact_email", "contact_phone")),
            (_("Wofür und wann?"), ("title", "description", "period_from", "period_to")),
            (_("Wie viel?"), ("requested", *MORE)),
            (_("Wohin soll das Geld?"), ("iban", "account_holder", "confirmed")),
        ]
        return [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in parts
        ]
