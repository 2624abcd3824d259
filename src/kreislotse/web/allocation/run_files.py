"""The file of a run with which anybody can repeat it; people are numbers of this run only."""

import io
import zipfile

from django.http import HttpResponse

from kreislotse.allocation.models import Run
from kreislotse.kernel.german import date_short

PLACEMENTS, README = "placements.csv", "LIESMICH.txt"
# A fixed day for all entries: the same run gives the same file to the byte.
_DAY = (1980, 1, 1, 0, 0, 0)
_TEXT = """\
{run} zu „{list}“, Stichtag {day}
Kriterien: {criteria}
Gerechnet mit: {engine}
Prüfsumme (SHA-256): {checksum}

Diese Dateien enthalten alles, worüber entschieden wurde. Personen und Kurse sind Nummern, die nur
in diesem Verfahren gelten.

persons.csv     Person, Kommune, Haushalt, Bedarf an Kinderbetreuung
courses.csv     Kurs, Plätze, Plätze der Kinderbetreuung, Mindestzahl
eligible.csv    welche Kurse für wen in Frage kommen, mit Punkten
fixed.csv       Plätze, die feststehen (wenn es welche gibt)
earlier.csv     Plätze des Vorschlags davor (wenn es einen gibt)
options.json    was außerdem gilt: Haushalte, Mindestzahlen, zugesagte Anteile, Ruhe, Los
criteria.json   die veröffentlichten Kriterien
placements.csv  was herauskam

So wiederholen Sie die Vergabe mit Kreislotse auf einem eigenen Rechner:

  1. Entpacken Sie diese Datei in einen Ordner, zum Beispiel „vergabe“.
  2. Rufen Sie auf:  kreislotse allocate vergabe --out ergebnis
  3. Vergleichen Sie „ergebnis/placements.csv“ mit „vergabe/placements.csv“.
     Beide müssen Byte für Byte gleich sein.
"""


def files_of(run: Run) -> bytes:
    """The sealed files, what came out, and how to repeat it."""
    contents = {**run.sealed, PLACEMENTS: run.placements, README: _readme(run)}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, contents[name].encode())
    return kept.getvalue()


def as_download(run: Run) -> HttpResponse:
    response = HttpResponse(files_of(run), content_type="application/zip")
    name = f"vergabe-{run.waiting_list_id}-{run.number}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _readme(run: Run) -> str:
    return _TEXT.format(
        run=run,
        list=run.waiting_list,
        day=date_short(run.drawn_on),
        criteria=run.criteria,
        engine=run.engine,
        checksum=run.checksum,
    )
