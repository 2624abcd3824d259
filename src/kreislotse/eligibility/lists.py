"""The country lists of a district as they hold on a day."""

from datetime import date

from kreislotse.eligibility.models import CountryListVersion
from kreislotse.eligibility.rules import ListInForce
from kreislotse.records.tables import valid_on


def lists_in_force(owner_id: int, on: date) -> dict[str, ListInForce]:
    """Each list by its code, in the version of the day; lists without one are left out."""
    versions = CountryListVersion.objects.filter(
        valid_on(on), country_list__owner_id=owner_id
    ).select_related("country_list")
    return {
        version.country_list.code: ListInForce(
            code=version.country_list.code,
            title=version.country_list.title,
            countries=frozenset(version.countries),
            valid_from=version.valid_from,
            source=version.source,
        )
        for version in versions
    }
