"""People: their list, their page, the form for the whole record, the page shown to them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed, require, require_anywhere
from kreislotse.journal.models import ReadKind
from kreislotse.participants.keeping import only_evidence_left
from kreislotse.participants.models import Candidate
from kreislotse.participants.reading import read_profile
from kreislotse.transmission.gathering import ever_chosen
from kreislotse.web.deeds import perform
from kreislotse.web.listing import Listing, show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.participants import people_deeds as deeds
from kreislotse.web.participants import people_listings as listings
from kreislotse.web.participants.people_listings import address
from kreislotse.web.participants.people_record import person_context
from kreislotse.web.participants.people_shown import shown_context
from kreislotse.web.reads import note_read
from kreislotse.web.requests import Request


def people(request: Request) -> HttpResponse:
    actor = request.actor
    require_anywhere(actor, Permission.PERSON_EDIT, Permission.PERSON_CHECK)
    if not actor.holds(Permission.PERSON_EDIT):
        rows = Candidate.objects.coded_to(actor).order_by("-pk")
        return show_list(request, _beside(request, listings.for_district(actor)), rows)
    new = (_("Neue Person"), reverse("participants:person_new"))
    rows = Candidate.objects.visible_to(actor).order_by("sort_key", "pk")
    return show_list(request, _beside(request, listings.for_town(actor)), rows, new=new)


def people_locked(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.PERSON_EDIT)
    rows = Candidate.objects.locked_for(request.actor).order_by("pk")
    return show_list(request, _beside(request, listings.locked()), rows)


def _beside(request: Request, listing: Listing) -> Listing:
    return beside(request, listing, listings.NEIGHBOURS)


def person(request: Request, candidate_code: str) -> HttpResponse:
    actor = request.actor
    seen = Candidate.objects.coded_to(actor) | Candidate.objects.locked_for(actor)
    people = seen.for_record(actor).annotate(chosen=ever_chosen())
    record: Any = get_object_or_404(people, code=candidate_code)
    if record.restricted_on:
        return render(request, "participants/person_locked.html", _locked_context(record))
    context = person_context(request, record, named=record.named)
    named = [record, *context["household"]] if record.named else []
    _note(request, record, named=named, alike=context["alike"])
    return render(request, "participants/person.html", context)


def person_new(request: Request) -> HttpResponse:
    return perform(request, deeds.NEW, then=address, back=reverse("participants:people"))


def person_change(request: Request, candidate_code: str) -> HttpResponse:
    record = own_person(request, candidate_code)
    require(request.actor, Permission.PERSON_EDIT, at=record.owner_id)
    _read(request, record, _CHANGING)
    initial = {"profile": read_profile(record, on=request.actor.today)}
    back = address(record)
    return perform(request, deeds.CHANGE, record, then=address, back=back, initial=initial)


def person_shown(request: Request, candidate_code: str) -> HttpResponse:
    record = own_person(request, candidate_code)
    require(request.actor, Permission.PERSON_EDIT, at=record.owner_id)
    _read(request, record, _SHOWING)
    return render(request, "participants/person_shown.html", shown_context(request, record))


_READING, _CHANGING, _SHOWING = "Akte einer Person", "Angaben ändern", "Angaben der Person zeigen"


def own_person(request: Request, candidate_code: str) -> Candidate:
    """A record whose name the reader sees; all else is not there."""
    seen = Candidate.objects.visible_to(request.actor).for_page()
    return get_object_or_404(seen, code=candidate_code)


def _read(request: Request, record: Candidate, purpose: str) -> None:
    needs = Permission.PERSON_EDIT
    note_read(request, ReadKind.RECORD, [record], needs=needs, purpose=purpose)


def _note(
    request: Request, record: Candidate, *, named: list[Candidate], alike: list[Candidate]
) -> None:
    """Names were read, also of the household; and that others may know the person was shown."""
    own = allowed(request.actor, Permission.PERSON_EDIT, at=record.owner_id)
    needs = Permission.PERSON_EDIT if own else Permission.PERSON_CHECK
    if named:
        note_read(request, ReadKind.RECORD, named, needs=needs, purpose=_READING)
    if alike:
        asked = [record, *alike]
        note_read(request, ReadKind.SEARCH, asked, needs=needs, purpose="Doppelungshinweis")


def _locked_context(record: Candidate) -> dict[str, Any]:
    """A restricted record: its code, since when and why, and how to unlock it where one can."""
    evidence = only_evidence_left(record)
    return {
        "title": record.code,
        "record": record,
        "crumbs": [(_("Personen"), reverse("participants:people"))],
        "unlock": "" if evidence else reverse("participants:person_unlock", args=[record.code]),
    }
