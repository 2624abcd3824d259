"""Checking an application: what the data say, what a person says, and who the recipient is."""

from collections.abc import Mapping

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.filing import file_new
from kreislotse.access.policy import Actor
from kreislotse.forwarding.checks import Finding, findings
from kreislotse.forwarding.errors import (
    ChecksMissing,
    PaidTwice,
    RecipientKnown,
    RemarkMissing,
)
from kreislotse.forwarding.models import Forwarding, ForwardingCheck
from kreislotse.forwarding.queries import facts_of, paid_for_the_same
from kreislotse.forwarding.recipients import (
    called,
    organisation_kind,
    recipient_kind,
    require_recipient,
)
from kreislotse.forwarding.states import CheckKind, Verdict
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.organisations.models import Organisation

Verdicts = Mapping[CheckKind, tuple[Verdict, str]]


@transaction.atomic
def record_check(
    forwarding: Forwarding,
    *,
    actor: Actor,
    verdicts: Verdicts,
    recipient: Organisation | None = None,
    waived_reason: str = "",
) -> Forwarding:
    """Close the check: each point with what was computed and somebody's verdict.

    Without a recipient the applicant is taken into the register as the form says it.
    """
    forwarding = lock(forwarding)
    check(forwarding, "record_check", actor=actor)
    recipient = recipient or forwarding.recipient or _register(forwarding, actor)
    require_recipient(recipient)
    kind = recipient_kind(recipient.kind)
    computed = findings(facts_of(forwarding, recipient, kind))
    _all_judged(computed, verdicts)
    _not_twice(forwarding, recipient, verdicts, waived_reason)
    for finding in computed:
        verdict, remark = verdicts[finding.kind]
        ForwardingCheck.objects.update_or_create(
            forwarding=forwarding,
            kind=finding.kind,
            defaults={"verdict": verdict, "finding": finding.text, "remark": remark},
        )
    return advance(
        forwarding,
        "record_check",
        actor=actor,
        note=_outcome(verdicts),
        recipient=recipient,
        recipient_kind=kind,
        waived_reason=waived_reason,
    )


@transaction.atomic
def return_to_check(forwarding: Forwarding, *, actor: Actor, reason: str) -> Forwarding:
    """Something is not clear after all: check it again."""
    forwarding = lock(forwarding)
    check(forwarding, "return_to_check", actor=actor)
    if not reason.strip():
        raise ReasonNeeded(what="Was ist noch zu klären?")
    return advance(forwarding, "return_to_check", actor=actor, note=reason)


def _register(forwarding: Forwarding, actor: Actor) -> Organisation:
    """Take the applicant into the register of organisations (asked before: the check itself)."""
    name = forwarding.applicant_name.strip()
    if called(name):
        raise RecipientKnown
    organisation = Organisation(
        kind=organisation_kind(forwarding.recipient_kind),
        name=name,
        source=f"Antrag auf Weiterleitung vom {date_short(forwarding.applied_on)}",
    )
    return file_new(organisation, "register_organisation", actor=actor)


def _all_judged(computed: tuple[Finding, ...], verdicts: Verdicts) -> None:
    missing = [str(each.kind.label) for each in computed if each.kind not in verdicts]
    if missing:
        raise ChecksMissing(names=join(missing))
    for finding in computed:
        verdict, remark = verdicts[finding.kind]
        contradicted = finding.verdict == Verdict.FAILS and verdict != Verdict.FAILS
        if contradicted and not remark.strip():
            raise RemarkMissing(check=finding.kind.label, finding=finding.text)


def _not_twice(
    forwarding: Forwarding, recipient: Organisation, verdicts: Verdicts, waived_reason: str
) -> None:
    """The same purpose is paid once per recipient and period, unless waived with a reason."""
    other = paid_for_the_same(forwarding, recipient)
    failed = verdicts[CheckKind.DOUBLE_FUNDING][0] == Verdict.FAILS
    if other and not failed and not waived_reason.strip():
        raise PaidTwice(recipient=recipient, other=other, amount=other.approved)


def _outcome(verdicts: Verdicts) -> str:
    return "; ".join(f"{kind.label}: {Verdict(verdicts[kind][0]).label}" for kind in CheckKind)
