"""People on waiting lists, step by step (domain 2.8)."""

from datetime import date

import pytest

from kreislotse.access.deeds import open_to
from kreislotse.access.policy import Role
from kreislotse.courses import actions
from kreislotse.courses import waiting_errors as errors
from kreislotse.courses.models import Duty, Jump, WaitingEntry
from kreislotse.courses.states import (
    DutyKind,
    LevelEvidence,
    PriorityGroup,
    StopReason,
    WaitingState,
)
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from kreislotse.participants.errors import DayAhead, Restricted
from kreislotse.participants.models import Candidate
from tests.factories.courses import CourseTermsFactory, placed
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory

TODAY = date(2015, 11, 2)
ASKED = date(2015, 10, 1)


def test_a_clerk_enters_an_own_person_and_both_clocks_begin(clerk, town, waiting_list):
    person = CandidateFactory(owner=town, needs_childcare=True)
    entry = actions.enter_person(
        waiting_list, person, actor=clerk, asked_on=ASKED, parts_of_day=["morning"]
    )
    entry.refresh_from_db()
    assert (entry.state, entry.municipality) == (WaitingState.PRE_REGISTERED, town)
    assert (entry.asked_on, entry.entered_on) == (ASKED, TODAY)
    assert (entry.needs_childcare, entry.parts_of_day) == (True, ["morning"])
    assert entry.priority == PriorityGroup.OTHER


def test_the_district_enters_who_was_released_to_it(steering, town, waiting_list):
    released = CandidateFactory(owner=town, released=True, needs_childcare=True)
    entry = actions.enter_person(
        waiting_list, released, actor=steering, asked_on=ASKED, needs_childcare=False
    )
    assert not entry.needs_childcare
    draft = CandidateFactory(owner=town)
    with pytest.raises(errors.NotReleased):
        actions.enter_person(waiting_list, draft, actor=steering, asked_on=ASKED)


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        ({"released": True, "restricted": True}, Restricted),
        ({"closed": True}, errors.FileNotOpen),
        ({"consent_withdrawn": True}, errors.FileNotOpen),
        ({"moved_away": True}, errors.FileNotOpen),
    ],
)
def test_whose_file_is_not_open_is_put_on_no_list(clerk, town, waiting_list, person, refusal):
    """R-DP-03"""
    candidate = CandidateFactory(owner=town, **person)
    with pytest.raises(refusal):
        actions.enter_person(waiting_list, candidate, actor=clerk, asked_on=ASKED)
    assert not WaitingEntry.objects.exists()


def test_nobody_is_entered_twice_nor_by_another_town_nor_ahead_of_time(
    acting, clerk, town, waiting_list, waiting
):
    entry = waiting()
    with pytest.raises(errors.OnListAlready):
        actions.enter_person(waiting_list, entry.candidate, actor=clerk, asked_on=ASKED)
    person = CandidateFactory(owner=town)
    stranger = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=town.part_of))
    with pytest.raises(NotAllowed):
        actions.enter_person(waiting_list, person, actor=stranger, asked_on=ASKED)
    with pytest.raises(DayAhead):
        actions.enter_person(waiting_list, person, actor=clerk, asked_on=date(2015, 11, 3))
    foreign = CandidateFactory(released=True)
    with pytest.raises(errors.NotOfThisDistrict):
        actions.enter_person(
            waiting_list,
            foreign,
            actor=acting(Role.MUNICIPAL_CLERK, at=foreign.owner),
            asked_on=ASKED,
        )


def test_the_way_from_the_form_to_the_list(clerk, steering, waiting):
    """Referred by the agency, assessed, admitted."""
    entry = waiting(state=WaitingState.PRE_REGISTERED, level="", level_by="", level_on=None)
    entry = actions.refer_entry(entry, actor=clerk)
    assert entry.state == WaitingState.REFERRED
    entry = actions.assess_entry(
        entry, actor=steering, level="A1", level_by=LevelEvidence.CERTIFICATE, level_on=ASKED
    )
    entry = actions.admit_entry(entry, actor=steering)
    entry.refresh_from_db()
    assert (entry.state, entry.level, entry.level_on) == (WaitingState.WAITING, "A1", ASKED)
    verbs = [each.verb for each in JournalEntry.objects.of_record(entry)]
    assert verbs == ["admit_entry", "assess_entry", "refer_entry"]


