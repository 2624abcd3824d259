"""The forms of criteria, and the question which two versions to compare on which list."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.organisations.models import Organisation
from kreislotse.web.allocation.criteria_words import LABELS, PARTS
from kreislotse.web.forms import ActionForm, place

MOST_POINTS, MOST_MINUTES, MOST_WEEKS = 100_000, 600, 520
_NOT = _("in Punkten; 0, wenn es nicht zählt")


def _whole(name: str, most: int, help_text: Any, **options: Any) -> forms.IntegerField:
    options = {"min_value": 0, "max_value": most} | options
    return forms.IntegerField(label=LABELS[name], help_text=help_text, **options)


class CriteriaSetForm(ActionForm):
    owner = place(_("Kreis"))
    title = forms.CharField(
        label=_("Bezeichnung"),
        help_text=_("Zum Beispiel „Vergabe der Plätze im ESF-Kurs“."),
        max_length=200,
    )
    about = forms.CharField(
        label=_("Worum es geht"),
        help_text=_("Für welche Kurse, und wer die Kriterien beschlossen hat."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def offer(self, actor: Actor) -> None:
        places = actor.places(Permission.COURSE_EDIT)
        self.put_up(owner=Organisation.objects.visible_to(actor).filter(pk__in=places))


class CriteriaForm(ActionForm):
    """All columns of a draft, in the groups of its sentences."""

    place = _whole(
        "place",
        MOST_POINTS,
        _("Das Maß für alles Weitere. Üblich sind 1.000 Punkte."),
        min_value=1,
    )
    obliged = _whole("obliged", MOST_POINTS, _NOT)
    benefits = _whole("benefits", MOST_POINTS, _NOT)
    training = _whole("training", MOST_POINTS, _NOT)
    week = _whole(
        "week",
        MOST_POINTS,
        _("in Punkten; 0, wenn die Wartezeit nicht zählt. Gezählt werden volle Wochen."),
    )
    most_weeks = _whole(
        "most_weeks", MOST_WEEKS, _("in Wochen; wer länger wartet, zählt nicht noch mehr")
    )
    jump = _whole(
        "jump",
        MOST_POINTS,
        _("in Punkten; gemeint ist, wer auf der Warteliste mit einem Grund vorgezogen ist"),
    )
    near_minutes = _whole("near_minutes", MOST_MINUTES, _("in Minuten, einfacher Weg"))
    minute = _whole("minute", MOST_POINTS, _("in Punkten; 0, wenn der Weg nicht zählt"))
    travel_limit = _whole(
        "travel_limit",
        MOST_MINUTES,
        _("in Minuten, einfacher Weg; leer, wenn es keine Grenze gibt"),
        min_value=1,
        required=False,
    )
    keep_together = forms.BooleanField(
        label=_("Wer zusammen in einem Haushalt lebt, kommt in denselben Kurs"),
        help_text=_("Sonst bekommt niemand aus dem Haushalt einen Platz."),
        required=False,
    )
    keep_minimum = forms.BooleanField(
        label=_("Ein Kurs bekommt nur Menschen, wenn er seine Mindestzahl erreicht"),
        help_text=_("Sonst bekommt er niemanden, und seine Plätze bleiben frei."),
        required=False,
    )
    floor_percent = _whole(
        "floor_percent",
        100,
        _(
            "in Prozent des Anteils, der im ganzen Kreis einen Platz bekommt; 0, wenn nichts "
            "zugesagt ist. Was die Zusage kostet, zeigt der Vergleich."
        ),
    )
    note = forms.CharField(
        label=_("Anmerkung"),
        help_text=_("Was sich geändert hat und warum, oder wer es beschlossen hat."),
        max_length=300,
        required=False,
    )

    def groups(self) -> Iterator[tuple[str, Any, list[BoundField]]]:
        """The fieldsets: key, heading, fields."""
        for part in PARTS:
            yield part.key, part.title, [self[name] for name in part.columns]
