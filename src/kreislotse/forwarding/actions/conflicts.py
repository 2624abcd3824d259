"""Who of the office must not decide about which recipient (R-DIS-10)."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.models import Account
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.forwarding.errors import ConflictKnown
from kreislotse.forwarding.models import ConflictOfInterest
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder, FourEyesNeeded, NotAllowed
from kreislotse.organisations.models import Organisation

READ = Permission.FUNDING_READ
ACCOUNTS = Permission.ACCOUNT_EDIT


@transaction.atomic
def declare_conflict(
    owner: Organisation,
    *,
    actor: Actor,
    organisation: Organisation,
    since: date,
    account: Account | None = None,
) -> ConflictOfInterest:
    """Say that one is an officer of a recipient; for others only the administrator says it."""
    person = account.pk if account else actor.person_id
    person = _may_declare(owner.pk, person, actor)
    running = ConflictOfInterest.objects.filter(account=person, organisation=organisation)
    if known := running.filter(until__isnull=True).first():
        raise ConflictKnown(since=date_short(known.since))
    if known := running.filter(since=since).first():
        raise ConflictKnown(since=date_short(known.since))
    conflict = ConflictOfInterest(
        owner=owner, account_id=person, organisation=organisation, since=since
    )
    return file_new(conflict, "declare_conflict", actor=actor)


@transaction.atomic
def end_conflict(conflict: ConflictOfInterest, *, actor: Actor, until: date) -> ConflictOfInterest:
    """The tie has ended: `until` is the last day on which it held.

    Said by who keeps the accounts, and not by the person itself, who could then decide at once.
    """
    conflict = lock(conflict)
    require(actor, ACCOUNTS, at=conflict.owner_id)
    if conflict.account_id == actor.person_id:
        raise FourEyesNeeded
    if until < conflict.since:
        raise DateOrder(
            later_name="Das Ende",
            later=date_short(until),
            earlier_name="dem Beginn",
            earlier=date_short(conflict.since),
        )
    return file_change(conflict, "end_conflict", actor=actor, until=until)


def _may_declare(place: int, person: int | None, actor: Actor) -> int:
    if person is None:
        raise NotAllowed(permission=ACCOUNTS)
    if not allowed(actor, ACCOUNTS, at=place):
        require(actor, READ, at=place)
        if person != actor.person_id:
            raise NotAllowed(permission=ACCOUNTS)
    return person
