"""Which state leads to which by whose deed: declared as data, walked by one function."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kreislotse.kernel.refusals import WrongState


@dataclass(frozen=True)
class Step:
    """One deed: its verb, where it may start, where it leads, which right it needs.

    `at` is the record's attribute that names the place to ask the right at; `also` are further
    rights with their places, any one of which does as well.
    """

    verb: str
    sources: tuple[str, ...]
    target: str
    needs: Hashable
    label: Any = ""
    at: str = "owner_id"
    also: tuple[tuple[Hashable, str], ...] = ()

    def rights(self) -> tuple[tuple[Hashable, str], ...]:
        """Each right that allows the deed, with the attribute that names its place."""
        return ((self.needs, self.at), *self.also)


@dataclass(frozen=True)
class Lifecycle:
    """The states of one kind of record and the steps between them."""

    initial: str
    steps: Sequence[Step] = field(default_factory=list)

    def step(self, verb: str) -> Step:
        """The step of this verb; KeyError if there is none."""
        return {step.verb: step for step in self.steps}[verb]

    def check(self, verb: str, *, state: str, label: str) -> Step:
        """The step, if it starts here; else the refusal names the state by its label."""
        step = self.step(verb)
        if state not in step.sources:
            raise WrongState(state=label)
        return step

    def reachable(self) -> set[str]:
        """All states that some chain of steps leads to, the initial one included."""
        found = {self.initial}
        grown = True
        while grown:
            more = {s.target for s in self.steps if found & set(s.sources)} - found
            found |= more
            grown = bool(more)
        return found
