"""For every list around people, how many rows of it come to be; beside `rows`."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kreislotse.eligibility.models import Review
from kreislotse.journal.models import ReadEntry, ReadTally
from kreislotse.organisations.models import LegalRegime
from kreislotse.organisations.queries import system_actor
from kreislotse.participants.models import ConsentVersion, LegalBasis, Move, Potential
from kreislotse.participants.states import ConsentPurpose
from kreislotse.protection.actions import load_periods
from kreislotse.protection.models import ArchiveOffer, DestructionList, Hold, RetentionPeriod
from kreislotse.protection.states import Clock
from tests.factories import eligibility, initiatives, intake, people, transmission
from tests.factories.organisations import MunicipalityFactory
from tests.factories.participants import CallFactory
from tests.factories.protection import reading

Make = Callable[[Any, int], Any]
DAY = date(2015, 10, 1)


def _town(district: Any) -> Any:
    return MunicipalityFactory(part_of=district)


def released(district: Any, count: int) -> Any:
    """Seen by the district: half of them by name."""
    found = people.CandidateFactory.create_batch(count, owner=_town(district), released=True)
    for person in found[::2]:
        people.with_consent(person, ConsentPurpose.DISTRICT, district)
    return found


def locked(place: Any, count: int) -> Any:
    """Lists of a municipality are read by a clerk at the place itself."""
    return people.CandidateFactory.create_batch(
        count, owner=place, district=_around(place), restricted=True
    )


def _own(place: Any, count: int, **said: Any) -> Any:
    return people.CandidateFactory.create_batch(count, owner=place, district=_around(place), **said)


def _around(place: Any) -> Any:
    return place.part_of or place


def moves(place: Any, count: int) -> Any:
    elsewhere = MunicipalityFactory(part_of=_around(place))
    return [
        Move.objects.create(
            candidate=person,
            from_municipality=place,
            to_municipality=elsewhere,
            moved_on=DAY,
            asked_on=DAY,
        )
        for person in _own(place, count, complete=True)
    ]


def versions(district: Any, count: int) -> Any:
    known = ConsentVersion.objects.filter(owner=district).count()
    return [
        ConsentVersion.objects.create(owner=district, number=known + number + 1)
        for number in range(count)
    ]


def bases(district: Any, count: int) -> Any:
    agency = transmission.AgencyFactory()
    return [
        LegalBasis.objects.create(
            owner=district,
            purpose=ConsentPurpose.AGENCY,
            recipient=agency,
            norm="§ 1 Mustergesetz",
            reasons="Auftrag",
        )
        for _ in range(count)
    ]


def potentials(district: Any, count: int) -> Any:
    return [
        Potential.objects.create(
            owner=_town(district), regime=LegalRegime.ASYLBLG, on=DAY, people=9, source="Amt"
        )
        for _ in range(count)
    ]


def reviews(district: Any, count: int) -> Any:
    version = eligibility.RuleSetVersionFactory(rule_set__owner=district)
    made = []
    for person in released(district, count):
        before = eligibility.VerdictFactory(candidate=person, version=version, current=False)
        after = eligibility.VerdictFactory(candidate=person, version=version)
        made.append(Review.objects.create(before=before, after=after, opened_on=DAY))
    return made


def batches(district: Any, count: int) -> Any:
    return transmission.BatchFactory.create_batch(count, call=CallFactory(owner=district))


def recalls(district: Any, count: int) -> Any:
    batch = transmission.BatchFactory(call=CallFactory(owner=district))
    return transmission.RecallFactory.create_batch(count, line__batch=batch)


def outcomes(district: Any, count: int) -> Any:
    return [
        transmission.OutcomeFactory(candidate=person)
        for person in people.CandidateFactory.create_batch(
            count, owner=_town(district), outcome=True
        )
    ]


def readings(district: Any, count: int) -> Any:
    return [reading(district.pk, 1, 2) for _ in range(count)]


def by_night(district: Any, count: int) -> Any:
    """Each on a night of its own, so that each is a sign."""
    known = ReadEntry.objects.count()
    night = timezone.now().replace(hour=1, minute=30)
    return [
        reading(district.pk, 1, at=night - timedelta(days=known + number + 1))
        for number in range(count)
    ]


def overdue(place: Any, count: int) -> Any:
    """Nobody has been in touch for years."""
    load_periods(actor=system_actor(timezone.now(), 0))
    return _own(place, count, complete=True)


def months(district: Any, count: int) -> Any:
    known = ReadTally.objects.count()
    return [
        ReadTally.objects.create(
            month=DAY - timedelta(days=31 * (known + number)),
            owner_id=district.pk,
            role="gemeinde",
            kind="list",
            readings=1,
            people=1,
        )
        for number in range(count)
    ]


def destructions(place: Any, count: int) -> Any:
    return [
        DestructionList.objects.create(owner=place, district=_around(place), proposed_on=DAY)
        for _ in range(count)
    ]


def periods(district: Any, count: int) -> Any:
    known = RetentionPeriod.objects.count()
    return [
        RetentionPeriod.objects.create(
            clock=Clock.CONSENT,
            months=36,
            reason="Nachweis",
            valid_from=date(1950, 1, 1) + timedelta(days=known + number),
        )
        for number in range(count)
    ]


def holds(place: Any, count: int) -> Any:
    return [
        Hold.objects.create(candidate=person, reason="Streit", since=DAY)
        for person in _own(place, count)
    ]


def offers(district: Any, count: int) -> Any:
    initiative = initiatives.InitiativeFactory(owner=district)
    return [
        ArchiveOffer.objects.create(
            owner=district,
            initiative=initiative,
            archive="Kreisarchiv",
            offered_on=DAY + timedelta(days=number),
            answer="ja",
        )
        for number in range(count)
    ]


def uploads(place: Any, count: int) -> Any:
    return intake.UploadFactory.create_batch(count, owner=place)


PEOPLE_ROWS: dict[str, Make] = {
    "participants:people": released,
    "participants:people_locked": locked,
    "participants:moves": moves,
    "participants:titles": lambda district, count: [
        people.ResidenceTitleFactory(code=f"T{number:04}-{count}") for number in range(count)
    ],
    "participants:consents": versions,
    "participants:bases": bases,
    "participants:potentials": potentials,
    "intake:uploads": uploads,
    "eligibility:rule_sets": lambda district, count: eligibility.RuleSetFactory.create_batch(
        count, owner=district
    ),
    "eligibility:country_lists": lambda d, count: eligibility.CountryListFactory.create_batch(
        count, owner=d
    ),
    "eligibility:reviews": reviews,
    "transmission:batches": batches,
    "transmission:recalls": recalls,
    "transmission:outcomes": outcomes,
    "protection:read_log": readings,
    "protection:read_months": months,
    "protection:read_signs": by_night,
    "protection:records_due": overdue,
    "protection:destructions": destructions,
    "protection:periods": periods,
    "protection:holds": holds,
    "protection:archive_offers": offers,
}
