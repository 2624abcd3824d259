"""Draw-downs: what is asked for, when, by whom, and what the ledger says then."""

from datetime import date

import pytest

from kreislotse.awards.actions import (
    cancel_draw_down,
    draft_draw_down,
    record_draw_down_received,
    request_draw_down,
)
from kreislotse.awards.cash_errors import (
    DayToCome,
    FinalLater,
    ItemNotOfAward,
    LumpSumNotDrawn,
    MoreThanLeft,
    NeedNotStated,
    NotFinal,
    NothingDrawn,
    OtherGroup,
    OwnFundsBehind,
    PreviousNotSpent,
    UseTooLate,
)
from kreislotse.awards.cash_flows import standings
from kreislotse.awards.drawing import call_days, next_call_day
from kreislotse.awards.errors import AwardNotBooked, AwardOver
from kreislotse.awards.models import Award, DrawDown, DrawDownLine
from kreislotse.awards.states import AppealWaiver, AwardState, DrawDownState
from kreislotse.funding.states import Financing
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder, FourEyesNeeded, NotAllowed, WrongState
from kreislotse.ledger import movements
from kreislotse.ledger.errors import AmountNotPositive
from kreislotse.ledger.models import Transfer
from tests.factories.awards import AwardFactory, AwardItemFactory
from tests.factories.cash import DrawDownFactory

TODAY = date(2015, 11, 2)
THOUSAND = Money.euros(1_000)


@pytest.fixture
def award(centre):
    return AwardFactory(owner=centre.owner, initiative=centre, item=False)


@pytest.fixture
def item(award):
    return AwardItemFactory(award=award, number="2.1", title="Personal", draw_group="2.1 und 2.2")


@pytest.fixture
def draft(officer):
    """Draft a draw-down of 1,000.00 for the item; what is said differs from case to case."""

    def make(item, amount=THOUSAND, **said):
        facts = {
            "group": item.draw_group,
            "lines": {item: amount},
            "expected_use_on": date(2015, 12, 1),
            "needed_for": "Gehälter November",
        }
        return draft_draw_down(item.award, actor=officer, **{**facts, **said})

    return make


def standing(item):
    return standings(item.award)[item.pot.item]


def written():
    return DrawDown.objects.count(), DrawDownLine.objects.count(), Transfer.objects.count()


def test_a_draft_books_nothing_and_leaves_a_trace(item, draft, officer):
    found = draft(item)
    assert (found.state, found.number, found.group) == (DrawDownState.DRAFT, 1, "2.1 und 2.2")
    assert [(line.item, line.amount) for line in found.lines.all()] == [(item, THOUSAND)]
    assert standing(item).undrawn == Money.euros(18_000)
    entry = JournalEntry.objects.of_record(found).get()
    assert (entry.verb, entry.person_id) == ("draft_draw_down", officer.person_id)


def test_from_request_to_receipt_the_money_moves_on(item, draft, officer, head):
    found = draft(item)
    found = request_draw_down(found, actor=head, requested_on=date(2015, 10, 30))
    here = standing(item)
    assert (found.state, found.requested_on) == (DrawDownState.REQUESTED, date(2015, 10, 30))
    assert (here.undrawn, here.requested, here.drawn) == (Money.euros(17_000), THOUSAND, ZERO)
    found = record_draw_down_received(found, actor=officer, received_on=TODAY)
    here = standing(item)
    assert (found.state, found.received_on) == (DrawDownState.RECEIVED, TODAY)
    assert (here.requested, here.drawn) == (ZERO, THOUSAND)
    verbs = [entry.verb for entry in JournalEntry.objects.of_record(found)]
    assert verbs == ["record_draw_down_received", "request_draw_down", "draft_draw_down"]


@pytest.mark.parametrize("asked_for", [False, True])
def test_what_was_cancelled_can_be_drawn_again(item, draft, officer, head, asked_for):
    found = draft(item)
    if asked_for:
        request_draw_down(found, actor=head, requested_on=TODAY)
    cancel_draw_down(found, actor=officer, reason="Zu früh")
    found.refresh_from_db()
    assert found.state == DrawDownState.CANCELLED
    assert (standing(item).undrawn, standing(item).requested) == (Money.euros(18_000), ZERO)
    assert JournalEntry.objects.of_record(found).first().note == "Zu früh"


