"""Receipts: every euro in one pot, no cost paid twice, the ledger booked once."""

from datetime import date

import pytest

from kreislotse.attachments.errors import TypeNotKnown
from kreislotse.attachments.models import Attachment
from kreislotse.awards.actions import allocate_receipt, enter_receipt, withdraw_allocation
from kreislotse.awards.cash_errors import (
    AllocationWithdrawn,
    AlreadyInPot,
    DayToCome,
    DoubleFunding,
    FileKnown,
    InvoiceKnown,
    ItemNotOfAward,
    NothingLeftToPay,
    OtherAmountMissing,
    OtherOwner,
    PaidOutsidePeriod,
    PotTooSmall,
    SecondAssignment,
)
from kreislotse.awards.cash_flows import standings
from kreislotse.awards.errors import AwardNotBooked, AwardNotOpen, AwardOver
from kreislotse.awards.models import Allocation, Award, Receipt
from kreislotse.awards.states import AwardState, OtherFunding
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded
from kreislotse.ledger.errors import AmountNotPositive
from kreislotse.ledger.models import Transfer
from kreislotse.organisations.models import OrganisationKind
from tests.factories.attachments import JPEG, PDF
from tests.factories.awards import AwardFactory, AwardItemFactory
from tests.factories.cash import ReceiptFactory
from tests.factories.funding import ProgrammeFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

HUNDRED = Money.euros(100)


def plain(refusal):
    return str(refusal.value).replace("\u00a0", " ")


@pytest.fixture
def volunteers(centre):
    """The pot of 18,000.00 for information material, of the first programme of 2015."""
    award = AwardFactory(owner=centre.owner, initiative=centre, item=False, title="Ehrenamt")
    return AwardItemFactory(award=award, title="Infomaterial")


@pytest.fixture
def rooms(centre):
    """The pot of 20,000.00, for information material as well."""
    award = AwardFactory(owner=centre.owner, initiative=centre, item=False, title="Zusammenkommen")
    return AwardItemFactory(award=award, title="Infomaterial", amount=Money.euros(20_000))


@pytest.fixture
def enter(officer, centre):
    """Enter the invoice for a brochure; what is said differs from case to case."""

    def make(item, award=None, **said):
        facts = {
            "actor": officer,
            "payer": centre.owner,
            "payee": "Druckerei",
            "subject": "Faltblatt",
            "dated": date(2015, 6, 1),
            "paid_on": date(2015, 6, 15),
            "amount": HUNDRED,
            "request_key": "klick-1",
        }
        return enter_receipt(award, item=item, **{**facts, **said})

    return make


def standing(item):
    return standings(item.award)[item.pot.item]


def written():
    tables = (Receipt, Allocation, Attachment, Transfer, JournalEntry)
    return [table.objects.count() for table in tables]


def test_a_receipt_of_the_district_is_spent_from_its_pot(volunteers, enter):
    found = enter(volunteers, invoice_number="R-7")
    (allocation,) = found.allocations.all()
    assert (allocation.item, allocation.amount) == (volunteers, HUNDRED)
    assert standing(volunteers).spent == HUNDRED
    bound, paid = Transfer.objects.filter(deed=f"allocation-{allocation.pk}").order_by("number")
    assert (bound.booked_on, paid.booked_on, paid.note) == (
        date(2015, 6, 15),
        date(2015, 6, 15),
        f"Beleg {found.pk}",
    )
    verbs = [entry.verb for entry in JournalEntry.objects.of_record(found)]
    assert verbs == ["enter_receipt"]
    entry = JournalEntry.objects.of_record(allocation).get()
    assert (entry.verb, entry.change["amount"]) == ("allocate_receipt", "100,00\u00a0€")


def test_the_journal_keeps_neither_payee_nor_subject(volunteers, enter):
    found = enter(volunteers)
    entry = JournalEntry.objects.of_record(found).get()
    assert (entry.change["payee"], entry.change["subject"]) == ("•••", "•••")


def test_the_centre_of_the_district_spends_as_the_district_does(centre, volunteers, enter):
    own = OrganisationFactory(kind=OrganisationKind.CENTRE, part_of=centre.owner)
    enter(volunteers, payer=own)
    assert standing(volunteers).spent == HUNDRED


