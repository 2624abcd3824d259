"""The ledger only grows and is never overdrawn: the database itself refuses it to anybody."""

from django.db import migrations

from kreislotse.journal.guards import guard_against_change
from kreislotse.ledger.guards import guard_against_overdraft


def guard(apps, editor):
    guard_against_change("ledger_account", editor)
    guard_against_change("ledger_transfer", editor)
    guard_against_overdraft(editor)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_tables")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
