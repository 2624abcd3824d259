"""Periods, holds, letters to people, offers to the archive."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.documents.pdf import render_pdf
from kreislotse.journal.models import ReadKind
from kreislotse.participants.consent_texts import spoken_text
from kreislotse.participants.models import Candidate
from kreislotse.protection.letter import letter_of
from kreislotse.protection.models import ArchiveOffer, Disclosure, Hold, RetentionPeriod
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.protection import deeds
from kreislotse.web.protection import keeping_listings as listings
from kreislotse.web.reads import note_read
from kreislotse.web.requests import Request

P = Permission
PURPOSE = "Auskunft an die Person"


def periods(request: Request) -> HttpResponse:
    rows = RetentionPeriod.objects.visible_to(request.actor).order_by("clock", "-valid_from", "pk")
    keeps = request.actor.holds(P.REFERENCE_EDIT)
    new = (deeds.PERIOD.title, reverse("protection:period_new")) if keeps else None
    return show_list(request, beside(request, listings.PERIODS, listings.NEIGHBOURS), rows, new=new)


def period_new(request: Request) -> HttpResponse:
    back = reverse("protection:periods")
    return perform(request, deeds.PERIOD, then=lambda _: back, back=back)


def holds(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.PERSON_EDIT)
    rows = Hold.objects.visible_to(request.actor).select_related("candidate")
    listing = beside(request, listings.HOLDS, listings.NEIGHBOURS)
    return show_list(request, listing, rows.order_by("-since", "-pk"))


def hold_new(request: Request, candidate_code: str) -> HttpResponse:
    found = _person(request, candidate_code)
    back = listings.person_address(found.code)
    then = reverse("protection:holds")
    return perform(request, deeds.HOLD, found, then=lambda _: then, back=back)


def hold_end(request: Request, hold_id: int) -> HttpResponse:
    rows = Hold.objects.visible_to(request.actor).select_related("candidate")
    found = get_object_or_404(rows, pk=hold_id)
    back = reverse("protection:holds")
    return perform(request, deeds.END_HOLD, found, then=lambda _: back, back=back)


def person_letter(request: Request, candidate_code: str) -> HttpResponse:
    found = _person(request, candidate_code)
    return perform(
        request,
        deeds.LETTER,
        found,
        then=lambda given: reverse("protection:letter", args=[given.pk]),
        back=listings.person_address(found.code),
        initial={"asked_on": request.actor.today, "language": _spoken(found)},
    )


def _spoken(person: Candidate) -> str:
    """The language to write in: the first that the person is met in and a letter exists for."""
    spoken = person.languages.filter(interpreting=True).order_by("pk")
    return spoken_text(spoken.values_list("language", flat=True))


def letter(request: Request, disclosure_id: int) -> HttpResponse:
    given = _given(request, disclosure_id)
    person = given.candidate
    require(request.actor, P.PERSON_EDIT, at=person.owner_id)
    note_read(request, ReadKind.LETTER, [person], needs=P.PERSON_EDIT, purpose=PURPOSE)
    sheet = letter_of(person, language=given.language, today=given.given_on)
    response = HttpResponse(render_pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="auskunft-{person.code}.pdf"'
    return response


def archive_offers(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.INITIATIVE_READ, P.ERASURE_RELEASE)
    rows = ArchiveOffer.objects.visible_to(request.actor).select_related("initiative")
    edits = request.actor.holds(P.INITIATIVE_EDIT)
    new = (deeds.ARCHIVE.title, reverse("protection:archive_offer_new")) if edits else None
    listing = beside(request, listings.ARCHIVE, listings.NEIGHBOURS)
    return show_list(request, listing, rows.order_by("-offered_on", "-pk"), new=new)


def archive_offer_new(request: Request) -> HttpResponse:
    back = reverse("protection:archive_offers")
    return perform(request, deeds.ARCHIVE, then=lambda _: back, back=back)


def _person(request: Request, code: str) -> Candidate:
    """Also a locked record: that it is kept, and what it says, can be asked all the same."""
    named = Candidate.objects.visible_to(request.actor).filter(code=code)
    locked = Candidate.objects.locked_for(request.actor).filter(code=code)
    return named.first() or get_object_or_404(locked)


def _given(request: Request, disclosure_id: int) -> Disclosure:
    """A letter of one's own municipality's person, locked or not."""
    rows = Disclosure.objects.visible_to(request.actor).select_related("candidate__owner")
    return get_object_or_404(rows, pk=disclosure_id)
