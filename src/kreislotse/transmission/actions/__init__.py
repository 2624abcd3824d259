"""All that people do with batches, feedback, recalls and outcomes."""

from kreislotse.transmission.actions.batches import (
    cancel_batch,
    confirm_two_people,
    draft_batch,
    drop_line,
    freeze_batch,
)
from kreislotse.transmission.actions.feedback import (
    begin_support,
    record_feedback,
    record_feedback_sum,
    record_feedback_sums,
    record_feedbacks,
)
from kreislotse.transmission.actions.outcomes import end_outcome, note_outcome
from kreislotse.transmission.actions.recalls import (
    confirm_recall,
    recall_candidate,
    recall_line,
    withdraw_consent,
)
from kreislotse.transmission.actions.sending import (
    chase_batch,
    confirm_receipt,
    send_batch,
    settle_batch,
    take_batch_file,
)

__all__ = [
    "begin_support",
    "cancel_batch",
    "chase_batch",
    "confirm_recall",
    "confirm_receipt",
    "confirm_two_people",
    "draft_batch",
    "drop_line",
    "end_outcome",
    "freeze_batch",
    "note_outcome",
    "recall_candidate",
    "recall_line",
    "record_feedback",
    "record_feedback_sum",
    "record_feedback_sums",
    "record_feedbacks",
    "send_batch",
    "settle_batch",
    "take_batch_file",
    "withdraw_consent",
]
