"""Without an account: open calls, the form for an application, and the applicant's own page."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from kreislotse.access.policy import Actor, Permission
from kreislotse.forwarding.actions import apply_by_form
from kreislotse.forwarding.keys import by_key, new_key
from kreislotse.forwarding.models import Forwarding, FundingCall
from kreislotse.web.deeds import perform
from kreislotse.web.forwarding import forwardings_deeds as deeds
from kreislotse.web.forwarding.files import as_file
from kreislotse.web.forwarding.public import apply_initial, my_application_page
from kreislotse.web.forwarding.public_forms import PublicApplicationForm
from kreislotse.web.requests import Request


@login_not_required
def public_calls(request: Request) -> HttpResponse:
    calls = FundingCall.objects.public().answerable(request.actor.today).for_list()
    return render(request, "forwarding/public_calls.html", {"calls": calls.order_by("closes_on")})


@login_not_required
@never_cache
def public_apply(request: Request, funding_call_id: int) -> HttpResponse:
    """The form; once sent, the page with the applicant's link, which is shown only here."""
    call = get_object_or_404(FundingCall.objects.public().for_list(), pk=funding_call_id)
    actor = _with_pass(request, call.owner_id)
    initial: dict[str, Any] = {**apply_initial(call), "key": new_key()}
    form = PublicApplicationForm(request.POST or None, actor=actor, initial=initial)
    if form.is_valid() and form.carry_out(apply_by_form, call):
        return _applied(request, *form.result)
    over = call.closes_on < actor.today
    context = {"call": call, "form": form, "over": over, "limit": initial["limit"]}
    status = 422 if form.is_bound else 200
    return render(request, "forwarding/public_apply.html", context, status=status)


@login_not_required
@never_cache
def my_application(request: Request, key: str) -> HttpResponse:
    found = _mine(request, key)
    page = my_application_page(found, key)
    return render(request, "forwarding/my_application.html", page)


@login_not_required
@never_cache
def my_bank(request: Request, key: str) -> HttpResponse:
    found = _mine(request, key)
    page = reverse("forwarding:my_application", args=[key])
    initial = {"account_holder": found.account_holder}
    return perform(request, deeds.BANK, found, then=lambda _: page, back=page, initial=initial)


@login_not_required
@never_cache
def my_document(request: Request, key: str, document_id: int) -> HttpResponse:
    documents = _mine(request, key).documents.for_recipient().select_related("file")
    return as_file(get_object_or_404(documents, pk=document_id))


def _applied(request: Request, forwarding: Forwarding, key: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("forwarding:my_application", args=[key]))
    context = {"forwarding": forwarding, "link": link}
    return render(request, "forwarding/public_applied.html", context, status=201)


def _mine(request: Request, key: str) -> Forwarding:
    """The application of this link; whoever comes with the key acts by its pass."""
    found = by_key(key)
    if found is None:
        raise Http404
    _with_pass(request, found.owner_id)
    return found


def _with_pass(request: Request, place: int) -> Actor:
    passes = frozenset({(Permission.FUNDS_APPLY, place)})
    request.actor = Actor(request.actor.person_id, request.actor.at, passes=passes)
    return request.actor
