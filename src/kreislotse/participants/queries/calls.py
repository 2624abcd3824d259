"""Which calls and answers an actor may see: a municipality its own answers, never another's."""

from typing import Self

from django.db.models import Count, F, Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.participants.states import CallState, ResponseState


def _answers_seen(actor: Actor, *, call: str = "", answer: str = "") -> Q:
    """All answers to the office, one's own to a clerk, and to the recipient what was forwarded."""
    return (
        Q(**{f"{call}owner__in": actor.places(Permission.CALL_READ)})
        | ~Q(**{f"{call}state": CallState.DRAFT})
        & Q(**{f"{answer}municipality__in": actor.places(Permission.CALL_ANSWER)})
        | _forwarded_to(actor, call)
    )


def _forwarded_to(actor: Actor, call: str) -> Q:
    """Forwarded to the actor's own place, be it on a day that nobody recorded."""
    forwarded = Q(**{f"{call}state": CallState.FORWARDED})
    dated = Q(**{f"{call}forwarded_on__isnull": False})
    return (forwarded | dated) & Q(
        **{f"{call}recipient__in": actor.places(Permission.CALL_RECEIVE)}
    )


class CallQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The office's calls, those that ask one's municipality, and those forwarded to one."""
        places = actor.places(Permission.CALL_ANSWER)
        asked = self.model._base_manager.filter(parts__responses__municipality__in=places)
        return self.filter(
            Q(owner__in=actor.places(Permission.CALL_READ))
            | ~Q(state=CallState.DRAFT) & Q(pk__in=asked.values("pk"))
            | _forwarded_to(actor, "")
        )

    def for_list(self, actor: Actor) -> "CallQuerySet":
        """With the municipalities asked and those silent, as far as the actor may see answers."""
        seen = _answers_seen(actor, answer="parts__responses__")
        silent = Q(parts__responses__state=ResponseState.ASKED)
        whom = "parts__responses__municipality"
        return (
            self.select_related("owner", "initiative", "recipient")
            .annotate(
                asked=Count(whom, distinct=True, filter=seen),
                missing=Count(whom, distinct=True, filter=seen & silent),
                parts_missing=Count("parts__responses", distinct=True, filter=seen & silent),
            )
            .order_by(F("due_on").desc(nulls_first=True), "-pk")
        )

    def for_page(self) -> "CallQuerySet":
        return self.select_related("owner", "initiative", "recipient").prefetch_related("parts")


class CallPartQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The parts of every call that the actor sees."""
        places = actor.places(Permission.CALL_ANSWER)
        asked = self.model._base_manager.filter(responses__municipality__in=places)
        return self.filter(
            Q(call__owner__in=actor.places(Permission.CALL_READ))
            | ~Q(call__state=CallState.DRAFT) & Q(pk__in=asked.values("pk"))
            | _forwarded_to(actor, "call__")
        )


class CallResponseQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(_answers_seen(actor, call="part__call__"))

    def with_remarks_for(self, actor: Actor) -> "CallResponseQuerySet":
        """Those that are read in full: by the office and by the municipality, not the recipient."""
        return self.filter(
            Q(part__call__owner__in=actor.places(Permission.CALL_READ))
            | Q(municipality__in=actor.places(Permission.CALL_ANSWER))
        )

    def of_call(self, call: object) -> "CallResponseQuerySet":
        """All answers to a call, by municipality and part."""
        return (
            self.filter(part__call=call)
            .select_related("part", "municipality")
            .order_by("municipality__sort_key", "municipality_id", "part__position")
        )

    def with_people(self) -> "CallResponseQuerySet":
        """With the number of people reported in each answer."""
        return self.annotate(people=Count("nominations"))

    def people_by_state(self) -> dict[str, int]:
        """Where the people reported in these answers stand today; each counted once."""
        state, whom = "nominations__candidate__state", "nominations__candidate"
        found = self.filter(nominations__isnull=False).order_by().values(state)
        return dict(found.annotate(people=Count(whom, distinct=True)).values_list(state, "people"))

    def for_page(self) -> "CallResponseQuerySet":
        return self.select_related("part__call__owner", "municipality")


class CallReminderQuerySet(QuerySet):
    def of_call(self, call: object) -> "CallReminderQuerySet":
        """All reminders of a call, the latest first."""
        rows = self.filter(call=call).select_related("municipality")
        return rows.order_by("-reminded_on", "municipality__sort_key", "pk")

    def visible_to(self, actor: Actor) -> Self:
        """The office's own, and those sent to one's municipality."""
        return self.filter(
            Q(call__owner__in=actor.places(Permission.CALL_READ))
            | Q(municipality__in=actor.places(Permission.CALL_ANSWER))
        )


class PotentialQuerySet(QuerySet):
    def for_list(self) -> "PotentialQuerySet":
        return self.select_related("owner").order_by("-on", "owner__sort_key", "regime", "pk")

    def visible_to(self, actor: Actor) -> Self:
        """The office's municipalities, and one's own."""
        return self.filter(
            Q(owner__part_of__in=actor.places(Permission.CALL_READ))
            | Q(owner__in=actor.places(Permission.CALL_ANSWER))
        )