def test_a_receipt_of_somebody_else_books_nothing(centre, volunteers, enter):
    """Their money was paid out when it was passed on."""
    found = enter(volunteers, payer=MunicipalityFactory(part_of=centre.owner))
    assert (found.allocations.count(), standing(volunteers).spent) == (1, ZERO)


def test_the_same_form_sent_twice_enters_one_receipt(volunteers, enter):
    first = enter(volunteers, file_name="a.jpg", file_content=JPEG)
    before = written()
    assert enter(volunteers, file_name="a.jpg", file_content=JPEG) == first
    assert written() == before


def test_one_euro_belongs_to_one_pot(volunteers, rooms, enter, officer):
    """T21, R-DIS-11: the brochure is paid from the pot of 18,000.00 already."""
    found = enter(volunteers)
    before = written()
    with pytest.raises(SecondAssignment) as refusal:
        allocate_receipt(found, rooms, actor=officer, amount=HUNDRED)
    assert plain(refusal) == (
        "Von diesem Beleg über 100,00 € sind schon 100,00 € vergeben („Infomaterial“ 100,00 €). "
        "Frei sind noch 0,00 €, zugeordnet werden sollen 100,00 €. Jeder Euro gehört zu einem Topf."
    )
    assert written() == before


def test_two_pots_share_a_receipt_up_to_its_whole(volunteers, rooms, enter, officer):
    """R-GRT-11"""
    found = enter(volunteers, part=Money(60_00), invoice_number="7")
    with pytest.raises(SecondAssignment):
        allocate_receipt(found, rooms, actor=officer, amount=Money(40_01))
    allocate_receipt(found, rooms, actor=officer, amount=Money(40_00))
    assert (standing(volunteers).spent, standing(rooms).spent) == (Money(60_00), Money(40_00))


def test_a_pot_bears_a_receipt_with_one_amount(volunteers, enter, officer):
    found = enter(volunteers, part=Money(60_00))
    with pytest.raises(AlreadyInPot):
        allocate_receipt(found, volunteers, actor=officer, amount=Money(1))


def test_what_others_pay_is_not_paid_again(volunteers, rooms, enter, officer):
    """R-GRT-11: up to 100 per cent in sum."""
    found = enter(volunteers, other_funding=OtherFunding.EU, other_amount=Money(30_00))
    assert found.allocations.get().amount == Money(70_00)
    with pytest.raises(SecondAssignment, match=r"Europäische Union 30,00"):
        allocate_receipt(found, rooms, actor=officer, amount=Money(1))


@pytest.fixture
def kim(centre):
    """A programme that must not pay what others cover."""
    programme = ProgrammeFactory(
        name="KIM", excludes_other_funding=True, exclusion_norm="§ 9 Abs. 4 TIntG"
    )
    award = AwardFactory(owner=centre.owner, initiative=centre, programme=programme, item=False)
    return AwardItemFactory(award=award, title="Fallmanagement")


@pytest.mark.parametrize(
    ("other", "named"),
    [
        (OtherFunding.EU, "Europäische Union"),
        (OtherFunding.FEDERAL, "Bund"),
        (OtherFunding.STATE, "anderes Programm des Landes"),
        (OtherFunding.THIRD_PARTY, "Dritte"),
    ],
)
def test_kim_does_not_pay_what_others_cover(kim, enter, other, named):
    """T22, R-GRT-11"""
    before = written()
    with pytest.raises(DoubleFunding) as refusal:
        enter(kim, other_funding=other, other_amount=Money(1))
    assert plain(refusal) == (
        "Mit „KIM“ darf nicht bezahlt werden, was andere schon tragen (§ 9 Abs. 4 TIntG). Dieser "
        f"Beleg wird schon getragen von: {named}. Ordnen Sie ihn einem anderen Topf zu."
    )
    assert written() == before


