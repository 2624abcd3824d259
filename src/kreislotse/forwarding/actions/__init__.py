"""The only writers of sharing out and passing on, one function per intention."""

from kreislotse.forwarding.actions.accepting import (
    accept_proof,
    accept_proof_in_part,
    check_receipt,
    check_receipts,
    return_proof,
)
from kreislotse.forwarding.actions.agreements import (
    agree_to_share,
    note_silence,
    note_silences,
    object_to_share,
)
from kreislotse.forwarding.actions.applying import (
    apply_by_form,
    apply_for_funds,
    state_bank_account,
)
from kreislotse.forwarding.actions.checking import (
    record_check,
    return_to_check,
)
from kreislotse.forwarding.actions.conflicts import (
    declare_conflict,
    end_conflict,
)
from kreislotse.forwarding.actions.contracts import (
    record_contract_signed,
    send_contract,
    write_letter,
)
from kreislotse.forwarding.actions.deciding import (
    approve_forwarding,
    reject_forwarding,
    withdraw_forwarding,
)
from kreislotse.forwarding.actions.funding_calls import (
    change_funding_call,
    close_funding_call,
    draft_funding_call,
    open_funding_call,
)
from kreislotse.forwarding.actions.key_figures import (
    load_key_figures,
    record_key_figure,
    record_key_figures,
)
from kreislotse.forwarding.actions.paying import (
    record_payment,
    undo_payment,
)
from kreislotse.forwarding.actions.plans import (
    ask_municipalities,
    change_plan,
    copy_plan,
    decide_plan,
    draft_plan,
    draft_scenarios,
    drop_plan,
)
from kreislotse.forwarding.actions.recoveries import (
    close_forwarding,
    demand_recovery,
    record_recovery_paid,
    waive_recovery,
)
from kreislotse.forwarding.actions.residuals import redistribute_residual
from kreislotse.forwarding.actions.shares import give_up_share
from kreislotse.forwarding.actions.sub_proofs import (
    add_receipt_to_forwarding,
    add_receipt_to_sub_proof,
    begin_sub_proof,
    describe_sub_proof,
    hand_in_proof,
    record_proof_received,
    remove_receipt,
    submit_sub_proof,
)
from kreislotse.forwarding.actions.text_blocks import (
    end_text_block,
    load_text_blocks,
    register_text_block,
    revise_text_block,
)

__all__ = [
    "accept_proof",
    "accept_proof_in_part",
    "add_receipt_to_forwarding",
    "add_receipt_to_sub_proof",
    "agree_to_share",
    "apply_by_form",
    "apply_for_funds",
    "approve_forwarding",
    "ask_municipalities",
    "begin_sub_proof",
    "change_funding_call",
    "change_plan",
    "check_receipt",
    "check_receipts",
    "close_forwarding",
    "close_funding_call",
    "copy_plan",
    "decide_plan",
    "declare_conflict",
    "demand_recovery",
    "describe_sub_proof",
    "draft_funding_call",
    "draft_plan",
    "draft_scenarios",
    "drop_plan",
    "end_conflict",
    "end_text_block",
    "give_up_share",
    "hand_in_proof",
    "load_key_figures",
    "load_text_blocks",
    "note_silence",
    "note_silences",
    "object_to_share",
    "open_funding_call",
    "record_check",
    "record_contract_signed",
    "record_key_figure",
    "record_key_figures",
    "record_payment",
    "record_proof_received",
    "record_recovery_paid",
    "redistribute_residual",
    "register_text_block",
    "reject_forwarding",
    "remove_receipt",
    "return_proof",
    "return_to_check",
    "revise_text_block",
    "send_contract",
    "state_bank_account",
    "submit_sub_proof",
    "undo_payment",
    "waive_recovery",
    "withdraw_forwarding",
    "write_letter",
]
