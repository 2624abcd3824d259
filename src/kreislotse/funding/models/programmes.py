"""Programmes as dated data: guidelines, rates, numbers, yearly dates, annexes, base rates."""

from django.db import models
from django.db.models import Q

from kreislotse.funding.queries import ProgrammeQuerySet
from kreislotse.funding.states import Financing, ProgrammeDateKind
from kreislotse.records.fields import MoneyField
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import Dated, Findable


class PostKind(models.Model):
    """A kind of post with a rate of its own."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "code", "title"})

    def __str__(self) -> str:
        return self.title


class Purpose(models.Model):
    """What money may be used for (Zuwendungszweck)."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "code", "title"})

    def __str__(self) -> str:
        return self.title


class Programme(Findable, Dated):
    """A funding programme as dated data with its source."""

    FOUND_BY = ("name", "code")

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    financing = models.CharField(max_length=20, choices=Financing, blank=True)
    funder = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes_funded",
    )
    granting_authority = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes_granted",
    )
    needs_consent = models.BooleanField(default=False)
    # Must not pay for what others cover (R-GRT-11); the norm says where that stands.
    excludes_other_funding = models.BooleanField(default=False)
    exclusion_norm = models.CharField(max_length=200, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "code", "name", "financing", "funder", "granting_authority", "needs_consent"}
            | {"excludes_other_funding", "exclusion_norm"}
            | {"valid_from", "valid_to", "source", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.name


class Rate(Dated):
    """The yearly amount for one full-time post of a kind; empty when not readable in a source."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rates")
    post_kind = models.ForeignKey(PostKind, on_delete=models.PROTECT, related_name="rates")
    per_full_post = MoneyField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rate_not_negative",
                condition=Q(per_full_post__isnull=True) | Q(per_full_post__gte=0),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "programme", "post_kind", "per_full_post", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return f"{self.programme}, {self.post_kind}: {self.per_full_post or '–'}"


class Guideline(Dated):
    """A version of a programme's guideline; what could not be read in a source stays empty."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="guidelines")
    title = models.CharField(max_length=300)
    financing = models.CharField(max_length=20, choices=Financing, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    cap = MoneyField(null=True, blank=True)
    cap_per_project = MoneyField(null=True, blank=True)
    light_form_up_to = MoneyField(null=True, blank=True)
    forwarding_allowed = models.BooleanField(null=True, blank=True)
    draw_months = models.PositiveSmallIntegerField(null=True, blank=True)
    proof_months = models.PositiveSmallIntegerField(null=True, blank=True)
    tolerance_percent = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guideline_percent_is_a_part",
                condition=Q(percent__isnull=True) | Q(percent__gt=0, percent__lte=100),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "programme", "title", "financing", "percent", "cap", "cap_per_project"}
            | {"light_form_up_to", "forwarding_allowed", "draw_months", "proof_months"}
            | {"tolerance_percent", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return self.title


class ProgrammeNumber(Dated):
    """A number (Ziffer) of a guideline: what is funded there and, where said, up to how much.

    Numbers of one `draw_group` are drawn together, others apart (R-GRT-06).
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="numbers")
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    purpose = models.ForeignKey(
        Purpose, on_delete=models.PROTECT, null=True, blank=True, related_name="numbers"
    )
    cap = MoneyField(null=True, blank=True)
    draw_group = models.CharField(max_length=40, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "programme", "number", "title", "purpose", "cap", "draw_group"}
            | {"valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ProgrammeDate(Dated):
    """A yearly date of a programme: applying, drawing, paying out, proving; by month and day."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="dates")
    kind = models.CharField(max_length=20, choices=ProgrammeDateKind)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    # Counted from the year funded: an application due on 30 October of the year before has -1.
    years_after = models.SmallIntegerField(default=0)
    title = models.CharField(max_length=200, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="programme_date_in_the_year",
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=31),
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "programme", "kind", "month", "day", "years_after", "title"}
            | {"valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.day:02d}.{self.month:02d}."


class RequiredAnnex(Dated):
    """What an application of a programme must have with it (Anlage)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="annexes")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=300)
    mandatory = models.BooleanField(default=True)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "programme", "code", "title", "mandatory", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return self.title


class BaseRate(models.Model):
    """The base rate of section 247 BGB from a day on, in per cent a year; may be negative."""

    valid_from = models.DateField(unique=True)
    percent = models.DecimalField(max_digits=6, decimal_places=2)
    source = models.CharField(max_length=400)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "valid_from", "percent", "source"})

    def __str__(self) -> str:
        return f"{self.percent} %"
