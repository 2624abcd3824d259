"""A request as the house knows it: with who acts, and whether a page asks for a part of itself."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from kreislotse.access.policy import Actor


class Request(HttpRequest):
    """What views get; the middleware fills both in before any view runs."""

    actor: Actor
    htmx: HtmxDetails
