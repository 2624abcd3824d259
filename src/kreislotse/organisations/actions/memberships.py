"""Giving people roles at organisations, and ending them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kreislotse.access.deeds import lock
from kreislotse.access.errors import AccountClosed
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.models import Account
from kreislotse.access.policy import ROLE_NAMES, Actor, Permission, Role, require_anywhere
from kreislotse.organisations.errors import (
    OwnRoles,
    RoleElsewhere,
    RoleEndsEarlier,
    RoleHeld,
    RoleOutlivesAccount,
)
from kreislotse.organisations.models import Membership, Organisation
from kreislotse.organisations.rules import in_order, place_fits


@transaction.atomic
def grant_role(
    account: Account,
    *,
    actor: Actor,
    organisation: Organisation,
    role: str,
    valid_from: date,
    valid_to: date,
) -> Membership:
    """Give an account a role at an organisation, with a last day from the start (R-DP-13)."""
    require_anywhere(actor, Permission.ACCOUNT_EDIT)
    _refuse_own(account, actor)
    account = lock(account)
    if not account.is_active:
        raise AccountClosed
    role = Role(role)
    in_order(valid_from, valid_to, (_("Beginn der Rolle"), _("Ende der Rolle")))
    _check_place(role, organisation)
    if valid_to > account.ends_on:
        raise RoleOutlivesAccount(
            account_ends=f"{account.ends_on:%d.%m.%Y}", role_ends=f"{valid_to:%d.%m.%Y}"
        )
    _check_not_held(account, organisation, role, valid_from, valid_to)
    membership = Membership(
        account=account,
        organisation=organisation,
        role=role.value,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return file_new(membership, "grant_role", actor=actor)


@transaction.atomic
def end_role(membership: Membership, *, actor: Actor, ends_on: date) -> Membership:
    """Let a role end earlier than it was given for."""
    require_anywhere(actor, Permission.ACCOUNT_EDIT)
    _refuse_own(membership.account, actor)
    membership = lock(membership)
    in_order(membership.valid_from, ends_on, (_("Beginn der Rolle"), _("Ende der Rolle")))
    if ends_on >= membership.valid_to:
        raise RoleEndsEarlier(ends_on=f"{membership.valid_to:%d.%m.%Y}")
    return file_change(membership, "end_role", actor=actor, valid_to=ends_on)


def _refuse_own(account: Account, actor: Actor) -> None:
    if account.pk == actor.person_id:
        raise OwnRoles


def _check_place(role: Role, organisation: Organisation) -> None:
    if not place_fits(role, organisation.kind):
        raise RoleElsewhere(role=ROLE_NAMES[role], organisation=organisation.name)


def _check_not_held(
    account: Account, organisation: Organisation, role: Role, start: date, end: date
) -> None:
    held = account.memberships.filter(
        organisation=organisation, role=role, valid_from__lte=end, valid_to__gte=start
    ).first()
    if held:
        raise RoleHeld(start=f"{held.valid_from:%d.%m.%Y}", end=f"{held.valid_to:%d.%m.%Y}")
