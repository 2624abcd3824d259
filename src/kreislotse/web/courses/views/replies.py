"""Without an account: an offer of a place behind its link, and the answer to it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kreislotse.courses.actions import accept_by_link, decline_by_link
from kreislotse.courses.waiting_errors import LinkDead
from kreislotse.web.courses.public import AcceptForm, DeclineForm, offer_behind, reply_page
from kreislotse.web.requests import Request


@login_not_required
@never_cache
def place(request: Request, key: str) -> HttpResponse:
    """The course and the reply day, with the way to both answers."""
    found = offer_behind(request, key)
    if found is None:
        return _nothing_here(request)
    return _unlisted(request, "courses/reply.html", reply_page(request, found, key))


@login_not_required
@never_cache
def accept(request: Request, key: str) -> HttpResponse:
    return _answer(request, key, AcceptForm, accept_by_link, "courses/reply_accept.html")


@login_not_required
@never_cache
def decline(request: Request, key: str) -> HttpResponse:
    return _answer(request, key, DeclineForm, decline_by_link, "courses/reply_decline.html")


def _answer(request: Request, key: str, form_of: Any, action: Any, template: str) -> HttpResponse:
    """Asked once more before it is said; a link that was used opens nothing any more."""
    found = offer_behind(request, key)
    if found is None:
        return _nothing_here(request)
    page = reply_page(request, found, key)
    form = form_of(request.POST if request.method == "POST" else None, actor=request.actor)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return _unlisted(request, template, {**page, "form": form}, status)
    try:
        answered = action(found, actor=request.actor, key=key, **form.cleaned_data)
    except LinkDead:
        return _nothing_here(request)
    return _unlisted(request, "courses/reply_done.html", {**page, "offer": answered})


def _nothing_here(request: Request) -> HttpResponse:
    """The same for a wrong, a replaced and a used link, and for too many tries."""
    return _unlisted(request, "courses/reply_none.html", {}, 404)


def _unlisted(
    request: Request, template: str, page: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page that no search engine keeps."""
    response = render(request, template, page, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
