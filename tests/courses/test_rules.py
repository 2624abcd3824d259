"""Order, levels, clocks and turns of waiting lists, by pure rules."""

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.courses import rules
from kreislotse.courses.states import DutyKind, Misfit, OrderKey

DAY = date(2015, 10, 1)
KEYS = [key.value for key in OrderKey]


def entry(pk=1, **said):
    defaults = {
        "priority": 9,
        "asked_on": DAY,
        "entered_on": DAY,
        "expires_on": None,
        "jumped_on": None,
        "needs_childcare": False,
    }
    return SimpleNamespace(pk=pk, **(defaults | said))


def terms(**said):
    names = ("inform_weeks", "entitlement_months", "permission_months", "register_months")
    nothing = dict.fromkeys((*names, "evidence_months"))
    return SimpleNamespace(**(nothing | {"inform": [], "norm": "§ 1"} | said))


days = st.dates(date(2015, 10, 1), date(2015, 10, 4))
# Few values each, so that ties are the rule and not the exception.
entries = st.lists(
    st.builds(
        entry,
        pk=st.integers(1, 10**6),
        priority=st.sampled_from([1, 2, 9]),
        asked_on=days,
        entered_on=days,
        expires_on=st.none() | days,
        jumped_on=st.none() | days,
        needs_childcare=st.booleans(),
    ),
    unique_by=lambda each: each.pk,
    max_size=12,
)
orders = st.lists(st.sampled_from(KEYS), unique=True, max_size=4)


def pks(ordered):
    return [each.pk for each in ordered]


@given(entries, orders, st.randoms())
def test_the_order_is_the_same_however_the_entries_come(people, keys, chance):
    """R-CRS-02: total, and everybody is in it once."""
    ordered = rules.in_order(people, keys)
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert pks(rules.in_order(shuffled, keys)) == pks(ordered)
    assert Counter(pks(ordered)) == Counter(pks(people))


@given(entries, orders, st.integers(0, 11))
def test_taking_somebody_out_changes_nothing_for_the_others(people, keys, which):
    """R-CRS-02"""
    rest = [each for number, each in enumerate(people) if number != which]
    gone = set(pks(people)) - set(pks(rest))
    ordered = [pk for pk in pks(rules.in_order(people, keys)) if pk not in gone]
    assert pks(rules.in_order(rest, keys)) == ordered


@given(entries, orders)
def test_whoever_jumped_comes_before_everybody_else(people, keys):
    """R-CRS-02: by the day of the jump."""
    jumps = [each.jumped_on for each in rules.in_order(people, keys)]
    first = [day for day in jumps if day]
    assert jumps == sorted(first) + [None] * (len(jumps) - len(first))


def test_priority_goes_before_the_day_of_entry_and_the_id_breaks_ties():
    """R-CRS-02"""
    obliged = entry(4, priority=1, entered_on=DAY + timedelta(days=30))
    early, late = entry(3), entry(1, entered_on=DAY + timedelta(days=1))
    same = entry(5)
    keys = [OrderKey.PRIORITY, OrderKey.ENTERED_ON]
    assert pks(rules.in_order([late, same, early, obliged], keys)) == [4, 3, 5, 1]


def test_whose_entitlement_never_ends_comes_after_those_whose_does():
    runs_out = entry(9, expires_on=DAY)
    assert pks(rules.in_order([entry(1), runs_out], [OrderKey.EXPIRES_ON])) == [9, 1]


misfits = st.lists(st.sampled_from([m for m in Misfit if m != Misfit.CHILDCARE]), max_size=2)


@given(entries, st.data(), st.integers(0, 6), st.integers(0, 3))
def test_nobody_is_passed_over_silently(people, data, places, childcare_places):
    """R-CRS-06: all up to the last one proposed are told, each proposed or with reasons."""
    ordered = rules.in_order(people, [OrderKey.PRIORITY])
    against = {each.pk: tuple(data.draw(misfits)) for each in ordered}
    turns = rules.next_free(
        ordered, lambda each: against[each.pk], places=places, childcare_places=childcare_places
    )
    proposed = [turn.entry for turn in turns if turn.is_proposed]
    assert [turn.entry for turn in turns] == ordered[: len(turns)]
    assert [turn.place for turn in turns] == list(range(1, len(turns) + 1))
    assert len(proposed) <= places
    assert len(turns) == len(ordered) or len(proposed) == places
    assert sum(each.needs_childcare for each in proposed) <= childcare_places
    assert all(not against[each.pk] for each in proposed)
    passed = [turn for turn in turns if not turn.is_proposed and not against[turn.entry.pk]]
    assert all(turn.misfits == (Misfit.CHILDCARE,) for turn in passed)
    assert not passed or sum(e.needs_childcare for e in proposed) == childcare_places


