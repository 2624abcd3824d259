"""Which courses an actor may see: the district its own, a provider those that it holds."""

from typing import Any, Self

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from kreislotse.access.policy import Actor, Permission


class CourseQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(_seen_by(actor))

    def for_list(self) -> "CourseQuerySet":
        """With everything a line of the list shows: seats, taken, childcare."""
        return (
            self.select_related("kind", "provider", "municipality", "quota")
            .with_seats()
            .order_by("starts_on", "sort_key", "pk")
        )

    def with_seats(self) -> "CourseQuerySet":
        """Each with `capacity`, `taken`, `childcare_capacity` and `childcare_taken`."""
        found = {}
        for name, relation in (("", "seats"), ("childcare_", "childcare_seats")):
            related: Any = self.model._meta.get_field(relation).related_model
            rows = related._base_manager
            own = rows.filter(course=OuterRef("pk")).order_by().values("course")
            counts = own.annotate(all=Count("pk"), held=Count("holder"))
            found[f"{name}capacity"] = Subquery(counts.values("all"))
            found[f"{name}taken"] = Subquery(counts.values("held"))
        return self.annotate(**found)


class BelowCourseQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(_seen_by(actor, "course__"))


class SeatQuerySet(BelowCourseQuerySet):
    def free(self) -> Self:
        """Seats that nobody holds, in the order of their numbers."""
        return self.filter(holder__isnull=True).order_by("number")


def _seen_by(actor: Actor, prefix: str = "") -> Q:
    districts = actor.places(Permission.COURSE_READ)
    providers = actor.places(Permission.COURSE_RUN)
    return Q(**{f"{prefix}owner__in": districts}) | Q(**{f"{prefix}provider__in": providers})
