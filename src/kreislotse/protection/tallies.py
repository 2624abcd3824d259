"""What statistics keep of people who are erased: how many got how far, by call and town (G65).

Who waited for a course or had one is counted by town and waiting list, without a call.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from kreislotse.access.policy import BERLIN
from kreislotse.courses.clearing import stages_of
from kreislotse.eligibility.models import Verdict
from kreislotse.eligibility.states import Result
from kreislotse.journal.models import JournalEntry
from kreislotse.participants.models import Candidate, Nomination, RegimePeriod
from kreislotse.protection.models import Tally
from kreislotse.transmission.models import BatchLine, Outcome
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import Feedback, OutcomeKind

STAGE, FEEDBACK, OUTCOME, REGIME, STATE = "stage", "feedback", "outcome", "regime", "state"
_RESPONSE = "candidate__nominations__response"
_VIA_NOMINATION = (f"{_RESPONSE}__part__call", f"{_RESPONSE}__municipality", "candidate")
COURSE = "course_"
# Call, municipality, candidate, day.
Row = tuple[int | None, int, int, date]


class Counted(NamedTuple):
    """One figure to be added: of which call and town, what was counted, in which year, how many."""

    call: int | None
    town: int
    feature: str
    value: str
    year: int
    people: int


def tally_of(candidates: Collection[int]) -> list[Counted]:
    """What these people are counted as; each person once for a call, town, feature and value."""
    first: dict[tuple[int | None, int, str, str, int], int] = {}
    for feature, value, (call, town, person, day) in _said(candidates):
        key = (call, town, feature, value, person)
        first[key] = min(day.year, first.get(key, day.year))
    people: Counter[tuple[int | None, int, str, str, int]] = Counter()
    for (call, town, feature, value, _person), year in first.items():
        people[call, town, feature, value, year] += 1
    return [Counted(*key, people=number) for key, number in sorted(people.items(), key=_in_order)]


def _in_order(figure: tuple[tuple[int | None, int, str, str, int], int]) -> tuple[Any, ...]:
    """What belongs to no call comes first; two erasures at once write in the same order."""
    (call, *rest), _people = figure
    return (call or 0, *rest)


def keep_tallies(candidates: Collection[int]) -> None:
    """Add these people to the figures that stay, before they are erased."""
    for each in tally_of(candidates):
        key: dict[str, Any] = {"owner_id": each.town, "call_id": each.call}
        key |= {"feature": each.feature, "value": each.value, "year": each.year}
        tally, made = Tally.objects.get_or_create(**key, defaults={"people": each.people})
        if not made:
            Tally.objects.filter(pk=tally.pk).update(people=F("people") + each.people)


def surviving(call_ids: Collection[int], *, until: int | None = None) -> dict[int, Counter[str]]:
    """By municipality, the people erased since: "reported", "eligible", "transmitted",
    "accepted", "started", "outcome", and "outcome:employment", "feedback:accepted" and so on.

    `until` leaves out what happened after that year.
    """
    rows = Tally.objects.filter(call__in=call_ids)
    rows = rows if until is None else rows.filter(year__lte=until)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    columns = ("owner_id", "feature", "value", "people")
    for town, feature, value, people in rows.values_list(*columns):
        found[town][value if feature == STAGE else f"{feature}:{value}"] += people
    return dict(found)


def surviving_on_lists(
    list_ids: Collection[int], *, until: int | None = None
) -> dict[int, Counter[str]]:
    """By waiting list, the people erased since: "waited", "placed", "started" and so on.

    See `courses.clearing.stages_of`; `until` leaves out what happened after that year.
    """
    lists = [str(each) for each in list_ids]
    rows = Tally.objects.filter(feature__startswith=COURSE, call__isnull=True, value__in=lists)
    rows = rows if until is None else rows.filter(year__lte=until)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for feature, value, people in rows.values_list("feature", "value", "people"):
        found[int(value)][feature.removeprefix(COURSE)] += people
    return dict(found)


def _said(people: Collection[int]) -> Iterator[tuple[str, str, Row]]:
    nominations = Nomination.objects.filter(candidate__in=people)
    for row in _rows(nominations, *_OF_NOMINATION, "nominated_on"):
        yield STAGE, "reported", row
    for row in _eligible(people):
        yield STAGE, "eligible", row
    yield from _of_lines(people)
    yield from _of_outcomes(people)
    yield from _of_people(nominations)
    for each in stages_of(people):
        row = (None, each.town, each.candidate, each.on)
        yield f"{COURSE}{each.stage}", str(each.waiting_list), row


_OF_NOMINATION = ("response__part__call", "response__municipality", "candidate")


def _rows(rows: Any, *columns: Any) -> Iterable[Any]:
    found: Iterable[Any] = rows.order_by().values_list(*columns)
    return found


def _eligible(people: Collection[int]) -> Iterable[Row]:
    """Decided so, or found so by the rules where nobody has decided; for the call's own rules."""
    decided = Q(decision__result=Result.ELIGIBLE)
    found = Q(current=True, decision__isnull=True, result=Result.ELIGIBLE)
    rows = Verdict.objects.filter(decided | found, candidate__in=people).filter(
        version__rule_set__calls__call=F(f"{_RESPONSE}__part__call")
    )
    rows = rows.annotate(day=Coalesce("decision__decided_on", "as_of"))
    return _rows(rows, *_VIA_NOMINATION, "day")


