"""The lists of posts, secondments and external staff."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.funding.rules import share_text
from kreislotse.staffing.states import PostState, SecondmentState
from kreislotse.web.by_initiative import BY_INITIATIVE, INITIATIVE
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry

TONES = {
    PostState.FILLED: "success",
    PostState.VACANT_AGAIN: "warning",
    SecondmentState.ACTIVE: "success",
}


NEIGHBOURS = [
    Entry(_("Überblick"), "staffing:overview", (Permission.POST_READ,)),
    Entry(_("Stellen"), "staffing:posts", (Permission.POST_READ,)),
    Entry(_("Abordnungen"), "staffing:secondments", (Permission.POST_READ,)),
    Entry(_("Kräfte anderer"), "staffing:external_staff", (Permission.POST_READ,)),
]


def badge(record: Any) -> Badge:
    return Badge(record.get_state_display(), TONES.get(record.state, "info"))


def share(record: Any) -> str | None:
    return None if record.share is None else share_text(record.share)


def _by_state(choices: Any) -> Filter:
    return Filter("state", _("Stand"), choices, lambda rows, chosen: rows.filter(state=chosen))


POSTS = Listing(
    _("Stellen"),
    [
        Column(
            "title",
            _("Stelle"),
            lambda row: row.title,
            sort="sort_key",
            link=lambda row: reverse("staffing:post", args=[row.pk]),
        ),
        INITIATIVE,
        Column("share", _("Anteil"), share, sort="share", numeric=True),
        Column("state", _("Stand"), badge, sort="state"),
        Column("planned_from", _("Geplant ab"), lambda row: row.planned_from, sort="planned_from"),
        Column("filled_on", _("Besetzt ab"), lambda row: row.filled_on, sort="filled_on"),
        Column(
            "funded_by",
            _("Finanziert aus"),
            lambda row: row.funded_by.application.title if row.funded_by else None,
        ),
    ],
    _("Noch keine Stelle geplant. Legen Sie die erste an."),
    filters=[_by_state(PostState.choices), BY_INITIATIVE],
    file_name="stellen",
)

SECONDMENTS = Listing(
    _("Abordnungen"),
    [
        Column(
            "role",
            _("Abordnung"),
            lambda row: row.role,
            sort="sort_key",
            link=lambda row: reverse("staffing:secondment", args=[row.pk]),
        ),
        INITIATIVE,
        Column("share", _("Anteil"), share, sort="share", numeric=True),
        Column("state", _("Stand"), badge, sort="state"),
        Column("target_on", _("Beginn"), lambda row: row.target_on, sort="target_on"),
        Column("ends_on", _("Ende"), lambda row: row.ends_on, sort="ends_on"),
    ],
    _("Noch keine Abordnung geplant. Legen Sie die erste an."),
    filters=[_by_state(SecondmentState.choices), BY_INITIATIVE],
    file_name="abordnungen",
)

EXTERNAL_STAFF = Listing(
    _("Kräfte anderer"),
    [
        Column(
            "employer",
            _("Arbeitgeber"),
            lambda row: row.employer.name,
            sort="employer__sort_key",
            link=lambda row: reverse("staffing:external_staff_change", args=[row.pk]),
        ),
        INITIATIVE,
        Column("area_text", _("Zuständig für"), lambda row: row.area_text, sort="area_text"),
        Column("headcount", _("Kräfte"), lambda row: row.headcount, sort="headcount", numeric=True),
        Column(
            "in_district",
            _("davon im Kreis"),
            lambda row: row.in_district,
            sort="in_district",
            numeric=True,
        ),
    ],
    _("Noch keine Kräfte eingetragen. Tragen Sie ein, wen zum Beispiel die Agentur stellt."),
    filters=[BY_INITIATIVE],
    searchable=False,
    file_name="kraefte-anderer",
)
