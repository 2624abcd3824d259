"""The movements of grant money by their names, and what the ledger refuses."""

from datetime import datetime

import pytest

from kreislotse.access.policy import Actor, Role
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.ledger import errors, movements, posting
from kreislotse.ledger.models import Book, LedgerAccount, Transfer
from kreislotse.ledger.queries import Place, balances
from kreislotse.ledger.states import AccountKind as K
from kreislotse.ledger.states import TransferKind as T
from tests.factories.ledger import DAY, NOON, BookFactory, deed, officer, pot
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return MunicipalityFactory(name="Nottuln")


@pytest.fixture
def award():
    """The pot of T21: 18.000,00 €."""
    return pot(awarded=Money.euros(18_000))


def standing(award):
    return {place: amount for place, amount in balances(award.book).items() if amount}


def test_the_life_of_an_award_from_the_notice_to_the_closing(award, town):
    """R-GRT-06, R-DIS-02"""
    book, euros = award.book, Money.euros
    movements.request_draw(award, euros(10_000), deed(book, "request"))
    movements.cancel_draw(award, euros(1_000), deed(book, "cancel"))
    movements.receive_draw(award, euros(9_000), deed(book, "receive"))
    movements.commit(award, town, euros(8_000), deed(book, "commit"))
    movements.release(award, town, euros(500), deed(book, "release"))
    movements.pay(award, town, euros(7_500), deed(book, "pay"))
    movements.prove(award, town, euros(7_000), deed(book, "prove"))
    movements.refund(award, town, euros(500), deed(book, "refund"))
    movements.spend(award, book.owner, euros(1_000), deed(book, "spend"))
    movements.repay(award, euros(1_000), deed(book, "repay"))
    movements.reduce(award, euros(9_000), deed(book, "reduce"))

    assert standing(award) == {
        Place("item-1", K.STATE, None): euros(-9_000),
        Place("item-1", K.DRAWN, None): euros(8_000),
        Place("item-1", K.REPAID, None): euros(1_000),
        Place("item-1", K.BUDGET, None): euros(-9_000),
        Place("item-1", K.PROVEN, town.pk): euros(7_000),
        Place("item-1", K.PAID, book.owner_id): euros(1_000),
        Place("item-1", K.RETURNED, None): euros(1_000),
    }


def test_shifting_takes_the_claim_first_and_then_the_cash(award):
    book, other = award.book, pot(award.book, item="item-2")
    movements.request_draw(award, Money.euros(10_000), deed(book, "request"))
    movements.receive_draw(award, Money.euros(10_000), deed(book, "receive"))
    booked = movements.reallocate(award, other, Money.euros(9_000), deed(book, "shift"))
    assert [(each.source.kind, each.amount) for each in booked] == [
        (K.AVAILABLE, Money.euros(9_000)),
        (K.UNDRAWN, Money.euros(8_000)),
        (K.DRAWN, Money.euros(1_000)),
    ]


def test_shifting_that_comes_twice_shifts_once(award):
    """The claim's shares are other ones the second time; they must not be booked as new."""
    book, other = award.book, pot(award.book, item="item-2")
    movements.request_draw(award, Money.euros(10_000), deed(book, "request"))
    movements.receive_draw(award, Money.euros(10_000), deed(book, "receive"))
    first = movements.reallocate(award, other, Money.euros(8_000), deed(book, "shift"))
    assert movements.reallocate(award, other, Money.euros(8_000), deed(book, "shift")) == first
    assert (other.balance(K.UNDRAWN), other.balance(K.DRAWN)) == (Money.euros(8_000), ZERO)


def test_what_is_in_the_way_is_said_with_what_is_left(award, town):
    """R-DIS-02, R-GRT-09"""
    with pytest.raises(errors.AccountOverdrawn) as refusal:
        movements.commit(award, town, Money.euros(20_000), deed(award.book, "too-much"))
    assert str(refusal.value).replace("\u00a0", " ") == (
        "Auf „Zweck item-1, frei“ sind noch 18.000,00 € frei, gebucht werden sollten 20.000,00 €."
    )


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda a, t, d: movements.commit(a, t, Money.euros(18_001), d), errors.AccountOverdrawn),
        (lambda a, t, d: movements.commit(a, t, ZERO, d), errors.AmountNotPositive),
        (lambda a, t, d: movements.commit(a, t, Money(-1), d), errors.AmountNotPositive),
        (lambda a, t, d: movements.pay(a, t, Money(1), d), errors.AccountOverdrawn),
        (
            lambda a, t, d: movements.request_draw(a, Money.euros(18_001), d),
            errors.AccountOverdrawn,
        ),
        (lambda a, t, d: movements.repay(a, Money(1), d), errors.AccountOverdrawn),
        (lambda a, t, d: movements.reduce(a, Money.euros(18_001), d), errors.AccountOverdrawn),
        (lambda a, t, d: movements.reallocate(a, a, Money(1), d), errors.SameAccount),
        (lambda a, t, d: movements.reallocate(a, pot(), Money(1), d), ValueError),
    ],
)
def test_a_refused_movement_leaves_nothing_not_even_an_account(award, town, act, refusal):
    """R-DIS-02: the money needed is not there, or the amount is none."""
    before = (standing(award), award.book.accounts.count())
    with pytest.raises(refusal):
        act(award, town, deed(award.book, "refused"))
    assert (standing(award), award.book.accounts.count()) == before
    assert award.book.transfers.count() == 2


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.GRANTS_OFFICER, Role.HEAD}))
def test_only_who_works_with_the_money_of_the_place_books(award, role):
    """R-DP-10"""
    own = Actor(None, NOON, frozenset({(role, award.book.owner_id)}))
    stranger = officer(OrganisationFactory())
    for actor in (own, stranger):
        with pytest.raises(NotAllowed):
            movements.request_draw(award, Money(1), movements.Deed(actor, DAY, "not-theirs"))
    assert award.book.transfers.count() == 2


