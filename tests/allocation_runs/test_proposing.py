"""Proposals: who gets which place by published criteria, sealed so that anyone can repeat it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreislotse.allocation import actions, errors
from kreislotse.allocation.criteria import TRAVEL
from kreislotse.allocation.gathering import courses_for, gather, inputs_of
from kreislotse.allocation.inputs import sealed_files
from kreislotse.allocation.models import Run, RunLine
from kreislotse.allocation.sealing import criteria_as_kept, verified
from kreislotse.allocation.states import RunState
from kreislotse.courses.models import TravelTime
from kreislotse.courses.queues import fit_for, fits_for
from kreislotse.courses.states import (
    CourseState,
    Misfit,
    OfferState,
    PriorityGroup,
    WaitingState,
)
from kreislotse.courses.waiting_errors import ListClosed
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.participants.models import Household
from kreislotse.participants.states import Sex
from tests.factories.courses import (
    CourseFactory,
    CourseTimeFactory,
    JumpFactory,
    OfferFactory,
    QuotaFactory,
    placed,
)
from tests.factories.organisations import MunicipalityFactory
from tests.factories.runs import CriteriaVersionFactory

TODAY = date(2015, 11, 2)
OBLIGED = PriorityGroup.OBLIGED


@pytest.fixture
def propose(waiting_list, steering, criteria, course):
    def made(**said) -> Run:
        said = {"criteria": criteria, "courses": [course]} | said
        return actions.propose_run(waiting_list, actor=steering, **said)

    return made


def test_the_places_go_to_those_with_the_most_points(propose, waiting, placed_by, course):
    """R-CRS-01, R-CRS-02"""
    waiting()
    first = waiting(priority=OBLIGED)
    second = waiting(asked_on=date(2015, 5, 4))
    run = propose()
    assert placed_by(run) == {first.pk: course.pk, second.pk: course.pk}
    assert (run.state, run.number, run.drawn_on) == (RunState.PROPOSED, 1, TODAY)
    assert (run.objective, run.bound, run.proven) == (2 * 1000 + 300 + 2 * 4 + 2 * 26, 2360, True)
    assert run.figures["placed"] == 2


def test_a_line_says_points_rank_and_ways(propose, waiting, line_of):
    waiting()
    entry = waiting(priority=OBLIGED)
    JumpFactory(entry=entry)
    run = propose()
    line = line_of(run, entry)
    assert (line.rank, line.number, line.held) == (1, 1, False)
    assert line.parts == {"place": 1000, "obliged": 300, "week": 8}
    assert line.ways["1"]["weight"] == 1308
    assert line.ways["1"]["against"] == []
    assert line.first_course == line.course


def test_the_files_name_nobody(propose, waiting):
    """R-DP-20"""
    entry = waiting(person={"family_name": "Beispielname"})
    run = propose()
    written = "".join([*run.sealed.values(), run.placements])
    assert "Beispielname" not in written
    assert entry.candidate.code not in written


def test_a_run_can_be_repeated_to_the_byte(propose, waiting):
    for _ in range(4):
        waiting()
    run = propose()
    assert verified(Run.objects.get())
    run.placements = run.placements.replace("1,1", "4,1")
    assert not verified(run)


def test_a_stored_run_gives_the_same_files_again(propose, waiting, course, criteria):
    waiting(person={"restricted": True})
    waiting(level="C1")
    waiting()
    placed(course, waiting_list=waiting().waiting_list)
    propose()
    run = Run.objects.get()
    assert sealed_files(inputs_of(run), criteria_as_kept(criteria)) == run.sealed


def test_whoever_holds_a_place_keeps_it_and_is_no_part_of_the_order(
    propose, waiting, waiting_list, course, placed_by, line_of
):
    """R-CRS-01"""
    waiting()
    best = waiting(priority=OBLIGED)
    holder = placed(course, waiting_list=waiting_list)
    run = propose()
    line = line_of(run, holder)
    assert (line.held, line.rank, line.course.course) == (True, None, course)
    assert placed_by(run) == {best.pk: course.pk, holder.pk: course.pk}
    assert run.courses.get().capacity == 2


def test_seats_of_people_from_other_lists_are_not_given(propose, waiting, course, placed_by):
    """R-CRS-01"""
    course.minimum = 2
    course.save()
    entries = [waiting(), waiting()]
    placed(course)
    run = propose()
    found = run.courses.get()
    assert (found.capacity, found.minimum) == (1, 1)
    assert len(placed_by(run)) == 1
    assert set(placed_by(run)) < {entry.pk for entry in entries}


def test_childcare_seats_are_a_cap_within_the_seats(propose, waiting, waiting_list, placed_by):
    """R-CRS-09"""
    said = {"owner": waiting_list.owner, "kind": waiting_list.kind}
    course = CourseFactory(capacity=3, childcare_capacity=1, **said)
    first = waiting(needs_childcare=True, priority=OBLIGED)
    waiting(needs_childcare=True, priority=OBLIGED, asked_on=date(2015, 10, 6))
    third = waiting()
    run = propose(courses=[course])
    assert set(placed_by(run)) == {first.pk, third.pk}


def test_a_locked_person_is_proposed_for_nothing(propose, waiting, placed_by, line_of):
    """R-DP-31"""
    waiting()
    locked = waiting(priority=OBLIGED, person={"restricted": True})
    run = propose()
    assert locked.pk not in placed_by(run)
    assert line_of(run, locked).ways["1"]["against"] == [Misfit.LOCKED]


def test_wishes_levels_and_a_womens_course_are_followed(
    propose, waiting, waiting_list, course, line_of, placed_by
):
    """R-CRS-03, R-CRS-09"""
    said = {"owner": waiting_list.owner, "kind": waiting_list.kind}
    women = CourseFactory(women_only=True, number="Z", **said)
    CourseTimeFactory(course=course, begins_at="17:30", ends_at="20:00")
    woman = waiting(wants_women_only=True, person={"sex": Sex.FEMALE})
    man = waiting(person={"sex": Sex.MALE}, parts_of_day=["morning"])
    beginner = waiting(level="C1")
    run = propose(courses=[course, women])
    numbers = {each.course_id: str(each.number) for each in run.courses.all()}
    evening, only_women = numbers[course.pk], numbers[women.pk]
    ways = {each: line_of(run, each).ways for each in (woman, man, beginner)}
    assert ways[woman][evening]["against"] == [Misfit.WANTS_WOMEN]
    assert ways[man][only_women]["against"] == [Misfit.WOMEN]
    assert ways[man][evening]["against"] == [Misfit.TIMES]
    assert ways[beginner][evening]["against"] == [Misfit.LEVEL]
    assert placed_by(run) == {woman.pk: women.pk}
    assert run.figures["women"] == {"asking": 1, "placed": 1}


def test_an_offer_that_was_declined_is_not_made_again(propose, waiting, course, line_of):
    """R-CRS-06"""
    entry = waiting()
    said = {"state": OfferState.DECLINED, "answered_on": date(2015, 10, 30)}
    OfferFactory(entry=entry, course=course, **said)
    line = line_of(propose(), entry)
    assert (line.course, line.ways["1"]["against"]) == (None, [Misfit.ANSWERED])


def test_the_way_takes_points_off_and_one_too_long_bars(
    propose, waiting, waiting_list, district, town, line_of
):
    """R-CRS-09"""
    criteria = CriteriaVersionFactory(
        criteria_set__owner=district, near_minutes=20, minute=3, travel_limit=60
    )
    places = {}
    for minutes in (30, 70):
        there = MunicipalityFactory(part_of=district)
        TravelTime.objects.create(owner=district, from_town=town, to_town=there, minutes=minutes)
        said = {"owner": district, "kind": waiting_list.kind, "number": f"{minutes}"}
        places[minutes] = CourseFactory(municipality=there, **said)
    near, anywhere = waiting(travel_minutes=20), waiting()
    run = propose(criteria=criteria, courses=list(places.values()))
    assert line_of(run, anywhere).ways == {
        "1": {"weight": 970, "minutes": 30, "against": []},
        "2": {"weight": 850, "minutes": 70, "against": [TRAVEL]},
    }
    assert line_of(run, near).ways["1"]["against"] == [TRAVEL]
    assert line_of(run, near).course is None


def test_households_go_together_where_the_criteria_say_so(
    propose, waiting, waiting_list, district, town, placed_by
):
    """R-CRS-09"""
    criteria = CriteriaVersionFactory(criteria_set__owner=district, keep_together=True)
    said = {"owner": district, "kind": waiting_list.kind}
    small = CourseFactory(capacity=1, number="A", **said)
    large = CourseFactory(capacity=2, number="B", **said)
    home = Household.objects.create(owner=town, code="H-1")
    family = [waiting(person={"household": home}) for _ in range(2)]
    alone = waiting(person={"household": Household.objects.create(owner=town, code="H-2")})
    run = propose(criteria=criteria, courses=[small, large])
    assert placed_by(run) == {
        family[0].pk: large.pk,
        family[1].pk: large.pk,
        alone.pk: small.pk,
    }
    people = inputs_of(run).persons
    assert [person.household for person in people] == ["h1", "h1", ""]


def test_only_one_run_of_a_list_is_undecided(propose, waiting):
    waiting()
    run = propose()
    with pytest.raises(errors.RunUndecided) as refusal:
        propose()
    assert refusal.value.facts["run"] == run


def test_what_cannot_be_decided_on_is_refused(
    propose, waiting, waiting_list, course, criteria, district
):
    with pytest.raises(errors.NobodyWaits):
        propose()
    waiting()
    with pytest.raises(errors.NoCourses):
        propose(courses=[])
    with pytest.raises(errors.CourseNotForList):
        propose(courses=[CourseFactory()])
    draft = CriteriaVersionFactory(criteria_set__owner=district, state="draft")
    with pytest.raises(errors.CriteriaNotPublished):
        propose(criteria=draft)
    with pytest.raises(errors.CriteriaOfOther):
        propose(criteria=CriteriaVersionFactory())
    waiting_list.closed_on = TODAY
    waiting_list.save()
    with pytest.raises(ListClosed):
        propose()
    assert not Run.objects.exists()


def test_only_steering_proposes(waiting, waiting_list, criteria, course, head, clerk):
    """R-DP-10"""
    waiting()
    for actor in (head, clerk):
        with pytest.raises(NotAllowed):
            actions.propose_run(waiting_list, actor=actor, criteria=criteria, courses=[course])


def test_the_courses_of_a_list_are_those_that_take_people(waiting_list, course):
    said = {"owner": waiting_list.owner, "kind": waiting_list.kind}
    quota = QuotaFactory(kind=waiting_list.kind, initiative__owner=waiting_list.owner)
    running = CourseFactory(state=CourseState.RUNNING, starts_on=date(2015, 10, 1), **said)
    CourseFactory(state=CourseState.PLANNED, **said)
    CourseFactory(owner=waiting_list.owner)
    CourseFactory(ends_on=TODAY - timedelta(days=1), starts_on=date(2015, 9, 1), **said)
    of_quota = CourseFactory(quota=quota, starts_on=None, **said)
    assert courses_for(waiting_list, TODAY) == [running, course, of_quota]
    waiting_list.quota = QuotaFactory(kind=waiting_list.kind, initiative=quota.initiative)
    assert courses_for(waiting_list, TODAY) == [running, course]


def test_what_fits_is_the_same_for_several_courses_as_for_each(waiting, waiting_list, course):
    """R-CRS-03, R-CRS-06"""
    said = {"owner": waiting_list.owner, "kind": waiting_list.kind}
    evening = CourseFactory(entry_from="B1", **said)
    CourseTimeFactory(course=evening, begins_at="18:00", ends_at="20:00")
    entries = [waiting(parts_of_day=["morning"]), waiting(level="C1"), waiting()]
    answer = {"state": OfferState.EXPIRED, "answered_on": date(2015, 10, 30)}
    OfferFactory(entry=entries[2], course=course, **answer)
    together = fits_for(entries, waiting_list, [course, evening], TODAY)
    alone = {each.pk: fit_for(entries, waiting_list, each, TODAY) for each in (course, evening)}
    for number, fit in together.items():
        found = [fit.misfits(entry) for entry in entries]
        assert found == [alone[number].misfits(entry) for entry in entries]
    assert together[course.pk].misfits(entries[2]) == (Misfit.ANSWERED,)
    assert together[evening.pk].misfits(entries[0]) == (Misfit.LEVEL, Misfit.TIMES)


def test_the_journal_keeps_what_seals_a_run_and_no_files(propose, waiting):
    waiting()
    run = propose()
    told = JournalEntry.objects.of_record(run).get()
    assert (told.verb, told.label) == ("propose_run", "Verfahren 1")
    assert told.change == {"criteria": run.criteria_id, "people": 1, "checksum": run.checksum}


@pytest.mark.parametrize("step", ["gather", "propose"])
def test_a_hundred_people_need_no_more_questions_than_ten(
    step, propose, waiting, waiting_list, criteria, course
):
    def count(people: int) -> int:
        for _ in range(people):
            waiting()
        Run.objects.all().update(state=RunState.DISCARDED)
        with CaptureQueriesContext(connection) as asked:
            if step == "gather":
                gather(waiting_list, [course], criteria, TODAY)
            else:
                propose()
        return len(asked)

    count(2)  # what is asked once and remembered by the list and the course
    assert count(8) == count(90)
    assert waiting_list.entries.filter(state=WaitingState.WAITING).count() == 100


def test_lines_are_written_for_everybody(propose, waiting):
    for _ in range(3):
        waiting()
    propose()
    assert list(RunLine.objects.order_by("number").values_list("rank", flat=True)) == [1, 2, 3]
