"""How a pot becomes shares that add up to the cent (R-DIS-03): arithmetic only, no Django."""

from collections.abc import Sequence
from dataclasses import dataclass

from kreislotse.forwarding.sharing_errors import (
    BaseTooLarge,
    ShareBelowZero,
    SharesTooLarge,
    SharesTooSmall,
    WeightsSayNothing,
)
from kreislotse.kernel.money import ZERO, Money, total


@dataclass(frozen=True)
class Rounding:
    """How many of the shares got one cent more, and whether the order had to decide among them."""

    shares: int
    raised: int
    tied: bool


def share_out(amount: Money, weights: Sequence[int], *, base: Money = ZERO) -> list[Money]:
    """Each gets the base amount first; the rest goes by the weights, by largest remainder."""
    if not any(weights):
        raise WeightsSayNothing
    parts = left_after_base(amount, base, len(weights)).split(list(weights))
    return [base + part for part in parts]


def share_by_hand(amount: Money, parts: Sequence[Money], *, base: Money = ZERO) -> list[Money]:
    """The parts as somebody set them, besides the base amount; they must add up to the cent."""
    if any(part < ZERO for part in parts):
        raise ShareBelowZero
    left, given = left_after_base(amount, base, len(parts)), total(list(parts))
    if given > left:
        raise SharesTooLarge(amount=left, given=given, difference=given - left)
    if given < left:
        raise SharesTooSmall(amount=left, given=given, difference=left - given)
    return [base + part for part in parts]


def share_by_requests(amount: Money, requested: Sequence[Money]) -> list[Money]:
    """By what was requested, and nobody gets more than that (R-DIS-09)."""
    wanted = total(list(requested))
    if not wanted:
        return [ZERO] * len(requested)
    return min(max(amount, ZERO), wanted).split([each.cents for each in requested])


def left_after_base(amount: Money, base: Money, count: int) -> Money:
    """What goes by the key once everybody has the base amount."""
    if base < ZERO:
        raise ShareBelowZero
    bases = Money(base.cents * count)
    if bases > amount:
        raise BaseTooLarge(
            base=base, count=count, bases=bases, amount=amount, difference=bases - amount
        )
    return amount - bases


def rounding(amount: Money, weights: Sequence[int], *, base: Money = ZERO) -> Rounding:
    """What largest remainder did to shares by these weights."""
    whole = left_after_base(amount, base, len(weights)).cents
    everything = sum(weights)
    if not everything:
        raise WeightsSayNothing
    left_over = sorted((whole * weight % everything for weight in weights), reverse=True)
    raised = sum(left_over) // everything
    tied = 0 < raised < len(left_over) and left_over[raised - 1] == left_over[raised]
    return Rounding(len(weights), raised, tied)
