"""What municipalities name contact persons for."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.text import slugify

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.kernel.spelling import search_key
from kreislotse.organisations.errors import TopicKnown
from kreislotse.organisations.models import ContactTopic


class TopicChanges(TypedDict, total=False):
    """What can be changed about a topic; its code stays."""

    title: str
    mandatory: bool
    confirm_every_months: int


@transaction.atomic
def register_contact_topic(
    *,
    actor: Actor,
    title: str,
    code: str = "",
    mandatory: bool = True,
    confirm_every_months: int = 6,
) -> ContactTopic:
    """Add a topic for which municipalities name contacts (R-CON-01)."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    code = code or slugify(search_key(title))[:60]
    if known := ContactTopic.objects.filter(code=code).first():
        raise TopicKnown(title=known.title)
    topic = ContactTopic(
        code=code, title=title, mandatory=mandatory, confirm_every_months=confirm_every_months
    )
    return file_new(topic, "register_contact_topic", actor=actor)


@transaction.atomic
def change_contact_topic(
    topic: ContactTopic, *, actor: Actor, **changes: Unpack[TopicChanges]
) -> ContactTopic:
    """Reword a topic, make it mandatory or not, or change how often contacts are confirmed."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    return file_change(lock(topic), "change_contact_topic", actor=actor, **changes)
