"""Feedback of a batch in figures: what stands at its lines, what the recipient has delivered."""

from django.db.models import Count, Max

from kreislotse.transmission.models import Batch
from kreislotse.transmission.rules import Comparison, compare_sums
from kreislotse.transmission.states import Feedback


def counted(batch: Batch) -> dict[str, int]:
    """Our own count: lines by their feedback."""
    rows = batch.lines.exclude(feedback="").values_list("feedback").annotate(n=Count("pk"))
    return dict(rows.order_by())


def delivered(batch: Batch) -> dict[str, int]:
    """The sums of the latest day for which the recipient has delivered any."""
    last = batch.sums.aggregate(last=Max("reported_on"))["last"]
    rows = batch.sums.filter(reported_on=last) if last else batch.sums.none()
    return dict(rows.values_list("feedback", "people"))


def compared(batch: Batch) -> dict[str, Comparison]:
    """Both figures of each kind of feedback, side by side."""
    return compare_sums(delivered(batch), counted(batch), [kind.value for kind in Feedback])


def outstanding(batch: Batch) -> int:
    """How many people nobody has said anything about, neither singly nor in the sums."""
    people = batch.lines.filter(recalled=False).count()
    single = batch.lines.filter(recalled=False).exclude(feedback="").count()
    return max(people - max(single, sum(delivered(batch).values())), 0)
