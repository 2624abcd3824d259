"""Money that is not used in time, first in, first out (R-GRT-05, R-GRT-17)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.access.policy import Role
from kreislotse.awards.cash_flows import free_of, late_of_award, standings, use_of_items
from kreislotse.awards.late_use import Inflow, Outflow, Portion, late, portions, unused
from kreislotse.funding.actions import load_base_rates
from kreislotse.kernel.interest import DayCounting
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.ledger import movements
from tests.factories.awards import AwardFactory, AwardItemFactory
from tests.factories.organisations import OrganisationFactory

RATES = [(date(2015, 1, 1), Fraction("4.17"))]
FIRST = Inflow(date(2015, 3, 2), Money.euros(1_000), draw_down=1)
SECOND = Inflow(date(2015, 6, 1), Money.euros(500), draw_down=2)


def uses(*days_and_euros):
    return [Outflow(day, Money.euros(euros)) for day, euros in days_and_euros]


def overdue(inflows, outflows, *, today):
    found = portions(inflows, outflows)
    return late(found, months=2, today=today, rates=RATES, count=DayCounting.ACTUAL)


def test_the_oldest_money_is_used_first():
    """R-GRT-05"""
    found = portions([SECOND, FIRST], uses((date(2015, 3, 20), 400), (date(2015, 6, 10), 700)))
    assert found == [
        Portion(FIRST, Money.euros(400), date(2015, 3, 20)),
        Portion(FIRST, Money.euros(600), date(2015, 6, 10)),
        Portion(SECOND, Money.euros(100), date(2015, 6, 10)),
        Portion(SECOND, Money.euros(400), None),
    ]
    assert unused(found) == Money.euros(400)


def test_what_was_paid_in_advance_is_set_against_the_next_money():
    found = portions([FIRST], uses((date(2015, 2, 1), 1_000)))
    assert found == [Portion(FIRST, Money.euros(1_000), FIRST.day)]


@pytest.mark.parametrize(
    ("used_on", "is_late"), [(date(2015, 5, 2), False), (date(2015, 5, 3), True)]
)
def test_money_is_late_when_two_months_are_over(used_on, is_late):
    """R-GRT-05: in on 02.03., to be used by 02.05."""
    found = overdue([FIRST], uses((used_on, 1_000)), today=date(2015, 12, 31))
    assert bool(found) == is_late


def test_money_that_still_lies_there_is_late_up_to_today():
    """R-GRT-17: 1,000.00 at 4.17 %, in on 02.03.2015, seen on 02.07.2015."""
    (found,) = overdue([FIRST], [], today=date(2015, 7, 2))
    assert found.late_since == date(2015, 5, 3)
    assert (found.interest.days, found.interest.total) == (122, Money(13_94))
    after = found.interest_after_deadline
    assert (after.days, after.total) == (61, Money(6_97))


def test_money_is_not_late_while_its_time_runs():
    assert overdue([FIRST], [], today=date(2015, 5, 2)) == []


_flows = st.lists(
    st.tuples(st.dates(date(2015, 1, 1), date(2016, 12, 31)), st.integers(1, 10**6)), max_size=8
)


@given(_flows, _flows)
def test_every_cent_that_came_in_is_matched_once(came, went):
    inflows = [Inflow(day, Money(cents)) for day, cents in came]
    outflows = [Outflow(day, Money(cents)) for day, cents in went]
    found = portions(inflows, outflows)
    income, use = total([i.amount for i in inflows]), total([o.amount for o in outflows])
    assert total([each.amount for each in found]) == income
    assert unused(found) == max(income - use, ZERO)
    assert all(each.used_on is None or each.used_on >= each.inflow.day for each in found)


@pytest.fixture
def award(db):
    return AwardFactory(item=False)


@pytest.fixture
def items(award):
    return [AwardItemFactory(award=award), AwardItemFactory(award=award)]


@pytest.fixture
def book(acting, award):
    officer = acting(Role.GRANTS_OFFICER, at=award.owner)

    def move(movement, item, day, euros, *parties):
        deed = movements.Deed(officer, day, f"{movement.__name__}-{item.pk}-{day}")
        return movement(item.pot, *parties, Money.euros(euros), deed)

    return move


def draw(book, item, day, euros):
    book(movements.request_draw, item, day, euros)
    book(movements.receive_draw, item, day, euros)


def test_the_ledger_tells_what_came_and_what_was_used(award, items, book):
    one, other = items
    draw(book, one, date(2015, 3, 2), 1_000)
    book(movements.spend, one, date(2015, 3, 20), 400, award.owner)
    draw(book, other, date(2015, 4, 1), 50)
    found = use_of_items(award, items)
    assert [(p.amount, p.used_on) for p in found[one.pk]] == [
        (Money.euros(400), date(2015, 3, 20)),
        (Money.euros(600), None),
    ]
    assert [(p.amount, p.used_on) for p in found[other.pk]] == [(Money.euros(50), None)]


def test_a_payment_booked_back_was_never_a_use(award, items, book, acting):
    one = items[0]
    draw(book, one, date(2015, 3, 2), 1_000)
    wrong = book(movements.spend, one, date(2015, 3, 20), 400, award.owner)
    officer = acting(Role.GRANTS_OFFICER, at=award.owner)
    movements.undo(wrong[0], actor=officer, on=date(2015, 4, 1), reason="falsch")
    found = use_of_items(award, items)[one.pk]
    assert [(p.amount, p.used_on) for p in found] == [(Money.euros(1_000), None)]


def test_a_refund_comes_in_anew_and_a_repayment_ends_it(award, items, book):
    one = items[0]
    club = OrganisationFactory()
    draw(book, one, date(2015, 3, 2), 1_000)
    book(movements.spend, one, date(2015, 3, 20), 1_000, club)
    book(movements.refund, one, date(2015, 7, 1), 300, club)
    book(movements.repay, one, date(2015, 7, 20), 300)
    found = use_of_items(award, items)[one.pk]
    assert [(p.inflow.day, p.amount, p.used_on) for p in found] == [
        (date(2015, 3, 2), Money.euros(1_000), date(2015, 3, 20)),
        (date(2015, 7, 1), Money.euros(300), date(2015, 7, 20)),
    ]


def test_late_money_of_an_award_bears_the_interest_of_the_day(award, items, book, acting):
    """R-GRT-17: five points above the base rate of -0.83 %."""
    load_base_rates(actor=acting(Role.ADMINISTRATOR, at=award.owner))
    draw(book, items[0], date(2015, 3, 2), 1_000)
    ((item, found),) = late_of_award(award, items, today=date(2015, 7, 2))
    assert (item, found.interest.total) == (items[0], Money(13_94))
    assert found.interest.periods[0].percent == Fraction("4.17")


def test_a_standing_says_what_is_at_hand_and_what_is_free(award, items, book):
    one, other = items
    draw(book, one, date(2015, 3, 2), 1_000)
    book(movements.spend, one, date(2015, 3, 20), 400, award.owner)
    here = standings(award)[one.pot.item]
    assert (here.awarded, here.undrawn) == (Money.euros(18_000), Money.euros(17_000))
    assert (here.spent, here.at_hand) == (Money.euros(400), Money.euros(600))
    assert free_of(items) == {one.pk: Money.euros(17_600), other.pk: Money.euros(18_000)}


def test_what_is_free_is_asked_for_in_two_questions(award, items, django_assert_num_queries):
    for each in items:
        assert each.award.book_id
    with django_assert_num_queries(2):
        free_of(items)


def test_money_that_came_ten_days_ago_is_not_late(award, items, book):
    draw(book, items[0], date(2015, 3, 2), 100)
    later = date(2015, 3, 2) + timedelta(days=10)
    assert late_of_award(award, items, today=later, rates=RATES) == []
