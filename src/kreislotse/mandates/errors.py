"""Refusals about meetings, papers, resolutions and clauses."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class BelongsElsewhere(DomainError):
    """Two records are to be linked that belong to different organisations."""

    message = _("„{record}“ gehört zu einer anderen Stelle. Wählen Sie einen eigenen Eintrag.")


class PeriodExists(DomainError):
    """An electoral period of this number is there already."""

    message = _("Die {number}. Wahlperiode ist schon angelegt.")


class MeetingExists(DomainError):
    """A body meets once a day."""

    message = _("Für den {day} ist schon eine Sitzung eingetragen: {body}.")


class BodyNotInOffice(DomainError):
    """The body does not exist on the day of the meeting (R-GEN-01)."""

    message = _("„{body}“ besteht am {day} nicht. Prüfen Sie den Tag oder die Angaben zum Gremium.")


class MeetingLiesAhead(DomainError):
    """What happened in a meeting can only be recorded afterwards."""

    message = _("Die Sitzung ist erst am {day}. Halten Sie das Ergebnis danach fest.")


class MeetingIsCancelled(DomainError):
    """A cancelled meeting has neither agenda nor results."""

    message = _("Die Sitzung „{meeting}“ ist abgesagt. Wählen Sie eine andere Sitzung.")


class MeetingHasResolutions(DomainError):
    """A meeting that has decided something did take place."""

    message = _(
        "Zu dieser Sitzung sind schon Beschlüsse festgehalten ({count}). "
        "Sie kann nicht mehr abgesagt werden."
    )


class AgendaNumberTaken(DomainError):
    """A number stands once on an agenda."""

    message = _("Der Tagesordnungspunkt {number} ist in dieser Sitzung schon vergeben.")


class PeriodNeeded(DomainError):
    """Papers are numbered within an electoral period (R-PAP-05)."""

    message = _("Eine laufende Nummer gilt in einer Wahlperiode. Wählen Sie die Wahlperiode aus.")


class PaperNumberGivenTwice(DomainError):
    """A number is either typed or drawn."""

    message = _(
        "Tragen Sie entweder die Nummer {number} ein oder lassen Sie die nächste Nummer ziehen."
    )


class PaperNumberTaken(DomainError):
    """A number is given once in an electoral period (R-PAP-05)."""

    message = _("Die Nummer {reference} ist schon vergeben. Die nächste freie Nummer ist {next}.")


class PaperWithoutNumber(DomainError):
    """A revision needs a number that it revises."""

    message = _("Diese Vorlage hat keine Nummer und kann deshalb keine Ergänzung bekommen.")


class ProposalNeeded(DomainError):
    """This kind of proposal needs its words."""

    message = _("Zur Art „{kind}“ gehört ein Beschlussvorschlag. Schreiben Sie seinen Text.")


class ProposalNotExpected(DomainError):
    """Without a proposal there are no words to it."""

    message = _(
        "„{kind}“ ist gewählt, es steht aber ein Text da. "
        "Löschen Sie den Text oder wählen Sie eine andere Art."
    )


class MeetingOfAnotherBody(DomainError):
    """A step of deliberation names a meeting of the body that deliberates."""

    message = _("Die Sitzung „{meeting}“ ist keine Sitzung des Gremiums „{body}“.")


class AlreadyResolved(DomainError):
    """An agenda item has one resolution; mistakes are corrected with a reason."""

    message = _(
        "Zu diesem Tagesordnungspunkt ist schon ein Beschluss festgehalten ({result}). "
        "Berichtigen Sie ihn, wenn er falsch ist."
    )


class NotedWithoutVotes(DomainError):
    """What is taken note of is not voted on."""

    message = _("„{result}“ wird ohne Abstimmung festgehalten. Lassen Sie die Stimmen leer.")


class ClauseNumberTaken(DomainError):
    """A number stands once in a resolution."""

    message = _("Die Ziffer {number} gibt es in diesem Beschluss schon.")


class OwnerAndDateOrReason(DomainError):
    """Every clause has somebody responsible and a date, or says why not (G2)."""

    message = _(
        "Es fehlt: {missing}. Tragen Sie es ein oder nennen Sie den Grund, warum es noch offen ist."
    )


class EvidenceMissing(DomainError):
    """A clause is fulfilled when something proves it."""

    message = _("Noch belegt nichts die Erledigung. Tragen Sie zuerst einen Nachweis ein.")


class StandingDutyNeverDone(DomainError):
    """A standing duty does not end by being done."""

    message = _(
        "Eine Daueraufgabe wird nicht erledigt. Führen Sie sie als Daueraufgabe und "
        "tragen Sie regelmäßig Nachweise ein."
    )
