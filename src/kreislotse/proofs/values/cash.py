"""What a call for money says (8.3), and what must be told at once (8.5)."""

from kreislotse.awards.models import DrawDown
from kreislotse.awards.states import DrawDownState
from kreislotse.documents.sheet import Column, Grid
from kreislotse.kernel.money import Money, total
from kreislotse.ledger.states import AccountKind
from kreislotse.proofs.values.award import granted, on_accounts
from kreislotse.proofs.values.kinds import Table, Value

K = AccountKind
_GOES = (DrawDownState.REQUESTED, DrawDownState.RECEIVED)


def _amount(it: DrawDown) -> Money:
    return total([line.amount for line in it.lines.all()])


def _before(it: DrawDown) -> Money:
    """What was called before this call, as far as it was not taken back."""
    rows = it.award.draw_downs.filter(state__in=_GOES, number__lt=it.number)
    return total([line.amount for each in rows for line in each.lines.all()])


def _left(it: DrawDown) -> Money:
    return granted(it.award) - _before(it) - _amount(it)


def _lines(it: DrawDown) -> Grid:
    rows = it.lines.select_related("item").order_by("item__position")
    return Grid(
        "Angeforderte Beträge",
        (
            Column("Ziffer"),
            Column("Zweck"),
            Column("bewilligt", numeric=True),
            Column("jetzt angefordert", numeric=True),
        ),
        tuple((line.item.number, line.item.title, line.item.amount, line.amount) for line in rows),
        ("", "Summe", total([line.item.amount for line in rows]), _amount(it)),
    )


DRAW_DOWN_VALUES = (
    Value("draw_down.number", "Nummer des Abrufs", lambda it: it.number),
    Value("draw_down.group", "Gruppe der Ziffern", lambda it: it.group or None),
    Value("draw_down.amount", "jetzt angefordert", _amount),
    Value("draw_down.before", "bisher angefordert", _before),
    Value("draw_down.left", "danach noch abrufbar", _left),
    Value("draw_down.expected_use_on", "Verwendung bis", lambda it: it.expected_use_on),
    Value("draw_down.needed_for", "benötigt für", lambda it: it.needed_for or None),
    Value("draw_down.own_funds_used", "eingesetzte Eigenmittel", lambda it: it.own_funds_used),
    Value("draw_down.cash_reference", "Kassenzeichen", lambda it: it.cash_reference or None),
    Value("draw_down.requested_on", "angefordert am", lambda it: it.requested_on),
    Value("draw_down.paid", "bisher geleistete Zahlungen", lambda it: _paid(it)),
)
DRAW_DOWN_TABLES = (Table("draw_down.lines", "Angeforderte Beträge je Ziffer", _lines),)

DUTY_VALUES = (
    Value("duty.kind", "Art der Änderung", lambda it: str(it.get_kind_display())),
    Value("duty.arose_on", "eingetreten am", lambda it: it.arose_on),
    Value("duty.text", "was sich geändert hat", lambda it: it.text),
    Value("duty.reported_on", "mitgeteilt am", lambda it: it.reported_on),
)


def _paid(it: DrawDown) -> Money:
    return on_accounts(it.award, K.PAID, K.PROVEN)
