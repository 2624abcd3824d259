"""Does the journal's chain still hold?"""

import django


def check() -> int:
    """Recompute the chain; 1 and the place of the first break when it does not hold."""
    django.setup()
    from kreislotse.journal.chain import first_break
    from kreislotse.journal.models import JournalHead

    broken = first_break()
    if broken:
        print(f"Die Kette des Protokolls bricht bei Eintrag {broken.number}: {broken.reason}.")
        return 1
    head = JournalHead.objects.filter(pk=1).first()
    print(f"Die Kette des Protokolls ist unversehrt bis Eintrag {head.number if head else 0}.")
    return 0
