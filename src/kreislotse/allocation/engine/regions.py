"""Neighbouring courses: those that the same people could attend, in handy numbers."""

import numpy as np

from kreislotse.allocation.engine.bundles import Units, Whole


class Neighbourhood:
    """Which courses share people."""

    def __init__(self, units: Units) -> None:
        self.units = units
        order = np.argsort(units.course, kind="stable")
        self.unit_at = units.unit_of_pair()[order]
        self.course_start = np.searchsorted(units.course[order], np.arange(units.courses + 1))

    def around(self, seed: int, many: int, free: Whole) -> Whole:
        """At most so many courses marked in `free`: the seed and those that share most people."""
        free = free.copy()
        region = np.array([seed])
        free[seed] = False
        while len(region) < many:
            shared = np.where(free, self._shared(region), 0)
            step = min(many - len(region), max(1, many // 4))
            new = np.argsort(-shared, kind="stable")[:step]
            new = new[shared[new] > 0]
            if not len(new):
                break
            region = np.append(region, new)
            free[new] = False
        return np.sort(region)

    def partition(self, many: int, open_: Whole, *, backwards: bool) -> list[Whole]:
        """All open courses in regions of at most so many; `backwards` cuts them elsewhere."""
        free = open_.copy()
        regions = []
        while free.any():
            left = np.flatnonzero(free)
            region = self.around(int(left[-1] if backwards else left[0]), many, free)
            free[region] = False
            regions.append(region)
        return regions

    def _shared(self, region: Whole) -> Whole:
        """By course: how many of the region's people could attend it."""
        units = self.units
        spans = [
            self.unit_at[self.course_start[c] : self.course_start[c + 1]] for c in region.tolist()
        ]
        people = np.zeros(units.count, bool)
        people[np.concatenate(spans)] = True
        pairs = np.repeat(people, np.diff(units.start))
        return np.bincount(units.course[pairs], minlength=units.courses)
