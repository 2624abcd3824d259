"""Two versions of criteria on one waiting list, both decided in memory on the facts of today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median
from typing import Any

from django.utils.translation import gettext_lazy as _

from kreislotse.allocation import outcome
from kreislotse.allocation.deciding import Decision, decide
from kreislotse.allocation.gathering import Gathered, gather
from kreislotse.allocation.models import CriteriaVersion
from kreislotse.courses.models import Course, WaitingEntry, WaitingList
from kreislotse.courses.states import PriorityGroup
from kreislotse.kernel.refusals import DomainError

_JUMPED = _("vorgezogen")


def _jumped_on(entry: WaitingEntry) -> Any:
    """Since when the person is taken out of turn, as the list in its order says it."""
    return entry.jumped_on  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Side:
    """One version and what it would decide; `figures` as allocation.outcome has them."""

    version: CriteriaVersion
    gathered: Gathered
    decision: Decision
    on: date
    figures: dict[str, Any] = field(default_factory=dict)

    def new_places(self) -> dict[str, str]:
        """Who would get which place: without those who have one already."""
        held = self.gathered.held
        return {
            person: course
            for person, course in self.decision.course_of.items()
            if course and person not in held
        }

    def weeks(self, people: Iterable[str]) -> float | None:
        """The median of full weeks since they asked."""
        waited = [(self.on - self.gathered.entries[key].asked_on).days // 7 for key in people]
        return median(max(0, weeks) for weeks in waited) if waited else None

    def without_place(self) -> list[str]:
        placed = self.decision.course_of
        return [person.key for person in self.gathered.inputs.persons if not placed.get(person.key)]

    def groups(self) -> list[tuple[Any, set[str]]]:
        """Who of those without a place so far is in which group with priority, or has jumped."""
        open_to = {
            key: entry
            for key, entry in self.gathered.entries.items()
            if key not in self.gathered.held
        }
        found = [
            (group.label, {key for key, entry in open_to.items() if entry.priority == group})
            for group in PriorityGroup
        ]
        jumped = {key for key, entry in open_to.items() if _jumped_on(entry)}
        return [(label, members) for label, members in [*found, (_JUMPED, jumped)] if members]

    def minutes(self) -> list[int]:
        """The ways to the new places, where they are known."""
        ways = {person.key: person.ways for person in self.gathered.inputs.persons}
        known = (ways[person][course].minutes for person, course in self.new_places().items())
        return [minutes for minutes in known if minutes is not None]


@dataclass(frozen=True)
class Refused:
    """A version that no placement can keep, and why."""

    version: CriteriaVersion
    refusal: DomainError


def decided(
    waiting_list: WaitingList, courses: Sequence[Course], version: CriteriaVersion, on: date
) -> Side | Refused:
    """What the version would decide for everybody who waits; nothing is written."""
    gathered = gather(waiting_list, courses, version, on)
    try:
        decision = decide(gathered.inputs)
    except DomainError as refusal:
        return Refused(version, refusal)
    return Side(version, gathered, decision, on)


@dataclass(frozen=True)
class Comparison:
    """Both sides with their figures, and how many people fare otherwise under the other."""

    a: Side
    b: Side
    only_a: int
    only_b: int
    other_course: int
    same: int


def compared(a: Side, b: Side) -> Comparison:
    """Counted are those who have no place yet: the others keep theirs."""
    found = outcome.compare(a.gathered.inputs, a.decision, b.gathered.inputs, b.decision)
    otherwise = found["only_a"], found["only_b"], found["other_course"]
    same = found["a"]["placed"] - found["only_a"] - found["other_course"]
    first, second = replace(a, figures=found["a"]), replace(b, figures=found["b"])
    return Comparison(first, second, *otherwise, same)
