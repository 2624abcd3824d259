"""What another version of the rules would change, in numbers alone: nothing is stored or named."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.eligibility.facts import facts_of
from kreislotse.eligibility.lists import lists_in_force
from kreislotse.eligibility.models import Rule, RuleSetVersion
from kreislotse.eligibility.rules import result_of
from kreislotse.eligibility.states import Result, VersionState
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import CandidateState

AT_ONCE = 2000
_OVER = (CandidateState.CLOSED, CandidateState.CONSENT_WITHDRAWN, CandidateState.MOVED_AWAY)
Transitions = Counter[tuple[Result, Result]]


@dataclass(frozen=True)
class Simulation:
    """How many people would pass from which result to which, in all and by municipality.

    `before` is the version in force; None if there is none, then everybody is unclear before.
    """

    on: date
    before: RuleSetVersion | None
    total: Transitions = field(default_factory=Counter)
    by_town: Mapping[Organisation, Transitions] = field(default_factory=dict)

    @property
    def people(self) -> int:
        return self.total.total()

    @property
    def changed(self) -> int:
        return sum(number for (old, new), number in self.total.items() if old != new)


def simulate(version: RuleSetVersion, *, actor: Actor) -> Simulation:
    """The version against the one in force, over everybody whom the actor may count."""
    require_anywhere(actor, Permission.PERSON_COUNT, Permission.PERSON_EDIT)
    on = actor.today
    before = RuleSetVersion.objects.filter(
        rule_set=version.rule_set_id, state=VersionState.IN_FORCE
    ).first()
    old, new = _rules(before), _rules(version)
    lists = lists_in_force(version.owner_id, on)
    towns: dict[int, Transitions] = {}
    for some in _slices(version, actor):
        facts = facts_of(some, on)
        for candidate in some:
            known: Mapping[str, Any] = facts[candidate.pk]
            step = result_of(old, known, on, lists), result_of(new, known, on, lists)
            towns.setdefault(candidate.owner_id, Counter())[step] += 1
    names = Organisation.objects.filter(pk__in=towns).order_by("sort_key", "pk")
    by_town = {town: towns[town.pk] for town in names}
    return Simulation(on, before, sum(towns.values(), Counter()), by_town)


def _rules(version: RuleSetVersion | None) -> Sequence[Rule]:
    return list(version.rules.order_by("position")) if version else []


def _slices(version: RuleSetVersion, actor: Actor) -> Iterator[list[Candidate]]:
    """The district's people whose files are open, some at a time."""
    people = Candidate.objects.counted_for(actor).filter(
        district=version.owner_id, restricted_on__isnull=True
    )
    rows = people.exclude(state__in=_OVER).order_by("pk").iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        yield some
