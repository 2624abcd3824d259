"""How many people have come how far in answer to calls: each stage counts a person once.

Every stage is a flow: it counts all who ever got there up to a day, and never goes back. People
are counted for the municipality that reported them, or whose they were when transmitted.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import BERLIN
from kreislotse.eligibility.models import Verdict
from kreislotse.eligibility.states import Result
from kreislotse.journal.models import JournalEntry
from kreislotse.participants.models import Candidate, Nomination
from kreislotse.participants.states import MoveState
from kreislotse.protection.tallies import surviving
from kreislotse.transmission.figures import sent_counts
from kreislotse.transmission.models import BatchLine, Outcome
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import Feedback, OutcomeKind


class Stage(StrEnum):
    """How far somebody has come (R-CAN-10), in this order."""

    REPORTED = "reported"
    ELIGIBLE = "eligible"
    TRANSMITTED = "transmitted"
    ACCEPTED = "accepted"
    STARTED = "started"
    OUTCOME = "outcome"


STAGE_NAMES = {
    Stage.REPORTED: _("gemeldet"),
    Stage.ELIGIBLE: _("Voraussetzungen erfüllt"),
    Stage.TRANSMITTED: _("übermittelt"),
    Stage.ACCEPTED: _("angenommen"),
    Stage.STARTED: _("Förderung begonnen"),
    Stage.OUTCOME: _("mit Ergebnis"),
}
_RESPONSE = "candidate__nominations__response"
_LINE_TOWN = "candidate__batch_lines__municipality"
Flows = dict[Stage, Counter[int]]


@dataclass(frozen=True)
class Scope:
    """The calls looked at, the answers to them that are seen, and the reference date."""

    calls: Collection[int]
    responses: Collection[int]
    towns: Collection[int]
    on: date

    def nominations(self) -> QuerySet[Nomination]:
        return Nomination.objects.filter(response__in=self.responses, nominated_on__lte=self.on)

    @cached_property
    def standing(self) -> dict[int, Counter[str]]:
        """The people reported, by municipality and by the state of their record today."""
        town, state = "response__municipality", "candidate__state"
        people = Count("candidate", distinct=True)
        found: dict[int, Counter[str]] = defaultdict(Counter)
        for row in self.nominations().order_by().values(town, state).annotate(people=people):
            found[row[town]][row[state]] = row["people"]
        return found


def flows(scope: Scope) -> Flows:
    """The people at each stage by municipality, those erased since included."""
    found = sent_counts(scope.calls, scope.on)
    sent = {place: found[place] for place in scope.towns if place in found}
    people = {
        Stage.REPORTED: Counter({place: each.total() for place, each in stock(scope).items()}),
        Stage.ELIGIBLE: _by_town(_eligible(scope), f"{_RESPONSE}__municipality"),
        Stage.TRANSMITTED: Counter({place: each.transmitted for place, each in sent.items()}),
        Stage.ACCEPTED: Counter({place: each.accepted for place, each in sent.items()}),
        Stage.STARTED: Counter({place: each.started for place, each in sent.items()}),
        Stage.OUTCOME: Counter({place: each.with_outcome for place, each in sent.items()}),
    }
    _add_erased(people, scope)
    return people


def _add_erased(people: Flows, scope: Scope) -> None:
    """What statistics kept of people who are erased (G65)."""
    erased = surviving(scope.calls, until=scope.on.year)
    for place in set(scope.towns) & set(erased):
        for stage in Stage:
            people[stage][place] += erased[place][stage.value]


def together(scope: Scope) -> dict[Stage, int]:
    """The people at each stage in all municipalities, each person once."""
    twice = counted_twice(scope).flows
    return {stage: people.total() - twice[stage] for stage, people in flows(scope).items()}


def _by_town(rows: QuerySet, town: str) -> Counter[int]:
    found = rows.order_by().values(town).annotate(people=Count("candidate", distinct=True))
    return Counter(dict(found.values_list(town, "people")))


def _eligible(scope: Scope) -> QuerySet[Verdict]:
    """Decided so once, or found so by the rules where nobody has decided yet."""
    decided = Q(decision__result=Result.ELIGIBLE, decision__decided_on__lte=scope.on)
    found = Q(current=True, decision__isnull=True, result=Result.ELIGIBLE, as_of__lte=scope.on)
    return Verdict.objects.filter(
        decided | found,
        candidate__nominations__response__in=scope.responses,
        candidate__nominations__nominated_on__lte=scope.on,
        version__rule_set__calls__call=F("candidate__nominations__response__part__call"),
    )


def _sent(scope: Scope) -> QuerySet[BatchLine]:
    return BatchLine.objects.filter(
        batch__call__in=scope.calls,
        batch__state__in=OUT,
        batch__sent_on__lte=scope.on,
        municipality__in=scope.towns,
    )


def _with_outcome(scope: Scope) -> QuerySet[Outcome]:
    """Of the people transmitted; that a course has begun is no outcome yet."""
    lines = _sent(scope).values("pk")
    rows = Outcome.objects.filter(candidate__batch_lines__in=lines, began_on__lte=scope.on)
    return rows.exclude(kind=OutcomeKind.COURSE_STARTED)


def stock(scope: Scope) -> dict[int, Counter[str]]:
    """Where those reported stand today, by municipality: a stock, never a sum of flows."""
    return scope.standing


@dataclass(frozen=True)
class Twice:
    """How often a person is counted for a second municipality, because the file changed hands."""

    flows: Counter[Stage]
    stock: Counter[str]


def counted_twice(scope: Scope) -> Twice:
    """What the sum of all municipalities counts too much; hardly ever anything."""
    moved = scope.nominations().filter(candidate__moves__state=MoveState.ACCEPTED)
    people = set(moved.order_by().values_list("candidate", flat=True))
    if not people:
        return Twice(Counter(), Counter())
    rows = scope.nominations().filter(candidate__in=people).order_by()
    reported = set(rows.values_list("candidate", "response__municipality"))
    states = dict(rows.values_list("candidate", "candidate__state"))
    found = _eligible(scope).filter(candidate__in=people).order_by()
    eligible = set(found.values_list("candidate", f"{_RESPONSE}__municipality"))
    times = Counter(person for person, _town in reported)
    surplus: Counter[str] = Counter()
    for person, number in times.items():
        surplus[states[person]] += number - 1
    return Twice(
        Counter(
            {
                Stage.REPORTED: _surplus(reported),
                Stage.ELIGIBLE: _surplus(eligible),
                **_sent_twice(scope, people),
            }
        ),
        surplus,
    )


def _surplus(pairs: Collection[tuple[int, int]]) -> int:
    return len(pairs) - len({person for person, _town in pairs})


def _sent_twice(scope: Scope, people: Iterable[int]) -> dict[Stage, int]:
    lines = _sent(scope).filter(candidate__in=people).order_by()
    accepted = lines.filter(feedback=Feedback.ACCEPTED, feedback_on__lte=scope.on)
    sent = set(lines.values_list("candidate", "municipality"))
    results = Outcome.objects.filter(candidate__in=people, began_on__lte=scope.on)
    begun = _begun(people, scope.on) | set(results.values_list("candidate", flat=True))
    outcomes = _with_outcome(scope).filter(candidate__in=people)
    return {
        Stage.TRANSMITTED: _surplus(sent),
        Stage.ACCEPTED: _surplus(set(accepted.values_list("candidate", "municipality"))),
        Stage.STARTED: _surplus({pair for pair in sent if pair[0] in begun}),
        Stage.OUTCOME: _surplus(set(outcomes.values_list("candidate", _LINE_TOWN))),
    }


def _begun(people: Iterable[int], on: date) -> set[int]:
    midnight = datetime.combine(on + timedelta(days=1), time(), tzinfo=BERLIN)
    entries = JournalEntry.objects.filter(
        record=Candidate._meta.label, verb="start_support", record_id__in=people, at__lt=midnight
    )
    return set(entries.values_list("record_id", flat=True))
