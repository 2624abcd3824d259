"""What the rules of course places refuse."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class NameTaken(DomainError):
    """A short name must find one kind of course only."""

    message = _("Den Kurznamen „{code}“ gibt es schon. Wählen Sie einen anderen.")


class NoPlaces(DomainError):
    """A quota has at least one place, or its number is not known yet."""

    message = _(
        "Ein Kontingent hat mindestens einen Platz. Lassen Sie das Feld leer, wenn es offen ist."
    )
