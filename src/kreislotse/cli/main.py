"""kreislotse VERB: what can be done from the command line, one line a verb."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from kreislotse.kernel.refusals import DomainError


class WrongCall(DomainError):
    """Words that are no command of ours."""

    message = "{what} So geht es: {usage}"


class NotADay(DomainError):
    """A reference date that is none."""

    message = "„{text}“ ist kein Datum. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2015-11-12."


class NotAPort(DomainError):
    """A port that no program can listen on."""

    message = "„{text}“ ist kein Anschluss. Nennen Sie eine Zahl von 1 bis 65535."


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb; 0 when done, 2 when refused with a sentence, 1 when a check found a fault."""
    given = list(sys.argv[1:] if words is None else words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kreislotse.config.settings")
    if given[:1] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["kreislotse manage", *given[1:]])
        return 0
    try:
        return _carry_out(_parser().parse_args(given))
    except DomainError as refusal:
        print(refusal, file=sys.stderr)
        return 2


def _carry_out(asked: argparse.Namespace) -> int:
    # Each verb brings its own modules, so that --help and a refused facts file answer at once.
    program = import_module(f"kreislotse.cli.{_MODULES.get(asked.verb, asked.verb)}")
    done: int = {
        "paper": lambda: program.write(Path(asked.out), asked.facts, asked.as_of),
        "check-facts": lambda: program.check(Path(asked.file)),
        "demo": lambda: program.load(),
        "open-office": lambda: program.open_office(asked.district, asked.email, asked.name),
        "serve": lambda: program.serve(asked.port, asked.host),
        "check-journal": lambda: program.check(),
        "retention": lambda: program.run(),
        "audit-ledger": lambda: program.audit_ledger(Path(asked.out)),
        "preview": lambda: program.preview(asked.file, asked.json, asked.municipality),
        "allocate": lambda: program.allocate(asked.folder, asked.out, asked),
    }[asked.verb]()
    return done


# The verbs that are not called like their module.
_MODULES = {
    "check-facts": "paper",
    "check-journal": "journal",
    "retention": "protection",
    "audit-ledger": "ledger",
    "open-office": "office",
    "preview": "intake",
}


class Parser(argparse.ArgumentParser):
    """Refuses in German and helps in German; the library's own sentences are English."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self.add_argument("-h", "--help", action="help", help="zeigt diese Hilfe")

    def error(self, message: str) -> NoReturn:
        what = next((said for sign, said in _SAID if sign in message), "Das ist kein Aufruf.")
        usage = " ".join(self.format_usage().split()).removeprefix("usage: ")
        raise WrongCall(what=what.format(word=message.rpartition(": ")[2]), usage=usage)


_SAID = (
    ("the following arguments are required: VERB", "Es fehlt, was geschehen soll."),
    ("the following arguments are required", "Es fehlt: {word}."),
    ("unrecognized arguments", "Das gibt es hier nicht: {word}."),
    ("invalid choice", "Diesen Befehl gibt es nicht."),
    ("expected one argument", "Hinter einer der Angaben fehlt der Wert."),
)


def _parser() -> Parser:
    parser = Parser(prog="kreislotse", description="Vom Auftrag des Kreistags zur Vorlage.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", title="Befehle")
    paper = verbs.add_parser("paper", help="schreibt die Vorlage als PDF, DOCX, HTML und JSON")
    paper.add_argument("--out", required=True, help="Ordner für paper.pdf, .docx, .html und .json")
    paper.add_argument("--facts", type=Path, help="Faktendatei; sonst die des Beispielkreises")
    paper.add_argument("--as-of", type=_day, help="Stichtag als Jahr-Monat-Tag")
    check = verbs.add_parser("check-facts", help="prüft eine Faktendatei und nennt jeden Fehler")
    check.add_argument("file", help="Faktendatei")
    verbs.add_parser("demo", help="lädt den Beispielkreis in eine leere Datenbank")
    office = verbs.add_parser("open-office", help="richtet eine Datenbank für einen Kreis ein")
    office.add_argument("--district", required=True, help="Kreis, zum Beispiel: Kreis Coesfeld")
    office.add_argument("--email", required=True, help="Adresse, mit der sich die Person anmeldet")
    office.add_argument("--name", required=True, help="Name der Person, die Konten eröffnet")
    serve = verbs.add_parser("serve", help="startet den Webserver")
    port = os.environ.get("PORT") or "8000"
    serve.add_argument("--port", type=_port, default=port, help="Anschluss, sonst 8000")
    serve.add_argument("--host", default="127.0.0.1", help="Adresse, sonst nur dieser Rechner")
    verbs.add_parser("check-journal", help="rechnet die Ketten der Protokolle nach")
    verbs.add_parser("retention", help="leert alte Listen und nennt, was zu löschen wäre")
    ledger = verbs.add_parser("audit-ledger", help="rechnet alle Bücher nach und belegt es als PDF")
    ledger.add_argument(
        "--out", default="audit-ledger.pdf", help="Prüfprotokoll, sonst audit-ledger.pdf hier"
    )
    preview = verbs.add_parser("preview", help="zeigt, was eine Liste bringen würde")
    preview.add_argument("file", type=Path, help="Liste als XLSX, XLS, ODS oder CSV")
    preview.add_argument("--json", type=Path, required=True, help="Datei für das Ergebnis")
    preview.add_argument("--municipality", help="Gemeindeschlüssel; sonst ohne Datenbank")
    _add_allocate(verbs.add_parser("allocate", help="vergibt Kursplätze und belegt das Optimum"))
    verbs.add_parser("manage", help="die Befehle von Django")
    return parser


def _add_allocate(verb: argparse.ArgumentParser) -> None:
    tables = "Ordner mit persons.csv, courses.csv und eligible.csv"
    verb.add_argument("folder", type=Path, help=tables)
    verb.add_argument("--out", type=Path, required=True, help="Ordner für das Ergebnis")
    verb.add_argument("--households", action="store_true", help="Haushalte bleiben zusammen")
    verb.add_argument(
        "--minimum-sizes",
        action="store_true",
        help="ein Kurs hat seine Mindestgröße oder niemanden",
    )
    verb.add_argument("--fairness", help="Mindestanteil je Gemeinde am Anteil aller, 0 bis 1")
    verb.add_argument("--seed", help="Wort, aus dem die Lose gezogen werden")
    verb.add_argument("--previous", type=Path, help="placements.csv des Laufs davor")
    verb.add_argument("--stay-points", help="Punkte für jeden, der seinen Kurs behält")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise NotADay(text=text) from problem


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:6]) < 65536:
        raise NotAPort(text=text)
    return int(text)
