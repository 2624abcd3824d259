"""The lists of services."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.web.by_initiative import BY_INITIATIVE, INITIATIVE
from kreislotse.web.listing import Column, Listing
from kreislotse.web.navigation import Entry

NEIGHBOURS = [
    Entry(_("Leistungen der Vorhaben"), "counselling:services", (Permission.INITIATIVE_READ,)),
    Entry(_("Arten von Leistungen"), "counselling:service_kinds"),
    Entry(_("Kursplätze"), "courses:quotas", (Permission.COURSE_READ,)),
]

REMOVAL = Column(
    "removal",
    _("Ändern"),
    lambda row: _("Herausnehmen"),
    link=lambda row: reverse("counselling:service_remove", args=[row.pk]),
)

SERVICES = Listing(
    _("Leistungen der Vorhaben"),
    [
        Column("kind", _("Leistung"), lambda row: row.kind.title, sort="kind__title"),
        INITIATIVE,
        Column(
            "position",
            _("Platz in der Liste"),
            lambda row: row.position,
            sort="position",
            numeric=True,
        ),
    ],
    _("Noch keine Leistung eingetragen. Tragen Sie die erste ein."),
    filters=[BY_INITIATIVE],
    searchable=False,
    file_name="leistungen",
)

KINDS = Listing(
    _("Arten von Leistungen"),
    [
        Column("title", _("Leistung"), lambda row: row.title, sort="title"),
        Column("valid_from", _("Gilt ab"), lambda row: row.valid_from, sort="valid_from"),
        Column("valid_to", _("Gilt bis"), lambda row: row.valid_to, sort="valid_to"),
        Column("source", _("Quelle"), lambda row: row.source),
    ],
    _("Noch keine Art von Leistung. Legen Sie die erste an."),
    searchable=False,
    file_name="leistungsarten",
)
