"""The search for a placement under options: region by region, until nothing gains."""

import time

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.bundles import Units, Whole
from kreislotse.allocation.engine.exchange import BREACH, Exchange
from kreislotse.allocation.engine.floors import missing
from kreislotse.allocation.engine.households import improve
from kreislotse.allocation.engine.pushing import settle
from kreislotse.allocation.engine.regions import Neighbourhood
from kreislotse.allocation.engine.repair import loads

REGION = 50
"""Courses looked at together."""
LOT_BITS = 10


def worth_of(units: Units) -> Whole:
    """By pair: value before lots, in whole numbers that paths can add up."""
    largest = int(units.value.max(initial=1)).bit_length()
    people = int(units.size.sum())
    grain = people.bit_length() + LOT_BITS
    # A way visits each node at most once: 2**8 values added must stay below a breach.
    if largest + grain + 8 > BREACH.bit_length() - 1:
        return units.value.copy()
    return (units.value << grain) + (units.lot >> (32 - LOT_BITS))


class Search:
    """A placement and what may still be done to it."""

    def __init__(self, units: Units, chosen: Whole, stop: float | None = None) -> None:
        self.units = units
        self.worth = worth_of(units)
        self.chosen = chosen
        self.closed = np.zeros(units.courses, bool)
        self.near = Neighbourhood(units)
        self.steps: list[str] = []
        self.stop = stop

    def late(self) -> bool:
        """The processor time granted is used up."""
        return self.stop is not None and time.process_time() > self.stop

    def exchange(self, region: Whole, least: Whole) -> Exchange:
        return self.exchange_from(self.chosen, region, least)

    def exchange_from(self, chosen: Whole, region: Whole, least: Whole) -> Exchange:
        return Exchange(self.units, self.worth, chosen, region, least)

    def sweep(self, least: Whole, tries: int, *, backwards: bool = False) -> int:
        """Every region once: people alone as well as can be, households while they gain."""
        regions = self.near.partition(REGION, ~self.closed, backwards=backwards)
        made = 0
        for done, region in enumerate(regions):
            if self.late():
                self.steps.append(
                    f"Zeitgrenze erreicht: nach {done} von {len(regions)} Gegenden angehalten"
                )
                break
            exchange = self.exchange(region, least)
            settle(exchange)
            made += improve(exchange, tries)
            self.chosen = exchange.chosen(self.chosen)
        return made

    def total(self) -> int:
        """Worth of the whole placement."""
        return int(self.worth[self._taken(self.chosen)].sum())

    def merit(self, chosen: Whole, least: Whole) -> int:
        """Worth of a whole placement, less what floors and minimum sizes lack."""
        load, _seats = loads(self.units, chosen)
        lack = int(np.maximum(least - load, 0).sum()) + self.lacking(chosen)
        return int(self.worth[self._taken(chosen)].sum()) - lack * BREACH

    def lacking(self, chosen: Whole) -> int:
        """People missing to the floors."""
        return int(np.maximum(missing(self.units, chosen), 0).sum())

    def value(self) -> int:
        """Points and stay points, beside the fixed places."""
        return int(self.units.value[self._taken(self.chosen)].sum())

    def points(self) -> int:
        """Points of the whole placement, beside the fixed places."""
        return int(self.units.points[self._taken(self.chosen)].sum())

    def _taken(self, chosen: Whole) -> NDArray[np.bool_]:
        taken: NDArray[np.bool_] = self.units.course == np.repeat(chosen, np.diff(self.units.start))
        return taken