def test_kim_does_not_pay_what_another_programme_pays(kim, volunteers, enter, officer):
    """T22: also for the part that the other one leaves, and whichever comes first."""
    found = enter(volunteers, part=Money(60_00))
    with pytest.raises(DoubleFunding, match=r"§ 9 Abs\. 4 TIntG.*: Ehrenamt\."):
        allocate_receipt(found, kim, actor=officer, amount=Money(40_00))
    second = enter(kim, part=Money(60_00), request_key="klick-2")
    with pytest.raises(DoubleFunding, match="„KIM“"):
        allocate_receipt(second, volunteers, actor=officer, amount=Money(40_00))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"amount": ZERO}, AmountNotPositive),
        ({"amount": Money(-1)}, AmountNotPositive),
        ({"part": ZERO}, AmountNotPositive),
        ({"part": Money(100_01)}, SecondAssignment),
        ({"other_funding": OtherFunding.EU}, OtherAmountMissing),
        ({"other_amount": Money(1)}, OtherAmountMissing),
        ({"other_funding": OtherFunding.EU, "other_amount": HUNDRED}, NothingLeftToPay),
        ({"paid_on": date(2015, 11, 3)}, DayToCome),
        ({"paid_on": date(2014, 12, 31)}, PaidOutsidePeriod),
        ({"file_name": "a.svg", "file_content": b"<svg/>"}, TypeNotKnown),
        ({"amount": Money(18_000_01)}, PotTooSmall),
    ],
)
def test_a_refused_receipt_leaves_nothing_behind(volunteers, enter, said, refusal):
    before = written()
    with pytest.raises(refusal):
        enter(volunteers, **said)
    assert written() == before


def test_an_empty_pot_says_what_is_free(volunteers, enter):
    """R-DIS-02"""
    enter(volunteers, amount=Money.euros(17_950))
    with pytest.raises(PotTooSmall) as refusal:
        enter(volunteers, request_key="klick-2")
    assert plain(refusal) == (
        "In „Infomaterial“ sind noch 50,00 € frei, der Beleg braucht 100,00 €. Wählen Sie einen "
        "anderen Topf, ordnen Sie nur einen Teil zu, oder schichten Sie vorher um."
    )


def test_what_was_paid_before_the_period_counts_with_consent_to_an_early_start(volunteers, enter):
    """R-GRT-03"""
    early = {"dated": date(2014, 12, 1), "paid_on": date(2014, 12, 20)}
    with pytest.raises(PaidOutsidePeriod) as refusal:
        enter(volunteers, **early)
    assert plain(refusal) == (
        "Bezahlt wurde am 20.12.2014. Der Bescheid „Ehrenamt“ bewilligt Ausgaben vom 01.01.2015 "
        "bis zum 31.12.2015. Früheres zählt nur mit eingetragener Zustimmung zum vorzeitigen "
        "Beginn."
    )
    Award.objects.update(early_start_on=date(2014, 12, 15))
    volunteers.refresh_from_db()
    assert enter(volunteers, **early).pk


def test_what_was_paid_after_the_period_does_not_count(volunteers, enter):
    """R-GRT-03"""
    Award.objects.update(period_to=date(2015, 6, 14))
    with pytest.raises(PaidOutsidePeriod, match=r"vom 01\.01\.2015 bis zum 14\.06\.2015"):
        enter(volunteers)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (AwardState.ENTERED, AwardNotBooked),
        (AwardState.PROOF_SUBMITTED, AwardNotOpen),
        (AwardState.CLOSED, AwardOver),
        (AwardState.REVOKED, AwardOver),
    ],
)
def test_a_receipt_for_a_closed_award_is_refused(volunteers, enter, state, refusal):
    Award.objects.update(state=state, closed_on=date(2015, 11, 1))
    before = written()
    with pytest.raises(refusal):
        enter(volunteers)
    assert written() == before


def test_a_purpose_that_is_not_on_the_notice_is_refused(volunteers, rooms, enter):
    """R-GRT-09"""
    with pytest.raises(ItemNotOfAward, match="steht nicht auf dem Bescheid „Zusammenkommen“"):
        enter(volunteers, award=rooms.award)


def test_a_receipt_is_not_paid_by_another_district(acting, volunteers, enter, officer):
    """R-GRT-09: also not by somebody who works for both."""
    theirs = AwardItemFactory()
    found = enter(volunteers, part=Money(1))
    with pytest.raises(NotAllowed):
        allocate_receipt(found, theirs, actor=officer, amount=Money(1))
    both = acting("foerderung", at=theirs.award.owner)
    both = type(both)(both.person_id, both.at, both.roles | officer.roles)
    with pytest.raises(OtherOwner, match=str(volunteers.award.owner)):
        allocate_receipt(found, theirs, actor=both, amount=Money(1))


