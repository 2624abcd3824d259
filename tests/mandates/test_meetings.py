from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from kreislotse.mandates import errors
from kreislotse.mandates.actions import (
    cancel_meeting,
    correct_resolution,
    put_on_agenda,
    record_meeting_held,
    record_past_meeting,
    record_resolution,
    schedule_meeting,
)
from kreislotse.mandates.models import AgendaItem, Meeting, Resolution
from kreislotse.mandates.queries import vote_warnings
from kreislotse.mandates.states import MeetingState, Result
from tests.factories.mandates import (
    AgendaItemFactory,
    MeetingFactory,
    PaperFactory,
    ResolutionFactory,
)
from tests.factories.organisations import BodyFactory, OrganisationFactory

DAY = date(2015, 9, 23)
VOTES = {"votes_for": 47, "votes_against": 0, "abstentions": 0, "biased": 0}


def trace():
    return list(JournalEntry.objects.order_by("number").values_list("verb", "record"))


def test_a_meeting_is_scheduled_for_a_body(acting):
    body = BodyFactory()
    meeting = schedule_meeting(
        actor=acting(Role.STEERING, at=body.owner), body=body, held_on=DAY, place="Kreishaus"
    )
    assert (meeting.owner, meeting.state) == (body.owner, MeetingState.PLANNED)
    assert str(meeting) == f"{body.name} 23.09.2015"
    assert trace() == [("schedule_meeting", "mandates.Meeting")]


@pytest.mark.parametrize(
    ("role", "begins", "taken", "refusal"),
    [
        (Role.HEAD, None, False, NotAllowed),
        (Role.STEERING, date(2015, 9, 24), False, errors.BodyNotInOffice),
        (Role.STEERING, None, True, errors.MeetingExists),
    ],
)
def test_a_refused_meeting_is_not_there(acting, role, begins, taken, refusal):
    """R-GEN-01: a body meets within its days, and once a day."""
    body = BodyFactory(valid_from=begins)
    if taken:
        MeetingFactory(body=body, held_on=DAY)
    before = Meeting.objects.count()
    with pytest.raises(refusal):
        schedule_meeting(actor=acting(role, at=body.owner), body=body, held_on=DAY)
    assert (Meeting.objects.count(), trace()) == (before, [])


def test_a_meeting_of_long_ago_is_recorded_as_far_as_it_is_known(acting):
    owner = OrganisationFactory()
    actor = acting(Role.STEERING, at=owner)
    meeting = record_past_meeting(actor=actor, owner=owner, body=None, held_on=None)
    assert (meeting.state, meeting.body, meeting.held_on) == (MeetingState.HELD, None, None)
    assert trace() == [("record_past_meeting", "mandates.Meeting")]


@pytest.mark.parametrize(
    ("role", "held_on", "foreign", "refusal"),
    [
        (Role.HEAD, date(2015, 9, 22), False, NotAllowed),
        (Role.STEERING, date(2015, 11, 3), False, errors.MeetingLiesAhead),
        (Role.STEERING, DAY, False, errors.MeetingExists),
        (Role.STEERING, date(2015, 9, 22), True, errors.BelongsElsewhere),
    ],
)
def test_a_refused_past_meeting_is_not_there(acting, role, held_on, foreign, refusal):
    body = MeetingFactory(held_on=DAY).body
    actor = acting(role, at=body.owner)
    given = BodyFactory() if foreign else body
    with pytest.raises(refusal):
        record_past_meeting(actor=actor, owner=body.owner, body=given, held_on=held_on)
    assert (Meeting.objects.count(), trace()) == (1, [])


def test_a_meeting_is_held_or_cancelled(acting):
    held, cancelled = MeetingFactory(), MeetingFactory()
    record_meeting_held(held, actor=acting(Role.STEERING, at=held.owner))
    cancel_meeting(cancelled, actor=acting(Role.STEERING, at=cancelled.owner), note="Sturm")
    held.refresh_from_db()
    cancelled.refresh_from_db()
    assert (held.state, cancelled.state) == (MeetingState.HELD, MeetingState.CANCELLED)
    assert trace() == [
        ("record_meeting_held", "mandates.Meeting"),
        ("cancel_meeting", "mandates.Meeting"),
    ]


