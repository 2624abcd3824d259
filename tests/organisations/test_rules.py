"""Successors, periods and places of roles as rules."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.kernel.refusals import DateOrder
from kreislotse.organisations.rules import (
    Heir,
    Link,
    confirmation_due,
    heirs,
    in_order,
    leads_to,
    overlap,
    place_fits,
)

OLD, MIDDLE, NEW, SIDE = 1, 2, 3, 4
CHAIN = [
    Link(OLD, MIDDLE, "Integration", date(2017, 6, 30)),
    Link(OLD, SIDE, "Arbeit", date(2017, 6, 30)),
    Link(MIDDLE, NEW, "Integration", date(2022, 6, 29)),
]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2015, 11, 2), [Heir("", OLD)]),
        (date(2017, 6, 29), [Heir("", OLD)]),
        (date(2017, 6, 30), [Heir("Arbeit", SIDE), Heir("Integration", MIDDLE)]),
        (date(2022, 6, 28), [Heir("Arbeit", SIDE), Heir("Integration", MIDDLE)]),
        (date(2022, 6, 29), [Heir("Arbeit", SIDE), Heir("Integration", NEW)]),
    ],
)
def test_each_task_is_followed_to_whoever_does_it_on_the_day(day, expected):
    """R-GEN-01"""
    assert heirs(OLD, CHAIN, day) == expected


def test_a_succession_in_everything_carries_the_task_on():
    links = [CHAIN[0], Link(MIDDLE, NEW, "", date(2022, 6, 29))]
    assert heirs(OLD, links, date(2023, 1, 1)) == [Heir("Integration", NEW)]


def test_only_the_task_that_came_in_goes_on():
    links = [CHAIN[0], Link(MIDDLE, SIDE, "Schule", date(2022, 6, 29))]
    assert heirs(OLD, links, date(2023, 1, 1)) == [Heir("Integration", MIDDLE)]


def test_two_ways_to_the_same_successor_are_one_answer():
    links = [
        Link(OLD, MIDDLE, "", date(2000, 1, 1)),
        Link(OLD, SIDE, "", date(2000, 1, 1)),
        Link(MIDDLE, NEW, "", date(2001, 1, 1)),
        Link(SIDE, NEW, "", date(2001, 1, 1)),
    ]
    assert heirs(OLD, links, date(2002, 1, 1)) == [Heir("", NEW)]


@pytest.mark.parametrize(
    ("start", "goal", "leads"),
    [(OLD, NEW, True), (NEW, OLD, False), (OLD, OLD, True), (SIDE, NEW, False)],
)
def test_a_way_is_found_along_the_links_only(start, goal, leads):
    assert leads_to(start, goal, [(link.predecessor, link.successor) for link in CHAIN]) == leads


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ((date(2015, 1, 1), date(2015, 6, 30)), (date(2015, 6, 30), None), True),
        ((date(2015, 1, 1), date(2015, 6, 30)), (date(2015, 7, 1), None), False),
        ((None, date(2015, 6, 30)), (None, None), True),
        ((date(2015, 7, 1), None), (None, date(2015, 6, 30)), False),
        ((date(2015, 7, 1), None), (date(2020, 1, 1), None), True),
    ],
)
def test_periods_share_a_day_or_not(first, second, shared):
    assert overlap(first, second) == shared
    assert overlap(second, first) == shared


@pytest.mark.parametrize(
    ("confirmed_on", "due"),
    [
        (date(2015, 3, 15), date(2015, 9, 15)),
        (date(2015, 8, 31), date(2016, 2, 29)),
        (date(2014, 8, 31), date(2015, 2, 28)),
    ],
)
def test_a_contact_is_asked_again_after_six_months(confirmed_on, due):
    """R-CON-02"""
    assert confirmation_due(confirmed_on, 6) == due


def test_an_end_before_its_beginning_is_refused_with_both_days():
    with pytest.raises(DateOrder) as refusal:
        in_order(date(2015, 12, 24), date(2015, 12, 23), ("Beginn", "Ende"))
    assert str(refusal.value) == ("Ende (23.12.2015) darf nicht vor Beginn (24.12.2015) liegen.")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [(date(2015, 1, 1), date(2015, 1, 1)), (None, date(2015, 1, 1)), (date(2015, 1, 1), None)],
)
def test_one_day_and_open_ends_are_in_order(earlier, later):
    in_order(earlier, later, ("Beginn", "Ende"))


@pytest.mark.parametrize(
    ("role", "kind", "fits"),
    [
        (Role.MUNICIPAL_CLERK, "municipality", True),
        (Role.MUNICIPAL_CLERK, "district", False),
        (Role.STEERING, "district", True),
        (Role.STEERING, "centre", True),
        (Role.STEERING, "municipality", False),
        (Role.AGENCY_STAFF, "employment_agency", True),
        (Role.AGENCY_STAFF, "district", False),
        (Role.AUDITOR, "municipality", True),
    ],
)
def test_a_role_exists_where_its_rights_belong(role, kind, fits):
    """R-DP-10"""
    assert place_fits(role, kind) == fits
