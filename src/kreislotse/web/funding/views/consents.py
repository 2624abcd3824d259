"""Stage one: the list, the record and its deeds."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.funding.models import ConsentInPrinciple, ConsentParty
from kreislotse.web.by_initiative import chosen, with_initiative
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.funding import deeds
from kreislotse.web.funding.listings import CONSENTS, NEIGHBOURS
from kreislotse.web.funding.pages import consent_page
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request


def _address(consent: ConsentInPrinciple) -> str:
    return reverse("funding:consent", args=[consent.pk])


def consents(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ)
    rows = ConsentInPrinciple.objects.visible_to(request.actor).for_list()
    new = None
    if request.actor.holds(Permission.FUNDING_EDIT):
        new = (deeds.PREPARE_CONSENT.title, with_initiative(request, "funding:consent_new"))
    return show_list(request, beside(request, CONSENTS, NEIGHBOURS), rows, new=new)


def consent(request: Request, consent_id: int) -> HttpResponse:
    rows = ConsentInPrinciple.objects.visible_to(request.actor).for_page()
    found = get_object_or_404(rows, pk=consent_id)
    return render(request, "funding/consent.html", consent_page(request, found))


def consent_new(request: Request) -> HttpResponse:
    back = with_initiative(request, "funding:consents")
    return perform(
        request, deeds.PREPARE_CONSENT, then=_address, back=back, initial=chosen(request)
    )


def consent_step(request: Request, consent_id: int, deed: Deed) -> HttpResponse:
    """A step of the consent's lifecycle; each has an address of its own."""
    consents = ConsentInPrinciple.objects.visible_to(request.actor).select_related("initiative")
    found = get_object_or_404(consents, pk=consent_id)
    initial = {"initiative": found.initiative_id}
    return perform(request, deed, found, then=_address, back=_address(found), initial=initial)


def concurrence(request: Request, party_id: int) -> HttpResponse:
    parties = ConsentParty.objects.visible_to(request.actor).select_related("consent")
    party = get_object_or_404(parties, pk=party_id)
    address = _address(party.consent)
    return perform(request, deeds.CONCUR, party, then=lambda _: address, back=address)
