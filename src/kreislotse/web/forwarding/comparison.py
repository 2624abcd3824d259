"""Plans for the same pot side by side: who gets how much more or less than by the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from kreislotse.forwarding.models import SharePlan
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.organisations.models import Organisation
from kreislotse.web.forwarding.plan_listings import badge, plan_address, rule


@dataclass(frozen=True)
class Cell:
    """A town's share by one plan; `difference` to the first plan, empty for the first itself."""

    name: str
    amount: Money | None
    difference: str = ""


def comparison(plans: Sequence[SharePlan]) -> dict[str, Any]:
    """The table of towns and plans; the first plan is what the others are measured by."""
    names = [gettext("Vorschlag {number}").format(number=n) for n in range(1, len(plans) + 1)]
    by_plan = [_by_town(plan) for plan in plans]
    towns = list(dict.fromkeys(town for shares in by_plan for town in shares))
    sums = [total(list(shares.values())) for shares in by_plan]
    return {
        "plans": [
            _head(name, plan, _sentence(by_plan[0], shares) if number else "")
            for number, (name, plan, shares) in enumerate(zip(names, plans, by_plan, strict=True))
        ],
        "rows": [(town, _cells(names, by_plan, town)) for town in towns],
        "sums": list(zip(names, sums, strict=True)),
    }


def signed(difference: Money) -> str:
    """A difference with its sign: +1,00 € or −1,00 €."""
    if not difference:
        return "±0"
    return f"+{difference}" if difference > ZERO else f"−{-difference}"


def _by_town(plan: SharePlan) -> dict[Organisation, Money]:
    return {share.organisation: share.amount for share in plan.shares.all()}


def _head(name: str, plan: SharePlan, sentence: str) -> dict[str, Any]:
    return {
        "name": name,
        "plan": plan,
        "address": plan_address(plan),
        "rule": rule(plan),
        "state": badge(plan),
        "sentence": sentence,
    }


def _cells(
    names: Sequence[str], by_plan: Sequence[dict[Organisation, Money]], town: Organisation
) -> list[Cell]:
    first = by_plan[0].get(town, ZERO)
    others = [
        Cell(name, shares.get(town), signed(shares.get(town, ZERO) - first))
        for name, shares in zip(names[1:], by_plan[1:], strict=True)
    ]
    return [Cell(names[0], by_plan[0].get(town)), *others]


def _sentence(first: dict[Organisation, Money], other: dict[Organisation, Money]) -> str:
    """Who gains and who loses most against the first plan."""
    towns = dict.fromkeys([*first, *other])
    changes = {town: other.get(town, ZERO) - first.get(town, ZERO) for town in towns}
    winner, loser = max(changes, key=changes.__getitem__), min(changes, key=changes.__getitem__)
    facts = {"winner": winner, "gain": signed(changes[winner])}
    facts |= {"loser": loser, "loss": signed(changes[loser])}
    if changes[winner] > ZERO > changes[loser]:
        return gettext(
            "Gegenüber Vorschlag 1 gewinnt {winner} am meisten ({gain}), "
            "{loser} verliert am meisten ({loss})."
        ).format(**facts)
    if changes[winner] > ZERO:
        return gettext("Gegenüber Vorschlag 1 gewinnt {winner} am meisten ({gain}).").format(
            **facts
        )
    if changes[loser] < ZERO:
        return gettext("Gegenüber Vorschlag 1 verliert {loser} am meisten ({loss}).").format(
            **facts
        )
    return gettext("Alle erhalten so viel wie nach Vorschlag 1.")
