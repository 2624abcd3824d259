"""Every address of the house, and what stands in it for a record of ours or theirs."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.fixtures.world import Side


class Route(NamedTuple):
    """One route: its full name and the parameters in its address."""

    name: str
    parameters: tuple[str, ...]

    def address(self, side: Side) -> str:
        """The route's address for the record of one side."""
        values = {each: side.of(self.name, each) for each in self.parameters}
        return reverse(self.name, kwargs=values)


@cache
def routes() -> dict[str, Route]:
    """All routes of the resolver by name."""
    return {route.name: route for route in _walk(get_resolver(), "", ())}


def _walk(resolver: URLResolver, names: str, parameters: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        found = (*parameters, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            below = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from _walk(entry, below, found)
        elif isinstance(entry, URLPattern):
            yield Route(f"{names}{entry.name}", found)
