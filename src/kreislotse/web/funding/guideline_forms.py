"""The forms of what a guideline says: versions, numbers, yearly dates, annexes."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.funding.models import Purpose
from kreislotse.funding.states import Financing, ProgrammeDateKind
from kreislotse.web.forms import ActionForm, DateField, MoneyField, choice

NOT_READ = _("nicht gelesen")
OPEN_IF_NOT_READ = _("leer, solange es nirgends zu lesen ist")
_YEARS = [
    (-1, _("im Jahr vor der Förderung")),
    (0, _("im geförderten Jahr")),
    (1, _("im Jahr nach der Förderung")),
]
_SAID = [("yes", _("ja")), ("no", _("nein"))]


def yes_or_no(label: Any, *, unknown: Any = NOT_READ) -> forms.TypedChoiceField:
    """Yes, no, or not known."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", unknown), *_SAID],
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )


def said(value: bool | None) -> str:
    """The choice that stands for a known answer."""
    return "" if value is None else ("yes" if value else "no")


def _months(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=60, help_text=OPEN_IF_NOT_READ
    )


class ValidityForm(ActionForm):
    valid_from = DateField(label=_("Gilt ab"))
    valid_to = DateField(label=_("Gilt bis"), required=False)
    source = forms.CharField(
        label=_("Quelle"), max_length=400, help_text=_("Richtlinie oder Bescheid mit Datum")
    )


class GuidelineForm(ValidityForm):
    title = forms.CharField(
        label=_("Bezeichnung"),
        max_length=300,
        help_text=_("zum Beispiel: Richtlinie vom 03.04.2025"),
    )
    financing = forms.ChoiceField(
        label=_("Finanzierungsart"), choices=[("", NOT_READ), *Financing.choices], required=False
    )
    percent = forms.DecimalField(
        label=_("Förderanteil in Prozent"),
        required=False,
        localize=True,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text=_("nur bei Anteilfinanzierung"),
    )
    cap = MoneyField(label=_("Höchstbetrag je Antrag"), required=False)
    cap_per_project = MoneyField(label=_("Höchstbetrag je Maßnahme"), required=False)
    light_form_up_to = MoneyField(label=_("Einfaches Formular bis"), required=False)
    forwarding_allowed = yes_or_no(_("Weiterleitung an Dritte erlaubt"))
    draw_months = _months(_("Abgerufenes Geld ist zu verwenden binnen (Monate)"))
    proof_months = _months(_("Verwendungsnachweis binnen (Monate)"))
    tolerance_percent = forms.IntegerField(
        label=_("Einzelne Ansätze dürfen überschritten werden um (Prozent)"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=OPEN_IF_NOT_READ,
    )
    field_order = ("title", "valid_from", "valid_to")


class NumberForm(ValidityForm):
    number = forms.CharField(
        label=_("Ziffer"), max_length=20, help_text=_("zum Beispiel 2.1 oder A")
    )
    title = forms.CharField(label=_("Gegenstand"), max_length=300)
    purpose = choice(_("Zweck"), required=False, empty=_("nicht festgelegt"))
    cap = MoneyField(label=_("Höchstbetrag"), required=False)
    draw_group = forms.CharField(
        label=_("Gemeinsamer Abruf"),
        required=False,
        max_length=40,
        help_text=_("Ziffern mit gleichem Eintrag werden zusammen abgerufen, zum Beispiel 2.1+2.2"),
    )
    field_order = ("number", "title", "purpose", "cap", "draw_group")

    def offer(self, actor: Actor) -> None:
        self.put_up(purpose=Purpose.objects.visible_to(actor).order_by("title"))


class YearlyDateForm(ValidityForm):
    kind = forms.ChoiceField(label=_("Wofür"), choices=ProgrammeDateKind.choices)
    day = forms.IntegerField(label=_("Tag"), min_value=1, max_value=31)
    month = forms.TypedChoiceField(label=_("Monat"), choices=list(MONTHS.items()), coerce=int)
    years_after = forms.TypedChoiceField(label=_("Jahr"), choices=_YEARS, coerce=int, initial=0)
    title = forms.CharField(label=_("Bemerkung"), required=False, max_length=200)
    field_order = ("kind", "day", "month", "years_after", "title")


class RequiredAnnexForm(ValidityForm):
    title = forms.CharField(label=_("Anlage"), max_length=300)
    code = forms.SlugField(
        label=_("Kurzname"),
        max_length=40,
        help_text=_("Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel arbeitsplan"),
    )
    mandatory = forms.BooleanField(
        label=_("Ohne diese Anlage wird nicht freigegeben"), required=False, initial=True
    )
    field_order = ("title", "code", "mandatory")
