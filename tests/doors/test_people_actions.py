"""Every deed on people, by everybody who lacks the right: refused before anything is looked at.

The pages ask as well; these are the actions themselves, as a forgotten page would call them.
"""

import datetime
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from kreislotse.access.policy import Actor, Role
from kreislotse.eligibility import actions as eligibility
from kreislotse.intake import actions as intake
from kreislotse.kernel.refusals import DomainError, NotAllowed
from kreislotse.organisations.models import LegalRegime
from kreislotse.participants import actions as participants
from kreislotse.participants.models import Candidate, Household
from kreislotse.participants.profile import Profile
from kreislotse.participants.states import Closing, ConsentPurpose, RestrictionGround
from kreislotse.protection import actions as protection
from kreislotse.transmission import actions as transmission
from tests.doors.test_money_actions import nothing_written
from tests.factories.organisations import MunicipalityFactory
from tests.fixtures.world import Side, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DAY = datetime.date(2015, 11, 1)
# Reference data that belong to no district: whoever keeps them anywhere may.
REFERENCE = {"add_title_regime", "load_periods", "load_residence_titles", "set_period"}
# Deeds of the call that are older than people here; they have tests of their own.
CALLS = {
    "change_call",
    "close_call",
    "declare_answers_not_recorded",
    "describe_target_group",
    "draft_call",
    "forward_call",
    "open_call",
    "record_answer",
    "record_past_call",
    "report_nil_return",
    "withdraw_answer",
}
RECORDS = {
    "call": "call_id",
    "response": "participants:response_sign_off:response_id",
    "version": "consent_version_id",
    "text": "consent_text_id",
    "basis": "basis_id",
    "move": "move_id",
    "upload": "upload_id",
    "row": "row_id",
    "rule_set": "rule_set_id",
    "rule": "rule_id",
    "country_list": "country_list_id",
    "verdict": "verdict_id",
    "review": "review_id",
    "batch": "batch_id",
    "line": "line_id",
    "recall": "recall_id",
    "outcome": "outcome_id",
    "destruction": "destruction_id",
    "hold": "hold_id",
    "initiative": "initiative_id",
}
PROFILE = Profile("Haddad", "Amina", datetime.date(1990, 4, 3), "SY")
WORDS: dict[str, Any] = {
    "profile": PROFILE,
    "content": b"Name;Vorname\r\n",
    "regime": LegalRegime.ASYLBLG,
    "people": 1,
    "ground": RestrictionGround.REQUEST,
    "closing": Closing.DONE,
    "purpose": ConsentPurpose.AGENCY,
    "result": "eligible",
    "feedback": "accepted",
    "kind": "employment",
    "channel": "portal",
    "decision": "given",
    "form": "paper",
    "language": "de",
    "level": "A1",
    "evidence": "self",
    "grants": [],
    "texts": {},
    "purposes": {},
    "typed": {},
    "condition": {"fact": "german_level", "at_least": "A1"},
    "countries": ["SY"],
    "candidates": [],
    "municipalities": [],
    "lines": [],
    "valid_months": 12,
    "months": 12,
}


def deeds() -> dict[str, Callable[..., Any]]:
    found: dict[str, Callable[..., Any]] = {}
    for package in (participants, intake, eligibility, transmission, protection):
        found |= {name: getattr(package, name) for name in package.__all__}
    return {name: found[name] for name in set(found) - REFERENCE - CALLS}


def said(deed: Callable[..., Any], name: str, side: Side) -> tuple[list[Any], dict[str, Any]]:
    """Something for every parameter that has to be said; the first ones by place."""
    first: list[Any] = []
    found: dict[str, Any] = {}
    for each in inspect.signature(deed).parameters.values():
        if each.name == "actor" or each.default is not inspect.Parameter.empty:
            continue
        value = _something(each.name, name, side)
        if each.kind is inspect.Parameter.KEYWORD_ONLY:
            found[each.name] = value
        else:
            first.append(value)
    return first, found


def _something(parameter: str, deed: str, side: Side) -> Any:
    person = Candidate.objects.get(code=side.records["candidate_code"])
    if parameter in ("candidate", "subject", "member"):
        return person
    if parameter == "nomination":
        return person.nominations.first()
    if parameter == "household":
        return Household.objects.create(owner=side.town, code="HAUSHALT0001")
    if parameter == "version" and deed in eligibility.__all__:
        return side.records["rule_version_id"]
    if parameter == "people" and deed == "record_feedback_sums":
        return {"accepted": 1}
    if parameter in RECORDS:
        return side.records[RECORDS[parameter]]
    if parameter == "owner":
        return side.town if deed in OF_A_TOWN else side.district
    if parameter in ("recipient", "to_municipality"):
        return side.town
    if parameter == "title" and deed == "record_status":
        return side.records["title_id"]
    if parameter in WORDS:
        return WORDS[parameter]
    if parameter in ("on", "since") or parameter.endswith(("_on", "_from", "_to")):
        return DAY
    return "Wort"


OF_A_TOWN = {"record_candidate", "receive_list", "propose_destruction", "record_potential"}


def strangers(world: World) -> list[Actor]:
    """Whoever holds everything elsewhere, a clerk next door, and nobody at all."""
    ours, theirs = world.ours, world.theirs
    at = datetime.datetime(2015, 11, 2, 11, 0, tzinfo=datetime.UTC)
    next_door = MunicipalityFactory(part_of=ours.district, name="Nachbardorf")
    elsewhere = frozenset(
        (role, place) for role in Role for place in (theirs.district.pk, theirs.town.pk)
    )
    clerk = frozenset({(Role.MUNICIPAL_CLERK, next_door.pk)})
    reader = frozenset({(Role.AUDITOR, ours.district.pk), (Role.COUNSELLOR, ours.district.pk)})
    return [
        Actor(901, at, elsewhere),
        Actor(902, at, clerk),
        Actor(903, at, reader),
        Actor(None, at),
    ]


@pytest.mark.parametrize("name", sorted(deeds()))
def test_no_deed_on_people_without_its_right(world: World, name: str):
    """R-DP-10, R-CAN-01: NotAllowed, whatever else would be wrong, and nothing is written."""
    deed = deeds()[name]
    first, facts = said(deed, name, world.ours)
    met = {}
    for actor in strangers(world):
        with nothing_written(), transaction.atomic():
            try:
                deed(*first, **facts, actor=actor)
                met[actor.person_id] = "carried out"
            except NotAllowed:
                continue
            except DomainError as error:
                met[actor.person_id] = repr(error)
    assert met == {}
