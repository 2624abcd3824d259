"""The forms of a forwarding, from the application to the payment."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.models import AwardItem
from kreislotse.awards.states import OPEN
from kreislotse.forwarding.actions.contracts import LETTERS
from kreislotse.forwarding.iban import checked_iban
from kreislotse.forwarding.models import FundingCall, Share
from kreislotse.forwarding.recipients import RECIPIENTS
from kreislotse.forwarding.states import BlockKind, CheckKind, PlanState, Verdict
from kreislotse.kernel.refusals import DomainError
from kreislotse.organisations.models import Organisation
from kreislotse.web.forms import ActionForm, DateField, MoneyField, choice, place

EDIT = Permission.FUNDING_EDIT
REQUEST = Permission.FUNDS_REQUEST


class IbanField(forms.CharField):
    """An account number as people copy it, with or without spaces."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("IBAN"))
        options.setdefault("max_length", 60)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return checked_iban(typed)
        except DomainError as refusal:
            raise forms.ValidationError(refusal.sentence(gettext)) from refusal


class ItemField(forms.ModelChoiceField):
    """An item of an award, called with the award that it belongs to."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Bescheid und Zweck"))
        super().__init__(None, empty_label=_("Bitte wählen"), **options)

    def label_from_instance(self, item: Any) -> str:
        return f"{item.award}: {item}"


def forwardable(actor: Actor) -> Any:
    """The items whose notices allow to pass their money on, where the actor works with money."""
    items = AwardItem.objects.visible_to(actor).filter(
        award__owner__in=actor.places(EDIT), award__forwarding_allowed=True, award__state__in=OPEN
    )
    return items.select_related("award").order_by("award__sort_key", "position")


def recipients(actor: Actor) -> Any:
    """Whom money can be passed on to, by name."""
    found = Organisation.objects.visible_to(actor).filter(kind__in=RECIPIENTS)
    return found.order_by("sort_key")


class WishForm(ActionForm):
    """What every application says."""

    title = forms.CharField(label=_("Vorhaben"), max_length=200)
    description = forms.CharField(
        label=_("Was soll geschehen?"),
        max_length=2000,
        help_text=_("Zwei Sätze genügen."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    period_from = DateField(label=_("Beginn"))
    period_to = DateField(label=_("Ende"))
    requested = MoneyField(label=_("Beantragter Betrag"))
    own_funds = MoneyField(label=_("Eigene Mittel"), required=False)
    other_funds = MoneyField(label=_("Mittel von anderen"), required=False)
    other_funds_from = forms.CharField(label=_("Von wem?"), required=False, max_length=200)
    contact_name = forms.CharField(label=_("Ansprechperson"), required=False, max_length=200)
    contact_email = forms.EmailField(label=_("E-Mail"), required=False)
    contact_phone = forms.CharField(label=_("Telefon"), required=False, max_length=60)
    iban = IbanField(required=False, help_text=_("kann bis zur Auszahlung nachgereicht werden"))
    account_holder = forms.CharField(label=_("Kontoinhaber"), required=False, max_length=200)
    request_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class OfficeApplicationForm(WishForm):
    """An application that came in on paper, or a town's direct share."""

    item = ItemField()
    recipient = choice(_("Empfänger"), help_text=_("steht im Verzeichnis der Organisationen"))
    call = choice(_("Aufruf"), required=False, empty=_("ohne Aufruf"))
    share = choice(_("Anteil aus einer Verteilung"), required=False, empty=_("kein Anteil"))
    applied_on = DateField(label=_("Eingegangen am"), required=False)
    field_order = ("item", "recipient", "call", "share", "applied_on")

    def offer(self, actor: Actor) -> None:
        shares = Share.objects.visible_to(actor).filter(plan__state=PlanState.DECIDED)
        self.put_up(
            item=forwardable(actor),
            recipient=recipients(actor),
            call=FundingCall.objects.visible_to(actor).for_list(),
            share=shares.select_related("plan", "organisation").order_by("plan", "position"),
        )


class TownApplicationForm(WishForm):
    """A town asks for itself: on an open call, or for its share."""

    recipient = place(_("Für"))
    source = forms.ChoiceField(label=_("Woraus?"))
    field_order = ("recipient", "source")

    def offer(self, actor: Actor) -> None:
        towns = Organisation.objects.visible_to(actor).filter(pk__in=actor.places(REQUEST))
        self.put_up(recipient=towns.order_by("sort_key"))
        calls = FundingCall.objects.visible_to(actor).answerable(actor.today).for_list()
        shares = Share.objects.visible_to(actor).filter(
            plan__state=PlanState.DECIDED, plan__item__isnull=False
        )
        self.sources: dict[str, Any] = {f"call-{call.pk}": call for call in calls}
        for share in shares.select_related("plan__item__award", "organisation"):
            self.sources[f"share-{share.pk}"] = share
        names = [(key, self._name(source)) for key, source in self.sources.items()]
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = names

    @staticmethod
    def _name(source: FundingCall | Share) -> str:
        if isinstance(source, FundingCall):
            return gettext("Aufruf: {title}").format(title=source.title)
        return gettext("Anteil: {plan}, {amount}").format(plan=source.plan, amount=source.amount)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        source = self.sources.get(data.pop("source", ""))
        if isinstance(source, FundingCall):
            return {**data, "item": source.item, "call": source}
        return {**data, "item": source.plan.item, "share": source} if source else data


