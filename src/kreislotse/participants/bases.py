"""Whether there is any basis on which a candidate may be handed to the district (R-CAN-02)."""

from datetime import date

from django.db.models import Q, QuerySet

from kreislotse.participants.models import Candidate, ConsentGrant, LegalBasis
from kreislotse.participants.states import ConsentDecision, ConsentPurpose
from kreislotse.records.tables import valid_on


def consent_given(candidate: Candidate, today: date) -> bool:
    """Whether the person has agreed to anything that is still in force."""
    return _grants(candidate, today).exists()


def may_be_released(candidate: Candidate, today: date) -> bool:
    """By consent or norm for an employment agency, whichever it is, or for the district."""
    wanted = Q(purpose=ConsentPurpose.AGENCY) | Q(
        purpose=ConsentPurpose.DISTRICT, recipient=candidate.district_id
    )
    if _grants(candidate, today).filter(wanted).exists():
        return True
    norms = LegalBasis.objects.filter(valid_on(today), owner=candidate.district_id)
    return norms.filter(wanted).exists()


def _grants(candidate: Candidate, today: date) -> QuerySet[ConsentGrant]:
    return ConsentGrant.objects.filter(
        Q(consent__valid_until__isnull=True) | Q(consent__valid_until__gte=today),
        consent__candidate=candidate,
        consent__decision=ConsentDecision.GIVEN,
        consent__decided_on__lte=today,
        consent__withdrawn_on__isnull=True,
    )
