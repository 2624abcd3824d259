"""What the person is shown about themselves: all fields, named in their language, to read only."""

from typing import Any

from django.urls import reverse

from kreislotse.participants.consent_texts import spoken_text
from kreislotse.participants.models import Candidate
from kreislotse.participants.profile import FIELDS, FieldKind
from kreislotse.participants.reading import profile_of
from kreislotse.participants.reference_data import labels
from kreislotse.web.participants.people_listings import address
from kreislotse.web.participants.people_values import value_text
from kreislotse.web.requests import Request

# Babel has no names in Kurmanji; it has them in Kurdish.
_IN_BABEL = {"kmr": "ku"}


def shown_context(request: Request, candidate: Candidate) -> dict[str, Any]:
    """The page in the language asked for, else in one that the person speaks."""
    known = labels()
    profile = profile_of(candidate, on=request.actor.today)
    asked = request.GET.get("language", "")
    language = asked if asked in known else spoken_text(profile.languages)
    words = known.get(language) or known["de"]
    here = reverse("participants:person_shown", args=[candidate.code])
    return {
        "title": candidate.code,
        "record": candidate,
        "back": address(candidate),
        "language": language if language in known else "de",
        "words": words,
        "facts": [
            (words[field.code], _text(field, getattr(profile, field.code), language, words))
            for field in FIELDS
        ],
        "choices": [
            (code, each["name"], f"{here}?language={code}") for code, each in known.items()
        ],
    }


def _text(field: Any, value: Any, language: str, words: dict[str, str]) -> Any:
    if field.kind == FieldKind.YES_NO:
        return words["yes"] if value else words["no"]
    if value in (None, "", ()):
        return words["not_said"]
    return value_text(field, value, _IN_BABEL.get(language, language))
