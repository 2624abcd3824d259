from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from kreislotse.mandates import actions, errors
from kreislotse.mandates.models import Clause, Evidence
from kreislotse.mandates.states import CLAUSE, MEETING, ClauseKind, ClauseState
from tests.factories.mandates import ClauseFactory, EvidenceFactory, ResolutionFactory

OPEN, RUNNING, DONE, STANDING, SUPERSEDED, WITHDRAWN = ClauseState


def trace():
    return list(JournalEntry.objects.order_by("number").values_list("verb", "note"))


def test_a_point_of_the_resolution_becomes_a_clause(acting):
    """R-MAN-01: body, day, agenda item, paper and vote are known through the resolution."""
    resolution = ResolutionFactory()
    clause = actions.add_clause(
        resolution,
        actor=acting(Role.STEERING, at=resolution.owner),
        number="2",
        kind=ClauseKind.STANDING_DUTY,
        text="Bestehende Strukturen sind zu berücksichtigen.",
        hard_rule="Doppelstrukturen sind zu vermeiden.",
        responsible_post="Leitung",
        gap_reason="Daueraufgabe ohne Endtermin",
    )
    assert (clause.owner, clause.resolution, clause.state) == (resolution.owner, resolution, OPEN)
    assert trace() == [("add_clause", "")]


@pytest.mark.parametrize(
    ("role", "given", "refusal"),
    [
        (Role.HEAD, {}, NotAllowed),
        (Role.STEERING, {"number": "1"}, errors.ClauseNumberTaken),
        (Role.STEERING, {"gap_reason": ""}, errors.OwnerAndDateOrReason),
        (
            Role.STEERING,
            {"gap_reason": "", "responsible_post": "Leitung"},
            errors.OwnerAndDateOrReason,
        ),
        (
            Role.STEERING,
            {"gap_reason": "", "due_on": date(2015, 12, 1)},
            errors.OwnerAndDateOrReason,
        ),
    ],
)
def test_a_refused_clause_is_not_there(acting, role, given, refusal):
    """G2: owner and date, or a reason."""
    resolution = ClauseFactory(number="1").resolution
    facts = {"number": "2", "kind": ClauseKind.TASK, "text": "Etwas.", "gap_reason": "offen"}
    with pytest.raises(refusal):
        actions.add_clause(resolution, actor=acting(role, at=resolution.owner), **facts | given)
    assert (Clause.objects.count(), trace()) == (1, [])


def test_a_clause_is_assigned_with_a_date(acting):
    clause = ClauseFactory()
    actions.assign_clause(
        clause,
        actor=acting(Role.STEERING, at=clause.owner),
        responsible_post="Leitung",
        due_on=date(2015, 12, 1),
    )
    clause.refresh_from_db()
    assert (clause.responsible_post, clause.due_on) == ("Leitung", date(2015, 12, 1))
    assert (clause.gap_reason, trace()) == ("", [("assign_clause", "")])


@pytest.mark.parametrize(
    ("role", "post", "refusal"),
    [(Role.HEAD, "Leitung", NotAllowed), (Role.STEERING, "", errors.OwnerAndDateOrReason)],
)
def test_a_refused_assignment_changes_nothing(acting, role, post, refusal):
    clause = ClauseFactory()
    with pytest.raises(refusal):
        actions.assign_clause(
            clause,
            actor=acting(role, at=clause.owner),
            responsible_post=post,
            due_on=date(2015, 12, 1),
        )
    clause.refresh_from_db()
    assert (clause.due_on, trace()) == (None, [])


@pytest.mark.parametrize(
    ("verb", "start", "target"),
    [
        ("start_clause", OPEN, RUNNING),
        ("declare_standing_duty", OPEN, STANDING),
        ("fulfil_clause", RUNNING, DONE),
        ("reopen_clause", DONE, RUNNING),
        ("supersede_clause", STANDING, SUPERSEDED),
        ("withdraw_clause", OPEN, WITHDRAWN),
    ],
)
def test_a_step_leads_to_its_state_and_leaves_a_trace(acting, verb, start, target):
    clause = EvidenceFactory(clause__state=start).clause
    actor = acting(Role.STEERING, at=clause.owner)
    getattr(actions, verb)(clause, actor=actor, note="wie besprochen")
    clause.refresh_from_db()
    assert (clause.state, trace()) == (target, [(verb, "wie besprochen")])


@pytest.mark.parametrize(
    ("verb", "role", "fields", "proven", "note", "refusal"),
    [
        ("start_clause", Role.HEAD, {}, True, "", NotAllowed),
        ("start_clause", Role.STEERING, {"state": RUNNING}, True, "", WrongState),
        ("declare_standing_duty", Role.HEAD, {}, True, "", NotAllowed),
        ("declare_standing_duty", Role.STEERING, {"state": DONE}, True, "", WrongState),
        ("fulfil_clause", Role.HEAD, {}, True, "", NotAllowed),
        ("fulfil_clause", Role.STEERING, {}, False, "", errors.EvidenceMissing),
        ("fulfil_clause", Role.STEERING, {"state": STANDING}, True, "", WrongState),
        (
            "fulfil_clause",
            Role.STEERING,
            {"kind": ClauseKind.STANDING_DUTY},
            True,
            "",
            errors.StandingDutyNeverDone,
        ),
        ("reopen_clause", Role.HEAD, {"state": DONE}, True, "", NotAllowed),
        ("reopen_clause", Role.STEERING, {}, True, "", WrongState),
        ("supersede_clause", Role.HEAD, {}, True, "Grund", NotAllowed),
        ("supersede_clause", Role.STEERING, {}, True, " ", ReasonNeeded),
        ("supersede_clause", Role.STEERING, {"state": DONE}, True, "Grund", WrongState),
        ("withdraw_clause", Role.HEAD, {}, True, "Grund", NotAllowed),
        ("withdraw_clause", Role.STEERING, {}, True, "", ReasonNeeded),
        ("withdraw_clause", Role.STEERING, {"state": WITHDRAWN}, True, "Grund", WrongState),
    ],
)
def test_a_refused_step_changes_nothing(acting, verb, role, fields, proven, note, refusal):
    clause = ClauseFactory(**fields)
    if proven:
        EvidenceFactory(clause=clause)
    with pytest.raises(refusal):
        getattr(actions, verb)(clause, actor=acting(role, at=clause.owner), note=note)
    before = clause.state
    clause.refresh_from_db()
    assert (clause.state, trace()) == (before, [])


@pytest.mark.parametrize("lifecycle", [CLAUSE, MEETING])
def test_every_step_has_an_action_of_its_name(lifecycle):
    assert [step.verb for step in lifecycle.steps if step.verb not in actions.__all__] == []


def test_evidence_is_attached(acting):
    clause = ClauseFactory()
    evidence = actions.add_evidence(
        clause,
        actor=acting(Role.STEERING, at=clause.owner),
        dated=date(2015, 10, 8),
        title="Zustimmung",
        document="Az. 1",
    )
    assert (evidence.clause, evidence.owner, trace()) == (
        clause,
        clause.owner,
        [("add_evidence", "")],
    )


def test_only_who_may_attaches_evidence(acting):
    clause = ClauseFactory()
    with pytest.raises(NotAllowed):
        actions.add_evidence(
            clause, actor=acting(Role.HEAD, at=clause.owner), dated=date(2015, 10, 8), title="X"
        )
    assert (Evidence.objects.count(), trace()) == (0, [])
