"""What the page of a quota shows: its places, where they are, and what is kept for whom."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.courses.figures import accounting
from kreislotse.courses.models import Course, Quota
from kreislotse.web.by_initiative import address_of
from kreislotse.web.courses import deeds
from kreislotse.web.courses.course_listings import address
from kreislotse.web.requests import Request


def quota_context(request: Request, quota: Quota) -> dict[str, Any]:
    today = request.actor.today
    kept = quota.contingents.select_related("organisation").order_by("organisation__sort_key", "pk")
    courses = Course.objects.visible_to(request.actor).filter(quota=quota).for_list()
    return {
        "facts": _facts(quota),
        "accounting": accounting(quota),
        "contingents": [(each, each.flows_back_on > today) for each in kept],
        "may_keep": allowed(request.actor, Permission.COURSE_EDIT, at=quota.owner_id),
        "courses": [(each, address(each)) for each in courses],
    }


def quota_deeds(quota: Quota) -> list[tuple[Permission, Any, str]]:
    return [
        (deeds.EDIT, _("Ändern"), reverse("courses:quota_change", args=[quota.pk])),
        (
            deeds.EDIT,
            deeds.SET_CONTINGENT.title,
            reverse("courses:contingent_new", args=[quota.pk]),
        ),
    ]


def _facts(quota: Quota) -> list[tuple[object, ...]]:
    return [
        (_("Vorhaben"), quota.initiative, address_of(quota.initiative)),
        (_("Art des Kurses"), quota.kind.title),
        (_("Unterrichtseinheiten"), quota.kind.units),
        (_("Plätze"), quota.places),
        (_("Gebiet"), quota.area),
        (_("Quelle"), quota.kind.source),
    ]
