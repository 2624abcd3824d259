"""Does the journal's chain still hold?"""

import django

from kreislotse.cli.database import database_in_use


def check() -> int:
    """Recompute the chain; 1 and the place of the first break when it does not hold."""
    django.setup()
    from kreislotse.journal.chain import end, first_break

    with database_in_use():
        broken = first_break()
    if broken:
        print(f"Die Kette des Protokolls bricht bei Eintrag {broken.number}: {broken.reason}.")
        return 1
    print(f"Die Kette des Protokolls ist unversehrt bis Eintrag {end()[0]}.")
    return 0
