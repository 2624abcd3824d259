"""Officers decide otherwise, a second person signs, runs are drawn again, reopened, discarded."""

from datetime import date, timedelta

import pytest

from kreislotse.access.policy import Role
from kreislotse.allocation import actions, errors
from kreislotse.allocation.gathering import inputs_of
from kreislotse.allocation.models import Override, Run
from kreislotse.allocation.sealing import verified
from kreislotse.allocation.staleness import Stale, stale_lines
from kreislotse.allocation.states import RunState
from kreislotse.courses.models import WaitingEntry
from kreislotse.courses.states import Misfit, PriorityGroup, WaitingState
from kreislotse.journal.entries import WITHHELD
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import (
    FourEyesNeeded,
    NotAllowed,
    ReasonNeeded,
    WrongState,
)
from kreislotse.participants.errors import Restricted
from kreislotse.participants.states import Sex
from tests.factories.courses import CourseFactory, placed

TODAY = date(2015, 11, 2)
OBLIGED = PriorityGroup.OBLIGED
REASON = "Prüfung im Januar"


@pytest.fixture
def three(waiting):
    """By points: the first two get the places."""
    return [waiting(priority=OBLIGED), waiting(asked_on=date(2015, 9, 1)), waiting()]


@pytest.fixture
def run(three, waiting_list, steering, criteria, course) -> Run:
    return actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])


@pytest.fixture
def second(acting, district):
    """Another person of steering."""
    return acting(Role.STEERING, at=district)


def test_an_override_gives_the_place_and_everybody_else_is_decided_again(
    run, three, steering, line_of, placed_by, course
):
    """R-CRS-02: the reason stays beside the line."""
    first, other, last = three
    before = run.checksum
    actions.override_line(
        line_of(run, last), actor=steering, course=run.courses.get(), reason=f" {REASON} "
    )
    run.refresh_from_db()
    assert placed_by(run) == {first.pk: course.pk, last.pk: course.pk}
    assert line_of(run, last).first_course is None
    assert line_of(run, other).first_course.course == course
    assert (line_of(run, last).override.reason, run.checksum != before) == (REASON, True)
    assert inputs_of(run).fixed == {"3": "1"}
    assert verified(run)


def test_somebody_can_be_left_without_a_place(run, three, steering, line_of, placed_by, course):
    first, other, last = three
    actions.override_line(line_of(run, first), actor=steering, course=None, reason=REASON)
    run.refresh_from_db()
    assert placed_by(run) == {other.pk: course.pk, last.pk: course.pk}
    assert inputs_of(run).fixed == {"1": ""}
    assert verified(run)


def test_a_second_decision_on_the_same_line_replaces_the_first(run, three, steering, line_of):
    line = line_of(run, three[0])
    actions.override_line(line, actor=steering, course=None, reason="Erst so")
    actions.override_line(line, actor=steering, course=run.courses.get(), reason=REASON)
    found = Override.objects.get()
    assert (found.course, found.reason, found.decided_by) == (
        run.courses.get(),
        REASON,
        steering.person_id,
    )


def test_an_override_taken_back_gives_the_first_files_again(run, three, steering, line_of):
    before = (run.checksum, run.objective, run.placements)
    line = line_of(run, three[2])
    actions.override_line(line, actor=steering, course=run.courses.get(), reason=REASON)
    line = actions.take_back_override(line, actor=steering)
    run.refresh_from_db()
    assert (run.checksum, run.objective, run.placements) == before
    assert line.course is None
    with pytest.raises(errors.NotOverridden):
        actions.take_back_override(line, actor=steering)


def test_the_journal_of_an_override_says_neither_whom_nor_why(run, three, steering, line_of):
    """R-DP-21"""
    line = line_of(run, three[2])
    actions.override_line(line, actor=steering, course=run.courses.get(), reason=REASON)
    told = JournalEntry.objects.of_record(Override.objects.get()).get()
    assert (told.verb, told.label, told.change["reason"]) == ("override_line", "", WITHHELD)
    assert JournalEntry.objects.of_record(run).filter(verb="override_line").count() == 1


