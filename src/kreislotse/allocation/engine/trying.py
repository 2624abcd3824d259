"""Few people, few courses: the best placement by going through all that could still be better."""

from dataclasses import dataclass, field

import numpy as np

from kreislotse.allocation.engine.bundles import Units, Whole

MOST_UNITS = 30
MOST_NODES = 30_000


@dataclass(slots=True)
class _Trial:
    """Where the trial stands: units one after another, each in a course or out."""

    units: Units
    choices: list[list[tuple[int, int]]]
    """By unit: value and course (-1: out), the best first."""
    rest: list[int]
    """What the units from here on can add at most."""
    best: int
    """The least value that is not worth finding."""
    found: list[int] | None = None
    nodes: int = 0
    chosen: list[int] = field(default_factory=list)

    def go(self, value: int, places: list[int], seats: list[int]) -> None:
        self.nodes += 1
        unit = len(self.chosen)
        if value + self.rest[unit] <= self.best or self.nodes > MOST_NODES:
            return
        if unit == self.units.count:
            if _sizes_and_floors(self.units, np.array(self.chosen, np.int64)):
                self.best, self.found = value, self.chosen.copy()
            return
        size, cared = int(self.units.size[unit]), int(self.units.seats[unit])
        for worth, course in self.choices[unit]:
            if course >= 0 and (places[course] < size or seats[course] < cared):
                continue
            self.chosen.append(course)
            self.go(
                value + worth,
                [p - size * (c == course) for c, p in enumerate(places)],
                [s - cared * (c == course) for c, s in enumerate(seats)],
            )
            self.chosen.pop()


def best_by_trying(units: Units, least: int) -> tuple[Whole | None, bool]:
    """By unit, the course or -1, of the best placement worth more than `least` (None: none).

    Also says whether all has been tried. Stay points count; nothing is tried with many units, or
    where fixed places keep a course open that still needs people.
    """
    if units.count > MOST_UNITS or bool((units.must_open & (units.least > 0)).any()):
        return None, False
    choices = []
    for unit in range(units.count):
        span = slice(int(units.start[unit]), int(units.start[unit + 1]))
        own = zip(units.value[span].tolist(), units.course[span].tolist(), strict=True)
        choices.append([*sorted(own, reverse=True), (0, -1)])
    most = [own[0][0] for own in choices]
    rest = [sum(most[unit:]) for unit in range(units.count + 1)]
    trial = _Trial(units, choices, rest, least)
    trial.go(0, units.capacity.tolist(), units.seats_left.tolist())
    found = None if trial.found is None else np.array(trial.found, np.int64)
    return found, trial.nodes <= MOST_NODES


def _sizes_and_floors(units: Units, chosen: Whole) -> bool:
    """Does the placement keep minimum sizes and floors?"""
    placed = chosen >= 0
    load = np.bincount(chosen[placed], units.size[placed], units.courses)
    if bool(((load > 0) & (load < units.least)).any()):
        return False
    people = np.repeat(placed, units.size)
    held = np.bincount(units.town[people], minlength=len(units.floor))[: len(units.floor)]
    return bool((held >= units.floor).all())
