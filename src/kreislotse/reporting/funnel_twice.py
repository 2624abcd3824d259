"""Who is counted for a second municipality, because the file changed hands (R-CAN-06)."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q

from kreislotse.access.policy import BERLIN
from kreislotse.journal.models import JournalEntry
from kreislotse.participants.models import Candidate, Move
from kreislotse.participants.states import MoveState
from kreislotse.reporting.funnel_cells import (
    STAND,
    Figure,
    changes_of,
    figures_of_change,
    figures_of_stand,
    with_stand,
)
from kreislotse.reporting.funnel_flows import Scope, Stage
from kreislotse.transmission.models import Outcome
from kreislotse.transmission.states import Feedback, OutcomeKind


def counted_twice(scope: Scope) -> Counter[Figure]:
    """What the sum of all municipalities counts too much; hardly ever anything."""
    # From the files that moved: they are few, those reported may be a hundred thousand.
    reported_here = scope.nominations().filter(candidate=OuterRef("candidate"))
    moved = Move.objects.filter(Exists(reported_here), state=MoveState.ACCEPTED)
    people = set(moved.values_list("candidate", flat=True))
    if not people:
        return Counter()
    found = scope.eligible().filter(candidate__in=people)
    eligible = set(found.values_list("candidate", "response__municipality"))
    numbers = {Stage.ELIGIBLE: _surplus(eligible), **_sent_twice(scope, people)}
    surplus = Counter({(stage.value, "", ""): number for stage, number in numbers.items()})
    surplus.update(_reported_twice(scope, people))
    return +surplus


def _reported_twice(scope: Scope, people: Collection[int]) -> Counter[Figure]:
    """States and regimes of those whom more than one municipality reported."""
    rows = scope.nominations().filter(candidate__in=people)
    pairs = set(rows.values_list("candidate", "response__municipality"))
    times = Counter(person for person, _town in pairs)
    several = [person for person, number in times.items() if number > 1]
    surplus: Counter[Figure] = Counter()
    if not several:
        return surplus
    stands = with_stand(rows.filter(candidate__in=several), scope).values("candidate", *STAND)
    for row in stands.distinct():
        for figure in figures_of_stand(row):
            surplus[figure] += times[row["candidate"]] - 1
    changed = changes_of(Q(candidate__in=several), scope)
    for row in changed.values("pk", "candidate", "before", "regime"):
        for figure in figures_of_change(row):
            surplus[figure] += times[row["candidate"]] - 1
    return surplus


def _surplus(pairs: Collection[tuple[int, int]]) -> int:
    return len(pairs) - len({person for person, _town in pairs})


def _sent_twice(scope: Scope, people: Iterable[int]) -> dict[Stage, int]:
    lines = scope.lines().filter(candidate__in=people)
    accepted = lines.filter(feedback=Feedback.ACCEPTED, feedback_on__lte=scope.on)
    sent = set(lines.values_list("candidate", "municipality"))
    results = Outcome.objects.filter(candidate__in=people, began_on__lte=scope.on)
    begun = _begun(people, scope.on) | set(results.values_list("candidate", flat=True))
    # That a course has begun is no outcome yet.
    reached = results.exclude(kind=OutcomeKind.COURSE_STARTED)
    with_outcome = set(reached.values_list("candidate", flat=True))
    return {
        Stage.TRANSMITTED: _surplus(sent),
        Stage.ACCEPTED: _surplus(set(accepted.values_list("candidate", "municipality"))),
        Stage.STARTED: _surplus({pair for pair in sent if pair[0] in begun}),
        Stage.OUTCOME: _surplus({pair for pair in sent if pair[0] in with_outcome}),
    }


def _begun(people: Iterable[int], on: date) -> set[int]:
    midnight = datetime.combine(on + timedelta(days=1), time(), tzinfo=BERLIN)
    entries = JournalEntry.objects.filter(
        record=Candidate._meta.label, verb="start_support", record_id__in=people, at__lt=midnight
    )
    return set(entries.values_list("record_id", flat=True))
