"""The figures of a funnel, kept in the process until the journal tells of people among them.

Only numbers are kept, by the answers that are seen, and no longer than a day. Nothing is written
to the database: whoever looks at a funnel leaves it as it is.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.cache import caches

from kreislotse.reporting.funnel_cells import Cells, Figure, cells
from kreislotse.reporting.funnel_changes import Changes, Place, changes_since, here
from kreislotse.reporting.funnel_flows import Scope
from kreislotse.reporting.funnel_twice import counted_twice

MEMORY = "figures"
_NOBODY: Mapping[Figure, int] = {}


@dataclass(frozen=True)
class Sums:
    """What was counted in each municipality, and what their sum counts too much."""

    by_town: Mapping[int, Mapping[Figure, int]]
    twice: Mapping[Figure, int]

    def of_town(self, town: int) -> Mapping[Figure, int]:
        return self.by_town.get(town, _NOBODY)

    @cached_property
    def together(self) -> Mapping[Figure, int]:
        """All municipalities, each person once."""
        found: Counter[Figure] = Counter()
        for counted in self.by_town.values():
            found.update(counted)
        found.subtract(self.twice)
        return found


@dataclass(frozen=True)
class _Kept:
    """Sums as far as the journal told by a place; their cells were counted at another."""

    until: Place
    counted_at: Place
    blocks: frozenset[int]
    sums: Sums


def count(scope: Scope) -> Sums:
    """Count everybody now."""
    return _summed(cells(scope), scope)


def remembered(scope: Scope) -> Sums:
    """The same, counting anew only those blocks of people of whom the journal has told since."""
    kept: _Kept | None = caches[MEMORY].get(_key(scope))
    found = changes_since(kept.until, scope, kept.blocks) if kept else None
    if kept is None or found is None:
        at = here()  # before counting: what is written meanwhile is looked at again
        return _keep(scope, at, cells(scope))
    if found.blocks:
        return _renewed(scope, kept, found)
    if found.until != kept.until:
        caches[MEMORY].set(_key(scope), replace(kept, until=found.until))
    return kept.sums


def _renewed(scope: Scope, kept: _Kept, found: Changes) -> Sums:
    before: Cells | None = caches[MEMORY].get(_key(scope, kept.counted_at))
    if before is None:  # there was no room for it
        return _keep(scope, found.until, cells(scope))
    now = {cell: people for cell, people in before.items() if cell[0] not in found.blocks}
    return _keep(scope, found.until, now | cells(scope, found.blocks))


def _keep(scope: Scope, at: Place, counted: Cells) -> Sums:
    sums = _summed(counted, scope)
    blocks = frozenset(block for block, _town in counted)
    kept = _Kept(until=at, counted_at=at, blocks=blocks, sums=sums)
    caches[MEMORY].set_many({_key(scope, at): counted, _key(scope): kept})
    return sums


def _summed(counted: Cells, scope: Scope) -> Sums:
    by_town: dict[int, Counter[Figure]] = {}
    for (_block, town), people in counted.items():
        by_town.setdefault(town, Counter()).update(people)
    return Sums(by_town, counted_twice(scope))


def _key(scope: Scope, at: Place | None = None) -> str:
    """All that the figures depend on, but for what people do: that the journal tells."""
    asked = (scope.on, *map(_listed, (scope.calls, scope.responses, scope.towns)), scope.once, at)
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def _listed(ids: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(ids))
