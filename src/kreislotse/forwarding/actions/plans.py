"""Plans of how a pot is shared out: drafting, comparing, asking, deciding (R-DIS-02, R-DIS-03)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.models import AwardItem
from kreislotse.awards.openness import require_open
from kreislotse.forwarding import sharing_errors as errors
from kreislotse.forwarding.figures import reference_day, towns_of, weights_on_file
from kreislotse.forwarding.models import Agreement, Share, SharePlan
from kreislotse.forwarding.queries import promised_on
from kreislotse.forwarding.sharing import share_by_hand, share_out
from kreislotse.forwarding.states import AgreementState, Key, PlanState
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import FourEyesNeeded
from kreislotse.ledger.states import AccountKind
from kreislotse.organisations.models import Organisation, OrganisationKind

EDIT = Permission.FUNDING_EDIT
Weights = Mapping[Organisation, int]
Amounts = Mapping[Organisation, Money]
# Whoever did one of these had a hand in the shares and cannot be the second pair of eyes.
_SHAPING = ("draft_plan", "change_plan", "copy_plan", "set_shares")
_FACTS = ("title", "item", "amount", "key", "figures_on", "base_amount")


@dataclass(frozen=True)
class Variant:
    """One of several ways to share the same pot, as a scenario to compare."""

    title: str
    key: Key
    figures_on: date | None = None
    base_amount: Money | None = None


@transaction.atomic
def draft_plan(
    initiative: Initiative,
    *,
    actor: Actor,
    title: str,
    amount: Money,
    key: str,
    organisations: Iterable[Organisation] | None = None,
    item: AwardItem | None = None,
    figures_on: date | None = None,
    base_amount: Money | None = None,
    weights: Weights | None = None,
    manual: Amounts | None = None,
) -> SharePlan:
    """Propose how to share a pot out; without `organisations` among the district's towns."""
    require(actor, EDIT, at=initiative.owner_id)
    plan = SharePlan(
        owner_id=initiative.owner_id,
        initiative=initiative,
        item=item,
        title=title,
        amount=amount,
        key=key,
        figures_on=figures_on,
        base_amount=base_amount or None,
    )
    shares = _work_out(plan, organisations, weights, manual, actor.today)
    add(plan, "draft_plan", actor=actor, needs=EDIT)
    _set_shares(plan, shares, actor)
    return plan


@transaction.atomic
def draft_scenarios(
    initiative: Initiative,
    *,
    actor: Actor,
    amount: Money,
    variants: Sequence[Variant],
    item: AwardItem | None = None,
) -> list[SharePlan]:
    """Several plans for one pot at once, to be looked at side by side."""
    return [
        draft_plan(
            initiative,
            actor=actor,
            title=each.title,
            amount=amount,
            key=each.key,
            item=item,
            figures_on=each.figures_on,
            base_amount=each.base_amount,
        )
        for each in variants
    ]


@transaction.atomic
def change_plan(
    plan: SharePlan,
    *,
    actor: Actor,
    title: str,
    amount: Money,
    key: str,
    organisations: Iterable[Organisation] | None = None,
    item: AwardItem | None = None,
    figures_on: date | None = None,
    base_amount: Money | None = None,
    weights: Weights | None = None,
    manual: Amounts | None = None,
) -> SharePlan:
    """Change a draft; its shares are worked out anew."""
    plan = _open_draft(plan, actor)
    wanted = SharePlan(
        owner_id=plan.owner_id,
        initiative_id=plan.initiative_id,
        item=item,
        title=title,
        amount=amount,
        key=key,
        figures_on=figures_on,
        base_amount=base_amount or None,
    )
    shares = _work_out(wanted, organisations, weights, manual, actor.today)
    values = {name: getattr(wanted, name) for name in _FACTS}
    change(plan, "change_plan", actor=actor, needs=EDIT, **values)
    _set_shares(plan, shares, actor)
    return plan


