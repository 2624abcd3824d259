"""From an offer to its letter: in which language, from whom, with which address to answer at."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.courses.actions import make_reply_link
from kreislotse.courses.models import Offer
from kreislotse.courses.offer_letters import GERMAN, Reply, languages, letter_of
from kreislotse.participants.consent_texts import language_of, spoken_text
from kreislotse.web.courses.entry_forms import LetterForm
from kreislotse.web.participants.consents_views import as_pdf
from kreislotse.web.requests import Request


def letter_form(request: Request, entry: Any) -> LetterForm:
    """The language is chosen already where the reader may know what the person speaks."""
    spoken = _spoken(entry)
    initial = {"language": spoken if spoken in languages() else GERMAN, "spoken": spoken}
    sent = request.POST if request.method == "POST" else None
    return LetterForm(sent, actor=request.actor, initial=initial)


def make_link(offer: Offer, *, actor: Actor, language: str, phone: str) -> str:
    """The key of the new link; language and number concern the paper alone."""
    return make_reply_link(offer, actor=actor)


def letter(request: Request, offer: Offer, key: str, said: dict[str, Any]) -> HttpResponse:
    entry: Any = offer.entry
    spoken = _spoken(entry)
    district = allowed(request.actor, Permission.COURSE_EDIT, at=offer.owner_id)
    reply = Reply(
        sender=str(entry.waiting_list.owner if district else entry.candidate.owner),
        called=entry.candidate.full_name if entry.named else entry.candidate.code,
        address=request.build_absolute_uri(reverse("replies:place", args=[key])),
        phone=said["phone"],
        not_in="" if spoken in languages() else language_of(spoken).german,
    )
    sheet = letter_of(offer, reply, language=said["language"], dated=request.actor.today)
    return as_pdf(sheet, f"angebot-{entry.candidate.code}.pdf")


def _spoken(entry: Any) -> str:
    """A language that the person is met in, as one of those that the house writes in."""
    if not entry.named:
        return GERMAN
    spoken = entry.candidate.languages.filter(interpreting=True).order_by("pk")
    return spoken_text(spoken.values_list("language", flat=True))
