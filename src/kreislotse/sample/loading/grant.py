"""The grant for the centre: request and consent in principle, application, posts, start."""

from kreislotse.funding.actions import (
    add_application_line,
    change_application,
    declare_state_unknown,
    draft_application,
    prepare_consent,
    record_concurrence,
    record_consent,
    record_refusal_of_consent,
    request_consent,
    state_requested_sum,
)
from kreislotse.funding.models import Application, ConsentInPrinciple, PostKind, Programme
from kreislotse.funding.rules import computed_sum
from kreislotse.funding.states import ConsentState, Financing
from kreislotse.initiatives.actions import (
    record_letter_in,
    record_letter_out,
    set_milestone,
)
from kreislotse.initiatives.models import Initiative, Letter
from kreislotse.kernel.german import NOT_KNOWN, date_long, join
from kreislotse.organisations.models import Organisation
from kreislotse.organisations.naming import full
from kreislotse.sample.facts_schema import Facts, FundedPost, KiApplication, Stage
from kreislotse.sample.facts_values import UNKNOWN
from kreislotse.sample.loading.world import World, items, known, money, share, words
from kreislotse.sample.stages import StageKind, kind_of_stage, stated
from kreislotse.sample.terms import term
from kreislotse.staffing.actions import plan_post

START = "start"
BASIC_FUNDING = "ki-grundfoerderung"
STATE = "Nordrhein-Westfalen"


def status_of_application(facts: Facts) -> str:
    """The state of the application in the file's words, where it is none that we know."""
    said = known(facts.ki_application)
    found = _application_stage(items(said.stages) if said else [])
    status = known(found.status) if found else None
    return words(status) if status and term(status).code != "draft" else ""


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


def _application_stage(stages: list[Stage]) -> Stage | None:
    return next((each for each in stages if kind_of_stage(each) == StageKind.APPLICATION), None)


def _load_consent(
    world: World, initiative: Initiative, stages: list[Stage]
) -> ConsentInPrinciple | None:
    """The first request and its answer; of every other step the letter is kept, or its words."""
    kinds = [(each, kind_of_stage(each)) for each in stages]
    asked = next((each for each, kind in kinds if kind == StageKind.REQUEST), None)
    answers = (StageKind.CONSENT, StageKind.REFUSAL)
    decided = next((each for each, kind in kinds if kind in answers), None)
    consent = prepare_consent(initiative, actor=world.actor()) if asked or decided else None
    request = _request(world, initiative, asked) if asked and _has_gone_out(asked) else None
    if consent and request and request.dated and request.addressees.exists():
        consent = request_consent(consent, actor=world.actor(request.dated), letter=request)
    if consent and decided:
        _decide(world, initiative, consent, decided, request)
    application = _application_stage(stages)
    for stage in stages:
        if stage not in (asked, decided, application):
            _keep(world, initiative, stage)
        elif stage is not application:
            _keep_status(world, initiative, stage)
    return consent


def _has_gone_out(stage: Stage) -> bool:
    return stated(stage.sent) or stated(stage.to)


def _has_come_in(stage: Stage) -> bool:
    return any(map(stated, (stage.letter_of, stage.by, stage.in_agreement_with)))


def _keep(world: World, initiative: Initiative, stage: Stage) -> None:
    """A step that is neither of the three that the records know: its letter, or its words."""
    if _has_gone_out(stage):
        _request(world, initiative, stage)
    elif _has_come_in(stage):
        _answer(world, initiative, stage, world.several(stage.in_agreement_with), None)
    _keep_status(world, initiative, stage)


def _keep_status(world: World, initiative: Initiative, stage: Stage) -> None:
    """What the file says of a step beyond its letter, in the words of the file."""
    letter = _has_gone_out(stage) or _has_come_in(stage)
    name = words(stage.stage)
    facts = [
        words(stage.status),
        f"Bewilligungsbehörde: {words(stage.granting_authority)}"
        if known(stage.granting_authority)
        else "",
    ]
    said = "; ".join(filter(None, facts))
    if not said and (letter or not name):
        return
    world.say(initiative, f"{name or 'Weiterer Schritt'}: {said or 'Näheres ist noch offen'}")


def _request(world: World, initiative: Initiative, asked: Stage) -> Letter:
    return record_letter_out(
        initiative,
        actor=world.actor(known(asked.sent)),
        dated=known(asked.sent),
        subject=words(asked.stage) or NOT_KNOWN,
        sender=world.district,
        addressees=[one for name in items(asked.to) for one in world.organisations(name)],
    )


