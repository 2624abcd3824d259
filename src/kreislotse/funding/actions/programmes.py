"""Programmes, rates and purposes: dated reference data, shipped or entered."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Q

from kreislotse.access.catalogue import add_entry, change_entry, require_keeper
from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.funding import reference_data
from kreislotse.funding.errors import NameTaken, NotPositive, RatesOverlap
from kreislotse.funding.models import PostKind, Programme, Purpose, Rate
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder
from kreislotse.organisations.models import Organisation
from kreislotse.organisations.reference_data import authority

OWN = Permission.FUNDING_EDIT

POST_KIND_TITLES = {
    "specialist": "Fachkraft (Sozialarbeit, Sozialwissenschaft, Pädagogik)",
    "administration": "Verwaltungskraft (gehobener Dienst)",
    "assistance": "Assistenz",
    "workplace": "Arbeitsplatz",
}


class ProgrammeFacts(TypedDict, total=False):
    """What can be changed about a programme."""

    name: str
    financing: str
    funder: Organisation | None
    granting_authority: Organisation | None
    needs_consent: bool
    valid_from: date | None
    valid_to: date | None
    source: str


@transaction.atomic
def load_programmes(*, actor: Actor) -> int:
    """Add what the shipped file has and the database lacks; say how many entries that were."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    known = set(Purpose.objects.values_list("code", flat=True))
    added = 0
    for code, title in reference_data.purposes().items():
        if code not in known:
            register_purpose(actor=actor, code=code, title=title)
            added += 1
    return added + sum(_load(entry, actor) for entry in reference_data.programmes())


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
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> Programme:
    require_keeper(actor, OWN)
    _refuse_taken(Programme.objects.filter(code=code).exists(), code)
    _in_order(valid_from, valid_to)
    programme = Programme(
        code=code,
        name=name,
        financing=financing,
        funder=funder,
        granting_authority=granting_authority,
        needs_consent=needs_consent,
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
    _in_order(
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
    """Enter the yearly amount per full post; without an amount it says that none could be read."""
    require_keeper(actor, OWN)
    programme = lock(programme)
    _in_order(valid_from, valid_to)
    if per_full_post is not None and per_full_post < ZERO:
        raise NotPositive(what="Der Satz")
    other = _overlapping(programme, post_kind, valid_from, valid_to)
    if other:
        since = date_short(other.valid_from) if other.valid_from else "–"
        raise RatesOverlap(post_kind=post_kind, since=since)
    rate = Rate(
        programme=programme,
        post_kind=post_kind,
        per_full_post=per_full_post,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    return add_entry(rate, "record_rate", actor=actor, own=OWN)


def _load(entry: reference_data.Programme, actor: Actor) -> int:
    programme = Programme.objects.filter(code=entry.code).first()
    added = 0 if programme else 1
    if programme is None:
        programme = register_programme(
            actor=actor,
            code=entry.code,
            name=entry.title,
            financing=entry.financing or "",
            granting_authority=_organisation(entry.granting_authority),
            needs_consent=entry.needs_consent,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            source=entry.source,
        )
    return added + sum(_load_rate(programme, rate, actor) for rate in entry.rates)


def _load_rate(programme: Programme, rate: reference_data.Rate, actor: Actor) -> int:
    added = 0
    for code, cents in rate.cents_per_fte.items():
        kind, _ = PostKind.objects.get_or_create(
            code=code, defaults={"title": POST_KIND_TITLES[code]}
        )
        if _overlapping(programme, kind, rate.valid_from, rate.valid_to):
            continue  # loaded before, or the district has entered what its notice says
        record_rate(
            programme,
            actor=actor,
            post_kind=kind,
            per_full_post=None if cents is None else Money(cents),
            valid_from=rate.valid_from,
            valid_to=rate.valid_to,
            source=rate.source,
        )
        added += 1
    return added


def _overlapping(
    programme: Programme, kind: PostKind, first: date, last: date | None
) -> Rate | None:
    rates = programme.rates.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=first), post_kind=kind
    )
    if last:
        rates = rates.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=last))
    return rates.order_by("valid_from").first()


def _organisation(code: str | None) -> Organisation | None:
    return Organisation.objects.filter(name=authority(code).name).first() if code else None


def _refuse_taken(taken: bool, code: str) -> None:
    if taken:
        raise NameTaken(code=code)


def _in_order(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise DateOrder(
            later_name="Das Ende der Gültigkeit",
            later=date_short(last),
            earlier_name="dem Beginn",
            earlier=date_short(first),
        )
