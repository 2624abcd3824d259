"""What comparing a row with what is known has brought to light; keys, facts and their sentences.

They are kept with the row like the reasons of its cells: [field, cell, key, facts].
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from kreislotse.participants.likeness import Reason as Alike
from kreislotse.participants.profile import BY_CODE

SENTENCES = {
    "alike": _("Vielleicht schon bekannt: {by}."),
    "twice": _("Steht vielleicht schon in Zeile {row}: {by}."),
    "locked": _("Diese Person ist bekannt, ihr Datensatz ist gesperrt. Die Zeile bleibt weg."),
    "ended": _(
        "Diese Person ist bekannt, aber abgeschlossen, weggezogen oder hat widerrufen. Nehmen Sie "
        "sie zuerst wieder auf, und laden Sie die Zeile dann noch einmal hoch."
    ),
    "meanwhile": _(
        "Seit der Prüfung hat sich bei dieser Person etwas geändert. Die Zeile blieb weg; laden "
        "Sie sie noch einmal hoch."
    ),
    "out_of_place": _(
        "{title}: „{word}“ gehört nicht hierher; das dürfen wir nicht wissen. Nehmen Sie es heraus."
    ),
    "changed": _("{title} wird geändert."),
    "transmitted": _(
        "Diese Person ist schon übermittelt; wer sie bekommen hat, bekommt eine Berichtigung."
    ),
    "outdated_status": _(
        "Der Aufenthaltsstatus der Liste ist älter als der bekannte und wird nicht übernommen."
    ),
}
_BY = {
    None: _("Name und Geburtsdatum stimmen überein"),
    Alike.NAMES_SWAPPED: _("Familienname und Vornamen sind vertauscht"),
    Alike.NAMES_ALIKE: _("der Name klingt ähnlich"),
    Alike.DAY_AND_MONTH: _("Tag und Monat der Geburt sind vertauscht"),
    Alike.FIRST_OF_JANUARY: _("einmal steht der 1. Januar als Geburtstag"),
    Alike.ONE_DIGIT: _("das Geburtsdatum unterscheidet sich in einer Ziffer"),
    Alike.NATIONALITY: _("die Staatsangehörigkeit ist eine andere"),
}


def about(key: str, **facts: Any) -> list[Any]:
    """A finding about the whole row."""
    return ["", "", key, facts]


def changed(field: str) -> list[Any]:
    return [field, "", "changed", {}]


def out_of_place(field: str, word: str) -> list[Any]:
    """A word in a free text that tells of health, faith or the like."""
    return [field, "", "out_of_place", {"word": word}]


def is_finding(kept: Sequence[Any]) -> bool:
    return kept[2] in SENTENCES


def sentence(kept: Sequence[Any]) -> str:
    """The finding in words; it names nobody."""
    field, _cell, key, facts = kept
    title = BY_CODE[field].title if field else ""
    shown = {"by": _by(facts.get("by")), "row": facts.get("row"), "word": facts.get("word")}
    return say(SENTENCES[key]).format(title=title, **shown)


def people(reasons: Sequence[Sequence[Any]]) -> list[int]:
    """The candidates that findings name, the surest first."""
    return [each[3]["person"] for each in reasons if "person" in each[3]]


def twin_row(reasons: Sequence[Sequence[Any]]) -> int | None:
    """The row of the same list that may be the same person."""
    return next((each[3]["row"] for each in reasons if each[2] == "twice"), None)


def _by(reasons: Sequence[str] | None) -> str:
    known = [Alike(reason) for reason in reasons or ()]
    return ", ".join(say(_BY[each]) for each in known) if known else say(_BY[None])
