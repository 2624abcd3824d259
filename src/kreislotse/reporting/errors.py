"""Refusals around the committee paper."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError, WrongState


class NotInDraft(WrongState):
    message = _(
        "Die Vorlage ist „{state}“. Ändern können Sie den Text nur im Entwurf; "
        "nach der Freigabe beginnen Sie eine neue Vorlage."
    )


class EmptyText(DomainError):
    message = _("Der Satz ist leer. Schreiben Sie einen Text oder lassen Sie den Satz weg.")


class HiddenSigns(DomainError):
    message = _("Der Text enthält ein unsichtbares Zeichen (Steuerzeichen). Löschen Sie es.")


class NotOwnText(DomainError):
    message = _(
        "Dieser Satz kommt aus den Datensätzen. Lassen Sie ihn weg, statt ihn zu löschen; "
        "so bleibt er nachvollziehbar."
    )


class NoStatementBehind(DomainError):
    message = _("Zu diesem Satz geben die Datensätze nichts mehr her. Lassen Sie ihn weg.")


class StalePassages(DomainError):
    message = _(
        "Vor dem nächsten Schritt sind noch veraltete Stellen zu klären (Zahl: {number}). "
        "Übernehmen Sie dort den heutigen Stand oder lassen Sie die Sätze weg."
    )


class EmptyPaper(DomainError):
    message = _("Die Vorlage hat noch keinen Satz. Schreiben Sie zuerst einen Abschnitt.")


class NobodyAsked(DomainError):
    message = _("Nennen Sie mindestens eine Stelle, die mitzeichnen soll.")


class AskedTwice(DomainError):
    message = _("„{department}“ steht zweimal in der Liste. Nennen Sie jede Stelle einmal.")


class NotCosigned(DomainError):
    message = _(
        "Freigegeben werden kann erst, wenn alle mitgezeichnet haben. Es fehlen: {departments}."
    )


class ChangedSinceCosigning(DomainError):
    message = _(
        "Kopf, Beratungsfolge oder Beschlussvorschlag haben sich seit der Mitzeichnung geändert. "
        "Nehmen Sie die Vorlage zurück in den Entwurf und lassen Sie sie neu mitzeichnen."
    )


class AlreadySigned(DomainError):
    message = _("„{department}“ hat schon mitgezeichnet.")


class NothingNew(DomainError):
    message = _(
        "Seit der letzten Fassung hat sich kein Datensatz geändert, auf dem die Vorlage ruht."
    )


class StillBeingWritten(WrongState):
    message = _("Eine Tischvorlage gibt es erst nach der Freigabe der Vorlage.")


class AlreadyFollowed(DomainError):
    message = _("Zu dieser Vorlage gibt es schon eine Folgevorlage: {title}.")
