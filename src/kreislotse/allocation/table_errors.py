"""What the files of an allocation get refused for: file, line, column and what to do."""

from kreislotse.kernel.refusals import DomainError


class NoSuchTable(DomainError):
    """A file that is missing or cannot be opened."""

    message = "„{file}“ lässt sich nicht öffnen. Legen Sie die Datei in den Ordner."


class NotText(DomainError):
    """A file in another encoding."""

    message = "{file}, Zeile {line}: Das ist kein UTF-8. Speichern Sie die Datei als CSV UTF-8."


class NotATable(DomainError):
    """A line that no table has."""

    message = "{file}, Zeile {line}: Die Zeile ist nicht lesbar. Speichern Sie die Datei als CSV."


class MissingColumn(DomainError):
    """A heading that is not there."""

    message = "{file}, Zeile 1: Es fehlt die Spalte „{column}“. Ergänzen Sie diese Überschrift."


class ShortLine(DomainError):
    """A line with fewer fields than the headings need."""

    message = (
        "{file}, Zeile {line}, Spalte „{column}“: Hier fehlt der Wert. Füllen Sie die Zeile aus."
    )


class EmptyKey(DomainError):
    """A person, course or municipality without a name."""

    message = "{file}, Zeile {line}, Spalte „{column}“: Das Feld ist leer. Tragen Sie es ein."


class UnknownKey(DomainError):
    """A person or course that its own file does not have."""

    message = (
        "{file}, Zeile {line}, Spalte „{column}“: „{value}“ steht nicht in {home}. "
        "Berichtigen Sie die Angabe, oder ergänzen Sie sie dort."
    )


class TwiceThere(DomainError):
    """The same person, course or pair again."""

    message = (
        "{file}, Zeile {line}, Spalte „{column}“: „{value}“ steht schon in einer Zeile davor. "
        "Streichen Sie eine der beiden."
    )


class NotAWholeNumber(DomainError):
    """A capacity that is no number from 0."""

    message = (
        "{file}, Zeile {line}, Spalte „{column}“: „{value}“ ist keine ganze Zahl ab 0. "
        "Berichtigen Sie die Angabe."
    )


class NotPoints(DomainError):
    """A weight that is no number above 0."""

    message = (
        "{file}, Zeile {line}, Spalte „{column}“: „{value}“ ist keine Zahl über 0. "
        "Schreiben Sie zum Beispiel 12 oder 12.5, oder streichen Sie die Zeile."
    )


class TooManyDigits(DomainError):
    """Weights that cannot be scaled to whole numbers of the engine."""

    message = (
        "{file}, Zeile {line}, Spalte „{column}“: „{value}“ hat zu viele Stellen. "
        "Runden Sie alle Punkte auf weniger Nachkommastellen."
    )


class NotYesOrNo(DomainError):
    """A childcare entry that says neither."""

    message = (
        "{file}, Zeile {line}, Spalte „{column}“: „{value}“ heißt weder Ja noch Nein. "
        "Schreiben Sie 1 oder 0."
    )


class NotOptions(DomainError):
    """A file of options that is no JSON object."""

    message = "{file}: Das sind keine Optionen in JSON. Nehmen Sie die Datei aus einem Verfahren."


class WrongOption(DomainError):
    """An option that nobody knows, or with a value that it cannot have."""

    message = "{file}: Die Angabe „{option}“ passt nicht. Berichtigen oder streichen Sie sie."