def test_the_same_invoice_is_entered_once(volunteers, rooms, enter):
    """R-GRT-11"""
    first = enter(volunteers, invoice_number="R 7/2015")
    same = {"payee": " DRUCKEREI", "invoice_number": "r 7/2015 ", "request_key": "klick-2"}
    with pytest.raises(InvoiceKnown) as refusal:
        enter(rooms, **same)
    assert plain(refusal) == (
        f"Diese Rechnung ist schon eingetragen: Beleg {first.pk}, bezahlt am 15.06.2015. Ordnen "
        "Sie sie dort einem Topf zu."
    )
    assert enter(rooms, **{**same, "amount": Money(99_99)}).pk != first.pk


def test_receipts_without_a_number_may_be_alike(volunteers, enter):
    assert enter(volunteers) != enter(volunteers, request_key="klick-2")


def test_the_same_photo_stands_for_one_receipt(volunteers, enter):
    """R-GRT-11"""
    first = enter(volunteers, file_name="a.jpg", file_content=JPEG)
    before = written()
    with pytest.raises(FileKnown, match=f"Beleg {first.pk}, bezahlt am 15"):
        enter(volunteers, file_name="b.jpg", file_content=JPEG, request_key="klick-2")
    assert written() == before
    other = enter(volunteers, file_name="b.pdf", file_content=PDF, request_key="klick-2")
    assert other.file.name == "b.pdf"


def test_a_spreadsheet_formula_stays_text(volunteers, enter):
    found = enter(volunteers, subject='=HYPERLINK("x")', payee="+4902541", invoice_number="@SUM(1)")
    found.refresh_from_db()
    assert (found.subject, found.payee, found.invoice_number) == (
        '=HYPERLINK("x")',
        "+4902541",
        "@SUM(1)",
    )


def test_a_withdrawn_allocation_sets_the_money_free_again(volunteers, rooms, enter, officer):
    found = enter(volunteers)
    allocation = found.allocations.get()
    withdraw_allocation(allocation, actor=officer, reason="Gehört zum Raumprogramm")
    allocation.refresh_from_db()
    here = standing(volunteers)
    assert (allocation.withdrawn_on, here.spent, here.bound) == (date(2015, 11, 2), ZERO, ZERO)
    assert here.free == Money.euros(18_000)
    entry = JournalEntry.objects.of_record(allocation).first()
    assert (entry.verb, entry.note) == ("withdraw_allocation", "Gehört zum Raumprogramm")
    allocate_receipt(found, rooms, actor=officer, amount=HUNDRED)
    assert standing(rooms).spent == HUNDRED


def test_a_receipt_returns_to_the_pot_it_was_taken_from(volunteers, enter, officer):
    found = enter(volunteers)
    withdraw_allocation(found.allocations.get(), actor=officer, reason="Versehen")
    allocate_receipt(found, volunteers, actor=officer, amount=HUNDRED)
    assert standing(volunteers).spent == HUNDRED


def test_withdrawing_needs_a_reason_an_open_award_and_happens_once(volunteers, enter, officer):
    allocation = enter(volunteers).allocations.get()
    with pytest.raises(ReasonNeeded):
        withdraw_allocation(allocation, actor=officer, reason=" ")
    Award.objects.update(state=AwardState.CLOSED, closed_on=date(2015, 11, 1))
    with pytest.raises(AwardOver):
        withdraw_allocation(allocation, actor=officer, reason="Versehen")
    Award.objects.update(state=AwardState.RUNNING)
    withdraw_allocation(allocation, actor=officer, reason="Versehen")
    with pytest.raises(AllocationWithdrawn, match=r"02\.11\.2015"):
        withdraw_allocation(allocation, actor=officer, reason="Versehen")
    assert Transfer.objects.filter(reverses__isnull=False).count() == 2


def test_whoever_only_reads_enters_nothing(volunteers, enter, officer, head):
    found = enter(volunteers, part=Money(60_00))
    for deed in (
        lambda: enter(volunteers, actor=head, request_key="klick-2"),
        lambda: allocate_receipt(found, volunteers, actor=head, amount=Money(1)),
        lambda: withdraw_allocation(found.allocations.get(), actor=head, reason="Versehen"),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_receipts_are_seen_by_their_own_district_only(centre, officer, volunteers, enter):
    ours, theirs = enter(volunteers), ReceiptFactory()
    assert theirs not in Receipt.objects.visible_to(officer)
    assert list(Receipt.objects.visible_to(officer)) == [ours]
    assert list(Allocation.objects.visible_to(officer)) == [ours.allocations.get()]
