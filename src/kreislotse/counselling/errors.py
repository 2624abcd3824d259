"""What the rules of services refuse."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class NameTaken(DomainError):
    """A short name must find one kind of service only."""

    message = _("Den Kurznamen „{code}“ gibt es schon. Wählen Sie einen anderen.")


class OfferedAlready(DomainError):
    """An initiative offers a kind of service once."""

    message = _("„{initiative}“ bietet „{kind}“ schon an.")
