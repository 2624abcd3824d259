"""What retention does by itself, for a nightly run."""

import django

from kreislotse.cli.database import database_in_use


def run() -> int:
    """Empty old lists, count old readings, say how many records are due; no names."""
    django.setup()
    from django.utils import timezone

    from kreislotse.protection.retention import run as run_retention

    with database_in_use():
        done = run_retention(timezone.localdate())
    print(f"Listen geleert: {done.lists_cleared}.")
    print(f"Alte Einträge des Leseprotokolls gezählt: {done.readings_counted}.")
    for town, number in done.due:
        print(f"{town}: {number} Datensätze zum Löschen vorzuschlagen.")
    return 0
