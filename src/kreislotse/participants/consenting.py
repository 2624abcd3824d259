"""Whom a consent may name, which text is in use, and how consents end; no action of its own."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from kreislotse.forwarding.models import Forwarding
from kreislotse.forwarding.states import BOUND
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.models import Candidate, Consent, ConsentGrant, ConsentVersion
from kreislotse.participants.states import (
    CandidateState,
    ConsentDecision,
    ConsentPurpose,
    ConsentVersionState,
)
from kreislotse.records.tables import valid_on

Recipients = Mapping[ConsentPurpose, Sequence[Organisation]]

TO_BE_ASKED = (CandidateState.DRAFT, CandidateState.COMPLETE, CandidateState.CONSENT_PENDING)
# Which kinds of places a purpose may name; the district and the municipality are named themselves.
KINDS = {
    ConsentPurpose.AGENCY: (OrganisationKind.EMPLOYMENT_AGENCY,),
    ConsentPurpose.JOB_CENTRE: (OrganisationKind.JOB_CENTRE,),
    ConsentPurpose.COURSE_PROVIDER: (
        OrganisationKind.PROVIDER,
        OrganisationKind.CLUB,
        OrganisationKind.CHURCH,
        OrganisationKind.WELFARE,
        OrganisationKind.OTHER,
    ),
}


def released_version(district: int) -> ConsentVersion | None:
    """The edition that the district uses now."""
    released = ConsentVersion.objects.filter(owner=district, state=ConsentVersionState.RELEASED)
    return released.select_related("owner").prefetch_related("texts").first()


def earlier_versions(district: int) -> QuerySet[ConsentVersion]:
    """The last editions out of use; sheets on them may still come in, signed while they held."""
    retired = ConsentVersion.objects.filter(owner=district, retired_on__isnull=False)
    return retired.select_related("owner").prefetch_related("texts").order_by("-number")[:3]


def recipients_near(place: Organisation, on: date) -> dict[ConsentPurpose, list[Organisation]]:
    """Whom a consent in this municipality can name: its district and who serves either.

    Feedback of the agency goes to the municipality and to the district. A district's blank sheets
    name what serves all of it. A course provider from elsewhere is one whom the district funds.
    """
    above = place.part_of if place.kind != OrganisationKind.DISTRICT else None
    district = above or place
    kinds = {kind for kinds in KINDS.values() for kind in kinds}
    places = {place.pk, district.pk}
    funded = Forwarding.objects.filter(
        owner=district, recipient=OuterRef("pk"), state__in=BOUND, period_to__gte=on
    )
    from_here = Q(serves__in=places) | Q(part_of__in=places)
    gives_courses = Q(kind__in=KINDS[ConsentPurpose.COURSE_PROVIDER]) & Exists(funded)
    serving = Organisation.objects.filter(valid_on(on), from_here | gives_courses, kind__in=kinds)
    near = list(serving.distinct().order_by("sort_key", "pk"))
    found = {
        purpose: [each for each in near if each.kind in of_purpose]
        for purpose, of_purpose in KINDS.items()
    }
    found[ConsentPurpose.DISTRICT] = [district]
    found[ConsentPurpose.AGENCY_FEEDBACK] = [place, district] if place != district else [place]
    return {purpose: found[purpose] for purpose in ConsentPurpose}


def with_granted(found: Recipients, candidate: Candidate, on: date) -> Recipients:
    """Also those whom the person has named in a consent that holds, so that none is overlooked."""
    granted = ConsentGrant.objects.filter(
        Q(consent__valid_until__isnull=True) | Q(consent__valid_until__gte=on),
        consent__candidate=candidate,
        consent__decision=ConsentDecision.GIVEN,
        consent__withdrawn_on__isnull=True,
    ).select_related("recipient")
    places = {purpose: list(offered) for purpose, offered in found.items()}
    town, district = candidate.owner_id, candidate.district_id
    for grant in granted.order_by("recipient__sort_key", "recipient_id"):
        purpose, named = ConsentPurpose(grant.purpose), grant.recipient
        if named not in places[purpose] and fits(purpose, named, town=town, district=district):
            places[purpose].append(named)
    return places


def grants_of(candidate: Candidate) -> QuerySet[ConsentGrant]:
    """What the person agreed to; shown with the decisions alone, to whom the name is shown."""
    rows = ConsentGrant._default_manager.filter(consent__candidate=candidate)
    return rows.select_related("recipient").order_by("pk")


def undecided(candidates: QuerySet, on: date) -> QuerySet:
    """Those still to be asked: no consent that holds, and nobody who has decided otherwise."""
    decisions = Consent.objects.filter(candidate=OuterRef("pk"))
    holds = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    return candidates.filter(
        ~Exists(decisions.filter(holds)), state__in=TO_BE_ASKED, restricted_on__isnull=True
    )


def names_of(found: Recipients) -> dict[ConsentPurpose, list[str]]:
    """The recipients as they are printed."""
    return {purpose: [place.name for place in places] for purpose, places in found.items()}


def fits(
    purpose: ConsentPurpose, recipient: Organisation, *, town: int | None, district: int
) -> bool:
    """Whether a purpose can mean this recipient; without a town any of the district's will do."""
    if purpose == ConsentPurpose.DISTRICT:
        return recipient.pk == district
    if purpose == ConsentPurpose.AGENCY_FEEDBACK:
        of_district = recipient.part_of_id == district if town is None else recipient.pk == town
        return recipient.pk == district or of_district
    return recipient.kind in KINDS[purpose]


def end_consents(candidate: Candidate, *, on: date) -> list[Consent]:
    """Withdraw all consents of a person that hold; for an action that has asked the right."""
    given = Consent.objects.select_for_update(of=("self",)).filter(
        candidate=candidate, decision=ConsentDecision.GIVEN, withdrawn_on__isnull=True
    )
    ended = list(given.order_by("pk"))
    for consent in ended:
        # One given after the day that is named for the withdrawal ends all the same.
        consent.withdrawn_on = max(on, consent.decided_on)
        consent.save(update_fields=["withdrawn_on"])
    return ended
