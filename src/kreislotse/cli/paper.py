"""The main job without a browser: from a facts file to the committee paper."""

import errno
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

from kreislotse.kernel.refusals import DomainError
from kreislotse.sample.facts import read_facts
from kreislotse.sample.facts_schema import Facts

SAMPLE = Path(__file__).parent.parent / "sample" / "data" / "kreis-coesfeld-2015.yaml"
LARGEST = 1_000_000
REASONS = {
    errno.ENOENT: "Es gibt diese Datei nicht",
    errno.EISDIR: "Das ist ein Ordner",
    errno.ENOTDIR: "Ein Teil des Pfades ist kein Ordner",
    errno.EEXIST: "Unter diesem Namen liegt schon eine Datei",
    errno.EACCES: "Dazu fehlt das Recht",
    errno.EPERM: "Dazu fehlt das Recht",
    errno.EROFS: "Der Datenträger ist nur zum Lesen da",
    errno.ENOSPC: "Der Datenträger ist voll",
    errno.ENAMETOOLONG: "Der Name ist zu lang",
}


class CannotRead(DomainError):
    """A facts file that is not there or cannot be opened."""

    message = "{file} lässt sich nicht lesen: {reason}."


class CannotWrite(DomainError):
    """A folder that cannot be written to."""

    message = "In {folder} lässt sich nicht schreiben: {reason}."


def write(out: Path, file: Path | None, as_of: date | None) -> int:
    """Write paper.pdf, paper.docx, paper.html and paper.json; nothing when facts are refused."""
    facts = _facts(file or SAMPLE)
    _database_in_memory()
    from kreislotse.reporting.content import content_of
    from kreislotse.reporting.files import files_of
    from kreislotse.sample.loading import load_facts

    report = load_facts(facts, as_of=as_of).report
    files = files_of(content_of(report), number=1, label="Vorlage", state="Entwurf")
    _put(out, files)
    for ending in files:
        print(out / f"paper.{ending}")
    return 0


def _put(out: Path, files: dict[str, bytes]) -> None:
    """All of the files or none: written beside their names first, renamed at the end."""
    drafts = {out / f"paper.{ending}": out / f".paper.{ending}.part" for ending in files}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for (target, draft), content in zip(drafts.items(), files.values(), strict=True):
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "", target)
            draft.write_bytes(content)
        for target, draft in drafts.items():
            draft.replace(target)
    except OSError as problem:
        _forget(drafts.values())
        raise CannotWrite(folder=out, reason=_reason(problem)) from problem


def _forget(drafts: Iterable[Path]) -> None:
    """Leave nothing half-done behind; where the folder itself is wrong there is nothing."""
    with suppress(OSError):
        for draft in drafts:
            draft.unlink(missing_ok=True)


def _reason(problem: OSError) -> str:
    return REASONS.get(problem.errno or 0, f"Fehler {problem.errno}")


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
        raise CannotRead(file=file, reason=_reason(problem)) from problem
    return read_facts(content, name=file.name)


def _database_in_memory() -> None:
    """A database of its own that is gone afterwards; tables are made without their history."""
    if not settings.configured:
        # Neither the installation's database nor its secret is needed, hence no folder for them.
        os.environ["KREISLOTSE_DATABASE_URL"] = "sqlite:///:memory:"
        os.environ.setdefault("KREISLOTSE_SECRET_KEY", secrets.token_urlsafe(50))
    django.setup()
    connection.settings_dict["NAME"] = ":memory:"
    with connection.schema_editor() as editor:
        for model in django.apps.apps.get_models():
            editor.create_model(model)
