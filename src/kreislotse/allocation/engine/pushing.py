"""Cheapest ways through the graph of exchanges, and people moving along them."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.bundles import Whole
from kreislotse.allocation.engine.exchange import NEVER, Exchange, Step

REACHED = NEVER // 2


def settle(exchange: Exchange) -> None:
    """The best for people alone, households where they are: until no circle gains anything."""
    while circles := _circles(exchange.arcs):
        touched = np.zeros(exchange.nodes, bool)
        for circle in circles:
            ends = circle[1:] + circle[:1]
            for begin, end in zip(circle, ends, strict=True):
                exchange.walk(begin, end)
            touched[circle] = True
        exchange.refresh(touched)


def _circles(arcs: Whole) -> list[list[int]]:
    """Circles that gain, no two with a node in common; none only if there is none."""
    nodes = len(arcs)
    cost = np.zeros(nodes, np.int64)
    parent = np.full(nodes, -1, np.int64)
    fresh = np.arange(nodes)
    round_ = 0
    while len(fresh):
        fresh = _relax(arcs, cost, parent, fresh)
        round_ += 1
        if round_ % 3 == 0:
            loops = _loops(parent)
            found = [loop for loop in loops if _cost_of(arcs, [*loop, loop[0]]) < 0]
            if found:
                return found
    return []


def _relax(arcs: Whole, cost: Whole, parent: Whole, fresh: Whole) -> Whole:
    """Go one arc further from the fresh nodes; says which nodes are reached more cheaply."""
    ways = cost[fresh, None] + arcs[fresh]
    via = ways.argmin(axis=0)
    found = ways[via, np.arange(len(cost))]
    better = np.flatnonzero((found < cost) & (found < REACHED))
    cost[better] = found[better]
    parent[better] = fresh[via[better]]
    return better


def _loops(parent: Whole) -> list[list[int]]:
    """The circles among parents, each in the direction of the arcs."""
    nodes = len(parent)
    jump = np.append(np.where(parent < 0, nodes, parent), nodes)
    for _doubling in range(nodes.bit_length()):
        jump = jump[jump]
    on_loop = np.unique(jump[jump < nodes])
    seen: set[int] = set()
    loops = []
    for node in on_loop.tolist():
        loop, here = [], node
        while here not in seen:
            seen.add(here)
            loop.append(here)
            here = int(parent[here])
        if loop:
            loops.append(loop[::-1])
    return loops


def _cost_of(arcs: Whole, way: list[int]) -> int:
    return sum(int(arcs[a, b]) for a, b in pairwise(way))


def distances(arcs: Whole) -> Whole:
    """The cost of the cheapest way from each node to each."""
    far = arcs.copy()
    for node in range(len(far)):
        np.minimum(far, far[:, node, None] + far[node], out=far)
    return far


def push(
    exchange: Exchange, sources: dict[int, int], sinks: dict[int, int], most: int
) -> tuple[int, list[Step]] | None:
    """Move as many people from the sources to the sinks as the counts say, as cheaply as can be.

    None, and nothing moved, if it would cost `most` or more.
    """
    spent = 0
    steps: list[Step] = []
    sources, sinks = dict(sources), dict(sinks)
    left = sum(sources.values())
    if not left and most <= 0:
        return None
    while left:
        way, cost = _cheapest(exchange.arcs, sources, sinks)
        if spent + left * cost >= most:
            take_back(exchange, steps)
            return None
        new = [exchange.walk(a, b) for a, b in pairwise(way)]
        exchange.refresh(_touched(exchange, new))
        steps += new
        spent += cost
        left -= 1
        _one_less(sources, way[0])
        _one_less(sinks, way[-1])
    return spent, steps


def take_back(exchange: Exchange, steps: list[Step]) -> None:
    """As if the steps had not been walked."""
    for step in reversed(steps):
        exchange.back(step)
    if steps:
        exchange.refresh(_touched(exchange, steps))


def _one_less(counts: dict[int, int], node: int) -> None:
    counts[node] -= 1
    if not counts[node]:
        del counts[node]


def _touched(exchange: Exchange, steps: list[Step]) -> NDArray[np.bool_]:
    touched = np.zeros(exchange.nodes, bool)
    for step in steps:
        touched[step.begin] = touched[step.end] = True
    return touched


def _cheapest(arcs: Whole, sources: dict[int, int], sinks: dict[int, int]) -> tuple[list[int], int]:
    """The cheapest way from any source to any sink, and its cost (NEVER: there is none)."""
    nodes = len(arcs)
    cost = np.full(nodes, NEVER, np.int64)
    parent = np.full(nodes, -1, np.int64)
    fresh = np.array(sorted(sources))
    cost[fresh] = 0
    while len(fresh):
        fresh = _relax(arcs, cost, parent, fresh)
    ends = sorted(sinks)
    best = min(ends, key=lambda node: int(cost[node]))
    way = [best]
    while parent[way[-1]] >= 0:
        way.append(int(parent[way[-1]]))
    return way[::-1], int(cost[best])
