"""Which books an actor may see, and what is on an account: always the sum of its transfers."""

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Self

from django.db.models import QuerySet, Sum

from kreislotse.access.policy import Actor, Permission
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger.errors import OnlyGrows

if TYPE_CHECKING:
    from kreislotse.ledger.models import Account, Book


class Place(NamedTuple):
    """Where money stands within a book: the item (Ziffer and purpose), the kind, and with whom."""

    item: str
    kind: str
    party_id: int | None


class BookQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.FUNDING_READ))


class GrowingQuerySet(QuerySet):
    """Rows that are only ever added."""

    def update(self, **_values: Any) -> NoReturn:
        raise OnlyGrows

    def delete(self) -> NoReturn:
        raise OnlyGrows


class BelowBookQuerySet(GrowingQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(book__owner__in=actor.places(Permission.FUNDING_READ))


class TransferQuerySet(BelowBookQuerySet):
    def for_list(self) -> Self:
        """With everything a line of the list shows, newest first."""
        return self.select_related("book", "source__party", "target__party").order_by("-pk")


def balance(account: "Account") -> Money:
    """What has come in minus what has gone out."""
    return _sum(account.transfers_in) - _sum(account.transfers_out)


def balances(book: "Book") -> dict[Place, Money]:
    """What is on every account of a book; an account without transfers stands at zero."""
    places = {
        pk: Place(item, kind, party)
        for pk, item, kind, party in book.accounts.values_list("pk", "item", "kind", "party_id")
    }
    found = dict.fromkeys(places.values(), ZERO)
    # From the accounts' side, so that the index (account, amount) is all that is read.
    came = book.accounts.values_list("pk").annotate(sum=Sum("transfers_in__amount"))
    went = book.accounts.values_list("pk").annotate(sum=Sum("transfers_out__amount"))
    for pk, cents in came:
        found[places[pk]] += _money(cents)
    for pk, cents in went:
        found[places[pk]] -= _money(cents)
    return found


def _sum(transfers: Any) -> Money:
    return _money(transfers.aggregate(sum=Sum("amount"))["sum"])


def _money(sum_of_cents: Any) -> Money:
    """A sum as the databases give it: nothing, a number, or a Money by the column's own reader."""
    if sum_of_cents is None:
        return ZERO
    return sum_of_cents if isinstance(sum_of_cents, Money) else Money(int(sum_of_cents))
