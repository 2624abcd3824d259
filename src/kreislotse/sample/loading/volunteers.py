"""The small programmes that the district applies for in place of the centre (R-DIS-05)."""

from kreislotse.funding.actions import (
    agree_distribution,
    declare_state_unknown,
    draft_application,
    register_programme,
    register_purpose,
    use_programme,
)
from kreislotse.funding.models import Programme, Purpose
from kreislotse.initiatives.models import Initiative
from kreislotse.sample.facts_schema import Pot, VolunteerFunding
from kreislotse.sample.facts_values import UNKNOWN
from kreislotse.sample.loading.world import SOURCE, World, code_of, items, known, money
from kreislotse.sample.terms import term

IN_PLACE_OF = "des noch nicht bestehenden Kommunalen Integrationszentrums"


def load_volunteer_funding(world: World, initiative: Initiative) -> None:
    """Programmes, pots with their purposes, the state of the applications, the distribution."""
    said = known(world.facts.volunteer_funding)
    if said is None:
        return
    for phrase in items(said.programmes):
        use_programme(initiative, _programme(world, phrase), actor=world.actor())
    for number, pot in enumerate(known(said.pots) or [], start=1):
        # A sum of which nothing is known keeps its place, so that the total stays open.
        _load_pot(world, initiative, said, known(pot) or Pot(UNKNOWN, UNKNOWN), number)
    distribution = known(said.distribution)
    if distribution:
        meaning = term(distribution)
        agree_distribution(
            initiative,
            actor=world.actor(),
            agreed_with_municipalities=meaning.code == "agreed",
            rule=meaning.text,
        )


def _programme(world: World, phrase: str) -> Programme:
    meaning = term(phrase)
    programme = Programme.objects.filter(code=code_of(meaning)).first()
    return programme or register_programme(
        actor=world.actor(), code=code_of(meaning), name=meaning.text, source=SOURCE
    )


def _load_pot(
    world: World, initiative: Initiative, said: VolunteerFunding, pot: Pot, number: int
) -> None:
    application = draft_application(
        initiative,
        actor=world.actor(),
        title=f"{number}. Betrag für das Ehrenamt",
        applicant=world.organisation(said.applicant) or world.somebody(),
        in_place_of=_stands_in_for(world, said),
        requested=money(pot.amount_cents),
        difference_reason="Die Quelle nennt diese Summe.",
        purposes=[_purpose(world, phrase) for phrase in items(pot.purposes)],
    )
    declare_state_unknown(application, actor=world.actor())


def _stands_in_for(world: World, said: VolunteerFunding) -> str:
    """The centre, as long as its planned start is still to come, where the district applies."""
    application = known(world.facts.ki_application)
    start = known(application.planned_start) if application else None
    district_applies = world.organisation(said.applicant) == world.district
    return IN_PLACE_OF if start and start > world.as_of and district_applies else ""


def _purpose(world: World, phrase: str) -> Purpose:
    meaning = term(phrase)
    purpose = Purpose.objects.filter(code=code_of(meaning)).first()
    return purpose or register_purpose(
        actor=world.actor(), code=code_of(meaning), title=meaning.text
    )
