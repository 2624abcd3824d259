"""The list of criteria sets, and where a set and its versions are."""

from typing import Any

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.allocation.models import CriteriaSet, CriteriaVersion
from kreislotse.allocation.states import CriteriaState
from kreislotse.web.listing import Badge, Column, Listing
from kreislotse.web.navigation import Entry

P = Permission
NEIGHBOURS = [
    Entry(_("Vergaben"), "allocation:runs", (P.COURSE_READ,)),
    Entry(_("Zwei Fassungen vergleichen"), "allocation:compare", (P.PLACES_SIGN,)),
    Entry(_("Wartelisten"), "courses:lists", (P.COURSE_READ, P.PERSON_EDIT)),
    Entry(_("Kurse"), "courses:courses", (P.COURSE_READ, P.COURSE_RUN)),
]
_TONES = {CriteriaState.PUBLISHED: "success", CriteriaState.DRAFT: "warning"}


def set_address(record: CriteriaSet) -> str:
    return reverse("allocation:criteria_set", args=[record.pk])


def version_address(version: CriteriaVersion) -> str:
    return reverse("allocation:version", args=[version.pk])


def version_badge(version: CriteriaVersion) -> Badge:
    tone = _TONES.get(CriteriaState(version.state), "info")
    return Badge(version.get_state_display(), tone)


def with_versions(sets: QuerySet) -> QuerySet:
    """Each with the number and the day of its published version, and whether one is drafted."""
    published = Q(versions__state=CriteriaState.PUBLISHED)
    return sets.select_related("owner").annotate(
        published=Max("versions__number", filter=published),
        published_on=Max("versions__published_on", filter=published),
        drafted=Max("versions__number", filter=Q(versions__state=CriteriaState.DRAFT)),
    )


def _standing(row: Any) -> Badge:
    if row.published is None:
        return Badge(_("noch nicht veröffentlicht"), "warning")
    if row.drafted is None:
        return Badge(_("veröffentlicht"), "success")
    return Badge(_("veröffentlicht, neuer Entwurf"), "info")


CRITERIA = Listing(
    title=_("Kriterien der Platzvergabe"),
    intro=_("Wonach Plätze vergeben werden, in Fassungen, die jede und jeder lesen kann."),
    columns=(
        Column("title", _("Kriterien"), lambda row: row.title, sort="sort_key", link=set_address),
        Column("owner", _("Kreis"), lambda row: row.owner),
        Column("number", _("Gültige Fassung"), lambda row: row.published, numeric=True),
        Column("published_on", _("Veröffentlicht am"), lambda row: row.published_on),
        Column("state", _("Stand"), _standing),
    ),
    empty=_("Noch keine Kriterien. Legen Sie welche an, bevor Sie Plätze vergeben."),
    file_name="kriterien",
)
