"""Who has which part in an initiative."""

from django.db import transaction

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.errors import PartnerAlreadyThere
from kreislotse.initiatives.models import Initiative, Partner
from kreislotse.initiatives.states import PartRole
from kreislotse.journal.entries import write
from kreislotse.organisations.models import Organisation

EDIT = Permission.INITIATIVE_EDIT


@transaction.atomic
def add_partner(
    initiative: Initiative, *, actor: Actor, organisation: Organisation, role: str, part: str = ""
) -> Partner:
    """Enter an organisation with its role and, in words, its part."""
    require(actor, EDIT, at=initiative.owner_id)
    initiative = lock(initiative)
    _check_once(initiative, organisation, role)
    partner = Partner(initiative=initiative, organisation=organisation, role=role, part=part)
    return add(partner, "add_partner", actor=actor, needs=EDIT)


@transaction.atomic
def change_partner(partner: Partner, *, actor: Actor, role: str, part: str) -> Partner:
    """Change role or part; the organisation stays."""
    require(actor, EDIT, at=partner.owner_id)
    initiative = lock(partner.initiative)
    partner = lock(partner)
    if role != partner.role:
        _check_once(initiative, partner.organisation, role)
    return change(partner, "change_partner", actor=actor, needs=EDIT, role=role, part=part)


@transaction.atomic
def remove_partner(partner: Partner, *, actor: Actor, note: str = "") -> Initiative:
    """Take a partner out; the journal keeps who had which part, and why it ended."""
    require(actor, EDIT, at=partner.owner_id)
    partner = lock(partner)
    write(
        partner.initiative,
        "remove_partner",
        actor=actor,
        note=note,
        organisation=partner.organisation,
        role=partner.role,
        part=partner.part,
    )
    initiative = partner.initiative
    partner.delete()
    return initiative


def _check_once(initiative: Initiative, organisation: Organisation, role: str) -> None:
    if initiative.partners.filter(organisation=organisation, role=role).exists():
        raise PartnerAlreadyThere(organisation=organisation, role=PartRole(role).label)
