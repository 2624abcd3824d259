"""Awards, the cash drawn on them, receipts, and what they oblige to."""

from kreislotse.awards.models.cash import Allocation, DrawDown, DrawDownLine, Receipt
from kreislotse.awards.models.duties import NotificationDuty, ProofDuty, Repayment
from kreislotse.awards.models.notice import (
    AllowedRecipient,
    Award,
    AwardChange,
    AwardChangeLine,
    AwardItem,
    Condition,
)

__all__ = [
    "Allocation",
    "AllowedRecipient",
    "Award",
    "AwardChange",
    "AwardChangeLine",
    "AwardItem",
    "Condition",
    "DrawDown",
    "DrawDownLine",
    "NotificationDuty",
    "ProofDuty",
    "Receipt",
    "Repayment",
]
