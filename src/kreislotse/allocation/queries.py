"""Who sees criteria and runs: those who read the district's courses; people only by their entry."""

from typing import Any, Self

from django.apps import apps
from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.allocation.states import RunState


class CriteriaSetQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.COURSE_READ))

    def for_list(self) -> Self:
        return self.order_by("sort_key", "pk")


class CriteriaVersionQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(criteria_set__owner__in=actor.places(Permission.COURSE_READ))


class RunQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The runs themselves: numbers only, people are in their lines."""
        return self.filter(owner__in=actor.places(Permission.COURSE_READ))

    def for_list(self) -> Self:
        return self.select_related("waiting_list", "criteria__criteria_set").order_by(
            "-drawn_on", "-pk"
        )


class RunCourseQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(run__owner__in=actor.places(Permission.COURSE_READ))


class RunLineQuerySet(QuerySet):
    """Lines of people: as their entries on the waiting list are seen."""

    def visible_to(self, actor: Actor) -> Self:
        """By name."""
        return self.filter(entry__in=_entries().visible_to(actor))

    def coded_to(self, actor: Actor) -> "RunLineQuerySet":
        """By code: whoever proposes or signs sees all, a town its own people once it is decided."""
        districts = actor.places(Permission.COURSE_EDIT) | actor.places(Permission.PLACES_SIGN)
        towns = actor.places(Permission.PERSON_EDIT)
        told = Q(run__state=RunState.SENT, entry__candidate__owner__in=towns)
        return self.filter(
            Q(run__owner__in=districts) | told, entry__candidate__restricted_on__isnull=True
        )


class OverrideQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(line__in=_lines().visible_to(actor))

    def coded_to(self, actor: Actor) -> "OverrideQuerySet":
        return self.filter(line__in=_lines().coded_to(actor))


def _entries() -> Any:
    return apps.get_model("courses", "WaitingEntry").objects.all()


def _lines() -> Any:
    return apps.get_model("allocation", "RunLine").objects.all()
