"""The lists of grants."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.funding.models import Application, ConsentInPrinciple, Programme
from kreislotse.funding.queries import formula_of
from kreislotse.funding.states import ApplicationState, ConsentRole, ConsentState
from kreislotse.web.by_initiative import BY_INITIATIVE, INITIATIVE
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry

TONES = {
    ApplicationState.AWARDED: "success",
    ApplicationState.REJECTED: "danger",
    ApplicationState.UNKNOWN: "warning",
    ConsentState.GRANTED: "success",
    ConsentState.REFUSED: "danger",
}


NEIGHBOURS = [
    Entry(_("Anträge"), "funding:applications", (Permission.FUNDING_READ,)),
    Entry(_("Grundsätzliche Zustimmungen"), "funding:consents", (Permission.FUNDING_READ,)),
    Entry(_("Förderprogramme"), "funding:programmes"),
    Entry(_("Zwecke"), "funding:purposes"),
]


def badge(record: Any) -> Badge:
    return Badge(record.get_state_display(), TONES.get(record.state, "info"))


def applicant(application: Application) -> str:
    """Who applies, and in whose place (R-DIS-05)."""
    name = str(application.applicant)
    if not application.in_place_of:
        return name
    return gettext("{applicant} (anstelle {other})").format(
        applicant=name, other=application.in_place_of
    )


def amount(application: Application) -> Any:
    """The applied sum, or else the computed one, said to be so."""
    if application.requested is not None:
        return application.requested
    computed = formula_of(application)
    return gettext("berechnet {sum}").format(sum=computed.total) if computed else None


def ministries(consent: ConsentInPrinciple) -> str:
    """Who decides and who concurs; before the answer, who was asked."""
    parties = list(consent.parties.all())
    spoken = [party for party in parties if party.role != ConsentRole.ADDRESSEE]
    names = [
        party.organisation.short_name or str(party.organisation) for party in spoken or parties
    ]
    return ", ".join(dict.fromkeys(names))


APPLICATIONS = Listing(
    _("Anträge auf Förderung"),
    [
        Column(
            "title",
            _("Antrag"),
            lambda row: row.title,
            sort="sort_key",
            link=lambda row: reverse("funding:application", args=[row.pk]),
        ),
        INITIATIVE,
        Column("applicant", _("Antragsteller"), applicant, sort="applicant__sort_key"),
        Column("requested", _("Summe"), amount, sort="requested", numeric=True),
        Column("state", _("Stand"), badge, sort="state"),
        Column(
            "until",
            _("Programm endet am"),
            lambda row: row.programme.valid_to if row.programme else None,
            sort="programme__valid_to",
        ),
    ],
    _("Es gibt noch keinen Antrag. Legen Sie den ersten an."),
    filters=[
        Filter(
            "state",
            _("Stand"),
            ApplicationState.choices,
            lambda rows, chosen: rows.filter(state=chosen),
        ),
        BY_INITIATIVE,
    ],
    file_name="antraege",
)

CONSENTS = Listing(
    _("Grundsätzliche Zustimmungen"),
    [
        Column(
            "consent",
            _("Zustimmung zu"),
            lambda row: row.initiative.title,
            sort="initiative__sort_key",
            link=lambda row: reverse("funding:consent", args=[row.pk]),
        ),
        Column("ministries", _("Ministerien"), ministries),
        Column("sent_on", _("Beantragt am"), lambda row: row.sent_on, sort="sent_on"),
        Column("decided_on", _("Entschieden am"), lambda row: row.decided_on, sort="decided_on"),
        Column("state", _("Stand"), badge, sort="state"),
    ],
    _("Noch keine Zustimmung vorbereitet. Legen Sie eine an, wenn ein Programm sie verlangt."),
    filters=[BY_INITIATIVE],
    searchable=False,
    file_name="zustimmungen",
)


def in_force(rows: Any, chosen: str) -> Any:
    """Programmes that have not ended, or those that have."""
    return rows.filter(valid_to__isnull=chosen == "open")


PROGRAMMES = Listing(
    _("Förderprogramme"),
    [
        Column(
            "name",
            _("Programm"),
            lambda row: row.name,
            sort="sort_key",
            link=lambda row: reverse("funding:programme", args=[row.pk]),
        ),
        Column(
            "financing", _("Finanzierungsart"), Programme.get_financing_display, sort="financing"
        ),
        Column("authority", _("Bewilligungsbehörde"), lambda row: row.granting_authority),
        Column("valid_from", _("Gilt ab"), lambda row: row.valid_from, sort="valid_from"),
        Column("valid_to", _("Gilt bis"), lambda row: row.valid_to, sort="valid_to"),
    ],
    _("Noch keine Programme. Legen Sie das erste an."),
    filters=[
        Filter(
            "end",
            _("Ende"),
            [("open", _("ohne Ende")), ("ended", _("mit letztem Tag"))],
            in_force,
        )
    ],
    file_name="foerderprogramme",
)

PURPOSES = Listing(
    _("Zwecke"),
    [
        Column("title", _("Zweck"), lambda row: row.title, sort="title"),
    ],
    _("Noch keine Zwecke. Legen Sie den ersten an."),
    searchable=False,
    file_name="zwecke",
)
