"""The dullest valid books."""

from datetime import UTC, date, datetime

import factory

from kreislotse.access.policy import Actor, Role
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.ledger.chain import START
from kreislotse.ledger.models import Book
from kreislotse.ledger.movements import Deed, Pot
from kreislotse.organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory

NOON = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)
DAY = date(2015, 11, 2)


class BookFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Book

    owner = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Bescheid {n}")
    end = START


def officer(place: Organisation) -> Actor:
    """Somebody without an account who works with the money of this place."""
    return Actor(None, NOON, frozenset({(Role.GRANTS_OFFICER, place.pk)}))


def deed(book: Book, reference: str, note: str = "") -> Deed:
    return Deed(officer(book.owner), DAY, reference, note)


def pot(book: Book | None = None, *, item: str = "item-1", awarded: Money | None = None) -> Pot:
    """An item of a book; awarded when an amount is given."""
    made = Pot(book or BookFactory(), item, f"Zweck {item}")
    if awarded:
        movements.award(made, awarded, deed(made.book, f"{made.book.pk}-{item}-award"))
    return made
