"""Which towns a district has on a day, and which key figures of them are on file."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from kreislotse.forwarding.models import KeyFigure
from kreislotse.forwarding.sharing_errors import FigureMissing, NoFigures
from kreislotse.forwarding.states import Key
from kreislotse.kernel.german import date_short, join
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.records.tables import valid_on

NAMES = {
    Key.POPULATION: _("Einwohner"),
    Key.ALLOCATION: _("Zuweisungen"),
    Key.RECIPIENTS: _("Leistungsberechtigte (AsylbLG)"),
    Key.WEIGHTS: _("Gewichte"),
}


def towns_of(districts: Iterable[int], day: date) -> list[Organisation]:
    """The municipalities of these districts on this day, in the order of their official keys."""
    towns = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, part_of__in=districts)
    return list(towns.filter(valid_on(day)).order_by("part_of", "key", "sort_key", "pk"))


def latest_day(key: str, towns: Sequence[Organisation], today: date) -> date | None:
    """The latest reference date up to today on which any of these towns has such a figure."""
    known = KeyFigure.objects.filter(key=key, organisation__in=towns, on__lte=today)
    return known.order_by("-on").values_list("on", flat=True).first()


def days_on_file(towns: Sequence[Organisation]) -> list[tuple[Key, date]]:
    """The keys and days on which every one of these towns has its figure, the latest day first."""
    known = KeyFigure.objects.filter(organisation__in=towns).values_list("key", "on")
    complete = known.annotate(towns=Count("organisation")).filter(towns=len(towns))
    return [(Key(key), on) for key, on, _count in complete.order_by("-on", "key")]


def figures_on(key: str, on: date, towns: Sequence[Organisation]) -> dict[int, int]:
    """The figures of these towns on exactly this reference date, by town."""
    known = KeyFigure.objects.filter(key=key, on=on, organisation__in=towns)
    return dict(known.values_list("organisation_id", "value"))


def without_figure(towns: Sequence[Organisation], figures: Mapping[int, int]) -> list[Organisation]:
    return [town for town in towns if town.pk not in figures]


def weights_on_file(key: str, on: date, towns: Sequence[Organisation]) -> list[int]:
    """One figure per town on this day, in the towns' order; the refusal names those without."""
    figures = figures_on(key, on, towns)
    missing = without_figure(towns, figures)
    if missing:
        raise FigureMissing(
            key=NAMES[Key(key)], day=date_short(on), names=join([town.name for town in missing])
        )
    return [figures[town.pk] for town in towns]


def reference_day(key: str, towns: Sequence[Organisation], today: date) -> date:
    """The day whose figures count when nobody names one."""
    day = latest_day(key, towns, today)
    if day is None:
        raise NoFigures(key=NAMES[Key(key)], names=join([town.name for town in towns]))
    return day
