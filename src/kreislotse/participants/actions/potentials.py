"""How many people receive benefits in a municipality: counted there or taken from a statistic."""

from datetime import date
from typing import Any

from django.db import transaction

from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.organisations.models import LegalRegime, Organisation, OrganisationKind
from kreislotse.participants.answering import refuse_day_ahead
from kreislotse.participants.errors import NotAMunicipality, SourceMissing
from kreislotse.participants.models import Potential


@transaction.atomic
def record_potential(
    owner: Organisation,
    *,
    actor: Actor,
    regime: LegalRegime,
    on: date,
    people: int,
    source: str,
) -> Potential:
    """Record the number of people for a day; said again for the same day, it is corrected.

    The district's steering records it for its municipalities, a municipality for itself.
    """
    if owner.part_of_id is None or not allowed(actor, Permission.CALL_EDIT, at=owner.part_of_id):
        require(actor, Permission.CALL_ANSWER, at=owner.pk)
    if owner.kind != OrganisationKind.MUNICIPALITY:
        raise NotAMunicipality(name=owner.name)
    refuse_day_ahead(on, actor)
    if not source.strip():
        raise SourceMissing
    said: dict[str, Any] = {"people": people, "source": source.strip()}
    day = Potential.objects.select_for_update().filter(owner=owner, regime=regime, on=on)
    known = day.first()
    if known:
        return file_change(known, "record_potential", actor=actor, **said)
    counted = Potential(owner=owner, regime=regime, on=on, **said)
    return file_new(counted, "record_potential", actor=actor)
