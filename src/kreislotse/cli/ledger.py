"""Do the books add up? The answer in short, and a page for the files."""

from pathlib import Path

import django

from kreislotse.cli.database import database_in_use
from kreislotse.kernel.refusals import DomainError


class NoPlaceForProof(DomainError):
    """The file for the proof cannot be written."""

    message = "„{file}“ lässt sich nicht schreiben. Nennen Sie mit --out eine andere Datei."


def audit_ledger(out: Path) -> int:
    """Recompute all books, print what was found, write the proof; 1 when anything differs."""
    django.setup()
    from django.utils import timezone

    from kreislotse.documents.pdf import render_pdf
    from kreislotse.ledger.audit import audit
    from kreislotse.ledger.proof import counted, line_of, proof_of, verdict

    with database_in_use():
        found = audit()
    today = timezone.localdate()
    _write(out, render_pdf(proof_of(found, sender="Kreislotse", on=today)))
    print(f"Geprüft: {counted(found)}")
    for finding in found.findings:
        print(line_of(finding))
    if found.differences > len(found.findings):
        print(f"Weitere Abweichungen: {found.differences - len(found.findings)}")
    print(verdict(found))
    print(f"Gemeinsame Prüfsumme: {found.end}")
    print(f"Prüfprotokoll: {out}")
    return 0 if found.holds else 1


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as problem:
        raise NoPlaceForProof(file=file) from problem
