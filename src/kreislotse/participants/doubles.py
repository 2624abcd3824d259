"""Whether the same person may stand in another municipality's list: where to ask, nothing more."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import CandidateState


def asks_elsewhere(candidate: Candidate) -> bool:
    """Only records that are complete are compared: nobody may fish with invented drafts."""
    return candidate.state != CandidateState.DRAFT and candidate.restricted_on is None


def alike_elsewhere(candidate: Candidate) -> list[Candidate]:
    """Records of this name and day of birth in other municipalities of the district (R-CAN-05).

    A keyed hash is compared. Of the other record only its municipality may be shown, and that it
    was asked for is written down for both.
    """
    return list(rows_alike(candidate))


def rows_alike(candidate: Candidate) -> QuerySet[Candidate]:
    """The same, not asked yet."""
    if not asks_elsewhere(candidate):
        return Candidate.objects.none()
    alike = Candidate.objects.elsewhere(
        candidate.match_key, district=candidate.district_id, owner=candidate.owner_id
    )
    return alike.select_related("owner").order_by("owner__sort_key", "pk")


def towns_of(alike: Iterable[Candidate]) -> list[Organisation]:
    """Where to ask, each municipality once."""
    return list(dict.fromkeys(each.owner for each in alike))
