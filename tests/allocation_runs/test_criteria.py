"""Criteria: drafted, changed as a draft, published, retired; what is published stays as it is."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kreislotse.allocation import actions, errors
from kreislotse.allocation.models import CriteriaVersion
from kreislotse.allocation.states import CriteriaState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState

S = CriteriaState


@pytest.fixture
def criteria_set(steering, district):
    return actions.add_criteria_set(district, actor=steering, title=" Kriterien  2015 ")


@pytest.fixture
def draft(criteria_set):
    return criteria_set.versions.get()


def test_a_set_begins_with_a_draft_in_which_only_the_place_counts(criteria_set, draft):
    assert (criteria_set.title, draft.number, draft.state) == ("Kriterien 2015", 1, S.DRAFT)
    assert (draft.place, draft.obliged, draft.week) == (1000, 0, 0)
    verbs = JournalEntry.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["add_criteria_set", "draft_criteria"]


def test_a_draft_is_changed_and_the_journal_keeps_both_numbers(draft, steering):
    actions.change_criteria(draft, actor=steering, obliged=300, travel_limit=60)
    draft.refresh_from_db()
    assert (draft.obliged, draft.travel_limit) == (300, 60)
    told = JournalEntry.objects.of_record(draft).get(verb="change_criteria")
    assert told.change == {"obliged": [0, 300], "travel_limit": [None, 60]}


def test_only_a_draft_can_be_changed(draft, steering):
    version = actions.publish_criteria(draft, actor=steering)
    assert (version.state, version.published_on) == (S.PUBLISHED, date(2015, 11, 2))
    with pytest.raises(WrongState):
        actions.change_criteria(version, actor=steering, obliged=1)


def test_the_next_version_begins_as_a_copy_and_retires_the_one_before(draft, steering):
    actions.change_criteria(draft, actor=steering, week=4, note="Beschluss vom 1. Oktober")
    draft.refresh_from_db()
    assert (draft.week, draft.note) == (4, "Beschluss vom 1. Oktober")
    first = actions.publish_criteria(draft, actor=steering)
    second = actions.draft_criteria(first.criteria_set, actor=steering)
    assert (second.number, second.week, second.note) == (2, 4, "")
    with pytest.raises(errors.CriteriaDraftExists):
        actions.draft_criteria(first.criteria_set, actor=steering)
    actions.publish_criteria(second, actor=steering)
    states = CriteriaVersion.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == [S.RETIRED, S.PUBLISHED]


def test_the_last_version_can_be_retired_and_is_copied_by_the_next(draft, steering):
    version = actions.publish_criteria(draft, actor=steering)
    actions.retire_criteria(version, actor=steering)
    again = actions.draft_criteria(version.criteria_set, actor=steering)
    assert (again.number, again.state) == (2, S.DRAFT)


def test_two_sets_of_a_district_have_two_titles(criteria_set, steering, district):
    with pytest.raises(errors.CriteriaTitleTaken):
        actions.add_criteria_set(district, actor=steering, title="Kriterien 2015")


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        ({"place": 0}, errors.PlaceWithoutPoints),
        ({"floor_percent": 101}, errors.FloorAboveAll),
        ({"week": 10_000_000, "most_weeks": 200}, errors.PointsTooHigh),
    ],
)
def test_points_that_cannot_be_counted_are_refused(draft, steering, columns, refusal):
    with pytest.raises(refusal):
        actions.change_criteria(draft, actor=steering, **columns)


def test_the_database_keeps_one_draft_and_one_published_version(criteria):
    CriteriaVersion.objects.create(criteria_set=criteria.criteria_set, number=2)
    for state in (S.PUBLISHED, S.DRAFT):
        one_more = CriteriaVersion(criteria_set=criteria.criteria_set, number=3, state=state)
        with pytest.raises(IntegrityError), transaction.atomic():
            one_more.save()


def test_who_does_not_run_the_courses_keeps_no_criteria(draft, clerk, head, district):
    """R-DP-10"""
    for actor in (clerk, head):
        with pytest.raises(NotAllowed):
            actions.add_criteria_set(district, actor=actor, title="Eigene")
        with pytest.raises(NotAllowed):
            actions.draft_criteria(draft.criteria_set, actor=actor)
        with pytest.raises(NotAllowed):
            actions.change_criteria(draft, actor=actor, obliged=1)
        with pytest.raises(NotAllowed):
            actions.publish_criteria(draft, actor=actor)
    assert CriteriaVersion.objects.get().state == S.DRAFT