def test_whoever_drafted_does_not_release(item, draft, officer, head):
    found = draft(item)
    with pytest.raises(NotAllowed):
        request_draw_down(found, actor=officer, requested_on=TODAY)
    both = type(officer)(officer.person_id, officer.at, officer.roles | head.roles)
    with pytest.raises(FourEyesNeeded):
        request_draw_down(found, actor=both, requested_on=TODAY)
    assert (DrawDown.objects.get().state, standing(item).requested) == (DrawDownState.DRAFT, ZERO)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"needed_for": "  "}, NeedNotStated),
        ({"lines": {}}, NothingDrawn),
        ({"group": "2.3"}, OtherGroup),
        ({"expected_use_on": date(2015, 11, 1)}, DateOrder),
        ({"expected_use_on": date(2016, 1, 3)}, UseTooLate),
    ],
)
def test_a_refused_draft_leaves_nothing_behind(item, draft, said, refusal):
    """R-GRT-05, R-GRT-06"""
    before, entries = written(), JournalEntry.objects.count()
    with pytest.raises(refusal):
        draft(item, **said)
    assert (written(), JournalEntry.objects.count()) == (before, entries)


@pytest.mark.parametrize("cents", [0, -1])
def test_nothing_or_less_is_not_drawn(item, draft, cents):
    with pytest.raises(AmountNotPositive):
        draft(item, Money(cents))


def test_money_is_used_within_two_months_of_the_call(item, draft):
    """R-GRT-05: called on 02.11.2015, so by 02.01.2016."""
    assert draft(item, expected_use_on=date(2016, 1, 2)).pk
    with pytest.raises(UseTooLate) as refusal:
        draft(item, expected_use_on=date(2016, 1, 3))
    assert str(refusal.value) == (
        "Das Geld soll erst am 03.01.2016 verwendet werden. Bei einem Abruf am 02.11.2015 muss es "
        "bis zum 02.01.2016 verwendet sein (2 Monate). Rufen Sie später ab, oder weniger."
    )


def test_the_two_months_count_from_the_day_of_the_request(item, draft, head):
    """R-GRT-05: what was in time for the draft may be too late for the request."""
    found = draft(item, expected_use_on=date(2016, 1, 2))
    with pytest.raises(UseTooLate):
        request_draw_down(found, actor=head, requested_on=date(2015, 11, 1))
    assert standing(item).requested == ZERO


def test_the_months_are_those_of_the_notice(award, item, draft):
    """R-GRT-05"""
    Award.objects.update(draw_months=1)
    with pytest.raises(UseTooLate, match=r"bis zum 02\.12\.2015 verwendet sein \(1 Monate\)"):
        draft(item, expected_use_on=date(2015, 12, 3))


def test_the_need_is_stated_beside_the_figures(item, draft, officer):
    """R-GRT-05"""
    deed = movements.Deed(officer, TODAY, "b")
    movements.commit(item.pot, item.award.owner, Money.euros(300), deed)
    with pytest.raises(NeedNotStated) as refusal:
        draft(item, needed_for="")
    text = str(refusal.value).replace("\u00a0", " ")
    assert text == (
        "Gebunden und noch nicht ausgezahlt sind 300,00 €, vorhanden sind noch 0,00 €; abgerufen "
        "werden sollen 1.000,00 €. Schreiben Sie, welche Zahlungen damit fällig werden."
    )


def test_all_draws_of_a_number_stay_within_its_award(item, draft, head):
    """R-GRT-06"""
    request_draw_down(draft(item, Money.euros(10_000)), actor=head, requested_on=TODAY)
    with pytest.raises(MoreThanLeft) as refusal:
        draft(item, Money(8_000_01))
    text = str(refusal.value).replace("\u00a0", " ")
    assert text == (
        "Bei „2.1 Personal“ sind noch 8.000,00 € abzurufen, verlangt werden 8.000,01 €. "
        "Verringern Sie den Betrag."
    )


