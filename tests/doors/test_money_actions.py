"""Every deed on money, by everybody who lacks the right: refused before anything is looked at.

The pages ask as well; these are the actions themselves, as a forgotten page would call them.
"""

import datetime
import inspect
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from kreislotse.access.policy import GRANTS, Actor, Permission, Role
from kreislotse.awards import actions as awards
from kreislotse.awards.states import AwardChangeKind
from kreislotse.forwarding import actions as forwarding
from kreislotse.forwarding.actions.plans import Variant
from kreislotse.forwarding.states import BlockKind
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DomainError, NotAllowed
from kreislotse.ledger import actions as ledger
from kreislotse.ledger.actions import reverse_deed
from kreislotse.proofs import actions as proofs
from tests.fixtures.world import Side, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORKS_WITH_MONEY = {
    Permission.FUNDING_EDIT,
    Permission.FUNDING_APPROVE,
    Permission.REFERENCE_EDIT,
}
NOBODYS = [role for role in Role if not GRANTS[role] & WORKS_WITH_MONEY]
READ_ENOUGH = {"take_dossier"}  # reading is the right
ANYBODYS_OWN = {"declare_conflict"}  # whoever reads grants may say that he is biased
BY_PART = {  # a town does these for itself
    "agree_to_share",
    "object_to_share",
    "apply_for_funds",
    "state_bank_account",
    "begin_sub_proof",
    "describe_sub_proof",
    "submit_sub_proof",
    "add_receipt_to_sub_proof",
    "add_receipt_to_forwarding",
    "hand_in_proof",
    "record_proof_received",
    "remove_receipt",
}


def deeds() -> dict[str, Callable[..., Any]]:
    found: dict[str, Callable[..., Any]] = {"reverse_deed": reverse_deed}
    for package in (awards, forwarding, proofs):
        found |= {name: getattr(package, name) for name in package.__all__}
    assert ledger.reverse_deed is reverse_deed
    return found


# By the parameter that takes a record: what the world calls it.
RECORDS = {
    "award": "award_id",
    "condition": "condition_id",
    "draw_down": "draw_down_id",
    "receipt": "receipt_id",
    "allocation": "allocation_id",
    "repayment": "repayment_id",
    "transfer": "transfer_id",
    "plan": "plan_id",
    "agreement": "agreement_id",
    "share": "share_id",
    "forwarding": "forwarding_id",
    "sub_proof": "sub_proof_id",
    "sub_receipt": "sub_receipt_id",
    "recovery": "recovery_id",
    "proof": "proof_id",
    "income": "income_id",
    "item": "item_id",
    "to": "item_id",
    "call": "funding_call_id",
    "conflict": "conflict_id",
    "initiative": "initiative_id",
    "block": "block_id",
    "template": "template_id",
}
WORDS: dict[str, Any] = {
    "kind": AwardChangeKind.AMENDMENT,
    "differences": {},
    "items": [],
    "lines": {},
    "findings": [],
    "variants": [Variant("Gleich", "equal")],
    "verdicts": {},
    "values": {},
    "financing": "full",
    "key": "equal",
    "number": 1,
    "value": 1,
    "accepted": True,
    "confirmed": True,
    "layout": "[]",
    "economical": True,
    "agrees_with_books": True,
    "conditions_kept": True,
    "remarked_on": datetime.date(2015, 11, 1),
}


def said(deed: Callable[..., Any], name: str, side: Side) -> dict[str, Any]:
    """Something for every parameter that has to be said."""
    found: dict[str, Any] = {}
    parameters = inspect.signature(deed).parameters.values()
    for each in parameters:
        if each.name == "actor" or each.kind is inspect.Parameter.VAR_KEYWORD:
            continue
        if each.default is not inspect.Parameter.empty and each.name != "award":
            continue
        found[each.name] = _something(each.name, name, side)
    return found


def _something(parameter: str, deed: str, side: Side) -> Any:
    if parameter == "kind" and deed in ("write_letter", "register_text_block"):
        return BlockKind.AWARD_LETTER
    if parameter == "duty":
        of_proof = deed in ("begin_proof", "change_proof_due")
        return side.records["proof_duty_id" if of_proof else "duty_id"]
    if parameter in RECORDS:
        return side.records[RECORDS[parameter]]
    if parameter in WORDS:
        return WORDS[parameter]
    if parameter in ("owner", "recipient", "organisation", "payer"):
        return side.town if parameter == "recipient" else side.district
    if (
        parameter.endswith("_on")
        or parameter in ("dated", "due_on", "until", "since", "on")
        or (parameter.endswith(("_from", "_to")) and parameter != "paid_to")
    ):
        return datetime.date(2015, 11, 1)
    if parameter in ("amount", "approved", "by_account", "by_notice", "difference"):
        return Money(1)
    return "Wort"


@contextmanager
def nothing_written() -> Iterator[None]:
    tables: list[str] = []

    def notice(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            tables.append(sql[:60])
        return execute(sql, *rest)

    with connection.execute_wrapper(notice):
        yield
    assert tables == []


def strangers(world: World, name: str) -> list[Actor]:
    """Whoever reads here, works elsewhere, or holds a link of somebody else's."""
    ours, theirs = world.ours, world.theirs
    at = datetime.datetime(2015, 11, 2, 11, 0, tzinfo=datetime.UTC)
    here, there = ours.district.pk, theirs.district.pk
    everything = frozenset((role, there) for role in Role if role != Role.ADMINISTRATOR)
    everything |= {(Role.MUNICIPAL_CLERK, theirs.town.pk)}
    link = frozenset({(Permission.FUNDS_APPLY, there)})
    readers = [frozenset({(role, here)}) for role in NOBODYS if role != Role.MUNICIPAL_CLERK]
    clerk = frozenset({(Role.MUNICIPAL_CLERK, ours.town.pk)})
    found = [Actor(901, at, everything), Actor(None, at, passes=link), Actor(None, at)]
    if name not in READ_ENOUGH | ANYBODYS_OWN:
        found += [Actor(902, at, roles) for roles in readers]
    if name not in BY_PART:
        found.append(Actor(903, at, clerk))
        found.append(Actor(None, at, passes=frozenset({(Permission.FUNDS_APPLY, here)})))
    return found


REFERENCE = {
    # Anybody who keeps such texts anywhere may: they belong to no district.
    "copy_form_template",
    "end_text_block",
    "load_form_templates",
    "load_paperwork",
    "load_key_figures",
    "load_text_blocks",
    "record_key_figure",
    "record_key_figures",
    "register_text_block",
    "revise_text_block",
}
BY_LINK = {"apply_by_form"}


@pytest.mark.parametrize("name", sorted(set(deeds()) - REFERENCE - BY_LINK))
def test_no_deed_on_money_without_its_right(world: World, name: str):
    """R-DP-10: NotAllowed, whatever else would be wrong, and nothing is written."""
    deed = deeds()[name]
    facts = said(deed, name, world.ours)
    met = {}
    for number, actor in enumerate(strangers(world, name)):
        with nothing_written(), transaction.atomic():
            try:
                deed(**facts, actor=actor)
                met[number] = "carried out"
            except NotAllowed:
                continue
            except DomainError as error:
                met[number] = repr(error)
    assert met == {}


def test_every_deed_on_money_is_asked():
    hints = {name: typing.get_type_hints(deed) for name, deed in deeds().items()}
    assert {name for name, found in hints.items() if found.get("actor") is not Actor} == set()
