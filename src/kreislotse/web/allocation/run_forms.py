"""The forms around runs. Reasons are read by many: they ask for no names."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.allocation.models import CriteriaVersion
from kreislotse.allocation.states import CriteriaState
from kreislotse.courses.models import Course
from kreislotse.courses.states import Channel
from kreislotse.web.forms import ActionForm, DateField, choice, choices

_NO_NAMES = _("Bitte keine Namen und nichts über Gesundheit, Religion oder Familie.")
CALM = (
    ("fresh", _("neu rechnen, als gäbe es den bisherigen Vorschlag nicht")),
    ("calm", _("so ruhig wie ohne spürbaren Verlust")),
    ("still", _("sehr ruhig: wer einen Platz hat, behält ihn, wo es geht")),
)


class ProposeForm(ActionForm):
    """By which criteria, for which courses; `initial` brings the list and its courses."""

    criteria = choice(_("Kriterien"), help_text=_("nur veröffentlichte Fassungen"))
    courses = choices(_("Kurse"), help_text=_("Alle, die jetzt aufnehmen, sind angekreuzt."))

    def offer(self, actor: Actor) -> None:
        waiting_list = self.initial["waiting_list"]
        versions = CriteriaVersion.objects.visible_to(actor).filter(
            state=CriteriaState.PUBLISHED, criteria_set__owner=waiting_list.owner_id
        )
        known = Course.objects.visible_to(actor).filter(pk__in=self.initial["courses"])
        self.put_up(
            criteria=versions.select_related("criteria_set").order_by("criteria_set__sort_key"),
            courses=known.order_by("starts_on", "sort_key", "pk"),
        )


class RedrawForm(ActionForm):
    """How much of the proposal before is to stay as it is; `initial` brings what "still" costs."""

    stay = forms.ChoiceField(
        label=_("Ruhe"),
        choices=CALM,
        initial="calm",
        help_text=_("Wie viel vom bisherigen Vorschlag bleiben soll, wenn sich etwas ändert."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        wanted = {"fresh": 0, "calm": None, "still": self.initial["still"]}
        return {"stay_points": wanted[said["stay"]]} if "stay" in said else {}


class ReasonForm(ActionForm):
    reason = forms.CharField(label=_("Grund"), max_length=300, help_text=_NO_NAMES)


class OverrideForm(ActionForm):
    keeps_draft = False
    reason = forms.CharField(
        label=_("Warum anders entschieden wird"), max_length=300, help_text=_NO_NAMES
    )


class SendForm(ActionForm):
    channel = forms.ChoiceField(label=_("Wie die Personen es erfahren"), choices=Channel.choices)
    reply_by = DateField(label=_("Antwort bis"))
