"""Lists every column in docs/datenschutz/datenfelder.md: personal or not, as the models declare."""

import os
from collections.abc import Iterator
from typing import Any

import django
import glossary
from django.apps import apps

FILE = glossary.ROOT / "docs" / "datenschutz" / "datenfelder.md"
HEAD = """# Datenfelder

*Entwurf – gilt erst, wenn die oder der Datenschutzbeauftragte ihn freigegeben hat.*

Jede Tabelle der Datenbank nennt jede ihrer Spalten entweder personenbezogen oder nicht.
Diese Liste entsteht daraus mit `tools/privacy_list.py`; ein Test prüft, dass sie stimmt und dass
keine Spalte fehlt. Ändern Sie die Angaben bei den Tabellen im Quelltext, nicht hier.

Freie Texte (Betreff, Bemerkung, Begründung, Text einer Vorlage) sind als nicht personenbezogen
geführt, weil Namen dort nichts zu suchen haben. Das Programm prüft ihren Inhalt nicht.
"""
SUMMARY = """## Übersicht

| Tabelle | Bezeichnung im Quelltext | Personenbezogene Spalten |
| --- | --- | --- |"""


def document() -> str:
    """The whole page; the same declarations give the same bytes."""
    names = glossary.german_names()
    models = sorted(_models(), key=lambda model: model._meta.label)
    overview = [_overview(model, names[model.__name__]) for model in models]
    tables = ["\n".join(_table(model, names[model.__name__])) for model in models]
    return "\n".join([HEAD, SUMMARY, *overview, "", *tables])


def _models() -> list[Any]:
    return [model for model in apps.get_models() if model.__module__.startswith("kreislotse.")]


def _overview(model: Any, german: str) -> str:
    personal = ", ".join(f"`{name}`" for name in sorted(model.Privacy.personal)) or "keine"
    return f"| {german} | `{model._meta.label}` | {personal} |"


def _table(model: Any, german: str) -> Iterator[str]:
    yield f"## {german} (`{model._meta.label}`)"
    yield ""
    yield "| Spalte | Inhalt | Personenbezogen |"
    yield "| --- | --- | --- |"
    for column in model._meta.concrete_fields:
        personal = "ja" if column.name in model.Privacy.personal else "nein"
        yield f"| `{column.name}` | {_content(column)} | {personal} |"
    yield ""


def _content(column: Any) -> str:
    """What kind of value a column holds, in words."""
    if column.is_relation:
        return f"Verweis auf `{column.related_model._meta.label}`"
    if column.choices:
        return "Auswahl"
    kind = type(column).__name__
    for part, word in WORDS:
        if part in kind:
            return word
    raise LookupError(f"{column} is a {kind}: say in WORDS what that is in German.")


# The first that fits; a kind of column without a word stops the tool.
WORDS = (
    ("Decimal", "Zahl"),
    ("Float", "Zahl"),
    ("AutoField", "laufende Nummer"),
    ("MoneyField", "Betrag in Cent"),
    ("ShareField", "Stellenanteil"),
    ("Integer", "Zahl"),
    ("Boolean", "ja oder nein"),
    ("Duration", "Zeitspanne"),
    ("DateTime", "Zeitpunkt"),
    ("TimeField", "Uhrzeit"),
    ("Date", "Tag"),
    ("JSON", "strukturierter Text"),
    ("Binary", "Datei"),
    ("Email", "E-Mail-Adresse"),
    ("Slug", "Kurzname"),
    ("Char", "Text"),
    ("Text", "Text"),
)

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kreislotse.config.settings")
    django.setup()
    FILE.write_text(document(), encoding="utf-8")
