"""The lists beside a list: the way to those that the main navigation does not name."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from kreislotse.web.listing import Listing
from kreislotse.web.requests import Request


def beside(request: Request, listing: Listing, neighbours: Sequence[tuple[Any, str]]) -> Listing:
    """The list with links to its neighbours, given as (label, route), below its introduction."""
    addresses = [(label, reverse(route)) for label, route in neighbours]
    links = format_html_join(
        " · ",
        '<a class="kern-link" href="{}">{}</a>',
        [(address, label) for label, address in addresses if address != request.path],
    )
    return replace(listing, intro=format_html("{} {}", listing.intro, links))
