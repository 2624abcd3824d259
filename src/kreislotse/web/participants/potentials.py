"""How many people receive benefits in each municipality: the list of numbers, and entering one."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.organisations.models import LegalRegime
from kreislotse.participants.models import Potential
from kreislotse.web.deeds import perform
from kreislotse.web.listing import Column, Filter, Listing, show_list
from kreislotse.web.participants import deeds
from kreislotse.web.requests import Request

P = Permission

POTENTIALS = Listing(
    title=_("Leistungsberechtigte"),
    columns=(
        Column("owner", _("Stadt oder Gemeinde"), lambda row: row.owner, sort="owner__sort_key"),
        Column("regime", _("Leistungsrecht"), Potential.get_regime_display, sort="regime"),
        Column("on", _("Stichtag"), lambda row: row.on, sort="on"),
        Column("people", _("Personen"), lambda row: row.people, sort="people", numeric=True),
        Column("source", _("Quelle"), lambda row: row.source),
    ),
    empty=_("Noch keine Zahl. Tragen Sie ein, wie viele Menschen vor Ort Leistungen beziehen."),
    filters=(
        Filter(
            "regime",
            _("Leistungsrecht"),
            LegalRegime.choices,
            lambda rows, regime: rows.filter(regime=regime),
        ),
    ),
    searchable=False,
    file_name="leistungsberechtigte",
    intro=_(
        "Ein Bestand je Stichtag, nur als Zahl. Der Trichter rechnet damit aus, wie viele von 100 "
        "Leistungsberechtigten gemeldet wurden."
    ),
)


def potentials(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.CALL_READ, P.CALL_ANSWER)
    rows = Potential.objects.visible_to(request.actor).for_list()
    writes = request.actor.holds(P.CALL_EDIT) or request.actor.holds(P.CALL_ANSWER)
    new = (_("Zahl eintragen"), reverse("participants:potential_new")) if writes else None
    return show_list(request, POTENTIALS, rows, new=new)


def potential_new(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.CALL_EDIT, P.CALL_ANSWER)
    back = reverse("participants:potentials")
    initial = {"regime": LegalRegime.ASYLBLG}
    return perform(request, deeds.RECORD_POTENTIAL, then=lambda _: back, back=back, initial=initial)
