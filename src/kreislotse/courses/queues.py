"""Who is next for a course, and why those before do not fit: nobody is passed over silently."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from kreislotse.courses.admission import Standing, standings
from kreislotse.courses.models import (
    Course,
    CourseTerms,
    CourseTime,
    Entitlement,
    ListOrder,
    Offer,
    WaitingEntry,
    WaitingList,
)
from kreislotse.courses.rules import Turn, evidence_too_old, in_order, next_free, within
from kreislotse.courses.states import LevelEvidence, Misfit, OfferState, WaitingState
from kreislotse.courses.terms import terms_on
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import CandidateState, Sex
from kreislotse.records.tables import valid_on

# Whose file is in one of these states is put on no list and offered no place (R-DP-03).
NOT_OPEN = (
    CandidateState.CLOSED,
    CandidateState.CONSENT_WITHDRAWN,
    CandidateState.MOVED_AWAY,
)
_HAS_PLACE = (WaitingState.OFFERED, WaitingState.ACCEPTED, WaitingState.STARTED)
_REFUSED = (OfferState.DECLINED, OfferState.EXPIRED)


def order_on(waiting_list: WaitingList, day: date) -> ListOrder | None:
    """By what the list is ordered on the day."""
    return waiting_list.orders.filter(valid_on(day)).order_by("valid_from").last()


def lists_for(course: Course) -> QuerySet[WaitingList]:
    """The open lists of the course's district, kind and quota."""
    same_quota = Q(quota__isnull=True) | Q(quota=course.quota_id)
    lists = WaitingList.objects.filter(
        owner=course.owner_id, kind=course.kind_id, closed_on__isnull=True
    )
    found = lists if course.quota_id is None else lists.filter(same_quota)
    return found.select_related("rule_set").order_by("sort_key", "pk")


def in_line(waiting_list: WaitingList, on: date) -> list[WaitingEntry]:
    """All who wait for an offer, in the order of the list on the day (R-CRS-02)."""
    waiting = WaitingEntry.objects.filter(waiting_list=waiting_list, state=WaitingState.WAITING)
    return sort_entries(waiting, waiting_list, on)


def sort_entries(
    entries: QuerySet[WaitingEntry], waiting_list: WaitingList, on: date
) -> list[WaitingEntry]:
    """Entries of one list in its order of the day, each with `expires_on` and `jumped_on`."""
    order = order_on(waiting_list, on)
    valid = Entitlement.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        candidate=OuterRef("candidate"),
        kind=waiting_list.kind_id,
        issued_on__lte=on,
    ).order_by(F("valid_to").desc(nulls_first=True))
    rows: Any = entries.select_related("candidate", "municipality", "jump").annotate(
        expires_on=Subquery(valid.values("valid_to")[:1]), jumped_on=F("jump__since")
    )
    return in_order(rows, order.keys if order else ())


@dataclass(frozen=True)
class Fit:
    """What has to be known to say who fits into a course on a day."""

    course: Course
    on: date
    terms: CourseTerms | None
    parts: frozenset[str]
    standings: dict[int, Standing]
    answered: frozenset[int]
    placed: frozenset[int]

    def misfits(self, entry: WaitingEntry) -> tuple[Misfit, ...]:
        """All that speaks against this course for the person, the firmest first."""
        person = entry.candidate
        against = self.standings[person.pk].misfit
        found = {
            Misfit.LOCKED: person.restricted_on is not None,
            Misfit.GONE: person.state in NOT_OPEN,
            Misfit.PLACED: person.pk in self.placed,
            against: against is not None,
            Misfit.LEVEL: not within(entry.level, self.course),
            Misfit.EVIDENCE_OLD: evidence_too_old(evidence_day(entry), self.terms, self.on),
            Misfit.WOMEN: self.course.women_only and person.sex != Sex.FEMALE,
            Misfit.WANTS_WOMEN: entry.wants_women_only and not self.course.women_only,
            Misfit.TIMES: self._comes_at_other_times(entry),
            Misfit.ANSWERED: entry.pk in self.answered,
        }
        return tuple(misfit for misfit, applies in found.items() if misfit and applies)

    def _comes_at_other_times(self, entry: WaitingEntry) -> bool:
        return bool(entry.parts_of_day) and not self.parts <= set(entry.parts_of_day)


