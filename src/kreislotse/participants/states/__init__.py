"""Choices and lifecycles of calls, candidates, consents and moves."""

from kreislotse.participants.states.calls import CALL, CallState, PartKind, ResponseState
from kreislotse.participants.states.consents import (
    CONSENT_VERSION,
    ConsentDecision,
    ConsentForm,
    ConsentPurpose,
    ConsentVersionState,
)
from kreislotse.participants.states.facts import (
    Evidence,
    Level,
    Paper,
    QualificationKind,
    RegimeCause,
)
from kreislotse.participants.states.people import (
    CANDIDATE,
    MOVE,
    CandidateState,
    Closing,
    MoveState,
    RestrictionGround,
    Sex,
)

__all__ = [
    "CALL",
    "CANDIDATE",
    "CONSENT_VERSION",
    "MOVE",
    "CallState",
    "CandidateState",
    "Closing",
    "ConsentDecision",
    "ConsentForm",
    "ConsentPurpose",
    "ConsentVersionState",
    "Evidence",
    "Level",
    "MoveState",
    "Paper",
    "PartKind",
    "QualificationKind",
    "RegimeCause",
    "ResponseState",
    "RestrictionGround",
    "Sex",
]