COURSE = SimpleNamespace(entry_from="A1", entry_to="A2")


@pytest.mark.parametrize(
    ("level", "evidence_on", "fits"),
    [
        ("A0", None, False),
        ("A1", None, True),
        ("A2", None, True),
        ("B1", None, False),
        ("", None, False),
        ("A1", date(2015, 5, 2), True),
        ("A1", date(2015, 5, 1), False),
    ],
)
def test_a_level_fits_within_the_range_and_with_young_evidence(level, evidence_on, fits):
    """R-CRS-03: a certificate counts for six months, to the day."""
    on = date(2015, 11, 2)
    half_a_year = terms(evidence_months=6)
    fresh = not rules.evidence_too_old(evidence_on, half_a_year, on)
    assert (rules.within(level, COURSE) and fresh) is fits


@pytest.mark.parametrize("known", [None, terms()])
def test_without_a_norm_no_evidence_is_too_old(known):
    """R-CRS-03"""
    assert not rules.evidence_too_old(date(2001, 1, 1), known, date(2015, 11, 2))


@pytest.mark.parametrize(
    ("minimum", "people", "is_enough"),
    [(15, 14, False), (15, 15, True), (0, 0, False), (0, 1, True)],
)
def test_enough_people_are_the_minimum(minimum, people, is_enough):
    """R-CRS-04"""
    assert rules.enough(SimpleNamespace(minimum=minimum), people) is is_enough


@pytest.mark.parametrize(
    ("starts_on", "taken", "warned"),
    [
        (None, 1, False),
        (DAY + timedelta(days=15), 1, False),
        (DAY + timedelta(days=14), 1, True),
        (DAY, 14, True),
        (DAY, 15, False),
        (DAY - timedelta(days=1), 1, False),
    ],
)
def test_too_few_people_are_told_of_in_the_last_two_weeks(starts_on, taken, warned):
    """R-CRS-04"""
    course = SimpleNamespace(minimum=15, starts_on=starts_on)
    assert rules.too_few(course, taken, DAY) is warned


def test_whom_to_tell_is_due_so_many_weeks_after_the_entry():
    """R-CRS-07: four weeks by the DeuFöV."""
    norm = terms(inform_weeks=4, inform=["inform_person", "inform_body"], norm="§ 9 DeuFöV")
    assert rules.duties_due(entry(), norm) == [
        rules.DueDuty(DutyKind.INFORM_PERSON, date(2015, 10, 29), "§ 9 DeuFöV"),
        rules.DueDuty(DutyKind.INFORM_BODY, date(2015, 10, 29), "§ 9 DeuFöV"),
    ]


@pytest.mark.parametrize("known", [None, terms(inform=["inform_person"])])
def test_without_a_norm_nobody_has_to_be_told(known):
    assert rules.duties_due(entry(), known) == []


@pytest.mark.parametrize(
    ("known", "by_permission", "last"),
    [
        (None, False, None),
        (terms(), False, None),
        (terms(entitlement_months=12, permission_months=3), False, date(2016, 11, 30)),
        (terms(entitlement_months=12, permission_months=3), True, date(2016, 2, 29)),
        (terms(entitlement_months=12), True, date(2016, 11, 30)),
    ],
)
def test_an_entitlement_runs_as_long_as_the_terms_say(known, by_permission, last):
    """Section 5(3) IntV: a year, three months in the asylum procedure."""
    assert rules.runs_until(date(2015, 11, 30), known, by_permission=by_permission) == last


def test_an_entitlement_has_to_be_used_within_its_months():
    assert rules.register_by(DAY, terms(register_months=3)) == date(2016, 1, 1)
    assert rules.register_by(DAY, terms()) is None


@pytest.mark.parametrize(
    ("attempts", "enough"),
    [
        ([], False),
        ([(DAY, False)], False),
        ([(DAY, False), (DAY, False)], False),
        ([(DAY, False), (DAY + timedelta(days=1), True)], False),
        ([(DAY, False), (DAY + timedelta(days=1), False)], True),
    ],
)
def test_two_vain_attempts_on_different_days_are_enough(attempts, enough):
    """R-CRS-06"""
    assert rules.tried_enough(attempts) is enough
