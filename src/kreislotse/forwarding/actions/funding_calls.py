"""Calls for applications: drafted, opened, closed; after their last day nobody can apply."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.models import AwardItem
from kreislotse.awards.openness import require_open
from kreislotse.forwarding.errors import (
    ClosesInThePast,
    ForwardingNotAllowed,
    WishNotPositive,
)
from kreislotse.forwarding.models import FundingCall
from kreislotse.forwarding.states import CallState
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import WrongState

EDIT = Permission.FUNDING_EDIT


class CallFacts(TypedDict, total=False):
    """What can be changed about a call before it is opened."""

    title: str
    text: str
    closes_on: date
    cap_per_project: Money | None
    light_form_up_to: Money | None


@transaction.atomic
def draft_funding_call(
    item: AwardItem,
    *,
    actor: Actor,
    title: str,
    text: str,
    closes_on: date,
    cap_per_project: Money | None = None,
    light_form_up_to: Money | None = None,
) -> FundingCall:
    """Prepare a call; the cap is the notice's where not said (R-DIS-01, R-DIS-08)."""
    require(actor, EDIT, at=item.owner_id)
    if not item.award.forwarding_allowed:
        raise ForwardingNotAllowed(award=item.award)
    _positive(cap_per_project, light_form_up_to)
    call = FundingCall(
        owner_id=item.owner_id,
        item=item,
        title=title,
        text=text,
        closes_on=closes_on,
        cap_per_project=cap_per_project or item.award.cap_per_project,
        light_form_up_to=light_form_up_to,
    )
    return add(call, "draft_funding_call", actor=actor, needs=EDIT)


@transaction.atomic
def change_funding_call(
    call: FundingCall, *, actor: Actor, **values: Unpack[CallFacts]
) -> FundingCall:
    """Change a call that is not open yet."""
    call = lock(call)
    require(actor, EDIT, at=call.owner_id)
    if call.state != CallState.DRAFT:
        raise WrongState(state=call.get_state_display())
    _positive(values.get("cap_per_project"), values.get("light_form_up_to"))
    return change(call, "change_funding_call", actor=actor, needs=EDIT, **values)


@transaction.atomic
def open_funding_call(call: FundingCall, *, actor: Actor, note: str = "") -> FundingCall:
    """From now until its last day anybody can apply."""
    call = lock(call)
    check(call, "open_funding_call", actor=actor)
    award = call.item.award
    require_open(award)
    if not award.forwarding_allowed:
        raise ForwardingNotAllowed(award=award)
    if call.closes_on < actor.today:
        raise ClosesInThePast(closes_on=date_short(call.closes_on), today=date_short(actor.today))
    return advance(call, "open_funding_call", actor=actor, note=note)


@transaction.atomic
def close_funding_call(call: FundingCall, *, actor: Actor, note: str = "") -> FundingCall:
    return advance(lock(call), "close_funding_call", actor=actor, note=note)


def _positive(*amounts: Money | None) -> None:
    for amount in amounts:
        if amount is not None and amount <= ZERO:
            raise WishNotPositive(amount=amount)
