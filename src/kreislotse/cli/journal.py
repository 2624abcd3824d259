"""Does the journal's chain still hold?"""

import django
from django.db import OperationalError, ProgrammingError

from kreislotse.kernel.refusals import DomainError


class NoTables(DomainError):
    """A database in which nothing has been set up."""

    message = "In dieser Datenbank gibt es noch keine Tabellen: kreislotse manage migrate"


def check() -> int:
    """Recompute the chain; 1 and the place of the first break when it does not hold."""
    django.setup()
    from kreislotse.journal.chain import end, first_break

    try:
        broken = first_break()
    except (OperationalError, ProgrammingError) as problem:
        raise NoTables from problem
    if broken:
        print(f"Die Kette des Protokolls bricht bei Eintrag {broken.number}: {broken.reason}.")
        return 1
    print(f"Die Kette des Protokolls ist unversehrt bis Eintrag {end()[0]}.")
    return 0
