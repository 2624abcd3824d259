"""Course kinds as dated data, and quotas of places."""

from django.db import models
from django.db.models import Q

from kreislotse.courses.queries import QuotaQuerySet
from kreislotse.organisations.records import Owned
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import Dated


class CourseKind(Dated):
    """A kind of course with its teaching units of 45 minutes."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    units = models.PositiveIntegerField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "code", "title", "units", "valid_from", "valid_to", "source"})

    def __str__(self) -> str:
        return self.title


class Quota(Owned):
    """A number of course places granted for an area; empty when not known."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="quotas"
    )
    kind = models.ForeignKey(CourseKind, on_delete=models.PROTECT, related_name="quotas")
    places = models.PositiveIntegerField(null=True, blank=True)
    area = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotas",
    )

    objects = QuotaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quota_places_positive",
                condition=Q(places__isnull=True) | Q(places__gt=0),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "initiative", "kind", "places", "area"})

    def __str__(self) -> str:
        return f"Kontingent {self.kind}"
