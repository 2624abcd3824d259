"""Who must not decide: whoever prepared it, and whoever belongs to the recipient (R-DIS-10)."""

from collections.abc import Iterable
from typing import Any

from kreislotse.access.policy import Actor
from kreislotse.forwarding.errors import Biased
from kreislotse.forwarding.models import ConflictOfInterest
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import FourEyesNeeded
from kreislotse.organisations.models import Organisation


def refuse_same_person(record: Any, verbs: Iterable[str], actor: Actor) -> None:
    """Refuse whoever did one of these to the record, as the journal has it: four eyes."""
    done = JournalEntry.objects.of_record(record).filter(verb__in=verbs)
    if actor.person_id in set(done.values_list("person_id", flat=True)):
        raise FourEyesNeeded


def refuse_biased(recipient: Organisation | None, actor: Actor) -> None:
    """Refuse whom the register names as an officer of the recipient today."""
    conflicts = ConflictOfInterest.objects.on(actor.today)
    found = conflicts.filter(account=actor.person_id, organisation=recipient).first()
    if recipient is not None and found:
        raise Biased(recipient=recipient, since=date_short(found.since))
