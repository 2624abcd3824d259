"""Who sees destruction lists, holds, tallies and disclosures."""

from typing import Self

from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.participants.models import Candidate


def _lists(actor: Actor, prefix: str = "") -> Q:
    """A municipality its own, the data protection officer those of the district."""
    return Q(**{f"{prefix}owner__in": actor.places(Permission.ERASURE_PROPOSE)}) | Q(
        **{f"{prefix}district__in": actor.places(Permission.ERASURE_RELEASE)}
    )


class DestructionListQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(_lists(actor))


class DestructionItemQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(_lists(actor, "destruction_list__"))


class HoldQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(candidate__owner__in=actor.places(Permission.PERSON_EDIT))


class TallyQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Figures of one's own municipality, or of the district's."""
        return self.filter(
            Q(owner__in=actor.places(Permission.PERSON_EDIT))
            | Q(owner__part_of__in=actor.places(Permission.PERSON_COUNT))
        )


class DisclosureQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Of people whose name the actor sees, and of one's own that are locked."""
        seen = Candidate.objects.visible_to(actor)
        locked = Candidate.objects.locked_for(actor)
        return self.filter(
            Q(candidate__in=seen.values("pk")) | Q(candidate__in=locked.values("pk"))
        )


class ArchiveOfferQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """For those who see the initiative, and the data protection officer."""
        return self.filter(
            Q(owner__in=actor.places(Permission.INITIATIVE_READ))
            | Q(owner__in=actor.places(Permission.ERASURE_RELEASE))
        )