def _decide(
    world: World,
    initiative: Initiative,
    consent: ConsentInPrinciple,
    decided: Stage,
    request: Letter | None,
) -> None:
    """The answer as the file calls it; without a known day it is kept, but decides nothing."""
    by, others = world.organisation(decided.by), world.several(decided.in_agreement_with)
    day = known(decided.letter_of)
    complete = bool(by and day and consent.state == ConsentState.SENT)
    refused = kind_of_stage(decided) == StageKind.REFUSAL
    asked = consent.parties.filter(organisation__in=others)
    if refused and asked.count() < len(others):
        complete = False
    letter = _answer(world, initiative, decided, [] if complete else others, request)
    if not complete or by is None or day is None or letter is None:
        return
    actor = world.actor(day)
    if refused:
        for party in asked:
            record_concurrence(party, actor=actor, concurred_on=day)
        record_refusal_of_consent(consent, actor=actor, letter=letter, decided_by=by)
        return
    record_consent(
        consent,
        actor=actor,
        letter=letter,
        decided_by=by,
        concurring=others,
        concurred_on=day if others else None,
    )


def _answer(
    world: World,
    initiative: Initiative,
    stage: Stage,
    agreeing: list[Organisation],
    request: Letter | None,
) -> Letter | None:
    """A letter that has come in; of one whose sender is not known only the words are kept."""
    subject, day = _subject(stage, agreeing), known(stage.letter_of)
    by = world.organisation(stage.by)
    if by is None:
        dated = f"Schreiben vom {date_long(day)}" if day else "Datum des Schreibens noch offen"
        world.say(initiative, f"{subject or 'Antwort'}: {dated}; von wem, ist noch offen")
        return None
    return record_letter_in(
        initiative,
        actor=world.actor(day),
        dated=day,
        subject=subject or NOT_KNOWN,
        sender=by,
        addressees=[world.district],
        answers=request,
    )


def _subject(stage: Stage, agreeing: list[Organisation]) -> str:
    name = known(stage.stage)
    subject = term(name).title if name else ""
    if not agreeing:
        return subject
    agreed = f"im Einvernehmen mit {join([full(each, 'dat') for each in agreeing])}"
    return f"{subject}, {agreed}" if subject else agreed


def _load_grant(
    world: World,
    initiative: Initiative,
    said: KiApplication,
    stages: list[Stage],
    consent: ConsentInPrinciple | None,
) -> None:
    actor = world.actor()
    last = _application_stage(stages)
    authority = world.organisation(last.granting_authority) if last else None
    financing = _financing(said)
    application = draft_application(
        initiative,
        actor=actor,
        title="Förderung des Kommunalen Integrationszentrums",
        applicant=world.district,
        consent=consent,
        programme=_programme(world, financing),
        granting_authority=authority,
        financing=financing,
        rates_on=known(said.planned_start) or world.as_of,
    )
    if authority is None and application.granting_authority:
        # The programme names an authority; the file does not, so the paper must not.
        application = change_application(application, actor=actor, granting_authority=None)
    for post in known(said.funded_posts) or [UNKNOWN]:
        # A post of which nothing is known keeps its place, so that the sum of all stays open.
        _load_post(world, application, known(post) or FundedPost(UNKNOWN, UNKNOWN), said)
    _state_sum(world, application, said)
    if known(said.kind) and not financing:
        world.say(initiative, f"Art der Finanzierung: {words(said.kind)}")
    if last and _has_gone_out(last):
        _letter_to_authority(world, application, last)
    status = known(last.status) if last else None
    if not status or term(status).code != "draft":
        declare_state_unknown(application, actor=actor)


def _financing(said: KiApplication) -> str:
    kind = known(said.kind)
    code = term(kind).code if kind else ""
    return code if code in Financing.values else ""


def _programme(world: World, financing: str) -> Programme | None:
    """The state's programme, whose rates hold only in this state and for its kind of financing."""
    here = world.key or words(world.facts.district.state) == STATE
    if not here or financing != Financing.FIXED_AMOUNT:
        return None
    return Programme.objects.filter(code=BASIC_FUNDING).first()


def _letter_to_authority(world: World, application: Application, stage: Stage) -> None:
    addressees = [one for name in items(stage.to) for one in world.organisations(name)]
    authority = [application.granting_authority] if application.granting_authority else []
    record_letter_out(
        application.initiative,
        actor=world.actor(known(stage.sent)),
        dated=known(stage.sent),
        subject=words(stage.stage) or "Förderantrag",
        sender=world.district,
        addressees=addressees or authority,
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
