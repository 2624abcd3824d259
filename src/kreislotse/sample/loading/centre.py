"""The council's mandate and the centre: resolution, consent, application, posts, secondments."""

from kreislotse.funding.actions import (
    add_application_line,
    declare_state_unknown,
    draft_application,
    prepare_consent,
    record_consent,
    request_consent,
    state_requested_sum,
)
from kreislotse.funding.models import Application, ConsentInPrinciple, PostKind, Programme
from kreislotse.funding.rules import computed_sum
from kreislotse.funding.states import ConsentState, Financing
from kreislotse.initiatives.actions import (
    add_field_of_action,
    assign_initiative_to_clause,
    record_letter_in,
    record_letter_out,
    set_milestone,
)
from kreislotse.initiatives.models import FieldOfAction, Initiative, Letter
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
from kreislotse.reporting.statements.names import full
from kreislotse.sample import facts_schema
from kreislotse.sample.facts_schema import Facts, FundedPost, KiApplication, SecondedPost, Stage
from kreislotse.sample.facts_values import UNKNOWN
from kreislotse.sample.loading.world import (
    SOURCE,
    World,
    code_of,
    items,
    known,
    money,
    share,
    words,
)
from kreislotse.sample.terms import term
from kreislotse.staffing.actions import plan_post, plan_secondment

CONSENT = "Grundsätzliche Zustimmung"
START = "start"
NOT_NAMED = "Zuständigkeit und Termin nennt die Quelle nicht."
BASIC_FUNDING = "ki-grundfoerderung"
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


def status_of_application(facts: Facts) -> str:
    """The state of the application in the file's words, where it is none that we know."""
    said = known(facts.ki_application)
    found = [each.status for each in (items(said.stages) if said else []) if known(each.status)]
    return words(found[-1]) if found and term(found[-1]).code != "draft" else ""


def load_application(world: World, initiative: Initiative) -> None:
    """Consent in two stages, the application with its posts, the planned start."""
    said = known(world.facts.ki_application)
    if said is None:
        return
    stages = items(said.stages)
    consent = _load_consent(world, initiative, stages)
    _load_grant(world, initiative, said, stages, consent)
    start = known(said.planned_start)
    if start:
        set_milestone(
            initiative,
            actor=world.actor(),
            title="Start des Zentrums",
            code=START,
            planned_on=start,
        )


def _load_consent(
    world: World, initiative: Initiative, stages: list[Stage]
) -> ConsentInPrinciple | None:
    """The request and its answer; a letter without a known day is kept, but decides nothing."""
    asked = next((each for each in stages if _is_request(each)), None)
    decided = next((each for each in stages if _is_answer(each)), None)
    if asked is None and decided is None:
        return None
    consent = prepare_consent(initiative, actor=world.actor())
    request = _request(world, initiative, asked) if asked else None
    if request and request.dated and items(asked.to if asked else None):
        consent = request_consent(consent, actor=world.actor(request.dated), letter=request)
    if decided:
        _decide(world, initiative, consent, decided, request)
    return consent


def _is_request(stage: Stage) -> bool:
    if items(stage.to):
        return True
    return known(stage.sent) is not None and not stage.granting_authority


def _is_answer(stage: Stage) -> bool:
    return bool(known(stage.letter_of) or known(stage.by) or known(stage.in_agreement_with))


def _request(world: World, initiative: Initiative, asked: Stage) -> Letter:
    ministries = [one for name in items(asked.to) for one in world.organisations(name)]
    return record_letter_out(
        initiative,
        actor=world.actor(known(asked.sent)),
        dated=known(asked.sent),
        subject=words(asked.stage) or CONSENT,
        sender=world.district,
        addressees=ministries,
    )


def _decide(
    world: World,
    initiative: Initiative,
    consent: ConsentInPrinciple,
    decided: Stage,
    request: Letter | None,
) -> None:
    by, other = world.organisation(decided.by), world.organisation(decided.in_agreement_with)
    day = known(decided.letter_of)
    subject = words(decided.stage) or CONSENT
    complete = bool(by and day and consent.state == ConsentState.SENT)
    if other and not complete:
        subject = f"{subject}, im Einvernehmen mit {full(other, 'dat')}"
    letter = record_letter_in(
        initiative,
        actor=world.actor(day),
        dated=day,
        subject=subject,
        sender=by or other or world.district,
        addressees=[world.district],
        answers=request,
    )
    if complete and by:
        record_consent(
            consent,
            actor=world.actor(day),
            letter=letter,
            decided_by=by,
            concurring=[other] if other else [],
            concurred_on=day if other else None,
        )


def _load_grant(
    world: World,
    initiative: Initiative,
    said: KiApplication,
    stages: list[Stage],
    consent: ConsentInPrinciple | None,
) -> None:
    actor = world.actor()
    last = next((each for each in stages if each.granting_authority or each.status), None)
    financing = known(said.kind)
    kind = term(financing).code if financing else ""
    application = draft_application(
        initiative,
        actor=actor,
        title="Förderung des Kommunalen Integrationszentrums",
        applicant=world.district,
        consent=consent,
        programme=Programme.objects.filter(code=BASIC_FUNDING).first(),
        granting_authority=world.organisation(last.granting_authority) if last else None,
        financing=kind if kind in Financing.values else "",
        rates_on=known(said.planned_start) or world.as_of,
    )
    for post in items(said.funded_posts) or [FundedPost(UNKNOWN, UNKNOWN)]:
        _load_post(world, application, post, said)
    _state_sum(world, application, said)
    if last and known(last.sent):
        _letter_to_authority(world, application, last)
    status = known(last.status) if last else None
    if not status or term(status).code != "draft":
        declare_state_unknown(application, actor=actor)


def _letter_to_authority(world: World, application: Application, stage: Stage) -> None:
    record_letter_out(
        application.initiative,
        actor=world.actor(known(stage.sent)),
        dated=known(stage.sent),
        subject=words(stage.stage) or "Förderantrag",
        sender=world.district,
        addressees=[application.granting_authority] if application.granting_authority else [],
    )


def _load_post(
    world: World, application: Application, post: FundedPost, said: KiApplication
) -> None:
    title = words(post.role) or NOT_KNOWN
    role = known(post.role)
    kind = PostKind.objects.filter(code=term(role).code).first() if role else None
    line = add_application_line(
        application, actor=world.actor(), title=title, share=share(post.fte), post_kind=kind
    )
    plan_post(
        application.initiative,
        actor=world.actor(),
        title=title,
        share=share(post.fte),
        funded_by=line,
        planned_from=known(said.planned_start),
        recruitment=words(said.recruitment),
    )


def _state_sum(world: World, application: Application, said: KiApplication) -> None:
    requested = money(said.amount_cents)
    if requested is None:
        return
    lines = application.lines.select_related("rate")
    pairs = [(line.share, line.rate.per_full_post if line.rate else None) for line in lines]
    complete = bool(pairs) and all(None not in pair for pair in pairs)
    same = complete and computed_sum(pairs) == requested
    state_requested_sum(
        application,
        actor=world.actor(),
        requested=requested,
        difference_reason="" if same else "Die Quelle nennt diese Summe.",
    )


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
