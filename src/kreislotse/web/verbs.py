"""The journal's verbs in words, as the timeline of a record tells them."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# By the first word of a verb: what has happened, without its object (the page names it).
_FIRST_WORDS: dict[str, Promise] = {
    "add": _("angelegt"),
    "enter": _("eingetragen"),
    "record": _("festgehalten"),
    "register": _("erfasst"),
    "create": _("angelegt"),
    "draft": _("entworfen"),
    "open": _("eröffnet"),
    "change": _("geändert"),
    "correct": _("berichtigt"),
    "edit": _("geändert"),
    "remove": _("entfernt"),
    "link": _("verknüpft"),
    "unlink": _("Verknüpfung gelöst"),
    "end": _("beendet"),
    "confirm": _("bestätigt"),
}


def in_words(verb: str, record: Any) -> str:
    """What was done: the label of the lifecycle's step, else the verb's first word in German."""
    lifecycle = getattr(record, "LIFECYCLE", None)
    labels = {step.verb: step.label for step in lifecycle.steps} if lifecycle else {}
    if labels.get(verb):
        return gettext("„{deed}“").format(deed=labels[verb])
    return str(_FIRST_WORDS.get(verb.split("_", 1)[0], _("bearbeitet")))
