"""Does one book add up? Its transfers in their order, without the database."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.money import Money
from kreislotse.ledger.chain import SEALED, START, seal_plain
from kreislotse.ledger.states import BUDGETED, CLAIM, OUTSIDE, WAYS, AccountKind, TransferKind

MISSING = _("Zwischen den Buchungen {before} und {after} fehlt etwas.")
UNCHAINED = _("Die Buchung schließt nicht an die vorige an.")
CHANGED = _("Die Buchung passt nicht zu ihrer Prüfsumme. Sie wurde nachträglich verändert.")
NOT_POSITIVE = _("Der Betrag ist keine positive Zahl ganzer Cent.")
FOREIGN = _("Ausgang oder Ziel ist kein Konto dieses Buchs.")
OVERDRAWN = _("„{account}“ steht nach der Buchung unter null: {balance}.")
NO_WAY = _("„{kind}“ führt nicht von „{source}“ nach „{target}“.")
NOT_MIRRORED = _("Das Storno ist nicht das Spiegelbild einer Buchung dieses Buchs.")
MISNAMED = _("Das Kennzeichen gehört nicht zum Vorgang.")
HALF = _("Der Vorgang „{deed}“ ist nur zum Teil gebucht.")
UNTIED = _("„{item}“: Was abgerufen und was ausgegeben werden darf, weicht um {amount} ab.")
WRONG_END = _("Das Buch hat {found} Buchungen und endet anders, als vermerkt ist ({noted}).")
MAY_OVERDRAW = _("„{account}“ darf unter null stehen, obwohl es kein Konto außerhalb ist.")

# The halves of a deed that are only booked together, by the same amount.
_PAIRS = (("claim", "budget"), ("bound", "paid"))
_LABELS: dict[str, Any] = dict(TransferKind.choices) | dict(AccountKind.choices)


class Place(NamedTuple):
    """An account as the check needs it."""

    item: str
    title: str
    kind: str
    party_id: int | None
    may_go_negative: bool

    def __str__(self) -> str:
        return f"{self.title}, {_LABELS.get(self.kind, self.kind)}"


class Row(NamedTuple):
    """A transfer as the database has it, days and moments as text; first what its hash seals."""

    book_id: int
    number: int
    kind: str
    source_id: int
    target_id: int
    amount: int
    deed: str
    reference: str
    reverses_id: int | None
    booked_on: str
    at: str
    person_id: int | None
    note: str
    previous_hash: str
    hash: str
    wrong_book_id: int | None
    wrong_number: int | None
    wrong_source_id: int | None
    wrong_target_id: int | None
    wrong_amount: int | None
    wrong_reverses_id: int | None


Tell = Callable[..., None]  # number, message, facts
_SEALED = len(SEALED)
_SIDES: dict[str, int] = {
    **dict.fromkeys(CLAIM, 1),
    **dict.fromkeys(BUDGETED, -1),
    **dict.fromkeys(OUTSIDE, 0),
}


@dataclass
class BookCheck:
    """What is known of a book after the transfers seen so far; tells every difference at once."""

    places: dict[int, Place]
    tell: Tell
    number: int = 0
    end: str = START
    rows: int = 0
    deeds: int = 0
    balances: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    deed: str | None = None
    halves: dict[str, int] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    # By item, what may be claimed less what may be spent; and what of it has been told.
    untied: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    told: dict[str, int] = field(default_factory=dict)

    def see(self, row: Row) -> None:
        """Check the next transfer of the chain."""
        if row.deed != self.deed:
            self._end_deed()
            self.deed = row.deed
            self.deeds += 1
        self._chain(row)
        if type(row.amount) is not int or row.amount <= 0 or type(row.number) is not int:
            self.tell(self.number, NOT_POSITIVE)
            return
        source, target = self.places.get(row.source_id), self.places.get(row.target_id)
        if source is None or target is None or row.source_id == row.target_id:
            self.tell(row.number, FOREIGN)
            return
        self._way(row, source, target)
        self._name(str(row.deed), str(row.reference), row)
        self._move(row, source, target)

    def finish(self, length: int, end: str) -> None:
        """Compare the end of the chain with what the book remembers."""
        self._end_deed()
        if (self.rows, self.end) != (length, end):
            self.tell(None, WRONG_END, found=self.rows, noted=length)
        for place in self.places.values():
            if place.may_go_negative and place.kind not in OUTSIDE:
                self.tell(None, MAY_OVERDRAW, account=str(place))

    def _chain(self, row: Row) -> None:
        self.rows += 1
        if row.number != self.number + 1:
            self.tell(row.number, MISSING, before=self.number, after=row.number)
        if row.previous_hash != self.end:
            self.tell(row.number, UNCHAINED)
        if row.hash != seal_plain(row.previous_hash, row[:_SEALED]):
            self.tell(row.number, CHANGED)
        self.number = row.number if isinstance(row.number, int) else self.number + 1
        self.end = row.hash

    def _way(self, row: Row, source: Place, target: Place) -> None:
        """Whether the transfer goes where its kind goes; a reversal goes back what came."""
        if row.reverses_id is not None or row.kind == TransferKind.REVERSAL:
            back = (row.book_id, row.target_id, row.source_id, row.amount, None)
            wrong = (row.wrong_book_id, row.wrong_source_id, row.wrong_target_id)
            if (*wrong, row.wrong_amount, row.wrong_reverses_id) != back or not (
                row.kind == TransferKind.REVERSAL
                and row.wrong_number is not None
                and row.wrong_number < row.number
            ):
                self.tell(row.number, NOT_MIRRORED)
            return
        same_item = source.item == target.item or row.kind == TransferKind.REALLOCATION
        same_party = None in (source.party_id, target.party_id) or (
            source.party_id == target.party_id
        )
        if (
            (source.kind, target.kind) not in WAYS.get(row.kind, ())
            or not same_item
            or not same_party
        ):
            kind = _LABELS.get(row.kind, row.kind)
            self.tell(row.number, NO_WAY, kind=kind, source=str(source), target=str(target))

    def _name(self, deed: str, reference: str, row: Row) -> None:
        """The reference is the deed's, with the name of the half where there are two."""
        if reference.startswith(f"{deed}/"):
            half = reference[len(deed) + 1 :]
            self.halves[half] = self.halves.get(half, 0) + row.amount
        elif reference != deed:
            self.tell(row.number, MISNAMED)

    def _move(self, row: Row, source: Place, target: Place) -> None:
        left = self.balances[row.source_id] - row.amount
        self.balances[row.source_id] = left
        self.balances[row.target_id] += row.amount
        if left < 0 and source.kind not in OUTSIDE:
            self.tell(row.number, OVERDRAWN, account=str(source), balance=str(Money(left)))
        for place, amount in ((source, -row.amount), (target, row.amount)):
            self.untied[place.item] += _SIDES.get(place.kind, 0) * amount
            self.touched.add(place.item)

    def _end_deed(self) -> None:
        """At the end of every deed both chains of an item hold the same sum."""
        if any(self.halves.get(one) != self.halves.get(other) for one, other in _PAIRS):
            self.tell(self.number, HALF, deed=self.deed)
        for item in self.touched:
            difference = self.untied[item]
            if difference != self.told.get(item, 0):
                self.told[item] = difference
                self.tell(
                    self.number, UNTIED, item=self._title(item), amount=str(Money(difference))
                )
        self.halves.clear()
        self.touched.clear()

    def _title(self, item: str) -> str:
        return next(place.title for place in self.places.values() if place.item == item)
