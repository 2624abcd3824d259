"""A stored run decided again from what it was sealed with, for questions beyond its figures."""

from dataclasses import dataclass

from kreislotse.allocation.deciding import Decision, decide_unpriced
from kreislotse.allocation.gathering import inputs_of
from kreislotse.allocation.inputs import Inputs
from kreislotse.allocation.models import Run


@dataclass(frozen=True)
class Again:
    """What a run decided on, and the same decision once more."""

    inputs: Inputs
    decision: Decision


def again(run: Run) -> Again:
    inputs = inputs_of(run)
    return Again(inputs, decide_unpriced(inputs))


def answers_at_once(run: Run) -> bool:
    """Whether one more place can be told without solving again: no option is in force."""
    asked = run.criteria
    options = asked.keep_together or asked.keep_minimum or asked.floor_percent
    return not options and run.earlier_id is None