def test_two_drafts_of_the_same_money_are_not_both_requested(item, draft, head):
    """R-GRT-06"""
    first, second = (draft(item, Money.euros(10_000)) for _ in range(2))
    request_draw_down(first, actor=head, requested_on=TODAY)
    with pytest.raises(MoreThanLeft):
        request_draw_down(second, actor=head, requested_on=TODAY)
    assert standing(item).requested == Money.euros(10_000)


def test_numbers_of_two_groups_are_drawn_apart(award, item, draft):
    """R-GRT-06: 2.1 and 2.2 together, 2.3 separately."""
    same = AwardItemFactory(award=award, number="2.2", draw_group="2.1 und 2.2")
    other = AwardItemFactory(award=award, number="2.3", title="Mittler", draw_group="2.3")
    assert draft(item, lines={item: THOUSAND, same: THOUSAND}).lines.count() == 2
    with pytest.raises(OtherGroup, match=r"„2.3 Mittler“ wird mit der Gruppe „2.3“ abgerufen"):
        draft(item, lines={item: THOUSAND, other: THOUSAND})


def test_an_item_of_another_notice_is_refused_with_those_of_this_one(item, draft):
    """R-GRT-09"""
    foreign = AwardItemFactory(
        award__owner=item.award.owner, award__initiative=item.award.initiative
    )
    with pytest.raises(ItemNotOfAward, match=r"Möglich sind: „2.1 Personal“"):
        draft(item, lines={foreign: THOUSAND})


def test_a_lump_sum_is_not_drawn(award, item, draft):
    Award.objects.update(financing=Financing.LUMP_SUM)
    item.refresh_from_db()
    with pytest.raises(LumpSumNotDrawn):
        draft(item)


@pytest.mark.parametrize(
    ("state", "refusal"), [(AwardState.ENTERED, AwardNotBooked), (AwardState.CLOSED, AwardOver)]
)
def test_nothing_is_drawn_before_or_after_the_award(item, draft, state, refusal):
    Award.objects.update(state=state, closed_on=TODAY)
    with pytest.raises(refusal):
        draft(item)


def test_nothing_is_drawn_before_the_notice_is_final(item, draft, head):
    """R-GRT-04"""
    Award.objects.update(state=AwardState.AWARDED)
    found = draft(item)
    with pytest.raises(NotFinal):
        request_draw_down(found, actor=head, requested_on=TODAY)
    Award.objects.update(appeal=AppealWaiver.WAIVED, waived_on=TODAY)
    request_draw_down(DrawDown.objects.get(), actor=head, requested_on=TODAY)
    assert standing(item).requested == THOUSAND


@pytest.mark.parametrize(
    ("day", "allowed"), [(date(2015, 12, 28), False), (date(2015, 12, 29), True)]
)
def test_a_running_measure_draws_when_the_month_after_service_is_over(
    item, draft, head_on, day, allowed
):
    """R-GRT-04, T12: served on 27.11.2015, final when 28.12.2015 is over."""
    Award.objects.update(served_on=date(2015, 11, 27))
    found = draft(item, expected_use_on=date(2015, 12, 30))
    head = head_on(2015, 12, 30)
    if allowed:
        assert request_draw_down(found, actor=head, requested_on=day).requested_on == day
    else:
        with pytest.raises(FinalLater, match=r"mit Ablauf des 28\.12\.2015"):
            request_draw_down(found, actor=head, requested_on=day)


