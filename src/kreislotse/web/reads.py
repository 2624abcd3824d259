"""Pages that show names of people in care leave a trace of it (R-DP-20)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kreislotse.access.policy import Permission
from kreislotse.access.readings import log_read
from kreislotse.journal.models import ReadKind
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Candidate
from kreislotse.web.requests import Request


class Person(NamedTuple):
    """Whose name was read, as far as the log asks: the record, its district, its municipality."""

    pk: int
    district_id: int
    owner_id: int


@dataclass(frozen=True)
class NameRead:
    """That a list shows names: what for, by which right, and whose name stands in a row.

    `candidate` gives a row's candidate, or None where the person has been erased. `district` is
    the one to which a search without result is written down; else that of the reader's place.
    """

    purpose: str
    needs: Permission
    candidate: Callable[[Any], Candidate | None] = lambda row: row
    district: int | None = None

    def person(self, row: Any) -> Person | None:
        candidate = self.candidate(row)
        if candidate is None:
            return None
        return Person(candidate.pk, candidate.district_id, candidate.owner_id)


def note_read(
    request: Request,
    kind: ReadKind,
    candidates: Sequence[Candidate | Person],
    *,
    needs: Permission,
    purpose: str,
    found: int | None = None,
    asked: str = "",
    district: int | None = None,
) -> None:
    """Write down that these people's names are shown now: one entry for each district."""
    by_district: dict[int, list[Candidate | Person]] = defaultdict(list)
    for candidate in candidates:
        by_district[candidate.district_id].append(candidate)
    if not by_district:
        by_district[district or _own_district(request, needs)] = []
    for place, theirs in by_district.items():
        log_read(
            request.actor,
            kind,
            needs=needs,
            district=place,
            people=[candidate.pk for candidate in theirs],
            purpose=purpose,
            found=found if len(by_district) == 1 else len(theirs),
            asked=asked,
            places={candidate.owner_id for candidate in theirs} | {place},
        )


def note_people(
    request: Request,
    names: NameRead,
    kind: ReadKind,
    people: Iterable[Person | None],
    *,
    found: int,
    asked: str = "",
) -> None:
    """Write down the people of a list's rows; a list of nobody is worth a line when searched."""
    read = [person for person in people if person is not None]
    if read or asked:
        note_read(
            request,
            kind,
            read,
            needs=names.needs,
            purpose=names.purpose,
            found=found,
            asked=asked,
            district=names.district,
        )


def _own_district(request: Request, needs: Permission) -> int:
    """The district of a place at which the reader holds the right, or the place itself."""
    places = sorted(request.actor.places(needs))
    parts = Organisation.objects.visible_to(request.actor).filter(
        pk__in=places, part_of__isnull=False
    )
    found = parts.order_by("pk").values_list("part_of_id", flat=True).first()
    return found or places[0]
