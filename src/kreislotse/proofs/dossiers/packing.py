"""Everything about an award in one file, alike to the byte for alike records (the auditor's door).

Nothing in it asks for this program: an index, checksums, and how to recompute the chain.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date

from kreislotse.access.policy import BERLIN
from kreislotse.awards.models import Award
from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.sheet import Column, Grid, Sheet, Text
from kreislotse.kernel.german import date_long
from kreislotse.proofs.dossiers.book import book_parts
from kreislotse.proofs.dossiers.parts import Part, plain_name, table
from kreislotse.proofs.dossiers.records import (
    award_parts,
    cash_parts,
    duty_parts,
    forwarding_parts,
    history_parts,
    proof_parts,
)

README = """Prüfordner: {title}
Stand: {on}

Dieser Ordner enthält alles, was zu diesem Bescheid geführt wird. Was wo liegt, steht in
index.pdf und index.csv: Pfad, Bedeutung, Prüfsumme (SHA-256) und Größe jeder Datei.

Dateien prüfen
  sha256sum -c checksums.txt
  Jede Zeile muss mit OK enden. Unter Windows zeigt "certutil -hashfile DATEI SHA256" die
  Prüfsumme einer Datei; sie steht in index.csv.

Kette der Buchungen prüfen
  buch/kette.txt hat je Buchung eine Zeile mit drei Teilen, getrennt durch Tabulatoren:
  die Prüfsumme der Buchung davor, den Inhalt der Buchung und ihre eigene Prüfsumme.
  Die eigene Prüfsumme ist der SHA-256 der ersten beiden Teile hintereinander, ohne Tabulator:
    while IFS=$'\\t' read -r davor inhalt eigene; do
      echo "$(printf '%s%s' "$davor" "$inhalt" | sha256sum | cut -c1-64)" "$eigene"
    done < buch/kette.txt
  In jeder Zeile müssen beide Prüfsummen gleich sein, und der erste Teil einer Zeile muss die
  Prüfsumme der Zeile davor sein. Die erste Zeile beginnt mit 64 Nullen.
  Die letzte Prüfsumme ist: {end}

Unterschriebene Nachweise prüfen
  nachweise/*/inhalt.json enthält, was unterschrieben wurde. Die Prüfsumme in index.csv neben
  "Unterschriebene Werte" ist der SHA-256 dieser Werte als JSON mit sortierten Schlüsseln, ohne
  Leerzeichen zwischen den Zeichen, in UTF-8.

Die Tabellen (CSV) sind UTF-8 mit Semikolon. Beträge stehen in Euro mit Komma.
Personen stehen im Journal und im Buch mit ihrer Nummer, nicht mit Namen.
"""
_INDEX = ("Pfad", "Bedeutung", "SHA-256", "Größe in Byte")


def dossier(award: Award) -> bytes:
    """The whole dossier as one ZIP file."""
    award.book.refresh_from_db()
    on = dated(award)
    parts = sorted(parts_of(award, on), key=lambda part: part.path)
    readme = README.format(title=award.title, on=date_long(on), end=award.book.end)
    head = [
        Part("README.txt", "Wie dieser Ordner geprüft wird", readme.encode()),
        Part("index.csv", "Inhalt als Tabelle", _index_csv(parts)),
        Part("index.pdf", "Inhalt zum Lesen", render_pdf(_index_sheet(award, parts, on))),
    ]
    sums = "".join(f"{_sha256(part)}  {part.path}\n" for part in [*head, *parts])
    return _packed([Part("checksums.txt", "", sums.encode()), *head, *parts])


def parts_of(award: Award, on: date) -> Iterator[Part]:
    """All files but those about the dossier itself."""
    yield from award_parts(award, on)
    yield from book_parts(award)
    yield from cash_parts(award, on)
    yield from forwarding_parts(award)
    yield from proof_parts(award, on)
    yield from duty_parts(award, on)
    yield from history_parts(award)


def dated(award: Award) -> date:
    """The day of the last booking: the same records make the same dossier on any day."""
    last = award.book.transfers.order_by("-number").first()
    return max(award.dated, last.at.astimezone(BERLIN).date()) if last else award.dated


def file_name(award: Award) -> str:
    return f"pruefordner-{award.pk}-{plain_name(award.title)[:60]}.zip"


def _index_csv(parts: Sequence[Part]) -> bytes:
    rows = [(part.path, part.title, _sha256(part), len(part.content)) for part in parts]
    return table(_INDEX, rows)


def _index_sheet(award: Award, parts: Sequence[Part], on: date) -> Sheet:
    return Sheet(
        title=award.title,
        kind="Prüfordner",
        sender=str(award.owner),
        dated=on,
        blocks=(
            Text("", ("Wie sich Dateien und Buchungen prüfen lassen, steht in README.txt.",)),
            Grid(
                "Inhalt",
                (Column("Datei"), Column("Bedeutung"), Column("SHA-256"), Column("Byte", True)),
                tuple((part.path, part.title, _sha256(part), len(part.content)) for part in parts),
            ),
        ),
        reference=award.reference,
        foot=f"Prüfordner: {award.title}",
        orientation="landscape",
        summary=(
            ("Bewilligungsbehörde", str(award.authority or "")),
            ("Stand", date_long(on)),
            ("Buchungen", award.book.length),
            ("Prüfsumme der letzten Buchung", award.book.end),
        ),
    )


def _sha256(part: Part) -> str:
    return hashlib.sha256(part.content).hexdigest()


def _packed(parts: Sequence[Part]) -> bytes:
    """A ZIP without anything that changes from one packing to the next."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts:
            entry = zipfile.ZipInfo(part.path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            packed.writestr(entry, part.content, compress_type=zipfile.ZIP_DEFLATED)
    return file.getvalue()
