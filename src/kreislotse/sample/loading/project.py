"""The project of the employment agency: target group, services, places, staff, the call."""

from kreislotse.counselling.actions import offer_service, register_service_kind
from kreislotse.counselling.models import ServiceKind
from kreislotse.courses.actions import register_course_kind, set_quota
from kreislotse.courses.models import CourseKind
from kreislotse.initiatives.actions import add_partner, subscribe_to_reports
from kreislotse.initiatives.models import Initiative
from kreislotse.initiatives.states import PartRole
from kreislotse.kernel.german import quote
from kreislotse.organisations.actions import register_organisation
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.actions import (
    close_call,
    declare_answers_not_recorded,
    describe_target_group,
    draft_call,
    open_call,
    record_past_call,
)
from kreislotse.participants.states import PartKind
from kreislotse.reporting.statements.wording import is_whole
from kreislotse.sample.facts_schema import EarlyIntervention
from kreislotse.sample.loading.world import SOURCE, World, code_of, items, known, words
from kreislotse.sample.terms import term
from kreislotse.staffing.actions import record_external_staff

PART_KINDS = {
    "candidates": PartKind.CANDIDATES,
    "berufliche-integration": PartKind.CONTACTS,
    "raeume": PartKind.ROOMS,
}
COURSE = "kurs"
AGENCY = "agentur für arbeit"


def load_project(world: World, initiative: Initiative) -> None:
    """All that the file says about the project."""
    said = known(world.facts.early_intervention)
    if said is None:
        return
    lead = world.organisation(said.lead)
    if lead:
        name = words(said.name)
        add_partner(
            initiative,
            actor=world.actor(),
            organisation=lead,
            role=PartRole.LEAD,
            part=f"das Projekt {quote(name)}" if name else "",
        )
    criteria = [words(phrase) for phrase in items(said.target_group)]
    if criteria:
        describe_target_group(initiative, actor=world.actor(), criteria=criteria)
    for position, phrase in enumerate(items(said.services), start=1):
        offer_service(
            initiative, actor=world.actor(), kind=_service(world, phrase), position=position
        )
    _load_places(world, initiative, said)
    _load_staff(world, initiative, said, lead)
    _load_call(world, initiative, said)
    if known(said.follow_up):
        subscribe_to_reports(
            initiative,
            actor=world.actor(),
            reporter=_the_agency(world),
            subject=_whole(words(said.follow_up)),
        )


def _service(world: World, phrase: str) -> ServiceKind:
    meaning = term(phrase)
    kind = ServiceKind.objects.filter(code=code_of(meaning)).first()
    return kind or register_service_kind(
        actor=world.actor(), code=code_of(meaning), title=meaning.text, source=SOURCE
    )


def _load_places(world: World, initiative: Initiative, said: EarlyIntervention) -> None:
    courses = [term(p) for p in items(said.services) if COURSE in term(p).text.casefold()]
    code, title = (
        (code_of(courses[0]), courses[0].text) if courses else ("sprachkurs", "Sprachkurs")
    )
    kind = CourseKind.objects.filter(code=code).first() or register_course_kind(
        actor=world.actor(), code=code, title=title, source=SOURCE
    )
    places = known(said.language_course_places)
    if places == 0:
        world.say(initiative, f"Für den Kurs {quote(title)} stehen keine Plätze bereit.")
        return
    set_quota(initiative, actor=world.actor(), kind=kind, places=places)


def _load_staff(
    world: World, initiative: Initiative, said: EarlyIntervention, lead: Organisation | None
) -> None:
    staff = known(said.agency_staff)
    if staff is None:
        return
    record_external_staff(
        initiative,
        actor=world.actor(),
        employer=lead if lead and AGENCY in lead.name.casefold() else _the_agency(world),
        area_text=words(said.agency_district),
        headcount=known(staff.new_in_agency_district),
        in_district=known(staff.of_which_in_district),
    )


def _the_agency(world: World) -> Organisation:
    """The employment agency, without the name of its place: the file does not say which."""
    name = "Agentur für Arbeit"
    return Organisation.objects.filter(name=name).first() or register_organisation(
        actor=world.actor(),
        kind=OrganisationKind.OTHER,
        name=name,
        gender="f",
        source=SOURCE,
    )


def _whole(text: str) -> str:
    """A request for reports as a sentence; who asks whom only the file's own words say."""
    return text if is_whole(text) else f"Berichte: {text}."


def _load_call(world: World, initiative: Initiative, said: EarlyIntervention) -> None:
    """What was collected and passed on; to whom, the file does not say."""
    phrases = items(said.collected_from_municipalities_and_forwarded)
    if not phrases:
        return
    parts = [
        (PART_KINDS.get(term(phrase).code, PartKind.QUESTION), term(phrase).text)
        for phrase in phrases
    ]
    actor = world.actor()
    call = draft_call(
        initiative,
        actor=actor,
        title=f"Abfrage zum Projekt {initiative.title}",
        parts=parts,
    )
    if not world.towns:
        world.ask(initiative, "municipalities", "Welche Städte und Gemeinden gefragt wurden")
        record_past_call(call, actor=actor)
        return
    open_call(call, actor=actor, municipalities=world.towns)
    declare_answers_not_recorded(call, actor=actor)
    close_call(call, actor=actor)
