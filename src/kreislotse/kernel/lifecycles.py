"""Which state leads to which by whose deed: declared as data, walked by one function."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kreislotse.kernel.refusals import WrongState


@dataclass(frozen=True)
class Step:
    """One deed: its verb, where it may start, where it leads, which right it needs."""

    verb: str
    sources: tuple[str, ...]
    target: str
    needs: Hashable
    label: Any = ""


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
