"""The movements of grant money, each by its name; all other code books through these.

Each takes the pot (an item of an award within its book) and a reference that stands for the deed,
so that a deed repeated moves nothing twice.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kreislotse.access.policy import Actor
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger.errors import (
    AccountOverdrawn,
    AlreadyReversed,
    MoneyMovedOn,
    NothingBooked,
)
from kreislotse.ledger.models import Book, Transfer
from kreislotse.ledger.posting import account, post, reverse
from kreislotse.ledger.queries import balance
from kreislotse.ledger.states import AccountKind, TransferKind
from kreislotse.organisations.models import Organisation

K = AccountKind
T = TransferKind


@dataclass(frozen=True)
class Pot:
    """One item of an award: its key (Ziffer and purpose) and how people call it."""

    book: Book
    item: str
    title: str

    def balance(self, kind: AccountKind, party: Organisation | None = None) -> Money:
        """What stands on one account of this pot."""
        found = self.book.accounts.filter(item=self.item, kind=kind, party=party).first()
        return balance(found) if found else ZERO


@dataclass(frozen=True)
class Deed:
    """Who books, for which day, under which reference, and why."""

    actor: Actor
    on: date
    reference: str
    note: str = ""


@transaction.atomic
def award(pot: Pot, amount: Money, deed: Deed) -> list[Transfer]:
    """The authority grants: as much can be drawn and as much can be spent."""
    return [
        _move(pot, K.STATE, K.UNDRAWN, amount, deed, T.AWARD, "claim"),
        _move(pot, K.BUDGET, K.AVAILABLE, amount, deed, T.AWARD, "budget"),
    ]


@transaction.atomic
def reduce(pot: Pot, amount: Money, deed: Deed) -> list[Transfer]:
    """The authority takes back what is neither drawn nor committed."""
    return [
        _move(pot, K.UNDRAWN, K.STATE, amount, deed, T.REDUCTION, "claim"),
        _move(pot, K.AVAILABLE, K.BUDGET, amount, deed, T.REDUCTION, "budget"),
    ]


@transaction.atomic
def reallocate(pot: Pot, to: Pot, amount: Money, deed: Deed) -> list[Transfer]:
    """Shift what is free from one purpose of an award to another, with its claim or its cash."""
    free = _move(pot, K.AVAILABLE, K.AVAILABLE, amount, deed, T.REALLOCATION, "free", to=to)
    # The claim's shares depend on what stands there now; a deed that comes again keeps its own.
    booked = pot.book.transfers.filter(deed=deed.reference, number__gt=free.number)
    if booked:
        return [free, *booked.order_by("number")]
    undrawn = min(amount, pot.balance(K.UNDRAWN))
    shares = [(K.UNDRAWN, undrawn), (K.DRAWN, amount - undrawn)]
    return [
        free,
        *(
            _move(pot, kind, kind, part, deed, T.REALLOCATION, kind, to=to)
            for kind, part in shares
            if part
        ),
    ]


def request_draw(pot: Pot, amount: Money, deed: Deed) -> Transfer:
    """Ask the authority for money of the award."""
    return _move(pot, K.UNDRAWN, K.REQUESTED, amount, deed, T.DRAW_REQUEST)


def cancel_draw(pot: Pot, amount: Money, deed: Deed) -> Transfer:
    return _move(pot, K.REQUESTED, K.UNDRAWN, amount, deed, T.DRAW_CANCELLED)


def receive_draw(pot: Pot, amount: Money, deed: Deed) -> Transfer:
    """The authority's money has come in."""
    return _move(pot, K.REQUESTED, K.DRAWN, amount, deed, T.DRAW_RECEIPT)


@transaction.atomic
def receive_unasked(pot: Pot, amount: Money, deed: Deed) -> list[Transfer]:
    """The authority has paid what nobody had to draw: due and come in at once."""
    return [
        _move(pot, K.UNDRAWN, K.REQUESTED, amount, deed, T.DRAW_REQUEST, "due"),
        _move(pot, K.REQUESTED, K.DRAWN, amount, deed, T.DRAW_RECEIPT, "come"),
    ]


def commit(pot: Pot, party: Organisation, amount: Money, deed: Deed) -> Transfer:
    """Bind free money for a party."""
    return _move(pot, K.AVAILABLE, K.COMMITTED, amount, deed, T.COMMITMENT, to_party=party)