def _cancel_after_resolving(meeting, actor):
    ResolutionFactory(agenda_item__meeting=meeting)
    cancel_meeting(meeting, actor=actor)


@pytest.mark.parametrize(
    ("role", "fields", "deed", "refusal"),
    [
        (Role.HEAD, {}, lambda m, a: record_meeting_held(m, actor=a), NotAllowed),
        (
            Role.STEERING,
            {"held_on": date(2015, 11, 3)},
            lambda m, a: record_meeting_held(m, actor=a),
            errors.MeetingLiesAhead,
        ),
        (
            Role.STEERING,
            {"state": MeetingState.CANCELLED},
            lambda m, a: record_meeting_held(m, actor=a),
            WrongState,
        ),
        (Role.HEAD, {}, lambda m, a: cancel_meeting(m, actor=a), NotAllowed),
        (
            Role.STEERING,
            {"state": MeetingState.HELD},
            lambda m, a: cancel_meeting(m, actor=a),
            WrongState,
        ),
        (Role.STEERING, {}, _cancel_after_resolving, errors.MeetingHasResolutions),
    ],
)
def test_a_refused_step_leaves_the_meeting_as_it_was(acting, role, fields, deed, refusal):
    meeting = MeetingFactory(**fields)
    before = meeting.state
    with pytest.raises(refusal):
        deed(meeting, acting(role, at=meeting.owner))
    meeting.refresh_from_db()
    assert (meeting.state, trace()) == (before, [])


def test_a_subject_is_put_on_the_agenda(acting):
    meeting = MeetingFactory()
    paper = PaperFactory(owner=meeting.owner)
    item = put_on_agenda(
        meeting,
        actor=acting(Role.STEERING, at=meeting.owner),
        subject="Einrichtung",
        number="Ö 5",
        paper=paper,
    )
    assert (str(item), item.paper, item.is_public) == ("TOP Ö 5 Einrichtung", paper, True)
    assert trace() == [("put_on_agenda", "mandates.AgendaItem")]


@pytest.mark.parametrize(
    ("role", "cancelled", "number", "foreign", "refusal"),
    [
        (Role.HEAD, False, "1", False, NotAllowed),
        (Role.STEERING, True, "1", False, errors.MeetingIsCancelled),
        (Role.STEERING, False, "5", False, errors.AgendaNumberTaken),
        (Role.STEERING, False, "1", True, errors.BelongsElsewhere),
    ],
)
def test_a_refused_agenda_item_is_not_there(acting, role, cancelled, number, foreign, refusal):
    meeting = MeetingFactory(state=MeetingState.CANCELLED if cancelled else MeetingState.PLANNED)
    AgendaItemFactory(meeting=meeting, number="5")
    paper = PaperFactory() if foreign else None
    with pytest.raises(refusal):
        put_on_agenda(
            meeting,
            actor=acting(role, at=meeting.owner),
            subject="Einrichtung",
            number=number,
            paper=paper,
        )
    assert (AgendaItem.objects.count(), trace()) == (1, [])


def test_a_resolution_keeps_result_votes_and_the_body_it_sets_up(acting):
    """L9-10: the council set up a committee, unanimously."""
    item = AgendaItemFactory()
    committee = BodyFactory(owner=item.owner)
    resolution = record_resolution(
        item,
        actor=acting(Role.STEERING, at=item.owner),
        result=Result.ADOPTED_UNCHANGED,
        **VOTES,
        also_decided="Ein Ausschuss wird gebildet.",
        sets_up=committee,
    )
    resolution.refresh_from_db()
    assert {name: getattr(resolution, name) for name in VOTES} == VOTES
    assert (resolution.owner, resolution.sets_up) == (item.owner, committee)
    assert trace() == [("record_resolution", "mandates.Resolution")]


