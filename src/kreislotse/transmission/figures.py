"""What became of a call's people in numbers, by municipality: persons, never cases (R-OUT-02).

A flow counts everybody up to the day; a stock only what holds on it (R-OUT-03). People erased
since are not among them: what is kept of them are sums, which the readers of these figures add.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from kreislotse.access.policy import BERLIN
from kreislotse.journal.models import JournalEntry
from kreislotse.participants.models import Candidate
from kreislotse.transmission.models import BatchLine, Outcome
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import Feedback, OutcomeKind

_EVERYBODY = Q()


@dataclass
class Reached:
    """People with outcomes of a kind: ever up to the day, and still on the day."""

    flow: int = 0
    stock: int = 0


@dataclass
class Counts:
    """One municipality's people as far as the recipients were concerned.

    `with_outcome` leaves out those who have only begun a course; `outcomes` has a kind only if
    somebody reached it; `reached` counts each person once, whatever they reached.
    """

    transmitted: int = 0
    accepted: int = 0
    started: int = 0
    with_outcome: int = 0
    reached: Reached = field(default_factory=Reached)
    cases: int = 0
    outcomes: dict[str, Reached] = field(default_factory=dict)


def counts(call_ids: Collection[int], on: date) -> dict[int, Counts]:
    """The counts of each municipality that had anybody transmitted for these calls by the day."""
    sent = lines_sent(call_ids, on)
    known = sent.filter(candidate__isnull=False).order_by()
    found = {
        row.pop("municipality"): Counts(**row)
        for row in counted_by(known.values("municipality"), on)
    }
    _add_outcomes(found, sent, on)
    return found


def lines_sent(call_ids: Collection[int], on: date) -> QuerySet[BatchLine]:
    """The lines of all batches that were out for these calls by the day."""
    return BatchLine._default_manager.filter(
        batch__call__in=call_ids, batch__state__in=OUT, batch__sent_on__lte=on
    )


def counted_by(
    lines: QuerySet[Any, Any], on: date, *, begun: Q = _EVERYBODY, reached: Q = _EVERYBODY
) -> QuerySet[Any, Any]:
    """How many people of each group of lines came how far: all in one question.

    `begun` and `reached` say of entries in the journal and of outcomes which ones can be about
    these people; without them all are looked through.
    """
    steps = {
        "transmitted": Q(),
        "accepted": Q(feedback=Feedback.ACCEPTED, feedback_on__lte=on),
        "started": _started_by(on, begun, reached),
        "with_outcome": Q(candidate__in=_outcomes_by(on).filter(reached)),
    }
    counted = {name: Count("candidate", distinct=True, filter=step) for name, step in steps.items()}
    return lines.annotate(**counted)


def _started_by(on: date, begun: Q, reached: Q) -> Q:
    """Support has begun, as the journal keeps it, or something has already come of it."""
    midnight = datetime.combine(on + timedelta(days=1), time(), tzinfo=BERLIN)
    entries = JournalEntry._default_manager.filter(
        begun, record=Candidate._meta.label, verb="start_support", at__lt=midnight
    )
    outcomes = Outcome._default_manager.filter(reached, began_on__lte=on)
    return Q(candidate__in=entries.values("record_id")) | Q(
        candidate__in=outcomes.values("candidate_id")
    )


def _outcomes_by(on: date) -> QuerySet:
    """Whom something has come of; that a course has begun is no outcome yet."""
    rows = Outcome._default_manager.filter(began_on__lte=on)
    return rows.exclude(kind=OutcomeKind.COURSE_STARTED).values("candidate_id")


def _add_outcomes(found: dict[int, Counts], sent: QuerySet, on: date) -> None:
    place = "candidate__batch_lines__municipality"
    lines = Q(candidate__batch_lines__in=sent.values("pk"))
    rows = Outcome._default_manager.filter(lines, began_on__lte=on).order_by()
    standing = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    numbers = {
        "flow": Count("candidate", distinct=True),
        "stock": Count("candidate", distinct=True, filter=standing),
        "cases": Count("pk", distinct=True),
    }
    for row in rows.values(place, "kind").annotate(**numbers):
        found[row[place]].outcomes[row["kind"]] = Reached(row["flow"], row["stock"])
    for row in rows.values(place).annotate(**numbers):
        found[row[place]].reached = Reached(row["flow"], row["stock"])
        found[row[place]].cases = row["cases"]
