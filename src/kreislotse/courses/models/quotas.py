"""Course kinds with their dated terms; quotas of places, and how they are split for a while."""

from django.db import models
from django.db.models import Q

from kreislotse.courses.queries.quotas import (
    ContingentQuerySet,
    QuotaPlaceQuerySet,
    QuotaQuerySet,
)
from kreislotse.organisations.models import ends_after_it_begins
from kreislotse.organisations.records import Owned
from kreislotse.participants.states import Level
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


class CourseTerms(Dated):
    """What a norm says of a kind of course between two days: sizes, levels, clocks.

    `inform_weeks` is after how long without a course the people named in `inform` are told
    (R-CRS-07); `entitlement_months` how long an entitlement lasts, `register_months` within how
    many it has to be used; `evidence_months` how old a certificate of the level may be (R-CRS-03).
    """

    kind = models.ForeignKey(CourseKind, on_delete=models.PROTECT, related_name="terms")
    minimum = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)
    entry_from = models.CharField(max_length=2, choices=Level, blank=True)
    entry_to = models.CharField(max_length=2, choices=Level, blank=True)
    inform_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    inform = models.JSONField(default=list, blank=True)
    entitlement_months = models.PositiveSmallIntegerField(null=True, blank=True)
    permission_months = models.PositiveSmallIntegerField(null=True, blank=True)
    register_months = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence_months = models.PositiveSmallIntegerField(null=True, blank=True)
    norm = models.CharField(max_length=200, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_begins("course_terms"),
            models.UniqueConstraint(fields=["kind", "valid_from"], name="course_terms_one_a_day"),
            models.CheckConstraint(
                name="course_terms_minimum_below_maximum",
                condition=Q(minimum__isnull=True)
                | Q(maximum__isnull=True)
                | Q(minimum__lte=models.F("maximum")),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "kind", "minimum", "maximum", "entry_from", "entry_to", "inform_weeks"}
            | {"inform", "entitlement_months", "permission_months", "register_months"}
            | {"evidence_months", "norm", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return str(self.kind)


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


class QuotaPlace(models.Model):
    """One place of a quota, numbered; a seat of a course uses it up (R-CRS-01).

    That there are no more seats than places, whoever writes, is kept by these rows alone.
    """

    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="numbered")
    number = models.PositiveIntegerField()

    objects = QuotaPlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quota", "number"], name="quota_place_number"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "quota", "number"})

    def __str__(self) -> str:
        return str(self.number)

    @property
    def owner_id(self) -> int:
        return self.quota.owner_id


class Contingent(models.Model):
    """Places of a quota kept for one district or municipality until they flow back (R-CRS-10)."""

    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="contingents")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    places = models.PositiveIntegerField()
    flows_back_on = models.DateField()

    objects = ContingentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quota", "organisation"], name="contingent_once"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "quota", "organisation", "places", "flows_back_on"})

    def __str__(self) -> str:
        return f"{self.organisation}: {self.places}"

    @property
    def owner_id(self) -> int:
        return self.quota.owner_id
