"""Which concepts and working meetings an actor may see: the partner the shared concept only."""

from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.cooperation.states import WorkingMeetingState


class ConceptQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "ConceptQuerySet":
        return self.filter(
            Q(owner__in=actor.places(Permission.COOPERATION_READ))
            | Q(partners__in=actor.places(Permission.COOPERATION_PARTNER))
        ).distinct()


class WorkingMeetingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "WorkingMeetingQuerySet":
        """One's own meetings, and those that one's organisation is invited to."""
        replying = actor.places(Permission.MEETING_REPLY)
        invited = ~Q(state=WorkingMeetingState.DRAFT) & Q(invitations__organisation__in=replying)
        own = Q(owner__in=actor.places(Permission.COOPERATION_READ))
        return self.filter(own | invited).distinct()


class InvitationQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "InvitationQuerySet":
        replying = actor.places(Permission.MEETING_REPLY)
        sent = ~Q(meeting__state=WorkingMeetingState.DRAFT)
        return self.filter(
            Q(meeting__owner__in=actor.places(Permission.COOPERATION_READ))
            | Q(organisation__in=replying) & sent
        )


class BelowMeetingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "BelowMeetingQuerySet":
        return self.filter(meeting__owner__in=actor.places(Permission.COOPERATION_READ))
