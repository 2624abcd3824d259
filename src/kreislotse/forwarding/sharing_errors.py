"""What sharing out refuses, each with its facts and the way out."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class NothingToShare(DomainError):
    message = _("Zu verteilen ist ein Betrag größer als null, eingegeben waren {amount}.")


class NobodyToShareWith(DomainError):
    message = _(
        "Zu „{district}“ ist keine Stadt oder Gemeinde eingetragen, auf die verteilt werden kann. "
        "Tragen Sie sie zuerst bei den Organisationen ein."
    )


class TownOfAnotherDistrict(DomainError):
    message = _("Nicht zu „{district}“ gehören: {names}. Nehmen Sie sie aus der Verteilung.")


class ItemOfAnotherInitiative(DomainError):
    message = _(
        "„{item}“ gehört zum Vorhaben „{initiative}“. Wählen Sie dieses Vorhaben "
        "oder eine andere Position."
    )


class BaseTooLarge(DomainError):
    """The base amounts alone are more than there is to share."""

    message = _(
        "Der Sockelbetrag von {base} ergibt bei {count} Empfängern {bases}. Das sind {difference} "
        "mehr als die {amount}, die zu verteilen sind."
    )


class SharesTooLarge(DomainError):
    """Shares set by hand add up to more than there is."""

    message = _(
        "Die Anteile von Hand ergeben {given}, zu verteilen sind {amount}: "
        "Es sind {difference} zu viel."
    )


class SharesTooSmall(DomainError):
    """Shares set by hand leave something over."""

    message = _(
        "Die Anteile von Hand ergeben {given}, zu verteilen sind {amount}: Es fehlen {difference}."
    )


class ShareBelowZero(DomainError):
    message = _("Ein Anteil oder Sockelbetrag darf nicht unter null liegen.")


class WeightsSayNothing(DomainError):
    message = _("Alle Gewichte sind null. Geben Sie mindestens einer Stadt oder Gemeinde eines.")


class WeightMissing(DomainError):
    """Weights are given for some towns only; zero has to be said."""

    message = _(
        "Es fehlt das Gewicht von {names}. Schreiben Sie eine Null, wo nichts hingehen soll."
    )


class FigureMissing(DomainError):
    """A key wants a figure of every town on the same day."""

    message = _(
        "Zum {day} fehlt die Schlüsselzahl „{key}“ von {names}. "
        "Tragen Sie sie bei den Schlüsselzahlen ein."
    )


class NoFigures(DomainError):
    message = _(
        "Es gibt noch keine Schlüsselzahlen „{key}“ für {names}. "
        "Tragen Sie sie bei den Schlüsselzahlen ein."
    )


class FigureBelowZero(DomainError):
    message = _("Eine Schlüsselzahl ist null oder größer, für {town} war {value} eingegeben.")


class FiguresEmpty(DomainError):
    message = _("Tragen Sie die Zahl mindestens einer Stadt oder Gemeinde ein.")


class SourceMissing(DomainError):
    message = _("Nennen Sie die Quelle der Zahlen, damit sie nachgeprüft werden können.")


class PlanFixed(DomainError):
    """Whoever was asked was asked about these shares."""

    message = _(
        "Die Verteilung „{plan}“ hat den Stand „{state}“, ihre Anteile stehen fest. "
        "Kopieren Sie sie als weiteren Vorschlag."
    )


class MoreThanFree(DomainError):
    """More would be shared out than the item has left (R-DIS-02)."""

    message = _("Auf „{item}“ sind noch {free} frei, verteilt werden sollen {amount}.")


class PromisedBefore(DomainError):
    """What earlier plans promise and nobody has applied for is not free (R-DIS-02, R-DIS-09)."""

    message = _(
        "Auf „{item}“ sind noch {free} frei. Davon sind {promised} in beschlossenen Verteilungen "
        "zugesagt und noch nicht abgerufen, bleiben {left}. Verteilt werden sollen {amount}."
    )


class AnswersOutstanding(DomainError):
    """A decision before everybody has spoken or let the day pass (R-DIS-04)."""

    message = _(
        "Noch keine Antwort von {names}. Warten Sie ab, oder vermerken Sie nach dem {due_on}, "
        "dass sie nicht geantwortet haben."
    )


class ObjectionsUnexplained(DomainError):
    """A decision against an objection wants its reason (R-DIS-04)."""

    message = _("Einwände haben: {names}. Begründen Sie, warum trotzdem so verteilt wird.")


class NobodyWasAsked(DomainError):
    """A decision without consultation wants its reason (R-DIS-04)."""

    message = _(
        "Die Städte und Gemeinden sind nicht gefragt worden. "
        "Begründen Sie, warum ohne Abstimmung beschlossen wird."
    )


class DueInThePast(DomainError):
    message = _("Die Frist {due_on} ist schon vorbei. Wählen Sie einen Tag ab dem {today}.")


class NotInConsultation(DomainError):
    message = _(
        "Die Verteilung „{plan}“ hat den Stand „{state}“. Zu ihr wird nicht mehr geantwortet."
    )


class SaidBefore(DomainError):
    message = _("Für {town} ist schon „{answer}“ eingetragen.")


class AnswerAhead(DomainError):
    message = _("Der {day} liegt in der Zukunft. Tragen Sie ein, wann geantwortet wurde.")


class ObjectionWithoutReason(DomainError):
    message = _("Schreiben Sie, was dem Anteil entgegensteht. Ohne Grund lässt sich nichts ändern.")


class StillTimeToAnswer(DomainError):
    """Silence is only silence once the day has passed (R-DIS-04)."""

    message = _(
        "{town} kann bis zum {due_on} antworten. Erst danach lässt sich vermerken, dass keine "
        "Antwort kam."
    )


class NobodySilent(DomainError):
    message = _("Zu „{plan}“ steht nach Ablauf der Frist keine Antwort mehr aus.")


class NothingLeft(DomainError):
    """Nothing to redistribute, or nobody to whom (R-DIS-09)."""

    message = _(
        "Von „{item}“ lässt sich nichts neu verteilen: Frei sind {free}, "
        "offene Anträge gibt es {count}."
    )


class ApplicantUnknown(DomainError):
    """A share is for an organisation, an application may come from anybody."""

    message = _(
        "Noch keiner Organisation zugeordnet: {titles}. Ordnen Sie diese Anträge zuerst zu."
    )


class ShareInUse(DomainError):
    """A share for which something was applied for cannot be given up any more."""

    message = _(
        "{town} hat den Anteil schon beantragt: „{title}“. Lehnen Sie den Antrag ab, oder lassen "
        "Sie ihn zurückziehen."
    )


class ShareGivenUp(DomainError):
    message = _(
        "Der Anteil von {town} ist seit dem {day} aufgegeben. Er steht anderen zur Verfügung."
    )