def test_the_head_of_the_centre_books_as_well(award, town):
    """Whoever approves a forwarding binds its money."""
    head = Actor(None, NOON, frozenset({(Role.HEAD, award.book.owner_id)}))
    movements.commit(award, town, Money(1), movements.Deed(head, DAY, "approved"))
    assert award.balance(K.COMMITTED, town) == Money(1)


def test_the_same_reference_books_once_and_means_the_same(award, town):
    book = award.book
    first = movements.commit(award, town, Money(100), deed(book, "once"))
    assert movements.commit(award, town, Money(100), deed(book, "once")) == first
    for again in (
        lambda: movements.commit(award, town, Money(101), deed(book, "once")),
        lambda: movements.commit(award, book.owner, Money(100), deed(book, "once")),
    ):
        with pytest.raises(errors.ReferenceTaken):
            again()
    assert award.balance(K.COMMITTED, town) == Money(100)


def test_a_reference_of_another_book_says_nothing_about_that_book(award, town):
    theirs = pot(BookFactory(), awarded=Money(500))
    movements.commit(theirs, town, Money(123), deed(theirs.book, "once"))
    with pytest.raises(errors.ReferenceElsewhere) as refusal:
        movements.commit(award, town, Money(123), deed(award.book, "once"))
    assert str(refusal.value) == "Unter „once“ ist schon etwas in einem anderen Buch gebucht."


def test_all_of_a_deed_is_undone_and_only_once(award, town):
    before = standing(award)
    bound, paid = movements.spend(award, town, Money(100), deed(award.book, "spend"))
    actor = officer(award.book.owner)
    undone = movements.undo(paid, actor=actor, on=DAY, reason="Falscher Empfänger")

    assert [(each.reverses, each.kind, each.note) for each in undone] == [
        (paid, T.REVERSAL, "Falscher Empfänger"),
        (bound, T.REVERSAL, "Falscher Empfänger"),
    ]
    assert standing(award) == before
    for wrong in (bound, paid, undone[0]):
        with pytest.raises(errors.AlreadyReversed):
            movements.undo(wrong, actor=actor, on=DAY, reason="noch einmal")
    assert award.book.transfers.count() == 6


def test_what_has_moved_on_is_not_undone(award, town):
    movements.spend(award, town, Money(100), deed(award.book, "spend"))
    movements.prove(award, town, Money(1), deed(award.book, "prove"))
    wrong = Transfer.objects.filter(deed="spend").first()
    with pytest.raises(errors.AccountOverdrawn):
        movements.undo(wrong, actor=officer(award.book.owner), on=DAY, reason="zu spät")
    assert award.book.transfers.count() == 5


def test_a_long_note_is_cut_and_a_name_that_could_not_be_reversed_is_a_mistake(award, town):
    movements.commit(award, town, Money(1), deed(award.book, "note", "lang " * 100))
    noted = Transfer.objects.get(deed="note").note
    assert (len(noted), noted[-5:]) == (300, "lang…")
    for name in ("", "x" * 149):
        with pytest.raises(ValueError, match="empty or too long"):
            movements.commit(award, town, Money(1), deed(award.book, name))


def test_a_booking_is_of_a_day_and_not_of_a_moment(award):
    moment = movements.Deed(officer(award.book.owner), datetime(2015, 11, 2, 11, 0), "moment")  # noqa: DTZ001
    with pytest.raises(TypeError):
        movements.request_draw(award, Money(1), moment)


def test_the_program_neither_changes_nor_deletes_what_is_booked(award):
    transfer, account = Transfer.objects.first(), LedgerAccount.objects.first()
    for forbidden in (
        transfer.save,
        transfer.delete,
        account.save,
        account.delete,
        Transfer.objects.all().delete,
        lambda: Transfer.objects.update(note="anders"),
        lambda: LedgerAccount.objects.update(title="anders"),
    ):
        with pytest.raises(errors.OnlyGrows):
            forbidden()


def test_opening_a_book_needs_the_right_at_its_place(acting):
    place = OrganisationFactory()
    assert posting.open_book(
        place, actor=acting(Role.GRANTS_OFFICER, at=place), title="B"
    ).owner == (place)
    with pytest.raises(NotAllowed):
        posting.open_book(place, actor=acting(Role.AUDITOR, at=place), title="C")
    assert Book.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.AUDITOR, True), (Role.STEERING, True), (Role.MUNICIPAL_CLERK, False)]
)
def test_books_are_seen_by_their_own_place_only(acting, award, role, sees):
    """R-DP-11"""
    theirs = pot(awarded=Money(1))
    reader = acting(role, at=award.book.owner)
    for table, ours, foreign in (
        (Book, award.book, theirs.book),
        (LedgerAccount, award.book.accounts.first(), theirs.book.accounts.first()),
        (Transfer, award.book.transfers.first(), theirs.book.transfers.first()),
    ):
        seen = set(table.objects.visible_to(reader))
        assert (ours in seen, foreign in seen) == (sees, False)
