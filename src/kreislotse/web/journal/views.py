"""The journal for the data protection officer, with the check of its chain."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from kreislotse.access.histories import with_names
from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.journal.chain import end
from kreislotse.journal.models import JournalEntry
from kreislotse.web.journal import listings
from kreislotse.web.journal.words import CHECKED_AT_ONCE, chain_in_words
from kreislotse.web.listing import show_list
from kreislotse.web.requests import Request


def entries(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.JOURNAL_READ)
    rows = with_names(JournalEntry.objects.visible_to(request.actor).in_order())
    return show_list(request, listings.entries(request.actor, _intro(request)), rows)


def chain(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.JOURNAL_READ)
    return render(request, "journal/chain.html", {"sentence": chain_in_words()})


def _intro(request: Request) -> str:
    """The state of the chain; a long chain is checked on a page of its own, on demand."""
    if request.htmx or "export" in request.GET:
        return ""
    if end()[0] <= CHECKED_AT_ONCE:
        return chain_in_words()
    link = '<a class="kern-link" href="{}">{}</a>'
    return format_html(link, reverse("journal:chain"), gettext("Kette prüfen"))
