"""The forms of the matrix of travel times: the file first, then its rows to be taken over."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.travel_reading import MOST_TRIPS, Trip
from kreislotse.organisations.models import Organisation
from kreislotse.web.forms import ActionForm, place
from kreislotse.web.intake.forms import SpreadsheetField

LARGEST_KEY = 2**63 - 1


class OfDistrictForm(ActionForm):
    """For which district; most people have one, chosen already."""

    keeps_draft = False

    owner = place(_("Kreis"))

    def offer(self, actor: Actor) -> None:
        districts = Organisation.objects.visible_to(actor).filter(
            pk__in=actor.places(Permission.COURSE_EDIT)
        )
        self.put_up(owner=districts.order_by("sort_key", "pk"))


class TravelFileForm(OfDistrictForm):
    file = SpreadsheetField(
        help_text=_("XLSX, XLS, ODS oder CSV mit den Spalten von, nach und minuten")
    )
    source = forms.CharField(
        label=_("Quelle"),
        max_length=400,
        help_text=_("Woher die Minuten sind und von wann, zum Beispiel: Fahrplan Dezember 2015"),
    )


class TripsField(forms.CharField):
    """The rows that were shown, as they came; the action looks at each of them again."""

    def clean(self, value: Any) -> list[Trip]:
        try:
            rows = [Trip(*map(_whole, row)) for row in json.loads(super().clean(value))]
        except (TypeError, ValueError, RecursionError) as problem:
            text = say("Die Zeilen kamen nicht vollständig an. Laden Sie die Datei noch einmal.")
            raise forms.ValidationError(text) from problem
        return rows[: MOST_TRIPS + 1]


def _whole(value: Any) -> int:
    """A number as the page has written it, of the size of a key at most."""
    if not isinstance(value, int) or abs(value) > LARGEST_KEY:
        raise ValueError
    return value


class TakeOverForm(OfDistrictForm):
    source = forms.CharField(max_length=400, widget=forms.HiddenInput)
    rows = TripsField(widget=forms.HiddenInput)

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.fields["owner"].widget = forms.HiddenInput()
