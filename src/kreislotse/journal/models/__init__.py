"""Who did what, and who read what: two chains that only grow."""

from kreislotse.journal.models.deeds import JournalEntry, JournalHead
from kreislotse.journal.models.readings import (
    ReadEntry,
    ReadHead,
    ReadKind,
    ReadPerson,
    ReadTally,
)

__all__ = [
    "JournalEntry",
    "JournalHead",
    "ReadEntry",
    "ReadHead",
    "ReadKind",
    "ReadPerson",
    "ReadTally",
]
