"""A verdict carries the first day on which time alone turns its result (R-CAN-04)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreislotse.access.policy import Role
from kreislotse.eligibility.actions import check_call, decide, judge, recheck
from kreislotse.eligibility.errors import VerdictOutdated
from kreislotse.eligibility.facts import Known
from kreislotse.eligibility.judging import Judged
from kreislotse.eligibility.lists import ListDays
from kreislotse.eligibility.models import Review, Rule, Verdict
from kreislotse.eligibility.outdated import outdated
from kreislotse.eligibility.rules import ListInForce, result_of
from kreislotse.eligibility.states import Result, ReviewState
from kreislotse.eligibility.turning import Clockwork
from kreislotse.participants.models import Candidate
from kreislotse.participants.profile import Profile
from kreislotse.participants.states import CandidateState
from tests.factories.people import ResidenceTitleFactory

TODAY = date(2015, 11, 2)
SYRIA_LEAVES = ListDays(
    [
        (ListInForce("gut", "Gut", frozenset({"SY"}), None, "Liste"), date(2016, 7, 31)),
        (ListInForce("gut", "Gut", frozenset({"ER"}), date(2016, 8, 1), "Liste"), None),
    ]
)
WAITED = {"fact": "title_since", "at_most": {"day": "asked", "months": -3}}
NOT_EXPIRED = {"fact": "title_valid_to", "at_least": {"day": "asked"}}


@dataclass
class Condition:
    """A rule as far as its answer goes."""

    condition: Any
    valid_from: date | None = None
    valid_to: date | None = None
    code: str = "regel"
    title: str = "Regel"
    norm: str = "§ 1"
    source: str = "Gesetzblatt"
    explanation: str = "Weil es so ist."
    plain_language: str = "Es ist so."


def somebody(born_on=date(1992, 2, 29), titles=(), regimes=()):
    profile = Profile("Saleh", "Amina", born_on, "SY", asylum_applied_on=date(2015, 8, 31))
    held = [
        (since, {"title": code, "title_since": since, "title_valid_to": ends})
        for code, since, ends in titles
    ]
    return Known(profile, held, regimes)


def first_day(rules, known, said=None, lists=SYRIA_LEAVES):
    return Clockwork(rules, lists, TODAY).turns_on(known, said or {})


def day_by_day(rules, known, said, days=2000):
    """The slow answer: ask every day."""

    def answer(day):
        return result_of(rules, known.on(day) | said, day, SYRIA_LEAVES.on(day))

    every = (TODAY + timedelta(days=number) for number in range(1, days))
    return next((day for day in every if answer(day) != answer(TODAY)), None)


PERMITTED = (("GEST", date(2015, 8, 31), date(2016, 2, 29)),)
RECOGNISED = (*PERMITTED, ("P25_2A", date(2016, 1, 15), date(2019, 1, 14)))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (WAITED, date(2015, 12, 1)),
        ({"not": WAITED}, date(2015, 12, 1)),
        ({"fact": "title_since", "before": {"day": "asked", "months": -3}}, date(2015, 12, 1)),
        ({"fact": "title_since", "after": {"day": "asked", "months": -6}}, date(2016, 3, 1)),
        (NOT_EXPIRED, date(2016, 3, 1)),
        (
            {"fact": "asylum_applied_on", "at_most": {"day": "asked", "months": -15}},
            date(2016, 12, 1),
        ),
        ({"fact": "title_since", "at_most": "2015-12-01"}, None),
        ({"fact": "title_since", "before": {"day": "title_valid_to"}}, None),
        ({"fact": "age", "at_least": 25}, date(2017, 3, 1)),
        ({"fact": "age", "at_most": 23}, date(2016, 2, 29)),
        ({"fact": "age", "is": 24}, date(2016, 2, 29)),
        ({"fact": "age", "at_least": 99999}, None),
        ({"fact": "age", "known": True}, None),
        ({"fact": "nationality", "in_list": "gut"}, date(2016, 8, 1)),
        ({"fact": "nationality", "in_list": "fehlt"}, None),
        ({"fact": "german_tested_on", "at_least": {"day": "asked", "months": -12}}, None),
        ({"any": [WAITED, {"fact": "nationality", "is": "SY"}]}, None),
        ({"all": [WAITED, {"fact": "age", "at_least": 24}]}, date(2016, 2, 29)),
    ],
)
def test_the_day_is_the_first_on_which_the_answer_differs(condition, expected):
    rules, known = [Condition(condition)], somebody(titles=PERMITTED)
    assert first_day(rules, known) == expected == day_by_day(rules, known, {})


def test_a_rule_turns_it_when_it_begins_and_when_it_ends():
    level = {"fact": "nationality", "is": "ER"}
    begins = Condition(level, valid_from=date(2016, 1, 1))
    ends = Condition(level, valid_to=date(2015, 12, 31))
    holds = Condition({"fact": "nationality", "is": "SY"})
    assert first_day([holds, begins], somebody()) == date(2016, 1, 1)
    assert first_day([holds, ends], somebody()) == date(2016, 1, 1)
    assert first_day([holds], somebody()) is None


def test_a_title_or_regime_that_is_recorded_ahead_turns_it():
    """The next title brings a waiting period of its own."""
    ahead = somebody(
        titles=RECOGNISED,
        regimes=(
            ("asylblg", date(2015, 8, 31), date(2016, 1, 31)),
            ("sgb_ii", date(2016, 2, 1), None),
        ),
    )
    for condition, expected in [
        ({"fact": "title", "is": "GEST"}, date(2016, 1, 15)),
        ({"fact": "regime", "is": "asylblg"}, date(2016, 2, 1)),
        ({"fact": "title_since", "at_most": {"day": "asked", "months": -8}}, date(2016, 9, 15)),
        ({"all": [WAITED, {"fact": "title", "is": "P25_2A"}]}, date(2016, 4, 15)),
    ]:
        rules = [Condition(condition)]
        assert first_day(rules, ahead) == expected == day_by_day(rules, ahead, {})


def test_what_somebody_said_holds_on_every_day():
    admitted = {"fact": "admitted_on", "after": {"day": "asked", "months": -12}}
    rules, said = [Condition(admitted)], {"admitted_on": date(2015, 3, 31)}
    assert first_day(rules, somebody(), said) == date(2016, 3, 31)
    assert day_by_day(rules, somebody(), said) == date(2016, 3, 31)


def test_a_day_that_stands_for_without_an_end_turns_nothing():
    forever = somebody(titles=(("P25_2A", date(2015, 8, 31), date(9999, 12, 31)),))
    stays = {"fact": "title_valid_to", "at_least": {"day": "asked", "months": 3}}
    assert first_day([Condition(NOT_EXPIRED), Condition(stays)], forever) is None


@pytest.fixture
def waiting(call, report, office, town, version):
    """Not eligible today: the title is three months old only on a day to come."""
    (person,) = report(town, checked=True)
    Rule.objects.filter(version=version).update(condition=WAITED)
    person.statuses.all().delete()
    since = office.today - timedelta(days=60)
    person.statuses.create(title=ResidenceTitleFactory(), since=since)
    Candidate.objects.update(changed_at=office.at - timedelta(hours=1))
    check_call(call, actor=office)
    return person


@pytest.fixture
def from_day(acting, district, office):
    def make(day, hours=0):
        delta = day - office.today
        return acting(Role.STEERING, at=district, now=office.at + delta + timedelta(hours=hours))

    return make


def test_a_waiting_period_that_runs_out_makes_a_task_and_nothing_else(waiting, district, from_day):
    """R-CAN-04: from its day on the verdict is outdated; made anew, somebody has to look."""
    verdict = Verdict.objects.get()
    assert verdict.result == Result.NOT_ELIGIBLE
    day = verdict.turns_on
    rows = Verdict.objects.all()
    assert [len(outdated(rows, on)) for on in (day - timedelta(days=1), day)] == [0, 1]
    with pytest.raises(VerdictOutdated):
        decide(verdict, actor=from_day(day), result=Result.ELIGIBLE, reason="Wartezeit vorbei")
    assert recheck(district, actor=from_day(day)) == Judged(people=1, new=1, reviews=1)
    review = Review.objects.get()
    assert (review.state, review.after.result) == (ReviewState.OPEN, Result.ELIGIBLE)
    assert review.after.turns_on is None
    waiting.refresh_from_db()
    assert waiting.state == CandidateState.CHECKED
    assert list(outdated(rows, day)) == []


def test_a_verdict_made_anew_on_the_same_facts_keeps_its_day(waiting, district, from_day, version):
    verdict = Verdict.objects.get()
    Verdict.objects.update(turns_on=None)
    day = verdict.turns_on - timedelta(days=1)
    judge(waiting, version, actor=from_day(day))
    assert Verdict.objects.get().turns_on == verdict.turns_on


def test_the_days_cost_no_query_for_each_person(call, report, office, town, version):
    Rule.objects.filter(version=version).update(condition=WAITED)
    asked = []
    for number in (1, 2, 20):
        report(town, number)
        Verdict.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            check_call(call, actor=office)
        asked.append(len(queries))
    assert asked[1] == asked[2]
