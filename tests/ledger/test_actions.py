"""Reversing what was booked by mistake: the change, its trace, and every refusal."""

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded
from kreislotse.ledger import errors, movements
from kreislotse.ledger.actions import reverse_deed
from kreislotse.ledger.audit import audit
from kreislotse.ledger.states import AccountKind as K
from tests.factories.ledger import deed, pot
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def award():
    return pot(awarded=Money.euros(1_000))


@pytest.fixture
def town():
    return MunicipalityFactory()


def test_a_deed_is_reversed_as_a_whole_and_leaves_a_trace(acting, award, town):
    """R-GEN-02"""
    bound, paid = movements.spend(award, town, Money(700), deed(award.book, "spend"))
    clerk = acting(Role.GRANTS_OFFICER, at=award.book.owner)

    reversal = reverse_deed(bound, actor=clerk, reason="Doppelt gezahlt")

    assert (reversal.reverses, reversal.person_id) == (bound, clerk.person_id)
    assert award.balance(K.AVAILABLE) == Money.euros(1_000)
    entry = JournalEntry.objects.get()
    assert (entry.record, entry.record_id, entry.verb, entry.note) == (
        "ledger.Transfer",
        bound.pk,
        "reverse_deed",
        "Doppelt gezahlt",
    )
    assert entry.change == {"reversals": [5, 6]}
    assert paid.reversal.number == 5
    assert audit().findings == ()


@pytest.mark.parametrize(
    ("role", "elsewhere", "reason", "before", "refusal"),
    [
        (Role.HEAD, False, "Irrtum", "", NotAllowed),
        (Role.AUDITOR, False, "Irrtum", "", NotAllowed),
        (Role.GRANTS_OFFICER, True, "Irrtum", "", NotAllowed),
        (Role.GRANTS_OFFICER, False, " ", "", ReasonNeeded),
        (Role.GRANTS_OFFICER, False, "Irrtum", "reversed", errors.AlreadyReversed),
        (Role.GRANTS_OFFICER, False, "Irrtum", "proven", errors.MoneyMovedOn),
    ],
)
def test_a_refused_reversal_changes_nothing(
    acting, award, town, role, elsewhere, reason, before, refusal
):
    bound, _ = movements.spend(award, town, Money(700), deed(award.book, "spend"))
    officer = acting(Role.GRANTS_OFFICER, at=award.book.owner)
    if before == "reversed":
        movements.undo(bound, actor=officer, on=officer.today, reason="schon geschehen")
    if before == "proven":
        movements.prove(award, town, Money(699), deed(award.book, "prove"))
    booked = award.book.transfers.count()

    place = OrganisationFactory() if elsewhere else award.book.owner
    with pytest.raises(refusal):
        reverse_deed(bound, actor=acting(role, at=place), reason=reason)

    assert award.book.transfers.count() == booked
    assert not JournalEntry.objects.exists()


def test_what_has_moved_on_is_said_with_what_is_left(acting, award, town):
    bound, _ = movements.spend(award, town, Money(70000), deed(award.book, "spend"))
    movements.prove(award, town, Money(69900), deed(award.book, "prove"))
    with pytest.raises(errors.MoneyMovedOn) as refusal:
        reverse_deed(bound, actor=acting(Role.GRANTS_OFFICER, at=award.book.owner), reason="Irrtum")
    assert str(refusal.value).replace("\u00a0", " ") == (
        f"Von den 700,00 € sind auf „Zweck item-1, ausgezahlt ({town})“ nur noch 1,00 €. "
        "Stornieren Sie zuerst, was danach gebucht wurde."
    )


def test_a_reversal_is_not_reversed(acting, award):
    first = award.book.transfers.get(number=1)
    clerk = acting(Role.GRANTS_OFFICER, at=award.book.owner)
    reversal = reverse_deed(first, actor=clerk, reason="Irrtum")
    with pytest.raises(errors.AlreadyReversed):
        reverse_deed(reversal, actor=clerk, reason="doch nicht")
