"""The plan of the employment agency: who plans it, who holds what, the concept, the meeting."""

from kreislotse.cooperation.actions import intend_concept, plan_meeting, send_invitations
from kreislotse.initiatives.actions import add_partner, record_position
from kreislotse.initiatives.models import Initiative
from kreislotse.initiatives.states import PartRole, Stance
from kreislotse.kernel.german import NOT_KNOWN, join
from kreislotse.organisations.models import Organisation
from kreislotse.sample.facts_schema import IntegrationPoints, Meeting
from kreislotse.sample.loading.world import SOURCE, World, known, words
from kreislotse.sample.terms import Term, term

ASSOCIATIONS = "municipal associations (kommunale Spitzenverbände)"
REPORTED_BY = "according to the "


def load_points(world: World, initiative: Initiative) -> None:
    """All that the file says about the plan."""
    said = known(world.facts.integration_points)
    if said is None or not known(said.joint_concept):
        _load_neighbour(world, initiative)
    if said is None or not known(said.meeting):
        _ask_about_towns(world, initiative)
    if said is None:
        return
    planner = world.organisation(said.planned_by)
    if planner:
        add_partner(initiative, actor=world.actor(), organisation=planner, role=PartRole.PLANNING)
    _load_positions(world, initiative, said)
    _load_concept(world, initiative, said)
    _load_meeting(world, initiative, said)


def _load_neighbour(world: World, initiative: Initiative) -> None:
    """The neighbour takes part, even while nothing is known of a concept."""
    neighbour = known(world.facts.neighbour_district)
    partner = world.organisation(neighbour.name) if neighbour else None
    if partner:
        add_partner(initiative, actor=world.actor(), organisation=partner, role=PartRole.PARTNER)


def _load_positions(world: World, initiative: Initiative, said: IntegrationPoints) -> None:
    not_agreed_with, offer, rule = (
        known(said.not_agreed_with),
        known(said.agency_offer),
        known(said.rule),
    )
    if not_agreed_with:
        who, _comma, reporter = not_agreed_with.partition(f", {REPORTED_BY}")
        _position(
            world,
            initiative,
            Stance.NOT_AGREED,
            not_agreed_with,
            world.organisation(who),
            world.organisation(reporter),
            verbatim="Nicht abgestimmt ist das Vorhaben mit: {}",
        )
    if offer:
        holder, offered, _rest = offer.partition(" offered ")
        _position(
            world,
            initiative,
            Stance.OFFERS,
            offer,
            world.organisation(holder) if offered else None,
            None,
        )
    if rule:
        _position(world, initiative, Stance.STATES, rule, None, None)


def _position(
    world: World,
    initiative: Initiative,
    stance: Stance,
    phrase: str,
    holder: Organisation | None,
    said_by: Organisation | None,
    verbatim: str = "{}",
) -> None:
    meaning = term(phrase)
    statement = meaning.text if meaning.shape == "sentence" else verbatim.format(meaning.text)
    record_position(
        initiative,
        actor=world.actor(),
        holder=holder or world.district,
        stance=stance,
        statement=statement,
        said_by=said_by,
        source="" if said_by else SOURCE,
    )


def _load_concept(world: World, initiative: Initiative, said: IntegrationPoints) -> None:
    concept = known(said.joint_concept)
    if not concept:
        return
    neighbour = known(world.facts.neighbour_district)
    partner = world.organisation(neighbour.name) if neighbour else None
    meaning = term(concept)
    intend_concept(
        initiative,
        actor=world.actor(),
        title=meaning.title,
        partners=[partner] if partner else [],
        basis=meaning.text,
    )


def told_results(said: IntegrationPoints) -> str:
    """Results of the meeting that the file tells in words, not only promises for the session."""
    meeting = known(said.meeting)
    results = _results(meeting) if meeting else None
    return results.text if results and results.code != "orally" else ""


def _results(meeting: Meeting) -> Term | None:
    results = known(meeting.results)
    return term(results) if results else None


def _load_meeting(world: World, initiative: Initiative, said: IntegrationPoints) -> None:
    meeting = known(said.meeting)
    if meeting is None:
        return
    results = _results(meeting)
    planned = plan_meeting(
        initiative,
        actor=world.actor(),
        topic=words(meeting.topic) or NOT_KNOWN,
        held_on=known(meeting.date),
        results_orally=bool(results and results.code == "orally"),
    )
    guests = _guests(world, meeting)
    if guests:
        send_invitations(planned, actor=world.actor(), organisations=guests)
    _ask_about_guests(world, initiative, meeting, guests)


def _guests(world: World, meeting: Meeting) -> list[Organisation]:
    """All towns, where the file says so; whom another phrase means nobody can know."""
    invited = known(meeting.invited)
    everybody = invited is not None and words(invited).casefold().startswith("all")
    return world.towns if everybody else []


def _ask_about_guests(
    world: World, initiative: Initiative, meeting: Meeting, guests: list[Organisation]
) -> None:
    """What the file says of the guests stays in the paper where their names do not say it."""
    invited, towns = known(meeting.invited), known(world.facts.municipalities)
    if invited and (not guests or len(guests) < len(towns or ())):
        question = f"Namen der Eingeladenen ({words(invited)})"
        world.ask(initiative, "integration_points.meeting.invited", question[:300])
    if not guests:
        _ask_about_towns(world, initiative)


def _ask_about_towns(world: World, initiative: Initiative) -> None:
    """The towns are named as guests of the meeting; else their part is still to be told."""
    if world.towns:
        names = join([town.name for town in world.towns])
        world.ask(initiative, "municipalities", f"Beteiligung von {names}"[:300])
