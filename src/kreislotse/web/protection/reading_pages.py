"""What the page of one reading says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kreislotse.web.journal.words import READ_KINDS
from kreislotse.web.protection.reading_listings import role_in_words, who


def reading_facts(entry: Any, places: dict[int, str]) -> list[tuple[Any, Any, str]]:
    """Who, when, in which role, where, how, what for and how many; no name of a person read."""
    return [
        (_("Wer"), who(entry), ""),
        (_("Zeitpunkt"), entry.at, ""),
        (_("Rolle"), role_in_words(entry.role), ""),
        (_("Stelle"), places.get(entry.place_id, ""), ""),
        (_("Wie"), READ_KINDS[entry.kind], ""),
        (_("Zweck"), entry.purpose, ""),
        (_("Gefunden"), entry.found, ""),
        (_("Davon gezeigt"), len(entry.people), ""),
        (_("Gesucht"), _("ja, die Worte sind nicht gespeichert") if entry.asked else _("nein"), ""),
    ]
