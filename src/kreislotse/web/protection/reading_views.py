"""The read log for the data protection officer: who has read whom; never what was read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kreislotse.access.histories import with_names
from kreislotse.access.names import names_of
from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.journal.models import ReadEntry, ReadTally
from kreislotse.protection.readings import codes_of, signs_lately
from kreislotse.web.journal.words import read_chain_in_words
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.protection import reading_listings as listings
from kreislotse.web.protection.reading_pages import reading_facts
from kreislotse.web.requests import Request

READ = Permission.READ_LOG_READ


def read_log(request: Request) -> HttpResponse:
    require_anywhere(request.actor, READ)
    rows = with_names(ReadEntry.objects.visible_to(request.actor).in_order())
    listing = beside(request, listings.entries(request.actor), listings.NEIGHBOURS)
    return show_list(request, listing, rows)


def reading(request: Request, reading_number: int) -> HttpResponse:
    rows = with_names(ReadEntry.objects.visible_to(request.actor))
    entry = get_object_or_404(rows, pk=reading_number)
    places = listings.place_names(request.actor)
    codes = codes_of(entry.people)
    context = {
        "entry": entry,
        "facts": reading_facts(entry, places),
        "codes": sorted(codes.values()),
        "erased": len(entry.people) - len(codes),
    }
    return render(request, "protection/reading.html", context)


def read_chain(request: Request) -> HttpResponse:
    require_anywhere(request.actor, READ)
    return render(request, "protection/chain.html", {"sentence": read_chain_in_words()})


def read_months(request: Request) -> HttpResponse:
    require_anywhere(request.actor, READ)
    rows = ReadTally.objects.visible_to(request.actor).order_by("-month", "role", "kind", "pk")
    return show_list(request, beside(request, listings.MONTHS, listings.NEIGHBOURS), rows)


def read_signs(request: Request) -> HttpResponse:
    require_anywhere(request.actor, READ)
    found = signs_lately(request.actor)
    names = names_of({sign.person_id for sign in found})
    return show_list(request, beside(request, listings.signs(names), listings.NEIGHBOURS), found)
