"""From a person's code to who has read them, and back; for whoever reads the log anyway."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet

from kreislotse.access.policy import BERLIN, Actor
from kreislotse.access.readings import hashed
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.models import ReadEntry, ReadPerson
from kreislotse.participants.models import Candidate, Nomination
from kreislotse.protection.conspicuous import Conspicuous, conspicuous
from kreislotse.protection.models import ArchiveOffer, DestructionList

SIGNS_LAST = timedelta(days=30)


def matching_readings(rows: QuerySet[ReadEntry], typed: str) -> QuerySet[ReadEntry]:
    """Readings of the person with this code, and searches for just these words."""
    person = Candidate.objects.filter(code=typed.strip().upper()).values("pk")
    entries = ReadPerson.objects.filter(candidate_id__in=person).values("entry")
    return rows.filter(Q(pk__in=entries) | Q(asked=hashed(typed) or "-"))


def codes_of(people: Iterable[int]) -> dict[int, str]:
    """The codes of those whose records are still there."""
    rows = Candidate.objects.filter(pk__in=list(people))
    return dict(rows.values_list("pk", "code"))


def without_archive_offer(destruction: DestructionList) -> QuerySet[Initiative]:
    """Whose programmes the people on a list stood in, and no archive was asked yet (R-DP-32)."""
    people = destruction.items.values("candidate_id")
    stood_in = Nomination.objects.filter(candidate__in=people)
    asked = ArchiveOffer.objects.values("initiative")
    initiatives = Initiative.objects.filter(
        pk__in=stood_in.values("response__part__call__initiative")
    )
    return initiatives.exclude(pk__in=asked).order_by("sort_key", "pk")


def signs_lately(actor: Actor) -> list[Conspicuous]:
    """What is conspicuous in the last thirty days, as far as the actor reads the log."""
    since = datetime.combine(actor.today - SIGNS_LAST, time.min, tzinfo=BERLIN)
    return conspicuous(ReadEntry.objects.visible_to(actor).filter(at__gte=since))