def release(pot: Pot, party: Organisation, amount: Money, deed: Deed) -> Transfer:
    """Set free what was bound for a party and is not needed."""
    return _move(pot, K.COMMITTED, K.AVAILABLE, amount, deed, T.RELEASE, from_party=party)


def pay(pot: Pot, party: Organisation, amount: Money, deed: Deed) -> Transfer:
    """Pay out to a party what was bound for it."""
    return _move(
        pot, K.COMMITTED, K.PAID, amount, deed, T.PAYMENT, from_party=party, to_party=party
    )


@transaction.atomic
def spend(pot: Pot, party: Organisation, amount: Money, deed: Deed) -> list[Transfer]:
    """The district's own spending: bound and paid in one go."""
    bound = _move(
        pot, K.AVAILABLE, K.COMMITTED, amount, deed, T.COMMITMENT, "bound", to_party=party
    )
    paid = _move(
        pot,
        K.COMMITTED,
        K.PAID,
        amount,
        deed,
        T.PAYMENT,
        "paid",
        from_party=party,
        to_party=party,
    )
    return [bound, paid]


def prove(pot: Pot, party: Organisation, amount: Money, deed: Deed) -> Transfer:
    """What a party spent is accepted as proven."""
    return _move(pot, K.PAID, K.PROVEN, amount, deed, T.PROOF, from_party=party, to_party=party)


def refund(pot: Pot, party: Organisation, amount: Money, deed: Deed) -> Transfer:
    """A party has paid back; the money is free again."""
    return _move(pot, K.PAID, K.AVAILABLE, amount, deed, T.REFUND, from_party=party)


@transaction.atomic
def repay(pot: Pot, amount: Money, deed: Deed) -> list[Transfer]:
    """The district pays back to the authority what came in and is not used."""
    return [
        _move(pot, K.DRAWN, K.REPAID, amount, deed, T.REPAYMENT, "claim"),
        _move(pot, K.AVAILABLE, K.RETURNED, amount, deed, T.REPAYMENT, "budget"),
    ]


@transaction.atomic
def _move(
    pot: Pot,
    source: AccountKind,
    target: AccountKind,
    amount: Money,
    deed: Deed,
    kind: TransferKind,
    half: str = "",
    *,
    from_party: Organisation | None = None,
    to_party: Organisation | None = None,
    to: Pot | None = None,
) -> Transfer:
    goal = to or pot
    return post(
        account(pot.book, source, item=pot.item, title=pot.title, party=from_party),
        account(goal.book, target, item=goal.item, title=goal.title, party=to_party),
        amount,
        actor=deed.actor,
        kind=kind,
        deed=deed.reference,
        reference="/".join(part for part in (deed.reference, half) if part),
        booked_on=deed.on,
        note=deed.note,
    )


def booked_anew(book: Book, reference: str) -> str:
    """The reference for a deed of this name now: numbered on where it was booked and undone."""
    times = 1
    name = reference
    while book.transfers.filter(deed=name, reversal__isnull=False).exists():
        times += 1
        name = f"{reference}-{times}"
    return name


@transaction.atomic
def undo_last(book: Book, reference: str, *, actor: Actor, on: date, reason: str) -> list[Transfer]:
    """Book back what stands of a deed under this name; refused where its money has moved on."""
    standing = book.transfers.filter(reverses__isnull=True, reversal__isnull=True)
    named = standing.filter(deed__startswith=reference).order_by("-number")
    numbered = re.compile(re.escape(reference) + r"(-\d+)?")
    wrong = next((each for each in named if numbered.fullmatch(each.deed)), None)
    if wrong is None:
        raise NothingBooked(reference=reference)
    try:
        return undo(wrong, actor=actor, on=on, reason=reason)
    except AccountOverdrawn as refusal:
        raise MoneyMovedOn(**refusal.facts) from refusal


@transaction.atomic
def undo(wrong: Transfer, *, actor: Actor, on: date, reason: str) -> list[Transfer]:
    """Reverse all that the deed of this transfer booked: one half alone would not tie."""
    if wrong.reverses_id:
        raise AlreadyReversed(number=wrong.number)
    halves = wrong.book.transfers.filter(deed=wrong.deed, reverses__isnull=True).order_by("-number")
    return [reverse(each, actor=actor, reason=reason, booked_on=on) for each in halves]
