"""Whom a call's verdicts are about."""

from django.db.models import QuerySet

from kreislotse.participants.models import Call, Candidate, Nomination
from kreislotse.participants.queries.people import RELEASED


def reported_to(call: Call) -> QuerySet[Candidate]:
    """Those whom municipalities have reported to the call and released to the district."""
    reported = Nomination.objects.filter(response__part__call=call)
    return Candidate.objects.filter(
        district=call.owner_id,
        state__in=RELEASED,
        restricted_on__isnull=True,
        pk__in=reported.values("candidate"),
    )
