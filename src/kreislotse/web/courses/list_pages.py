"""What the page of a waiting list shows: its order, its clocks, and the entries in turn."""

from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.courses.figures import (
    ON_LIST,
    SMALL,
    WaitingClocks,
    by_municipality,
    waiting_clocks,
    women,
)
from kreislotse.courses.models import WaitingEntry, WaitingList
from kreislotse.courses.queues import in_line, order_on, sort_entries
from kreislotse.courses.states import OrderKey
from kreislotse.organisations.models import Organisation
from kreislotse.web.courses import entry_deeds as deeds
from kreislotse.web.courses.naming import with_names
from kreislotse.web.requests import Request

P = Permission


def edits(request: Request, waiting_list: WaitingList) -> bool:
    return allowed(request.actor, P.COURSE_EDIT, at=waiting_list.owner_id)


def enters(request: Request, waiting_list: WaitingList) -> bool:
    """The district, or a municipality of it for its own people; on a list that is open."""
    if waiting_list.closed_on:
        return False
    towns = request.actor.places(P.PERSON_EDIT)
    own = Organisation.objects.visible_to(request.actor).filter(
        pk__in=towns, part_of=waiting_list.owner_id
    )
    return edits(request, waiting_list) or own.exists()


def lines_of(request: Request, waiting_list: WaitingList) -> list[Any]:
    """Those who wait for an offer by their place in the order, then all others of the list."""
    today = request.actor.today
    places = {entry.pk: place for place, entry in enumerate(in_line(waiting_list, today), start=1)}
    seen = WaitingEntry.objects.coded_to(request.actor).filter(waiting_list=waiting_list)
    rows: list[Any] = sort_entries(with_names(seen, request.actor), waiting_list, today)
    for row in rows:
        row.place = places.get(row.pk)
        row.jump_reason = row.jump.reason if row.jumped_on else ""
    return sorted(rows, key=lambda row: (row.place is None, row.place or 0))


def list_context(request: Request, waiting_list: WaitingList) -> dict[str, Any]:
    order = order_on(waiting_list, request.actor.today)
    mine = edits(request, waiting_list) and not waiting_list.closed_on
    return {
        "crumbs": [(_("Wartelisten"), reverse("courses:lists"))],
        "waiting_list": waiting_list,
        "order": order,
        "keys": [OrderKey(key).label for key in order.keys] if order else [],
        **_figures(request, waiting_list),
        "list_deeds": _deeds(waiting_list) if mine else [],
    }


def _figures(request: Request, waiting_list: WaitingList) -> dict[str, Any]:
    """Both clocks of the whole list; by municipality for the district alone."""
    clocks = waiting_clocks(waiting_list, request.actor.today)
    reads = allowed(request.actor, P.COURSE_READ, at=waiting_list.owner_id)
    entries = WaitingEntry.objects.counted_for(request.actor).filter(waiting_list=waiting_list)
    return {
        "people": clocks.people,
        "clocks": [] if clocks.people in SMALL else _weeks(clocks),
        "women": _percent(women(entries.filter(state__in=ON_LIST)).share) if reads else "",
        "towns": _towns(request, entries) if reads else [],
    }


def _weeks(clocks: WaitingClocks) -> list[tuple[Any, str, str]]:
    """Median and ninth decile of both clocks, in weeks with one decimal."""
    named = ((_("seit der ersten Frage"), clocks.asked), (_("auf der Liste"), clocks.entered))
    return [
        (label, _one_place(clock.median), _one_place(clock.p90))
        for label, clock in named
        if clock.median is not None and clock.p90 is not None
    ]


def _one_place(weeks: Fraction | None) -> str:
    return f"{float(weeks or 0):.1f}".replace(".", ",")


def _percent(share: Fraction | None) -> str:
    return "" if share is None else f"{round(share * 100)}\u00a0%"


def _towns(request: Request, entries: Any) -> list[tuple[Any, Any]]:
    found = by_municipality(entries)
    known = Organisation.objects.visible_to(request.actor)
    names = known.in_bulk([each.municipality for each in found])
    return [(names[each.municipality], each) for each in found]


def _deeds(waiting_list: WaitingList) -> list[tuple[Any, str]]:
    give = f"{reverse('allocation:run_new')}?list={waiting_list.pk}"
    return [
        (_("Plätze nach Kriterien vergeben"), give),
        (deeds.SET_ORDER.title, reverse("courses:list_order", args=[waiting_list.pk])),
        (deeds.CLOSE_LIST.title, reverse("courses:list_close", args=[waiting_list.pk])),
    ]


def order_now(request: Request, waiting_list: WaitingList) -> dict[str, Any]:
    """The order of today as first values of the one to come."""
    order = order_on(waiting_list, request.actor.today)
    keys = [*(order.keys if order else ()), "", "", ""]
    return {
        "first": keys[0],
        "second": keys[1],
        "third": keys[2],
        "sentence": order.sentence if order else say("Zuerst kommt, wer am längsten wartet."),
        "valid_from": request.actor.today,
    }
