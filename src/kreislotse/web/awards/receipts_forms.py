"""The forms of receipts: made for a phone with a camera, and every pot chosen by hand (T21)."""

import uuid
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.cash_flows import free_of
from kreislotse.awards.models import AwardItem
from kreislotse.awards.states import OPEN, OtherFunding
from kreislotse.kernel.money import ZERO, Money
from kreislotse.organisations.models import Organisation
from kreislotse.web.forms import ActionForm, DateField, FileField, MoneyField, place

_CHOOSE_POT = _("Bitte wählen: Jeder Euro gehört zu einem Topf")


class PotField(forms.ModelChoiceField):
    """The pot that pays: nothing is chosen beforehand unless there is only one (R-DIS-11)."""

    def __init__(self) -> None:
        super().__init__(
            None,
            label=_("Topf"),
            empty_label=_CHOOSE_POT,
            help_text=_("Passt der Beleg zu mehreren Bescheiden, entscheiden Sie hier."),
        )
        self.free: dict[int, Money] = {}

    def put_up(self, items: QuerySet[AwardItem]) -> None:
        """Offer these pots, each with what is free in it."""
        found = list(items)
        self.queryset = items
        self.free = free_of(found)
        if len(found) == 1:
            self.initial, self.empty_label = found[0].pk, None

    def label_from_instance(self, item: Any) -> str:
        return gettext("{award}: {item} (frei {free})").format(
            award=item.award.title, item=item, free=self.free.get(item.pk, ZERO)
        )


def pots(actor: Actor) -> QuerySet[AwardItem]:
    """The items of awards on which the actor may book now."""
    return (
        AwardItem.objects.visible_to(actor)
        .filter(award__state__in=OPEN, award__owner__in=actor.places(Permission.FUNDING_EDIT))
        .select_related("award__book")
        .order_by("award__sort_key", "award_id", "position")
    )


def payers(actor: Actor) -> QuerySet[Organisation]:
    """Who may have paid: the district, its parts, and whoever money was passed on to."""
    places = actor.places(Permission.FUNDING_EDIT)
    near = Q(pk__in=places) | Q(part_of__in=places) | Q(forwardings__owner__in=places)
    return Organisation.objects.visible_to(actor).filter(near).distinct().order_by("sort_key", "pk")


class ReceiptForm(ActionForm):
    """`initial` may bring the award whose pots are offered."""

    file = FileField(label=_("Foto oder Datei des Belegs"), required=False, photo=True)
    payee = forms.CharField(label=_("Bezahlt an"), max_length=200)
    subject = forms.CharField(label=_("Wofür"), max_length=300)
    invoice_number = forms.CharField(label=_("Rechnungsnummer"), required=False, max_length=80)
    amount = MoneyField(label=_("Betrag"))
    dated = DateField(label=_("Datum des Belegs"))
    paid_on = DateField(label=_("Bezahlt am"))
    payer = place(_("Bezahlt von"))
    item = PotField()
    part = MoneyField(
        label=_("Davon aus diesem Topf"),
        required=False,
        help_text=_("leer, wenn der Topf alles trägt; sonst in Euro, zum Beispiel 1.234,56"),
    )
    other_funding = forms.ChoiceField(
        label=_("Wer trägt sonst einen Teil?"),
        choices=OtherFunding.choices,
        initial=OtherFunding.NONE,
    )
    other_amount = MoneyField(
        label=_("Wie viel tragen andere?"),
        required=False,
        help_text=_("leer, wenn niemand sonst zahlt; in Euro, zum Beispiel 1.234,56"),
    )
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=uuid.uuid4)

    def offer(self, actor: Actor) -> None:
        offered = pots(actor)
        if self.initial.get("award"):
            offered = offered.filter(award=self.initial["award"])
        field = self.fields["item"]
        assert isinstance(field, PotField)
        field.put_up(offered)
        self.put_up(payer=payers(actor))
        places = actor.places(Permission.FUNDING_EDIT)
        self.fields["payer"].initial = min(places, default=None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.pop("file", None)
        if file:
            cleaned |= {"file_name": file.name, "file_content": file.read()}
        return cleaned


class AllocateForm(ActionForm):
    item = PotField()
    amount = MoneyField(label=_("Betrag aus diesem Topf"))

    def offer(self, actor: Actor) -> None:
        field = self.fields["item"]
        assert isinstance(field, PotField)
        field.put_up(pots(actor))


class WithdrawForm(ActionForm):
    reason = forms.CharField(label=_("Grund"), max_length=500)
