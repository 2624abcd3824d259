"""Why somebody has a place or not, in words: German, plain German; nobody else is named.

Numbers below three are not said (R-DP-40). Every sentence about what would have changed the
outcome was found true by deciding again with exactly that change.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kreislotse.allocation.explaining import Change, Competition, Explanation, Reason
from kreislotse.web.allocation.run_words import FEW, bars_in_words, points

# Kinds of priority as a sentence has them; the waiting and the place itself are everybody's.
_OTHERS: dict[str, Any] = {
    "obliged": _("zur Teilnahme verpflichtet"),
    "benefits": _("mit Leistungen nach SGB II oder SGB III"),
    "training": _("vor einer Ausbildung oder Beschäftigung"),
    "jump": _("vorgezogen"),
}


@dataclass(frozen=True)
class Told:
    """What an explanation is about: the courses' names by key, why somebody decided so, and the
    course of a place that became free later."""

    explanation: Explanation
    courses: Mapping[str, str]
    decided: str = ""
    moved_up: str = ""

    @property
    def course(self) -> str:
        return self.courses.get(self.explanation.course, "")


def why(told: Told) -> list[str]:
    """The reason, who the places went to, and what speaks against the other courses."""
    found = told.explanation
    return [
        *_moved_up(told),
        *_REASONS[found.reason](told),
        *(_competition(told, each) for each in found.courses),
        *_barred(told),
    ]


def what_would_help(told: Told) -> list[str]:
    """The smallest changes, each of which would have given a place."""
    return [_change(told, each) for each in told.explanation.changes]


def _moved_up(told: Told) -> list[str]:
    if not told.moved_up:
        return []
    now = say("Nachgerückt: Im Kurs „{course}“ ist ein Platz frei geworden.")
    return [now.format(course=told.moved_up), say("Zuvor war es so entschieden:")]


def _placed(told: Told) -> list[str]:
    return [say("Die Person bekommt einen Platz im Kurs „{course}“.").format(course=told.course)]


def _held(told: Told) -> list[str]:
    sentence = say("Die Person hat schon einen Platz im Kurs „{course}“. Er bleibt, wie er ist.")
    return [sentence.format(course=told.course)]


def _decided(told: Told) -> list[str]:
    what = (
        say("Für diese Person ist anders entschieden: ein Platz im Kurs „{course}“.")
        if told.course
        else say("Für diese Person ist anders entschieden: kein Platz.")
    )
    return [what.format(course=told.course), say("Grund: {reason}").format(reason=told.decided)]


_REASONS: dict[Reason, Callable[[Told], list[str]]] = {
    Reason.PLACED: _placed,
    Reason.HELD: _held,
    Reason.DECIDED: _decided,
    Reason.NO_COURSE: lambda _told: [say("Kein Kurs dieser Vergabe kommt in Frage.")],
    Reason.OUTDONE: lambda _told: [
        say("Die Plätze in den Kursen, die in Frage kommen, reichen nicht für alle."),
        say("Andere haben nach den Kriterien Vorrang."),
    ],
    Reason.CHILDCARE: lambda _told: [
        say("In den Kursen, die in Frage kommen, reichen die Plätze der Kinderbetreuung nicht.")
    ],
    Reason.CLOSED: lambda _told: [
        say("Die Kurse, die in Frage kommen, erreichen ihre Mindestzahl nicht.")
    ],
    Reason.HOUSEHOLD: lambda _told: [
        say(
            "Ein Haushalt kommt zusammen in einen Kurs oder gar nicht. Für alle zusammen ist "
            "nirgends Platz."
        )
    ],
    Reason.FLOOR: lambda _told: [
        say("Jede Stadt und Gemeinde hat einen zugesagten Anteil. Deshalb gehen Plätze an andere.")
    ],
}


def _barred(told: Told) -> list[str]:
    return [
        say("„{course}“ kommt nicht in Frage: {reasons}.").format(
            course=told.courses.get(key, key), reasons=bars_in_words(against)
        )
        for key, against in told.explanation.barred.items()
        if against
    ]


def _competition(told: Told, found: Competition) -> str:
    """How many have more points in a course, and what kind of priority they have."""
    course = told.courses.get(found.course, found.course)
    if found.places in FEW:
        return say("„{course}“ hat nur einzelne Plätze. Sie gehen an andere.").format(course=course)
    more = str(so_many(found.with_more_points) or say("keiner"))
    sentence = say("„{course}“ hat {places} Plätze, {more} davon an Personen mit mehr Punkten.")
    said = [sentence.format(course=course, places=found.places, more=more)]
    kinds = [
        f"{so_many(number)} {_OTHERS[part]}"
        for part, number in found.by_part.items()
        if part in _OTHERS and number
    ]
    if kinds:
        said.append(say("Unter denen mit Platz: {kinds}.").format(kinds=", ".join(kinds)))
    if found.least_weight:
        least = points(found.least_weight)
        said.append(say("Für den letzten Platz reichen {points}.").format(points=least))
    return " ".join(said)


def so_many(number: int) -> str:
    """A number of people; so few that they could be recognised are not counted out."""
    return say("einzelne") if number in FEW else str(number or "")


def _change(told: Told, change: Change) -> str:
    """What would have been enough, everything else as it was."""
    sentences = {
        "points": ngettext(
            "Mit einem Punkt mehr hätte es einen Platz im Kurs „{course}“ gegeben.",
            "Mit {number} Punkten mehr hätte es einen Platz im Kurs „{course}“ gegeben.",
            change.amount,
        ),
        "weeks": ngettext(
            "Mit einer Woche mehr Wartezeit hätte es einen Platz im Kurs „{course}“ gegeben.",
            "Mit {number} Wochen mehr Wartezeit hätte es einen Platz im Kurs „{course}“ gegeben.",
            change.amount,
        ),
        "childcare": ngettext(
            "Mit einem Platz mehr in der Kinderbetreuung des Kurses „{course}“ hätte es gereicht.",
            "Mit {number} Plätzen mehr in der Kinderbetreuung des Kurses „{course}“ hätte es "
            "gereicht.",
            change.amount,
        ),
        "place": ngettext(
            "Mit einem Platz mehr im Kurs „{course}“ hätte es gereicht.",
            "Mit {number} Plätzen mehr im Kurs „{course}“ hätte es gereicht.",
            change.amount,
        ),
        "rule": say("Einen Platz im Kurs „{course}“ gäbe es, wenn eines nicht wäre: {reason}."),
    }
    return sentences[change.kind].format(
        course=told.courses.get(change.course, change.course),
        number=change.amount,
        reason=bars_in_words([change.misfit]) if change.misfit else "",
    )
