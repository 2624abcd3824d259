"""A district in which many wait for few places, written in bulk; all people are invented."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from kreislotse.access.policy import BERLIN
from kreislotse.courses.models import (
    ChildcareSeat,
    Course,
    CourseKind,
    CourseTime,
    Entitlement,
    ListOrder,
    Seat,
    WaitingEntry,
    WaitingList,
)
from kreislotse.courses.states import (
    CourseState,
    DayPart,
    EntitlementGround,
    LevelEvidence,
    OrderKey,
    PriorityGroup,
    WaitingState,
    Weekday,
)
from kreislotse.organisations.models import Organisation
from kreislotse.participants.matching import match_key
from kreislotse.participants.models import Candidate, Household
from kreislotse.participants.states import CandidateState, Sex

TITLE = "Warteliste für hundert Plätze"
LEVELS = ("A1", "A2", "B1")
BORN = date(1990, 5, 17)


def many_waiting(
    district: Organisation,
    provider: Organisation,
    kind: CourseKind,
    on: date,
    *,
    people: int = 1_000,
    courses: int = 5,
    seats: int = 20,
    childcare: int = 4,
    seed: int = 7,
    mark: str = "",
) -> WaitingList:
    """A list with so many people from all towns of the district, and the courses they wait for.

    A fifth needs childcare, a fifth lives in households of two to four, an eighth is obliged;
    levels and hours leave each person some of the courses, and every fourth is for women only.
    `mark` sets the codes of a second such list apart from the first one's.
    """
    chance = Random(seed)
    towns = list(Organisation.objects.filter(part_of=district, kind="municipality").order_by("key"))
    found = WaitingList.objects.create(owner=district, title=f"{TITLE}{mark}", kind=kind)
    ListOrder.objects.create(
        waiting_list=found,
        keys=[OrderKey.PRIORITY.value, OrderKey.ENTERED_ON.value],
        sentence="Vorrang, dann Tag der Aufnahme",
        valid_from=on - timedelta(days=365),
    )
    for number in range(courses):
        _course(
            f"{mark}H-{number + 1}", number, district, provider, kind, towns, on, seats, childcare
        )
    candidates = _candidates(district, towns, people, on, chance, mark)
    _entries(found, candidates, on, chance)
    return found


def _course(
    code: str,
    number: int,
    district: Organisation,
    provider: Organisation,
    kind: CourseKind,
    towns: list[Organisation],
    on: date,
    seats: int,
    childcare: int,
) -> Course:
    lowest = number % 2
    course = Course.objects.create(
        owner=district,
        number=code,
        title=f"Deutsch {number + 1}",
        kind=kind,
        provider=provider,
        municipality=towns[number * 3 % len(towns)],
        starts_on=on + timedelta(days=28 + number),
        minimum=15,
        entry_from=LEVELS[lowest],
        entry_to=LEVELS[lowest + 1],
        women_only=number % 4 == 3,
        state=CourseState.OPEN,
    )
    begins, ends = (time(9), time(12, 15)) if number % 3 else (time(17, 30), time(20, 45))
    CourseTime.objects.create(course=course, weekday=Weekday.MONDAY, begins_at=begins, ends_at=ends)
    Seat.objects.bulk_create(Seat(course=course, number=n) for n in range(1, seats + 1))
    ChildcareSeat.objects.bulk_create(
        ChildcareSeat(course=course, number=n) for n in range(1, childcare + 1)
    )
    return course


def _candidates(
    district: Organisation,
    towns: list[Organisation],
    people: int,
    on: date,
    chance: Random,
    mark: str,
) -> list[Candidate]:
    moment = datetime.combine(on, time(9), tzinfo=BERLIN)
    houses: list[Household | None] = []
    owners: list[Organisation] = []
    while len(owners) < people:
        town, size = chance.choice(towns), chance.choice((1,) * 12 + (2, 3, 4))
        house = None
        if size > 1:
            house = Household.objects.create(owner=town, code=f"HH{mark}{len(owners):06d}")
        owners += [town] * size
        houses += [house] * size
    rows = [
        _candidate(f"{mark}{number:06d}", district, town, house, moment, chance)
        for number, (town, house) in enumerate(zip(owners, houses, strict=True))
    ]
    return Candidate.objects.bulk_create(rows[:people], batch_size=500)


def _candidate(
    code: str,
    district: Organisation,
    town: Organisation,
    house: Household | None,
    moment: datetime,
    chance: Random,
) -> Candidate:
    name = f"Beispiel{code}"
    facts: dict[str, Any] = {
        "owner": town,
        "district": district,
        "code": f"MW{code}",
        "family_name": name,
        "given_names": "Amina",
        "born_on": BORN,
        "nationality": "SY",
        "sex": chance.choice((Sex.FEMALE, Sex.MALE)),
        "household": house,
        "needs_childcare": chance.random() < 0.2,
        "state": CandidateState.RELEASED,
        "last_contact_on": moment.date(),
        "changed_at": moment,
        "match_key": match_key(name, "Amina", BORN),
    }
    return Candidate(**facts)


def _entries(
    waiting_list: WaitingList, candidates: list[Candidate], on: date, chance: Random
) -> None:
    entries, entitlements = [], []
    for person in candidates:
        asked = on - timedelta(days=chance.randrange(7, 300))
        obliged = chance.random() < 0.125
        entries.append(
            WaitingEntry(
                waiting_list=waiting_list,
                candidate=person,
                municipality=person.owner,
                state=WaitingState.WAITING,
                priority=PriorityGroup.OBLIGED if obliged else PriorityGroup.OTHER,
                asked_on=asked,
                entered_on=min(on, asked + timedelta(days=chance.randrange(1, 30))),
                level=chance.choice(LEVELS),
                level_by=LevelEvidence.PLACEMENT_TEST,
                level_on=asked,
                needs_childcare=person.needs_childcare,
                parts_of_day=chance.choice(([], [DayPart.MORNING], [DayPart.EVENING])),
            )
        )
        entitlements.append(
            Entitlement(
                candidate=person,
                kind=waiting_list.kind,
                ground=EntitlementGround.ENTITLEMENT,
                issued_on=asked,
                valid_to=on + timedelta(days=200),
            )
        )
    WaitingEntry.objects.bulk_create(entries, batch_size=500)
    Entitlement.objects.bulk_create(entitlements, batch_size=500)
