"""What is done about retention, erasure, holds, letters and the offer to the archive."""

from kreislotse.protection.actions.archive import record_archive_offer
from kreislotse.protection.actions.destructions import (
    carry_out_destruction,
    propose_destruction,
    reject_destruction,
    release_destruction,
)
from kreislotse.protection.actions.disclosures import give_disclosure
from kreislotse.protection.actions.holds import end_hold, place_hold
from kreislotse.protection.actions.periods import load_periods, set_period

__all__ = [
    "carry_out_destruction",
    "end_hold",
    "give_disclosure",
    "load_periods",
    "place_hold",
    "propose_destruction",
    "record_archive_offer",
    "reject_destruction",
    "release_destruction",
    "set_period",
]
