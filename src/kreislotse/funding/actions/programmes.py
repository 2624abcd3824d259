"""Programmes, rates and purposes: dated reference data, shipped or entered."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from kreislotse.access.catalogue import add_entry, change_entry, require_keeper
from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission
from kreislotse.funding.errors import NameTaken, NotPositive, RatesOverlap
from kreislotse.funding.models import PostKind, Programme, Purpose, Rate
from kreislotse.funding.versions import in_order, make_room, refuse_overlap, since
from kreislotse.kernel.money import ZERO, Money
from kreislotse.organisations.models import Organisation

OWN = Permission.FUNDING_EDIT


class ProgrammeFacts(TypedDict, total=False):
    """What can be changed about a programme."""

    name: str
    financing: str
    funder: Organisation | None
    granting_authority: Organisation | None
    needs_consent: bool
    excludes_other_funding: bool
    exclusion_norm: str
    valid_from: date | None
    valid_to: date | None
    source: str


@transaction.atomic
def register_purpose(*, actor: Actor, code: str, title: str) -> Purpose:
    require_keeper(actor, OWN)
    _refuse_taken(Purpose.objects.filter(code=code).exists(), code)
    return add_entry(Purpose(code=code, title=title), "register_purpose", actor=actor, own=OWN)


@transaction.atomic
def register_programme(
    *,
    actor: Actor,
    code: str,
    name: str,
    financing: str = "",
    funder: Organisation | None = None,
    granting_authority: Organisation | None = None,
    needs_consent: bool = False,
    excludes_other_funding: bool = False,
    exclusion_norm: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> Programme:
    require_keeper(actor, OWN)
    _refuse_taken(Programme.objects.filter(code=code).exists(), code)
    in_order(valid_from, valid_to)
    programme = Programme(
        code=code,
        name=name,
        financing=financing,
        funder=funder,
        granting_authority=granting_authority,
        needs_consent=needs_consent,
        excludes_other_funding=excludes_other_funding,
        exclusion_norm=exclusion_norm,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    return add_entry(programme, "register_programme", actor=actor, own=OWN)


@transaction.atomic
def change_programme(
    programme: Programme, *, actor: Actor, **values: Unpack[ProgrammeFacts]
) -> Programme:
    programme = lock(programme)
    require_keeper(actor, OWN)
    in_order(
        values.get("valid_from", programme.valid_from), values.get("valid_to", programme.valid_to)
    )
    return change_entry(programme, "change_programme", actor=actor, own=OWN, **values)


@transaction.atomic
def record_rate(
    programme: Programme,
    *,
    actor: Actor,
    post_kind: PostKind,
    per_full_post: Money | None,
    valid_from: date,
    valid_to: date | None = None,
    source: str = "",
) -> Rate:
    """Enter the yearly amount per full post; without an amount it says that none could be read.

    The rate in force until then ends the day before.
    """
    require_keeper(actor, OWN)
    programme = lock(programme)
    in_order(valid_from, valid_to)
    _not_negative(per_full_post)
    make_room(
        programme.rates.filter(post_kind=post_kind),
        "end_rate",
        actor=actor,
        own=OWN,
        first=valid_from,
        last=valid_to,
        refusal=_rates_overlap,
    )
    rate = Rate(
        programme=programme,
        post_kind=post_kind,
        per_full_post=per_full_post,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    return add_entry(rate, "record_rate", actor=actor, own=OWN)


@transaction.atomic
def change_rate(
    rate: Rate,
    *,
    actor: Actor,
    per_full_post: Money | None,
    valid_from: date | None,
    valid_to: date | None,
    source: str,
) -> Rate:
    """Correct a rate, or enter what could not be read before."""
    rate = lock(rate)
    require_keeper(actor, OWN)
    in_order(valid_from, valid_to)
    _not_negative(per_full_post)
    others = Rate.objects.filter(programme=rate.programme_id, post_kind=rate.post_kind_id)
    refuse_overlap(others.exclude(pk=rate.pk), valid_from, valid_to, _rates_overlap)
    return change_entry(
        rate,
        "change_rate",
        actor=actor,
        own=OWN,
        per_full_post=per_full_post,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )


def _rates_overlap(other: Rate) -> RatesOverlap:
    return RatesOverlap(post_kind=other.post_kind, since=since(other))


def _not_negative(per_full_post: Money | None) -> None:
    if per_full_post is not None and per_full_post < ZERO:
        raise NotPositive(what="Der Satz")


def _refuse_taken(taken: bool, code: str) -> None:
    if taken:
        raise NameTaken(code=code)
