"""A walk through the movements of an award, with plain numbers kept beside the ledger."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DomainError
from kreislotse.ledger import movements
from kreislotse.ledger.models import Book, Transfer
from kreislotse.ledger.movements import Deed, Pot
from kreislotse.ledger.queries import balances
from kreislotse.ledger.states import BUDGETED, CLAIM, OUTSIDE
from kreislotse.ledger.states import AccountKind as K
from kreislotse.organisations.models import Organisation
from tests.factories.ledger import DAY, BookFactory, officer
from tests.factories.organisations import MunicipalityFactory

Place = tuple[str, str, int | None]
Move = tuple[Place, Place, int]

# By movement: the way on the account of the item (I) or of the party (P), as two chains go.
WAYS: dict[str, tuple[tuple[K, str, K, str], ...]] = {
    "award": ((K.STATE, "I", K.UNDRAWN, "I"), (K.BUDGET, "I", K.AVAILABLE, "I")),
    "reduce": ((K.UNDRAWN, "I", K.STATE, "I"), (K.AVAILABLE, "I", K.BUDGET, "I")),
    "request_draw": ((K.UNDRAWN, "I", K.REQUESTED, "I"),),
    "cancel_draw": ((K.REQUESTED, "I", K.UNDRAWN, "I"),),
    "receive_draw": ((K.REQUESTED, "I", K.DRAWN, "I"),),
    "commit": ((K.AVAILABLE, "I", K.COMMITTED, "P"),),
    "release": ((K.COMMITTED, "P", K.AVAILABLE, "I"),),
    "pay": ((K.COMMITTED, "P", K.PAID, "P"),),
    "spend": ((K.AVAILABLE, "I", K.COMMITTED, "P"), (K.COMMITTED, "P", K.PAID, "P")),
    "prove": ((K.PAID, "P", K.PROVEN, "P"),),
    "refund": ((K.PAID, "P", K.AVAILABLE, "I"),),
    "repay": ((K.DRAWN, "I", K.REPAID, "I"), (K.AVAILABLE, "I", K.RETURNED, "I")),
}
WITH_PARTY = {"commit", "release", "pay", "spend", "prove", "refund"}
DEEDS = (*WAYS, "reallocate", "undo", "again")
ITEMS = ("item-1", "item-2")


@dataclass
class Walk:
    """The ledger and the plain numbers; every step must leave both the same."""

    book: Book
    parties: list[Organisation]
    left: dict[Place, int] = field(default_factory=dict)
    done: list[tuple[str, Callable[[], object], list[Move]]] = field(default_factory=list)
    reversed: set[str] = field(default_factory=set)
    steps: int = 0
    refused: int = 0

    @classmethod
    def begin(cls) -> "Walk":
        book = BookFactory()
        return cls(book, MunicipalityFactory.create_batch(2, part_of=book.owner))

    def step(self, verb: str, item: int, party: int, cents: int, which: int) -> None:
        """Do it in the ledger, and in numbers if it is possible; compare."""
        self.steps += 1
        if verb in ("undo", "again") and not self.done:
            verb = "award"
        if verb == "again":
            self._again(which)
        elif verb == "undo":
            self._undo(which)
        else:
            self._move(verb, ITEMS[item], self.parties[party], cents)
        self.compare()

    def compare(self) -> None:
        found = {tuple(place): amount.cents for place, amount in balances(self.book).items()}
        assert {place: cents for place, cents in found.items() if cents} == {
            place: cents for place, cents in self.left.items() if cents
        }
        assert all(cents >= 0 for (_, kind, _), cents in found.items() if kind not in OUTSIDE)
        for item in ITEMS:
            assert self._sum(found, item, CLAIM) == self._sum(found, item, BUDGETED)

    @staticmethod
    def _sum(found: dict, item: str, kinds: tuple) -> int:
        return sum(cents for (at, kind, _), cents in found.items() if at == item and kind in kinds)

    def _move(self, verb: str, item: str, party: Organisation, cents: int) -> None:
        reference = f"book-{self.book.pk}-step-{self.steps}"
        moves = self._moves(verb, item, party, cents)
        act = self._act(verb, item, party, cents, reference)
        if self._attempt(moves, act):
            self.done.append((reference, act, moves))

    def _moves(self, verb: str, item: str, party: Organisation, cents: int) -> list[Move]:
        if verb == "reallocate":
            other = ITEMS[1 - ITEMS.index(item)]
            undrawn = min(cents, self.left.get((item, K.UNDRAWN, None), 0))
            shares = ((K.AVAILABLE, cents), (K.UNDRAWN, undrawn), (K.DRAWN, cents - undrawn))
            return [
                ((item, k, None), (other, k, None), part)
                for k, part in shares
                if part or k == K.AVAILABLE
            ]
        owners = {"I": None, "P": party.pk}
        return [
            ((item, source, owners[of]), (item, target, owners[to]), cents)
            for source, of, target, to in WAYS[verb]
        ]

    def _act(
        self, verb: str, item: str, party: Organisation, cents: int, reference: str
    ) -> Callable[[], object]:
        pots = {each: Pot(self.book, each, f"Zweck {each}") for each in ITEMS}
        deed = Deed(officer(self.book.owner), DAY, reference)
        more: tuple = (party,) if verb in WITH_PARTY else ()
        if verb == "reallocate":
            more = (pots[ITEMS[1 - ITEMS.index(item)]],)
        return lambda: getattr(movements, verb)(pots[item], *more, Money(cents), deed)

    def _attempt(self, moves: list[Move], act: Callable[[], object]) -> bool:
        """Whether the numbers allow it; the ledger must agree, and keep all when it refuses."""
        left = dict(self.left)
        possible = all(self._apply(left, move) for move in moves)
        before = (Transfer.objects.count(), self.book.accounts.count())
        if possible:
            act()
            self.left = left
            return True
        try:
            act()
        except DomainError:
            self.refused += 1
            assert (Transfer.objects.count(), self.book.accounts.count()) == before
            return False
        raise AssertionError("The ledger took what cannot be.")

    @staticmethod
    def _apply(left: dict[Place, int], move: Move) -> bool:
        source, target, cents = move
        if cents <= 0 or (source[1] not in OUTSIDE and left.get(source, 0) < cents):
            return False
        left[source] = left.get(source, 0) - cents
        left[target] = left.get(target, 0) + cents
        return True

    def _undo(self, which: int) -> None:
        reference, _, moves = self.done[which % len(self.done)]
        wrong = Transfer.objects.filter(deed=reference).order_by("number").first()
        actor = officer(self.book.owner)
        back = [(target, source, cents) for source, target, cents in reversed(moves)]
        if reference in self.reversed:
            back = [(("", K.UNDRAWN, None), ("", K.STATE, None), 1)]  # never possible
        act = lambda: movements.undo(wrong, actor=actor, on=DAY, reason="Irrtum")  # noqa: E731
        if self._attempt(back, act):
            self.reversed.add(reference)

    def _again(self, which: int) -> None:
        """The same reference twice books once, whatever has happened since."""
        before = Transfer.objects.count()
        self.done[which % len(self.done)][1]()
        assert Transfer.objects.count() == before


def total_of(walk: Walk, kind: K) -> Money:
    return sum((m for p, m in balances(walk.book).items() if p.kind == kind), start=ZERO)