def test_wishes_and_the_way_can_be_set_aside_and_nothing_else(
    waiting, waiting_list, steering, criteria, course, line_of
):
    """R-CRS-03, R-CRS-09"""
    wishing, beginner = waiting(wants_women_only=True), waiting(level="C1")
    run = actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])
    said = {"actor": steering, "course": run.courses.get(), "reason": REASON}
    actions.override_line(line_of(run, wishing), **said)
    assert line_of(run, wishing).course.course == course
    assert stale_lines(run, TODAY) == []
    with pytest.raises(errors.BarredFromCourse) as refusal:
        actions.override_line(line_of(run, beginner), **said)
    assert refusal.value.facts["reasons"] == str(Misfit.LEVEL.label)


def test_what_cannot_be_decided_otherwise_is_refused(
    run, three, steering, clerk, head, line_of, course, waiting_list
):
    line, own = line_of(run, three[2]), run.courses.get()
    with pytest.raises(ReasonNeeded):
        actions.override_line(line, actor=steering, course=own, reason=" ")
    for actor in (clerk, head):
        with pytest.raises(NotAllowed):
            actions.override_line(line, actor=actor, course=own, reason=REASON)
        with pytest.raises(NotAllowed):
            actions.take_back_override(line, actor=actor)
    candidate = three[2].candidate
    candidate.restricted_on, candidate.restriction = TODAY, "request"
    candidate.save()
    with pytest.raises(Restricted):
        actions.override_line(line, actor=steering, course=own, reason=REASON)
    assert not Override.objects.exists()


def test_a_place_that_somebody_holds_is_not_decided_on(
    three, waiting_list, steering, criteria, course, line_of
):
    """R-CRS-01: earlier offers stay as they are."""
    holder = placed(course, waiting_list=waiting_list)
    run = actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])
    with pytest.raises(errors.HeldLine):
        actions.override_line(line_of(run, holder), actor=steering, course=None, reason=REASON)


def test_a_course_of_another_run_is_no_choice(
    run, three, steering, line_of, waiting_list, criteria, course
):
    actions.discard_run(run, actor=steering, reason="Neue Kurse")
    other = actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])
    with pytest.raises(errors.CourseOfOtherRun):
        actions.override_line(
            line_of(other, three[2]), actor=steering, course=run.courses.get(), reason=REASON
        )


def test_the_head_or_a_second_person_of_steering_signs(run, head, second):
    signed = actions.sign_run(run, actor=second)
    assert (signed.state, signed.signed_by) == (RunState.SIGNED, second.person_id)
    again = actions.reopen_run(signed, actor=second, reason="Ein Kurs fehlt")
    assert (again.state, again.signed_by) == (RunState.PROPOSED, None)
    assert actions.sign_run(again, actor=head).signed_by == head.person_id


def test_nobody_signs_what_they_proposed_or_decided(run, three, steering, second, head, line_of):
    """Four eyes, also for a decision that was taken back."""
    with pytest.raises(FourEyesNeeded):
        actions.sign_run(run, actor=steering)
    line = line_of(run, three[2])
    actions.override_line(line, actor=second, course=run.courses.get(), reason=REASON)
    with pytest.raises(FourEyesNeeded):
        actions.sign_run(run, actor=second)
    actions.take_back_override(line, actor=steering)
    with pytest.raises(FourEyesNeeded):
        actions.sign_run(run, actor=second)
    assert actions.sign_run(run, actor=head).state == RunState.SIGNED


def test_a_clerk_signs_nothing(run, clerk):
    """R-DP-10"""
    with pytest.raises(NotAllowed):
        actions.sign_run(run, actor=clerk)


def test_a_signed_run_is_changed_only_after_it_is_reopened(run, three, steering, head, line_of):
    actions.sign_run(run, actor=head)
    with pytest.raises(WrongState):
        actions.override_line(line_of(run, three[2]), actor=steering, course=None, reason=REASON)
    with pytest.raises(ReasonNeeded):
        actions.reopen_run(run, actor=steering, reason="")
    with pytest.raises(NotAllowed):
        actions.reopen_run(run, actor=head, reason=REASON)


def test_a_run_whose_files_were_touched_is_not_signed(run, head):
    Run.objects.update(placements="person,course\n3,1\n")
    with pytest.raises(errors.RunNotVerified):
        actions.sign_run(run, actor=head)


def test_a_stale_run_is_not_signed(run, three, head):
    three[0].entitlement = three[0].candidate.entitlements.update(valid_to=date(2015, 10, 30))
    with pytest.raises(errors.RunStale) as refusal:
        actions.sign_run(run, actor=head)
    assert refusal.value.facts == {"number": 1, "day": "02.11.2015"}


