"""A whole district from its facts: reference data, initiatives, and the draft of its paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from kreislotse.access.policy import BERLIN
from kreislotse.funding.actions import load_programmes
from kreislotse.initiatives.actions import plan_initiative
from kreislotse.initiatives.models import Initiative
from kreislotse.initiatives.states import InitiativeKind
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DomainError
from kreislotse.mandates.actions import add_consultation, register_paper
from kreislotse.mandates.states import ConsultationRole, ProposalKind
from kreislotse.organisations.actions import (
    load_reference_data,
    register_body,
    register_organisation,
)
from kreislotse.organisations.models import Body, Organisation, OrganisationKind
from kreislotse.organisations.queries import system_actor
from kreislotse.organisations.reference_data import find_municipality
from kreislotse.reporting.actions import draft_report
from kreislotse.reporting.models import Report
from kreislotse.sample.facts_schema import Facts
from kreislotse.sample.facts_values import Unknown
from kreislotse.sample.loading.centre import (
    fields_of_action,
    load_resolution,
    load_secondments,
)
from kreislotse.sample.loading.gaps import ask_about_gaps
from kreislotse.sample.loading.grant import load_application, status_of_application
from kreislotse.sample.loading.points import load_points, told_results
from kreislotse.sample.loading.project import load_project
from kreislotse.sample.loading.volunteers import load_volunteer_funding
from kreislotse.sample.loading.world import (
    MORNING,
    SOURCE,
    World,
    district_named,
    items,
    known,
    words,
)
from kreislotse.sample.terms import term

_TAKING_NOTE = "Der Bericht der Verwaltung wird zur Kenntnis genommen."
_STILL_OPEN = "Der Beschlussvorschlag ist noch offen."


@dataclass(frozen=True)
class Loaded:
    """What came out: the district, its draft report, and the reference date with its reason."""

    district: Organisation
    report: Report
    as_of: date


class ReportedLater(DomainError):
    """A reference date before the last event that the file reports."""

    message = (
        "Der Stichtag {as_of} liegt vor dem {last}, von dem die Faktendatei berichtet. "
        "Nennen Sie diesen Tag oder einen späteren."
    )


@dataclass(frozen=True)
class Topic:
    """An initiative that a facts file speaks of: its section, how its title is recognised."""

    section: str
    kind: InitiativeKind
    title: str
    signs: tuple[str, ...]
    load: tuple[Callable[[World, Initiative], None], ...]


CENTRE = Topic(
    "ki_application",
    InitiativeKind.CENTRE,
    "Kommunales Integrationszentrum (KI)",
    ("integrationszentrum", "(ki)"),
    (load_resolution, load_application, load_secondments),
)
VOLUNTEERS = Topic(
    "volunteer_funding",
    InitiativeKind.FUNDING,
    "Förderprogramme für das Ehrenamt",
    ("ehrenamt", "funding programme", "förderprogramm", "volunteer"),
    (load_volunteer_funding,),
)
PROJECT = Topic(
    "early_intervention",
    InitiativeKind.PROJECT,
    "Beschäftigung von Asylsuchenden",
    ("early intervention", "employment", "beschäftigung"),
    (load_project,),
)
POINTS = Topic(
    "integration_points",
    InitiativeKind.COOPERATION,
    "Integration Points",
    ("integration point",),
    (load_points,),
)
TOPICS = (CENTRE, VOLUNTEERS, PROJECT, POINTS)


def reference_date(facts: Facts) -> date:
    """The day before the next meeting whose results are still to come, else the last known day.

    A paper is written before such a meeting; what has happened by then is what it reports.
    """
    points = known(facts.integration_points)
    meeting = known(points.meeting.date) if points else None
    last = last_known_day(facts)
    if meeting:
        return max(meeting - timedelta(days=1), last or date.min)
    return last or date.today()  # noqa: DTZ011


def last_known_day(facts: Facts) -> date | None:
    """The last day on which something happened that the file reports: resolution and letters."""
    application, resolution = known(facts.ki_application), known(facts.resolution)
    days = [known(resolution.date)] if resolution else []
    for stage in items(application.stages) if application else []:
        days += [known(stage.sent), known(stage.letter_of)]
    happened = [day for day in days if day]
    return max(happened, default=None)


@transaction.atomic
def load_facts(facts: Facts, *, as_of: date | None = None) -> Loaded:
    """Fill a database with a district's facts; all of it, or nothing when something is refused."""
    day, last = as_of or reference_date(facts), last_known_day(facts)
    if last and day < last:
        raise ReportedLater(as_of=date_short(day), last=date_short(last))
    beginning = system_actor(datetime.combine(day, MORNING, tzinfo=BERLIN))
    everywhere = system_actor(beginning.at, 0)
    load_reference_data(actor=everywhere)
    load_programmes(actor=everywhere)
    world = World(facts, district_named(facts.district.name, everywhere), day)
    world.towns = [_town(world, name) for name in items(facts.municipalities)]
    sections: dict[str, Initiative] = {}
    for number, (topic, title) in enumerate(_numbered(facts), start=1):
        initiative = _plan(world, topic, title, number)
        if topic:
            sections[topic.section] = initiative
            for load in topic.load:
                load(world, initiative)
    _ask(world, sections)
    return Loaded(world.district, _draft(world), day)


