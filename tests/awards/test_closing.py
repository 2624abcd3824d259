"""Lump sums, the proof, the authority's remark, and closing."""

from datetime import date

import pytest

from kreislotse.awards.actions import (
    close_award,
    record_audit_remark,
    record_lump_sum_payment,
    record_proof_submitted,
)
from kreislotse.awards.errors import InFuture, ItemOfOtherAward, LumpSumOnly, StillOpen
from kreislotse.awards.holdings import kept_until
from kreislotse.awards.models import Award
from kreislotse.awards.states import AwardState
from kreislotse.funding.states import Financing
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed, ReasonNeeded, WrongState
from kreislotse.ledger import movements
from kreislotse.ledger.errors import ReferenceTaken
from kreislotse.ledger.states import AccountKind
from tests.factories.awards import (
    AwardFactory,
    NotificationDutyFactory,
    RepaymentFactory,
    officer_at,
)
from tests.factories.organisations import OrganisationFactory

DAY = date(2016, 8, 3)
PAID = date(2015, 6, 1)


@pytest.fixture
def award(centre):
    return AwardFactory(
        owner=centre.owner, initiative=centre, state=AwardState.PROOF_DUE, item__title="Kurse"
    )


@pytest.fixture
def late_officer(officer_on):
    return officer_on(2016, 8, 3)


@pytest.fixture
def late_head(head_on):
    return head_on(2016, 8, 3)


@pytest.fixture
def audited(award, late_officer):
    record_proof_submitted(award, actor=late_officer, note="Mit Schreiben")
    return record_audit_remark(award, actor=late_officer, remarked_on=DAY, remark="In Ordnung")


def move(award, name, *rest):
    deed = movements.Deed(officer_at(award.owner), PAID, name)
    return getattr(movements, name)(award.items.get().pot, *rest, deed)


@pytest.fixture
def lump_sum(centre):
    """An earmarked lump sum of the law: no application, payment dates."""
    return AwardFactory(owner=centre.owner, initiative=centre, financing=Financing.LUMP_SUM)


def test_a_lump_sum_comes_in_without_being_drawn(lump_sum, officer):
    item, amount = lump_sum.items.get(), Money.euros(9_000)
    for _ in range(2):
        record_lump_sum_payment(lump_sum, actor=officer, item=item, amount=amount, received_on=PAID)
    assert item.pot.balance(AccountKind.DRAWN) == amount
    assert item.pot.balance(AccountKind.UNDRAWN) == amount
    assert JournalEntry.objects.filter(verb="record_lump_sum_payment").count() == 1
    with pytest.raises(ReferenceTaken):
        record_lump_sum_payment(
            lump_sum, actor=officer, item=item, amount=Money(1), received_on=PAID
        )


def test_a_refused_payment_leaves_nothing_behind(lump_sum, award, officer, head):
    item = lump_sum.items.get()
    usual = {"actor": officer, "item": item, "amount": Money(1), "received_on": PAID}
    before = JournalEntry.objects.count()
    for refusal, said in [
        (ItemOfOtherAward, {"item": award.items.get()}),
        (DateOrder, {"received_on": date(2015, 1, 1)}),
        (InFuture, {"received_on": date(2016, 1, 1)}),
        (NotAllowed, {"actor": head}),
    ]:
        with pytest.raises(refusal):
            record_lump_sum_payment(lump_sum, **{**usual, **said})
    with pytest.raises(LumpSumOnly):
        record_lump_sum_payment(award, **{**usual, "item": award.items.get()})
    assert JournalEntry.objects.count() == before


def test_the_remark_of_the_authority_stands_in_the_history(award, late_officer):
    """R-GRT-16."""
    record_proof_submitted(award, actor=late_officer)
    for refusal, said in [
        (ReasonNeeded, {"remark": " "}),
        (InFuture, {"remarked_on": date(2016, 8, 4)}),
    ]:
        usual = {"remarked_on": DAY, "remark": "In Ordnung"}
        with pytest.raises(refusal):
            record_audit_remark(award, actor=late_officer, **{**usual, **said})
    record_audit_remark(award, actor=late_officer, remarked_on=DAY, remark="In Ordnung")
    award.refresh_from_db()
    assert award.state == AwardState.AUDITED
    assert JournalEntry.objects.of_record(award).first().note == "03.08.2016: In Ordnung"


def test_a_closed_award_says_how_long_receipts_are_kept(audited, late_head):
    """R-GRT-19: ten years from the end of the year of closing."""
    assert kept_until(audited) is None
    award = close_award(audited, actor=late_head, closed_on=DAY)
    assert (award.state, kept_until(award)) == (AwardState.CLOSED, date(2026, 12, 31))
    Award.objects.update(retention_years=5)
    assert kept_until(Award.objects.get()) == date(2021, 12, 31)


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        ([("request_draw", Money(500))], "5,00 € abgerufen, noch nicht eingegangen"),
        ([("commit", None, Money(500))], "5,00 € gebunden, noch nicht ausgezahlt"),
        ([("spend", None, Money(500))], "5,00 € ausgezahlt, noch nicht nachgewiesen"),
        (
            [("request_draw", Money(500)), ("receive_draw", Money(500))],
            "5,00 € eingegangen, weder nachgewiesen noch zurückgezahlt",
        ),
    ],
)
def test_an_award_whose_money_is_open_is_not_closed(audited, late_head, moves, words):
    """R-GRT-19."""
    party = OrganisationFactory()
    for name, *rest in moves:
        move(audited, name, *[party if each is None else each for each in rest])
    with pytest.raises(StillOpen) as refusal:
        close_award(audited, actor=late_head, closed_on=DAY)
    assert words in str(refusal.value).replace("\u00a0", " ")
    audited.refresh_from_db()
    assert (audited.state, audited.closed_on) == (AwardState.AUDITED, None)


def test_money_drawn_and_proven_is_settled(audited, late_head):
    """R-GRT-19."""
    party = OrganisationFactory()
    move(audited, "request_draw", Money(500))
    move(audited, "receive_draw", Money(500))
    move(audited, "spend", party, Money(600))
    move(audited, "prove", party, Money(600))
    assert close_award(audited, actor=late_head, closed_on=DAY).state == AwardState.CLOSED


def test_open_duties_and_repayments_and_a_missing_proof_keep_an_award_open(centre, late_head):
    """R-GRT-19: an award that came here through a recovery may never have been proven."""
    award = AwardFactory(owner=centre.owner, initiative=centre, state=AwardState.AUDITED)
    NotificationDutyFactory(award=award)
    RepaymentFactory(item=award.items.get())
    with pytest.raises(StillOpen) as refusal:
        close_award(award, actor=late_head, closed_on=DAY)
    text = str(refusal.value).replace("\u00a0", " ")
    open_matters = "1 Mitteilung an die Behörde, 1 Rückforderung und der Verwendungsnachweis"
    assert text.endswith(f"Offen ist: {open_matters}.")


def test_only_the_head_closes_and_only_what_is_audited(audited, award, late_officer, late_head):
    with pytest.raises(NotAllowed):
        close_award(audited, actor=late_officer, closed_on=DAY)
    with pytest.raises(InFuture):
        close_award(audited, actor=late_head, closed_on=date(2016, 8, 4))
    with pytest.raises(DateOrder):
        close_award(audited, actor=late_head, closed_on=date(2014, 1, 1))
    Award.objects.update(state=AwardState.RUNNING)
    with pytest.raises(WrongState):
        close_award(audited, actor=late_head, closed_on=DAY)
