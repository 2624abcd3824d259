"""Checking candidates: choosing the rules of a call, asking them, asking them anew."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.eligibility.errors import (
    CallWithoutCriteria,
    FactNotToBeSaid,
    NoRulesInForce,
    NotReleased,
    OtherDistrict,
)
from kreislotse.eligibility.judging import Judged, judge_all
from kreislotse.eligibility.models import Criteria, RuleSet, RuleSetVersion, Verdict
from kreislotse.eligibility.outdated import outdated
from kreislotse.eligibility.reported import reported_to
from kreislotse.eligibility.states import VersionState
from kreislotse.eligibility.vocabulary import FACT, Origin
from kreislotse.journal.entries import write
from kreislotse.kernel.refusals import WrongState
from kreislotse.organisations.models import Organisation
from kreislotse.participants.errors import Restricted
from kreislotse.participants.models import Call, Candidate
from kreislotse.participants.queries.people import RELEASED
from kreislotse.participants.states import CallState

CHECK = Permission.PERSON_CHECK


@transaction.atomic
def set_criteria(call: Call, *, actor: Actor, rule_set: RuleSet) -> Criteria:
    """Say by which rule set the people reported to a call are looked at."""
    call = lock(call)
    require(actor, Permission.CALL_EDIT, at=call.owner_id)
    if call.state == CallState.CLOSED:
        raise WrongState(state=call.get_state_display())
    if rule_set.owner_id != call.owner_id:
        raise OtherDistrict(rule_set=rule_set.title)
    criteria, _ = Criteria.objects.update_or_create(call=call, defaults={"rule_set": rule_set})
    write(call, "set_criteria", actor=actor, note=rule_set.title, rule_set=rule_set)
    return criteria


@transaction.atomic
def check_call(call: Call, *, actor: Actor) -> int:
    """Make verdicts on all who are reported to the call and released; how many people."""
    require(actor, CHECK, at=call.owner_id)
    criteria = Criteria.objects.filter(call=call).select_related("rule_set").first()
    if criteria is None:
        raise CallWithoutCriteria(call=call.title)
    version = _in_force(criteria.rule_set)
    people = list(reported_to(call).order_by("pk"))
    judged = judge_all(people, version, on=actor.today, at=actor.at, today=actor.today)
    write(call, "check_call", actor=actor, people=judged.people, reviews=judged.reviews)
    return judged.people


@transaction.atomic
def judge(
    candidate: Candidate,
    version: RuleSetVersion,
    *,
    actor: Actor,
    on: date | None = None,
    said: Mapping[str, Any] | None = None,
) -> Verdict:
    """Ask the rules about one candidate, as of today or another day.

    `said` are facts that no record holds, such as an admission that the person shows.
    """
    candidate = lock(candidate)
    require(actor, CHECK, at=candidate.district_id)
    if candidate.restricted_on:
        raise Restricted(code=candidate.code)
    if candidate.state not in RELEASED:
        raise NotReleased(code=candidate.code)
    if version.owner_id != candidate.district_id:
        raise OtherDistrict(rule_set=version.rule_set.title)
    if version.state != VersionState.IN_FORCE:
        raise WrongState(state=version.get_state_display())
    for code in said or {}:
        if code not in FACT or FACT[code].origin != Origin.SAID:
            raise FactNotToBeSaid(fact=FACT[code].title if code in FACT else code)
    day = on or actor.today
    judge_all([candidate], version, on=day, at=actor.at, today=actor.today, said=said)
    verdict = Verdict.objects.get(candidate=candidate, version=version, current=True)
    write(verdict, "judge", actor=actor)
    return verdict


@transaction.atomic
def recheck(owner: Organisation, *, actor: Actor, most: int = 5000) -> Judged:
    """Make outdated verdicts anew; a different result is a task for somebody, and nothing else."""
    require(actor, CHECK, at=owner.pk)
    rows = outdated(Verdict.objects.filter(candidate__district=owner), actor.today)
    found = rows.order_by("pk").values_list("version__rule_set", "candidate")[:most]
    by_set: dict[int, list[int]] = {}
    for set_id, candidate_id in found:
        by_set.setdefault(set_id, []).append(candidate_id)
    total = Judged()
    for rule_set in RuleSet.objects.filter(pk__in=by_set).order_by("pk"):
        people = list(Candidate.objects.filter(pk__in=by_set[rule_set.pk]).order_by("pk"))
        version = _in_force(rule_set)
        total += judge_all(people, version, on=actor.today, at=actor.at, today=actor.today)
    if total.people:
        write(owner, "recheck", actor=actor, people=total.people, reviews=total.reviews)
    return total


def _in_force(rule_set: RuleSet) -> RuleSetVersion:
    version = rule_set.versions.filter(state=VersionState.IN_FORCE).first()
    if version is None:
        raise NoRulesInForce(rule_set=rule_set.title)
    return version