def _of_lines(people: Collection[int]) -> Iterator[tuple[str, str, Row]]:
    """How far those transmitted came; support has begun as the journal or an outcome says."""
    rows = _sent(people)
    columns = ("batch__call", "municipality", "candidate", "batch__sent_on")
    begun = _begun(people)
    for *whom, sent_on, feedback, on in _rows(rows, *columns, "feedback", "feedback_on"):
        yield STAGE, "transmitted", (*whom, sent_on)
        if feedback:
            yield FEEDBACK, feedback, (*whom, on)
        if feedback == Feedback.ACCEPTED:
            yield STAGE, "accepted", (*whom, on)
        if whom[2] in begun:
            yield STAGE, "started", (*whom, begun[whom[2]])


def _of_outcomes(people: Collection[int]) -> Iterator[tuple[str, str, Row]]:
    """That a course has begun is no outcome yet, but is counted as what it is."""
    outcome = ("candidate__outcomes__began_on", "candidate__outcomes__kind")
    rows = _sent(people).filter(candidate__outcomes__isnull=False)
    for *row, kind in _rows(rows, "batch__call", "municipality", "candidate", *outcome):
        yield OUTCOME, kind, tuple(row)
        if kind != OutcomeKind.COURSE_STARTED:
            yield STAGE, "outcome", tuple(row)


def _sent(people: Collection[int]) -> Any:
    return BatchLine.objects.filter(candidate__in=people, batch__state__in=OUT)


def _begun(people: Collection[int]) -> dict[int, date]:
    """The first day on which each one's support is known to have begun."""
    entries = JournalEntry.objects.filter(
        record=Candidate._meta.label, verb="start_support", record_id__in=people
    )
    days = [(pk, at.astimezone(BERLIN).date()) for pk, at in _rows(entries, "record_id", "at")]
    outcomes = Outcome.objects.filter(candidate__in=people)
    days += list(_rows(outcomes, "candidate", "began_on"))
    found: dict[int, date] = {}
    for person, day in days:
        found[person] = min(day, found.get(person, day))
    return found


def _of_people(nominations: Any) -> Iterator[tuple[str, str, Row]]:
    """The state and the regime in which the record ends."""
    rows = list(_rows(nominations, *_OF_NOMINATION, "nominated_on", "candidate__state"))
    periods = RegimePeriod.objects.filter(candidate__in={row[2] for row in rows})
    regime = dict(_rows_in_order(periods))
    for *row, state in rows:
        yield STATE, state, tuple(row)
        if row[2] in regime:
            yield REGIME, regime[row[2]], tuple(row)


def _rows_in_order(periods: Any) -> Iterable[tuple[int, str]]:
    found: Iterable[tuple[int, str]] = periods.order_by("valid_from").values_list(
        "candidate_id", "regime"
    )
    return found
