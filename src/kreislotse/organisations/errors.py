"""Refusals about organisations, bodies, contacts and roles. They never repeat a person's name."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class KeyTaken(DomainError):
    """Two organisations would have the same official key."""

    message = _("Den Schlüssel {key} trägt schon: {name}.")


class NameTaken(DomainError):
    """Two bodies of a district would have the same name."""

    message = _("Ein Gremium mit dem Namen „{name}“ gibt es hier schon.")


class PartOfItself(DomainError):
    """An organisation that would be a part of itself, directly or through others."""

    message = _("„{name}“ gehört selbst dazu und kann nicht die übergeordnete Stelle sein.")


class SuccessionCircle(DomainError):
    """An organisation that would be its own successor, directly or through others."""

    message = _("„{successor}“ ist selbst Vorgängerin von „{predecessor}“.")


class SuccessionKnown(DomainError):
    """The same succession twice."""

    message = _("Diese Nachfolge ist seit dem {since} eingetragen.")


class TopicKnown(DomainError):
    """The same topic twice."""

    message = _("Dieses Thema gibt es schon: „{title}“.")


class ResponsibilityOverlaps(DomainError):
    """Two answers to the question who is responsible on a day."""

    message = _(
        "Für diesen Zeitraum ist schon eine Zuständigkeit eingetragen ({norm}). "
        "Beenden Sie diese zuerst."
    )


class AlreadyEnded(DomainError):
    """A record that has ended does not end again."""

    message = _("Das ist seit dem {ended} beendet.")


class NotAMunicipality(DomainError):
    """Contacts are named for towns and municipalities."""

    message = _("„{name}“ ist keine Stadt oder Gemeinde. Ansprechpersonen benennen Kommunen.")


class ContactUnreachable(DomainError):
    """A contact whom nobody could reach."""

    message = _("Bitte geben Sie eine Telefonnummer oder eine E-Mail-Adresse an.")


class DeputyElsewhere(DomainError):
    """A deputy stands in for somebody at the same place and for the same topic."""

    message = _(
        "Eine Vertretung gehört zur selben Kommune und zum selben Thema wie die Person, "
        "die sie vertritt."
    )


class DeputyOfADeputy(DomainError):
    """A deputy stands in for the contact person, not for another deputy."""

    message = _("Wählen Sie die Ansprechperson selbst, nicht deren Vertretung.")


class OwnRoles(DomainError):
    """Nobody gives roles to themselves or takes them."""

    message = _("Über Ihre eigenen Rollen entscheidet jemand anderes aus der Verwaltung.")


class RoleElsewhere(DomainError):
    """A role that does not exist at this kind of organisation."""

    message = _(
        "Die Rolle „{role}“ gibt es nicht bei „{organisation}“. "
        "Wählen Sie eine Stelle, zu der die Rolle gehört."
    )


class RoleHeld(DomainError):
    """The same role at the same place twice at the same time."""

    message = _("Diese Rolle ist vom {start} bis {end} schon vergeben.")


class RoleOutlivesAccount(DomainError):
    """A role that would last longer than the account (R-DP-13)."""

    message = _(
        "Das Konto endet am {account_ends}, die Rolle soll bis {role_ends} gelten. "
        "Verlängern Sie zuerst das Konto."
    )


class RoleEndsEarlier(DomainError):
    """A role is ended, not prolonged: that is another grant."""

    message = _("Die Rolle endet schon am {ends_on}. Für die Zeit danach vergeben Sie eine neue.")
