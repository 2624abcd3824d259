"""Shortest ways between seats, and how many people can move along them at once."""

import numpy as np
from numpy.typing import NDArray

NO_LIMIT = 2**40


def distances(
    nodes: int,
    source: NDArray[np.int64],
    target: NDArray[np.int64],
    length: NDArray[np.int64],
    roots: NDArray[np.int64],
    longest: int,
) -> NDArray[np.int64]:
    """By node: the shortest way from any root, cut off at `longest`; lengths are not negative."""
    found = np.full(nodes, longest, dtype=np.int64)
    found[roots] = 0
    if not len(target):
        return found
    order = _sorted_by(target, nodes)
    source, target, length = source[order], target[order], length[order]
    first = np.flatnonzero(np.concatenate(([True], target[1:] != target[:-1])))
    reached = target[first]
    while True:
        nearer = np.minimum.reduceat(found[source] + length, first)
        if not (nearer < found[reached]).any():
            return found
        found[reached] = np.minimum(found[reached], nearer)


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
        self._order = _sorted_by(source, nodes)
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


def _sorted_by(node: NDArray[np.int64], nodes: int) -> NDArray[np.int64]:
    """The order by node; short numbers are sorted digit by digit, which is many times faster."""
    return np.argsort(node.astype(np.min_scalar_type(nodes)), kind="stable")
