"""Criteria in words: the labels of their columns, and a version as sentences anybody can read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kreislotse.allocation.models import CriteriaVersion
from kreislotse.courses.states import PriorityGroup
from kreislotse.kernel.german import number
from kreislotse.web.allocation.run_words import points

Sentences = Callable[[CriteriaVersion], list[str]]

LABELS: dict[str, Any] = {
    "place": _("Punkte für jeden Platz"),
    "obliged": _("Mehr für Menschen, die zur Teilnahme verpflichtet sind"),
    "benefits": _("Mehr für Menschen mit Leistungen nach SGB II oder SGB III"),
    "training": _("Mehr für Menschen vor einer Ausbildung oder Beschäftigung"),
    "week": _("Punkte je Woche seit der ersten Frage"),
    "most_weeks": _("Höchstens so viele Wochen zählen"),
    "jump": _("Mehr für Menschen, die vorgezogen sind"),
    "near_minutes": _("Wege bis zu dieser Dauer zählen nicht"),
    "minute": _("Abzug je weitere Minute Weg"),
    "travel_limit": _("Längster Weg, der in Frage kommt"),
    "keep_together": _("Haushalte zusammen"),
    "keep_minimum": _("Mindestzahl einhalten"),
    "floor_percent": _("Mindestanteil je Stadt oder Gemeinde"),
}
_GROUPS = {
    "obliged": PriorityGroup.OBLIGED,
    "benefits": PriorityGroup.BENEFITS,
    "training": PriorityGroup.TRAINING,
}


def _weeks(value: int) -> str:
    return ngettext("{n} Woche", "{n} Wochen", value).format(n=number(value))


def _minutes(value: int | None) -> str:
    if value is None:
        return say("keine Grenze")
    return ngettext("{n} Minute", "{n} Minuten", value).format(n=number(value))


def _percent(value: int) -> str:
    return f"{value}\u00a0%"


def _yes_no(value: bool) -> str:
    return say("ja") if value else say("nein")


_UNITS: dict[str, Callable[[Any], str]] = {
    "most_weeks": _weeks,
    "near_minutes": _minutes,
    "travel_limit": _minutes,
    "keep_together": _yes_no,
    "keep_minimum": _yes_no,
    "floor_percent": _percent,
}


def in_words(column: str, value: Any) -> str:
    """A column's value with its unit; what has no other unit is points."""
    return _UNITS.get(column, points)(value)


def _counts(version: CriteriaVersion) -> list[str]:
    return [
        say("Jeder Platz zählt {points}.").format(points=points(version.place)),
        *_groups(version),
        _waiting(version),
        _jumping(version),
        say("Die Plätze werden so vergeben, dass die Summe aller Punkte so groß wie möglich ist.")
        + " "
        + say("Bei gleichen Punkten entscheidet das Los."),
    ]


def _groups(version: CriteriaVersion) -> list[str]:
    """What each group with priority counts, and which do not count."""
    more = {
        "obliged": say("Wer zur Teilnahme verpflichtet ist, {points} mehr."),
        "benefits": say("Wer Leistungen nach SGB II oder SGB III bekommt, {points} mehr."),
        "training": say("Wer vor einer Ausbildung oder Beschäftigung steht, {points} mehr."),
    }
    told = [
        text.format(points=points(getattr(version, column)))
        for column, text in more.items()
        if getattr(version, column)
    ]
    silent = [str(group.label) for column, group in _GROUPS.items() if not getattr(version, column)]
    if silent:
        told.append(
            say("Diese Gruppen zählen nicht mehr als andere: {groups}.").format(
                groups="; ".join(silent)
            )
        )
    return told


def _waiting(version: CriteriaVersion) -> str:
    if not version.week or not version.most_weeks:
        return say("Wie lange jemand wartet, zählt nicht.")
    text = say(
        "Jede volle Woche seit der ersten Frage zählt {points} mehr, höchstens {weeks} lang."
    )
    return text.format(points=points(version.week), weeks=_weeks(version.most_weeks))


