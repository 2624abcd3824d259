"""Refusals about accounts. They never repeat a name or an address."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class EmailTaken(DomainError):
    """Two accounts would be logged in with the same address."""

    message = _(
        "Mit dieser E-Mail-Adresse gibt es schon ein Konto. "
        "Ein geschlossenes Konto können Sie wieder öffnen."
    )


class EndInThePast(DomainError):
    """An account that would be over before it begins (R-DP-13)."""

    message = _("Das Konto soll am {ends_on} enden. Wählen Sie einen Tag ab dem {today}.")


class OwnAccount(DomainError):
    """Nobody decides on their own access."""

    message = _("Über den Zugang zum eigenen Konto entscheidet jemand anderes aus der Verwaltung.")


class AccountClosed(DomainError):
    """A closed account is opened again before anything else happens to it."""

    message = _("Das Konto ist geschlossen. Öffnen Sie es zuerst wieder.")


class AccountOpen(DomainError):
    """An open account cannot be opened again."""

    message = _("Das Konto ist offen und endet am {ends_on}.")


class PasswordNotKnown(DomainError):
    """A new password for somebody who does not know the current one."""

    message = _("Das bisherige Passwort stimmt nicht. Das Passwort ist nicht geändert.")


class PasswordTooWeak(DomainError):
    """A password that is too easy to guess."""

    message = _("Dieses Passwort lässt sich zu leicht erraten. {reasons}")


class PurposeSettled(DomainError):
    """Sample people and people in care must never meet in one database."""

    message = _(
        "Diese Datenbank ist schon eingerichtet: {purpose}. "
        "Für einen anderen Zweck richten Sie eine eigene Datenbank ein."
    )
