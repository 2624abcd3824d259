"""The main job without a browser: from a facts file to the committee paper."""

import sys
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from kreislotse.kernel.refusals import DomainError
from kreislotse.sample.facts import read_facts
from kreislotse.sample.facts_schema import Facts

SAMPLE = Path(__file__).parent.parent / "sample" / "data" / "kreis-coesfeld-2015.yaml"
LARGEST = 1_000_000


class CannotRead(DomainError):
    """A facts file that is not there or cannot be opened."""

    message = "{file} lässt sich nicht lesen: {reason}."


class CannotWrite(DomainError):
    """A folder that cannot be written to."""

    message = "In {folder} lässt sich nicht schreiben: {reason}."


def write(out: Path, file: Path | None, as_of: date | None) -> int:
    """Write paper.pdf, paper.docx, paper.html and paper.json; nothing when the facts are refused."""
    facts = _facts(file or SAMPLE)
    _database_in_memory()
    from kreislotse.reporting.content import content_of
    from kreislotse.reporting.files import files_of
    from kreislotse.sample.loading import load_facts

    report = load_facts(facts, as_of=as_of).report
    files = files_of(content_of(report), number=1, label="Vorlage", state="Entwurf")
    try:
        out.mkdir(parents=True, exist_ok=True)
        for ending, content in files.items():
            (out / f"paper.{ending}").write_bytes(content)
    except OSError as problem:
        raise CannotWrite(folder=out, reason=problem.strerror) from problem
    for ending in files:
        print(out / f"paper.{ending}")
    return 0


def check(file: Path) -> int:
    """Say whether a facts file can be read; each problem with line and field."""
    facts = _facts(file)
    print(f"{file.name}: ohne Fehler gelesen ({facts.district.name}).")
    return 0


def _facts(file: Path) -> Facts:
    try:
        with file.open("rb") as source:
            content = source.read(LARGEST + 1)
    except OSError as problem:
        raise CannotRead(file=file, reason=problem.strerror) from problem
    return read_facts(content, name=file.name)


def _database_in_memory() -> None:
    """A database of its own that is gone afterwards; tables are made without their history."""
    django.setup()
    if connection.vendor != "sqlite":
        sys.exit("kreislotse paper braucht SQLite; setzen Sie KREISLOTSE_DATABASE_URL nicht.")
    connection.settings_dict["NAME"] = ":memory:"
    settings.MIGRATION_MODULES = {
        config.label: None for config in django.apps.apps.get_app_configs()
    }
    call_command("migrate", run_syncdb=True, verbosity=0)
