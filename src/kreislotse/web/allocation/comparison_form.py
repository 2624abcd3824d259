"""The question which two versions to compare on which waiting list; it changes nothing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.allocation.models import CriteriaVersion
from kreislotse.allocation.states import CriteriaState
from kreislotse.courses.models import WaitingList
from kreislotse.web.forms import ActionForm, choice


class ComparisonForm(ActionForm):
    """All versions can be compared, drafts and retired ones too, within one district."""

    keeps_draft = False

    list = choice(_("Warteliste"))
    a = choice(_("Fassung A"), help_text=_("zum Beispiel die veröffentlichte"))
    b = choice(_("Fassung B"), help_text=_("zum Beispiel ein Entwurf"))

    def offer(self, actor: Actor) -> None:
        self.put_up(list=lists_of(actor), a=versions_of(actor), b=versions_of(actor))
        for name in ("a", "b"):
            self.fields[name].label_from_instance = _with_state  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if len(chosen) == 3 and chosen["a"] == chosen["b"]:
            self.add_error("b", _("Wählen Sie zwei verschiedene Fassungen."))
        elif len({each.owner_id for each in chosen.values() if each}) > 1:
            self.add_error(None, _("Warteliste und Fassungen gehören zu verschiedenen Kreisen."))
        return chosen


def lists_of(actor: Actor) -> Any:
    """The open lists of the districts whose courses the actor reads."""
    districts = actor.places(Permission.COURSE_READ)
    seen = WaitingList.objects.visible_to(actor).filter(owner__in=districts)
    return seen.filter(closed_on__isnull=True).order_by("sort_key", "pk")


def versions_of(actor: Actor) -> Any:
    seen = CriteriaVersion.objects.visible_to(actor).select_related("criteria_set")
    return seen.order_by("criteria_set__sort_key", "criteria_set", "-number")


def first_choice(actor: Actor) -> dict[str, Any]:
    """What most ask: the published version beside the draft, on the only list."""
    lists, versions = list(lists_of(actor)[:2]), list(versions_of(actor))
    published = [each for each in versions if each.state == CriteriaState.PUBLISHED]
    others = [each for each in versions if each not in published[:1]]
    return {
        "list": lists[0].pk if len(lists) == 1 else None,
        "a": published[0].pk if published else None,
        "b": others[0].pk if published and others else None,
    }


def _with_state(version: CriteriaVersion) -> str:
    return f"{version} ({version.get_state_display()})"
