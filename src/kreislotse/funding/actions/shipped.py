"""Loading the programmes as shipped: what the database lacks is added, nothing is overwritten."""

from typing import Any

from django.db import transaction

from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.funding import reference_data
from kreislotse.funding.actions.guidelines import (
    record_guideline,
    record_number,
    record_programme_date,
    record_required_annex,
)
from kreislotse.funding.actions.programmes import (
    record_rate,
    register_programme,
    register_purpose,
)
from kreislotse.funding.models import PostKind, Programme, Purpose
from kreislotse.funding.versions import overlapping
from kreislotse.kernel.money import Money
from kreislotse.organisations.models import Organisation
from kreislotse.organisations.reference_data import authority

POST_KIND_TITLES = {
    "specialist": "Fachkraft (Sozialarbeit, Sozialwissenschaft, Pädagogik)",
    "administration": "Verwaltungskraft (gehobener Dienst)",
    "assistance": "Assistenz",
    "workplace": "Arbeitsplatz",
}


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
            excludes_other_funding=entry.excludes_other_funding,
            exclusion_norm=entry.exclusion_norm,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            source=entry.source,
        )
    added += sum(_load_rate(programme, rate, actor) for rate in entry.rates)
    added += sum(_load_guideline(programme, each, actor) for each in entry.guidelines)
    added += sum(_load_number(programme, each, actor) for each in entry.numbers)
    added += sum(_load_date(programme, each, actor) for each in entry.dates)
    return added + sum(_load_annex(programme, each, actor) for each in entry.annexes)


def _known(rows: Any, entry: Any) -> bool:
    """Loaded before, or the district has entered what its notice says."""
    return overlapping(rows, entry.valid_from, entry.valid_to).exists()


def _load_rate(programme: Programme, rate: reference_data.Rate, actor: Actor) -> int:
    added = 0
    for code, cents in rate.cents_per_fte.items():
        kind, _ = PostKind.objects.get_or_create(
            code=code, defaults={"title": POST_KIND_TITLES[code]}
        )
        if _known(programme.rates.filter(post_kind=kind), rate):
            continue
        record_rate(
            programme,
            actor=actor,
            post_kind=kind,
            per_full_post=_money(cents),
            valid_from=rate.valid_from,
            valid_to=rate.valid_to,
            source=rate.source,
        )
        added += 1
    return added


def _load_guideline(programme: Programme, entry: reference_data.Guideline, actor: Actor) -> int:
    if _known(programme.guidelines.all(), entry):
        return 0
    said = entry._asdict()
    cap = _money(said.pop("cap_cents"))
    record_guideline(programme, actor=actor, cap=cap, **said)
    return 1


def _load_number(programme: Programme, entry: reference_data.Number, actor: Actor) -> int:
    if _known(programme.numbers.filter(number=entry.number), entry):
        return 0
    purpose = Purpose.objects.get(code=entry.purpose) if entry.purpose else None
    record_number(programme, actor=actor, **entry._asdict() | {"purpose": purpose})
    return 1


def _load_date(programme: Programme, entry: reference_data.YearlyDate, actor: Actor) -> int:
    if _known(programme.dates.filter(kind=entry.kind), entry):
        return 0
    record_programme_date(programme, actor=actor, **entry._asdict())
    return 1


def _load_annex(programme: Programme, entry: reference_data.Annex, actor: Actor) -> int:
    if _known(programme.annexes.filter(code=entry.code), entry):
        return 0
    record_required_annex(programme, actor=actor, **entry._asdict())
    return 1


def _money(cents: int | None) -> Money | None:
    return None if cents is None else Money(cents)


def _organisation(code: str | None) -> Organisation | None:
    return Organisation.objects.filter(name=authority(code).name).first() if code else None
