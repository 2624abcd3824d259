"""Load the sample district for a demonstration."""

import django

from kreislotse.cli.database import database_in_use


def load() -> int:
    """Fill an empty database; do nothing on a second call; refuse a database in office use."""
    django.setup()
    from django.utils import timezone

    from kreislotse.access.policy import ROLE_NAMES
    from kreislotse.sample.accounts import DEMO_PASSWORD, PEOPLE
    from kreislotse.sample.demo import load_demo

    with database_in_use():
        fresh = load_demo(now=timezone.now())
    print("Der Beispielkreis ist geladen." if fresh else "Der Beispielkreis ist schon da.")
    print(f"Konten der Vorführung (Passwort für alle: {DEMO_PASSWORD}):")
    for person in PEOPLE:
        print(f"  {person.email:<36} {ROLE_NAMES[person.role]}")
    return 0
