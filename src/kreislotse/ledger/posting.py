"""The only writer of the ledger: books, accounts, transfers, and their reversal.

Whoever calls has checked rights and rules of the deed; here it is only made sure that the actor
works with the money of this place at all.
"""

from datetime import date

from django.db import transaction

from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger.chain import SEALED, START, seal
from kreislotse.ledger.errors import (
    AccountOverdrawn,
    AlreadyReversed,
    AmountNotPositive,
    ReferenceTaken,
)
from kreislotse.ledger.models import Account, Book, Transfer
from kreislotse.ledger.queries import balance
from kreislotse.ledger.states import OUTSIDE, AccountKind, TransferKind
from kreislotse.organisations.models import Organisation


@transaction.atomic
def open_book(owner: Organisation, *, actor: Actor, title: str) -> Book:
    """A new set of accounts, for one award."""
    _works_with_money(actor, owner.pk)
    return Book.objects.create(owner=owner, title=title, end=START)


def account(
    book: Book, kind: AccountKind, *, item: str, title: str, party: Organisation | None = None
) -> Account:
    """The account of this kind for this item, opened when it is first needed."""
    found, _ = Account.objects.get_or_create(
        book=book,
        item=item,
        kind=kind,
        party=party,
        defaults={"title": title, "may_go_negative": kind in OUTSIDE},
    )
    return found


@transaction.atomic
def post(
    source: Account,
    target: Account,
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
    # One writer per book at a time: whoever comes second sees what the first has left.
    book = Book.objects.select_for_update().get(pk=source.book_id)
    known = Transfer.objects.filter(reference=reference).first()
    if known:
        return _same(known, source, target, amount)
    left = ZERO if source.may_go_negative else balance(source)
    if not source.may_go_negative and amount > left:
        raise AccountOverdrawn(account=source, balance=left, amount=amount)
    return _append(
        book,
        Transfer(
            book=book,
            kind=kind,
            source=source,
            target=target,
            amount=amount,
            deed=deed,
            reference=reference,
            reverses=reverses,
            booked_on=booked_on,
            at=actor.at,
            person_id=actor.person_id,
            note=note,
        ),
    )


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
        deed=f"reversal-of-{wrong.deed}",
        reference=f"reversal-of-{wrong.reference}",
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


def _same(known: Transfer, source: Account, target: Account, amount: Money) -> Transfer:
    if (known.source_id, known.target_id, known.amount) != (source.pk, target.pk, amount):
        raise ReferenceTaken(
            reference=known.reference, amount=known.amount, on=date_short(known.booked_on)
        )
    return known


def _works_with_money(actor: Actor, place: int) -> None:
    if not allowed(actor, Permission.FUNDING_APPROVE, at=place):
        require(actor, Permission.FUNDING_EDIT, at=place)
