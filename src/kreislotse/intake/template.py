"""The template of a list: the fields of a profile with their choices, nothing else to fill in."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from kreislotse.intake.staging import EXAMPLE
from kreislotse.kernel.german import date_short
from kreislotse.organisations.models import LegalRegime, Organisation
from kreislotse.participants import reference_data
from kreislotse.participants.countries import countries
from kreislotse.participants.models import Call
from kreislotse.participants.occupations import occupation_groups
from kreislotse.participants.profile import FIELDS, NEEDED, Field, FieldKind
from kreislotse.participants.states import Evidence, Level, Paper, QualificationKind, Sex

_CELLS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "font_color": "#1F3D5C"},
    "note": {"font_color": "#565D66"},
    "needed": {
        "bold": True,
        "text_wrap": True,
        "valign": "top",
        "bottom": 2,
        "bg_color": "#DCE6F0",
    },
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2},
    "example": {"italic": True, "font_color": "#565D66", "bg_color": "#F1F3F6"},
    "text": {"num_format": "@"},
    "day": {"num_format": "dd.mm.yyyy"},
    "plain": {"text_wrap": True, "valign": "top"},
}
_LINES = 500  # so many rows are made ready; more may be added below
_HEAD_LINE = 3
_WIDTH = 24
_CHOICES: dict[str, Sequence[Any]] = {
    # "Ohne Angabe" says nothing in a list, so it cannot be said in one.
    "sex": [each.label for each in Sex if each is not Sex.NO_ENTRY],
    "regime": LegalRegime.labels,
    "qualification": QualificationKind.labels,
    "paper": Paper.labels,
    "german_level": Level.values,
    "german_evidence": Evidence.labels,
}
_EXAMPLE = {
    "family_name": EXAMPLE,
    "given_names": "Amina",
    "born_on": date(1990, 4, 3),
    "nationality": "Syrien",
    "languages": "Arabisch, Englisch",
    "title": "Aufenthaltsgestattung",
    "title_since": date(2015, 3, 2),
    "german_level": "A1",
    "school_years": "9",
    "needs_childcare": "nein",
}
_RULES = (
    "Eine Person in jede Zeile. Die Überschriften bleiben, wie sie sind.",
    (
        "Blau unterlegt ist, was jede Zeile braucht. Alles andere darf leer bleiben; eine leere "
        "Zelle löscht nichts, was schon bekannt ist."
    ),
    "Die graue Zeile ist ein Beispiel. Sie wird nicht gelesen, auch wenn sie stehen bleibt.",
    (
        "Tage schreiben Sie als Tag.Monat.Jahr, zum Beispiel 03.04.1990. Ist der Geburtstag nicht "
        "bekannt, schreiben Sie den 01.01. des Jahres, wie er im Ausweis steht."
    ),
    "Namen schreiben Sie, wie sie im Ausweis stehen, mit allen Zeichen.",
    "Mehrere Sprachen trennen Sie durch Kommas, die liebste zuerst.",
    "Wo eine Auswahl erscheint, gilt nur, was darin steht.",
    "Formeln werden nicht gelesen. Fügen Sie Werte ein.",
)
_FORBIDDEN = (
    "Religion oder Weltanschauung",
    "Gesundheit, Krankheiten, Behinderungen, Schwangerschaft",
    "Gründe der Flucht, politische Meinung, Volkszugehörigkeit",
    "Straftaten und Verfahren",
    "die AZR-Nummer, Nummern von Ausweisen, Steuer oder Versicherung",
    "Angaben über Angehörige, die nicht selbst vorgeschlagen werden",
)


def template(owner: Organisation, call: Call | None, *, today: date) -> bytes:
    """The template for a municipality, for a call or for lists in between."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _CELLS)
    name = f"Namensliste: {call.title}" if call else "Namensliste"
    created = datetime.combine(today, time())
    book.set_properties({"title": name, "author": owner.name, "created": created})
    looks = {each: book.add_format(look) for each, look in _LOOKS.items()}
    lists = book.add_worksheet("Liste"), book.add_worksheet("Hinweise")
    places = _offer(book.add_worksheet("Auswahl"))
    _head(lists[0], looks, name, owner, call)
    for at, field in enumerate(FIELDS):
        _column(lists[0], looks, at, field, places.get(field.code, ""))
    _example(lists[0], looks)
    lists[0].freeze_panes(_HEAD_LINE + 1, 2)
    lists[0].activate()
    _instructions(lists[1], looks)
    book.close()
    return file.getvalue()


def offered(field: Field) -> Sequence[Any]:
    """What a field's drop-down offers; nothing where any text may stand."""
    match field.kind:
        case FieldKind.COUNTRY:
            return [name for _code, name in countries()]
        case FieldKind.OCCUPATION_GROUP:
            return [title for _code, title in occupation_groups()]
        case FieldKind.TITLE:
            return [title.label for title in reference_data.titles()]
        case FieldKind.YES_NO:
            return ["ja", "nein"]
        case FieldKind.CHOICE:
            return [str(label) for label in _CHOICES[field.code]]
        case _:
            return []


def _head(
    page: Any, looks: dict[str, Any], name: str, owner: Organisation, call: Call | None
) -> None:
    page.write_string(0, 0, name, looks["title"])
    due = f"Antwort bis {date_short(call.due_on)}" if call and call.due_on else ""
    page.write_string(1, 0, " · ".join(part for part in (owner.name, due) if part), looks["note"])


def _column(page: Any, looks: dict[str, Any], at: int, field: Field, choices: str) -> None:
    first, last = _HEAD_LINE + 1, _HEAD_LINE + 1 + _LINES
    look = "day" if field.kind == FieldKind.DAY else "text"
    page.set_column(at, at, _WIDTH, looks[look])
    head = "needed" if field.code in NEEDED else "head"
    page.write_string(_HEAD_LINE, at, str(field.title), looks[head])
    if choices:
        page.data_validation(
            first, at, last, at, {"validate": "list", "source": choices, "error_type": "warning"}
        )
    elif field.kind == FieldKind.NUMBER:
        whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 80}
        page.data_validation(first, at, last, at, {**whole, "error_type": "warning"})


def _example(page: Any, looks: dict[str, Any]) -> None:
    for at, field in enumerate(FIELDS):
        value = _EXAMPLE.get(field.code, "")
        shown = date_short(value) if isinstance(value, date) else value
        page.write_string(_HEAD_LINE + 1, at, shown, looks["example"])


def _offer(page: Any) -> dict[str, str]:
    """The choices on a hidden sheet, one column a field; where each field's stand."""
    page.hide()
    places = {}
    for at, field in enumerate(each for each in FIELDS if offered(each)):
        values = offered(field)
        page.write_column(0, at, values)
        letter = xl_col_to_name(at)
        places[field.code] = f"=Auswahl!${letter}$1:${letter}${len(values)}"
    return places


def _instructions(page: Any, looks: dict[str, Any]) -> None:
    page.set_column(0, 0, 100)
    lines = [("So füllen Sie die Liste aus", "title"), *((rule, "plain") for rule in _RULES)]
    lines += [("", "plain"), ("Das dürfen wir nicht wissen, bitte nicht eintragen", "title")]
    lines += [(each, "plain") for each in _FORBIDDEN]
    for line, (text, look) in enumerate(lines):
        page.write_string(line, 0, text, looks[look])
