"""Which calls and answers an actor may see: a municipality its own answers, never another's."""

from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.participants.states import CallState


def _open_to(actor: Actor, path: str) -> Q:
    """A call that is no longer a draft, as the municipality asked or the recipient sees it."""
    return ~Q(**{f"{path}state": CallState.DRAFT}) & (
        Q(**{f"{path}parts__responses__municipality__in": actor.places(Permission.CALL_ANSWER)})
        | Q(**{f"{path}recipient__in": actor.places(Permission.CALL_RECEIVE)})
    )


class CallQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "CallQuerySet":
        own = Q(owner__in=actor.places(Permission.CALL_READ))
        return self.filter(own | _open_to(actor, "")).distinct()


class CallPartQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "CallPartQuerySet":
        own = Q(call__owner__in=actor.places(Permission.CALL_READ))
        return self.filter(own | _open_to(actor, "call__")).distinct()


class CallResponseQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "CallResponseQuerySet":
        asked = ~Q(part__call__state=CallState.DRAFT)
        return self.filter(
            Q(part__call__owner__in=actor.places(Permission.CALL_READ))
            | Q(municipality__in=actor.places(Permission.CALL_ANSWER)) & asked
            | Q(part__call__recipient__in=actor.places(Permission.CALL_RECEIVE)) & asked
        )
