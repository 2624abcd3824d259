"""The only writers of awards, one function per intention."""

from kreislotse.awards.actions.changes import (
    change_proof_due,
    reallocate_item,
    record_award_change,
    revoke_award,
)
from kreislotse.awards.actions.closing import (
    close_award,
    record_audit_remark,
    record_lump_sum_payment,
    record_proof_submitted,
)
from kreislotse.awards.actions.draw_downs import (
    cancel_draw_down,
    draft_draw_down,
    record_draw_down_received,
    request_draw_down,
    undo_draw_down_receipt,
)
from kreislotse.awards.actions.duties import (
    drop_duty,
    raise_duty,
    raise_post_vacant,
    report_duty,
)
from kreislotse.awards.actions.notices import (
    add_condition,
    change_award,
    change_items,
    confirm_award,
    enter_award,
    remove_condition,
)
from kreislotse.awards.actions.receipts import (
    allocate_receipt,
    enter_receipt,
    withdraw_allocation,
)
from kreislotse.awards.actions.repayments import (
    demand_repayment,
    record_recovery,
    record_repayment,
    resume_after_recovery,
    settle_recovery,
)
from kreislotse.awards.actions.running import (
    begin_measure,
    end_measure,
    record_finality,
    record_service,
    waive_appeal,
)

__all__ = [
    "add_condition",
    "allocate_receipt",
    "begin_measure",
    "cancel_draw_down",
    "change_award",
    "change_items",
    "change_proof_due",
    "close_award",
    "confirm_award",
    "demand_repayment",
    "draft_draw_down",
    "drop_duty",
    "end_measure",
    "enter_award",
    "enter_receipt",
    "raise_duty",
    "raise_post_vacant",
    "reallocate_item",
    "record_audit_remark",
    "record_award_change",
    "record_draw_down_received",
    "record_finality",
    "record_lump_sum_payment",
    "record_proof_submitted",
    "record_recovery",
    "record_repayment",
    "record_service",
    "remove_condition",
    "report_duty",
    "request_draw_down",
    "resume_after_recovery",
    "revoke_award",
    "settle_recovery",
    "undo_draw_down_receipt",
    "waive_appeal",
    "withdraw_allocation",
]
