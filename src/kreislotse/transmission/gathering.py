"""Who of a call's people can go to a recipient today, and who cannot, and why (R-CAN-02)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from kreislotse.eligibility.models import Decision
from kreislotse.eligibility.states import Result
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.models import Call, Candidate
from kreislotse.participants.queries.people import RELEASED
from kreislotse.participants.reading import read_profiles
from kreislotse.participants.states import CandidateState, ConsentPurpose
from kreislotse.transmission.freezing import content_of
from kreislotse.transmission.lawfulness import Basis, bases_in_force, consent_lapsed
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import BatchState, LeftOut, LineKind

PURPOSES = {
    OrganisationKind.EMPLOYMENT_AGENCY: ConsentPurpose.AGENCY,
    OrganisationKind.JOB_CENTRE: ConsentPurpose.JOB_CENTRE,
}
_PREPARED = (BatchState.DRAFT, BatchState.FROZEN)
_S = CandidateState
# With the recipient already: a change of these people's data is a correction.
WITH_RECIPIENT = tuple(state for state in RELEASED if state not in (_S.RELEASED, _S.CHECKED))


@dataclass(frozen=True)
class Entry:
    """One person that a batch would take in."""

    candidate: Candidate
    kind: LineKind
    basis: Basis


@dataclass(frozen=True)
class Gathering:
    """All whom a call has brought: taken in, left out with the reason, and not released yet."""

    taken: list[Entry]
    left_out: list[tuple[Candidate, LeftOut]]
    unreleased: int


def ever_chosen() -> Exists:
    """The condition on candidates that they stand on a batch: of few one has to ask more."""
    return Exists(BatchLine._default_manager.filter(candidate=OuterRef("pk")))


def purpose_for(recipient: Organisation) -> ConsentPurpose | None:
    """The consent that a transmission to this organisation needs; None for all others."""
    return PURPOSES.get(OrganisationKind(recipient.kind))


def gather(
    call: Call, recipient: Organisation, purpose: str, *, on: date, delta_of: Batch | None = None
) -> Gathering:
    """Sort the people nominated for a call; with `delta_of`, corrections to it come along."""
    people = list(_nominated(call))
    ours = [person for person in people if person.state in RELEASED]
    going = [person.pk for person in ours]
    bases = bases_in_force(
        going, district=call.owner_id, purpose=purpose, recipient=recipient.pk, on=on
    )
    without = [pk for pk in going if pk not in bases]
    lapsed = consent_lapsed(without, purpose=purpose, recipient=recipient.pk)
    sent, prepared = _in_batches(call, recipient)
    changed = _changed(ours, sent, delta_of, on) if delta_of else set()
    refused = _decided_against(call)
    taken: list[Entry] = []
    left_out: list[tuple[Candidate, LeftOut]] = []
    for person in ours:
        reason = _reason(person, person.pk in changed, person.pk in sent, person.pk in prepared)
        if reason == LeftOut.NOT_CHECKED and person.pk in refused:
            reason = LeftOut.NOT_ELIGIBLE
        if reason is None and person.pk not in bases:
            reason = LeftOut.EXPIRED if person.pk in lapsed else LeftOut.NO_BASIS
        if reason is None:
            kind = LineKind.CORRECTED if person.pk in changed else LineKind.NEW
            taken.append(Entry(person, kind, bases[person.pk]))
        else:
            left_out.append((person, reason))
    return Gathering(taken, left_out, len(people) - len(ours))


def corrections(batch: Batch, *, on: date) -> list[Candidate]:
    """Whose data differ from what the recipient was last told, and may still go there."""
    found = gather(batch.call, batch.recipient, batch.purpose, on=on, delta_of=batch)
    return [entry.candidate for entry in found.taken if entry.kind == LineKind.CORRECTED]


def alike(lines: Iterable[BatchLine]) -> list[list[BatchLine]]:
    """Lines that may be about one and the same person, as groups (R-CAN-05)."""
    groups: dict[str, list[BatchLine]] = {}
    for line in lines:
        if line.candidate is not None and line.candidate.match_key:
            groups.setdefault(line.candidate.match_key, []).append(line)
    return [group for group in groups.values() if len(group) > 1]


def undecided(groups: Sequence[Sequence[BatchLine]]) -> list[BatchLine]:
    """Of such groups, the lines of which nobody has said that they are two people."""
    return [
        line
        for group in groups
        if not all(each.distinct_reason for each in group)
        for line in group
    ]


def _nominated(call: Call) -> QuerySet[Candidate]:
    return (
        Candidate._default_manager.filter(nominations__response__part__call=call)
        .distinct()
        .select_related("owner")
        .order_by("owner__sort_key", "code")
    )


def _decided_against(call: Call) -> set[int]:
    """Of whom somebody decided by the call's rules that they do not fulfil them."""
    decisions = Decision.objects.filter(
        verdict__current=True,
        verdict__version__rule_set__calls__call=call,
        verdict__candidate__nominations__response__part__call=call,
        result=Result.NOT_ELIGIBLE,
    )
    return set(decisions.values_list("verdict__candidate_id", flat=True))


def _reason(person: Candidate, changed: bool, sent: bool, prepared: bool) -> LeftOut | None:
    """Why this person cannot go, apart from the basis; None where nothing speaks against it."""
    if person.restricted_on:
        return LeftOut.RESTRICTED
    if prepared:
        return LeftOut.IN_PREPARATION
    if changed:
        return None
    if sent:
        return LeftOut.SENT
    return None if person.state == _S.CHECKED else LeftOut.NOT_CHECKED


def _in_batches(call: Call, recipient: Organisation) -> tuple[dict[int, BatchLine], set[int]]:
    """Each person's last line that the recipient holds, and who stands in a batch to come."""
    lines = BatchLine._default_manager.filter(
        batch__call=call, candidate__isnull=False, recalled=False
    )
    out = lines.filter(batch__state__in=OUT, batch__recipient=recipient)
    sent = {line.candidate_id or 0: line for line in out.order_by("batch__number")}
    prepared = lines.filter(batch__state__in=_PREPARED)
    return sent, set(prepared.values_list("candidate_id", flat=True))


def _changed(
    people: list[Candidate], sent: dict[int, BatchLine], delta_of: Batch, on: date
) -> set[int]:
    known: list[Any] = [p for p in people if p.pk in sent and p.state in WITH_RECIPIENT]
    profiles = read_profiles(known, on=on) if known else {}
    return {
        person.pk
        for person in known
        if content_of(profiles[person.pk], delta_of.categories) != sent[person.pk].content
    }
