"""Whether a cost that others cover may be paid from a programme (R-GRT-11). No database."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Payer:
    """A programme as far as it matters here; `key` is the same for two awards of one programme."""

    key: tuple[str, int]
    name: str
    excludes_others: bool = False
    norm: str = ""


@dataclass(frozen=True)
class Clash:
    """Which programme must not pay, by which norm, and who covers the cost already."""

    programme: str
    norm: str
    others: tuple[str, ...]


def clash(wanted: Payer, *, paying: Iterable[Payer], other: str = "") -> Clash | None:
    """What forbids that `wanted` pays for a cost which `paying` and `other` cover already.

    A programme that excludes others stands alone, whichever of the two came first; all other
    programmes may share a cost up to its whole amount.
    """
    others = {payer.key: payer for payer in paying if payer.key != wanted.key}
    names = [payer.name for payer in others.values()] + ([other] if other else [])
    if wanted.excludes_others and names:
        return Clash(wanted.name, wanted.norm, tuple(names))
    alone = next((payer for payer in others.values() if payer.excludes_others), None)
    if alone:
        return Clash(alone.name, alone.norm, (wanted.name,))
    return None
