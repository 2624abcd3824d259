"""Districts, municipalities, authorities, bodies; who is responsible for what, since when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import ROLE_NAMES, Role
from kreislotse.organisations.queries import (
    ContactQuerySet,
    MembershipQuerySet,
    OrganisationQuerySet,
)
from kreislotse.organisations.records import Owned
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import Dated, Findable


def ends_after_it_begins(table: str) -> models.CheckConstraint:
    """The constraint of every dated table: it does not end before it begins."""
    return models.CheckConstraint(
        name=f"{table}_ends_after_it_begins",
        condition=Q(valid_from__isnull=True)
        | Q(valid_to__isnull=True)
        | Q(valid_to__gte=F("valid_from")),
    )


class OrganisationKind(models.TextChoices):
    DISTRICT = "district", _("Kreis oder kreisfreie Stadt")
    MUNICIPALITY = "municipality", _("Stadt oder Gemeinde")
    CENTRE = "centre", _("Kommunales Integrationszentrum")
    MINISTRY = "ministry", _("Ministerium")
    STATE = "state", _("Land")
    GRANTING_AUTHORITY = "granting_authority", _("Bewilligungsbehörde")
    DISTRICT_GOVERNMENT = "district_government", _("Bezirksregierung")
    SCHOOL_AUTHORITY = "school_authority", _("Schulaufsicht")
    FEDERAL_AGENCY = "federal_agency", _("Bundesagentur oder Bundesamt")
    REGIONAL_DIRECTORATE = "regional_directorate", _("Regionaldirektion")
    EMPLOYMENT_AGENCY = "employment_agency", _("Agentur für Arbeit")
    JOB_CENTRE = "job_centre", _("Jobcenter")
    ASSOCIATION = "association", _("Kommunaler Spitzenverband")
    RECOGNITION_BODY = "recognition_body", _("Anerkennungsstelle")
    PROVIDER = "provider", _("Träger")
    CLUB = "club", _("Verein oder Initiative")
    CHURCH = "church", _("Kirche oder Religionsgemeinschaft")
    WELFARE = "welfare", _("Wohlfahrtsverband")
    OTHER = "other", _("Andere Stelle")


class Gender(models.TextChoices):
    """The grammatical gender of a name, for sentences."""

    MASCULINE = "m", _("der")
    FEMININE = "f", _("die")
    NEUTER = "n", _("das")
    PLURAL = "pl", _("die (Mehrzahl)")


class Organisation(Findable, Dated):
    """A body that acts or is acted with; `key` is the AGS of districts and municipalities.

    `latitude` and `longitude` are degrees (WGS 84) of the middle of a municipality.
    """

    FOUND_BY = ("name", "short_name", "key")

    kind = models.CharField(max_length=30, choices=OrganisationKind)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=12, blank=True)
    rank = models.CharField(max_length=40, blank=True)
    gender = models.CharField(max_length=2, choices=Gender, default=Gender.NEUTER)
    genitive = models.CharField(max_length=240, blank=True)
    dative = models.CharField(max_length=240, blank=True)
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    serves = models.ManyToManyField("self", symmetrical=False, related_name="served_by", blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_begins("organisation"),
            models.UniqueConstraint("key", name="organisation_key_unique", condition=~Q(key="")),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "kind", "name", "short_name", "key", "rank", "gender", "genitive", "dative"}
            | {"part_of", "valid_from", "valid_to", "source", "search_key", "sort_key"}
            | {"latitude", "longitude"}
        )

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """From a day on, another organisation has taken over a task of this one."""

    predecessor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="precessions"
    )
    task = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    source = models.CharField(max_length=400, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "task"], name="succession_once"
            ),
            models.CheckConstraint(
                name="succession_not_to_itself", condition=~Q(predecessor=F("successor"))
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "predecessor", "successor", "task", "since", "source"})

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class LegalRegime(models.TextChoices):
    ASYLBLG = "asylblg", _("Asylbewerberleistungsgesetz")
    SGB_II = "sgb_ii", _("Sozialgesetzbuch II")
    SGB_III = "sgb_iii", _("Sozialgesetzbuch III")
    NONE = "none", _("keine Leistungen")


class RegimeTask(models.TextChoices):
    BENEFIT = "benefit", _("Leistung")
    LABOUR_MARKET_SUPPORT = "labour_market_support", _("Hilfe auf dem Weg in Arbeit")


class Responsibility(Dated):
    """Which kind of body is responsible for a legal regime's task, on which norm, since when."""

    regime = models.CharField(max_length=10, choices=LegalRegime)
    task = models.CharField(max_length=30, choices=RegimeTask)
    body_kind = models.CharField(max_length=30, choices=OrganisationKind)
    norm = models.CharField(max_length=200)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_it_begins("responsibility")]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "regime", "task", "body_kind", "norm", "valid_from", "valid_to", "source"}
        )

    def __str__(self) -> str:
        return f"{self.get_regime_display()}: {self.get_body_kind_display()}"


class Body(Findable, Owned, Dated):
    """A council or committee (Gremium) of a district."""

    FOUND_BY = ("name",)

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Kreistag")
        EXECUTIVE = "executive", _("Kreisausschuss")
        COMMITTEE = "committee", _("Ausschuss")

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COMMITTEE)
    gender = models.CharField(max_length=2, choices=Gender, default=Gender.MASCULINE)
    members = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_begins("body"),
            models.UniqueConstraint(fields=["owner", "name"], name="body_name_unique"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset(
            {"id", "owner", "name", "kind", "gender", "members", "notice_days", "valid_from"}
            | {"valid_to", "source", "search_key", "sort_key"}
        )

    def __str__(self) -> str:
        return self.name


class ContactTopic(models.Model):
    """What a municipality must name a contact person for (R-CON-01)."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    mandatory = models.BooleanField(default=True)
    confirm_every_months = models.PositiveSmallIntegerField(default=6)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "code", "title", "mandatory", "confirm_every_months"})

    def __str__(self) -> str:
        return self.title


class Contact(Findable, Owned, Dated):
    """A contact person for a topic at a municipality; business contact data only (R-CON-04).

    The owner is the municipality itself. `stands_in_for` is set on a deputy.
    """

    FOUND_BY = ("name", "function")

    topic = models.ForeignKey(ContactTopic, on_delete=models.PROTECT, related_name="contacts")
    stands_in_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="deputies"
    )
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=200, blank=True)
    confirmed_on = models.DateField()

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_begins("contact"),
            models.CheckConstraint(name="contact_reachable", condition=~Q(phone="") | ~Q(email="")),
        ]

    class Privacy:
        personal = frozenset(
            {"name", "function", "phone", "email", "hours", "search_key", "sort_key"}
        )
        plain = frozenset(
            {"id", "owner", "topic", "stands_in_for", "confirmed_on", "valid_from", "valid_to"}
            | {"source"}
        )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role that an account holds at an organisation between two days."""

    account = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(
        max_length=20, choices=[(role.value, name) for role, name in ROLE_NAMES.items()]
    )
    valid_from = models.DateField()
    valid_to = models.DateField()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins", condition=Q(valid_to__gte=F("valid_from"))
            ),
            models.CheckConstraint(
                name="membership_role_known", condition=Q(role__in=[role.value for role in Role])
            ),
        ]

    class Privacy:
        personal = frozenset({"account"})
        plain = frozenset({"id", "organisation", "role", "valid_from", "valid_to"})

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"
