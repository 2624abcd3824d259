"""What whoever has the link of an offer sees: the course and how to answer, and nobody's name."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.models import Course, Offer
from kreislotse.courses.reply_links import offer_by_key
from kreislotse.courses.states import StopReason
from kreislotse.web.forms import ActionForm
from kreislotse.web.guessing import guesses_too_much, note_wrong_key
from kreislotse.web.requests import Request

# What the office says of somebody, nobody says of themselves.
_NOT_ONE_S_OWN = (StopReason.EXPIRED, StopReason.UNREACHABLE)


class AcceptForm(ActionForm):
    """Nothing to fill in: the button says it."""

    keeps_draft = False


class DeclineForm(ActionForm):
    keeps_draft = False
    reason = forms.ChoiceField(
        label=_("Warum passt der Platz nicht?"),
        required=False,
        choices=[
            ("", _("Das möchte ich nicht sagen")),
            *(choice for choice in StopReason.choices if choice[0] not in _NOT_ONE_S_OWN),
        ],
        help_text=_("Sie müssen hier nichts angeben."),
    )


def offer_behind(request: Request, key: str) -> Offer | None:
    """The open offer of this link; whoever comes with it may answer this one offer alone."""
    if guesses_too_much(request):
        return None
    found = offer_by_key(key)
    if found is None:
        note_wrong_key(request)
        return None
    passes = frozenset({(Permission.PLACE_ANSWER, found.pk)})
    request.actor = Actor(request.actor.person_id, request.actor.at, passes=passes)
    return found


def reply_page(request: Request, offer: Offer, key: str) -> dict[str, Any]:
    course = offer.course
    return {
        "title": say("Ihr Kursplatz"),
        "key": key,
        "sender": course.owner,
        "facts": _facts(course),
        "times": course.times.order_by("weekday", "begins_at"),
        "reply_by": offer.reply_by,
        "late": request.actor.today > offer.reply_by,
    }


def _facts(course: Course) -> list[tuple[Any, Any]]:
    place = ", ".join(part for part in (course.venue, course.municipality.name) if part)
    return [
        (_("Art des Kurses"), course.kind.title),
        (_("Kurs"), course.title),
        (_("Kursträger"), course.provider.name),
        (_("Ort"), place),
        (_("Beginn"), course.starts_on),
        (_("Ende"), course.ends_on),
    ]
