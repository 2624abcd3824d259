"""What rules, verdicts and decisions refuse, each with its facts and the way out."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class BrokenCondition(DomainError):
    """A condition that is not built as conditions are."""

    message = _(
        "Die Bedingung ist nicht richtig aufgebaut: {part}. Erlaubt sind „all“, „any“, „not“ und "
        "eine Angabe („fact“) mit genau einem Vergleich."
    )


class ConditionTooDeep(DomainError):
    message = _(
        "Die Bedingung ist mehr als {most} Stufen tief geschachtelt. Teilen Sie sie in mehrere "
        "Regeln auf."
    )


class UnknownFact(DomainError):
    message = _("Die Angabe „{fact}“ gibt es nicht. Bekannt sind: {known}.")


class WrongOperator(DomainError):
    message = _("„{fact}“ lässt sich nicht mit „{operator}“ vergleichen. Möglich sind: {possible}.")


class WrongValue(DomainError):
    message = _("„{value}“ passt nicht zu „{fact}“. Erwartet wird: {expected}.")


class UnknownList(DomainError):
    message = _("Die Länderliste „{code}“ gibt es nicht. Vorhanden sind: {known}.")


class DraftExists(DomainError):
    message = _(
        "Von „{rule_set}“ gibt es schon einen Entwurf, Fassung {number}. Arbeiten Sie dort weiter."
    )


class VersionWithoutRules(DomainError):
    message = _("„{version}“ hat noch keine Regel. Schreiben Sie zuerst mindestens eine.")


class BrokenRule(DomainError):
    """A rule whose condition does not hold up when its version is to come into force."""

    message = _("Die Regel „{rule}“ lässt sich nicht anwenden. {why}")


class RuleSetTitleTaken(DomainError):
    message = _("Ein Regelwerk „{title}“ gibt es schon. Wählen Sie eine andere Bezeichnung.")


class OtherDistrict(DomainError):
    message = _("Das Regelwerk „{rule_set}“ gehört zu einem anderen Kreis als diese Abfrage.")


class CallWithoutCriteria(DomainError):
    message = _(
        "Zur Abfrage „{call}“ ist kein Regelwerk gewählt. Wählen Sie zuerst, wonach geprüft wird."
    )


class NoRulesInForce(DomainError):
    message = _(
        "Von „{rule_set}“ ist keine Fassung in Kraft. Setzen Sie zuerst einen Entwurf in Kraft."
    )


class NotReleased(DomainError):
    message = _(
        "{code} ist nicht für den Kreis freigegeben. Geprüft wird erst, wenn die Kommune den "
        "Datensatz freigegeben hat."
    )


class FactNotToBeSaid(DomainError):
    message = _("„{fact}“ kommt aus dem Datensatz der Kommune und wird dort geändert.")


class AlreadyDecided(DomainError):
    message = _("Über dieses Prüfergebnis ist am {day} schon entschieden worden.")


class VerdictOutdated(DomainError):
    message = _(
        "Seit diesem Prüfergebnis vom {day} haben sich Angaben oder Regeln geändert, oder eine "
        "Frist ist abgelaufen. Prüfen Sie neu und entscheiden Sie dann."
    )


class ReviewSettled(DomainError):
    message = _("Diese Aufgabe ist am {day} schon erledigt worden.")


class CountriesMissing(DomainError):
    message = _("Wählen Sie mindestens ein Land aus.")


class UnknownCountries(DomainError):
    message = _("Diese Länder sind nicht bekannt: {codes}. Verwenden Sie ISO-Kürzel wie „SY“.")


class SourceMissing(DomainError):
    message = _("Nennen Sie die Quelle, aus der die Fassung ab {day} stammt.")