def test_a_clerk_neither_assesses_nor_admits(clerk, waiting):
    entry = waiting(state=WaitingState.ASSESSED)
    with pytest.raises(NotAllowed):
        actions.admit_entry(entry, actor=clerk)
    with pytest.raises(NotAllowed):
        actions.assess_entry(
            entry, actor=clerk, level="A1", level_by=LevelEvidence.CERTIFICATE, level_on=ASKED
        )


def test_admission_notes_whom_to_tell_and_until_when(steering, waiting, waiting_list):
    """R-CRS-07: section 9(3) DeuFöV."""
    CourseTermsFactory(
        kind=waiting_list.kind, inform_weeks=4, inform=["inform_person", "inform_body"]
    )
    entry = waiting(state=WaitingState.ASSESSED)
    actions.admit_entry(entry, actor=steering)
    duties = Duty.objects.order_by("pk").values_list("kind", "due_on", "norm", "done_on")
    due = (date(2015, 11, 9), "§ 9 DeuFöV", None)
    assert list(duties) == [(DutyKind.INFORM_PERSON, *due), (DutyKind.INFORM_BODY, *due)]


def test_a_duty_is_fulfilled_once(clerk, steering, waiting, waiting_list):
    CourseTermsFactory(kind=waiting_list.kind, inform_weeks=4, inform=["inform_person"])
    actions.admit_entry(waiting(state=WaitingState.ASSESSED), actor=steering)
    duty = actions.fulfil_duty(Duty.objects.get(), actor=clerk, done_on=TODAY)
    assert duty.done_on == TODAY
    with pytest.raises(errors.DutyDone):
        actions.fulfil_duty(duty, actor=steering, done_on=TODAY)


def test_a_jump_needs_its_reason_and_is_taken_back(steering, clerk, waiting):
    """R-CRS-02"""
    entry = waiting()
    with pytest.raises(ReasonNeeded):
        actions.jump(entry, actor=steering, reason=" ")
    with pytest.raises(NotAllowed):
        actions.jump(entry, actor=clerk, reason="Eile")
    made = actions.jump(entry, actor=steering, reason="Ausbildung beginnt im Februar")
    assert (made.since, made.reason) == (TODAY, "Ausbildung beginnt im Februar")
    with pytest.raises(errors.JumpedAlready):
        actions.jump(entry, actor=steering, reason="Noch einmal")
    actions.take_back_jump(entry, actor=steering)
    assert not Jump.objects.exists()
    with pytest.raises(errors.NotJumped):
        actions.take_back_jump(entry, actor=steering)


def test_no_reason_of_a_person_is_kept_in_the_journal(steering, waiting):
    actions.jump(waiting(), actor=steering, reason="Ausbildung beginnt im Februar")
    assert "Ausbildung" not in str(list(JournalEntry.objects.values_list("change", "note")))


def test_who_has_a_place_is_not_taken_out_of_turn(steering, course):
    with pytest.raises(WrongState):
        actions.jump(placed(course), actor=steering, reason="Eile")


def attempt(entry, actor, day, reached=False):
    actions.record_attempt(entry, actor=actor, tried_on=day, channel="phone", reached=reached)


def test_nobody_is_removed_as_not_reached_without_attempts(steering, clerk, waiting):
    """R-CRS-06: two attempts in vain, on different days."""
    entry = waiting()
    for day in (date(2015, 10, 20), date(2015, 10, 20)):
        attempt(entry, clerk, day)
    with pytest.raises(errors.NotTriedEnough):
        actions.remove_entry(entry, actor=steering, reason=StopReason.UNREACHABLE)
    attempt(entry, steering, date(2015, 10, 27))
    entry = actions.remove_entry(entry, actor=steering, reason=StopReason.UNREACHABLE)
    assert (entry.state, entry.ended_on) == (WaitingState.REMOVED, TODAY)


