"""What a programme's guideline says between two days: versions, numbers, yearly dates, annexes."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Any, NotRequired, TypedDict, TypeVar, Unpack

from django.db import transaction

from kreislotse.access.catalogue import add_entry, change_entry, require_keeper
from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission
from kreislotse.funding.errors import NoSuchDay, NotAPercentage, NotPositive, VersionsOverlap
from kreislotse.funding.models import (
    Guideline,
    Programme,
    ProgrammeDate,
    ProgrammeNumber,
    Purpose,
    RequiredAnnex,
)
from kreislotse.funding.versions import in_order, make_room, refuse_overlap, since
from kreislotse.kernel.money import ZERO, Money

OWN = Permission.FUNDING_EDIT
_LEAP_YEAR = 2024
E = TypeVar("E", Guideline, ProgrammeNumber, ProgrammeDate, RequiredAnnex)


class Validity(TypedDict):
    """From when until when an entry holds, and where that stands."""

    valid_from: date | None
    valid_to: NotRequired[date | None]
    source: NotRequired[str]


class GuidelineFacts(Validity):
    """What a version of a guideline says; what could not be read stays empty."""

    title: str
    financing: NotRequired[str]
    percent: NotRequired[Decimal | None]
    cap: NotRequired[Money | None]
    cap_per_project: NotRequired[Money | None]
    light_form_up_to: NotRequired[Money | None]
    forwarding_allowed: NotRequired[bool | None]
    draw_months: NotRequired[int | None]
    proof_months: NotRequired[int | None]
    tolerance_percent: NotRequired[int | None]


class NumberFacts(Validity):
    """What is funded under a number (Ziffer), up to how much, drawn together with which others."""

    number: str
    title: str
    purpose: NotRequired[Purpose | None]
    cap: NotRequired[Money | None]
    draw_group: NotRequired[str]


class DateFacts(Validity):
    """A day of every year; `years_after` counts from the year funded."""

    kind: str
    day: int
    month: int
    years_after: NotRequired[int]
    title: NotRequired[str]


class AnnexFacts(Validity):
    """What an application must have with it."""

    code: str
    title: str
    mandatory: NotRequired[bool]


@transaction.atomic
def record_guideline(
    programme: Programme, *, actor: Actor, **said: Unpack[GuidelineFacts]
) -> Guideline:
    """Enter a version of the guideline; the one in force until then ends the day before."""
    require_keeper(actor, OWN)
    _guideline_holds(said)
    rows = Guideline.objects.filter(programme=programme)
    return _record(Guideline(programme=programme, **said), "guideline", rows, actor)


@transaction.atomic
def change_guideline(
    guideline: Guideline, *, actor: Actor, **said: Unpack[GuidelineFacts]
) -> Guideline:
    require_keeper(actor, OWN)
    _guideline_holds(said)
    rows = Guideline.objects.filter(programme=guideline.programme_id)
    return _change(guideline, "change_guideline", rows, actor, said)


@transaction.atomic
def record_number(
    programme: Programme, *, actor: Actor, **said: Unpack[NumberFacts]
) -> ProgrammeNumber:
    """Enter a number of the guideline with its purpose; several purposes are several entries."""
    require_keeper(actor, OWN)
    _positive(said, {"cap": "Der Höchstbetrag"})
    rows = ProgrammeNumber.objects.filter(programme=programme)
    rows = rows.filter(number=said["number"], purpose=said.get("purpose"))
    return _record(ProgrammeNumber(programme=programme, **said), "number", rows, actor)


@transaction.atomic
def change_number(
    entry: ProgrammeNumber, *, actor: Actor, **said: Unpack[NumberFacts]
) -> ProgrammeNumber:
    require_keeper(actor, OWN)
    _positive(said, {"cap": "Der Höchstbetrag"})
    rows = ProgrammeNumber.objects.filter(programme=entry.programme_id)
    rows = rows.filter(number=said["number"], purpose=said.get("purpose"))
    return _change(entry, "change_number", rows, actor, said)


@transaction.atomic
def record_programme_date(
    programme: Programme, *, actor: Actor, **said: Unpack[DateFacts]
) -> ProgrammeDate:
    """Enter a day of every year on which something is due."""
    require_keeper(actor, OWN)
    _day_exists(said)
    rows = _same_day(programme.pk, said)
    return _record(ProgrammeDate(programme=programme, **said), "programme_date", rows, actor)


@transaction.atomic
def change_programme_date(
    yearly: ProgrammeDate, *, actor: Actor, **said: Unpack[DateFacts]
) -> ProgrammeDate:
    require_keeper(actor, OWN)
    _day_exists(said)
    rows = _same_day(yearly.programme_id, said)
    return _change(yearly, "change_programme_date", rows, actor, said)


@transaction.atomic
def record_required_annex(
    programme: Programme, *, actor: Actor, **said: Unpack[AnnexFacts]
) -> RequiredAnnex:
    """Enter what applications of the programme must have with them from a day on."""
    require_keeper(actor, OWN)
    rows = RequiredAnnex.objects.filter(programme=programme, code=said["code"])
    return _record(RequiredAnnex(programme=programme, **said), "required_annex", rows, actor)


@transaction.atomic
def change_required_annex(
    annex: RequiredAnnex, *, actor: Actor, **said: Unpack[AnnexFacts]
) -> RequiredAnnex:
    require_keeper(actor, OWN)
    rows = RequiredAnnex.objects.filter(programme=annex.programme_id, code=said["code"])
    return _change(annex, "change_required_annex", rows, actor, said)


def _record(entry: E, noun: str, rows: Any, actor: Actor) -> E:
    lock(entry.programme)
    in_order(entry.valid_from, entry.valid_to)
    make_room(
        rows,
        f"end_{noun}",
        actor=actor,
        own=OWN,
        first=entry.valid_from,
        last=entry.valid_to,
        refusal=_overlap,
    )
    return add_entry(entry, f"record_{noun}", actor=actor, own=OWN)


def _change(entry: E, verb: str, rows: Any, actor: Actor, said: Any) -> E:
    entry = lock(entry)
    first = said.get("valid_from", entry.valid_from)
    last = said.get("valid_to", entry.valid_to)
    in_order(first, last)
    refuse_overlap(rows.exclude(pk=entry.pk), first, last, _overlap)
    return change_entry(entry, verb, actor=actor, own=OWN, **said)


def _overlap(other: Any) -> VersionsOverlap:
    return VersionsOverlap(what=other, since=since(other))


def _same_day(programme_id: int, said: DateFacts) -> Any:
    return ProgrammeDate.objects.filter(
        programme=programme_id,
        kind=said["kind"],
        month=said["month"],
        day=said["day"],
        years_after=said.get("years_after", 0),
    )


def _day_exists(said: DateFacts) -> None:
    day, month = said["day"], said["month"]
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        raise NoSuchDay(day=f"{day:02d}.{month:02d}.")


def _guideline_holds(said: GuidelineFacts) -> None:
    amounts = {
        "cap": "Der Höchstbetrag",
        "cap_per_project": "Der Höchstbetrag je Maßnahme",
        "light_form_up_to": "Die Grenze des einfachen Formulars",
    }
    _positive(said, amounts)
    percent = said.get("percent")
    if percent is not None and not 0 < percent <= 100:
        raise NotAPercentage(percent=percent)


def _positive(said: Any, names: dict[str, str]) -> None:
    for name, what in names.items():
        amount = said.get(name)
        if amount is not None and amount <= ZERO:
            raise NotPositive(what=what)
