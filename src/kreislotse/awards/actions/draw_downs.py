"""Draw-downs: asking the authority for money of an award, and its coming in."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Max

from kreislotse.access.deeds import add, advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.cash_errors import (
    DayToCome,
    FinalLater,
    ItemNotOfAward,
    LumpSumNotDrawn,
    MoreThanLeft,
    NeedNotStated,
    NotFinal,
    NothingDrawn,
    OtherGroup,
    OwnFundsBehind,
    PreviousNotSpent,
    UseTooLate,
)
from kreislotse.awards.cash_flows import NOTHING, RECEIVED, line_reference, standings, use_of_items
from kreislotse.awards.drawing import latest_use, own_funds_needed
from kreislotse.awards.late_use import unused
from kreislotse.awards.models import Award, AwardItem, DrawDown, DrawDownLine
from kreislotse.awards.openness import require_booked, require_open
from kreislotse.awards.rules import final_on, is_final
from kreislotse.awards.states import AppealWaiver, AwardState, DrawDownState
from kreislotse.funding.states import Financing
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.kernel.refusals import DateOrder, FourEyesNeeded, ReasonNeeded
from kreislotse.ledger import movements
from kreislotse.ledger.errors import AccountOverdrawn, AmountNotPositive
from kreislotse.ledger.states import AccountKind

_FINAL_STATES = (AwardState.FINAL, AwardState.RUNNING, AwardState.PROOF_DUE)


@transaction.atomic
def draft_draw_down(
    award: Award,
    *,
    actor: Actor,
    group: str,
    lines: Mapping[AwardItem, Money],
    expected_use_on: date,
    needed_for: str,
    own_funds_used: Money | None = None,
    cash_reference: str = "",
) -> DrawDown:
    """Prepare a call for money of one group of numbers; nothing is booked yet (R-GRT-05, -06)."""
    require(actor, Permission.FUNDING_EDIT, at=award.owner_id)
    award = lock(award)
    _drawable(award)
    _lines_in_order(award, group, lines)
    _use_in_time(award, expected_use_on, requested_on=actor.today)
    _need_stated(award, lines, needed_for)
    draw_down = DrawDown(
        award=award,
        group=group,
        number=(award.draw_downs.aggregate(last=Max("number"))["last"] or 0) + 1,
        expected_use_on=expected_use_on,
        needed_for=needed_for,
        own_funds_used=own_funds_used,
        cash_reference=cash_reference,
    )
    add(draw_down, "draft_draw_down", actor=actor, needs=Permission.FUNDING_EDIT)
    for item, amount in lines.items():
        DrawDownLine.objects.create(draw_down=draw_down, item=item, amount=amount)
    return draw_down


@transaction.atomic
def request_draw_down(
    draw_down: DrawDown, *, actor: Actor, requested_on: date, summary_proof: str = ""
) -> DrawDown:
    """Release and ask for the money: the second pair of eyes, and all rules of that day.

    `summary_proof` says how the instalment before was proven, where the notice asks for it.
    """
    award = lock(draw_down.award)
    draw_down = lock(draw_down)
    check(draw_down, "request_draw_down", actor=actor)
    _second_pair_of_eyes(draw_down, actor)
    _drawable(award)
    _not_to_come(requested_on, actor)
    _final(award, requested_on)
    _use_in_time(award, draw_down.expected_use_on, requested_on=requested_on)
    lines = {line.item: line.amount for line in draw_down.lines.select_related("item__award__book")}
    _lines_in_order(award, draw_down.group, lines)
    _previous_spent(draw_down, summary_proof)
    _own_funds_pro_rata(award, draw_down, total(list(lines.values())))
    for item, amount in lines.items():
        deed = _deed(draw_down, item, "requested", actor, requested_on)
        try:
            movements.request_draw(item.pot, amount, deed)
        except AccountOverdrawn as error:
            left = item.pot.balance(AccountKind.UNDRAWN)
            raise MoreThanLeft(item=item, left=left, asked=amount) from error
    return advance(
        draw_down,
        "request_draw_down",
        actor=actor,
        note=summary_proof,
        requested_on=requested_on,
    )


@transaction.atomic
def record_draw_down_received(draw_down: DrawDown, *, actor: Actor, received_on: date) -> DrawDown:
    """The authority's money is on the account."""
    draw_down = lock(draw_down)
    check(draw_down, "record_draw_down_received", actor=actor)
    _not_to_come(received_on, actor)
    if draw_down.requested_on and received_on < draw_down.requested_on:
        raise DateOrder(
            later_name="Der Eingang des Geldes",
            later=date_short(received_on),
            earlier_name="dem Mittelabruf",
            earlier=date_short(draw_down.requested_on),
        )
    for line in draw_down.lines.select_related("item__award__book"):
        book = line.item.award.book
        name = line_reference(draw_down.pk, line.item.pk, RECEIVED)
        deed = movements.Deed(actor, received_on, movements.booked_anew(book, name))
        movements.receive_draw(line.item.pot, line.amount, deed)
    return advance(draw_down, "record_draw_down_received", actor=actor, received_on=received_on)


@transaction.atomic
def undo_draw_down_receipt(draw_down: DrawDown, *, actor: Actor, reason: str) -> DrawDown:
    """The money did not come in as entered: book it back and wait for it again."""
    award = lock(draw_down.award)
    draw_down = lock(draw_down)
    check(draw_down, "undo_draw_down_receipt", actor=actor)
    require_booked(award)
    if not reason.strip():
        raise ReasonNeeded(what="Warum ist der Eingang falsch?")
    for line in draw_down.lines.select_related("item__award__book"):
        movements.undo_last(
            line.item.award.book,
            line_reference(draw_down.pk, line.item.pk, RECEIVED),
            actor=actor,
            on=draw_down.received_on or actor.today,
            reason=reason,
        )
    return advance(
        draw_down, "undo_draw_down_receipt", actor=actor, note=reason.strip(), received_on=None
    )