def test_the_next_instalment_waits_for_the_one_before(award, item, draft, officer, head):
    """R-GRT-07"""
    Award.objects.update(instalments_need_proof=True)
    first = draft(item)
    request_draw_down(first, actor=head, requested_on=TODAY)
    second = draft(item)
    with pytest.raises(PreviousNotSpent, match=r"Vom Mittelabruf 1 sind noch 1\.000,00"):
        request_draw_down(second, actor=head, requested_on=TODAY)
    first.refresh_from_db()
    record_draw_down_received(first, actor=officer, received_on=TODAY)
    spend = movements.Deed(officer, TODAY, "s")
    movements.spend(item.pot, award.owner, Money.euros(400), spend)
    with pytest.raises(PreviousNotSpent, match=r"Vom Mittelabruf 1 sind noch 600,00"):
        request_draw_down(second, actor=head, requested_on=TODAY)
    movements.spend(item.pot, award.owner, Money.euros(600), movements.Deed(officer, TODAY, "t"))
    assert request_draw_down(second, actor=head, requested_on=TODAY).requested_on == TODAY


def test_a_stated_summary_proof_lets_the_next_instalment_go(item, draft, head):
    """R-GRT-07"""
    Award.objects.update(instalments_need_proof=True)
    request_draw_down(draft(item), actor=head, requested_on=TODAY)
    found = request_draw_down(
        draft(item), actor=head, requested_on=TODAY, summary_proof="Liste vom 30.10."
    )
    assert JournalEntry.objects.of_record(found).first().note == "Liste vom 30.10."


@pytest.mark.parametrize(("used", "allowed"), [(500_00, True), (499_99, False), (None, False)])
def test_grant_money_comes_in_proportion_to_own_funds(item, draft, head, used, allowed):
    """R-GRT-08: half of 18,000.00 asks for half of 1,000.00 of own funds."""
    Award.objects.update(own_funds_pro_rata=True, own_funds=THOUSAND)
    used = None if used is None else Money(used)
    found = draft(item, Money.euros(9_000), own_funds_used=used)
    if allowed:
        assert request_draw_down(found, actor=head, requested_on=TODAY).requested_on == TODAY
        return
    with pytest.raises(OwnFundsBehind) as refusal:
        request_draw_down(found, actor=head, requested_on=TODAY)
    text = str(refusal.value).replace("\u00a0", " ")
    assert text == (
        "Mit diesem Abruf sind 9.000,00 € von 18.000,00 € abgerufen. Dazu müssen von den "
        "Eigenmitteln (1.000,00 €) 500,00 € verwendet sein, eingetragen sind "
        f"{'499,99 €' if used else '0,00 €'}."
    )


def test_days_to_come_and_days_before_the_request_are_refused(item, draft, officer, head):
    found = draft(item)
    with pytest.raises(DayToCome, match=r"03\.11\.2015"):
        request_draw_down(found, actor=head, requested_on=date(2015, 11, 3))
    found = request_draw_down(found, actor=head, requested_on=TODAY)
    with pytest.raises(DayToCome):
        record_draw_down_received(found, actor=officer, received_on=date(2015, 11, 3))
    with pytest.raises(DateOrder):
        record_draw_down_received(found, actor=officer, received_on=date(2015, 11, 1))
    assert standing(item).drawn == ZERO


@pytest.mark.parametrize("state", [DrawDownState.RECEIVED, DrawDownState.CANCELLED])
def test_what_is_over_is_over(award, officer, state):
    found = DrawDownFactory(award=award, state=state, requested_on=TODAY, received_on=TODAY)
    with pytest.raises(WrongState):
        cancel_draw_down(found, actor=officer)
    with pytest.raises(WrongState):
        record_draw_down_received(found, actor=officer, received_on=TODAY)


def test_fixed_days_for_draw_downs_come_from_the_programme():
    """R-GRT-06"""
    period = {"period_from": date(2015, 7, 1), "period_to": date(2016, 6, 30)}
    days = call_days([(9, 1, 0), (2, 31, 1)], **period)
    assert days == [date(2015, 9, 1), date(2016, 2, 29), date(2016, 9, 1), date(2017, 2, 28)]
    assert next_call_day(days, date(2015, 9, 2)) == date(2016, 2, 29)
    assert next_call_day(days, date(2018, 1, 1)) is None


def test_draw_downs_are_seen_by_their_own_district_only(award, officer):
    ours, _theirs = DrawDownFactory(award=award), DrawDownFactory()
    assert list(DrawDown.objects.visible_to(officer)) == [ours]
