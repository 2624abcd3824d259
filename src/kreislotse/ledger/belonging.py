"""Which record a deed belongs to, told by its name, and where it is taken back instead.

A record has a state of its own. Whoever reversed only its booking would leave it saying that money
was paid which is back; so its pages take back both.
"""

import re
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from kreislotse.ledger.errors import BelongsToRecord
from kreislotse.ledger.models import Transfer


class Belonging(NamedTuple):
    """What a deed belongs to, and the sentence that says what to do there."""

    record: Any
    instead: Any


_STAYS = _("Dieser Vorgang wird nicht zurückgenommen.")
# By how the deed's name begins, the longer beginning first; as regular expressions.
_BY_NAME: tuple[tuple[str, Belonging], ...] = (
    (
        "award-change-",
        Belonging(
            _("einem Änderungsbescheid"), _("Tragen Sie den nächsten Änderungsbescheid ein.")
        ),
    ),
    (
        "award-",
        Belonging(
            _("einem Bescheid"),
            _("Tragen Sie dort einen Änderungsbescheid oder die Aufhebung ein."),
        ),
    ),
    ("revocation-", Belonging(_("der Aufhebung eines Bescheids"), _STAYS)),
    (
        "draw-down-",
        Belonging(
            _("einem Mittelabruf"),
            _("Nehmen Sie dort den Eingang oder den ganzen Mittelabruf zurück."),
        ),
    ),
    (
        "allocation-",
        Belonging(_("einem Beleg"), _("Nehmen Sie dort den Beleg aus dem Topf.")),
    ),
    ("repayment-", Belonging(_("einer Rückforderung der Bewilligungsbehörde"), _STAYS)),
    (r"forwarding-\d+-(proof|release)", Belonging(_("einer Weiterleitung"), _STAYS)),
    (
        "forwarding-",
        Belonging(
            _("einer Weiterleitung"),
            _("Nehmen Sie dort die Auszahlung zurück, oder ziehen Sie die Weiterleitung zurück."),
        ),
    ),
    ("recovery-", Belonging(_("einer Rückforderung beim Empfänger"), _STAYS)),
    (
        "proof-",
        Belonging(_("einem Verwendungsnachweis"), _("Öffnen Sie dort den Nachweis wieder.")),
    ),
)


def belonging(transfer: Transfer) -> Belonging | None:
    """The record of this transfer's deed; None where the book is all that there is of it."""
    found = (where for name, where in _BY_NAME if re.match(name, transfer.deed))
    return next(found, None)


def refuse_deed_of_record(transfer: Transfer) -> None:
    """Refuse to reverse what a record would go on to claim (R-DIS-02)."""
    found = belonging(transfer)
    if found:
        raise BelongsToRecord(record=found.record, instead=found.instead)
