"""On what somebody may be given a place of a kind: an entitlement, or the rules of the day (T14).

Nothing is written here. What was issued before a stop stays valid: an entitlement is looked at as
it was issued, the rules are asked for the day (R-CRS-08).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kreislotse.courses.models import Entitlement, WaitingList
from kreislotse.courses.states import Misfit
from kreislotse.eligibility.facts import facts_of, said_before
from kreislotse.eligibility.lists import lists_in_force
from kreislotse.eligibility.models import Decision, RuleSet, RuleSetVersion, Verdict
from kreislotse.eligibility.outdated import outdated
from kreislotse.eligibility.rules import Finding, Outcome, evaluate, result_of
from kreislotse.eligibility.states import Result, VersionState
from kreislotse.eligibility.words import vocabulary_of
from kreislotse.participants.models import Candidate


@dataclass(frozen=True)
class Standing:
    """What somebody has for a kind of course on a day.

    `valid` is the entitlement that lasts longest, `expired` the last one where none is valid;
    `result` is what the rules or a decision say where there never was an entitlement.
    """

    valid: Entitlement | None = None
    expired: Entitlement | None = None
    result: Result | None = None

    @property
    def misfit(self) -> Misfit | None:
        """Why no place can be given; None where it can (R-CRS-05)."""
        if self.valid is not None or self.result == Result.ELIGIBLE:
            return None
        return Misfit.EXPIRED if self.expired else Misfit.NOT_ADMITTED


def standings(
    people: Sequence[Candidate], waiting_list: WaitingList, on: date
) -> dict[int, Standing]:
    """The standing of each by its id; a fixed number of queries for any number of people."""
    found = _entitled(people, waiting_list.kind_id, on)
    rest = [person for person in people if person.pk not in found]
    if waiting_list.rule_set is not None:
        results = _results(rest, waiting_list.rule_set, on)
        found |= {pk: Standing(result=result) for pk, result in results.items()}
    return {person.pk: found.get(person.pk, Standing()) for person in people}


def standing(person: Candidate, waiting_list: WaitingList, on: date) -> Standing:
    return standings([person], waiting_list, on)[person.pk]


def _entitled(people: Iterable[Candidate], kind: int, on: date) -> dict[int, Standing]:
    ids = [person.pk for person in people]
    rows = Entitlement.objects.filter(candidate__in=ids, kind=kind, issued_on__lte=on)
    found: dict[int, Standing] = {}
    for each in sorted(rows, key=lambda row: (row.valid_to or date.max, row.issued_on)):
        ends = each.valid_to or date.max
        found[each.candidate_id] = Standing(valid=each) if on <= ends else Standing(expired=each)
    return found


def _results(people: Sequence[Candidate], rule_set: RuleSet, on: date) -> dict[int, Result]:
    """What somebody decided on an up-to-date verdict, else what the rules say of the day."""
    version = _in_force(rule_set)
    if version is None or not people:
        return {}
    ids = [person.pk for person in people]
    verdicts = Verdict.objects.filter(candidate__in=ids, version__rule_set=rule_set, current=True)
    said = {pk: said_before(facts) for pk, facts in verdicts.values_list("candidate_id", "facts")}
    rules, lists = list(version.rules.order_by("position")), lists_in_force(version.owner_id, on)
    found = {
        pk: result_of(rules, {**facts, **said.get(pk, {})}, on, lists)
        for pk, facts in facts_of(people, on).items()
    }
    return found | _decided(verdicts, on)


def _decided(verdicts: Any, on: date) -> dict[int, Result]:
    late = set(outdated(verdicts, on).values_list("pk", flat=True))
    rows = Decision.objects.filter(verdict__in=verdicts).exclude(verdict__in=late)
    columns = rows.values_list("verdict__candidate_id", "result")
    return {candidate: Result(result) for candidate, result in columns}


def decided_eligible(person: Candidate, rule_set: RuleSet, on: date) -> bool:
    """Whether somebody has decided for the person on a verdict that still holds (R-CAN-03)."""
    verdicts = Verdict.objects.filter(candidate=person, version__rule_set=rule_set, current=True)
    return _decided(verdicts, on).get(person.pk) == Result.ELIGIBLE


def finding(person: Candidate, rule_set: RuleSet, on: date) -> Finding | None:
    """What the rules say of a new admission on the day, with words; None without rules in force."""
    version = _in_force(rule_set)
    if version is None:
        return None
    rules, lists = list(version.rules.order_by("position")), lists_in_force(version.owner_id, on)
    facts = facts_of([person], on)[person.pk]
    verdict = Verdict.objects.filter(
        candidate=person, version__rule_set=rule_set, current=True
    ).first()
    said = said_before(verdict.facts) if verdict else {}
    said.pop("admitted_on", None)  # asked is whether the person can be admitted, not whether it is
    return evaluate(rules, {**facts, **said}, on, lists, vocabulary_of(version.owner_id))


def why(found: Finding) -> str:
    """The rules that are not fulfilled, or what is not known, each with norm and source."""
    wanted = {Result.NOT_ELIGIBLE: Outcome.NOT_FULFILLED, Result.UNCLEAR: Outcome.UNKNOWN}
    reasons = [each for each in found.reasons if each.outcome == wanted.get(found.result)]
    return " ".join(f"{each.explanation} ({each.norm}; Quelle: {each.source})" for each in reasons)


def rule_sets_for(kind: int, district: int) -> Collection[RuleSet]:
    """The rule sets by which a district's waiting lists for a kind of course are run."""
    lists = WaitingList.objects.filter(kind=kind, owner=district, rule_set__isnull=False)
    return RuleSet.objects.filter(pk__in=lists.values("rule_set")).order_by("pk")


def _in_force(rule_set: RuleSet) -> RuleSetVersion | None:
    return rule_set.versions.filter(state=VersionState.IN_FORCE).first()
