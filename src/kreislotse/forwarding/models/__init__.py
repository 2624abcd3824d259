"""Sharing out, passing on, and what final recipients prove."""

from kreislotse.forwarding.models.passing_on import (
    ConflictOfInterest,
    Forwarding,
    ForwardingCheck,
    ForwardingDocument,
    FundingCall,
    TextBlock,
)
from kreislotse.forwarding.models.proving import Recovery, SubProof, SubProofReceipt
from kreislotse.forwarding.models.sharing import Agreement, KeyFigure, Share, SharePlan

__all__ = [
    "Agreement",
    "ConflictOfInterest",
    "Forwarding",
    "ForwardingCheck",
    "ForwardingDocument",
    "FundingCall",
    "KeyFigure",
    "Recovery",
    "Share",
    "SharePlan",
    "SubProof",
    "SubProofReceipt",
    "TextBlock",
]
