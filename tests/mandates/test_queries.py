from datetime import date, timedelta

import pytest

from kreislotse.access.policy import Role
from kreislotse.mandates.actions import add_consultation
from kreislotse.mandates.models import (
    AgendaItem,
    Clause,
    Consultation,
    ElectoralPeriod,
    Evidence,
    Meeting,
    Paper,
    Resolution,
)
from kreislotse.mandates.queries import clauses_due
from kreislotse.mandates.states import ClauseState, ConsultationRole, ProposalKind
from tests.factories.mandates import (
    ClauseFactory,
    EvidenceFactory,
    MeetingFactory,
    PaperFactory,
    PeriodFactory,
)

TODAY = date(2015, 11, 2)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.HEAD, True),
        (Role.STEERING, True),
        (Role.GRANTS_OFFICER, True),
        (Role.AUDITOR, True),
        (Role.COUNSELLOR, False),
        (Role.MUNICIPAL_CLERK, False),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_mandates_are_seen_at_their_own_district_only(acting, role, sees):
    ours, theirs = EvidenceFactory(), EvidenceFactory()
    owner = ours.owner
    period = PeriodFactory(owner=owner)
    paper = PaperFactory(owner=owner)
    PeriodFactory()
    PaperFactory()
    actor = acting(role, at=owner)
    resolution = ours.clause.resolution
    rows = {
        Evidence: ours,
        Clause: ours.clause,
        Resolution: resolution,
        AgendaItem: resolution.agenda_item,
        Meeting: resolution.agenda_item.meeting,
        ElectoralPeriod: period,
        Paper: paper,
    }
    for model, row in rows.items():
        assert list(model.objects.visible_to(actor)) == ([row] if sees else [])
    assert theirs.clause not in Clause.objects.visible_to(actor)


def test_consultations_are_seen_with_their_paper(acting):
    steps = []
    for paper in (PaperFactory(), PaperFactory()):
        steering = acting(Role.STEERING, at=paper.owner)
        steps.append(
            add_consultation(
                paper,
                actor=steering,
                role=ConsultationRole.HEARING,
                proposal_kind=ProposalKind.NONE,
            )
        )
    reader = acting(Role.HEAD, at=steps[0].paper.owner)
    assert list(Consultation.objects.visible_to(reader)) == [steps[0]]


def test_due_clauses_are_unfinished_and_within_28_days(db):
    """G4: overdue ones come first."""
    first = ClauseFactory(due_on=TODAY + timedelta(days=28))
    resolution = first.resolution

    def clause(days, state=ClauseState.OPEN):
        return ClauseFactory(
            resolution=resolution,
            state=state,
            due_on=None if days is None else TODAY + timedelta(days=days),
        )

    overdue = clause(-1, ClauseState.STANDING)
    for days, state in [
        (29, ClauseState.OPEN),
        (None, ClauseState.OPEN),
        (1, ClauseState.FULFILLED),
        (1, ClauseState.SUPERSEDED),
    ]:
        clause(days, state)
    ClauseFactory(due_on=TODAY)
    assert list(clauses_due(first.owner, TODAY)) == [overdue, first]


def test_a_clause_of_the_list_knows_its_body_without_asking_again(
    acting, django_assert_num_queries
):
    clause = ClauseFactory()
    reader = acting(Role.HEAD, at=clause.owner)
    with django_assert_num_queries(1):
        found = list(Clause.objects.visible_to(reader).for_list())
        assert [str(row.resolution) for row in found] == [str(clause.resolution)]


def test_clauses_without_a_date_come_last_on_every_database(acting):
    undated = ClauseFactory()
    resolution = undated.resolution
    late = ClauseFactory(resolution=resolution, due_on=date(2016, 2, 1))
    early = ClauseFactory(resolution=resolution, due_on=date(2015, 12, 1))
    reader = acting(Role.HEAD, at=undated.owner)
    assert list(Clause.objects.visible_to(reader).for_list()) == [early, late, undated]


def test_meetings_are_listed_the_latest_first(acting):
    early = MeetingFactory(held_on=date(2015, 9, 16))
    late = MeetingFactory(body=early.body, held_on=date(2015, 9, 23))
    reader = acting(Role.HEAD, at=early.owner)
    unknown = MeetingFactory(body=early.body, held_on=None)
    assert list(Meeting.objects.visible_to(reader).for_list()) == [late, early, unknown]
