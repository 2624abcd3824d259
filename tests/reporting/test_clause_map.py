"""The clause map: what hangs on each clause, and which alarm it raises (G2-G4)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kreislotse.access.policy import Role
from kreislotse.initiatives.models import ClauseAssignment
from kreislotse.kernel.money import Money
from kreislotse.mandates import actions
from kreislotse.mandates.states import ClauseKind, ClauseState
from kreislotse.reporting.clause_map import SILENT_DAYS, Alarm, clause_map
from tests.factories.funding import ApplicationFactory
from tests.factories.initiatives import InitiativeFactory, MilestoneFactory
from tests.factories.mandates import ClauseFactory, EvidenceFactory, ResolutionFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.staffing import PostFactory


@pytest.fixture
def clause(db):
    return ClauseFactory()


@pytest.fixture
def actor(acting, clause):
    return acting(Role.STEERING, at=clause.owner)


def carried_out(clause):
    initiative = InitiativeFactory(owner=clause.owner)
    ClauseAssignment.objects.create(initiative=initiative, clause=clause)
    return initiative


def test_a_bare_clause_raises_every_alarm_of_silence(actor, clause):
    """Idea 2: no work, no proof, no money, nobody, no sound."""
    (line,) = clause_map(actor)
    assert set(line.alarms) == {
        Alarm.NO_INITIATIVE,
        Alarm.NO_EVIDENCE,
        Alarm.NO_MONEY,
        Alarm.NO_OWNER_OR_DATE,
        Alarm.SILENT,
    }


def test_what_hangs_on_a_clause_is_added_up(actor, clause):
    initiative = carried_out(clause)
    EvidenceFactory.create_batch(2, clause=clause)
    ApplicationFactory(initiative=initiative, requested=Money.euros(170_000))
    ApplicationFactory(initiative=initiative, requested=None)
    PostFactory(initiative=initiative, share=Decimal("1.5"))
    PostFactory(initiative=initiative, share=None)
    MilestoneFactory(initiative=initiative, planned_on=date(2015, 12, 1))
    (line,) = clause_map(actor)
    assert line.initiatives == (initiative.title,)
    assert (line.evidence, line.applications) == (2, 2)
    assert (line.requested, line.posts) == (Money.euros(170_000), Decimal("1.5"))
    assert line.next_due == date(2015, 12, 1)


@pytest.mark.parametrize(
    ("days", "alarm"),
    [
        (-1, Alarm.OVERDUE),
        (0, Alarm.DUE_3),
        (3, Alarm.DUE_3),
        (4, Alarm.DUE_14),
        (14, Alarm.DUE_14),
        (28, Alarm.DUE_28),
        (29, None),
    ],
)
def test_the_reminder_chain_rings_at_28_14_and_3_days(actor, clause, days, alarm):
    """G4."""
    clause.due_on = actor.today + timedelta(days=days)
    clause.save()
    near = {Alarm.OVERDUE, Alarm.DUE_3, Alarm.DUE_14, Alarm.DUE_28}
    (line,) = clause_map(actor)
    assert near & set(line.alarms) == ({alarm} if alarm else set())


def test_a_clause_with_owner_and_date_misses_neither(actor, clause):
    """G2."""
    clause.responsible_post, clause.due_on = "Leitung", date(2016, 6, 1)
    clause.save()
    (line,) = clause_map(actor)
    assert Alarm.NO_OWNER_OR_DATE not in line.alarms


def test_a_clause_falls_silent_after_sixty_days(acting, clause):
    writer = acting(Role.STEERING, at=clause.owner)
    actions.start_clause(clause, actor=writer)
    loud = acting(Role.STEERING, at=clause.owner, now=writer.at + timedelta(days=SILENT_DAYS))
    still = acting(Role.STEERING, at=clause.owner, now=writer.at + timedelta(days=SILENT_DAYS + 1))
    assert Alarm.SILENT not in clause_map(loud)[0].alarms
    assert Alarm.SILENT in clause_map(still)[0].alarms
    assert clause_map(loud)[0].last_activity == writer.today


def test_a_condition_needs_no_money(actor, clause):
    clause.kind = ClauseKind.CONDITION
    clause.save()
    (line,) = clause_map(actor)
    assert Alarm.NO_MONEY not in line.alarms


def test_a_fulfilled_clause_raises_no_alarm_and_a_withdrawn_one_is_gone(actor, clause):
    clause.state = ClauseState.FULFILLED
    clause.save()
    assert [line.alarms for line in clause_map(actor)] == [()]
    clause.state = ClauseState.WITHDRAWN
    clause.save()
    assert clause_map(actor) == []


def test_another_district_sees_none_of_it(acting, clause):
    assert clause_map(acting(Role.STEERING, at=OrganisationFactory())) == []


def test_many_clauses_ask_no_more_than_one(
    actor, clause, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(20) as few:
        clause_map(actor)
    for more in ClauseFactory.create_batch(
        300,
        resolution=ResolutionFactory(agenda_item__meeting=clause.resolution.agenda_item.meeting),
    ):
        EvidenceFactory(clause=more)
    carried_out(clause)
    with django_assert_num_queries(len(few)):
        assert len(clause_map(actor)) == 301