@transaction.atomic
def cancel_draw_down(draw_down: DrawDown, *, actor: Actor, reason: str = "") -> DrawDown:
    """Take a call back; what was asked for can be drawn again."""
    draw_down = lock(draw_down)
    check(draw_down, "cancel_draw_down", actor=actor)
    if draw_down.state == DrawDownState.REQUESTED:
        for line in draw_down.lines.select_related("item__award__book"):
            deed = _deed(draw_down, line.item, "cancelled", actor, actor.today)
            movements.cancel_draw(line.item.pot, line.amount, deed)
    return advance(draw_down, "cancel_draw_down", actor=actor, note=reason)


def _deed(
    draw_down: DrawDown, item: AwardItem, what: str, actor: Actor, on: date
) -> movements.Deed:
    return movements.Deed(actor, on, line_reference(draw_down.pk, item.pk, what))


def _drawable(award: Award) -> None:
    require_open(award)
    if award.financing == Financing.LUMP_SUM:
        raise LumpSumNotDrawn(award=award)


def _lines_in_order(award: Award, group: str, lines: Mapping[AwardItem, Money]) -> None:
    """Items of this award and of one group, each within what is left of it (R-GRT-06, -09)."""
    if not lines:
        raise NothingDrawn
    for item, amount in lines.items():
        if item.award_id != award.pk:
            purposes = join([f"„{each}“" for each in award.items.order_by("position")])
            raise ItemNotOfAward(item=item, award=award, purposes=purposes)
        if item.draw_group != group:
            raise OtherGroup(item=item, own=item.draw_group or "–", group=group or "–")
        if amount <= ZERO:
            raise AmountNotPositive(amount=amount)
        left = item.pot.balance(AccountKind.UNDRAWN)
        if amount > left:
            raise MoreThanLeft(item=item, left=left, asked=amount)


def _use_in_time(award: Award, use_on: date, *, requested_on: date) -> None:
    """R-GRT-05"""
    if use_on < requested_on:
        raise DateOrder(
            later_name="Die Verwendung",
            later=date_short(use_on),
            earlier_name="dem Abruf",
            earlier=date_short(requested_on),
        )
    latest = latest_use(requested_on, award.draw_months)
    if use_on > latest:
        raise UseTooLate(
            use=date_short(use_on),
            day=date_short(requested_on),
            latest=date_short(latest),
            months=award.draw_months,
        )


def _need_stated(award: Award, lines: Mapping[AwardItem, Money], needed_for: str) -> None:
    """What is drawn is due: the text says for what, the figures what is bound (R-GRT-05)."""
    if needed_for.strip():
        return
    known = standings(award)
    here = sum((known.get(item.pot.item, NOTHING) for item in lines), NOTHING)
    raise NeedNotStated(bound=here.bound, at_hand=here.at_hand, asked=total(list(lines.values())))


def _not_to_come(day: date, actor: Actor) -> None:
    if day > actor.today:
        raise DayToCome(day=date_short(day))


def _second_pair_of_eyes(draw_down: DrawDown, actor: Actor) -> None:
    drafted = JournalEntry.objects.of_record(draw_down).filter(verb="draft_draw_down")
    if actor.person_id in set(drafted.values_list("person_id", flat=True)):
        raise FourEyesNeeded


def _final(award: Award, day: date) -> None:
    """No money before the notice is final or the appeal waived (R-GRT-04)."""
    waived_on = award.waived_on if award.appeal == AppealWaiver.WAIVED else None
    if waived_on is None and award.state not in _FINAL_STATES:
        raise NotFinal(award=award)
    if is_final(day, served_on=award.served_on, waived_on=waived_on):
        return
    if award.served_on is None:
        raise NotFinal(award=award)
    final = final_on(award.served_on)
    raise FinalLater(award=award, final_on=date_short(final), day=date_short(day))


def _previous_spent(draw_down: DrawDown, summary_proof: str) -> None:
    """R-GRT-07"""
    award = draw_down.award
    if not award.instalments_need_proof or summary_proof.strip():
        return
    earlier = award.draw_downs.filter(group=draw_down.group).exclude(pk=draw_down.pk)
    asked = earlier.filter(state=DrawDownState.REQUESTED).order_by("number").first()
    if asked:
        unspent = total([line.amount for line in asked.lines.all()])
        raise PreviousNotSpent(number=asked.number, unspent=unspent)
    items = award.items.filter(draw_group=draw_down.group).select_related("award__book")
    found = [each for parts in use_of_items(award, items).values() for each in parts]
    for call in earlier.filter(state=DrawDownState.RECEIVED).order_by("number"):
        left = unused(each for each in found if each.inflow.draw_down == call.pk)
        if left:
            raise PreviousNotSpent(number=call.number, unspent=left)


def _own_funds_pro_rata(award: Award, draw_down: DrawDown, asked: Money) -> None:
    """R-GRT-08"""
    if not award.own_funds_pro_rata or not award.own_funds:
        return
    whole = sum(standings(award).values(), NOTHING)
    drawn = whole.awarded - whole.undrawn + asked
    needed = own_funds_needed(planned=award.own_funds, drawn=drawn, award=whole.awarded)
    used = draw_down.own_funds_used or ZERO
    if used < needed:
        raise OwnFundsBehind(
            drawn=drawn, award=whole.awarded, planned=award.own_funds, needed=needed, used=used
        )
