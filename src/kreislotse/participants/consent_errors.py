"""What consents, their texts and legal bases refuse, each with its facts and the way out."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError, WrongState


class NotADistrict(DomainError):
    message = _(
        "Die Texte der Einwilligung gelten für einen ganzen Kreis. {name} ist kein Kreis und "
        "keine kreisfreie Stadt."
    )


class DraftOpen(DomainError):
    message = _("„{version}“ ist schon in Arbeit. Ändern Sie diesen Entwurf.")


class TextReleased(DomainError):
    """A released text stays as it is, because people have decided on it (R-DP-07)."""

    message = _(
        "„{version}“ ist freigegeben, ihre Texte stehen fest. Legen Sie eine neue Fassung an, "
        "wenn etwas anders lauten soll."
    )


class PlaceholderMisplaced(DomainError):
    message = _(
        "Platzhalter stimmen nicht: {parts}. Lassen Sie die Wörter in geschweiften Klammern "
        "stehen, wie sie waren."
    )


class TextIncomplete(DomainError):
    """R-DP-02: purpose, consequences of a refusal and withdrawal are said in every language."""

    message = _("„{version}“ ist noch nicht vollständig. Es fehlt: {missing}.")


class TextNotWhole(DomainError):
    """A draft that lacks something is not shown as if it said it all."""

    message = _(
        "„{version}“ lässt sich auf {language} noch nicht zeigen. Es fehlt: {missing}. Schreiben "
        "Sie diese Teile, dann geht es."
    )


class MonthsOutOfRange(DomainError):
    message = _(
        "Eine Einwilligung gilt {least} bis {most} Monate. Tragen Sie eine Zahl dazwischen ein."
    )


class VersionNotInUse(DomainError):
    message = _(
        "„{version}“ ist nicht freigegeben. Eine Einwilligung braucht den Text, der jetzt in "
        "Gebrauch ist."
    )


class AfterTheText(DomainError):
    """A sheet signed before may still be entered; nothing new rests on a text out of use."""

    message = _(
        "Am {day} war dieser Text schon außer Gebrauch, seit dem {retired}. Prüfen Sie den Tag, "
        "oder nehmen Sie den Text, der jetzt in Gebrauch ist."
    )


class VersionOfAnotherDistrict(DomainError):
    message = _("„{version}“ gehört zu einem anderen Kreis. Wählen Sie den Text Ihres Kreises.")


class LanguageMissing(DomainError):
    message = _("„{version}“ gibt es nicht in der Sprache {language}. Wählen Sie eine andere.")


class BeforeTheText(DomainError):
    message = _(
        "Am {day} gab es diesen Text noch nicht, er ist seit dem {released} freigegeben. Prüfen "
        "Sie den Tag."
    )


class BeforeBirth(DomainError):
    message = _("Am {day} war die Person noch nicht geboren. Prüfen Sie den Tag.")


class PurposeMissing(DomainError):
    message = _(
        "Wem zugestimmt wurde, ist nicht angekreuzt. Kreuzen Sie die Zwecke einzeln an, oder "
        "tragen Sie ein, dass die Einwilligung nicht erteilt ist."
    )


class RefusedWithPurposes(DomainError):
    message = _(
        "Wer nicht einwilligt, stimmt keinem Zweck zu. Nehmen Sie die Kreuze heraus, oder tragen "
        "Sie die Einwilligung als erteilt ein."
    )


class RecipientDoesNotFit(DomainError):
    message = _("„{recipient}“ passt nicht zu diesem Zweck: {purpose}.")


class PurposeTwice(DomainError):
    message = _("Ein Zweck steht zweimal mit derselben Stelle: {purpose}.")


class GuardianMissing(DomainError):
    """R-DP-06"""

    message = _(
        "Am {day} war die Person noch nicht 18 Jahre alt. Für die Einwilligung Minderjähriger "
        "unterschreiben auch Mutter, Vater oder Vormund: Tragen Sie ein, wer das war."
    )


class ScanOnlyOfPaper(DomainError):
    message = _("Ein Blatt gehört zu einer Einwilligung auf Papier. Prüfen Sie die Form.")


class BasisEndsTwice(DomainError):
    message = _("Diese Rechtsgrundlage endet schon am {day}.")


class BasisWithoutReasons(DomainError):
    message = _("Nennen Sie die Norm und warum sie diese Weitergabe erlaubt.")


class NoTextInUse(WrongState):
    """A page that needs a released text, where there is none."""

    message = _(
        "Ihr Kreis hat noch keinen Einwilligungstext freigegeben. Die Steuerung legt ihn an, der "
        "Datenschutz gibt ihn frei."
    )


class NobodyTicked(DomainError):
    message = _("Kreuzen Sie mindestens eine Person an, für die ein Blatt gedruckt werden soll.")


class SeveralDistricts(DomainError):
    message = _("Jeder Kreis hat eigene Texte. Drucken Sie die Blätter für jeden Kreis getrennt.")
