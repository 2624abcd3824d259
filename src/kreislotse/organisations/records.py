"""What all records of the domain have in common: the organisation that they belong to."""

from django.db import models


class Owned(models.Model):
    """A record that belongs to one organisation, by which rights are asked."""

    owner = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
