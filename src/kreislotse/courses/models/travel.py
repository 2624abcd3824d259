"""How long the way between two municipalities takes, where somebody has measured it."""

from django.db import models
from django.db.models import F, Q

from kreislotse.courses.queries.travel import TravelTimeQuerySet
from kreislotse.organisations.records import Owned


class TravelTime(Owned):
    """Minutes of travel from one municipality to another, from an imported matrix (R-CRS-09).

    Where no row says otherwise the way is estimated from coordinates (courses/travel.py).
    """

    from_town = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    to_town = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    minutes = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=400, blank=True)

    objects = TravelTimeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "from_town", "to_town"], name="travel_time_once"
            ),
            models.CheckConstraint(
                name="travel_time_between_two", condition=~Q(from_town=F("to_town"))
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "owner", "from_town", "to_town", "minutes", "source"})

    def __str__(self) -> str:
        return f"{self.from_town} – {self.to_town}"
