"""The lists beside a list: the way to those that the main navigation does not name."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from kreislotse.web.listing import Listing
from kreislotse.web.navigation import Entry
from kreislotse.web.requests import Request


def beside(request: Request, listing: Listing, neighbours: Sequence[Entry]) -> Listing:
    """The list with links to those of its neighbours that the reader may enter."""
    mine = [each for each in neighbours if each.open_to(request.actor)]
    addresses = [(each.title, reverse(each.route)) for each in mine]
    links = format_html_join(
        " · ",
        '<a class="kern-link" href="{}">{}</a>',
        [(address, label) for label, address in addresses if address != request.path],
    )
    return replace(listing, intro=format_html("{} {}", listing.intro, links))
