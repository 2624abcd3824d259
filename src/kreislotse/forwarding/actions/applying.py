"""Applications of final recipients: by the office, by a town for itself, by anybody's form."""

from datetime import date
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.awards.models import AwardItem
from kreislotse.awards.openness import require_open
from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding.errors import (
    BankAccountSettled,
    CallFull,
    CallNotOpen,
    CallOfAnotherItem,
    CallOrShareNeeded,
    CallOver,
    FundsNegative,
    FundsNotStated,
    NotReachable,
    ShareNotDecided,
    ShareOfAnother,
    StatementsNotConfirmed,
    WishNotPositive,
)
from kreislotse.forwarding.iban import checked_iban
from kreislotse.forwarding.keys import hash_of, is_key, may_follow_by_link, new_key
from kreislotse.forwarding.models import Forwarding, FundingCall, Share
from kreislotse.forwarding.queries import light_form_up_to
from kreislotse.forwarding.recipients import (
    recipient_kind,
    require_allowed,
    require_recipient,
)
from kreislotse.forwarding.sharing_errors import ShareGivenUp
from kreislotse.forwarding.states import BEFORE_PAYMENT, CallState, ForwardingState, PlanState
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from kreislotse.organisations.models import Organisation

EDIT = Permission.FUNDING_EDIT
REQUEST = Permission.FUNDS_REQUEST
APPLY = Permission.FUNDS_APPLY
MOST_UNCHECKED = 200


class Wish(TypedDict):
    """What an applicant says: what for, when, how much, and where to reach and pay them."""

    title: str
    description: str
    period_from: date
    period_to: date
    requested: Money
    own_funds: NotRequired[Money | None]
    other_funds: NotRequired[Money | None]
    other_funds_from: NotRequired[str]
    contact_name: NotRequired[str]
    contact_email: NotRequired[str]
    contact_phone: NotRequired[str]
    iban: NotRequired[str]
    account_holder: NotRequired[str]


@transaction.atomic
def apply_for_funds(
    item: AwardItem,
    *,
    actor: Actor,
    recipient: Organisation,
    call: FundingCall | None = None,
    share: Share | None = None,
    applied_on: date | None = None,
    request_key: str = "",
    **wish: Unpack[Wish],
) -> Forwarding:
    """An organisation asks for money of an item; the same request twice is entered once.

    The office may enter what came in on paper on an earlier day; a town asks for itself, on an
    open call or for its own share.
    """
    by_office = allowed(actor, EDIT, at=item.owner_id)
    if not by_office:
        _asks_for_itself(recipient, item, actor)
        applied_on = None
        if call is None and share is None:
            raise CallOrShareNeeded
    item = lock(item)
    sent = Forwarding.objects.filter(request_key=request_key).first()
    if sent and (sent.owner_id, sent.recipient_id) == (item.owner_id, recipient.pk):
        return sent
    require_recipient(recipient)
    day = applied_on or actor.today
    if call is not None:
        _takes_applications(call, item, day, also_closed=by_office)
    if share is not None:
        share = lock(share)  # nobody may have given it up meanwhile
        _belongs(share, recipient, item)
    forwarding = Forwarding(
        item=item,
        call=call,
        share=share,
        recipient=recipient,
        recipient_kind=recipient_kind(recipient.kind),
        applicant_name=recipient.name,
        applied_on=day,
        request_key=new_key() if sent or not request_key else request_key,
    )
    return _file(forwarding, wish, "apply_for_funds", actor)


@transaction.atomic
def apply_by_form(
    call: FundingCall,
    *,
    actor: Actor,
    applicant_name: str,
    kind: str,
    confirmed: bool,
    key: str = "",
    **wish: Unpack[Wish],
) -> tuple[Forwarding, str]:
    """Anybody applies without an account; their link's key comes back, only its hash is kept.

    The form brings the key along, so that a double click enters one application and shows the
    same link again.
    """
    require(actor, APPLY, at=call.owner_id)
    key = key if is_key(key) else new_key()
    item = lock(call.item)
    if known := Forwarding.objects.filter(key_hash=hash_of(key)).first():
        return known, key
    _takes_applications(call, item, actor.today)
    if not confirmed:
        raise StatementsNotConfirmed
    if not (wish.get("contact_email") or wish.get("contact_phone")):
        raise NotReachable
    unchecked = Forwarding.objects.filter(call=call, state=ForwardingState.APPLIED)
    if unchecked.exclude(key_hash="").count() >= MOST_UNCHECKED:
        raise CallFull(most=MOST_UNCHECKED)
    forwarding = Forwarding(
        item=item,
        call=call,
        recipient_kind=RecipientKind(kind),
        applicant_name=applicant_name,
        applied_on=actor.today,
        key_hash=hash_of(key),
        request_key=hash_of(key),
    )
    return _file(forwarding, wish, "apply_by_form", actor), key


