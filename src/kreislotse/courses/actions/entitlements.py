"""Entitlements to a kind of course: recorded as a body issued them, taken out when mistaken."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_new
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.courses.admission import decided_eligible, finding, rule_sets_for, why
from kreislotse.courses.entering import refuse_day
from kreislotse.courses.models import CourseKind, Entitlement, WaitingEntry
from kreislotse.courses.rules import runs_until
from kreislotse.courses.states import EntitlementGround, WaitingState
from kreislotse.courses.terms import terms_on
from kreislotse.courses.waiting_errors import (
    AdmissionRefused,
    EntitlementTaken,
    EntitlementUsed,
    NotReleased,
)
from kreislotse.eligibility.states import Result
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.organisations.models import Organisation
from kreislotse.participants.keeping import refuse_restricted
from kreislotse.participants.models import Candidate
from kreislotse.participants.queries.people import RELEASED

EDIT, TOWN = Permission.COURSE_EDIT, Permission.PERSON_EDIT
# Residence title of people in the asylum procedure, whose admission is shorter.
PERMISSION_TITLE = "GEST"
_BEFORE_ADMISSION = (
    WaitingState.PRE_REGISTERED,
    WaitingState.REFERRED,
    WaitingState.ASSESSED,
    WaitingState.REMOVED,
)


@transaction.atomic
def record_entitlement(
    candidate: Candidate,
    *,
    actor: Actor,
    kind: CourseKind,
    ground: str,
    issued_on: date,
    valid_to: date | None = None,
    issuer: Organisation | None = None,
    reference: str = "",
) -> Entitlement:
    """Record to what a body has entitled somebody; without an end it runs as the terms say.

    An admission of a day on which the rules allow none is refused; one issued before a stop stays
    valid. An obligation and a course at one's own cost are other ways (R-CRS-08, T14).
    """
    candidate = lock(candidate)
    _require_for(candidate, actor)
    refuse_restricted(candidate)
    refuse_day(issued_on, actor.today)
    if Entitlement.objects.filter(candidate=candidate, kind=kind, issued_on=issued_on).exists():
        raise EntitlementTaken(code=candidate.code, day=date_short(issued_on), kind=kind)
    if ground == EntitlementGround.ADMISSION:
        _refuse_against_the_rules(candidate, kind, issued_on)
    if valid_to is None:
        by_permission = _title_on(candidate, issued_on) == PERMISSION_TITLE
        terms = terms_on(kind, issued_on)
        valid_to = runs_until(issued_on, terms, by_permission=by_permission)
    elif valid_to < issued_on:
        raise DateOrder(
            later_name="Das Ende der Berechtigung",
            later=date_short(valid_to),
            earlier_name="dem Tag der Ausstellung",
            earlier=date_short(issued_on),
        )
    entitlement = Entitlement(
        candidate=candidate,
        kind=kind,
        ground=EntitlementGround(ground),
        issuer=issuer,
        reference=reference.strip(),
        issued_on=issued_on,
        valid_to=valid_to,
    )
    return file_new(entitlement, "record_entitlement", actor=actor)


@transaction.atomic
def remove_entitlement(entitlement: Entitlement, *, actor: Actor) -> Candidate:
    """Take out what was recorded by mistake, as long as nobody was admitted to a list by it."""
    candidate = lock(entitlement.candidate)
    _require_for(candidate, actor)
    refuse_restricted(candidate)
    entitlement = lock(entitlement)
    entries = WaitingEntry.objects.filter(
        candidate=candidate, waiting_list__kind=entitlement.kind_id
    )
    if entries.exclude(state__in=_BEFORE_ADMISSION).exists():
        raise EntitlementUsed(code=candidate.code)
    write(candidate, "remove_entitlement", actor=actor, issued_on=entitlement.issued_on)
    entitlement.delete()
    return candidate


def _require_for(candidate: Candidate, actor: Actor) -> None:
    """A municipality records for its own people, the district for released and waiting ones."""
    if allowed(actor, TOWN, at=candidate.owner_id):
        return
    require(actor, EDIT, at=candidate.district_id)
    waits = WaitingEntry.objects.filter(
        candidate=candidate, waiting_list__owner=candidate.district_id
    )
    if candidate.state not in RELEASED and not waits.exists():
        raise NotReleased(code=candidate.code)


def _refuse_against_the_rules(candidate: Candidate, kind: CourseKind, day: date) -> None:
    """Unless somebody decided otherwise, an admission stands where the rules of the day allow it.

    What is unclear to the rules was clear to the body that issued it.
    """
    for rule_set in rule_sets_for(kind.pk, candidate.district_id):
        found = finding(candidate, rule_set, day)
        if found is None or found.result != Result.NOT_ELIGIBLE:
            continue
        if not decided_eligible(candidate, rule_set, day):
            raise AdmissionRefused(day=date_short(day), why=why(found))


def _title_on(candidate: Candidate, day: date) -> str:
    """The code of the residence title held on the day; empty where none is known."""
    rows = candidate.statuses.filter(since__lte=day).order_by("since")
    latest = rows.select_related("title").last()
    return latest.title.code if latest else ""
