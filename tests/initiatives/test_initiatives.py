from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.initiatives import errors
from kreislotse.initiatives.actions import (
    add_field_of_action,
    add_partner,
    assign_initiative_to_clause,
    change_initiative,
    change_partner,
    plan_initiative,
    remove_clause_from_initiative,
    remove_partner,
)
from kreislotse.initiatives.models import ClauseAssignment, FieldOfAction, Initiative, Partner
from kreislotse.initiatives.states import InitiativeKind, PartRole
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from kreislotse.mandates.errors import BelongsElsewhere
from tests.factories.initiatives import FieldOfActionFactory, InitiativeFactory, PartnerFactory
from tests.factories.mandates import ClauseFactory
from tests.factories.organisations import OrganisationFactory


def trace():
    return list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))


def test_an_initiative_is_planned_with_clauses_and_fields(acting):
    """R-MAN-03, L52: it names the clause it carries out and the field of action."""
    clause = ClauseFactory()
    field = FieldOfActionFactory()
    initiative = plan_initiative(
        actor=acting(Role.STEERING, at=clause.owner),
        owner=clause.owner,
        number=1,
        kind=InitiativeKind.CENTRE,
        title="Integrationszentrum",
        fields_of_action=[field],
        clauses=[clause],
    )
    assert list(initiative.clauses.all()) == [clause]
    assert list(initiative.fields_of_action.all()) == [field]
    assert trace() == ["plan_initiative", "set_fields_of_action", "assign_initiative_to_clause"]


@pytest.mark.parametrize(
    ("role", "number", "foreign", "refusal"),
    [
        (Role.HEAD, 2, False, NotAllowed),
        (Role.STEERING, 1, False, errors.InitiativeNumberTaken),
        (Role.STEERING, 2, True, BelongsElsewhere),
    ],
)
def test_a_refused_initiative_is_not_there(acting, role, number, foreign, refusal):
    owner = InitiativeFactory(number=1).owner
    with pytest.raises(refusal):
        plan_initiative(
            actor=acting(role, at=owner),
            owner=owner,
            number=number,
            kind=InitiativeKind.CENTRE,
            title="Integrationszentrum",
            clauses=[ClauseFactory()] if foreign else [],
        )
    assert (Initiative.objects.count(), trace()) == (1, [])


def changed(**given):
    facts = {
        "number": 2,
        "kind": InitiativeKind.PROJECT,
        "title": "Neuer Titel",
        "purpose": "",
        "area": None,
        "area_text": "",
        "status_text": "",
        "fields_of_action": [],
    }
    return facts | given


def test_a_changed_initiative_keeps_before_and_after(acting):
    initiative = InitiativeFactory(number=1, title="Titel")
    field = FieldOfActionFactory(code="bildung")
    change_initiative(
        initiative,
        actor=acting(Role.STEERING, at=initiative.owner),
        **changed(fields_of_action=[field]),
    )
    initiative.refresh_from_db()
    assert (initiative.number, initiative.title) == (2, "Neuer Titel")
    told = [entry.change for entry in JournalEntry.objects.order_by("number")]
    assert told == [
        {"number": [1, 2], "title": ["Titel", "Neuer Titel"]},
        {"fields_of_action": [[], ["bildung"]]},
    ]


@pytest.mark.parametrize(
    ("role", "number", "refusal"),
    [(Role.HEAD, 2, NotAllowed), (Role.STEERING, 3, errors.InitiativeNumberTaken)],
)
def test_a_refused_change_of_an_initiative_changes_nothing(acting, role, number, refusal):
    initiative = InitiativeFactory(number=1, title="Titel")
    InitiativeFactory(owner=initiative.owner, number=3)
    with pytest.raises(refusal):
        change_initiative(
            initiative, actor=acting(role, at=initiative.owner), **changed(number=number)
        )
    initiative.refresh_from_db()
    assert (initiative.title, trace()) == ("Titel", [])


def test_an_initiative_keeps_its_own_number(acting):
    initiative = InitiativeFactory(number=1)
    change_initiative(
        initiative, actor=acting(Role.STEERING, at=initiative.owner), **changed(number=1)
    )
    initiative.refresh_from_db()
    assert (initiative.number, initiative.title) == (1, "Neuer Titel")


def test_a_clause_is_assigned_and_taken_away_with_a_trace(acting):
    """R-MAN-03, R-GEN-05: what is taken away stays in the journal."""
    clause = ClauseFactory()
    initiative = InitiativeFactory(owner=clause.owner)
    actor = acting(Role.STEERING, at=clause.owner)
    assign_initiative_to_clause(initiative, clause, actor=actor)
    assert list(initiative.clauses.all()) == [clause]
    remove_clause_from_initiative(initiative, clause, actor=actor)
    assert list(initiative.clauses.all()) == []
    assert trace() == ["assign_initiative_to_clause", "remove_clause_from_initiative"]
    assert JournalEntry.objects.get(number=2).change == {"clause": clause.pk}


