"""kreislotse VERB: paper, check-facts, demo, serve, check-journal, manage."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kreislotse.kernel.refusals import DomainError


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb; 0 when done, 2 when refused with a sentence, 1 when a check found a fault."""
    given = list(sys.argv[1:] if words is None else words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kreislotse.config.settings")
    if given[:1] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["kreislotse manage", *given[1:]])
        return 0
    asked = _parser().parse_args(given)
    try:
        return _carry_out(asked)
    except DomainError as refusal:
        print(refusal, file=sys.stderr)
        return 2


def _carry_out(asked: argparse.Namespace) -> int:
    # Django is set up by the verb, so that --help and a refused facts file answer at once.
    from kreislotse.cli import demo, journal, paper, serve

    if asked.verb == "paper":
        return paper.write(Path(asked.out), asked.facts, asked.as_of)
    if asked.verb == "check-facts":
        return paper.check(Path(asked.file))
    if asked.verb == "demo":
        return demo.load()
    if asked.verb == "serve":
        return serve.serve(asked.port, asked.host)
    return journal.check()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kreislotse", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    paper = verbs.add_parser("paper", help="write the committee paper as PDF, DOCX, HTML and JSON")
    paper.add_argument("--out", required=True, help="folder for paper.pdf, .docx, .html, .json")
    paper.add_argument("--facts", type=Path, help="facts file of a district; else the sample's")
    paper.add_argument("--as-of", type=_day, help="reference date (Stichtag), year-month-day")
    check = verbs.add_parser("check-facts", help="read a facts file and name what is wrong in it")
    check.add_argument("file")
    verbs.add_parser("demo", help="load the sample district into an empty database")
    serve = verbs.add_parser("serve", help="start the web server")
    serve.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    serve.add_argument("--host", default="127.0.0.1")
    verbs.add_parser("check-journal", help="recompute the hash chain of the journal")
    verbs.add_parser("manage", help="Django's own commands", add_help=False)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(
            f"„{text}“ ist kein Datum. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2015-11-12."
        ) from problem
