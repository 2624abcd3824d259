"""What verdicts ask of the district: to check anew, and to look at what came out differently."""

from typing import NamedTuple

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.eligibility.models import Review, Verdict
from kreislotse.eligibility.outdated import outdated
from kreislotse.eligibility.states import ReviewState
from kreislotse.participants.models import Candidate
from kreislotse.participants.queries.people import RELEASED, about


class Matters(NamedTuple):
    """Both as rows that the actor may see; empty for whoever does not check."""

    outdated: QuerySet[Verdict]
    reviews: QuerySet[Review]


def matters(actor: Actor) -> Matters:
    """The verdicts to be made anew, and the open reviews, the oldest first."""
    places = actor.places(Permission.PERSON_CHECK)
    people = Candidate.objects.filter(
        district__in=places, state__in=RELEASED, restricted_on__isnull=True
    )
    verdicts = Verdict.objects.filter(candidate__district__in=places)
    reviews = Review.objects.filter(about(people, "after__candidate"), state=ReviewState.OPEN)
    return Matters(outdated(verdicts, actor.today), reviews.order_by("opened_on", "pk"))