@pytest.mark.parametrize(
    ("deed", "role", "assigned", "foreign", "refusal"),
    [
        (assign_initiative_to_clause, Role.HEAD, False, False, NotAllowed),
        (assign_initiative_to_clause, Role.STEERING, True, False, errors.ClauseAlreadyAssigned),
        (assign_initiative_to_clause, Role.STEERING, False, True, BelongsElsewhere),
        (remove_clause_from_initiative, Role.HEAD, True, False, NotAllowed),
        (remove_clause_from_initiative, Role.STEERING, False, False, errors.ClauseNotAssigned),
    ],
)
def test_a_refused_link_changes_nothing(acting, deed, role, assigned, foreign, refusal):
    initiative = InitiativeFactory()
    owner = OrganisationFactory() if foreign else initiative.owner
    clause = ClauseFactory(resolution__agenda_item__meeting__body__owner=owner)
    if assigned:
        ClauseAssignment.objects.create(initiative=initiative, clause=clause)
    with pytest.raises(refusal):
        deed(initiative, clause, actor=acting(role, at=initiative.owner))
    assert (ClauseAssignment.objects.count(), trace()) == (int(assigned), [])


def test_a_partner_comes_changes_and_goes_with_a_trace(acting):
    initiative = InitiativeFactory()
    agency = OrganisationFactory()
    actor = acting(Role.STEERING, at=initiative.owner)
    partner = add_partner(initiative, actor=actor, organisation=agency, role=PartRole.PARTNER)
    change_partner(partner, actor=actor, role=PartRole.LEAD, part="führt das Projekt")
    partner.refresh_from_db()
    assert (partner.role, partner.part) == (PartRole.LEAD, "führt das Projekt")
    assert remove_partner(partner, actor=actor, note="Projekt endet") == initiative
    assert list(initiative.partners.all()) == []
    assert trace() == ["add_partner", "change_partner", "remove_partner"]
    gone = JournalEntry.objects.get(number=3)
    assert (gone.record, gone.note) == ("initiatives.Initiative", "Projekt endet")
    assert gone.change == {
        "organisation": agency.pk,
        "role": PartRole.LEAD,
        "part": "führt das Projekt",
    }


@pytest.mark.parametrize(
    ("deed", "role", "refusal"),
    [
        (lambda p, a: _add_again(p, a), Role.HEAD, NotAllowed),
        (lambda p, a: _add_again(p, a), Role.STEERING, errors.PartnerAlreadyThere),
        (lambda p, a: change_partner(p, actor=a, role=p.role, part="X"), Role.HEAD, NotAllowed),
        (
            lambda p, a: change_partner(p, actor=a, role=PartRole.FUNDER, part=""),
            Role.STEERING,
            errors.PartnerAlreadyThere,
        ),
        (lambda p, a: remove_partner(p, actor=a), Role.HEAD, NotAllowed),
    ],
)
def test_a_refused_deed_on_a_partner_changes_nothing(acting, deed, role, refusal):
    partner = PartnerFactory(role=PartRole.PARTNER)
    PartnerFactory(
        initiative=partner.initiative, organisation=partner.organisation, role=PartRole.FUNDER
    )
    with pytest.raises(refusal):
        deed(partner, acting(role, at=partner.initiative.owner))
    partner.refresh_from_db()
    assert (partner.role, partner.part, Partner.objects.count()) == (PartRole.PARTNER, "", 2)
    assert trace() == []


def _add_again(partner, actor):
    add_partner(
        partner.initiative, actor=actor, organisation=partner.organisation, role=partner.role
    )


@pytest.mark.parametrize("role", [Role.STEERING, Role.ADMINISTRATOR])
def test_a_field_of_action_is_entered_by_who_keeps_reference_data(acting, role):
    """R-GEN-01: dated reference data."""
    field = add_field_of_action(
        actor=acting(role, at=OrganisationFactory()),
        code="bildung",
        title="Integration durch Bildung",
        valid_from=date(2012, 6, 1),
    )
    assert (str(field), trace()) == ("Integration durch Bildung", ["add_field_of_action"])


@pytest.mark.parametrize(
    ("role", "code", "valid_to", "refusal"),
    [
        (Role.HEAD, "neu", None, NotAllowed),
        (Role.STEERING, "bildung", None, errors.FieldOfActionExists),
        (Role.STEERING, "neu", date(2012, 5, 31), DateOrder),
    ],
)
def test_a_refused_field_is_not_there(acting, role, code, valid_to, refusal):
    FieldOfActionFactory(code="bildung")
    with pytest.raises(refusal):
        add_field_of_action(
            actor=acting(role, at=OrganisationFactory()),
            code=code,
            title="Feld",
            valid_from=date(2012, 6, 1),
            valid_to=valid_to,
        )
    assert (FieldOfAction.objects.count(), trace()) == (1, [])
