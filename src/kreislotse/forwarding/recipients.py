"""Which kind of recipient an organisation is, and the other way round."""

from kreislotse.awards.states import RecipientKind
from kreislotse.organisations.models import Organisation, OrganisationKind

_KINDS = {
    OrganisationKind.MUNICIPALITY: RecipientKind.MUNICIPALITY,
    OrganisationKind.CLUB: RecipientKind.CLUB,
    OrganisationKind.CHURCH: RecipientKind.CHURCH,
    OrganisationKind.WELFARE: RecipientKind.WELFARE,
}
# Whom money can be passed on to at all; authorities and districts are none.
RECIPIENTS = (*_KINDS, OrganisationKind.PROVIDER, OrganisationKind.OTHER)


def recipient_kind(kind: str) -> RecipientKind:
    """What the register's kind means to a notice."""
    return _KINDS.get(OrganisationKind(kind), RecipientKind.OTHER)


def organisation_kind(kind: str) -> OrganisationKind:
    """As what an applicant of this kind is taken into the register."""
    known = {recipient: organisation for organisation, recipient in _KINDS.items()}
    return known.get(RecipientKind(kind), OrganisationKind.OTHER)


def called(name: str) -> Organisation | None:
    """The organisation of the register that has the applicant's name."""
    return Organisation.objects.filter(name__iexact=name.strip()).order_by("pk").first()
