"""The matrix of travel times: its list, what a file would change, the ways to one course."""

import json
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses import actions
from kreislotse.courses.models import Course, TravelTime
from kreislotse.courses.travel import ways_of
from kreislotse.courses.travel_changes import planned
from kreislotse.courses.travel_reading import read_table
from kreislotse.courses.ways import (
    DETOUR,
    KM_PER_HOUR,
    SAME_TOWN_MINUTES,
    STEP_MINUTES,
    WAIT_MINUTES,
    Way,
)
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.web.courses import travel_forms as forms
from kreislotse.web.deeds import Deed
from kreislotse.web.listing import Column, Listing
from kreislotse.web.requests import Request

MOST_SHOWN = 100
ASSUMPTION = format_lazy(
    _(
        "Geschätzt heißt: Luftlinie mal {detour}, mit Bus und Bahn {speed} Kilometer in der "
        "Stunde, dazu {wait} Minuten für Warten und Fußwege, aufgerundet auf {step} Minuten. "
        "Im selben Ort sind es {same} Minuten, wenn der Platz des Kurses nicht eingetragen ist."
    ),
    detour=str(DETOUR).replace(".", ","),
    speed=KM_PER_HOUR,
    wait=WAIT_MINUTES,
    step=STEP_MINUTES,
    same=SAME_TOWN_MINUTES,
)

TRAVEL = Listing(
    _("Gemessene Wege"),
    [
        Column("from", _("Von"), lambda row: row.from_town, sort="from_town__sort_key"),
        Column("to", _("Nach"), lambda row: row.to_town, sort="to_town__sort_key"),
        Column("minutes", _("Minuten"), lambda row: row.minutes, sort="minutes", numeric=True),
        Column("source", _("Quelle"), lambda row: row.source),
    ],
    _("Noch ist kein Weg gemessen. Alle Minuten sind geschätzt."),
    intro=ASSUMPTION,
    searchable=False,
    file_name="wege",
)
READ = Deed(
    _("Wege hochladen"),
    _("Hochladen und prüfen"),
    "",
    forms.TravelFileForm,
    lambda *, actor, **said: preview(actor, **said),
    Permission.COURSE_EDIT,
    consequence=_(
        "Zuerst zeigen wir, was sich ändern würde. Übernommen wird erst, wenn Sie es danach "
        "sagen. Wege, die nicht in der Datei stehen, bleiben, wie sie sind."
    ),
)
TAKE_OVER = Deed(
    _("Wege übernehmen"),
    _("Übernehmen"),
    _("Die Wege sind übernommen."),
    forms.TakeOverForm,
    actions.set_travel_times,
    Permission.COURSE_EDIT,
)
REMOVE = Deed(
    _("Gemessene Wege löschen"),
    _("Alle löschen"),
    _("Die gemessenen Wege sind gelöscht."),
    forms.OfDistrictForm,
    actions.remove_travel_times,
    Permission.COURSE_EDIT,
    consequence=_("Danach sind wieder alle Minuten geschätzt, bis Sie neue Wege hochladen."),
)


def preview(actor: Actor, *, owner: Organisation, file: Any, source: str) -> dict[str, Any]:
    """What the page before taking over shows: what changes, and which rows are wrong."""
    table = read_table(owner, file.name, file.read())
    known = TravelTime.objects.visible_to(actor).filter(owner=owner)
    plan = planned(list(known), table.trips, source)
    changes = [*plan.new, *plan.changed]
    towns = _towns(actor, {town for each in changes for town in each.trip[:2]})
    initial = {"owner": owner, "source": source, "rows": json.dumps(table.trips)}
    return {
        "owner": owner,
        "plan": plan,
        "within": table.within,
        "wrong": [(row.number, row.refusal.sentence(say)) for row in table.wrong[:MOST_SHOWN]],
        "wrong_count": len(table.wrong),
        "changes": [
            (towns[each.trip.start], towns[each.trip.end], each.before, each.trip.minutes)
            for each in changes[:MOST_SHOWN]
        ],
        "change_count": len(changes),
        "most": MOST_SHOWN,
        "deed": TAKE_OVER,
        "form": forms.TakeOverForm(actor=actor, initial=initial),
    }


def _towns(actor: Actor, ids: set[int]) -> dict[int, Organisation]:
    return Organisation.objects.visible_to(actor).in_bulk(ids)


def removal(request: Request) -> str:
    """The way to taking all out, where there is something that the reader may take out."""
    own = request.actor.places(Permission.COURSE_EDIT)
    rows = TravelTime.objects.visible_to(request.actor).filter(owner__in=own)
    return reverse("courses:travel_remove") if rows.exists() else ""


def ways_here(request: Request, course: Course) -> dict[str, Any]:
    """The minutes from each municipality of the district to the course, the nearest first."""
    towns = Organisation.objects.visible_to(request.actor).filter(
        part_of=course.owner_id, kind=OrganisationKind.MUNICIPALITY
    )
    ways = ways_of(course.owner_id, [course])
    found = [(town, ways.way(town.pk, course)) for town in towns.order_by("sort_key", "pk")]
    known = [(town, way) for town, way in found if way is not None]
    return {
        "ways": [(town, way.minutes, how(way)) for town, way in sorted(known, key=_minutes)],
        "ways_unknown": [town for town, way in found if way is None],
        "assumption": ASSUMPTION,
    }


def how(way: Way) -> Any:
    return _("gemessen") if way.measured else _("geschätzt")


def _minutes(line: tuple[Organisation, Way]) -> int:
    return line[1].minutes
