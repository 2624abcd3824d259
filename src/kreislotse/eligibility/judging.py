"""Verdicts as rows: asked for many candidates at once, kept beside the older ones (R-CAN-04).

No action: whoever calls has asked for the right and journals what was done.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from kreislotse.eligibility.facts import kept, known_of, said_before
from kreislotse.eligibility.lists import list_days
from kreislotse.eligibility.models import Review, RuleSetVersion, Verdict
from kreislotse.eligibility.rules import Finding, ListInForce, Reason, evaluate
from kreislotse.eligibility.states import ReviewState
from kreislotse.eligibility.turning import Clockwork
from kreislotse.eligibility.vocabulary import FACT, UNLESS_SAID, Origin
from kreislotse.eligibility.words import vocabulary_of
from kreislotse.participants.models import Candidate
from kreislotse.records.bulk import update_rows

AT_ONCE = 2000


@dataclass(frozen=True)
class Judged:
    """How many were looked at; how many verdicts are new; how many came out differently."""

    people: int = 0
    new: int = 0
    reviews: int = 0

    def __add__(self, other: "Judged") -> "Judged":
        return Judged(
            self.people + other.people, self.new + other.new, self.reviews + other.reviews
        )


def judge_all(
    candidates: Sequence[Candidate],
    version: RuleSetVersion,
    *,
    on: date,
    at: datetime,
    today: date,
    said: Mapping[str, Any] | None = None,
) -> Judged:
    """Ask the version's rules about every candidate, and note who came out differently.

    `said` are facts that somebody adds for all of these; what was said for an earlier verdict
    goes on holding.
    """
    total = Judged()
    for start in range(0, len(candidates), AT_ONCE):
        some = candidates[start : start + AT_ONCE]
        total += _judge(some, version, on, at, today, said or {})
    return total


def _judge(
    candidates: Sequence[Candidate],
    version: RuleSetVersion,
    on: date,
    at: datetime,
    today: date,
    said: Mapping[str, Any],
) -> Judged:
    before = _current(candidates, version)
    new: list[Verdict] = []
    same: list[int] = []
    moved: list[tuple[date | None, int]] = []
    for pk, facts, finding, turns_on in _findings(candidates, version, on, before, said):
        verdict = _verdict(pk, version, facts, finding, on, at)
        verdict.turns_on = turns_on
        if _says_the_same(before.get(pk), verdict):
            same.append(before[pk].pk)
            if before[pk].turns_on != turns_on:
                moved.append((turns_on, before[pk].pk))
        else:
            new.append(verdict)
    Verdict.objects.filter(pk__in=same).update(computed_at=at, as_of=on)
    _move(moved)
    replaced = [before[each.candidate_id].pk for each in new if each.candidate_id in before]
    Verdict.objects.filter(pk__in=replaced).update(current=False)
    Verdict.objects.bulk_create(new)
    reviews = _open_reviews(before, new, today)
    return Judged(len(candidates), len(new), reviews)


def _move(moved: Sequence[tuple[date | None, int]]) -> None:
    """Verdicts that came out as before, but turn by themselves on another day."""
    turns_on = Verdict._meta.get_field("turns_on")
    rows = ((turns_on.get_db_prep_save(day, connection), pk) for day, pk in moved)
    update_rows(Verdict, ["turns_on"], rows)


def _findings(
    candidates: Sequence[Candidate],
    version: RuleSetVersion,
    on: date,
    before: Mapping[int, Verdict],
    said: Mapping[str, Any],
) -> Iterator[tuple[int, dict[str, Any], Finding, date | None]]:
    """By candidate the facts, what the rules say of them, and when that turns by itself."""
    rules = list(version.rules.order_by("position"))
    days = list_days(version.owner_id)
    lists, clockwork = days.on(on), Clockwork(rules, days, on)
    vocabulary = vocabulary_of(version.owner_id)
    for pk, known in known_of(candidates).items():
        earlier = said_before(before[pk].facts) if pk in before else {}
        added = _without_withdrawn({**earlier, **said})
        facts = known.on(on) | added
        finding = evaluate(rules, facts, on, lists, vocabulary)
        yield pk, facts, finding, clockwork.turns_on(known, added)


def _without_withdrawn(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Without what was said once and is now said to be unknown."""
    return {
        code: value for code, value in facts.items() if value is not None or code in UNLESS_SAID
    }


def _current(candidates: Sequence[Candidate], version: RuleSetVersion) -> dict[int, Verdict]:
    """The latest verdict on each candidate by this rule set, of whichever version, locked."""
    ids = [candidate.pk for candidate in candidates]
    rows = Verdict.objects.select_for_update(of=("self",)).filter(
        candidate__in=ids, version__rule_set=version.rule_set_id, current=True
    )
    return {verdict.candidate_id: verdict for verdict in rows}


def _verdict(
    candidate: int,
    version: RuleSetVersion,
    facts: Mapping[str, Any],
    finding: Finding,
    on: date,
    at: datetime,
) -> Verdict:
    asked = {code for reason in finding.reasons for code in reason.facts}
    used = {
        code: value
        for code, value in facts.items()
        if code in asked or FACT[code].origin == Origin.SAID
    }
    return Verdict(
        candidate_id=candidate,
        version=version,
        as_of=on,
        result=finding.result,
        reasons=[_kept(reason) for reason in finding.reasons],
        facts=kept(used),
        computed_at=at,
    )


def _kept(reason: Reason) -> dict[str, Any]:
    """A reason as a verdict keeps it; the words of its rule stay with the rule, which is fixed."""
    return {
        "code": reason.code,
        "title": reason.title,
        "norm": reason.norm,
        "outcome": reason.outcome.value,
        "lists": [_kept_list(each) for each in reason.list_versions],
        "lists_missing": list(reason.lists_missing),
        "facts": sorted(reason.facts),
        "what_would_change": list(reason.what_would_change),
    }


def _kept_list(version: ListInForce) -> dict[str, Any]:
    return {
        "code": version.code,
        "title": version.title,
        "valid_from": version.valid_from.isoformat() if version.valid_from else None,
        "source": version.source,
    }


def _says_the_same(before: Verdict | None, now: Verdict) -> bool:
    return before is not None and (
        before.version_id,
        before.result,
        before.reasons,
        before.facts,
    ) == (now.version_id, now.result, now.reasons, now.facts)


def _open_reviews(before: Mapping[int, Verdict], new: Sequence[Verdict], today: date) -> int:
    """A task for each different result; it takes the place of one that is still open."""
    different = [
        (before[verdict.candidate_id], verdict)
        for verdict in new
        if verdict.candidate_id in before and before[verdict.candidate_id].result != verdict.result
    ]
    Review.objects.filter(
        after__in=[old.pk for old, _ in different], state=ReviewState.OPEN
    ).update(state=ReviewState.DONE, settled_on=today)
    Review.objects.bulk_create(
        Review(before=old, after=verdict, opened_on=today) for old, verdict in different
    )
    return len(different)