def test_who_has_work_is_removed_without_attempts(steering, waiting):
    entry = actions.remove_entry(waiting(), actor=steering, reason=StopReason.WORK)
    assert (entry.state, entry.stop_reason) == (WaitingState.REMOVED, StopReason.WORK)


def test_whoever_waits_again_begins_anew_on_the_list_but_asked_when_it_asked(steering, waiting):
    """The two clocks (G43): the list's is new, the person's own is not."""
    entry = actions.remove_entry(waiting(), actor=steering, reason=StopReason.HEALTH)
    entry = actions.wait_again(entry, actor=steering)
    entry.refresh_from_db()
    assert (entry.state, entry.entered_on) == (WaitingState.WAITING, TODAY)
    assert (entry.asked_on, entry.ended_on) == (date(2015, 10, 5), None)
    assert entry.stop_reason == ""


def test_a_clerk_changes_wishes_but_not_the_order(clerk, steering, waiting):
    """R-CRS-02"""
    entry = waiting()
    entry = actions.change_entry(entry, actor=clerk, wants_women_only=True, travel_minutes=45)
    assert (entry.wants_women_only, entry.travel_minutes) == (True, 45)
    for facts in ({"priority": 1}, {"asked_on": date(2015, 9, 1)}, {"level": "B1"}):
        with pytest.raises(NotAllowed):
            actions.change_entry(entry, actor=clerk, **facts)
        actions.change_entry(entry, actor=steering, **facts)
    entry.refresh_from_db()
    assert (entry.priority, entry.asked_on, entry.level) == (1, date(2015, 9, 1), "B1")


def test_before_admission_a_clerk_corrects_the_priority(clerk, waiting):
    entry = waiting(state=WaitingState.PRE_REGISTERED)
    assert actions.change_entry(entry, actor=clerk, priority=2).priority == 2


def test_the_need_of_childcare_stays_while_a_seat_is_held(steering, course):
    """R-CRS-01: seats with childcare are counted as well."""
    entry = placed(course)
    with pytest.raises(errors.HoldsSeat):
        actions.change_entry(entry, actor=steering, needs_childcare=True)


def test_nothing_is_entered_about_a_locked_person_but_that_it_leaves(steering, clerk, waiting):
    """R-DP-31"""
    entry = waiting(person={"released": True, "restricted": True})
    for deed in (
        lambda: attempt(entry, clerk, TODAY),
        lambda: actions.jump(entry, actor=steering, reason="Eile"),
        lambda: actions.change_entry(entry, actor=clerk, travel_minutes=30),
    ):
        with pytest.raises(Restricted):
            deed()
    entry = actions.remove_entry(entry, actor=steering, reason=StopReason.OTHER)
    assert entry.state == WaitingState.REMOVED


def test_an_attempt_is_not_entered_for_a_day_before_the_person_asked(clerk, waiting):
    with pytest.raises(errors.DayTooEarly):
        attempt(waiting(), clerk, date(2015, 10, 4))


def test_after_a_move_the_entry_is_the_new_towns_affair(acting, clerk, town, waiting_list):
    """R-CAN-06: the old municipality neither sees the entry nor acts on it any more."""
    person = CandidateFactory(owner=town)
    entry = actions.enter_person(waiting_list, person, actor=clerk, asked_on=ASKED)
    new = MunicipalityFactory(part_of=town.part_of)
    Candidate.objects.filter(pk=person.pk).update(owner=new)
    entry, after = WaitingEntry.objects.get(), acting(Role.MUNICIPAL_CLERK, at=new)

    assert list(WaitingEntry.objects.coded_to(clerk)) == []
    assert list(WaitingEntry.objects.coded_to(after)) == [entry]
    assert open_to(entry, clerk) == []
    assert [step.verb for step in open_to(entry, after)] == ["refer_entry"]