class CheckForm(ActionForm):
    """Each point as the data have it, with somebody's verdict; `initial` brings the findings."""

    recipient = choice(
        _("Empfänger"),
        required=False,
        empty=_("nach den Angaben im Antrag neu aufnehmen"),
        help_text=_("Ordnen Sie den Antrag einer Organisation aus dem Verzeichnis zu."),
    )
    waived_reason = forms.CharField(
        label=_("Warum trotzdem noch einmal?"),
        required=False,
        max_length=500,
        help_text=_("nur, wenn der Empfänger für Zweck und Zeitraum schon Geld bekommt"),
    )

    def offer(self, actor: Actor) -> None:
        self.put_up(recipient=recipients(actor))
        for finding in self.initial["findings"]:
            self.fields[f"verdict_{finding.kind}"] = forms.ChoiceField(
                label=finding.kind.label,
                choices=Verdict.choices,
                initial=finding.verdict,
                help_text=finding.text,
                widget=forms.RadioSelect,
            )
            self.fields[f"remark_{finding.kind}"] = forms.CharField(
                label=format_lazy(_("Bemerkung zu: {check}"), check=finding.kind.label),
                required=False,
                max_length=500,
            )
        self.order_fields(["recipient", *[n for n in self.fields if n != "waived_reason"]])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        verdicts = {
            kind: (Verdict(data[f"verdict_{kind}"]), data.get(f"remark_{kind}", ""))
            for kind in CheckKind
            if data.get(f"verdict_{kind}")
        }
        kept = {name: data.get(name) for name in ("recipient", "waived_reason")}
        return {**kept, "verdicts": verdicts}


class ReasonForm(ActionForm):
    reason = forms.CharField(
        label=_("Grund"),
        required=False,
        max_length=500,
        help_text=_("Der Empfänger liest diesen Satz. Bitte keine Namen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RecheckForm(ActionForm):
    reason = forms.CharField(label=_("Was ist noch zu klären?"), required=False, max_length=500)


class UndoForm(ActionForm):
    reason = forms.CharField(
        label=_("Grund"),
        required=False,
        max_length=300,
        help_text=_("Er steht danach bei der Buchung. Bitte keine Namen von Personen."),
    )


class ApproveForm(ActionForm):
    approved = MoneyField(label=_("Bewilligter Betrag"))
    reason = forms.CharField(
        label=_("Begründung"),
        required=False,
        max_length=500,
        help_text=_("nötig, wenn ein Prüfpunkt nicht in Ordnung ist"),
    )
    not_biased = forms.BooleanField(
        label=_("Ich gehöre dem Empfänger nicht an und stehe ihm nicht nahe."), required=False
    )


class ContractForm(ActionForm):
    kind = forms.ChoiceField(label=_("Art"), widget=forms.RadioSelect)
    dated = DateField(label=_("Datum des Schriftstücks"))

    def offer(self, actor: Actor) -> None:
        kinds = [BlockKind.CONTRACT]
        if self.initial["municipal"]:
            kinds.append(BlockKind.NOTICE)
        _choose(self.fields["kind"], kinds)

    def clean_kind(self) -> BlockKind:
        return BlockKind(self.cleaned_data["kind"])


class LetterForm(ActionForm):
    kind = forms.ChoiceField(label=_("Schreiben"), widget=forms.RadioSelect)
    dated = DateField(label=_("Datum"))

    def offer(self, actor: Actor) -> None:
        possible = [kind for kind, states in LETTERS.items() if self.initial["state"] in states]
        _choose(self.fields["kind"], possible)

    def clean_kind(self) -> BlockKind:
        return BlockKind(self.cleaned_data["kind"])


class SignedForm(ActionForm):
    signed_on = DateField(label=_("Unterschrieben am"))


class PaymentForm(ActionForm):
    paid_on = DateField(label=_("Ausgezahlt am"))


class BankForm(ActionForm):
    keeps_draft = False
    iban = IbanField()
    account_holder = forms.CharField(label=_("Kontoinhaber"), required=False, max_length=200)


def _choose(field: forms.Field, kinds: list[BlockKind]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(kind.value, kind.label) for kind in kinds]
