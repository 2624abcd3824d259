"""Books, their accounts, and the transfers between them: double entry that only grows.

A transfer is both halves of a booking in one row: what leaves the source reaches the target.
Triggers refuse change, deletion and overdraft in the database itself (migration 0002).
"""

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q

from kreislotse.ledger.errors import OnlyGrows
from kreislotse.ledger.queries import (
    AccountQuerySet,
    BookQuerySet,
    TransferQuerySet,
)
from kreislotse.ledger.states import AccountKind, TransferKind
from kreislotse.organisations.records import Owned
from kreislotse.records.fields import MoneyField


class Growing(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise OnlyGrows
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise OnlyGrows


class Book(Owned):
    """The accounts of one award; `length` and `end` remember the end of the chain of transfers."""

    title = models.CharField(max_length=300)
    length = models.PositiveBigIntegerField(default=0)
    end = models.CharField(max_length=64, blank=True)

    objects = BookQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "title", "length", "end"})

    def __str__(self) -> str:
        return self.title


class LedgerAccount(Growing):
    """Where money stands: for an item of the award, of a kind, with a party where there is one."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="accounts")
    item = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=AccountKind)
    party = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    may_go_negative = models.BooleanField(default=False)

    objects = AccountQuerySet.as_manager()

    class Meta:
        db_table = "ledger_account"
        constraints = [
            models.UniqueConstraint(
                fields=["book", "item", "kind"],
                condition=Q(party__isnull=True),
                name="account_once",
            ),
            models.UniqueConstraint(
                fields=["book", "item", "kind", "party"],
                condition=Q(party__isnull=False),
                name="account_once_per_party",
            ),
            models.CheckConstraint(
                name="account_negative_only_outside",
                condition=Q(may_go_negative=False)
                | Q(kind__in=[AccountKind.STATE, AccountKind.BUDGET]),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "book", "item", "title", "kind", "party", "may_go_negative"})

    def __str__(self) -> str:
        place = f"{self.title}, {self.get_kind_display()}"
        return f"{place} ({self.party})" if self.party_id else place

    @property
    def owner_id(self) -> int:
        return self.book.owner_id


class Transfer(Growing):
    """An amount that moved from one account to another, chained by its hash to the one before.

    `deed` is what all transfers of one deed share; `reference` is unique, so that a request that
    comes twice books once. No names of people.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="transfers")
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20, choices=TransferKind)
    source = models.ForeignKey(
        LedgerAccount, on_delete=models.PROTECT, related_name="transfers_out", db_index=False
    )
    target = models.ForeignKey(
        LedgerAccount, on_delete=models.PROTECT, related_name="transfers_in", db_index=False
    )
    amount = MoneyField()
    deed = models.CharField(max_length=160)
    reference = models.CharField(max_length=200, unique=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    booked_on = models.DateField()
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = TransferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="transfer_number_in_book"),
            models.CheckConstraint(name="transfer_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="transfer_between_two_accounts", condition=~Q(source=F("target"))
            ),
        ]
        indexes = [
            models.Index(fields=["source", "amount"], name="transfer_out_of_account"),
            models.Index(fields=["target", "amount"], name="transfer_into_account"),
            models.Index(fields=["book", "deed"], name="transfer_of_deed"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "book", "number", "kind", "source", "target", "amount", "deed", "reference"}
            | {"reverses", "booked_on", "at", "person_id", "note", "previous_hash", "hash"}
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"

    @property
    def owner_id(self) -> int:
        return self.book.owner_id