@transaction.atomic
def copy_plan(plan: SharePlan, *, actor: Actor, title: str) -> SharePlan:
    """The same shares once more as another scenario, to be changed."""
    require(actor, EDIT, at=plan.owner_id)
    facts = {name: getattr(plan, name) for name in _FACTS} | {"title": title}
    copy = SharePlan(owner_id=plan.owner_id, initiative_id=plan.initiative_id, **facts)
    add(copy, "copy_plan", actor=actor, needs=EDIT, note=plan.title)
    kept = plan.shares.order_by("position")
    _set_shares(
        copy,
        [Share(organisation=s.organisation, weight=s.weight, amount=s.amount) for s in kept],
        actor,
    )
    return copy


@transaction.atomic
def ask_municipalities(plan: SharePlan, *, actor: Actor, due_on: date) -> SharePlan:
    """Put the plan to everybody in it; each sees its own share and can answer (R-DIS-04)."""
    plan = lock(plan)
    check(plan, "ask_municipalities", actor=actor)
    if due_on < actor.today:
        raise errors.DueInThePast(due_on=date_short(due_on), today=date_short(actor.today))
    towns = [share.organisation for share in plan.shares.select_related("organisation")]
    Agreement.objects.bulk_create(
        Agreement(plan=plan, municipality=town, asked_on=actor.today, due_on=due_on)
        for town in towns
    )
    note = join([town.name for town in towns])
    return advance(plan, "ask_municipalities", actor=actor, note=note, answers_due_on=due_on)


@transaction.atomic
def decide_plan(plan: SharePlan, *, actor: Actor, note: str = "") -> SharePlan:
    """Settle on a plan: by a second person, once all have spoken, up to what is free."""
    plan = lock(plan)
    check(plan, "decide_plan", actor=actor)
    _second_person(plan, actor)
    _consulted(plan, note.strip())
    if plan.item is not None:
        _covered(plan, plan.item)
    return advance(plan, "decide_plan", actor=actor, note=note.strip())


@transaction.atomic
def drop_plan(plan: SharePlan, *, actor: Actor, note: str = "") -> SharePlan:
    return advance(lock(plan), "drop_plan", actor=actor, note=note.strip())


def _open_draft(plan: SharePlan, actor: Actor) -> SharePlan:
    plan = lock(plan)
    require(actor, EDIT, at=plan.owner_id)
    if plan.state != PlanState.DRAFT:
        raise errors.PlanFixed(plan=plan.title, state=plan.get_state_display())
    return plan


def _work_out(
    plan: SharePlan,
    organisations: Iterable[Organisation] | None,
    weights: Weights | None,
    manual: Amounts | None,
    today: date,
) -> list[Share]:
    """The shares of a plan that is not saved yet; its reference date is filled in."""
    _belongs(plan)
    towns = _recipients(plan.owner, organisations, today)
    return _divide(plan, towns, weights, manual, today)


def _belongs(plan: SharePlan) -> None:
    """Refuse a pot of nothing, or one that is another initiative's."""
    if plan.amount <= ZERO:
        raise errors.NothingToShare(amount=plan.amount)
    award = plan.item.award if plan.item else None
    if award and award.initiative_id != plan.initiative_id:
        raise errors.ItemOfAnotherInitiative(item=plan.item, initiative=award.initiative.title)


def _recipients(
    district: Organisation, chosen: Iterable[Organisation] | None, today: date
) -> list[Organisation]:
    """Whom to share with, each once: the district's towns of the day unless some are chosen."""
    towns = towns_of([district.pk], today) if chosen is None else list(dict.fromkeys(chosen))
    strangers = [
        town.name
        for town in towns
        if town.kind == OrganisationKind.MUNICIPALITY and town.part_of_id != district.pk
    ]
    if strangers:
        raise errors.TownOfAnotherDistrict(district=district.name, names=join(strangers))
    if not towns:
        raise errors.NobodyToShareWith(district=district.name)
    return towns


