"""Editions are frozen: the database itself refuses to change or delete one."""

from django.db import migrations

from kreislotse.journal.guards import guard_against_change


def guard(apps, editor):
    guard_against_change(
        "reporting_edition",
        editor,
        same=("id = NEW.id", "report_id = NEW.report_id AND number = NEW.number"),
    )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_tables")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
