"""Editions of the consent texts: list, record, texts in each language, release, blank sheets."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.sheet import Sheet
from kreislotse.kernel.refusals import WrongState
from kreislotse.participants.consent_sheets import consent_sheet
from kreislotse.participants.models import ConsentText, ConsentVersion
from kreislotse.participants.states import ConsentVersionState
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.participants import consents_deeds as deeds
from kreislotse.web.participants.consents_listings import NEIGHBOURS, VERSIONS, version_address
from kreislotse.web.participants.consents_pages import (
    blank_paper,
    in_order,
    languages_of,
    text_context,
    text_values,
    version_context,
)
from kreislotse.web.requests import Request

P = Permission


def consents(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.CONSENT_WRITE, P.CONSENT_RELEASE, P.PERSON_EDIT)
    rows = ConsentVersion.objects.visible_to(request.actor)
    writes = request.actor.holds(P.CONSENT_WRITE)
    new = (deeds.DRAFT.title, reverse("participants:consent_new")) if writes else None
    listing = beside(request, VERSIONS, NEIGHBOURS)
    return show_list(request, listing, rows.select_related("owner").order_by("-number"), new=new)


def consent_new(request: Request) -> HttpResponse:
    back = reverse("participants:consents")
    return perform(request, deeds.DRAFT, then=version_address, back=back)


def consent_version(request: Request, consent_version_id: int) -> HttpResponse:
    found = _version(request, consent_version_id)
    context = version_context(request, found)
    return render(request, "participants/consent_version.html", context)


def consent_change(request: Request, consent_version_id: int) -> HttpResponse:
    found = _version(request, consent_version_id)
    require(request.actor, P.CONSENT_WRITE, at=found.owner_id)
    _refuse_unless_draft(found)
    initial = {"valid_months": found.valid_months, "note": found.note}
    return perform(
        request,
        deeds.CHANGE,
        found,
        then=version_address,
        back=version_address(found),
        initial=initial,
    )


def consent_release(request: Request, consent_version_id: int) -> HttpResponse:
    found = _version(request, consent_version_id)
    initial = {"languages": languages_of(found)}
    return _step(request, deeds.RELEASE, found, initial)


def consent_retire(request: Request, consent_version_id: int) -> HttpResponse:
    return _step(request, deeds.RETIRE, _version(request, consent_version_id), {})


def consent_text(request: Request, consent_text_id: int) -> HttpResponse:
    found = _text(request, consent_text_id)
    return render(request, "participants/consent_text.html", text_context(request, found))


def consent_text_change(request: Request, consent_text_id: int) -> HttpResponse:
    found = _text(request, consent_text_id)
    require(request.actor, P.CONSENT_WRITE, at=found.owner_id)
    _refuse_unless_draft(found.version)
    address = reverse("participants:consent_text", args=[found.pk])
    initial = text_values(found)
    deed = replace(
        deeds.CHANGE_TEXT, title=f"{deeds.CHANGE_TEXT.title}: {initial['language'].german}"
    )
    return perform(request, deed, found, then=lambda _: address, back=address, initial=initial)


def consent_print(request: Request, consent_version_id: int, language: str) -> HttpResponse:
    found = _version(request, consent_version_id)
    if language not in [text.language for text in in_order(found)]:
        raise Http404
    paper = blank_paper(request, found, language)
    sheet = consent_sheet(found, [paper], dated=request.actor.today)
    return as_pdf(sheet, f"einwilligung-{found.number}-{language}.pdf")


def as_pdf(sheet: Sheet, name: str) -> HttpResponse:
    """The sheets to look at and print; the name never says whose they are."""
    response = HttpResponse(render_pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _step(
    request: Request, deed: Deed, version: ConsentVersion, initial: dict[str, Any]
) -> HttpResponse:
    back = version_address(version)
    return perform(request, deed, version, then=version_address, back=back, initial=initial)


def _version(request: Request, pk: int) -> ConsentVersion:
    return get_object_or_404(ConsentVersion.objects.visible_to(request.actor).for_page(), pk=pk)


def _text(request: Request, pk: int) -> ConsentText:
    seen = ConsentText.objects.visible_to(request.actor).select_related("version__owner")
    return get_object_or_404(seen, pk=pk)


def _refuse_unless_draft(version: ConsentVersion) -> None:
    if version.state != ConsentVersionState.DRAFT:
        raise WrongState(state=version.get_state_display())
