"""On which basis each candidate's data may go to a recipient today, or come back (R-CAN-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from kreislotse.participants.models import Candidate, ConsentGrant, LegalBasis
from kreislotse.participants.states import ConsentDecision, ConsentPurpose
from kreislotse.records.tables import valid_on
from kreislotse.transmission.models import BatchLine
from kreislotse.transmission.states import BasisKind

_BACK = ConsentPurpose.AGENCY_FEEDBACK


@dataclass(frozen=True)
class Basis:
    """A consent of the person, or a norm that the district has documented."""

    kind: BasisKind
    consent_id: int | None = None
    legal_basis_id: int | None = None


def bases_in_force(
    candidates: Iterable[int], *, district: int, purpose: str, recipient: int, on: date
) -> dict[int, Basis]:
    """The basis of each candidate that has one; the person's own consent comes before a norm."""
    people = list(candidates)
    norm = _norms(district, on).filter(purpose=purpose, recipient=recipient).order_by("pk").first()
    found: dict[int, Basis] = {}
    if norm is not None:
        found = dict.fromkeys(people, Basis(BasisKind.NORM, legal_basis_id=norm.pk))
    grants = _grants(people, on).filter(purpose=purpose, recipient=recipient)
    rows = grants.order_by("consent__decided_on", "consent_id")
    for person, consent in rows.values_list("consent__candidate_id", "consent_id"):
        found[person] = Basis(BasisKind.CONSENT, consent_id=consent)
    return found


def consent_lapsed(candidates: Iterable[int], *, purpose: str, recipient: int) -> set[int]:
    """Who once consented to this; asked about those without a basis today."""
    rows = ConsentGrant._default_manager.filter(
        consent__candidate__in=list(candidates),
        consent__decision=ConsentDecision.GIVEN,
        purpose=purpose,
        recipient=recipient,
    )
    return set(rows.values_list("consent__candidate_id", flat=True))


def may_come_back(candidates: Iterable[int], *, district: int, on: date) -> set[int]:
    """About whom the recipient may tell town or district by name what became of them (4.1)."""
    people = list(candidates)
    if _norms(district, on).filter(purpose=_BACK, recipient=district).exists():
        return set(people)
    grants = _grants(people, on).filter(purpose=_BACK, recipient=district)
    to_district = set(grants.values_list("consent__candidate_id", flat=True))
    return to_district | town_may_know(people, district=district, on=on)


def town_may_know(candidates: Iterable[int], *, district: int, on: date) -> set[int]:
    """About whom the recipient may tell their own municipality: a consent or a norm names it."""
    people = list(candidates)
    named = F("consent__candidate__owner")
    grants = _grants(people, on).filter(purpose=_BACK, recipient=named)
    places = _norms(district, on).filter(purpose=_BACK).values("recipient")
    by_norm = Candidate._default_manager.filter(pk__in=people, owner__in=places)
    consented = set(grants.values_list("consent__candidate_id", flat=True))
    return consented | set(by_norm.values_list("pk", flat=True))


def as_told(lines: QuerySet[BatchLine], *, on: date) -> QuerySet[BatchLine]:
    """With `told`: whether the person's own municipality may know the feedback, as of its day.

    `shown` is the feedback as far as it may.
    """
    day = Coalesce("feedback_on", Value(on), output_field=DateField())
    rows = lines.annotate(told_on=day)
    rows = rows.annotate(told=Exists(_consent_then()) | Exists(_norm_then()))
    return rows.annotate(shown=Case(When(told=True, then=F("feedback")), default=Value("")))


def _consent_then() -> QuerySet[ConsentGrant]:
    """The grant to the municipality that held when the recipient said it."""
    then = OuterRef("told_on")
    holds = Q(consent__valid_until__isnull=True) | Q(consent__valid_until__gte=then)
    stands = Q(consent__withdrawn_on__isnull=True) | Q(consent__withdrawn_on__gt=then)
    return ConsentGrant._default_manager.filter(
        holds & stands,
        purpose=_BACK,
        recipient=OuterRef("candidate__owner"),
        consent__candidate=OuterRef("candidate"),
        consent__decision=ConsentDecision.GIVEN,
        consent__decided_on__lte=then,
    )


def _norm_then() -> QuerySet[LegalBasis]:
    then = OuterRef("told_on")
    return LegalBasis._default_manager.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=then),
        Q(valid_to__isnull=True) | Q(valid_to__gte=then),
        purpose=_BACK,
        owner=OuterRef("batch__owner"),
        recipient=OuterRef("candidate__owner"),
    )


def without_basis(lines: Iterable[BatchLine], *, on: date) -> list[BatchLine]:
    """The lines whose own recorded basis is not in force on the day, or whose record is locked."""
    rows = list(lines)
    consents = [line.consent_id for line in rows if line.consent_id]
    norms = [line.legal_basis_id for line in rows if line.legal_basis_id]
    in_force = set(
        ConsentGrant._default_manager.filter(_given_on(on), consent__in=consents).values_list(
            "consent_id", "purpose", "recipient_id"
        )
    )
    norms_in_force = set(
        LegalBasis._default_manager.filter(valid_on(on), pk__in=norms).values_list("pk", flat=True)
    )

    def stands(line: BatchLine) -> bool:
        wanted = (line.consent_id, line.batch.purpose, line.batch.recipient_id)
        return wanted in in_force or line.legal_basis_id in norms_in_force

    return [
        line
        for line in rows
        if line.candidate is None or line.candidate.restricted_on or not stands(line)
    ]


def _given_on(on: date) -> Q:
    until = Q(consent__valid_until__isnull=True) | Q(consent__valid_until__gte=on)
    return until & Q(
        consent__decision=ConsentDecision.GIVEN,
        consent__decided_on__lte=on,
        consent__withdrawn_on__isnull=True,
    )


def _grants(people: list[int], on: date) -> Any:
    return ConsentGrant._default_manager.filter(_given_on(on), consent__candidate__in=people)


def _norms(district: int, on: date) -> Any:
    return LegalBasis._default_manager.filter(valid_on(on), owner=district)
