"""What the rules of posts and secondments refuse."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class NotPositive(DomainError):
    """A share is above zero, or not known yet."""

    message = _(
        "Der Anteil muss größer als null sein. Lassen Sie das Feld leer, wenn er offen ist."
    )


class OtherInitiative(DomainError):
    """A post is paid for by an application of its own initiative."""

    message = _(
        "„{line}“ steht im Antrag eines anderen Vorhabens. Wählen Sie eine Zeile aus diesem."
    )


class LineTaken(DomainError):
    """One line of an application pays for one post."""

    message = _("„{line}“ finanziert schon die Stelle „{post}“.")


class DocumentMissing(DomainError):
    """Each step of a secondment has its document (R-SEC-02)."""

    message = _("Nennen Sie das Schriftstück, aus dem der Schritt hervorgeht.")


class StaffCouncilFirst(DomainError):
    """A secondment of more than three months needs the staff council's consent (R-SEC-02)."""

    message = _(
        "Die Abordnung dauert länger als drei Monate oder hat kein Ende. "
        "Tragen Sie zuerst die Zustimmung des Personalrats ein."
    )


class MoreThanEmployed(DomainError):
    """Not more of them work in the district than there are."""

    message = _(
        "Im Kreis arbeiten nicht mehr als alle: {in_district} von {headcount} ist nicht möglich."
    )
