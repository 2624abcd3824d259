"""From published criteria to points: what counts, what takes off, what bars."""

from dataclasses import dataclass

import pytest

from kreislotse.allocation.criteria import (
    TRAVEL,
    person_points,
    too_far,
    travel_points,
    weight_of,
)
from kreislotse.allocation.models import CriteriaVersion
from kreislotse.courses.states import Misfit, PriorityGroup


@dataclass(frozen=True)
class Criteria:
    place: int = 1000
    obliged: int = 300
    benefits: int = 200
    training: int = 100
    week: int = 4
    most_weeks: int = 50
    jump: int = 500
    near_minutes: int = 30
    minute: int = 10
    travel_limit: int | None = 90
    keep_together: bool = False
    keep_minimum: bool = False
    floor_percent: int = 0


GIVEN = Criteria()


def test_the_group_the_weeks_and_a_jump_are_added_to_the_place():
    """R-CRS-02"""
    found = person_points(GIVEN, priority=PriorityGroup.OBLIGED, weeks=13, jumped=True)
    assert found == {"place": 1000, "obliged": 300, "week": 52, "jump": 500}


@pytest.mark.parametrize(
    ("group", "part"),
    [
        (PriorityGroup.OBLIGED, {"obliged": 300}),
        (PriorityGroup.BENEFITS, {"benefits": 200}),
        (PriorityGroup.TRAINING, {"training": 100}),
        (PriorityGroup.OTHER, {}),
    ],
)
def test_only_the_persons_own_group_counts_and_what_is_zero_is_not_named(group, part):
    """R-CRS-02"""
    assert person_points(GIVEN, priority=group, weeks=0, jumped=False) == {"place": 1000, **part}
    assert person_points(Criteria(obliged=0), priority=1, weeks=0, jumped=False) == {"place": 1000}


def test_weeks_beyond_the_most_count_no_more():
    found = person_points(GIVEN, priority=9, weeks=80, jumped=False)
    assert found == {"place": 1000, "week": 200}


def test_a_version_of_criteria_is_what_the_points_are_counted_by():
    version = CriteriaVersion(place=7, obliged=2, week=1, minute=3, near_minutes=0)
    assert person_points(version, priority=1, weeks=2, jumped=False) == {
        "place": 7,
        "obliged": 2,
        "week": 2,
    }
    assert travel_points(version, 5) == -15


def test_only_minutes_beyond_the_near_ones_take_points_off():
    """R-CRS-09"""
    assert [travel_points(GIVEN, minutes) for minutes in (None, 0, 30, 31, 50)] == [
        0,
        0,
        0,
        -10,
        -200,
    ]


def test_a_place_is_worth_one_point_at_least():
    assert weight_of({"place": 1000, "week": 52}, -200) == 852
    assert weight_of({"place": 100}, -200) == 1
    assert weight_of({}, 0) == 1


def test_a_way_is_too_far_by_the_criteria_or_by_the_persons_own_limit():
    """R-CRS-09"""
    assert not too_far(GIVEN, 90, None)
    assert too_far(GIVEN, 91, None)
    assert too_far(GIVEN, 46, 45)
    assert not too_far(Criteria(travel_limit=None), 600, None)


def test_a_way_that_nobody_knows_bars_nothing():
    """R-CRS-09"""
    assert not too_far(GIVEN, None, 1)


def test_travel_is_no_other_misfit():
    assert TRAVEL not in Misfit.values
