"""Whether a candidate's data may go somewhere for a purpose: by consent or by a documented norm.

Asked by tables' names, because both the fences and the actions need it (R-CAN-02).
"""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from kreislotse.participants.states import ConsentDecision, ConsentPurpose
from kreislotse.records.tables import valid_on


def consent_in_force(purpose: ConsentPurpose, recipient: Any, today: date) -> Exists:
    """A consent to the purpose and recipient, given, not withdrawn, not run out.

    `recipient` is an organisation's id, or an OuterRef to the candidate's column with it.
    """
    grants = apps.get_model("participants", "ConsentGrant")._base_manager
    return Exists(
        grants.filter(
            Q(consent__valid_until__isnull=True) | Q(consent__valid_until__gte=today),
            consent__candidate=OuterRef("pk"),
            consent__decision=ConsentDecision.GIVEN,
            consent__decided_on__lte=today,
            consent__withdrawn_on__isnull=True,
            purpose=purpose,
            recipient=recipient,
        )
    )


def norm_in_force(purpose: ConsentPurpose, recipient: Any, today: date) -> Exists:
    """A norm that the district's data protection officer has documented for all its people."""
    bases = apps.get_model("participants", "LegalBasis")._base_manager
    return Exists(
        bases.filter(
            valid_on(today), owner=OuterRef("district_id"), purpose=purpose, recipient=recipient
        )
    )


def covered(purpose: ConsentPurpose, recipient: Any, today: date) -> Q:
    """The condition on candidates that one of the two is there."""
    return Q(consent_in_force(purpose, recipient, today)) | Q(
        norm_in_force(purpose, recipient, today)
    )
