"""Concepts and working meetings: what each action changes, leaves as a trace, and refuses."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from kreislotse.access.policy import Role
from kreislotse.cooperation import actions, errors
from kreislotse.cooperation.models import Concept, Invitation, MeetingOutcome, WorkingMeeting
from kreislotse.cooperation.states import (
    ConceptState,
    OutcomeKind,
    Reply,
    WorkingMeetingState,
)
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from tests.factories.cooperation import ConceptFactory, InvitationFactory, WorkingMeetingFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

TODAY, TOMORROW = date(2015, 11, 2), date(2015, 11, 3)
DAY = date(2015, 11, 13)
ON_THE_DAY = datetime(2015, 11, 13, 15, 0, tzinfo=UTC)


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def steering(acting, district):
    return acting(Role.STEERING, at=district)


@pytest.fixture
def initiative(district):
    return InitiativeFactory(owner=district)


@pytest.fixture
def meeting(initiative):
    return WorkingMeetingFactory(initiative=initiative, held_on=DAY)


def verbs(record):
    entries = JournalEntry.objects.of_record(record)
    return [entry.verb for entry in entries.order_by("number")]


def everything():
    return (
        list(Concept.objects.values_list("title", "state", "basis", "partners")),
        list(WorkingMeeting.objects.values_list("topic", "state", "held_on")),
        list(Invitation.objects.values_list("reply", "replied_on", "represented_by")),
        MeetingOutcome.objects.count(),
        JournalEntry.objects.count(),
    )


def test_an_intended_concept_is_shared_with_its_partners(initiative, steering):
    borken = OrganisationFactory()
    concept = actions.intend_concept(
        initiative, actor=steering, title="Ein Konzept", partners=[borken], basis="Absprache"
    )
    assert (concept.owner, concept.state) == (initiative.owner, ConceptState.INTENDED)
    assert list(concept.partners.all()) == [borken]
    assert verbs(concept) == ["intend_concept", "share_concept"]
    assert JournalEntry.objects.latest("number").change == {"partners": [[], [borken.pk]]}


def test_a_changed_concept_keeps_its_unchanged_partners_without_a_trace(initiative, steering):
    concept = ConceptFactory(initiative=initiative)
    borken = OrganisationFactory()
    concept.partners.add(borken)
    actions.change_concept(concept, actor=steering, title="Neu", partners=[borken], basis="x")
    concept.refresh_from_db()
    assert (concept.title, concept.basis) == ("Neu", "x")
    assert verbs(concept) == ["change_concept"]


def test_drafting_begins(initiative, steering):
    concept = actions.begin_drafting(ConceptFactory(initiative=initiative), actor=steering)
    assert concept.state == ConceptState.DRAFTING
    assert verbs(concept) == ["begin_drafting"]


def test_a_meeting_is_planned_changed_and_held(initiative, steering, acting, district):
    meeting = actions.plan_meeting(
        initiative, actor=steering, topic="Inhalte", held_on=DAY, results_orally=True
    )
    actions.change_meeting(meeting, actor=steering, topic="Inhalte", held_on=DAY, place="Kreishaus")
    olfen = MunicipalityFactory(part_of=district)
    actions.send_invitations(meeting, actor=steering, organisations=[olfen, olfen])
    later = acting(Role.STEERING, at=district, now=ON_THE_DAY)
    held = actions.hold_meeting(meeting, actor=later)
    assert (held.state, held.place, held.results_orally) == (
        WorkingMeetingState.HELD,
        "Kreishaus",
        False,
    )
    assert verbs(held) == ["plan_meeting", "change_meeting", "send_invitations", "hold_meeting"]
    assert held.invitations.get().organisation == olfen


def test_whoever_was_forgotten_is_invited_later(meeting, steering):
    InvitationFactory(meeting=meeting)
    agency = OrganisationFactory(kind="employment_agency")
    actions.send_invitations(meeting, actor=steering, organisations=[agency])
    assert meeting.invitations.count() == 2
    assert JournalEntry.objects.latest("number").note == agency.name


def test_a_day_can_be_set_after_inviting_without_one(initiative, steering):
    meeting = WorkingMeetingFactory(initiative=initiative, held_on=None)
    changed = actions.change_meeting(meeting, actor=steering, topic="x", held_on=DAY)
    assert changed.held_on == DAY


def test_an_invited_municipality_replies_for_itself_and_may_think_again(acting, meeting):
    invitation = InvitationFactory(meeting=meeting)
    clerk = acting(Role.MUNICIPAL_CLERK, at=invitation.organisation)
    other = MunicipalityFactory()
    actions.record_reply(invitation, actor=clerk, reply=Reply.COMING, replied_on=TODAY)
    said = actions.record_reply(
        invitation, actor=clerk, reply=Reply.REPRESENTED, replied_on=TODAY, represented_by=other
    )
    assert (said.reply, said.represented_by) == (Reply.REPRESENTED, other)
    last = JournalEntry.objects.of_record(invitation).first()
    assert (last.change["from"], last.change["to"]) == ("coming", "represented")
    back = actions.withdraw_reply(invitation, actor=clerk, note="Termin unklar")
    assert (back.reply, back.replied_on, back.represented_by) == (Reply.NONE, None, None)
    assert verbs(invitation) == ["record_reply", "record_reply", "withdraw_reply"]


def test_the_office_records_what_was_said_on_the_phone(steering, meeting):
    invitation = InvitationFactory(meeting=meeting)
    said = actions.record_reply(invitation, actor=steering, reply=Reply.DECLINED, replied_on=TODAY)
    assert said.reply == Reply.DECLINED


def test_a_meeting_is_called_off_with_its_reason(meeting, steering):
    actions.cancel_meeting(meeting, actor=steering, note=" Erkrankung der Leitung ")
    entry = JournalEntry.objects.of_record(meeting).get()
    assert (entry.verb, entry.note) == ("cancel_meeting", "Erkrankung der Leitung")


def test_an_outcome_carries_the_day_on_which_it_was_recorded(acting, initiative, district):
    """R-MTG-01: what is recorded after the paper is recognisable by its day."""
    meeting = WorkingMeetingFactory(initiative=initiative, state=WorkingMeetingState.HELD)
    later = acting(Role.STEERING, at=district, now=ON_THE_DAY)
    outcome = actions.record_outcome(
        meeting, actor=later, kind=OutcomeKind.DECISION, text="Ein Konzept für beide Kreise"
    )
    assert (outcome.kind, outcome.recorded_on) == (OutcomeKind.DECISION, DAY)
    assert verbs(outcome) == ["record_outcome"]


def reply(meeting, actor, **said):
    values = {"reply": Reply.COMING, "replied_on": TODAY, **said}
    return actions.record_reply(meeting.invitations.first(), actor=actor, **values)


CANCELLED = {"state": WorkingMeetingState.CANCELLED}
REFUSALS = {
    "a concept shared with oneself": (
        errors.PartnerIsOwner,
        lambda m, a: actions.intend_concept(m.initiative, actor=a, title="x", partners=[m.owner]),
        {},
    ),
    "another day once invited": (
        errors.InvitedForAnotherDay,
        lambda m, a: actions.change_meeting(m, actor=a, topic="x", held_on=TODAY),
        {},
    ),
    "changing a cancelled meeting": (
        WrongState,
        lambda m, a: actions.change_meeting(m, actor=a, topic="x"),
        CANCELLED,
    ),
    "inviting nobody": (
        errors.NobodyInvited,
        lambda m, a: actions.send_invitations(m, actor=a, organisations=[]),
        {},
    ),
    "inviting twice": (
        errors.AlreadyInvited,
        lambda m, a: actions.send_invitations(
            m, actor=a, organisations=[m.invitations.first().organisation]
        ),
        {},
    ),
    "inviting to a cancelled meeting": (
        WrongState,
        lambda m, a: actions.send_invitations(m, actor=a, organisations=[]),
        CANCELLED,
    ),
    "replying nothing": (errors.ReplyMissing, lambda m, a: reply(m, a, reply=Reply.NONE), {}),
    "replying tomorrow": (errors.DayAhead, lambda m, a: reply(m, a, replied_on=TOMORROW), {}),
    "replying to a cancelled meeting": (WrongState, reply, CANCELLED),
    "withdrawing what was not said": (
        errors.NoReplyYet,
        lambda m, a: actions.withdraw_reply(m.invitations.first(), actor=a),
        {},
    ),
    "withdrawing after the meeting": (
        WrongState,
        lambda m, a: actions.withdraw_reply(m.invitations.first(), actor=a),
        {"state": WorkingMeetingState.HELD},
    ),
    "holding before its day": (
        errors.NotYetHeld,
        lambda m, a: actions.hold_meeting(m, actor=a),
        {},
    ),
    "holding without a day": (
        errors.DayNotSet,
        lambda m, a: actions.hold_meeting(m, actor=a),
        {"held_on": None},
    ),
    "holding what nobody is invited to": (
        WrongState,
        lambda m, a: actions.hold_meeting(m, actor=a),
        {"state": WorkingMeetingState.DRAFT},
    ),
    "cancelling without a reason": (
        ReasonNeeded,
        lambda m, a: actions.cancel_meeting(m, actor=a, note=" "),
        {},
    ),
    "an outcome before the meeting": (
        WrongState,
        lambda m, a: actions.record_outcome(m, actor=a, kind=OutcomeKind.TASK, text="x"),
        {},
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_refused_leaves_nothing_behind(case, steering, initiative):
    refusal, deed, values = REFUSALS[case]
    meeting = WorkingMeetingFactory(**{"initiative": initiative, "held_on": DAY, **values})
    InvitationFactory(meeting=meeting)
    before = everything()
    with pytest.raises(refusal) as refused:
        deed(meeting, steering)
    assert "{" not in refused.value.sentence()
    assert everything() == before


DEEDS = {
    "intend": lambda m, a: actions.intend_concept(m.initiative, actor=a, title="x"),
    "change_concept": lambda m, a: actions.change_concept(
        Concept.objects.get(), actor=a, title="x"
    ),
    "begin": lambda m, a: actions.begin_drafting(Concept.objects.get(), actor=a),
    "plan": lambda m, a: actions.plan_meeting(m.initiative, actor=a, topic="x"),
    "change": lambda m, a: actions.change_meeting(m, actor=a, topic="x"),
    "invite": lambda m, a: actions.send_invitations(m, actor=a, organisations=[]),
    "reply": reply,
    "withdraw": lambda m, a: actions.withdraw_reply(m.invitations.first(), actor=a),
    "hold": lambda m, a: actions.hold_meeting(m, actor=a),
    "cancel": lambda m, a: actions.cancel_meeting(m, actor=a, note="x"),
    "outcome": lambda m, a: actions.record_outcome(m, actor=a, kind=OutcomeKind.TASK, text="x"),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", [Role.HEAD, Role.MUNICIPAL_CLERK, Role.PARTNER_DISTRICT])
def test_nobody_else_does_the_office_s_deeds_or_replies_for_another(deed, role, acting, meeting):
    InvitationFactory(meeting=meeting)
    ConceptFactory(initiative=meeting.initiative)
    at = meeting.owner if role == Role.HEAD else MunicipalityFactory(part_of=meeting.owner)
    actor = acting(role, at=at)
    before = everything()
    with pytest.raises(NotAllowed), transaction.atomic():
        DEEDS[deed](meeting, actor)
    assert everything() == before
