"""Writing candidates as flat profiles, one or a hundred thousand: rows, words to find, regimes.

No action: whoever calls has asked for the right, checked the values and writes the journal.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import transaction

from kreislotse.kernel.names import name_words
from kreislotse.kernel.spelling import search_key, sort_key
from kreislotse.organisations.models import Organisation
from kreislotse.participants.codes import new_code
from kreislotse.participants.facts_writing import (
    add_facts,
    change_facts,
    facts_differ,
)
from kreislotse.participants.matching import match_key
from kreislotse.participants.models import (
    Candidate,
    Consent,
    ConsentGrant,
    Household,
    LanguageSkill,
    Move,
    NameWord,
    Nomination,
    Qualification,
    RegimePeriod,
    ResidenceStatus,
)
from kreislotse.participants.profile import Profile
from kreislotse.participants.reading import OWN, read_profiles
from kreislotse.participants.states import CandidateState
from kreislotse.records.bulk import delete_rows, in_parts, insert_rows, update_rows

_KEYS = ("search_key", "sort_key", "match_key")
_FIRST = ("owner_id", "district_id", "code", "state", "closing", "restriction")
_TIMES = ("last_contact_on", "changed_at")
_own = attrgetter(*OWN)


class Prepared(NamedTuple):
    """A profile made ready to be written: its own columns with their keys, the words that find it.

    Of a hundred thousand this takes longer than writing them, and asks the database nothing. The
    words are kept as one text, parted by blanks, which takes a fifth of the memory.
    """

    profile: Profile
    columns: tuple[Any, ...]
    words: str


def prepared(profile: Profile) -> Prepared:
    columns = (*_own(profile), *_keys(profile))
    return Prepared(profile, columns, " ".join(name_words(*_names(profile))))


def insert_candidates(
    owner: Organisation, profiles: Sequence[Profile], *, at: datetime, today: date
) -> list[int]:
    """New drafts of a municipality; their ids in the order of the profiles."""
    return insert_prepared(owner, [prepared(each) for each in profiles], at=at, today=today)


@transaction.atomic
def insert_prepared(
    owner: Organisation, people: Sequence[Prepared], *, at: datetime, today: date
) -> list[int]:
    """The same for profiles that are ready to be written."""
    codes = [new_code() for _ in people]
    first = (owner.pk, owner.part_of_id)
    rest = (CandidateState.DRAFT.value, "", "", today, _moment(at))
    rows = ((*first, code, *rest, *each.columns) for code, each in zip(codes, people, strict=True))
    insert_rows(Candidate, (*_FIRST, *_TIMES, *OWN, *_KEYS), rows)
    known = _ids(codes)
    ids = [known[code] for code in codes]
    _insert_words((pk, owner.pk, each.words.split()) for pk, each in zip(ids, people, strict=True))
    add_facts([(pk, each.profile) for pk, each in zip(ids, people, strict=True)], today=today)
    return ids


@transaction.atomic
def update_candidates(changes: Sequence[tuple[int, Profile]], *, at: datetime, today: date) -> None:
    """Make the records say what the profiles say, and nothing else; what is equal stays."""
    for some in in_parts(changes):
        _update(some, at=at, today=today)


def _update(changes: Sequence[tuple[int, Profile]], *, at: datetime, today: date) -> None:
    rows = Candidate.objects.filter(pk__in=[pk for pk, _ in changes])
    owners = dict(rows.values_list("pk", "owner_id"))
    before = read_profiles(rows)
    changed = [(pk, profile) for pk, profile in changes if before[pk] != profile]
    values = ((*_own(profile), *_keys(profile), _moment(at), pk) for pk, profile in changed)
    update_rows(Candidate, (*OWN, *_KEYS, "changed_at"), values)
    renamed = [(pk, profile) for pk, profile in changed if _names(before[pk]) != _names(profile)]
    delete_rows(NameWord, "candidate_id", [pk for pk, _ in renamed])
    _insert_words((pk, owners[pk], name_words(*_names(profile))) for pk, profile in renamed)
    facts = [
        (pk, before[pk], profile) for pk, profile in changed if facts_differ(before[pk], profile)
    ]
    change_facts(facts, today=today)


@transaction.atomic
def delete_candidates(ids: Iterable[int]) -> None:
    """Delete records with all that this package keeps about them, and households left empty."""
    gone = list(ids)
    for some in in_parts(gone):
        consents = Consent.objects.filter(candidate__in=some).values_list("pk", flat=True)
        delete_rows(ConsentGrant, "consent_id", list(consents))
        for model in (
            Consent,
            Nomination,
            Move,
            NameWord,
            LanguageSkill,
            Qualification,
            RegimePeriod,
            ResidenceStatus,
        ):
            delete_rows(model, "candidate_id", some)
        homes = {home for home in _households(some) if home is not None}
        delete_rows(Candidate, "id", some)
        Household.objects.filter(pk__in=homes, members__isnull=True).delete()


def change_hands(candidate: Candidate, *, to: Organisation) -> None:
    """The words by which a candidate is found go along to the new owner."""
    NameWord.objects.filter(candidate=candidate).update(owner=to)


def _households(ids: Sequence[int]) -> Iterable[int | None]:
    return list(Candidate.objects.filter(pk__in=ids).values_list("household_id", flat=True))


def _ids(codes: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in in_parts(codes):
        found.update(Candidate.objects.filter(code__in=some).values_list("code", "pk"))
    return found


def _keys(profile: Profile) -> tuple[str, str, str]:
    names = (profile.family_name, profile.given_names)
    key = match_key(*names, profile.born_on)
    return search_key(*names), sort_key(profile.family_name)[:300], key


def _names(profile: Profile) -> tuple[str, str]:
    return profile.family_name, profile.given_names


def _insert_words(rows: Iterable[tuple[int, int, list[str]]]) -> None:
    insert_rows(
        NameWord,
        ("candidate_id", "owner_id", "word"),
        ((candidate, owner, word) for candidate, owner, words in rows for word in words),
    )


def _moment(at: datetime) -> Any:
    """A moment as the database stores it."""
    from django.db import connection

    return Candidate._meta.get_field("changed_at").get_db_prep_value(at, connection)
