"""What the records of candidates refuse, each with its facts and the way out; never a name."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.names import NameNotLatin
from kreislotse.kernel.refusals import DomainError

# The kernel's own sentence, put into the catalogue here.
NAME_NOT_LATIN = _(
    "Das Zeichen „{letter}“ kann in einem Namen nicht stehen. Schreiben Sie den Namen, wie er "
    "im Ausweis in lateinischer Schrift steht."
)
assert NameNotLatin.message == NAME_NOT_LATIN


class FieldMissing(DomainError):
    message = _("Bitte füllen Sie aus: {fields}.")


class FieldTooLong(DomainError):
    message = _("„{field}“ ist zu lang: höchstens {longest} Zeichen.")


class ChoiceUnknown(DomainError):
    message = _("„{field}“ kennt diesen Wert nicht. Wählen Sie einen aus der Liste.")


class NumberOutOfRange(DomainError):
    message = _("„{field}“ muss zwischen {least} und {most} liegen.")


class BornAhead(DomainError):
    message = _("Das Geburtsdatum liegt in der Zukunft. Bitte prüfen Sie es.")


class BornLongAgo(DomainError):
    message = _("Das Geburtsdatum liegt mehr als 120 Jahre zurück. Bitte prüfen Sie es.")


class DoesNotBelongHere(DomainError):
    """Free text with a word of a special category or of what the least data set leaves out."""

    message = _(
        "In „{field}“ steht das Wort „{word}“. Angaben zu Religion, Gesundheit, Fluchtgründen und "
        "Familie sowie Registernummern gehören nicht hierher. Bitte schreiben Sie es anders."
    )


class NotComplete(DomainError):
    message = _("Für eine vollständige Akte fehlt noch: {fields}. Tragen Sie das zuerst ein.")


class NoBasis(DomainError):
    message = _(
        "Es gibt keine Grundlage, die Angaben weiterzugeben: Es fehlt eine Einwilligung der Person "
        "für die Agentur für Arbeit oder den Kreis, oder eine vom Datenschutz hinterlegte Norm."
    )


class NoConsent(DomainError):
    message = _(
        "Eine gültige Einwilligung ist nicht eingetragen. Halten Sie zuerst fest, was die Person "
        "entschieden hat."
    )


class NotAMunicipality(DomainError):
    message = _("{place} ist keine Stadt oder Gemeinde dieses Kreises.")


class TitleNotIssued(DomainError):
    message = _(
        "„{title}“ wird am {day} nicht erteilt. Wählen Sie einen anderen Aufenthaltsstatus."
    )


class StatusTaken(DomainError):
    message = _("Seit dem {day} ist schon ein Aufenthaltsstatus eingetragen.")


class LanguageTaken(DomainError):
    message = _("{language} ist schon eingetragen.")


class LevelWithoutEvidence(DomainError):
    message = _("Sagen Sie zum Sprachniveau auch, woher es bekannt ist.")


class MoveRunning(DomainError):
    message = _("Die Akte ist schon {place} angeboten. Ziehen Sie das Angebot zuerst zurück.")


class NotOnTheMove(DomainError):
    message = _("Die Akte liegt nicht mehr bei {place}. Das Angebot gilt nicht mehr.")


class TooFarOnTheWay(DomainError):
    message = _(
        "Im Stand „{state}“ kann die Akte nicht abgegeben werden. Warten Sie, bis die Übermittlung "
        "abgeschlossen ist."
    )


class OtherPlace(DomainError):
    message = _("Zusammen wohnen kann nur, wer in derselben Stadt oder Gemeinde geführt wird.")


class NotRestricted(DomainError):
    message = _("Die Angaben zu {code} sind nicht gesperrt.")


class OnlyEvidenceLeft(DomainError):
    message = _(
        "Von {code} ist nur noch der Nachweis der Einwilligung da. Er bleibt gesperrt, bis auch "
        "seine Frist vorbei ist."
    )


class RestrictedAlready(DomainError):
    message = _("Die Angaben zu {code} sind schon gesperrt.")


class DayAheadOfTime(DomainError):
    message = _("„{field}“ liegt in der Zukunft. Tragen Sie einen Tag bis heute ein.")
