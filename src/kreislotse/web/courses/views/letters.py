"""The letter with which a place is offered, and the link in it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kreislotse.access.deeds import check
from kreislotse.courses.models import Offer
from kreislotse.journal.models import ReadKind
from kreislotse.web.courses.entry_deeds import LETTER
from kreislotse.web.courses.entry_listings import entry_address
from kreislotse.web.courses.letter_pages import letter, letter_form, make_link
from kreislotse.web.courses.naming import note_names
from kreislotse.web.courses.views.entries import own_entry
from kreislotse.web.requests import Request


def offer_letter(request: Request, offer_id: int) -> HttpResponse:
    """The form; once sent, the letter itself, with a link that is told only there."""
    rows = Offer.objects.coded_to(request.actor).select_related("entry", "course__kind")
    found = get_object_or_404(rows, pk=offer_id)
    check(found, LETTER.verb, actor=request.actor)
    found.entry = entry = own_entry(request, found.entry_id)
    form = letter_form(request, entry)
    if form.is_valid() and form.carry_out(make_link, found):
        note_names(request, [entry], purpose="Angebot eines Kursplatzes", kind=ReadKind.LETTER)
        return letter(request, found, form.result, form.cleaned_data)
    context = {"deed": LETTER, "form": form, "subject": found, "back": entry_address(entry)}
    return render(request, LETTER.template, context, status=422 if form.is_bound else 200)
