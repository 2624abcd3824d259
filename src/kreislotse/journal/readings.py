"""The read log: its only writer, its chain, and what becomes of it after a year (R-DP-20, -21)."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from kreislotse.journal.chain import START, Break
from kreislotse.journal.models import ReadEntry, ReadHead, ReadKind, ReadPerson, ReadTally
from kreislotse.journal.noting import statement
from kreislotse.kernel.acting import Acting

SEALED = (
    "number",
    "person_id",
    "role",
    "place_id",
    "owner_id",
    "kind",
    "purpose",
    "people",
    "found",
    "asked",
)
_CHUNK = 2000
_MONTHS_BEGIN_IN = ZoneInfo("Europe/Berlin")


def seal(previous: str, at: datetime, values: dict[str, Any]) -> str:
    """The SHA-256 of the previous hash and all that the entry says."""
    said = {name: values[name] for name in SEALED}
    return hashlib.sha256(f"{previous}{_text({**said, 'at': _told(at)})}".encode()).hexdigest()


def _told(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _text(said: dict[str, Any]) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def write(
    *,
    actor: Acting,
    role: str,
    place_id: int | None,
    owner_id: int,
    kind: ReadKind,
    purpose: str,
    people: Iterable[int],
    found: int,
    asked: str = "",
) -> ReadEntry:
    """Chain one reading of these people, in one statement; fails if the transaction fails."""
    values = {
        "person_id": actor.person_id,
        "role": role,
        "place_id": place_id,
        "owner_id": owner_id,
        "kind": kind.value,
        "purpose": purpose,
        "people": sorted(set(people)),
        "found": found,
        "asked": asked,
    }
    row = _chain(actor.at, values)
    if row is None:
        _begin()
        row = _chain(actor.at, values)
    if row is None:
        raise RuntimeError("The read log has no head.")
    number, previous_hash, found_hash = row
    entry = ReadEntry(
        **values, number=number, at=actor.at, previous_hash=previous_hash, hash=found_hash
    )
    entry._state.adding = False
    return entry


def _chain(at: datetime, values: dict[str, Any]) -> tuple[int, str, str] | None:
    """What the database chained: number, hash before and hash; None without a head."""
    before, after = _around_number(at, values)
    said = {
        **values,
        "people": json.dumps(values["people"]),
        "at": connection.ops.adapt_datetimefield_value(at),
        "before": before,
        "after": after,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement(connection.vendor), said)
        rows: list[tuple[int, str, str]] = cursor.fetchall()
    return rows[0] if rows else None


def _around_number(at: datetime, values: dict[str, Any]) -> tuple[str, str]:
    """The text that is sealed, without the entry's number: that is known to the database alone."""
    said = {**values, "at": _told(at)}
    before = {name: value for name, value in said.items() if name < "number"}
    after = {name: value for name, value in said.items() if name > "number"}
    return f'{_text(before)[:-1]},"number":', f",{_text(after)[1:]}"


def _begin() -> None:
    """An empty chain, where there is none yet."""
    ReadHead.objects.get_or_create(
        pk=1, defaults={"number": 0, "hash": START, "first_previous_hash": START}
    )


def _locked_head() -> ReadHead:
    _begin()
    return ReadHead.objects.select_for_update().get(pk=1)


def first_break() -> Break | None:
    """Recompute the chain from where it begins today; None when it holds to the last entry."""
    head = ReadHead.objects.filter(pk=1).first() or ReadHead(
        number=0, hash=START, first_previous_hash=START
    )
    previous, expected = head.first_previous_hash, head.first_number
    for rows in _in_chunks():
        noted = _noted(rows)
        for row in rows:
            if row["number"] != expected:
                return Break(expected, "missing")
            if row["previous_hash"] != previous or row["hash"] != seal(previous, row["at"], row):
                return Break(expected, "changed")
            # The way from a person to their entries stands beside the seal: it must say the same.
            if noted[expected] != row["people"]:
                return Break(expected, "changed")
            previous, expected = row["hash"], expected + 1
    if (head.number, head.hash) != (expected - 1, previous):
        return Break(expected, "missing")
    return None


def end() -> int:
    """The number of the last entry as the head remembers it."""
    head = ReadHead.objects.filter(pk=1).first()
    return head.number if head else 0


def _in_chunks() -> Iterable[Sequence[dict[str, Any]]]:
    last = 0
    while rows := list(
        ReadEntry.objects.filter(number__gt=last)
        .order_by("number")
        .values(*SEALED, "at", "previous_hash", "hash")[:_CHUNK]
    ):
        yield rows
        last = rows[-1]["number"]


def _noted(rows: Sequence[dict[str, Any]]) -> dict[int, list[int]]:
    """By entry, the people that are noted for it."""
    noted: dict[int, list[int]] = defaultdict(list)
    within = ReadPerson._base_manager.filter(
        entry__gte=rows[0]["number"], entry__lte=rows[-1]["number"]
    )
    pairs = within.order_by("candidate_id").values_list("entry_id", "candidate_id")
    for entry, person in pairs.iterator(chunk_size=_CHUNK):
        noted[entry].append(person)
    return noted


@transaction.atomic
def count_before(moment: datetime) -> int:
    """Turn the entries before this moment into sums by month; the chain begins after them.

    Entries go in the order of their numbers: one that is younger keeps all that follow it.
    """
    head = _locked_head()
    kept = ReadEntry.objects.filter(at__gte=moment).order_by("number").first()
    old = ReadEntry.objects.filter(number__lt=kept.number if kept else head.number + 1)
    last = old.order_by("number").last()
    if last is None:
        return 0
    _add_to_tallies(old)
    ReadPerson._base_manager.filter(entry__lte=last.number).delete()
    # Raw: nothing hangs on the entries any more, and none of a year's has to be fetched to go.
    entries = ReadEntry._base_manager.filter(number__lte=last.number)
    gone: int = entries._raw_delete(entries.db)
    head.first_number, head.first_previous_hash = last.number + 1, last.hash
    head.save(update_fields=["first_number", "first_previous_hash"])
    return gone


def _add_to_tallies(entries: Any) -> None:
    readings: Counter[tuple[date, int, str, str]] = Counter()
    people: Counter[tuple[date, int, str, str]] = Counter()
    rows = entries.values_list("at", "owner_id", "role", "kind", "people")
    for at, owner, role, kind, read in rows.iterator(chunk_size=_CHUNK):
        key = (at.astimezone(_MONTHS_BEGIN_IN).date().replace(day=1), owner, role, kind)
        readings[key] += 1
        people[key] += len(read)
    for key, count in readings.items():
        month, owner, role, kind = key
        tally, _ = ReadTally.objects.get_or_create(
            month=month,
            owner_id=owner,
            role=role,
            kind=kind,
            defaults={"readings": 0, "people": 0},
        )
        tally.readings += count
        tally.people += people[key]
        tally.save(update_fields=["readings", "people"])