def test_stale_lines_say_all_that_changed(run, three, course, line_of):
    first, other, _last = three
    WaitingEntry.objects.filter(pk=first.pk).update(state=WaitingState.REMOVED, level="C1")
    placed(course)
    found = {line.entry_id: reasons for line, reasons in stale_lines(run, TODAY)}
    assert found == {
        first.pk: (Stale.NOT_WAITING, Misfit.LEVEL),
        other.pk: (Stale.SEAT_GONE,),
    }


def test_a_discarded_run_makes_room_for_another(run, steering, waiting_list, criteria, course):
    with pytest.raises(ReasonNeeded):
        actions.discard_run(run, actor=steering, reason=" ")
    actions.discard_run(run, actor=steering, reason="Neue Kurse")
    other = actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])
    assert (other.number, other.earlier) == (2, None)
    with pytest.raises(WrongState):
        actions.discard_run(run, actor=steering, reason="Noch einmal")


def test_a_run_drawn_again_keeps_people_where_they_were(
    run, three, waiting, steering, waiting_list, course
):
    WaitingEntry.objects.filter(pk=three[0].pk).update(state=WaitingState.REMOVED)
    new = waiting()
    again = actions.redraw_run(run, actor=steering)
    run.refresh_from_db()
    assert (run.state, again.state, again.earlier) == (
        RunState.DISCARDED,
        RunState.PROPOSED,
        run,
    )
    assert inputs_of(again).earlier == {"1": "1"}
    numbers = dict(again.lines.values_list("entry", "number"))
    assert numbers == {three[1].pk: 1, three[2].pk: 2, new.pk: 3}
    assert again.figures["moved"] == 0
    assert verified(again)


def test_decisions_go_over_into_the_run_drawn_again(
    run, three, steering, second, head, line_of, placed_by
):
    """Where they are still possible; how many are not is written down."""
    first, other, last = three
    said = {"actor": second, "course": run.courses.get(), "reason": REASON}
    actions.override_line(line_of(run, last), **said)
    actions.override_line(line_of(run, first), **said | {"course": None})
    WaitingEntry.objects.filter(pk=first.pk).update(state=WaitingState.REMOVED)
    again = actions.redraw_run(run, actor=steering, stay_points=5)
    found = Override.objects.get(line__run=again)
    assert (found.line.entry, found.reason, found.decided_by) == (last, REASON, second.person_id)
    assert set(placed_by(again)) == {last.pk, other.pk}
    assert inputs_of(again).options.stay_points == 5
    told = JournalEntry.objects.of_record(again).get(verb="take_over")
    assert told.change == {"taken": 1, "left": 1}
    for actor in (steering, second):
        with pytest.raises(FourEyesNeeded):
            actions.sign_run(again, actor=actor)
    assert actions.sign_run(again, actor=head).state == RunState.SIGNED


def test_a_run_is_drawn_again_only_while_its_courses_take_people(
    run, steering, course, waiting_list
):
    said = {"owner": waiting_list.owner, "kind": waiting_list.kind}
    CourseFactory(**said)
    course.ends_on = course.starts_on + timedelta(days=1)
    course.state = "cancelled"
    course.save()
    with pytest.raises(errors.NoCourses):
        actions.redraw_run(run, actor=steering)
    run.refresh_from_db()
    assert run.state == RunState.PROPOSED


def test_women_are_counted_as_everybody_else(waiting, waiting_list, steering, criteria, line_of):
    """R-CRS-09: without those who have a place already, with those for whom somebody decided."""
    course = CourseFactory(owner=waiting_list.owner, kind=waiting_list.kind, capacity=4)
    female = {"sex": Sex.FEMALE}
    waiting(person=female, state="accepted", seat=course.seats.free().first())
    waiting(person=female)
    wishing = waiting(person=female, wants_women_only=True)
    run = actions.propose_run(waiting_list, actor=steering, criteria=criteria, courses=[course])
    assert run.figures["women"] == {"asking": 1, "placed": 1}
    said = {"actor": steering, "course": run.courses.get(), "reason": REASON}
    actions.override_line(line_of(run, wishing), **said)
    run.refresh_from_db()
    assert run.figures["women"] == {"asking": 2, "placed": 2}
