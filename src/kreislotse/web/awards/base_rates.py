"""Base rates of section 247 BGB: the list and a new one, which makes the interest of all sheets."""

from decimal import Decimal
from fractions import Fraction

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.catalogue import require_keeper, right_to_keep
from kreislotse.access.policy import Permission
from kreislotse.funding.actions import record_base_rate
from kreislotse.funding.models import BaseRate
from kreislotse.kernel.german import decimal
from kreislotse.web.awards.cash_tables import NEIGHBOURS
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.forms import ActionForm, DateField
from kreislotse.web.listing import Column, Listing, show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

OWN = Permission.FUNDING_EDIT
SURCHARGE = 5


class BaseRateForm(ActionForm):
    valid_from = DateField(label=_("Gilt ab"), help_text=_("1. Januar oder 1. Juli eines Jahres"))
    percent = forms.DecimalField(
        label=_("Prozent im Jahr"),
        localize=True,
        max_digits=6,
        decimal_places=2,
        min_value=Decimal(-20),
        max_value=Decimal(50),
        widget=forms.TextInput(attrs={"inputmode": "text"}),
        help_text=_("zum Beispiel 1,27 oder -0,88"),
    )
    source = forms.CharField(
        label=_("Quelle"),
        max_length=400,
        help_text=_("Bekanntgabe der Deutschen Bundesbank mit Datum"),
    )


NEW_BASE_RATE = Deed(
    _("Basiszinssatz eintragen"),
    _("Eintragen"),
    _("Der Basiszinssatz ist eingetragen."),
    BaseRateForm,
    record_base_rate,
    consequence=_("Alle Berechnungen von Zinsen rechnen ab diesem Tag mit dem neuen Satz."),
)


def _percent(row: BaseRate, more: int = 0) -> str:
    return f"{decimal(Fraction(row.percent) + more, 2)} %"


BASE_RATES = Listing(
    _("Basiszinssätze nach § 247 BGB"),
    [
        Column("valid_from", _("Gilt ab"), lambda row: row.valid_from, sort="valid_from"),
        Column("percent", _("Basiszinssatz"), _percent, sort="percent", numeric=True),
        Column(
            "interest",
            _("Zinsen bei Rückforderung"),
            lambda row: _percent(row, SURCHARGE),
            numeric=True,
        ),
        Column("source", _("Quelle"), lambda row: row.source),
    ],
    _(
        "Noch kein Basiszinssatz. Tragen Sie den ersten ein: Ohne ihn "
        "lassen sich keine Zinsen rechnen."
    ),
    searchable=False,
    file_name="basiszinssaetze",
    intro=_(
        "Ein Satz gilt, bis der nächste eingetragen ist. Nach einem halben Jahr ohne neuen Eintrag "
        "weisen Berechnungen darauf hin, dass er ungeprüft fortgeschrieben ist."
    ),
)


def base_rates(request: Request) -> HttpResponse:
    rows = BaseRate.objects.visible_to(request.actor).order_by("-valid_from")
    may = request.actor.holds(right_to_keep(request.actor, OWN))
    new = (NEW_BASE_RATE.title, reverse("awards:base_rate_new")) if may else None
    return show_list(request, beside(request, BASE_RATES, NEIGHBOURS), rows, new=new)


def base_rate_new(request: Request) -> HttpResponse:
    require_keeper(request.actor, OWN)
    address = reverse("awards:base_rates")
    return perform(request, NEW_BASE_RATE, then=lambda _: address, back=address)
