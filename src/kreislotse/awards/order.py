"""The days of a notice stand in the order in which things can happen."""

from datetime import date
from typing import Any

from kreislotse.access.policy import Actor
from kreislotse.awards.errors import InFuture
from kreislotse.awards.models import Award
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder

# The later one of each pair, and how both are called in a sentence.
_PAIRS = (
    ("period_to", "Das Ende des Zeitraums", "period_from", "seinem Beginn"),
    ("posted_on", "Die Aufgabe zur Post", "dated", "dem Datum des Bescheids"),
    ("served_on", "Die Bekanntgabe", "dated", "dem Datum des Bescheids"),
    ("served_on", "Die Bekanntgabe", "posted_on", "der Aufgabe zur Post"),
    ("period_from", "Der Beginn des Zeitraums", "early_start_on", "dem vorzeitigen Beginn"),
    ("proof_due_on", "Der Nachweis", "period_to", "dem Ende des Zeitraums"),
)


def in_order(award: Award, **values: Any) -> None:
    """Refuse if two days of the notice, as it is or as it shall be, are the wrong way round."""
    for later, later_name, earlier, earlier_name in _PAIRS:
        after(
            values.get(later, getattr(award, later)),
            later_name,
            values.get(earlier, getattr(award, earlier)),
            earlier_name,
        )


def after(later: date | None, later_name: str, earlier: date | None, earlier_name: str) -> None:
    """Refuse if what comes later lies before what comes earlier; an unknown day is no reason."""
    if later is not None and earlier is not None and later < earlier:
        raise DateOrder(
            later_name=later_name,
            later=date_short(later),
            earlier_name=earlier_name,
            earlier=date_short(earlier),
        )


def happened(day: date, what: str, *, actor: Actor) -> None:
    """Refuse a day in the future for something recorded as done."""
    if day > actor.today:
        raise InFuture(what=what, day=date_short(day))