def _numbered(facts: Facts) -> list[tuple[Topic | None, str]]:
    """The topics in the paper's order; those that it does not number follow."""
    paper = known(facts.committee_paper)
    waiting = list(TOPICS)
    order: list[tuple[Topic | None, str]] = []
    for phrase in items(paper.numbered_topics) if paper else []:
        title = term(phrase).text
        spoken = f"{phrase} {title}".casefold()
        topic = next((each for each in waiting if any(sign in spoken for sign in each.signs)), None)
        if topic:
            waiting.remove(topic)
        order.append((topic, title))
    return order + [(topic, topic.title) for topic in waiting]


def _plan(world: World, topic: Topic | None, title: str, number: int) -> Initiative:
    facts = world.facts
    purpose = area = status = ""
    if topic is CENTRE:
        status = status_of_application(facts)
    if topic is VOLUNTEERS:
        status = words(facts.volunteer_funding.status)
    if topic is PROJECT:
        agency_district = words(facts.early_intervention.agency_district)
        area = f"im Agenturbezirk {agency_district}" if agency_district else ""
    points = known(facts.integration_points)
    if topic is POINTS and points:
        purpose, area, status = words(points.purpose), words(points.where), told_results(points)
    return plan_initiative(
        actor=world.actor(),
        owner=world.district,
        number=number,
        kind=topic.kind if topic else InitiativeKind.COOPERATION,
        title=title[:200],
        purpose=purpose,
        area_text=area,
        status_text=status,
        fields_of_action=fields_of_action(world) if topic is CENTRE else (),
    )


def _ask(world: World, sections: dict[str, Initiative]) -> None:
    centre = sections["ki_application"]
    points = sections["integration_points"]
    ask_about_gaps(
        world,
        {
            **sections,
            "resolution": centre,
            "seconded_posts": centre,
            "fields_of_action": centre,
            "neighbour_district": points,
            "municipalities": points,
        },
    )


def _town(world: World, name: str) -> Organisation:
    found = find_municipality(name, world.key) if world.key else None
    if found:
        return Organisation.objects.get(key=found.ags)
    return register_organisation(
        actor=world.actor(),
        kind=OrganisationKind.MUNICIPALITY,
        name=name[:200],
        part_of=world.district,
        source=SOURCE,
    )


def _draft(world: World) -> Report:
    subject = f"Bericht der Verwaltung zur Integration {_in_the_district(world.district)}"
    paper = register_paper(actor=world.actor(), owner=world.district, subject=subject)
    said = known(world.facts.committee_paper)
    kind, proposal = _proposal(said.proposed_decision if said else None)
    add_consultation(
        paper,
        actor=world.actor(),
        body=_body(world, known(said.body) if said else None),
        role=_role(kind, proposal),
        proposal_kind=kind,
        proposal=proposal,
    )
    return draft_report(
        actor=world.actor(), owner=world.district, title=subject, paper=paper, as_of=world.as_of
    )


def _in_the_district(district: Organisation) -> str:
    inside = district.dative or district.name
    return f"im {inside.removeprefix('dem ')}" if inside.startswith("dem ") else f"in {inside}"


def _body(world: World, name: str | None) -> Body | None:
    if name is None:
        return None
    known_body = Body.objects.filter(owner=world.district, name=words(name)).first()
    return known_body or register_body(
        actor=world.actor(),
        owner=world.district,
        name=words(name),
        kind="committee",
        gender=term(name).gender or "m",
        source=SOURCE,
    )


def _role(kind: ProposalKind, proposal: str) -> ConsultationRole:
    """What the body does with the paper: who only recommends prepares the decision of others."""
    if kind != ProposalKind.DECISION or proposal == _STILL_OPEN:
        return ConsultationRole.TAKING_NOTE
    recommends = "empfiehlt" in proposal or "empfohlen" in proposal
    return ConsultationRole.PREPARATION if recommends else ConsultationRole.DECISION


def _proposal(phrase: str | Unknown | None) -> tuple[ProposalKind, str]:
    """Which kind of decision the file proposes; an unknown one is openly open."""
    said = known(phrase)
    if not said:
        return ProposalKind.DECISION, _STILL_OPEN
    text = words(said)
    if text.strip("- ").casefold() in ("ohne", "none"):
        return ProposalKind.NONE, ""
    if term(said).code == "taking_note" or text == _TAKING_NOTE:
        return ProposalKind.TAKING_NOTE, _TAKING_NOTE
    return ProposalKind.DECISION, text
