"""Which mandates an actor may see, and what a page needs of them."""

from datetime import date, timedelta
from typing import Any, Self

from django.apps import apps
from django.db.models import Count, F, Max, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.mandates.rules import REMINDER_DAYS, more_votes_than_members
from kreislotse.mandates.states import ClauseState

_RESOLUTION = "resolution__agenda_item__meeting__body"
_PAPER = "resolution__agenda_item__paper__period"
UNFINISHED = (ClauseState.OPEN, ClauseState.IN_PROGRESS, ClauseState.STANDING)


class MandateQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.MANDATE_READ))


class BelowPaperQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(paper__owner__in=actor.places(Permission.MANDATE_READ))


class PeriodQuerySet(MandateQuerySet):
    def for_list(self) -> Self:
        """With the count of papers, the newest period first."""
        return self.annotate(paper_count=Count("papers")).order_by("-number", "pk")


class MeetingQuerySet(MandateQuerySet):
    def for_list(self) -> Self:
        """With body and count of agenda items, the latest first."""
        return (
            self.select_related("body")
            .annotate(item_count=Count("agenda_items"))
            .order_by(F("held_on").desc(nulls_last=True), "pk")
        )

    def for_page(self) -> Self:
        """With the agenda in its order and what was resolved on it."""
        items = apps.get_model("mandates", "AgendaItem").objects
        agenda = items.select_related("paper__period", "resolution__sets_up").order_by("pk")
        return self.select_related("body").prefetch_related(
            Prefetch("agenda_items", agenda), "agenda_items__resolution__clauses"
        )


class PaperQuerySet(MandateQuerySet):
    def for_list(self) -> Self:
        """With the period for the number, the newest number first."""
        return self.select_related("period").order_by(
            F("period__number").desc(nulls_last=True),
            F("running_number").desc(nulls_last=True),
            "-revision",
            "-pk",
        )

    def for_page(self) -> Self:
        """With the sequence of deliberation and the agenda items that treat it."""
        steps = apps.get_model("mandates", "Consultation").objects
        items = apps.get_model("mandates", "AgendaItem").objects
        return self.select_related("period").prefetch_related(
            Prefetch(
                "consultations",
                steps.select_related("body", "meeting__body").order_by("position"),
            ),
            Prefetch("agenda_items", items.select_related("meeting__body", "resolution")),
        )

    def next_number(self) -> int:
        """The number after the highest one given among these papers."""
        return (self.aggregate(highest=Max("running_number"))["highest"] or 0) + 1


class ClauseQuerySet(MandateQuerySet):
    def for_list(self) -> Self:
        """With body and day of the resolution; the next due date first, no date last."""
        return self.select_related(_RESOLUTION, _PAPER).order_by(
            F("due_on").asc(nulls_last=True),
            F("resolution__agenda_item__meeting__held_on").desc(nulls_last=True),
            "number",
            "pk",
        )

    def for_page(self) -> Self:
        """With all that R-MAN-01 asks for, and the evidence, the latest first."""
        proofs = apps.get_model("mandates", "Evidence").objects.order_by("-dated", "-pk")
        return self.select_related(_RESOLUTION, _PAPER, "resolution__sets_up").prefetch_related(
            Prefetch("evidence", proofs)
        )

    def due(self, today: date) -> Self:
        """Unfinished clauses whose first reminder has come, the overdue ones included (G4)."""
        horizon = today + timedelta(days=REMINDER_DAYS[0])
        return self.filter(state__in=UNFINISHED, due_on__lte=horizon).order_by("due_on", "pk")


def clauses_due(owner: Any, today: date) -> ClauseQuerySet:
    """An organisation's unfinished clauses that are due within 28 days or overdue (G4)."""
    clauses = apps.get_model("mandates", "Clause").objects
    return clauses.filter(owner=owner).due(today).select_related(_RESOLUTION)


def vote_warnings(resolution: Any) -> list[Any]:
    """What looks wrong about a vote, in words; it is shown, not refused (R-MAN-02)."""
    votes = (resolution.votes_for, resolution.votes_against, resolution.abstentions)
    body = resolution.agenda_item.meeting.body
    members = body.members if body else None
    if not more_votes_than_members(*votes, members):
        return []
    sentence = _("Es sind mehr Stimmen eingetragen ({votes}), als das Gremium Mitglieder hat.")
    return [sentence.format(votes=sum(vote or 0 for vote in votes))]
