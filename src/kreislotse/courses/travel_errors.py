"""What is refused of a table of travel times, each with what to do about it."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class TripRefused(DomainError):
    """One row of a table cannot be taken over; then none is."""


class ColumnsMissing(DomainError):
    """A table of travel times has three columns."""

    message = _(
        "Der Tabelle fehlt die Spalte „{missing}“. Schreiben Sie über die Zeilen: von, nach, "
        "minuten."
    )


class NoTrips(DomainError):
    """A table without a single way."""

    message = _("In der Tabelle steht keine Strecke. Schreiben Sie in jede Zeile eine.")


class TooManyTrips(DomainError):
    """A district has some dozens of towns, not thousands of ways."""

    message = _("Die Tabelle hat mehr als {most} Zeilen. Lassen Sie Strecken anderer Kreise weg.")


class CellUnread(TripRefused):
    message = _(
        "In der Spalte „{column}“ steht eine Formel, ein Fehler oder eine verbundene Zelle. "
        "Schreiben Sie den Wert selbst hinein."
    )


class CellEmpty(TripRefused):
    message = _("Die Spalte „{column}“ ist leer. Füllen Sie sie aus, oder löschen Sie die Zeile.")


class TownUnknown(TripRefused):
    message = _(
        "„{name}“ kennen wir nicht als Stadt oder Gemeinde. Schreiben Sie den Namen wie unter "
        "„Organisationen“ oder den Gemeindeschlüssel mit acht Ziffern."
    )


class StartElsewhere(TripRefused):
    message = _(
        "„{name}“ gehört nicht zum Kreis. In der Spalte „von“ stehen nur seine Städte und "
        "Gemeinden. Löschen Sie die Zeile."
    )


class MinutesUnclear(TripRefused):
    message = _("„{text}“ ist keine ganze Zahl von 1 bis {most}. Schreiben Sie nur die Minuten.")


class TripTwice(TripRefused):
    message = _("Diese Strecke steht schon in Zeile {row}. Lassen Sie nur eine der beiden stehen.")


class TripWithin(TripRefused):
    """Within a town the flat minutes stand, or the distance to the course."""

    message = _("Eine Strecke führt von einer Gemeinde in eine andere.")


class NothingToRemove(DomainError):
    message = _("Es sind keine gemessenen Wege eingetragen.")
