"""The only writer of files; they are read through the pages of what they belong to."""

from django.db import transaction

from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.attachments.acceptance import accepted_media_type, checksum
from kreislotse.attachments.media_types import tidy_name
from kreislotse.attachments.models import Attachment
from kreislotse.journal.entries import write
from kreislotse.organisations.models import Organisation

_LONGEST_NAME = 200


@transaction.atomic
def add_attachment(owner: Organisation, *, actor: Actor, name: str, content: bytes) -> Attachment:
    """Keep a file at a place: by whoever works with its money, asks for it, or applies by a link.

    The journal keeps the checksum, neither the name nor the bytes.
    """
    if not _asks_for_money_of(owner, actor):
        require(actor, Permission.FUNDING_EDIT, at=owner.pk)
    return _keep(owner, actor=actor, name=name, content=content)


@transaction.atomic
def add_scan(owner: Organisation, *, actor: Actor, name: str, content: bytes) -> Attachment:
    """Keep a paper that a person in care has signed; it is read with the person's record alone.

    `name` is a name of ours: what the file was called may name the person.
    """
    require(actor, Permission.PERSON_EDIT, at=owner.pk)
    return _keep(owner, actor=actor, name=name, content=content, of_person=True)


def _keep(
    owner: Organisation, *, actor: Actor, name: str, content: bytes, of_person: bool = False
) -> Attachment:
    media_type = accepted_media_type(name, content)
    attachment = Attachment(
        owner=owner,
        name=tidy_name(name, media_type, most=_LONGEST_NAME),
        media_type=media_type,
        size=len(content),
        sha256=checksum(content),
        content=content,
        added_at=actor.at,
        of_person=of_person,
    )
    attachment.save(force_insert=True)
    write(
        attachment,
        "add_attachment",
        actor=actor,
        media_type=media_type,
        size=attachment.size,
        sha256=attachment.sha256,
    )
    return attachment


def _asks_for_money_of(owner: Organisation, actor: Actor) -> bool:
    """A part of the district that asks for its money, or somebody with the public form's pass."""
    asking = actor.places(Permission.FUNDS_REQUEST)
    return (
        allowed(actor, Permission.FUNDS_APPLY, at=owner.pk)
        or Organisation.objects.filter(pk__in=asking, part_of=owner).exists()
    )
