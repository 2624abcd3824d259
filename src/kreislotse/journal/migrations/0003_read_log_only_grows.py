"""The read log only grows: nothing in it changes, and nothing goes before a year has passed."""

from django.db import migrations

from kreislotse.journal.guards import guard_for_days
from kreislotse.journal.noting import note_by_trigger

_YEAR = 365
_ENTRY_IS_YOUNG = "OLD.at > {limit}"
_ENTRY_OF_IT_IS_YOUNG = (
    "EXISTS (SELECT 1 FROM journal_readentry entry "
    "WHERE entry.number = OLD.entry_id AND entry.at > {limit})"
)


def guard(apps, editor):
    guard_for_days(
        "journal_readentry",
        editor,
        young=_ENTRY_IS_YOUNG,
        days=_YEAR,
        same=("number = NEW.number", "hash = NEW.hash"),
    )
    guard_for_days("journal_readperson", editor, young=_ENTRY_OF_IT_IS_YOUNG, days=_YEAR)
    note_by_trigger(editor)


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_journal_only_grows")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
