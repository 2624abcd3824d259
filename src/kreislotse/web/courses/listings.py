"""The lists of course places."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.web.by_initiative import BY_INITIATIVE, INITIATIVE
from kreislotse.web.listing import Column, Listing
from kreislotse.web.navigation import Entry

P = Permission
NEIGHBOURS = [
    Entry(_("Kurse"), "courses:courses", (P.COURSE_READ, P.COURSE_RUN)),
    Entry(_("Wartelisten"), "courses:lists", (P.COURSE_READ, P.PERSON_EDIT)),
    Entry(_("Berechtigungen"), "courses:entitlements", (P.COURSE_EDIT, P.PERSON_EDIT)),
    Entry(_("Wer zu unterrichten ist"), "courses:duties", (P.COURSE_EDIT, P.PERSON_EDIT)),
    Entry(_("Kontingente"), "courses:quotas", (P.COURSE_READ,)),
    Entry(_("In Bildern"), "courses:pictures", (P.COURSE_READ,)),
    Entry(_("Gemessene Wege"), "courses:travel", (P.COURSE_READ,)),
    Entry(_("Arten von Kursen"), "courses:kinds"),
    Entry(_("Leistungen der Vorhaben"), "counselling:services", (P.INITIATIVE_READ,)),
]

QUOTAS = Listing(
    _("Kontingente an Kursplätzen"),
    [
        Column(
            "kind",
            _("Art des Kurses"),
            lambda row: row.kind.title,
            sort="kind__title",
            link=lambda row: reverse("courses:quota", args=[row.pk]),
        ),
        INITIATIVE,
        Column("places", _("Plätze"), lambda row: row.places, sort="places", numeric=True),
        Column("area", _("Gebiet"), lambda row: row.area, sort="area__sort_key"),
    ],
    _("Noch kein Kontingent. Legen Sie das erste an."),
    filters=[BY_INITIATIVE],
    searchable=False,
    file_name="kontingente",
)

KINDS = Listing(
    _("Arten von Kursen"),
    [
        Column(
            "title",
            _("Art des Kurses"),
            lambda row: row.title,
            sort="title",
            link=lambda row: reverse("courses:kind", args=[row.pk]),
        ),
        Column(
            "units", _("Unterrichtseinheiten"), lambda row: row.units, sort="units", numeric=True
        ),
        Column("valid_from", _("Gilt ab"), lambda row: row.valid_from, sort="valid_from"),
        Column("valid_to", _("Gilt bis"), lambda row: row.valid_to, sort="valid_to"),
        Column("source", _("Quelle"), lambda row: row.source),
    ],
    _("Noch keine Art von Kurs. Legen Sie die erste an."),
    searchable=False,
    file_name="kursarten",
)
