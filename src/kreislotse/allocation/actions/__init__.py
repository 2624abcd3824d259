"""The only writers of criteria and of the runs that give places by them."""

from kreislotse.allocation.actions.criteria import (
    add_criteria_set,
    change_criteria,
    draft_criteria,
    publish_criteria,
    retire_criteria,
)
from kreislotse.allocation.actions.overrides import override_line, take_back_override
from kreislotse.allocation.actions.runs import (
    discard_run,
    propose_run,
    redraw_run,
    reopen_run,
    sign_run,
)
from kreislotse.allocation.actions.sending import move_up, send_offers

__all__ = [
    "add_criteria_set",
    "change_criteria",
    "discard_run",
    "draft_criteria",
    "move_up",
    "override_line",
    "propose_run",
    "publish_criteria",
    "redraw_run",
    "reopen_run",
    "retire_criteria",
    "send_offers",
    "sign_run",
    "take_back_override",
]
