"""The ledger only grows and is never overdrawn: the database itself refuses it to anybody."""

from django.db import migrations

from kreislotse.ledger.guards import guard_ledger


def guard(apps, editor):
    guard_ledger(editor)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_tables")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
