"""Pages that say what went wrong and what to do, without telling secrets."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import requires_csrf_token

from kreislotse.kernel.refusals import DomainError
from kreislotse.web.context import THEMES


def refused(request: HttpRequest, refusal: DomainError, *, status: int) -> HttpResponse:
    """The refusal's sentence as a page of its own."""
    sentence = refusal.sentence(gettext)
    return _page(request, "errors/refused.html", status=status, sentence=sentence)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "errors/not_found.html", status=404)


def csrf_failed(request: HttpRequest, reason: Any = "") -> HttpResponse:
    return _page(request, "errors/csrf.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Asks neither database nor context processors: they may be what is broken."""
    theme = request.COOKIES.get("theme", "")
    context = {"theme": theme if theme in THEMES else "", "language": get_language()}
    return HttpResponse(get_template("errors/broken.html").render(context), status=500)


def _page(request: HttpRequest, template: str, *, status: int, **facts: Any) -> HttpResponse:
    """The page with the way back to where the reader came from, if that was one of our pages."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    elsewhere = came_from != request.build_absolute_uri()
    way_back = came_from if ours and elsewhere else ""
    return render(request, template, {**facts, "way_back": way_back}, status=status)
