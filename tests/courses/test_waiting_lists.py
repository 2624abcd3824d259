"""Waiting lists with the stored rule of their order (R-CRS-02)."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.courses import actions
from kreislotse.courses import waiting_errors as errors
from kreislotse.courses.models import ListOrder, WaitingList
from kreislotse.courses.queues import in_line, order_on
from kreislotse.courses.states import OrderKey, PriorityGroup, WaitingState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from tests.factories.courses import CourseKindFactory, JumpFactory, QuotaFactory
from tests.factories.eligibility import RuleSetFactory

TODAY = date(2015, 11, 2)
KEYS = [OrderKey.PRIORITY, OrderKey.ENTERED_ON]
SAID = {"title": "Deutsch", "keys": KEYS, "sentence": "Vorrang, dann Eintritt"}


def test_a_list_is_opened_with_the_rule_of_its_order(steering, district, kind):
    """R-CRS-02: the rule is stored, with the sentence that people are told."""
    opened = actions.open_list(district, actor=steering, kind=kind, **SAID)
    order = order_on(opened, TODAY)
    assert (order.keys, order.sentence) == (["priority", "entered_on"], "Vorrang, dann Eintritt")
    assert order_on(opened, date(2015, 11, 1)) is None
    verbs = list(JournalEntry.objects.values_list("verb", flat=True))
    assert verbs == ["open_list", "set_order"]


def test_a_new_order_ends_the_one_before(steering, waiting_list):
    """R-CRS-02: which order held when can be told for ever."""
    actions.set_order(
        waiting_list,
        actor=steering,
        keys=[OrderKey.ASKED_ON],
        sentence="Wer zuerst gefragt hat",
        valid_from=date(2015, 12, 1),
    )
    assert order_on(waiting_list, date(2015, 11, 30)).keys == ["priority", "entered_on"]
    assert order_on(waiting_list, date(2015, 12, 1)).keys == ["asked_on"]


def test_people_stand_as_the_order_of_the_day_has_them(steering, waiting_list, waiting):
    first = waiting(entered_on=date(2015, 10, 10), asked_on=date(2015, 10, 9))
    early = waiting(entered_on=date(2015, 10, 20), asked_on=date(2015, 9, 1))
    obliged = waiting(entered_on=date(2015, 10, 30), priority=PriorityGroup.OBLIGED)
    jumped = waiting(entered_on=date(2015, 10, 31), priority=PriorityGroup.OTHER)
    waiting(state=WaitingState.ASSESSED)
    JumpFactory(entry=jumped)
    actions.set_order(
        waiting_list,
        actor=steering,
        keys=[OrderKey.ASKED_ON],
        sentence="Wer zuerst gefragt hat",
        valid_from=date(2015, 12, 1),
    )
    assert in_line(waiting_list, TODAY) == [jumped, obliged, first, early]
    assert in_line(waiting_list, date(2015, 12, 1)) == [jumped, early, obliged, first]


def test_an_empty_list_is_closed_and_takes_nobody_in(steering, clerk, waiting_list, town):
    closed = actions.close_list(waiting_list, actor=steering)
    assert closed.closed_on == TODAY
    with pytest.raises(errors.ListClosed):
        actions.close_list(waiting_list, actor=steering)


def test_a_list_with_people_is_not_closed(steering, waiting_list, waiting):
    waiting()
    with pytest.raises(errors.ListInUse) as refusal:
        actions.close_list(waiting_list, actor=steering)
    assert refusal.value.facts["number"] == 1


def test_others_may_not_run_a_list(acting, district, kind, waiting_list, clerk):
    for actor in (acting(Role.HEAD, at=district), clerk):
        with pytest.raises(NotAllowed):
            actions.open_list(district, actor=actor, kind=kind, **SAID)
        with pytest.raises(NotAllowed):
            actions.close_list(waiting_list, actor=actor)
    assert WaitingList.objects.get() == waiting_list


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"keys": []}, errors.OrderIncomplete),
        ({"keys": [OrderKey.PRIORITY, OrderKey.PRIORITY]}, errors.OrderIncomplete),
        ({"sentence": " "}, errors.OrderIncomplete),
        ({"title": "Bekannt"}, errors.ListTitleTaken),
    ],
)
def test_a_list_without_a_clear_order_or_name_is_refused(
    steering, district, kind, waiting_list, said, refusal
):
    WaitingList.objects.update(title="Bekannt")
    with pytest.raises(refusal):
        actions.open_list(district, actor=steering, kind=kind, **(SAID | said))
    assert WaitingList.objects.count() == 1


def test_a_list_relies_on_what_is_its_districts_and_kinds(steering, district, kind):
    foreign = [{"quota": QuotaFactory(kind=kind)}, {"rule_set": RuleSetFactory()}]
    for said in foreign:
        with pytest.raises(errors.NotOfThisDistrict):
            actions.open_list(district, actor=steering, kind=kind, **SAID, **said)
    other = QuotaFactory(owner=district, kind=CourseKindFactory())
    with pytest.raises(errors.OtherKind):
        actions.open_list(district, actor=steering, kind=kind, **SAID, quota=other)


@pytest.mark.parametrize("day", [date(2015, 11, 1), date(2015, 1, 1)])
def test_no_order_is_set_for_the_past(steering, waiting_list, day):
    with pytest.raises(DateOrder):
        actions.set_order(waiting_list, actor=steering, keys=KEYS, sentence="Neu", valid_from=day)
    assert ListOrder.objects.count() == 1
