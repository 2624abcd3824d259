"""Why a list cannot be read, each with what to do about it; never a word of its content."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class ListRefused(DomainError):
    """A file that is not read; nothing of it has been kept."""


class ListEmpty(ListRefused):
    message = _("Die Datei „{name}“ ist leer. Wählen Sie sie noch einmal aus.")


class ListTooLarge(ListRefused):
    message = _(
        "Die Datei „{name}“ ist {size} MB groß, erlaubt sind {most} MB. Löschen Sie Bilder und "
        "Blätter, die nicht gebraucht werden, oder teilen Sie die Liste."
    )


class UnpacksTooLarge(ListRefused):
    message = _(
        "Die Datei „{name}“ wäre ausgepackt {size} MB groß, erlaubt sind {most} MB. Kopieren Sie "
        "die Tabelle in eine neue Arbeitsmappe, und speichern Sie diese."
    )


class UnpacksSuspiciously(ListRefused):
    message = _(
        "Die Datei „{name}“ ist verdächtig stark gepackt. Kopieren Sie die Tabelle in eine neue "
        "Arbeitsmappe, und speichern Sie diese."
    )


class TooManyRows(ListRefused):
    message = _(
        "Blatt „{sheet}“: Die Tabelle hat mehr als {most} Zeilen. Teilen Sie die Liste, und laden "
        "Sie die Teile nacheinander hoch."
    )


class TooManyColumns(ListRefused):
    message = _(
        "Blatt „{sheet}“, Zelle {cell}: Die Tabelle hat mehr als {most} Spalten. Löschen Sie die "
        "Spalten, die nicht gebraucht werden."
    )


class TooWide(ListRefused):
    message = _(
        "Blatt „{sheet}“: Die Tabelle reicht bis Zelle {cell}. Das sind zu viele Zellen. Löschen "
        "Sie, was rechts und unter der Liste steht."
    )


class Damaged(ListRefused):
    message = _(
        "Die Datei „{name}“ ist beschädigt oder unvollständig. Öffnen Sie sie in Excel oder "
        "LibreOffice, speichern Sie sie neu als XLSX, und laden Sie diese hoch."
    )


class Protected(ListRefused):
    message = _(
        "Die Datei „{name}“ ist mit einem Kennwort geschützt. Öffnen Sie sie, entfernen Sie das "
        "Kennwort unter „Datei – Informationen“, und speichern Sie sie neu."
    )


class HasMacros(ListRefused):
    message = _(
        "Die Datei „{name}“ enthält Makros. Speichern Sie sie als „Excel-Arbeitsmappe (*.xlsx)“, "
        "und laden Sie diese hoch."
    )


class NotASpreadsheet(ListRefused):
    message = _(
        "Die Datei „{name}“ ist {what} und keine Tabelle, die wir lesen. Speichern Sie die Liste "
        "in Excel oder LibreOffice als XLSX, XLS, ODS oder CSV."
    )


class SaveAsWorkbook(ListRefused):
    message = _(
        "Die Datei „{name}“ ist {what}. Öffnen Sie sie in Excel, wählen Sie „Datei – Speichern "
        "unter – Excel-Arbeitsmappe (*.xlsx)“, und laden Sie diese hoch."
    )


class EncodingUnclear(ListRefused):
    message = _(
        "Die Datei „{name}“ sagt nicht eindeutig, wie Umlaute gespeichert sind. Speichern Sie sie "
        "in Excel als „CSV UTF-8“ oder als XLSX."
    )


class QuotesOpen(ListRefused):
    message = _(
        "Die Datei „{name}“, Zeile {row}: Die Anführungszeichen gehen nicht auf. Korrigieren Sie "
        "die Zeile, oder speichern Sie die Liste als XLSX."
    )


class NoVisibleSheet(ListRefused):
    message = _(
        "In der Datei „{name}“ ist kein Blatt sichtbar. Blenden Sie das Blatt mit der Liste ein, "
        "und speichern Sie die Datei neu."
    )


class NoHeadings(ListRefused):
    message = _(
        "Blatt „{sheet}“: Wir finden keine Zeile mit Überschriften. Schreiben Sie über die Liste "
        "mindestens: Familienname, Vornamen, Geburtsdatum, Staatsangehörigkeit."
    )


class NoRows(ListRefused):
    message = _(
        "Blatt „{sheet}“: Unter den Überschriften in Zeile {row} steht niemand. Tragen Sie die "
        "Personen ein, eine in jede Zeile."
    )
