"""The journal only grows: the database itself refuses to change or delete an entry."""

from django.db import migrations

from kreislotse.journal.guards import guard_against_change


def guard(apps, editor):
    guard_against_change(
        "journal_journalentry", editor, same=("number = NEW.number", "hash = NEW.hash")
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_tables")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
