"""Which books an actor may see, and what is on an account: always the sum of its transfers."""

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Self

from django.db.models import (
    BigIntegerField,
    Case,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Lower

from kreislotse.access.policy import Actor, Permission
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger.errors import OnlyGrows
from kreislotse.ledger.states import STAGES, AccountKind
from kreislotse.records.fields import MoneyField

if TYPE_CHECKING:
    from kreislotse.ledger.models import Book, LedgerAccount


class Place(NamedTuple):
    """Where money stands within a book: the item (Ziffer and purpose), the kind, and with whom."""

    item: str
    kind: str
    party_id: int | None


class BookQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.FUNDING_READ))

    def for_list(self) -> Self:
        """With the sum of each stage that the money has come to, the latest book first."""
        sums = {name: _standing(kinds) for name, kinds in STAGES.items()}
        return self.annotate(**sums).order_by("-pk")


class GrowingQuerySet(QuerySet):
    """Rows that are only ever added."""

    def update(self, **_values: Any) -> NoReturn:
        raise OnlyGrows

    def delete(self) -> NoReturn:
        raise OnlyGrows


class BelowBookQuerySet(GrowingQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(book__owner__in=actor.places(Permission.FUNDING_READ))


class AccountQuerySet(BelowBookQuerySet):
    def in_order(self) -> Self:
        """Item by item, each as the money goes."""
        places = enumerate(AccountKind.values)
        order = Case(*(When(kind=kind, then=Value(place)) for place, kind in places))
        return self.select_related("party").order_by("item", order, "pk")


class TransferQuerySet(BelowBookQuerySet):
    def for_list(self) -> Self:
        """With everything a line of the list shows, the latest first; found by the reference."""
        shown = self.select_related("book", "source__party", "target__party")
        return shown.annotate(search_key=Lower("reference")).order_by("-pk")

    def for_page(self) -> Self:
        """With both ends, and what it reverses or is reversed by."""
        ends = ("book", "source__party", "target__party", "source__book", "target__book")
        return self.select_related(*ends, "reverses", "reversal")


def balance(account: "LedgerAccount") -> Money:
    """What has come in minus what has gone out."""
    return _sum(account.transfers_in) - _sum(account.transfers_out)


def balances(book: "Book") -> dict[Place, Money]:
    """What is on every account of a book; an account without transfers stands at zero."""
    places = book.accounts.values_list("pk", "item", "kind", "party_id")
    amounts = balances_of(book.accounts)
    return {Place(item, kind, party): amounts[pk] for pk, item, kind, party in places}


def balances_by_book(accounts: Any) -> dict[int, dict[Place, Money]]:
    """The same for the accounts of several books at once, by the book."""
    places = accounts.values_list("pk", "book_id", "item", "kind", "party_id")
    amounts = balances_of(accounts)
    found: dict[int, dict[Place, Money]] = {}
    for pk, book_id, item, kind, party in places:
        found.setdefault(book_id, {})[Place(item, kind, party)] = amounts[pk]
    return found


def balances_of(accounts: Any) -> dict[int, Money]:
    """The balance of each of these accounts by its number."""
    found = dict.fromkeys(accounts.values_list("pk", flat=True), ZERO)
    # From the accounts' side, so that the index (account, amount) is all that is read.
    unordered = accounts.order_by().values_list("pk")
    for pk, cents in unordered.annotate(sum=Sum("transfers_in__amount")):
        found[pk] += _money(cents)
    for pk, cents in unordered.annotate(sum=Sum("transfers_out__amount")):
        found[pk] -= _money(cents)
    return found


def standing(books: Any) -> dict[str, Money]:
    """What is on the accounts of each kind, over all these books."""
    from kreislotse.ledger.models import LedgerAccount

    found = dict.fromkeys(AccountKind.values, ZERO)
    kinds = LedgerAccount.objects.filter(book__in=books).order_by().values_list("kind")
    for kind, cents in kinds.annotate(sum=Sum("transfers_in__amount")):
        found[kind] += _money(cents)
    for kind, cents in kinds.annotate(sum=Sum("transfers_out__amount")):
        found[kind] -= _money(cents)
    return found


def _standing(kinds: Any) -> Any:
    """As an expression: what is on a book's accounts of these kinds."""
    from kreislotse.ledger.models import LedgerAccount

    ours = (
        LedgerAccount.objects.filter(book=OuterRef("pk"), kind__in=kinds).order_by().values("book")
    )

    def moved(way: str) -> Any:
        cents = ours.annotate(sum=Sum(F(f"{way}__amount"), output_field=BigIntegerField()))
        return Coalesce(Subquery(cents.values("sum"), output_field=BigIntegerField()), 0)

    return ExpressionWrapper(
        moved("transfers_in") - moved("transfers_out"), output_field=MoneyField()
    )


def _sum(transfers: Any) -> Money:
    return _money(transfers.aggregate(sum=Sum("amount"))["sum"])


def _money(sum_of_cents: Any) -> Money:
    """A sum as the databases give it: nothing, a number, or a Money by the column's own reader."""
    if sum_of_cents is None:
        return ZERO
    return sum_of_cents if isinstance(sum_of_cents, Money) else Money(int(sum_of_cents))
