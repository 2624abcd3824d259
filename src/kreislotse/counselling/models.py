"""Which services an initiative offers; the kinds of services as dated reference data."""

from django.db import models

from kreislotse.initiatives.models import BelowInitiative
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import Dated


class ServiceKind(Dated):
    """A kind of service, for example advice on the recognition of qualifications."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=300)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "code", "title", "valid_from", "valid_to", "source"})

    def __str__(self) -> str:
        return self.title


class ServiceOffered(BelowInitiative):
    """An initiative offers a kind of service."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="services"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.ForeignKey(ServiceKind, on_delete=models.PROTECT, related_name="offered")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "kind"], name="service_offered_once"),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "initiative", "position", "kind"})

    def __str__(self) -> str:
        return str(self.kind)
