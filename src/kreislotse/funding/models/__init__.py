"""Programmes with their dated data, consents in principle, applications."""

from kreislotse.funding.models.applications import (
    Application,
    ApplicationAnnex,
    ApplicationLine,
    CoFinancing,
    Distribution,
    Handover,
    Inquiry,
    ProgrammeUse,
)
from kreislotse.funding.models.consents import (
    ConsentInPrinciple,
    ConsentParty,
)
from kreislotse.funding.models.programmes import (
    BaseRate,
    Guideline,
    PostKind,
    Programme,
    ProgrammeDate,
    ProgrammeNumber,
    Purpose,
    Rate,
    RequiredAnnex,
)

__all__ = [
    "Application",
    "ApplicationAnnex",
    "ApplicationLine",
    "BaseRate",
    "CoFinancing",
    "ConsentInPrinciple",
    "ConsentParty",
    "Distribution",
    "Guideline",
    "Handover",
    "Inquiry",
    "PostKind",
    "Programme",
    "ProgrammeDate",
    "ProgrammeNumber",
    "ProgrammeUse",
    "Purpose",
    "Rate",
    "RequiredAnnex",
]
