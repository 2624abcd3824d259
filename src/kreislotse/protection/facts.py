"""What the clocks ask about many records at once: a fixed number of questions."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kreislotse.courses.clearing import under_way
from kreislotse.courses.queues import NOT_OPEN
from kreislotse.eligibility.models import Decision
from kreislotse.eligibility.states import Result
from kreislotse.participants.models import Candidate, Consent
from kreislotse.participants.states import ConsentDecision
from kreislotse.protection.models import Hold
from kreislotse.protection.rules import Evidence, Facts
from kreislotse.transmission.models import BatchLine, Outcome
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import BatchState

# A reduced record has no nationality; every other one does. A name and consents are all it holds.
REDUCED = Q(nationality="")
_OPEN = (BatchState.DRAFT, BatchState.FROZEN)
_COLUMNS = (
    "pk",
    "state",
    "closing",
    "closed_on",
    "last_contact_on",
    "nationality",
    "restricted_on",
    "restriction",
)


def facts_of(candidates: QuerySet[Candidate], today: date) -> dict[int, Facts]:
    """The facts of these records on a day, by their ids."""
    ids = candidates.order_by().values("pk")
    refused, evidence = _consents(ids)
    decided = _decisions(ids)
    sent, answered, in_open_batch = _lines(ids)
    ended = _latest([*answered, *_withdrawn(ids), *_outcomes(ids)])
    in_course = under_way(ids)
    held = set(holds_on(today).filter(candidate__in=ids).values_list("candidate_id", flat=True))
    return {
        row["pk"]: Facts(
            state=row["state"],
            closing=row["closing"],
            closed_on=row["closed_on"],
            last_contact_on=row["last_contact_on"],
            refused_on=refused.get(row["pk"]),
            not_eligible_on=decided.get(row["pk"]),
            sent_on=sent.get(row["pk"]),
            ended_on=ended.get(row["pk"]),
            evidence=evidence.get(row["pk"], ()),
            reduced_on=row["restricted_on"] if row["nationality"] == "" else None,
            restriction=row["restriction"],
            on_hold=row["pk"] in held,
            in_open_batch=row["pk"] in in_open_batch,
            in_course=row["pk"] in in_course and row["state"] not in NOT_OPEN,
        )
        for row in candidates.order_by().values(*_COLUMNS)
    }


def holds_on(today: date) -> QuerySet[Hold]:
    """The holds in force on a day, both ends included."""
    open_end = Q(until__isnull=True) | Q(until__gte=today)
    return Hold.objects.filter(open_end, since__lte=today)


def _consents(ids: Any) -> tuple[dict[int, date], dict[int, tuple[Evidence, ...]]]:
    """Who refused last and has given none since, and the evidence of those who gave one."""
    refused: dict[int, date] = {}
    given: dict[int, list[Evidence]] = defaultdict(list)
    rows = Consent.objects.filter(candidate__in=ids).order_by("decided_on", "pk")
    columns = ("candidate_id", "decision", "decided_on", "valid_until", "withdrawn_on")
    for person, decision, decided_on, valid_until, withdrawn_on in rows.values_list(*columns):
        if decision == ConsentDecision.REFUSED:
            refused[person] = decided_on
        else:
            refused.pop(person, None)
            given[person].append(Evidence(decided_on, withdrawn_on or valid_until))
    return refused, {person: tuple(rows) for person, rows in given.items()}


def _decisions(ids: Any) -> dict[int, date]:
    """Who was found not eligible by all that people decided, and when last."""
    rows = Decision.objects.filter(verdict__candidate__in=ids, verdict__current=True)
    decided: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for person, result, day in rows.values_list("verdict__candidate_id", "result", "decided_on"):
        decided[person].append((result, day))
    return {
        person: max(day for _, day in said)
        for person, said in decided.items()
        if all(result == Result.NOT_ELIGIBLE for result, _ in said)
    }


def _lines(ids: Any) -> tuple[dict[int, date], list[tuple[int, date]], set[int]]:
    """When each was last sent, each answer's day, and who stands in a batch not sent yet."""
    sent: list[tuple[int, date]] = []
    answered: list[tuple[int, date]] = []
    in_open_batch: set[int] = set()
    rows = BatchLine.objects.filter(candidate__in=ids, batch__state__in=(*OUT, *_OPEN))
    columns = ("candidate_id", "batch__state", "batch__sent_on", "feedback_on")
    for person, state, sent_on, feedback_on in rows.values_list(*columns):
        if state in _OPEN:
            in_open_batch.add(person)
            continue
        sent.append((person, sent_on))
        if feedback_on is not None:
            answered.append((person, feedback_on))
    return _latest(sent), answered, in_open_batch


def _withdrawn(ids: Any) -> Iterable[tuple[int, date]]:
    rows = Consent.objects.filter(candidate__in=ids, withdrawn_on__isnull=False)
    found = rows.values_list("candidate_id", "withdrawn_on")
    return [(person, day) for person, day in found if day is not None]


def _outcomes(ids: Any) -> Iterable[tuple[int, date]]:
    rows = Outcome.objects.filter(candidate__in=ids)
    found = rows.values_list("candidate_id", "began_on", "ended_on")
    return [(person, ended_on or began_on) for person, began_on, ended_on in found]


def _latest(pairs: Iterable[tuple[int, date]]) -> dict[int, date]:
    latest: dict[int, date] = {}
    for person, day in pairs:
        latest[person] = max(day, latest.get(person, day))
    return latest
