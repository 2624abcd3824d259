"""Looking at a list before anybody uploads it: what would be new, known, doubtful or wrong."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import django

from kreislotse.cli.database import database_in_use
from kreislotse.kernel.refusals import DomainError

if TYPE_CHECKING:
    from kreislotse.intake.preview import Preview
    from kreislotse.organisations.models import Organisation


class ListNotFound(DomainError):
    """A file that cannot be read."""

    message = "Die Datei „{file}“ lässt sich nicht öffnen. Prüfen Sie den Namen und die Rechte."


class NoPlaceForPreview(DomainError):
    """The file for the result cannot be written."""

    message = "„{file}“ lässt sich nicht schreiben. Nennen Sie mit --json eine andere Datei."


class NoSuchMunicipality(DomainError):
    """An official key that no town in the database has."""

    message = "Eine Gemeinde mit dem Schlüssel „{key}“ gibt es in dieser Datenbank nicht."


def preview(file: Path, out: Path, key: str | None) -> int:
    """Write mapping, row states and reasons as JSON; print numbers only, never a name."""
    django.setup()
    from django.utils import timezone

    from kreislotse.intake.preview import preview_list, told

    content = _content(file)
    today = timezone.localdate()
    if key is None:
        found = preview_list(file.name, content, municipality=None, today=today)
    else:
        with database_in_use():
            town = _municipality(key)
            found = preview_list(file.name, content, municipality=town, today=today)
    _write(out, told(found, file.name))
    _print(found, out)
    return 0


def _content(file: Path) -> bytes:
    from kreislotse.intake.reading import refuse_by_size

    try:
        refuse_by_size(file.name, file.stat().st_size)
        return file.read_bytes()
    except OSError as problem:
        raise ListNotFound(file=file) from problem


def _municipality(key: str) -> "Organisation":
    from django.utils import timezone

    from kreislotse.organisations.models import Organisation, OrganisationKind
    from kreislotse.organisations.queries import system_actor

    everywhere = system_actor(timezone.now(), 0)
    towns = Organisation.objects.visible_to(everywhere).filter(kind=OrganisationKind.MUNICIPALITY)
    town = towns.filter(key=key).first() if key else None
    if town is None:
        raise NoSuchMunicipality(key=key)
    return town


def _write(out: Path, pieces: Iterable[str]) -> None:
    """For the user's own eyes: the file holds names."""
    try:
        out.touch(0o600)
        out.chmod(0o600)
        with out.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
    except OSError as problem:
        raise NoPlaceForPreview(file=out) from problem


def _print(found: "Preview", out: Path) -> None:
    from kreislotse.intake.states import RowState

    sums = ", ".join(f"{RowState(state).label}: {n}" for state, n in found.counts.items())
    print(f"Zeilen: {len(found.rows)} ({sums})")
    print(f"Bemerkungen zur Liste: {len(found.remarks)}")
    print(f"Ergebnis: {out}")
