"""Deeds on accounts, and what this installation is for. Roles are given in `organisations`."""

from datetime import date, timedelta
from typing import Any, TypedDict, Unpack

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.errors import (
    AccountClosed,
    AccountOpen,
    EmailTaken,
    EndInThePast,
    OwnAccount,
    PasswordNotKnown,
    PasswordTooWeak,
    PurposeSettled,
)
from kreislotse.access.models import Account, Installation
from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.journal import entries


class AccountChanges(TypedDict, total=False):
    """What can be changed about an account."""

    email: str
    name: str
    function: str
    ends_on: date


@transaction.atomic
def open_account(
    *,
    actor: Actor,
    email: str,
    name: str,
    function: str = "",
    ends_on: date,
    password: str | None = None,
) -> Account:
    """Open an account until a set day; without a password nobody can log in with it yet."""
    require_anywhere(actor, Permission.ACCOUNT_EDIT)
    _check_email(email)
    _check_end(ends_on, actor)
    account = Account(email=email, name=name, function=function, ends_on=ends_on)
    _set_password(account, password)
    account.full_clean(validate_unique=False, validate_constraints=False)
    account.save(force_insert=True)
    entries.write(account, "open_account", actor=actor, ends_on=ends_on)
    return account


@transaction.atomic
def change_account(account: Account, *, actor: Actor, **changes: Unpack[AccountChanges]) -> Account:
    """Correct name, address and function of an account, or move its last day."""
    require_anywhere(actor, Permission.ACCOUNT_EDIT)
    account = lock(account)
    if not account.is_active:
        raise AccountClosed
    differences: dict[str, Any] = {
        column: [getattr(account, column), value]
        for column, value in changes.items()
        if getattr(account, column) != value
    }
    if "email" in differences:
        _check_email(changes["email"], but=account)
    if "ends_on" in differences:
        _refuse_own(account, actor)
        _check_end(changes["ends_on"], actor)
    if not differences:
        return account
    for column, (_before, after) in differences.items():
        setattr(account, column, after)
    account.full_clean(validate_unique=False, validate_constraints=False)
    account.save(update_fields=list(differences))
    entries.write(account, "change_account", actor=actor, **differences)
    return account


@transaction.atomic
def close_account(account: Account, *, actor: Actor) -> Account:
    """Close an account at once: whoever is logged in with it is out with the next click."""
    require_anywhere(actor, Permission.ACCOUNT_EDIT)
    _refuse_own(account, actor)
    account = lock(account)
    if not account.is_active:
        raise AccountClosed
    account.is_active, account.ends_on = False, min(account.ends_on, actor.today)
    account.save(update_fields=["is_active", "ends_on"])
    entries.write(account, "close_account", actor=actor, ends_on=account.ends_on)
    return account


@transaction.atomic
def reopen_account(account: Account, *, actor: Actor, ends_on: date) -> Account:
    """Open a closed account again, with a new last day."""
    require_anywhere(actor, Permission.ACCOUNT_EDIT)
    _refuse_own(account, actor)
    account = lock(account)
    if account.is_active:
        raise AccountOpen(ends_on=f"{account.ends_on:%d.%m.%Y}")
    _check_end(ends_on, actor)
    account.is_active, account.ends_on = True, ends_on
    account.save(update_fields=["is_active", "ends_on"])
    entries.write(account, "reopen_account", actor=actor, ends_on=ends_on)
    return account


@transaction.atomic
def set_password(account: Account, *, actor: Actor, password: str, current: str = "") -> Account:
    """Set the password: one's own, knowing the current one, or as who maintains the accounts."""
    if account.pk != actor.person_id:
        require_anywhere(actor, Permission.ACCOUNT_EDIT)
    account = lock(account)
    if not account.is_active:
        raise AccountClosed
    if account.pk == actor.person_id:
        _check_current(account, current)
    _set_password(account, password)
    account.save(update_fields=["password"])
    entries.write(account, "set_password", actor=actor)
    return account


@transaction.atomic
def mark_installation(
    purpose: str, *, actor: Actor, clock_behind: timedelta = timedelta()
) -> Installation:
    """Settle once what this database is for, and in which days a demonstration plays."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    purpose = Installation.Purpose(purpose)
    installation, is_new = Installation.objects.select_for_update().get_or_create(
        pk=1, defaults={"purpose": purpose, "clock_behind": clock_behind}
    )
    if installation.purpose != purpose:
        raise PurposeSettled(purpose=installation.get_purpose_display())
    if is_new:
        entries.write(installation, "mark_installation", actor=actor, purpose=str(purpose))
    return installation


def _check_email(email: str, but: Account | None = None) -> None:
    others = Account.objects.exclude(pk=but.pk) if but else Account.objects.all()
    if others.filter(email__iexact=email).exists():
        raise EmailTaken


def _check_end(ends_on: date, actor: Actor) -> None:
    if ends_on < actor.today:
        raise EndInThePast(ends_on=f"{ends_on:%d.%m.%Y}", today=f"{actor.today:%d.%m.%Y}")


def _refuse_own(account: Account, actor: Actor) -> None:
    if account.pk == actor.person_id:
        raise OwnAccount


def _check_current(account: Account, current: str) -> None:
    """Whoever finds a screen unlocked must not take the account over."""
    if account.has_usable_password() and not account.check_password(current):
        raise PasswordNotKnown


def _set_password(account: Account, password: str | None) -> None:
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise PasswordTooWeak(reasons=" ".join(weak.messages)) from weak
    account.set_password(password)
