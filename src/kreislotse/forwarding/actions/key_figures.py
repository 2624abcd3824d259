"""The figures of towns by which money can be shared out, each on its reference date."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, require, require_anywhere
from kreislotse.forwarding import sharing_errors as errors
from kreislotse.forwarding.models import KeyFigure
from kreislotse.forwarding.shipped_figures import shipped
from kreislotse.journal.entries import write_load
from kreislotse.organisations.models import Organisation


@transaction.atomic
def record_key_figure(
    organisation: Organisation, *, actor: Actor, key: str, on: date, value: int, source: str
) -> KeyFigure:
    """Record a town's figure on a day; said again for the same day it is corrected.

    Plans keep the weights that they were worked out with.
    """
    _keeper(actor, organisation.part_of_id or organisation.pk)
    if value < 0:
        raise errors.FigureBelowZero(town=organisation.name, value=value)
    if not source.strip():
        raise errors.SourceMissing
    known = organisation.key_figures.select_for_update().filter(key=key, on=on).first()
    said: dict[str, Any] = {"value": value, "source": source.strip()}
    if known:
        return file_change(known, "record_key_figure", actor=actor, **said)
    figure = KeyFigure(organisation=organisation, key=key, on=on, **said)
    return file_new(figure, "record_key_figure", actor=actor)


@transaction.atomic
def record_key_figures(
    *, actor: Actor, key: str, on: date, source: str, values: Mapping[Organisation, int]
) -> list[KeyFigure]:
    """Record the figures of several towns from one source at once."""
    if not values:
        raise errors.FiguresEmpty
    return [
        record_key_figure(town, actor=actor, key=key, on=on, value=value, source=source)
        for town, value in values.items()
    ]


@transaction.atomic
def load_key_figures(*, actor: Actor) -> int:
    """Add the shipped figures whose towns are here and that are still missing; say how many."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    towns = {town.key: town for town in Organisation.objects.exclude(key="")}
    known = set(KeyFigure.objects.values_list("organisation__key", "key", "on"))
    new = [
        KeyFigure(
            organisation=towns[each.ags],
            key=each.key,
            on=each.on,
            value=each.value,
            source=each.source,
        )
        for each in shipped()
        if each.ags in towns and (each.ags, each.key, each.on) not in known
    ]
    KeyFigure.objects.bulk_create(new)
    if new:
        write_load(KeyFigure, "load_key_figures", actor=actor, rows=len(new))
    return len(new)


def _keeper(actor: Actor, district: int) -> None:
    """Whoever keeps reference data, or works with the grants of this district."""
    if not actor.holds(Permission.REFERENCE_EDIT):
        require(actor, Permission.FUNDING_EDIT, at=district)
