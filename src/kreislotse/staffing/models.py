"""Posts of the centre, teachers seconded into it, staff that others provide."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kreislotse.kernel.lifecycles import Lifecycle
from kreislotse.organisations.records import Owned
from kreislotse.records.fields import ShareField
from kreislotse.records.tables import Findable
from kreislotse.staffing.queries import (
    BelowSecondmentQuerySet,
    ExternalStaffQuerySet,
    PostQuerySet,
    SecondmentQuerySet,
)
from kreislotse.staffing.states import POST, SECONDMENT, PostState, SecondmentState


class Post(Findable, Owned):
    """A post with its share of full time; no names of holders are needed (R-POS-07)."""

    FOUND_BY = ("title",)
    LIFECYCLE: ClassVar[Lifecycle] = POST

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="posts"
    )
    title = models.CharField(max_length=300)
    share = ShareField(null=True, blank=True)
    funded_by = models.OneToOneField(
        "funding.ApplicationLine",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="post",
    )
    planned_from = models.DateField(null=True, blank=True)
    recruitment = models.CharField(max_length=300, blank=True)
    filled_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=30, choices=PostState, default=PostState.PLANNED)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_share_positive", condition=Q(share__isnull=True) | Q(share__gt=0)
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "initiative", "title", "share", "funded_by", "planned_from"}
            | {"recruitment", "filled_on", "state", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.title


class Secondment(Findable, Owned):
    """Teachers of the state seconded into the centre; they cost the grant nothing (R-SEC-04)."""

    FOUND_BY = ("role",)
    LIFECYCLE: ClassVar[Lifecycle] = SECONDMENT

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="secondments"
    )
    role = models.CharField(max_length=200)
    share = ShareField(null=True, blank=True)
    arrangement = models.CharField(max_length=200, blank=True)
    recruiter = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="secondments_recruited",
    )
    target_on = models.DateField(null=True, blank=True)
    target_reason = models.CharField(max_length=200, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=30, choices=SecondmentState, default=SecondmentState.PLANNED
    )

    objects = SecondmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="secondment_share_positive", condition=Q(share__isnull=True) | Q(share__gt=0)
            ),
            models.CheckConstraint(
                name="secondment_ends_after_its_target",
                condition=Q(ends_on__isnull=True)
                | Q(target_on__isnull=True)
                | Q(ends_on__gt=F("target_on")),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "initiative", "role", "share", "arrangement", "recruiter", "target_on"}
            | {"target_reason", "ends_on", "state", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.role


class SecondmentParty(models.Model):
    """An authority that the recruitment is agreed with."""

    secondment = models.ForeignKey(Secondment, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="secondments"
    )

    objects = BelowSecondmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["secondment", "organisation"], name="secondment_party_once"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "secondment", "organisation"})

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def owner_id(self) -> int:
        return self.secondment.owner_id


class SecondmentStep(models.Model):
    """A step of the procedure that was taken, with its day and document (R-SEC-02)."""

    secondment = models.ForeignKey(Secondment, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=30, choices=SecondmentState)
    taken_on = models.DateField()
    document = models.CharField(max_length=200)

    objects = BelowSecondmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["secondment", "state"], name="secondment_step_once"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "secondment", "state", "taken_on", "document"})

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def owner_id(self) -> int:
        return self.secondment.owner_id


class ExternalStaff(Owned):
    """Staff whom another organisation employs for an area, and how many work in the district."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="external_staff"
    )
    employer = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="external_staff"
    )
    area_text = models.CharField(max_length=200, blank=True)
    headcount = models.PositiveSmallIntegerField(null=True, blank=True)
    in_district = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ExternalStaffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="external_staff_part_of_headcount",
                condition=Q(headcount__isnull=True)
                | Q(in_district__isnull=True)
                | Q(in_district__lte=F("headcount")),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "initiative", "employer", "area_text", "headcount", "in_district"}
        )

    def __str__(self) -> str:
        return f"Kräfte: {self.employer}"
