"""The country lists of a district as they hold on a day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kreislotse.eligibility.models import CountryListVersion
from kreislotse.eligibility.rules import ListInForce


@dataclass(frozen=True)
class ListDays:
    """All versions of a district's lists, to be asked as of any day."""

    versions: Sequence[tuple[ListInForce, date | None]]

    def on(self, day: date) -> dict[str, ListInForce]:
        """Each list by its code, in the version of the day; lists without one are left out."""
        return {
            each.code: each
            for each, ended in self.versions
            if (each.valid_from is None or each.valid_from <= day)
            and (ended is None or day <= ended)
        }

    def turns(self, codes: Collection[str]) -> set[date]:
        """The days on which a version of one of these lists begins or ceases to hold."""
        asked = [(each, ended) for each, ended in self.versions if each.code in codes]
        begun = {each.valid_from for each, _ in asked if each.valid_from}
        return begun | {ended + timedelta(days=1) for _, ended in asked if ended}


def list_days(owner_id: int) -> ListDays:
    """The lists of a district with all their versions."""
    versions = CountryListVersion.objects.filter(country_list__owner_id=owner_id)
    return ListDays(
        [
            (
                ListInForce(
                    code=version.country_list.code,
                    title=version.country_list.title,
                    countries=frozenset(version.countries),
                    valid_from=version.valid_from,
                    source=version.source,
                ),
                version.valid_to,
            )
            for version in versions.select_related("country_list").order_by("pk")
        ]
    )


def lists_in_force(owner_id: int, on: date) -> dict[str, ListInForce]:
    """The lists of a district in the versions of a day."""
    return list_days(owner_id).on(on)
