"""What people do with lists: hand in, check, correct, decide, take over, take back, discard."""

from kreislotse.intake.actions.rows import correct_row, decide_row
from kreislotse.intake.actions.taking import apply_upload, undo_upload
from kreislotse.intake.actions.uploads import (
    check_slice,
    discard_upload,
    finish_checking,
    receive_list,
)

__all__ = [
    "apply_upload",
    "check_slice",
    "correct_row",
    "decide_row",
    "discard_upload",
    "finish_checking",
    "receive_list",
    "undo_upload",
]