@transaction.atomic
def state_bank_account(
    forwarding: Forwarding, *, actor: Actor, iban: str, account_holder: str = ""
) -> Forwarding:
    """Say where the money is to go: the office, the town itself, or whoever has the link.

    By the link it is settled with the check: only a missing account can follow later.
    """
    forwarding = lock(forwarding)
    by_link = bool(forwarding.key_hash) and allowed(actor, APPLY, at=forwarding.owner_id)
    if not by_link and forwarding.recipient_id not in actor.places(REQUEST):
        require(actor, EDIT, at=forwarding.owner_id)
    if forwarding.state not in BEFORE_PAYMENT:
        raise WrongState(state=forwarding.get_state_display())
    if by_link and not may_follow_by_link(forwarding):
        raise BankAccountSettled
    values = {"iban": checked_iban(iban), "account_holder": account_holder}
    return file_change(forwarding, "state_bank_account", actor=actor, **values)


def _file(forwarding: Forwarding, wish: Wish, verb: str, actor: Actor) -> Forwarding:
    """Fill in the wish, refuse what cannot be, and save."""
    for name, value in wish.items():
        setattr(forwarding, name, value)
    item = forwarding.item
    forwarding.owner_id = item.owner_id
    forwarding.iban = checked_iban(forwarding.iban)
    require_allowed(item.award, forwarding.recipient_kind)
    require_open(item.award)
    _in_order(forwarding)
    limit = light_form_up_to(item.award, forwarding.call)
    forwarding.light = forwarding.requested <= limit
    stated = forwarding.own_funds is not None and forwarding.other_funds is not None
    if not (forwarding.light or forwarding.share_id or stated):
        raise FundsNotStated(requested=forwarding.requested, limit=limit)
    return file_new(forwarding, verb, actor=actor)


def _asks_for_itself(recipient: Organisation, item: AwardItem, actor: Actor) -> None:
    require(actor, REQUEST, at=recipient.pk)
    if recipient.part_of_id != item.owner_id:
        raise NotAllowed(permission=REQUEST)


def _takes_applications(
    call: FundingCall, item: AwardItem, day: date, *, also_closed: bool = False
) -> None:
    if call.item_id != item.pk:
        raise CallOfAnotherItem(call=call, item=call.item)
    open_states = (CallState.OPEN, CallState.CLOSED) if also_closed else (CallState.OPEN,)
    if call.state not in open_states:
        raise CallNotOpen(call=call)
    if call.closes_on < day:
        raise CallOver(call=call, closed_on=date_short(call.closes_on))


def _belongs(share: Share, recipient: Organisation, item: AwardItem) -> None:
    if share.organisation_id != recipient.pk or share.plan.item_id not in (None, item.pk):
        raise ShareOfAnother(town=share.organisation, recipient=recipient, item=item)
    if share.plan.state != PlanState.DECIDED:
        raise ShareNotDecided(plan=share.plan)
    if share.given_up_on:
        raise ShareGivenUp(town=share.organisation, day=date_short(share.given_up_on))


def _in_order(forwarding: Forwarding) -> None:
    if forwarding.requested <= ZERO:
        raise WishNotPositive(amount=forwarding.requested)
    for funds in (forwarding.own_funds, forwarding.other_funds):
        if funds is not None and funds < ZERO:
            raise FundsNegative(amount=funds)
    if forwarding.period_to < forwarding.period_from:
        raise DateOrder(
            later_name="Das Ende",
            later=date_short(forwarding.period_to),
            earlier_name="dem Anfang",
            earlier=date_short(forwarding.period_from),
        )