def _jumping(version: CriteriaVersion) -> str:
    if not version.jump:
        return say("Wer vorgezogen ist, zählt nicht mehr als andere.")
    text = say("Wer mit einem Grund vorgezogen ist, {points} mehr.")
    return text.format(points=points(version.jump))


def _ways(version: CriteriaVersion) -> list[str]:
    return [
        _minute(version),
        _limit(version),
        say(
            "Wer selbst sagt, welcher Weg höchstens geht, bekommt keinen Kurs, der weiter weg ist."
        ),
        say("Ist ein Weg nicht bekannt, zählt er nicht und schließt keinen Kurs aus."),
    ]


def _minute(version: CriteriaVersion) -> str:
    if not version.minute:
        return say("Wie lang der Weg zum Kurs ist, zählt nicht.")
    text = say("Ein Weg bis {minutes} zählt nicht. Jede Minute mehr nimmt {points} weg.")
    return text.format(minutes=_minutes(version.near_minutes), points=points(version.minute))


def _limit(version: CriteriaVersion) -> str:
    if version.travel_limit is None:
        return say("Kein Kurs ist allein wegen des Weges ausgeschlossen.")
    text = say("Ein Kurs, zu dem der Weg länger als {minutes} ist, kommt nicht in Frage.")
    return text.format(minutes=_minutes(version.travel_limit))


def _rules(version: CriteriaVersion) -> list[str]:
    return [
        say(
            "Berechtigung, Niveau, Unterrichtszeiten, Kurse nur für Frauen und Plätze in der "
            "Kinderbetreuung gelten immer. Punkte wiegen sie nicht auf."
        ),
        say("Wer zusammen in einem Haushalt lebt, kommt in denselben Kurs, oder niemand von ihnen.")
        if version.keep_together
        else say("Wer zusammen in einem Haushalt lebt, kann in verschiedene Kurse kommen."),
        say("Ein Kurs, der seine Mindestzahl nicht erreicht, bekommt niemanden.")
        if version.keep_minimum
        else say("Ein Kurs bekommt auch unter seiner Mindestzahl Menschen zugeteilt."),
    ]


def _fairness(version: CriteriaVersion) -> list[str]:
    if not version.floor_percent:
        return [say("Den Städten und Gemeinden ist kein Mindestanteil zugesagt.")]
    text = say(
        "Jeder Stadt und Gemeinde ist ein Mindestanteil zugesagt: {percent} des Anteils, der ohne "
        "diese Zusage im ganzen Kreis einen Platz bekommt."
    )
    return [
        text.format(percent=_percent(version.floor_percent)),
        say("Gerechnet wird mit allen, für die mindestens ein Kurs in Frage kommt."),
    ]


@dataclass(frozen=True)
class Part:
    """What stands together: a section of the sentences, a fieldset of the form."""

    key: str
    title: Any
    columns: tuple[str, ...]
    sentences: Sentences


PARTS: Sequence[Part] = (
    Part(
        "counts",
        _("Was zählt"),
        ("place", "obliged", "benefits", "training", "week", "most_weeks", "jump"),
        _counts,
    ),
    Part("ways", _("Wege"), ("near_minutes", "minute", "travel_limit"), _ways),
    Part("rules", _("Feste Regeln"), ("keep_together", "keep_minimum"), _rules),
    Part(
        "fairness",
        _("Fairness zwischen Städten und Gemeinden"),
        ("floor_percent",),
        _fairness,
    ),
)


def sections(version: CriteriaVersion) -> list[dict[str, Any]]:
    """The version as sentences, part by part."""
    return [
        {"key": part.key, "title": part.title, "sentences": part.sentences(version)}
        for part in PARTS
    ]


def differences(before: CriteriaVersion, after: CriteriaVersion) -> list[tuple[Any, str, str]]:
    """Column by column what the later version says otherwise."""
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in LABELS]
    return [
        (LABELS[name], in_words(name, old), in_words(name, new))
        for name, old, new in pairs
        if old != new
    ]
