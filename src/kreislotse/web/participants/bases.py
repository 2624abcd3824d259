"""Norms that allow a transmission without consent: list, record, and the two deeds on them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.participants.models import LegalBasis
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.participants import consents_deeds as deeds
from kreislotse.web.participants.consents_listings import BASES, NEIGHBOURS, basis_address
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

P = Permission


def bases(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.CONSENT_RELEASE, P.PERSON_CHECK, P.PERSON_EDIT)
    rows = LegalBasis.objects.visible_to(request.actor).for_list()
    documents = request.actor.holds(P.CONSENT_RELEASE)
    new = (deeds.DOCUMENT.title, reverse("participants:basis_new")) if documents else None
    return show_list(request, beside(request, BASES, NEIGHBOURS), rows, new=new)


def basis(request: Request, basis_id: int) -> HttpResponse:
    found = _visible(request, basis_id)
    end = (P.CONSENT_RELEASE, deeds.END.title, reverse("participants:basis_end", args=[found.pk]))
    crumbs = [(BASES.title, reverse("participants:bases"))]
    context = record_context(request, found, title=found.norm, crumbs=crumbs, extra_deeds=[end])
    return render(request, "participants/basis.html", {**context, "facts": _facts(found)})


def basis_new(request: Request) -> HttpResponse:
    back = reverse("participants:bases")
    initial = {"valid_from": request.actor.today}
    return perform(request, deeds.DOCUMENT, then=basis_address, back=back, initial=initial)


def basis_end(request: Request, basis_id: int) -> HttpResponse:
    found = _visible(request, basis_id)
    back = basis_address(found)
    initial = {"valid_to": request.actor.today}
    return perform(request, deeds.END, found, then=basis_address, back=back, initial=initial)


def _facts(basis: LegalBasis) -> list[tuple[object, object]]:
    return [
        (_("Kreis"), basis.owner.name),
        (_("Zweck"), basis.get_purpose_display()),
        (_("Empfänger"), basis.recipient.name),
        (_("Warum sie diese Weitergabe erlaubt"), basis.reasons),
        (_("Gilt ab"), basis.valid_from),
        (_("Gilt bis"), basis.valid_to),
        (_("Quelle"), basis.source),
    ]


def _visible(request: Request, basis_id: int) -> LegalBasis:
    return get_object_or_404(LegalBasis.objects.visible_to(request.actor).for_list(), pk=basis_id)
