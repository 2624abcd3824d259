"""The drawing of a timeline: places on the axis, and no two marks on one another."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from kreislotse.initiatives.rules import Entry
from kreislotse.initiatives.states import Happening
from kreislotse.web.initiatives.picture import MARK_WIDTH, MOST_TICKS, picture

FIRST, TODAY = date(2015, 9, 1), date(2015, 11, 2)


def entry(day, happening=Happening.MILESTONE, *, happened=True):
    return Entry(day, happening, "Etwas", happened)


def marks(drawn):
    return [mark for lane in drawn.lanes for mark in lane.marks]


def test_first_and_last_day_stand_at_the_ends_and_the_middle_between():
    days = [FIRST, FIRST + timedelta(days=50), FIRST + timedelta(days=100)]
    drawn = picture([entry(day) for day in days], TODAY)
    assert [(mark.number, mark.x) for mark in marks(drawn)] == [
        (1, "5.00%"),
        (2, "50.00%"),
        (3, "95.00%"),
    ]
    assert (drawn.first, drawn.last) == (days[0], days[2])


@pytest.mark.parametrize("entries", [[], [entry(FIRST)], [entry(FIRST), entry(FIRST), entry(None)]])
def test_fewer_than_two_days_are_no_picture(entries):
    assert picture(entries, TODAY) is None


def test_what_has_no_day_is_not_drawn_but_keeps_its_number():
    drawn = picture([entry(FIRST), entry(None), entry(TODAY)], TODAY)
    assert [mark.number for mark in marks(drawn)] == [1, 3]


def test_marks_that_would_touch_stand_in_different_rows():
    drawn = picture([entry(FIRST + timedelta(days=n)) for n in range(40)], TODAY)
    rows = {}
    for mark in marks(drawn):
        rows.setdefault(mark.y, []).append(float(mark.x.rstrip("%")))
    for places in rows.values():
        gaps = [b - a for a, b in pairwise(places)]
        assert [gap for gap in gaps if gap < MARK_WIDTH - 0.02] == []
    assert max(rows) < drawn.axis_y


def test_each_kind_has_its_lane_and_empty_lanes_are_left_out():
    drawn = picture(
        [entry(FIRST, Happening.RESOLUTION), entry(TODAY, Happening.ANSWER_DUE, happened=False)],
        TODAY,
    )
    assert [lane.title for lane in drawn.lanes] == ["Beschlüsse", "Fragen"]
    assert [mark.has_happened for mark in marks(drawn)] == [True, False]


@pytest.mark.parametrize("days", [1, 20, 90, 400, 3_000, 20_000])
def test_labels_of_months_never_crowd(days):
    drawn = picture([entry(FIRST), entry(FIRST + timedelta(days=days))], TODAY)
    assert len(drawn.ticks) <= MOST_TICKS


@pytest.mark.parametrize(("last", "shown"), [(date(2015, 12, 1), True), (date(2015, 10, 8), False)])
def test_today_is_marked_when_it_is_on_the_axis(last, shown):
    assert bool(picture([entry(FIRST), entry(last)], TODAY).today_x) is shown
