"""The only writer of the ledger: books, accounts, transfers, and their reversal.

Whoever calls has checked rights and rules of the deed; here it is only made sure that the actor
works with the money of this place at all.
"""

from datetime import date, datetime

from django.db import transaction

from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger.chain import SEALED, START, seal
from kreislotse.ledger.errors import (
    AccountOverdrawn,
    AlreadyReversed,
    AmountNotPositive,
    ReferenceElsewhere,
    ReferenceTaken,
    SameAccount,
)
from kreislotse.ledger.models import Book, LedgerAccount, Transfer
from kreislotse.ledger.queries import balance
from kreislotse.ledger.states import OUTSIDE, AccountKind, TransferKind
from kreislotse.organisations.models import Organisation

REVERSAL = "reversal-of-"
_COLUMNS = {field.name: field for field in Transfer._meta.concrete_fields}
NAMED_UPTO = {name: _COLUMNS[name].max_length or 0 for name in ("deed", "reference", "note")}


@transaction.atomic
def open_book(owner: Organisation, *, actor: Actor, title: str) -> Book:
    """A new set of accounts, for one award."""
    _works_with_money(actor, owner.pk)
    return Book.objects.create(owner=owner, title=title, end=START)


@transaction.atomic
def account(
    book: Book, kind: AccountKind, *, item: str, title: str, party: Organisation | None = None
) -> LedgerAccount:
    """The account of this kind for this item, opened when it is first needed."""
    place = {"item": item, "kind": kind, "party": party}
    known = LedgerAccount.objects.filter(book=book, **place).select_related("book").first()
    if known:
        return known
    # Locked before: two who open the same account in one book would else wait for each other.
    locked = Book.objects.select_for_update().get(pk=book.pk)
    opened, _ = LedgerAccount.objects.get_or_create(
        book=locked, **place, defaults={"title": title, "may_go_negative": kind in OUTSIDE}
    )
    return opened


@transaction.atomic
def post(
    source: LedgerAccount,
    target: LedgerAccount,
    amount: Money,
    *,
    actor: Actor,
    kind: TransferKind,
    deed: str,
    reference: str,
    booked_on: date,
    note: str = "",
    reverses: Transfer | None = None,
) -> Transfer:
    """Move an amount; the same reference again gives the transfer booked before."""
    _works_with_money(actor, source.owner_id)
    if amount <= ZERO:
        raise AmountNotPositive(amount=amount)
    _refuse_no_way(source, target)
    # One writer per book at a time: whoever comes second sees what the first has left.
    book = Book.objects.select_for_update().get(pk=source.book_id)
    wanted = Transfer(
        book=book,
        kind=kind,
        source=source,
        target=target,
        amount=amount,
        deed=_fitting(deed, "deed"),
        reference=_fitting(reference, "reference"),
        reverses=reverses,
        booked_on=_day(booked_on),
        at=actor.at,
        person_id=actor.person_id,
        note=_shortened(note),
    )
    known = Transfer.objects.filter(reference=reference).first()
    if known:
        return _same(known, wanted)
    left = ZERO if source.may_go_negative else balance(source)
    if not source.may_go_negative and amount > left:
        raise AccountOverdrawn(account=source, balance=left, amount=amount)
    return _append(book, wanted)


@transaction.atomic
def reverse(wrong: Transfer, *, actor: Actor, reason: str, booked_on: date) -> Transfer:
    """Book the same amount back. The mistake stays on record, as it must."""
    require(actor, Permission.FUNDING_EDIT, at=wrong.owner_id)
    Book.objects.select_for_update().get(pk=wrong.book_id)
    if wrong.reverses_id or Transfer.objects.filter(reverses=wrong).exists():
        raise AlreadyReversed(number=wrong.number)
    return post(
        wrong.target,
        wrong.source,
        wrong.amount,
        actor=actor,
        kind=TransferKind.REVERSAL,
        deed=f"{REVERSAL}{wrong.deed}",
        reference=f"{REVERSAL}{wrong.reference}",
        booked_on=booked_on,
        note=reason,
        reverses=wrong,
    )


def _append(book: Book, transfer: Transfer) -> Transfer:
    transfer.number = book.length + 1
    transfer.previous_hash = book.end
    transfer.hash = seal(book.end, {name: getattr(transfer, name) for name in SEALED})
    transfer.save(force_insert=True)
    book.length, book.end = transfer.number, transfer.hash
    book.save(update_fields=["length", "end"])
    return transfer


def _same(known: Transfer, wanted: Transfer) -> Transfer:
    """The transfer booked before, unless the reference stands for something else."""
    if known.book_id != wanted.book_id:
        raise ReferenceElsewhere(reference=known.reference)
    said = ("kind", "source_id", "target_id", "amount", "deed", "reverses_id")
    if any(getattr(known, name) != getattr(wanted, name) for name in said):
        raise ReferenceTaken(
            reference=known.reference, amount=known.amount, on=date_short(known.booked_on)
        )
    return known


def _refuse_no_way(source: LedgerAccount, target: LedgerAccount) -> None:
    if source.pk == target.pk:
        raise SameAccount(account=source)
    if source.book_id != target.book_id:
        raise ValueError("Money stays in its book: both accounts must be of the same one.")


def _fitting(name: str, column: str) -> str:
    """A name that leaves room for that of its reversal."""
    most = NAMED_UPTO[column]
    if not name or len(name) > most - (0 if name.startswith(REVERSAL) else len(REVERSAL)):
        raise ValueError(f"The {column} of a transfer is empty or too long to be reversed: {name}")
    return name


def _day(booked_on: date) -> date:
    if isinstance(booked_on, datetime):
        raise TypeError("Booked is on a day, not at a moment; the moment is the actor's.")
    return booked_on


def _shortened(note: str) -> str:
    """The note as the column holds it; the journal has all of it."""
    most = NAMED_UPTO["note"]
    return note if len(note) <= most else f"{note[: most - 1]}…"


def _works_with_money(actor: Actor, place: int) -> None:
    if not allowed(actor, Permission.FUNDING_APPROVE, at=place):
        require(actor, Permission.FUNDING_EDIT, at=place)
