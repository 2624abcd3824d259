"""An invented course with its waiting list: so that the demonstration shows every stage of it.

The real hundred places of the project stay untouched: at the time of the facts none of their
courses had begun. The invented people of the practice call wait for a course without a quota.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time

from kreislotse.access.policy import BERLIN, Actor
from kreislotse.courses import actions as courses
from kreislotse.courses.models import Course, CourseKind, WaitingEntry, WaitingList
from kreislotse.courses.queues import next_in_turn
from kreislotse.courses.states import (
    Channel,
    DayPart,
    EntitlementGround,
    LevelEvidence,
    OrderKey,
    PriorityGroup,
    StopReason,
    WaitingState,
    Weekday,
)
from kreislotse.organisations.models import Organisation
from kreislotse.organisations.queries import system_actor
from kreislotse.participants import actions as participants
from kreislotse.participants.models import Candidate, ConsentVersion
from kreislotse.participants.queries.people import RELEASED
from kreislotse.participants.states import ConsentDecision, ConsentForm, ConsentPurpose

_MORNING = time(10, 30)
BEGUN, ASKED, ENTERED = date(2015, 10, 14), date(2015, 10, 15), date(2015, 10, 20)
ASSESSED, ADMITTED = date(2015, 10, 26), date(2015, 10, 28)
OFFERED, REPLY_BY, ANSWERED = date(2015, 11, 5), date(2015, 11, 19), date(2015, 11, 6)
STARTS, ENDS = date(2016, 1, 11), date(2016, 7, 8)
SEATS, CHILDCARE, PEOPLE = 6, 2, 14
_LEVELS = ("A1", "A2", "B1", "A2")
_TEACHING = tuple(
    (day, time(9), time(12, 15)) for day in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY)
)


def give_places(district: Organisation, provider: Organisation) -> Course:
    """A list, a course of six seats, fourteen people who wait, and what four say to an offer."""
    actor = _at(BEGUN, district)
    kind = CourseKind.objects.get(code="esf-bamf")
    waiting_list = _list(district, kind, actor)
    people = _people(district)
    course = _course(district, kind, provider, people[0].owner, actor)
    entries = [_enter(waiting_list, each, number) for number, each in enumerate(people)]
    _assess(entries, district)
    _offer(course, district)
    _answer(course, provider)
    return course


def _at(day: date, *places: Organisation) -> Actor:
    moment = datetime.combine(day, _MORNING, tzinfo=BERLIN)
    return system_actor(moment, *(place.pk for place in places))


def _list(district: Organisation, kind: CourseKind, actor: Actor) -> WaitingList:
    return courses.open_list(
        district,
        actor=actor,
        title="Warteliste Deutsch für den Beruf (Übung)",
        kind=kind,
        keys=[OrderKey.PRIORITY, OrderKey.ENTERED_ON, OrderKey.ASKED_ON],
        sentence=(
            "Zuerst kommt die Vorranggruppe, dann der Tag der Aufnahme auf die Liste, dann der "
            "Tag, an dem die Person zuerst gefragt hat."
        ),
    )


def _course(
    district: Organisation,
    kind: CourseKind,
    provider: Organisation,
    town: Organisation,
    actor: Actor,
) -> Course:
    course = courses.plan_course(
        district,
        actor=actor,
        number="ÜBUNG-1",
        title="Deutsch für den Beruf (Übung)",
        kind=kind,
        provider=provider,
        municipality=town,
        entry_from="A1",
        entry_to="B1",
        capacity=SEATS,
        childcare_capacity=CHILDCARE,
        minimum=4,
        venue="Übungsraum im Rathaus",
        starts_on=STARTS,
        ends_on=ENDS,
        times=_TEACHING,
    )
    course = courses.apply_for_course(course, actor=actor)
    return courses.open_course(course, actor=actor)


def _people(district: Organisation) -> list[Candidate]:
    """Those whom the towns have released, from each town in turn."""
    released = Candidate.objects.filter(district=district, state__in=RELEASED)
    found = released.filter(restricted_on__isnull=True).select_related("owner").order_by("pk")
    seen = Counter[int]()
    turns: list[tuple[int, int, Candidate]] = []
    for person in found:
        seen[person.owner_id] += 1
        turns.append((seen[person.owner_id], person.pk, person))
    return [person for _turn, _pk, person in sorted(turns)[:PEOPLE]]


def _enter(waiting_list: WaitingList, person: Candidate, number: int) -> WaitingEntry:
    """The town enters its person, with what the agency has issued."""
    actor = _at(ENTERED, person.owner)
    courses.record_entitlement(
        person,
        actor=actor,
        kind=waiting_list.kind,
        ground=EntitlementGround.ENTITLEMENT,
        issued_on=ASKED,
        valid_to=date(2015, 12, 20) if number == PEOPLE - 1 else date(2016, 4, 14),
    )
    return courses.enter_person(
        waiting_list,
        person,
        actor=actor,
        asked_on=ASKED if number % 3 else BEGUN,
        priority=PriorityGroup.OBLIGED if number % 5 == 4 else PriorityGroup.OTHER,
        needs_childcare=number % 6 == 1,
        parts_of_day=[DayPart.MORNING],
    )


def _assess(entries: Sequence[WaitingEntry], district: Organisation) -> None:
    """Two are left to be assessed and one to be admitted: there is still something to do."""
    for number, entry in enumerate(entries[:-2]):
        assessed = courses.assess_entry(
            entry,
            actor=_at(ASSESSED, district),
            level=_LEVELS[number % len(_LEVELS)],
            level_by=LevelEvidence.PLACEMENT_TEST,
            level_on=ASSESSED,
        )
        if number < len(entries) - 3:
            courses.admit_entry(assessed, actor=_at(ADMITTED, district))


def _offer(course: Course, district: Organisation) -> None:
    """Four places go out, in the order of the list."""
    actor = _at(OFFERED, district)
    for _ in range(4):
        proposed = [each for each in next_in_turn(course, actor.today) if each.is_proposed]
        courses.offer_place(
            proposed[0].entry, course, actor=actor, channel=Channel.LETTER, reply_by=REPLY_BY
        )


def _answer(course: Course, provider: Organisation) -> None:
    """Two accept and agree that the provider is told, one declines; one is still thinking."""
    held = WaitingEntry.objects.filter(seat__course=course, state=WaitingState.OFFERED)
    first, second, third, *_ = held.select_related("candidate__owner").order_by("seat__number")
    for entry in (first, second):
        _agree(entry.candidate, provider)
        courses.accept_offer(entry.offers.get(), actor=_at(ANSWERED, entry.candidate.owner))
    courses.decline_offer(
        third.offers.get(),
        actor=_at(ANSWERED, third.candidate.owner),
        reason=StopReason.WORK,
    )


def _agree(person: Candidate, provider: Organisation) -> None:
    participants.record_consent(
        person,
        actor=_at(ANSWERED, person.owner),
        version=ConsentVersion.objects.get(owner=person.district),
        language="de",
        decision=ConsentDecision.GIVEN,
        form=ConsentForm.PAPER,
        decided_on=ANSWERED,
        grants=[(ConsentPurpose.COURSE_PROVIDER, provider)],
    )
