"""Whether two records of one municipality may be about the same person (R-CAN-05).

A plain comparison: names as they fold to A-Z, the day of birth, the nationality. It says SAME only
when nothing speaks against it; whatever is merely alike is DOUBTFUL and decided by a person. In
case of doubt two records stay two. Across municipalities nothing is compared here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Any, Literal, NamedTuple, cast

from django.db.models import QuerySet

from kreislotse.kernel.names import search_form, sounds
from kreislotse.kernel.spelling import search_key
from kreislotse.participants.models import Candidate

_AT_ONCE = 900  # as many values as every database takes in one question
_FEW = 4  # so many times the people who are looked for
_COLUMNS = ("pk", "family_name", "given_names", "born_on", "nationality")
_Columns = tuple[int, str, str, date, str]
# Names come back again and again in a list; folding one letter by letter is what takes long.
_REMEMBERED = 200_000


class LikenessKind(StrEnum):
    SAME = "same"
    DOUBTFUL = "doubtful"
    NONE = "none"


class Reason(StrEnum):
    """What makes two records alike, or keeps them from being surely the same."""

    NAMES_SWAPPED = "names_swapped"
    NAMES_ALIKE = "names_alike"
    DAY_AND_MONTH = "day_and_month"
    FIRST_OF_JANUARY = "first_of_january"
    ONE_DIGIT = "one_digit"
    NATIONALITY = "nationality"


class Identity(NamedTuple):
    """Who somebody is, as far as a list says; an empty nationality says nothing."""

    family_name: str
    given_names: str
    born_on: date
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    kind: LikenessKind
    reasons: tuple[Reason, ...] = ()


SAME = Likeness(LikenessKind.SAME)
UNLIKE = Likeness(LikenessKind.NONE)


def compare(left: Identity, right: Identity) -> Likeness:
    """How alike two people are; the same both ways round."""
    return _compare(_Person.of(left), _Person.of(right))


def find_alike(
    owner_id: int, identities: Sequence[Identity], *, until: int | None = None
) -> list[list[tuple[int, Likeness]]]:
    """For each identity the municipality's candidates that are or may be it, the surest first.

    With `until`, only records up to this number: whoever is writing many need not meet their own.
    """
    pool = _Pool()
    for number, known in _fetch(owner_id, identities, until):
        pool.add(number, known)
    if not pool.by_names:
        return [[] for _ in identities]
    return [pool.alike(_Person.of(identity)) for identity in identities]


def find_twins(identities: Iterable[Identity]) -> list[list[tuple[int, Likeness]]]:
    """For each identity the places of those before it that are or may be the same person."""
    pool, found = _Pool(), []
    for place, identity in enumerate(identities):
        person = _Person.of(identity)
        found.append(pool.alike(person))
        pool.add(place, person)
    return found


class _Person(NamedTuple):
    """An identity with its names folded: equal texts are equal names."""

    family: str
    given: str
    born_on: date
    nationality: str

    @classmethod
    def of(cls, identity: Identity) -> "_Person":
        family, given = _folded(identity.family_name), _folded(identity.given_names)
        return cls(family, given, identity.born_on, identity.nationality)


_folded = lru_cache(_REMEMBERED)(search_form)


@lru_cache(maxsize=_REMEMBERED)
def _sounding(form: str) -> frozenset[str]:
    """How the words of a folded name sound, each alone and all in one (Al Ahmad, Alahmad)."""
    words = form.split()
    if len(words) == 1:
        return sounds(form)
    return frozenset(sound for word in (*words, "".join(words)) for sound in sounds(word))


Entry = tuple[int, _Person]


@dataclass(slots=True)
class _Pool:
    """People to be found by their names, or by day of birth and the sound of the family name."""

    by_names: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    by_day: dict[date, dict[str, list[Entry]]] = field(default_factory=dict)

    def add(self, number: int, person: _Person) -> None:
        entry = (number, person)
        self.by_names.setdefault((person.family, person.given), []).append(entry)
        of_day = self.by_day.setdefault(person.born_on, {})
        for sound in _sounding(person.family):
            of_day.setdefault(sound, []).append(entry)

    def alike(self, person: _Person) -> list[tuple[int, Likeness]]:
        near = self._near(person)
        if not near:
            return []
        found = {number: _compare(person, other) for number, other in near.items()}
        alike = [(number, each) for number, each in found.items() if each is not UNLIKE]
        return sorted(alike, key=lambda hit: (hit[1] is not SAME, hit[0]))

    def _near(self, person: _Person) -> dict[int, _Person]:
        family, given = person.family, person.given
        near = dict(self.by_names.get((family, given), ()))
        near.update(self.by_names.get((given, family), ()))
        for day in _days(person.born_on):
            of_day = self.by_day.get(day)
            if of_day is None:
                continue
            for name in (family, given):
                for sound in _sounding(name):
                    near.update(of_day.get(sound, ()))
        return near


def _compare(left: _Person, right: _Person) -> Likeness:
    names, day = _names(left, right), _day(left.born_on, right.born_on)
    if names is False or day is False:
        return UNLIKE
    contradicted = bool(
        left.nationality and right.nationality and left.nationality != right.nationality
    )
    if names is None and day is None and not contradicted:
        return SAME
    if names and not _enough(left.born_on, day, contradicted=contradicted):
        return UNLIKE
    against = Reason.NATIONALITY if contradicted else None
    reasons = tuple(reason for reason in (names, day, against) if reason)
    return Likeness(LikenessKind.DOUBTFUL, reasons)


def _enough(born_on: date, day: Reason | None, *, contradicted: bool) -> bool:
    """Whether the day of birth carries names that are only alike; 1 January is a weak witness."""
    if day is None:
        return not (contradicted and _weak(born_on))
    return day is Reason.DAY_AND_MONTH and not contradicted


def _names(left: _Person, right: _Person) -> Reason | Literal[False] | None:
    """None for equal names, False for different ones, else how they are alike."""
    if left.family == right.family and left.given == right.given:
        return None
    if left.family == right.given and left.given == right.family:
        return Reason.NAMES_SWAPPED
    families, givens = _sounding(left.family), _sounding(left.given)
    others, other_givens = _sounding(right.family), _sounding(right.given)
    if families & others and givens & other_givens:
        return Reason.NAMES_ALIKE
    return Reason.NAMES_SWAPPED if families & other_givens and givens & others else False


def _day(left: date, right: date) -> Reason | Literal[False] | None:
    """None for the same day, False for another one, else what one may be taken for the other by."""
    if left == right:
        return None
    if left.year == right.year and (left.day, left.month) == (right.month, right.day):
        return Reason.DAY_AND_MONTH
    if left.year == right.year and (_weak(left) or _weak(right)):
        return Reason.FIRST_OF_JANUARY
    digits = zip(left.isoformat(), right.isoformat(), strict=True)
    return Reason.ONE_DIGIT if sum(a != b for a, b in digits) == 1 else False


def _weak(day: date) -> bool:
    """1 January stands where the day is not known; many people share it."""
    return (day.month, day.day) == (1, 1)


def _days(day: date) -> tuple[date, ...]:
    """The day, and the one that day and month make the other way round."""
    if day.day > 12 or day.day == day.month:
        return (day,)
    return (day, date(day.year, day.day, day.month))


def _fetch(
    owner_id: int, identities: Sequence[Identity], until: int | None
) -> Iterator[tuple[int, _Person]]:
    """The municipality's candidates born on one of the days, or of exactly one of the names.

    Restricted records are among them: one must not be begun anew because the other is locked.
    """
    own = Candidate.objects.filter(owner=owner_id).order_by()
    if until is not None:
        own = own.filter(pk__lte=until)
    there = own.count()
    if not there:
        return
    days = {day for each in identities for day in _days(each.born_on)}
    names = {key for each in identities for key in _keys(each)}
    found = _all_of(own, days, names) if there <= len(identities) * _FEW else _of(own, days, names)
    seen: set[int] = set()
    for number, family, given, day, nation in found:
        if number not in seen:
            seen.add(number)
            yield number, _Person(_folded(family), _folded(given), day, nation)


def _keys(identity: Identity) -> tuple[str, str]:
    """How records of this name are found in the database, and of the name turned round."""
    family, given = search_key(identity.family_name), search_key(identity.given_names)
    return f"{family} {given}".strip(), f"{given} {family}".strip()


def _of(own: QuerySet[Candidate], days: set[date], names: set[str]) -> Iterator[_Columns]:
    """By their days and names, a few hundred in one question."""
    asked: list[tuple[str, set[Any]]] = [("born_on__in", days), ("search_key__in", names)]
    for condition, values in asked:
        for some in _in_parts(sorted(values)):
            yield from own.filter(**{condition: some}).values_list(*_COLUMNS)


def _all_of(own: QuerySet[Candidate], days: set[date], names: set[str]) -> Iterator[_Columns]:
    """The same where the municipality knows few: one look at all of them is quicker."""
    for *columns, key in own.values_list(*_COLUMNS, "search_key").iterator():
        if columns[3] in days or key in names:
            yield cast("_Columns", columns)


def _in_parts(values: list) -> Iterator[list]:
    parts = iter(values)
    while some := list(islice(parts, _AT_ONCE)):
        yield some
