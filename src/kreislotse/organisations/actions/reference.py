"""Loading the districts, municipalities, authorities and responsibilities that are shipped."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import models, transaction

from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.journal.entries import write_load
from kreislotse.kernel.spelling import search_key, sort_key
from kreislotse.organisations import reference_data
from kreislotse.organisations.models import (
    ContactTopic,
    Organisation,
    OrganisationKind,
    Responsibility,
    Succession,
)

_AREA_SOURCE = "© Statistisches Bundesamt (Destatis), 2023, Datenlizenz Deutschland 2.0; geändert"
_RANKS = {
    "kreis": "Kreis",
    "kreisfreie_stadt": "Kreisfreie Stadt",
    "staedteregion": "Städteregion",
    "stadt": "Stadt",
    "gemeinde": "Gemeinde",
}
_TASKS = {
    "integration": "Integration",
    "labour_and_social_affairs": "Arbeit und Soziales",
    "school": "Schule",
}


class Counts(NamedTuple):
    """How many rows a load has added; what was there already stays as it is."""

    districts: int
    municipalities: int
    authorities: int
    service_areas: int
    successions: int
    responsibilities: int
    topics: int


@transaction.atomic
def load_reference_data(*, actor: Actor) -> Counts:
    """Add what is shipped and still missing; nothing that somebody has changed is touched."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    districts = _load_districts()
    municipalities = _load_municipalities()
    authorities = _load_authorities()
    known = _authorities_by_code()
    counts = Counts(
        districts=districts,
        municipalities=municipalities,
        authorities=len(authorities),
        service_areas=_load_service_areas(known, authorities),
        successions=_load_successions(known),
        responsibilities=_load_responsibilities(),
        topics=_load_topics(),
    )
    _journal(counts, actor)
    return counts


def _journal(counts: Counts, actor: Actor) -> None:
    loads: list[tuple[type[models.Model], int]] = [
        (Organisation, counts.districts + counts.municipalities + counts.authorities),
        (Succession, counts.successions),
        (Responsibility, counts.responsibilities),
        (ContactTopic, counts.topics),
    ]
    for table, rows in loads:
        if rows:
            write_load(table, "load_reference_data", actor=actor, rows=rows)


def _insert(organisations: Iterable[Organisation]) -> int:
    """Save many at once, which passes by `save`: the keys to find and sort are set here."""
    rows = list(organisations)
    for row in rows:
        row.search_key = search_key(*(str(getattr(row, name)) for name in row.FOUND_BY))
        row.sort_key = sort_key(row.name)
    Organisation.objects.bulk_create(rows)
    return len(rows)


def _by_key() -> dict[str, int]:
    return dict(Organisation.objects.exclude(key="").values_list("key", "pk"))


def _load_districts() -> int:
    known = _by_key()
    return _insert(
        Organisation(
            kind=OrganisationKind.DISTRICT,
            key=row.ags,
            rank=_RANKS[row.kind],
            source=_AREA_SOURCE,
            **_forms(reference_data.district_forms(row.name)),
        )
        for row in reference_data.districts()
        if row.ags not in known
    )


def _load_municipalities() -> int:
    known = _by_key()
    return _insert(
        Organisation(
            kind=OrganisationKind.MUNICIPALITY,
            key=row.ags,
            name=row.name,
            rank=_RANKS[row.kind],
            part_of_id=known[row.district],
            latitude=row.latitude,
            longitude=row.longitude,
            source=_AREA_SOURCE,
        )
        for row in reference_data.municipalities()
        if row.ags not in known
    )


def _load_authorities() -> list[str]:
    """Superior bodies come first, so that their parts find them; gives the new ones' codes."""
    added: list[str] = []
    known = _authorities_by_code()
    waiting: Sequence[reference_data.Authority] = [
        row for row in reference_data.authorities() if row.code not in known
    ]
    while waiting:
        ready = [row for row in waiting if not row.part_of or row.part_of in known]
        _insert(_authority(row, known) for row in ready)
        known = _authorities_by_code()
        added += [row.code for row in ready]
        waiting = [row for row in waiting if row.code not in known]
    return added


def _authority(row: reference_data.Authority, known: dict[str, int]) -> Organisation:
    return Organisation(
        kind=row.kind,
        short_name=row.short_name,
        part_of_id=known[row.part_of] if row.part_of else None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        **_forms(row.forms),
    )


def _authorities_by_code() -> dict[str, int]:
    rows = Organisation.objects.filter(key="").values_list("kind", "name", "pk")
    by_name = {(kind, name): pk for kind, name, pk in rows}
    return {
        row.code: by_name[row.kind, row.name]
        for row in reference_data.authorities()
        if (row.kind, row.name) in by_name
    }


def _forms(forms: reference_data.Forms) -> dict[str, str]:
    return {
        "name": forms.nominative,
        "gender": forms.gender,
        "genitive": forms.genitive,
        "dative": forms.dative,
    }


def _load_service_areas(known: dict[str, int], new: list[str]) -> int:
    areas = _by_key()
    links = [
        Organisation.serves.through(
            from_organisation_id=known[row.code], to_organisation_id=areas[ags]
        )
        for row in reference_data.authorities()
        if row.code in new
        for ags in row.serves
    ]
    return len(Organisation.serves.through.objects.bulk_create(links))


def _load_successions(known: dict[str, int]) -> int:
    recorded = set(Succession.objects.values_list("predecessor_id", "successor_id", "task"))
    rows = [
        Succession(
            predecessor_id=known[row.code],
            successor_id=known[successor.code],
            task=_TASKS[successor.task],
            since=successor.since,
            source=row.source,
        )
        for row in reference_data.authorities()
        for successor in row.successors
    ]
    missing = [
        row for row in rows if (row.predecessor_id, row.successor_id, row.task) not in recorded
    ]
    return len(Succession.objects.bulk_create(missing))


def _load_responsibilities() -> int:
    recorded = set(Responsibility.objects.values_list("regime", "task", "valid_from"))
    return len(
        Responsibility.objects.bulk_create(
            Responsibility(
                regime=row.regime,
                task=row.task,
                body_kind=row.body_kind,
                norm=row.norm,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                source=row.source,
            )
            for row in reference_data.responsibilities()
            if (row.regime, row.task, row.valid_from) not in recorded
        )
    )


def _load_topics() -> int:
    recorded = set(ContactTopic.objects.values_list("code", flat=True))
    return len(
        ContactTopic.objects.bulk_create(
            ContactTopic(**row._asdict())
            for row in reference_data.contact_topics()
            if row.code not in recorded
        )
    )
