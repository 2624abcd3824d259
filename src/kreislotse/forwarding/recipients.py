"""Which kind of recipient an organisation is, and the other way round."""

from kreislotse.awards.models import Award
from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding.checks import kind_allowed
from kreislotse.forwarding.errors import (
    ForwardingNotAllowed,
    NoRecipient,
    RecipientKindNotAllowed,
)
from kreislotse.forwarding.queries import allowed_kinds
from kreislotse.kernel.german import join
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


def require_recipient(organisation: Organisation) -> None:
    """Refuse the district's own offices and authorities: to them nothing is passed on."""
    if organisation.kind not in RECIPIENTS:
        raise NoRecipient(name=organisation, kind=organisation.get_kind_display())


def require_allowed(award: Award, kind: str) -> None:
    """R-DIS-01: the notice allows passing on, and to this kind of recipient."""
    if not award.forwarding_allowed:
        raise ForwardingNotAllowed(award=award)
    kinds = allowed_kinds(award)
    if not kind_allowed(kind, kinds):
        names = join([str(each.label) for each in RecipientKind if each in kinds], "oder")
        raise RecipientKindNotAllowed(allowed=names, kind=RecipientKind(kind).label)


def called(name: str) -> Organisation | None:
    """The organisation of the register that has the applicant's name."""
    return Organisation.objects.filter(name__iexact=name.strip()).order_by("pk").first()
