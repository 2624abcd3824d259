"""For the list of runs, how many rows of it come to be; beside `rows`."""

from collections.abc import Callable
from typing import Any

from kreislotse.allocation.states import RunState
from tests.factories.courses import WaitingListFactory
from tests.factories.runs import CriteriaVersionFactory, RunFactory

Make = Callable[[Any, int], Any]


def runs(district: Any, count: int) -> Any:
    """Decided ones: a list has one undecided run at most."""
    return RunFactory.create_batch(
        count,
        waiting_list=WaitingListFactory(owner=district),
        criteria=CriteriaVersionFactory(criteria_set__owner=district),
        state=RunState.SENT,
        figures={"placed": 1, "places": 2},
    )


RUN_ROWS: dict[str, Make] = {"allocation:runs": runs}
