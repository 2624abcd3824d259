"""Country lists: a new version begins on a day and ends the one before; none is overwritten."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.eligibility.errors import CountriesMissing, SourceMissing, UnknownCountries
from kreislotse.eligibility.models import CountryList, CountryListVersion
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.participants.countries import countries as known_countries


@transaction.atomic
def add_country_list_version(
    country_list: CountryList,
    *,
    actor: Actor,
    countries: Iterable[str],
    valid_from: date,
    source: str,
    note: str = "",
) -> CountryListVersion:
    """The countries on the list from a day on; the version before it ends the day before."""
    country_list = lock(country_list)
    require(actor, Permission.RULE_EDIT, at=country_list.owner_id)
    codes = sorted({code.strip().upper() for code in countries})
    _check(codes, valid_from, source)
    latest = country_list.versions.order_by("valid_from").last()
    if latest is not None:
        _end_before(latest, valid_from, actor)
    version = CountryListVersion(
        country_list=country_list,
        countries=codes,
        valid_from=valid_from,
        source=source.strip(),
        note=note.strip(),
        entered_at=actor.at,
    )
    return add(version, "add_country_list_version", actor=actor, needs=Permission.RULE_EDIT)


def _check(codes: list[str], valid_from: date, source: str) -> None:
    if not codes:
        raise CountriesMissing
    strange = sorted(set(codes) - {code for code, _ in known_countries()})
    if strange:
        raise UnknownCountries(codes=", ".join(strange))
    if not source.strip():
        raise SourceMissing(day=date_short(valid_from))


def _end_before(latest: CountryListVersion, valid_from: date, actor: Actor) -> None:
    first_possible = latest.valid_to or latest.valid_from
    if first_possible is not None and valid_from <= first_possible:
        raise DateOrder(
            later_name="Der erste Tag der neuen Fassung",
            later=date_short(valid_from),
            earlier_name="dem ersten möglichen Tag",
            earlier=date_short(first_possible + timedelta(days=1)),
        )
    if latest.valid_to is None:
        change(
            latest,
            "end_country_list_version",
            actor=actor,
            needs=Permission.RULE_EDIT,
            valid_to=valid_from - timedelta(days=1),
        )
