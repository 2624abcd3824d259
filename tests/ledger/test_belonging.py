"""A deed of a record is taken back at the record, never only in its book."""

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.ledger.actions import reverse_deed
from kreislotse.ledger.audit import audit
from kreislotse.ledger.errors import BelongsToRecord, MoneyMovedOn, NothingBooked
from kreislotse.ledger.states import AccountKind as K
from tests.factories.ledger import pot

pytestmark = pytest.mark.django_db
euros = Money.euros

OF_RECORDS = {
    "award-1-item-2": "zu einem Bescheid",
    "award-change-1-item-2": "zu einem Änderungsbescheid",
    "revocation-1-item-2": "zu der Aufhebung eines Bescheids",
    "draw-down-1-item-2-received": "zu einem Mittelabruf",
    "draw-down-1-item-2-received-2": "zu einem Mittelabruf",
    "allocation-7": "zu einem Beleg",
    "repayment-3": "zu einer Rückforderung der Bewilligungsbehörde",
    "forwarding-3-payment": "zu einer Weiterleitung",
    "forwarding-3-proof": "zu einer Weiterleitung",
    "recovery-3-refund": "zu einer Rückforderung beim Empfänger",
    "proof-3-item-4-5": "zu einem Verwendungsnachweis",
}


@pytest.fixture
def award():
    return pot(awarded=euros(1_000))


@pytest.fixture
def clerk(acting, award):
    return acting(Role.GRANTS_OFFICER, at=award.book.owner)


def named(clerk, reference):
    return movements.Deed(clerk, clerk.today, reference)


@pytest.mark.parametrize(("reference", "words"), OF_RECORDS.items())
def test_the_deed_of_a_record_is_not_reversed_in_the_book(award, clerk, reference, words):
    """R-DIS-02: no record may say that money was paid which is back."""
    wrong, _ = movements.award(award, euros(5), named(clerk, reference))
    before = award.book.transfers.count(), JournalEntry.objects.count()
    with pytest.raises(BelongsToRecord, match=words):
        reverse_deed(wrong, actor=clerk, reason="Irrtum")
    assert (award.book.transfers.count(), JournalEntry.objects.count()) == before


@pytest.mark.parametrize("reference", ["reallocation-1-abc", "lump-sum-1-2015-06-01"])
def test_what_only_the_book_has_is_reversed_there(award, clerk, reference):
    wrong, _ = movements.award(award, euros(5), named(clerk, reference))
    reverse_deed(wrong, actor=clerk, reason="Irrtum")
    assert award.balance(K.AVAILABLE) == euros(1_000)


def test_a_deed_booked_and_undone_again_and_again_keeps_every_trace(award, clerk):
    """The second time must not silently count as the first, which is back."""
    for number in (1, 2, 3):
        name = movements.booked_anew(award.book, "forwarding-1-payment")
        assert name == "forwarding-1-payment" + ("" if number == 1 else f"-{number}")
        movements.spend(award, award.book.owner, euros(10), named(clerk, name))
        assert award.balance(K.AVAILABLE) == euros(990)
        movements.undo_last(
            award.book, "forwarding-1-payment", actor=clerk, on=clerk.today, reason="zurück"
        )
        assert award.balance(K.AVAILABLE) == euros(1_000)
    with pytest.raises(NothingBooked):
        movements.undo_last(
            award.book, "forwarding-1-payment", actor=clerk, on=clerk.today, reason="noch einmal"
        )
    assert audit().findings == ()


def test_undoing_meets_only_its_own_name(award, clerk):
    """forwarding-1 is not forwarding-10, nor any other deed of it."""
    for reference in ("forwarding-1-payment-late", "forwarding-10-payment"):
        movements.award(award, euros(1), named(clerk, reference))
    with pytest.raises(NothingBooked):
        movements.undo_last(
            award.book, "forwarding-1-payment", actor=clerk, on=clerk.today, reason="zurück"
        )


def test_money_that_moved_on_is_not_undone(award, clerk):
    movements.spend(award, award.book.owner, euros(10), named(clerk, "allocation-1"))
    movements.prove(award, award.book.owner, euros(4), named(clerk, "proof-1-item-1-1"))
    with pytest.raises(MoneyMovedOn):
        movements.undo_last(
            award.book, "allocation-1", actor=clerk, on=clerk.today, reason="zurück"
        )
    assert award.balance(K.PAID, award.book.owner) == euros(6)
