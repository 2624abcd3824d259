"""How the domain says no: one class per rule, one German sentence with the facts in it."""

from collections.abc import Callable
from typing import Any


class DomainError(Exception):
    """A deed that the rules refuse. Subclasses are named for the rule and carry its sentence."""

    message = ""

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.message)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The sentence for the reader; `translate` turns the German into their language."""
        return translate(self.message).format(**self.facts)

    def __str__(self) -> str:
        return self.sentence()


class NotAllowed(DomainError):
    """The actor lacks the right at this place."""

    message = "Dazu fehlt Ihnen das Recht. Wenden Sie sich an die Verwaltung Ihrer Konten."


class WrongState(DomainError):
    """The deed exists, but not from the state that the record is in."""

    message = "Das ist im Stand „{state}“ nicht möglich."


class FourEyesNeeded(DomainError):
    """One person must not do both halves of a deed that needs two."""

    message = "Das muss eine zweite Person tun: Vier-Augen-Prinzip."


class ReasonNeeded(DomainError):
    """A deviation from a rule without its reason."""

    message = "Bitte geben Sie einen Grund an: {what}"


class DateOrder(DomainError):
    """Two dates stand in an order that cannot be."""

    message = "{later_name} ({later}) darf nicht vor {earlier_name} ({earlier}) liegen."
