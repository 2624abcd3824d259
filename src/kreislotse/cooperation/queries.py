"""Which concepts and working meetings an actor may see: the partner the shared concept only."""

from typing import Self

from django.db.models import Count, F, Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.cooperation.states import Reply, WorkingMeetingState


def _invitations_seen(actor: Actor, *, meeting: str = "", invitation: str = "") -> Q:
    """All invitations to the office; to the invited their own, once they are sent."""
    return Q(**{f"{meeting}owner__in": actor.places(Permission.COOPERATION_READ)}) | ~Q(
        **{f"{meeting}state": WorkingMeetingState.DRAFT}
    ) & Q(**{f"{invitation}organisation__in": actor.places(Permission.MEETING_REPLY)})


class ConceptQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        places = actor.places(Permission.COOPERATION_PARTNER)
        shared = self.model._base_manager.filter(partners__in=places)
        return self.filter(
            Q(owner__in=actor.places(Permission.COOPERATION_READ)) | Q(pk__in=shared.values("pk"))
        )

    def for_list(self) -> Self:
        return (
            self.select_related("owner", "initiative")
            .prefetch_related("partners")
            .order_by("sort_key", "pk")
        )


class WorkingMeetingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own meetings, and those that one's organisation is invited to."""
        places = actor.places(Permission.MEETING_REPLY)
        invited = self.model._base_manager.filter(invitations__organisation__in=places)
        return self.filter(
            Q(owner__in=actor.places(Permission.COOPERATION_READ))
            | ~Q(state=WorkingMeetingState.DRAFT) & Q(pk__in=invited.values("pk"))
        )

    def for_list(self, actor: Actor) -> "WorkingMeetingQuerySet":
        """With the invited and the silent, as far as the actor may see them; latest first."""
        seen = _invitations_seen(actor, invitation="invitations__")
        silent = Q(invitations__reply=Reply.NONE)
        return (
            self.select_related("owner", "initiative")
            .annotate(
                invited=Count("invitations", filter=seen),
                silent=Count("invitations", filter=seen & silent),
            )
            .order_by(F("held_on").desc(nulls_first=True), "-pk")
        )

    def for_page(self) -> "WorkingMeetingQuerySet":
        return self.select_related("owner", "initiative")


class InvitationQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(_invitations_seen(actor, meeting="meeting__"))

    def of_meeting(self, meeting: object) -> "InvitationQuerySet":
        """All invitations to a meeting, by the names of the invited."""
        return (
            self.filter(meeting=meeting)
            .select_related("organisation", "represented_by", "meeting")
            .order_by("organisation__sort_key", "pk")
        )

    def for_page(self) -> "InvitationQuerySet":
        return self.select_related("meeting__owner", "organisation", "represented_by")


class BelowMeetingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(meeting__owner__in=actor.places(Permission.COOPERATION_READ))

    def of_meeting(self, meeting: object) -> "BelowMeetingQuerySet":
        """What came out of a meeting, in the order of recording."""
        return self.filter(meeting=meeting).order_by("recorded_on", "pk")
