"""Released consent texts, and places to which a consent may name data to go."""

from datetime import date

from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.consent_texts import shipped_texts
from kreislotse.participants.models import ConsentText, ConsentVersion
from kreislotse.participants.states import ConsentVersionState
from tests.factories.organisations import OrganisationFactory

RELEASED_ON = date(2015, 10, 1)


def draft_of(district: Organisation, number: int = 1) -> ConsentVersion:
    """An edition with the shipped texts, not released yet."""
    version = ConsentVersion.objects.create(owner=district, number=number)
    ConsentText.objects.bulk_create(
        ConsentText(version=version, language=code, texts=text.texts, purposes=text.purposes)
        for code, text in shipped_texts().items()
    )
    return version


def released_of(district: Organisation, number: int = 1) -> ConsentVersion:
    """An edition in use since October 2015."""
    version = draft_of(district, number)
    version.state, version.released_on = ConsentVersionState.RELEASED, RELEASED_ON
    version.save()
    return version


def agency_of(district: Organisation) -> Organisation:
    """An employment agency that serves the district."""
    agency = OrganisationFactory(
        kind=OrganisationKind.EMPLOYMENT_AGENCY, name="Agentur für Arbeit Musterland"
    )
    agency.serves.add(district)
    return agency
