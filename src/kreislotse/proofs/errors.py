"""What keeps a proof of use from being signed, and what is refused about forms and dossiers."""

from collections.abc import Callable

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class ProofIncomplete(DomainError):
    """Something is empty or sums do not agree; all of it is said at once (R-GRT-14)."""

    message = _("Der Nachweis ist noch nicht fertig.")

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The refusal and every reason, in the reader's language."""
        said = [reason.sentence(translate) for reason in self.facts["reasons"]]
        return " ".join([translate(self.message), *said])


class NumbersMoved(DomainError):
    """Since the signature the books say something else."""

    message = _(
        "Seit der Unterschrift haben sich die Zahlen im Buch geändert: {what} "
        "Öffnen Sie den Nachweis wieder und lassen Sie ihn neu unterschreiben."
    )


class SumChanged(DomainError):
    """A sum of the proof has changed since the signature."""

    message = _("{what}: unterschrieben {signed}, jetzt {now}.")


class LinesChanged(DomainError):
    """All sums are the same, but not what they are made of."""

    message = _("Die Summen sind gleich, einzelne Zeilen nicht.")


class SubmittedBeforeSigned(DomainError):
    """A proof is handed in after its signature, and not in the future."""

    message = _(
        "Der Nachweis wurde am {signed} unterschrieben. Als Tag der Vorlage passt ein Tag ab "
        "dann bis heute."
    )


class AuditedBeforeSubmitted(DomainError):
    """The authority looks at what it has got."""

    message = _(
        "Der Nachweis wurde am {submitted} vorgelegt. Als Tag der Prüfung passt ein Tag ab dann "
        "bis heute."
    )


class MeasureMissing(DomainError):
    """Part I: what was done."""

    message = _("Im Sachbericht fehlt, was durchgeführt wurde.")


class EffectsMissing(DomainError):
    """Part I: success and effects."""

    message = _("Im Sachbericht fehlen Erfolg und Auswirkungen.")


class DeviationsMissing(DomainError):
    """Part I: deviations, or that there are none."""

    message = _(
        "Im Sachbericht fehlt, wovon abgewichen wurde. Schreiben Sie es auf, oder kreuzen Sie an, "
        "dass es keine Abweichung gibt."
    )


class DeviationsDenied(DomainError):
    """The numbers say that there is a deviation."""

    message = _(
        "Angekreuzt ist „keine Abweichungen“, aber bei „{item}“ weicht die Ausgabe um {difference} "
        "vom Plan ab. Erklären Sie die Abweichung im Sachbericht."
    )


class NotEconomical(DomainError):
    """Part IV: expenses were necessary and economical."""

    message = _("Es fehlt die Bestätigung, dass die Ausgaben notwendig und wirtschaftlich waren.")


class BooksNotConfirmed(DomainError):
    """Part IV: the numbers agree with the books."""

    message = _("Es fehlt die Bestätigung, dass die Angaben mit den Büchern übereinstimmen.")


class ConditionsNotConfirmed(DomainError):
    """Part IV: the conditions were kept."""

    message = _("Es fehlt die Bestätigung, dass die Nebenbestimmungen eingehalten wurden.")


class ReceiptsDiffer(DomainError):
    """Own receipts and own payments of an item do not agree."""

    message = _(
        "Bei „{item}“ ergeben die eigenen Belege {receipts}, im Buch stehen als eigene Ausgaben "
        "{booked}. Ordnen Sie Belege zu, oder stornieren Sie die falsche Buchung."
    )


class SubProofsDiffer(DomainError):
    """Accepted sub-proofs and what the ledger holds as proven do not agree."""

    message = _(
        "Bei „{item}“ sind in den Nachweisen der Empfänger {accepted} anerkannt, im Buch stehen "
        "{booked} als nachgewiesen."
    )


class NotProven(DomainError):
    """Money was paid to somebody who has not proven its use."""

    message = _(
        "{party} hat von „{item}“ noch {amount} weder nachgewiesen noch zurückgezahlt. Erkennen "
        "Sie den Nachweis an, oder fordern Sie das Geld zurück."
    )


class StillBound(DomainError):
    """Money is bound and neither paid nor released."""

    message = _("Bei „{item}“ sind noch {amount} gebunden. Zahlen Sie aus, oder geben Sie frei.")


class StillRequested(DomainError):
    """A draw-down is on its way."""

    message = _(
        "Ein Mittelabruf über {amount} ist angefordert und noch nicht eingegangen. Tragen Sie den "
        "Eingang ein, oder nehmen Sie den Abruf zurück."
    )


class IncomeDiffers(DomainError):
    """Income and expenditure do not agree."""

    message = _(
        "Einnahmen und Ausgaben stimmen nicht überein: Aus der Zuwendung stehen {grant} zu, andere "
        "Einnahmen sind {others}, die Ausgaben sind {expenditure}. Tragen Sie die fehlenden "
        "Einnahmen ein, oder berichtigen Sie sie."
    )


class IncomeNegative(DomainError):
    """An income is nothing or something."""

    message = _("Eine Einnahme kann nicht unter null liegen: {amount}.")


class NotAForm(DomainError):
    """The layout of a form cannot be read."""

    message = _("An Stelle „{place}“ stimmt der Aufbau nicht: {what}")


class UnknownValue(DomainError):
    """A layout names a value that there is not."""

    message = _(
        "An Stelle „{place}“ steht „{name}“. Diesen Wert gibt es hier nicht. Bekannt sind: {known}."
    )


class FormInForce(DomainError):
    """A new version begins after the one before."""

    message = _("Die Fassung {version} gilt seit dem {since}. Die neue muss später beginnen.")


class FormDoesNotFit(DomainError):
    """A form for another kind of record."""

    message = _("Das Formular „{form}“ passt nicht zu „{subject}“.")
