"""Who sees batches: the district that sends, the recipient once sent, a town its own people."""

from typing import Self

from django.apps import apps
from django.db.models import Count, F, Prefetch, Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.participants.models import Candidate
from kreislotse.transmission.rules import OUT


def _seen(actor: Actor, batch: str = "") -> Q:
    return Q(**{f"{batch}owner__in": actor.places(Permission.BATCH_SEND)}) | Q(
        **{
            f"{batch}recipient__in": actor.places(Permission.BATCH_RECEIVE),
            f"{batch}state__in": OUT,
        }
    )


def _own(actor: Actor, line: str = "") -> Q:
    """A municipality's own people; the line goes along with a file that has moved."""
    places = actor.places(Permission.PERSON_EDIT)
    erased = Q(**{f"{line}candidate__isnull": True, f"{line}municipality__in": places})
    return Q(**{f"{line}candidate__owner__in": places}) | erased


class BatchQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(_seen(actor))

    def for_list(self) -> "BatchQuerySet":
        """With everything a line shows; the latest first."""
        return (
            self.select_related("owner", "recipient", "call")
            .annotate(people=Count("lines"))
            .order_by("-number", "-pk")
        )

    def for_page(self) -> "BatchQuerySet":
        return self.select_related("owner", "recipient", "call", "delta_of")


class BatchLineQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The sender and the recipient all lines, a municipality those of its own people."""
        return self.filter(_seen(actor, "batch__") | _own(actor) & Q(batch__state__in=OUT))

    def of_own_people(self, actor: Actor) -> "BatchLineQuerySet":
        """A municipality's lines about people whom it sees by name, with what came of them."""
        people = Candidate.objects.visible_to(actor)
        rows = self.filter(
            candidate__owner__in=actor.places(Permission.PERSON_EDIT),
            batch__state__in=OUT,
            candidate__in=people.values("pk"),
        )
        return rows.for_list().order_by("candidate__sort_key", "candidate_id", "batch__number")

    def of_people_sent(self) -> "BatchLineQuerySet":
        """All lines that are out and whose people are still known, by municipality."""
        rows = self.filter(batch__state__in=OUT, candidate__isnull=False)
        return rows.for_list().order_by("municipality__sort_key", "batch__number", "position")

    def for_list(self) -> "BatchLineQuerySet":
        """With everything a line shows."""
        outcomes = apps.get_model("transmission", "Outcome")
        return (
            self.select_related("batch__recipient", "batch__owner", "candidate", "municipality")
            .prefetch_related(
                Prefetch(
                    "candidate__outcomes",
                    queryset=outcomes._default_manager.select_related("noted_by").order_by(
                        "began_on", "pk"
                    ),
                )
            )
            .order_by("batch_id", "position")
        )


class FeedbackSumQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(_seen(actor, "batch__"))


class RecallQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(_seen(actor, "line__batch__") | _own(actor, "line__"))

    def for_list(self) -> "RecallQuerySet":
        """With the person's code and everything else a line shows; what is due first, first."""
        return (
            self.select_related(
                "line__batch__owner", "line__batch__recipient", "line__municipality"
            )
            .annotate(code=F("line__candidate__code"))
            .order_by(F("confirmed_on").desc(nulls_first=True), "due_on", "pk")
        )


class OutcomeQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """With the candidate's row; the recipient records outcomes at the line it was sent."""
        return self.filter(candidate__in=Candidate.objects.coded_to(actor).values("pk"))

    def counted_for(self, actor: Actor) -> Self:
        return self.filter(candidate__in=Candidate.objects.counted_for(actor).values("pk"))