def evidence_day(entry: WaitingEntry) -> date | None:
    """The day of a certificate; a placement test does not age (R-CRS-03)."""
    return entry.level_on if entry.level_by == LevelEvidence.CERTIFICATE else None


def fit_for(
    entries: Iterable[WaitingEntry], waiting_list: WaitingList, course: Course, on: date
) -> Fit:
    """What is needed to say of these entries of one list whether the course fits them."""
    return fits_for(entries, waiting_list, [course], on)[course.pk]


def fits_for(
    entries: Iterable[WaitingEntry], waiting_list: WaitingList, courses: Sequence[Course], on: date
) -> dict[int, Fit]:
    """The same for several courses of the list's kind, by their ids; few queries for any number."""
    people: Sequence[Candidate] = [entry.candidate for entry in entries]
    stand = standings(people, waiting_list, on)
    terms = terms_on(courses[0].kind, on) if courses else None
    times = CourseTime.objects.filter(course__in=courses)
    refused = Offer.objects.filter(course__in=courses, state__in=_REFUSED)
    placed = _placed_elsewhere(people, waiting_list)
    parts: dict[int, set[str]] = {course.pk: set() for course in courses}
    answered: dict[int, set[int]] = {course.pk: set() for course in courses}
    for time in times:
        parts[time.course_id].add(time.part)
    for course, entry in refused.values_list("course_id", "entry_id"):
        answered[course].add(entry)
    return {
        course.pk: Fit(
            course,
            on,
            terms,
            frozenset(parts[course.pk]),
            stand,
            frozenset(answered[course.pk]),
            placed,
        )
        for course in courses
    }


def _placed_elsewhere(people: Iterable[Candidate], waiting_list: WaitingList) -> frozenset[int]:
    """Who has a place in a course of the list's kind already, by another list of the same kind."""
    others = WaitingEntry.objects.filter(
        candidate__in=[person.pk for person in people],
        state__in=_HAS_PLACE,
        seat__course__kind=waiting_list.kind_id,
    )
    found = others.exclude(waiting_list=waiting_list).values_list("candidate_id", flat=True)
    return frozenset(found)


def next_in_turn(course: Course, on: date) -> list[Turn[WaitingEntry]]:
    """Whom to offer the free places of a course, and who is passed over before them, and why.

    Each list stands in its own order. A locked person is among those passed over: show no code.
    """
    places, childcare = free_places(course)
    found: list[Turn[WaitingEntry]] = []
    for waiting_list in lists_for(course):
        ordered = in_line(waiting_list, on)
        fit = fit_for(ordered, waiting_list, course, on)
        turns = next_free(ordered, fit.misfits, places=places, childcare_places=childcare)
        proposed = [turn.entry for turn in turns if turn.is_proposed]
        places -= len(proposed)
        childcare -= sum(entry.needs_childcare for entry in proposed)
        found += turns
    return found


def ahead_of(entry: WaitingEntry, course: Course, on: date) -> int:
    """How many are before the person for the places that are free; 0 when it is their turn.

    Counted are those whom the course fits. A place in the childcare is not taken from them either.
    Where nothing is free nobody is before anybody.
    """
    places, childcare = free_places(course)
    if not places:
        return 0
    ordered = in_line(entry.waiting_list, on)
    standing_at = [each.pk for each in ordered].index(entry.pk)
    before = ordered[:standing_at]
    fit = fit_for(before, entry.waiting_list, course, on)
    turns = next_free(before, fit.misfits, places=len(before) + 1, childcare_places=childcare)
    first = [turn.entry for turn in turns if turn.is_proposed]
    with_childcare = sum(each.needs_childcare for each in first)
    if len(first) >= places:
        return len(first)
    return with_childcare if entry.needs_childcare and with_childcare >= childcare else 0


def free_places(course: Course) -> tuple[int, int]:
    """How many seats of the course and of its childcare nobody holds."""
    return course.seats.free().count(), course.childcare_seats.free().count()
