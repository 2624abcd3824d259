"""The page with the pictures of a district's course places, or of one of its lists."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.courses.figures import SMALL
from kreislotse.courses.figures_clocks import spread
from kreislotse.courses.figures_places import by_month
from kreislotse.courses.models import Course, WaitingEntry, WaitingList
from kreislotse.courses.picture_rows import (
    Need,
    need_by_town,
    places_of,
    stays_of,
    waiting_days,
)
from kreislotse.courses.small_numbers import hidden_among
from kreislotse.courses.states import TAKES_PEOPLE
from kreislotse.courses.ways import Place
from kreislotse.organisations.models import Organisation
from kreislotse.reporting.erased_in_courses import stays_of_erased, with_erased
from kreislotse.web.courses import pictures
from kreislotse.web.courses.map_picture import Town, draw
from kreislotse.web.requests import Request

P = Permission


def pictures_context(request: Request) -> dict[str, Any]:
    """Of the list that the address names, else of all lists of the district."""
    district, lists, chosen = _asked(request)
    shown = [each for each in lists if chosen in (None, each)]
    ids = [each.pk for each in shown]
    entries = WaitingEntry.objects.counted_for(request.actor).filter(waiting_list__in=ids)
    by_code = allowed(request.actor, P.COURSE_EDIT, at=district.pk)
    found = with_erased(need_by_town(entries), ids)
    lines = _lines(request, found, by_code=by_code)
    return {
        "district": district,
        "chips": [_chip(each, chosen) for each in lists],
        "chosen": chosen,
        "by_code": by_code,
        **_places(shown, request),
        "clocks": _clocks(entries, request, by_code=by_code),
        "need": pictures.need_bars(lines),
        "need_table": pictures.need_table(lines),
        **_map(request, district, chosen, lines),
    }


def _asked(request: Request) -> tuple[Organisation, list[WaitingList], WaitingList | None]:
    """The district, its lists, and the one chosen of them; anything else in the address is left."""
    here = request.actor.places(P.COURSE_READ)
    lists = WaitingList.objects.visible_to(request.actor).filter(owner__in=here).for_list()
    chosen = {str(each.pk): each for each in lists}.get(request.GET.get("list", ""))
    districts = Organisation.objects.visible_to(request.actor).filter(pk__in=here)
    named = {str(each.pk): each for each in districts.order_by("sort_key", "pk")}
    first = next(iter(named.values()))
    district = chosen.owner if chosen else named.get(request.GET.get("district", ""), first)
    return district, [each for each in lists if each.owner_id == district.pk], chosen


def _chip(waiting_list: WaitingList, chosen: WaitingList | None) -> dict[str, Any]:
    on = waiting_list == chosen
    address = f"?district={waiting_list.owner_id}" if on else f"?list={waiting_list.pk}"
    return {"label": waiting_list.title, "on": on, "address": address}


def _places(lists: Sequence[WaitingList], request: Request) -> dict[str, Any]:
    on, ids = request.actor.today, [each.pk for each in lists]
    places = places_of(lists)
    erased = stays_of_erased(ids, on)
    months = by_month([*stays_of(ids), *erased], places, on)
    return {
        "places": places,
        "months": pictures.columns_of(months),
        "months_table": pictures.places_table(months),
        "erased": bool(erased),
    }


def _clocks(entries: Any, request: Request, *, by_code: bool) -> list[dict[str, Any]]:
    """Both clocks; nothing of one or two people for those who see numbers only (R-DP-40)."""
    days = waiting_days(entries, request.actor.today)
    if not by_code and len(days) in SMALL:
        return []
    named = (
        ("asked", _("Wartezeit seit der ersten Frage"), [asked for asked, _entered in days]),
        ("entered", _("Wartezeit auf der Liste"), [entered for _asked, entered in days]),
    )
    found = []
    for key, title, waited in named:
        steps = spread(waited)
        if steps is not None:
            counts = [step.people for step in steps.steps]
            hidden = frozenset[int]() if by_code else hidden_among(counts)
            bars = pictures.clock_bars(steps, hidden)
            table = pictures.clock_table(title, steps, hidden)
            found.append({"key": key, "title": title, "picture": bars, "table": table})
    return found


def _lines(request: Request, found: Sequence[Need], *, by_code: bool) -> list[pictures.Line]:
    """By municipality; a line with one or two of something is left untold to who sees numbers."""
    ids = [each.municipality for each in found]
    names = Organisation.objects.visible_to(request.actor).in_bulk(ids)
    hidden = frozenset[int]() if by_code else _untold(found)
    return [
        pictures.Line(names[each.municipality], None, None, None)
        if at in hidden
        else pictures.Line(names[each.municipality], each.entered, each.waiting, each.placed)
        for at, each in enumerate(found)
    ]


def _untold(found: Sequence[Need]) -> frozenset[int]:
    """Lines from which one or two people could be told apart: those placed, waiting, or neither."""
    smallest = [_smallest(each) for each in found]
    return hidden_among(smallest)


def _smallest(need: Need) -> int:
    """The least of the line's counts that is not zero."""
    rest = need.entered - need.placed
    counts = (need.entered, need.waiting, need.placed, rest, rest - need.waiting)
    return min((count for count in counts if count > 0), default=0)


def _map(
    request: Request,
    district: Organisation,
    chosen: WaitingList | None,
    lines: Sequence[pictures.Line],
) -> dict[str, Any]:
    """All municipalities of the district at their coordinates, and courses that take people."""
    courses = Course.objects.visible_to(request.actor).filter(
        owner=district, state__in=TAKES_PEOPLE
    )
    here = list((courses.filter(kind=chosen.kind_id) if chosen else courses).for_list())
    by_town = {line.town: line for line in lines}
    rows = Organisation.objects.visible_to(request.actor).filter(part_of=district)
    towns = list(rows.order_by("sort_key", "pk"))
    none = pictures.Line(district, 0, 0, 0)
    told = [(town, by_town.get(town, none)) for town in towns]
    drawn = [
        Town(town.name, place, line.waiting, line.placed)
        for town, line in told
        if (place := _place(town)) is not None
    ]
    held = [place for each in here if (place := _place(each) or _place(each.municipality))]
    return {
        "map": draw(drawn, held),
        "map_table": pictures.map_table(
            [(line, town, sum(each.municipality == town for each in here)) for town, line in told]
        ),
    }


def _place(row: Organisation | Course) -> Place | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Place(row.latitude, row.longitude)