def test_a_single_vote_may_be_all_that_is_known(acting):
    """The executive committee's 16 in favour are known, the other votes are not."""
    item = AgendaItemFactory()
    resolution = record_resolution(
        item,
        actor=acting(Role.STEERING, at=item.owner),
        result=Result.ADOPTED_CHANGED,
        votes_for=16,
    )
    assert (resolution.votes_for, resolution.votes_against) == (16, None)


@pytest.mark.parametrize(
    ("role", "meeting", "result", "votes", "refusal"),
    [
        (Role.HEAD, {}, Result.ADOPTED, VOTES, NotAllowed),
        (Role.STEERING, {}, Result.NOTED, VOTES, errors.NotedWithoutVotes),
        (Role.STEERING, {}, Result.NOTED, {"abstentions": 0}, errors.NotedWithoutVotes),
        (
            Role.STEERING,
            {"state": MeetingState.CANCELLED},
            Result.NOTED,
            {},
            errors.MeetingIsCancelled,
        ),
        (
            Role.STEERING,
            {"held_on": date(2015, 11, 3)},
            Result.NOTED,
            {},
            errors.MeetingLiesAhead,
        ),
    ],
)
def test_a_refused_resolution_is_not_there(acting, role, meeting, result, votes, refusal):
    """L4: what is noted is not voted on."""
    item = AgendaItemFactory(meeting=MeetingFactory(**meeting))
    with pytest.raises(refusal):
        record_resolution(item, actor=acting(role, at=item.owner), result=result, **votes)
    assert (Resolution.objects.count(), trace()) == (0, [])


def test_an_agenda_item_is_resolved_once(acting):
    resolution = ResolutionFactory(result=Result.POSTPONED)
    item = resolution.agenda_item
    with pytest.raises(errors.AlreadyResolved, match="vertagt"):
        record_resolution(item, actor=acting(Role.STEERING, at=item.owner), result=Result.NOTED)
    assert (Resolution.objects.count(), trace()) == (1, [])


def test_a_body_of_others_is_not_set_up(acting):
    item = AgendaItemFactory()
    with pytest.raises(errors.BelongsElsewhere):
        record_resolution(
            item,
            actor=acting(Role.STEERING, at=item.owner),
            result=Result.ADOPTED,
            sets_up=BodyFactory(),
        )
    assert (Resolution.objects.count(), trace()) == (0, [])


def test_a_correction_keeps_before_and_after_and_its_reason(acting):
    """R-GEN-05."""
    resolution = ResolutionFactory(votes_for=46)
    correct_resolution(
        resolution,
        actor=acting(Role.STEERING, at=resolution.owner),
        reason="Niederschrift",
        result=Result.ADOPTED_UNCHANGED,
        votes_for=47,
    )
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.note) == ("correct_resolution", "Niederschrift")
    assert entry.change == {"votes_for": [46, 47]}


@pytest.mark.parametrize(
    ("role", "reason", "result", "refusal"),
    [
        (Role.HEAD, "Niederschrift", Result.ADOPTED, NotAllowed),
        (Role.STEERING, " ", Result.ADOPTED, ReasonNeeded),
        (Role.STEERING, "Niederschrift", Result.NOTED, errors.NotedWithoutVotes),
    ],
)
def test_a_refused_correction_changes_nothing(acting, role, reason, result, refusal):
    resolution = ResolutionFactory(votes_for=46)
    actor = acting(role, at=resolution.owner)
    with pytest.raises(refusal):
        correct_resolution(resolution, actor=actor, reason=reason, result=result, votes_for=1)
    resolution.refresh_from_db()
    assert (resolution.votes_for, trace()) == (46, [])


@pytest.mark.parametrize(("members", "warned"), [(47, False), (46, True), (None, False)])
def test_more_votes_than_members_are_a_warning_in_words(db, members, warned):
    """R-MAN-02: warned, not refused."""
    resolution = ResolutionFactory(
        agenda_item__meeting__body__members=members, votes_for=45, votes_against=0, abstentions=2
    )
    sentence = "Es sind mehr Stimmen eingetragen (47), als das Gremium Mitglieder hat."
    assert vote_warnings(resolution) == ([sentence] if warned else [])
