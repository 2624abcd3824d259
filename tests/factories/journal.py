"""Entries of the journal, written the only way there is."""

from datetime import UTC, datetime

from kreislotse.access.policy import Actor
from kreislotse.journal.entries import write
from kreislotse.journal.models import JournalEntry
from tests.factories.organisations import OrganisationFactory

NOON = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)


def written(count: int = 1, *, verb: str = "change_organisation") -> list[JournalEntry]:
    """So many entries about one organisation, by the system."""
    organisation = OrganisationFactory()
    actor = Actor(None, NOON)
    return [write(organisation, verb, actor=actor, number=n) for n in range(count)]
