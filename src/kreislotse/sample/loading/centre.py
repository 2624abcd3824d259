"""The council's mandate and the centre: resolution, secondments, fields of action."""

from kreislotse.initiatives.actions import add_field_of_action, assign_initiative_to_clause
from kreislotse.initiatives.models import FieldOfAction, Initiative
from kreislotse.kernel.german import NOT_KNOWN
from kreislotse.mandates.actions import (
    add_clause,
    declare_standing_duty,
    put_on_agenda,
    record_past_meeting,
    record_resolution,
    start_clause,
)
from kreislotse.mandates.models import Clause, Resolution
from kreislotse.organisations.actions import register_body
from kreislotse.organisations.models import Body
from kreislotse.sample import facts_schema
from kreislotse.sample.facts_schema import SecondedPost
from kreislotse.sample.facts_values import UNKNOWN
from kreislotse.sample.loading.world import SOURCE, World, code_of, items, known, share, words
from kreislotse.sample.terms import term
from kreislotse.staffing.actions import plan_secondment

NOT_NAMED = "Zuständigkeit und Termin nennt die Quelle nicht."
COMMITTEE = "Integrationsausschuss"


def load_resolution(world: World, initiative: Initiative) -> None:
    """Meeting, agenda item, resolution with votes, and its clauses."""
    said = known(world.facts.resolution)
    if said is None:
        return
    actor = world.actor(known(said.date))
    meeting = record_past_meeting(
        actor=actor,
        owner=world.district,
        body=_council(world, said) if known(said.body) else None,
        held_on=known(said.date),
    )
    item = put_on_agenda(meeting, actor=actor, subject=initiative.title)
    resolution = record_resolution(
        item,
        actor=actor,
        result="adopted",
        votes_for=known(said.vote.in_favour),
        votes_against=known(said.vote.against),
        abstentions=known(said.vote.abstentions),
        biased=known(said.vote.biased),
        also_decided=words(said.also_decided),
        sets_up=_body_set_up(world, said.also_decided),
    )
    clauses = items(said.clauses) or [facts_schema.Clause(UNKNOWN, UNKNOWN, None)]
    for position, clause in enumerate(clauses, start=1):
        _load_clause(world, resolution, clause, position, initiative)


def _council(world: World, said: facts_schema.Resolution) -> Body:
    name = known(said.body)
    assert name, "asked before"
    return register_body(
        actor=world.actor(known(said.date)),
        owner=world.district,
        name=words(name),
        kind="council",
        gender=term(name).gender or "m",
        source=SOURCE,
    )


def _body_set_up(world: World, also_decided: object) -> Body | None:
    if COMMITTEE not in words(also_decided):
        return None
    day = known(world.facts.resolution.date)
    return register_body(
        actor=world.actor(day),
        owner=world.district,
        name=COMMITTEE,
        kind="committee",
        valid_from=day,
        source=SOURCE,
    )


def _load_clause(
    world: World, resolution: Resolution, said, position: int, initiative: Initiative
) -> None:
    actor = world.actor(resolution.agenda_item.meeting.held_on)
    rule = words(said.hard_rule)
    clause: Clause = add_clause(
        resolution,
        actor=actor,
        number=str(known(said.number) or f"({position})"),
        kind="standing_duty" if rule else "task",
        text=words(said.task) or NOT_KNOWN,
        hard_rule=rule,
        gap_reason=NOT_NAMED,
    )
    assign_initiative_to_clause(initiative, clause, actor=actor)
    if rule:
        declare_standing_duty(clause, actor=actor)
    else:
        start_clause(clause, actor=actor)


def load_secondments(world: World, initiative: Initiative) -> None:
    """The teachers who are to be seconded into the centre."""
    for said in items(world.facts.seconded_posts):
        _load_secondment(world, initiative, said)


def _load_secondment(world: World, initiative: Initiative, said: SecondedPost) -> None:
    parties = [
        one for name in items(said.in_consultation_with) for one in world.organisations(name)
    ]
    plan_secondment(
        initiative,
        actor=world.actor(),
        role=words(said.role) or NOT_KNOWN,
        share=share(said.fte),
        arrangement=words(said.arrangement),
        recruiter=world.organisation(said.recruitment_by),
        parties=parties,
        target_on=known(said.target_date),
        target_reason=words(said.target_reason),
    )


def fields_of_action(world: World) -> list[FieldOfAction]:
    """The fields of action that the guideline gives, registered where they are new."""
    found = []
    for phrase in items(world.facts.fields_of_action):
        code = code_of(term(phrase))
        field = FieldOfAction.objects.filter(code=code).first()
        found.append(
            field
            or add_field_of_action(
                actor=world.actor(), code=code, title=term(phrase).text, source=SOURCE
            )
        )
    return found
