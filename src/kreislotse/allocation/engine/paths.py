"""Shortest ways between seats, and how many people can move along them at once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_LIMIT = 2**40
FAR = 2**62
FEW = 8


def distances(
    nodes: int,
    source: NDArray[np.int64],
    target: NDArray[np.int64],
    length: NDArray[np.int64],
    roots: NDArray[np.int64],
    asked: NDArray[np.int64],
) -> NDArray[np.int64]:
    """By node: the shortest way from any root, cut off at the longest way to a node asked for.

    Lengths are not negative; FAR where there is no way.
    """
    found = np.full(nodes, FAR, dtype=np.int64)
    found[roots] = 0
    by_target, by_source = sorted_by(target, nodes), sorted_by(source, nodes)
    starts, reached = _runs(target[by_target])
    into = (source[by_target], length[by_target], starts, reached)
    out = (source[by_source], target[by_source], length[by_source])
    first = np.searchsorted(out[0], np.arange(nodes + 1))
    news = roots
    while len(news):
        longest = found[asked].max(initial=0)
        if len(news) * FEW < nodes:
            news = _onward(found, news, first, out, longest)
        else:
            news = _everywhere(found, into, longest)
    return np.minimum(found, found[asked].max(initial=0))


def _runs(node: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each run of the same node begins, and which node it is."""
    starts = np.flatnonzero(np.concatenate(([True], node[1:] != node[:-1]))[: len(node)])
    return starts, node[starts]


def _everywhere(
    found: NDArray[np.int64], into: tuple[NDArray[np.int64], ...], longest: np.int64
) -> NDArray[np.int64]:
    """Look at all arcs at once, which stand by target; gives the nodes that are nearer now."""
    source, length, starts, reached = into
    if not len(starts):
        return starts
    nearer = np.minimum(np.minimum.reduceat(found[source] + length, starts), longest)
    better = nearer < found[reached]
    found[reached[better]] = nearer[better]
    return reached[better]


def _onward(
    found: NDArray[np.int64],
    news: NDArray[np.int64],
    first: NDArray[np.int64],
    out: tuple[NDArray[np.int64], ...],
    longest: np.int64,
) -> NDArray[np.int64]:
    """Look at the arcs out of a few nodes only; gives the nodes that are nearer now."""
    count = first[news + 1] - first[news]
    arcs = np.arange(int(count.sum())) + np.repeat(first[news] - (np.cumsum(count) - count), count)
    target = out[1][arcs]
    nearer = np.minimum(found[out[0][arcs]] + out[2][arcs], longest)
    better = nearer < found[target]
    np.minimum.at(found, target[better], nearer[better])
    touched = np.zeros(len(found), dtype=bool)
    touched[target[better]] = True
    return np.flatnonzero(touched)


class Search:
    """Looks for ways through the tight arcs; nobody moves twice, no arc carries over its limit."""

    def __init__(
        self,
        nodes: int,
        source: NDArray[np.int64],
        target: NDArray[np.int64],
        limit: NDArray[np.int64],
        mover: NDArray[np.int64],
        room: dict[int, int],
    ) -> None:
        self._order = sorted_by(source, nodes)
        ordered = source[self._order]
        self._first = np.searchsorted(ordered, np.arange(nodes + 1)).tolist()
        self._next = list(self._first)
        self._from = ordered.tolist()
        self._to = target[self._order].tolist()
        self._left = limit[self._order].tolist()
        self._mover = mover[self._order].tolist()
        self._gone: set[int] = set()
        self._limit = limit
        self._room = room
        self._closed = bytearray(nodes)

    def send(self, need: dict[int, int]) -> NDArray[np.int64]:
        """Move as many as possible from the crowded nodes; by arc: how many went along it."""
        for node, units in need.items():
            for _ in range(units):
                way = self._way(node)
                if way is None:
                    break
                self._room[self._to[way[-1]]] -= 1
                for arc in way:
                    self._left[arc] -= 1
                    if self._mover[arc] >= 0:
                        self._gone.add(self._mover[arc])
        left = np.empty_like(self._limit)
        left[self._order] = self._left
        return self._limit - left

    def _way(self, begin: int) -> list[int] | None:
        """Arcs from `begin` to a node with room, depth first; a dead end is closed for good."""
        way: list[int] = []
        node = begin
        closed, room = self._closed, self._room
        closed[begin] = 1
        while not way or room.get(node, 0) <= 0:
            arc = self._open_arc(node)
            if arc is not None:
                way.append(arc)
                node = self._to[arc]
                closed[node] = 1
            elif way:
                node = self._from[way.pop()]
            else:
                return None
        for node in {begin, *(self._to[arc] for arc in way)}:
            closed[node] = 0
        return way

    def _open_arc(self, node: int) -> int | None:
        end, arc = self._first[node + 1], self._next[node]
        while arc < end and (
            not self._left[arc] or self._closed[self._to[arc]] or self._mover[arc] in self._gone
        ):
            arc += 1
        self._next[node] = arc
        return arc if arc < end else None


def sorted_by(node: NDArray[np.signedinteger[Any]], nodes: int) -> NDArray[np.int64]:
    """The order by node; short numbers are sorted digit by digit, which is many times faster."""
    return np.argsort(node.astype(np.min_scalar_type(nodes)), kind="stable")
