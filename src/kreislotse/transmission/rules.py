"""Days and sums of a batch: when feedback is due, whom to chase, what the sums differ by."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from kreislotse.transmission.states import BatchState

FEEDBACK_DAYS = 28
RECEIPT_DAYS = 7
RECALL_DAYS = 14
CHASE_DAYS = 7
OUT = (BatchState.SENT, BatchState.RECEIVED, BatchState.SETTLED)
AWAITING_FEEDBACK = (BatchState.SENT, BatchState.RECEIVED)

Key = TypeVar("Key", bound=Hashable)


def feedback_due(sent_on: date, days: int = FEEDBACK_DAYS) -> date:
    """The last day on which feedback is in time (R-CAN-08)."""
    return sent_on + timedelta(days=days)


def recall_due(issued_on: date) -> date:
    """The last day on which the recipient confirms a recall in time (R-DP-03)."""
    return issued_on + timedelta(days=RECALL_DAYS)


def feedback_overdue(state: str, due_on: date | None, today: date) -> bool:
    """Whether the recipient owes its feedback since a day that is over."""
    return state in AWAITING_FEEDBACK and due_on is not None and due_on < today


def next_chase(chased_on: date | None) -> date | None:
    """From when on the recipient may be asked again; None when it was not asked yet."""
    return chased_on + timedelta(days=CHASE_DAYS) if chased_on else None


@dataclass(frozen=True)
class Comparison:
    """A kind of feedback: what the recipient counts, what stands at the lines, the difference."""

    delivered: int | None
    counted: int

    @property
    def difference(self) -> int | None:
        """Delivered less counted; None where no sum was delivered."""
        return None if self.delivered is None else self.delivered - self.counted


def compare_sums(
    delivered: Mapping[Key, int], counted: Mapping[Key, int], kinds: Collection[Key]
) -> dict[Key, Comparison]:
    """Each kind of feedback with both figures; neither corrects the other (R-REP-04)."""
    return {kind: Comparison(delivered.get(kind), counted.get(kind, 0)) for kind in kinds}
