"""What uploaded lists refuse, each with its facts and the way out."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class NotForThisCall(DomainError):
    message = _("Diese Abfrage bittet {municipality} nicht um eine Namensliste.")


class NotInADistrict(DomainError):
    message = _("{name} gehört zu keinem Kreis. Listen laden Städte und Gemeinden hoch.")


class RowsCleared(DomainError):
    message = _(
        "Die Zeilen dieser Liste sind am {day} gelöscht worden. Laden Sie die Liste noch einmal "
        "hoch, wenn Sie sie brauchen."
    )


class RowSettled(DomainError):
    message = _(
        "Zeile {number} lässt sich im Stand „{state}“ nicht mehr ändern. Laden Sie eine "
        "berichtigte Liste hoch."
    )


class FieldUnknown(DomainError):
    message = _("Eine Angabe „{field}“ gibt es nicht. Erlaubt sind nur die Felder der Vorlage.")


class RowNotDoubtful(DomainError):
    message = _("Zu Zeile {number} ist nichts zu entscheiden.")


class PersonNotChosen(DomainError):
    message = _("Wählen Sie aus, mit welcher Person Zeile {number} übereinstimmt.")


class PersonLocked(DomainError):
    message = _(
        "{code} ist gesperrt. Zeile {number} bleibt außen vor, bis die Sperre aufgehoben ist."
    )


class PersonEnded(DomainError):
    message = _(
        "{code} ist abgeschlossen, weggezogen oder hat widerrufen. Nehmen Sie die Person zuerst "
        "wieder auf; Zeile {number} bleibt so lange weg."
    )


class NothingToTakeOver(DomainError):
    message = _(
        "In dieser Liste steht nichts, was sich übernehmen lässt. Berichtigen Sie die fehlerhaften "
        "Zeilen, oder entscheiden Sie die zweifelhaften."
    )


class WorkedWithSince(DomainError):
    """Names by their codes who was changed after the list was taken over."""

    message = _(
        "Die Liste lässt sich nicht mehr zurücknehmen: Mit {number} Personen wurde seitdem "
        "weitergearbeitet ({codes}). Ändern Sie diese einzeln."
    )
