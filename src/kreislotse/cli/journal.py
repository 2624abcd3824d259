"""Do the chains of the journal and of the read log still hold?"""

import django

from kreislotse.cli.database import database_in_use


def check() -> int:
    """Recompute both chains; 1 and the places of the first breaks when one does not hold."""
    django.setup()
    from kreislotse.journal import chain, readings

    with database_in_use():
        found = [
            ("des Protokolls", chain.first_break(), chain.end()[0]),
            ("des Leseprotokolls", readings.first_break(), readings.end()),
        ]
    for which, broken, last in found:
        if broken:
            print(f"Die Kette {which} bricht bei Eintrag {broken.number}: {broken.reason}.")
        else:
            print(f"Die Kette {which} ist unversehrt bis Eintrag {last}.")
    return 1 if any(broken for _, broken, _ in found) else 0
