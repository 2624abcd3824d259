"""Calls to municipalities; candidates with their facts, consents and moves."""

from kreislotse.participants.models.calls import (
    Call,
    CallPart,
    CallReminder,
    CallResponse,
    Potential,
    TargetCriterion,
)
from kreislotse.participants.models.consents import (
    Consent,
    ConsentGrant,
    ConsentText,
    ConsentVersion,
    LegalBasis,
)
from kreislotse.participants.models.facts import (
    LanguageSkill,
    Qualification,
    RegimePeriod,
    ResidenceStatus,
    ResidenceTitle,
    TitleRegime,
)
from kreislotse.participants.models.people import (
    Candidate,
    Household,
    Move,
    NameWord,
    Nomination,
)

__all__ = [
    "Call",
    "CallPart",
    "CallReminder",
    "CallResponse",
    "Candidate",
    "Consent",
    "ConsentGrant",
    "ConsentText",
    "ConsentVersion",
    "Household",
    "LanguageSkill",
    "LegalBasis",
    "Move",
    "NameWord",
    "Nomination",
    "Potential",
    "Qualification",
    "RegimePeriod",
    "ResidenceStatus",
    "ResidenceTitle",
    "TargetCriterion",
    "TitleRegime",
]