def _divide(
    plan: SharePlan,
    towns: list[Organisation],
    weights: Weights | None,
    manual: Amounts | None,
    today: date,
) -> list[Share]:
    """The shares by the plan's key; they add up to its amount."""
    base = plan.base_amount or ZERO
    used: list[int] | None = None
    if plan.key == Key.MANUAL:
        by_hand = manual or {}
        plan.figures_on = None
        amounts = share_by_hand(plan.amount, [by_hand.get(town, ZERO) for town in towns], base=base)
    else:
        used = _weights(plan, towns, weights, today)
        amounts = share_out(plan.amount, used or [1] * len(towns), base=base)
    return [
        Share(organisation=town, amount=amount, weight=used[number] if used else None)
        for number, (town, amount) in enumerate(zip(towns, amounts, strict=True))
    ]


def _weights(
    plan: SharePlan, towns: list[Organisation], given: Weights | None, today: date
) -> list[int] | None:
    """One weight per town: as given, else from the figures on file; none for equal shares."""
    if plan.key == Key.EQUAL:
        plan.figures_on = None
        return None
    if plan.key == Key.WEIGHTS and given:
        plan.figures_on = None
        missing = [town.name for town in towns if town not in given]
        if missing:
            raise errors.WeightMissing(names=join(missing))
        if any(given[town] < 0 for town in towns):
            raise errors.ShareBelowZero
        return [given[town] for town in towns]
    plan.figures_on = plan.figures_on or reference_day(plan.key, towns, today)
    return weights_on_file(plan.key, plan.figures_on, towns)


def _set_shares(plan: SharePlan, shares: list[Share], actor: Actor) -> None:
    """Write the shares anew, with one trace of all of them; not where nothing changes."""
    before = _said(plan.shares.select_related("organisation").order_by("position"))
    after = _said(shares)
    if before == after:
        return
    plan.shares.all().delete()
    for position, share in enumerate(shares, start=1):
        share.plan, share.position = plan, position
    Share.objects.bulk_create(shares)
    write(plan, "set_shares", actor=actor, shares=[before, after] if before else after)


def _said(shares: Iterable[Share]) -> list[str]:
    return [
        f"{share.organisation}: {share.amount}"
        + ("" if share.weight is None else f" ({share.weight})")
        for share in shares
    ]


def _second_person(plan: SharePlan, actor: Actor) -> None:
    shaped = JournalEntry.objects.of_record(plan).filter(verb__in=_SHAPING)
    if actor.person_id in set(shaped.values_list("person_id", flat=True)):
        raise FourEyesNeeded


def _consulted(plan: SharePlan, note: str) -> None:
    """Refuse while an answer may still come, or without a reason where somebody disagrees."""
    answers = list(
        plan.agreements.select_related("municipality").order_by("municipality__sort_key", "pk")
    )
    if not answers and not note:
        raise errors.NobodyWasAsked
    waiting = [a.municipality.name for a in answers if a.state == AgreementState.ASKED]
    if waiting:
        due_on = max(a.due_on for a in answers)
        raise errors.AnswersOutstanding(names=join(waiting), due_on=date_short(due_on))
    against = [a.municipality.name for a in answers if a.state == AgreementState.OBJECTED]
    if against and not note:
        raise errors.ObjectionsUnexplained(names=join(against))


def _covered(plan: SharePlan, item: AwardItem) -> None:
    """Refuse more than is free of the item less what decided plans still promise (R-DIS-02)."""
    require_open(lock(item.award))
    free = item.pot.balance(AccountKind.AVAILABLE)
    if plan.amount > free:
        raise errors.MoreThanFree(item=item, free=free, amount=plan.amount)
    promised = promised_on(item)
    if promised + plan.amount > free:
        left = max(free - promised, ZERO)
        raise errors.PromisedBefore(
            item=item, free=free, promised=promised, left=left, amount=plan.amount
        )
