"""The one policy: which role may do what. Roles are given to people; this page is code (R-DP-10).

Nothing is allowed that does not stand here. A permission is held at an organisation; whoever
holds it at a district holds it for the district's records, never for a municipality's own.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from kreislotse.kernel.refusals import NotAllowed

BERLIN = ZoneInfo("Europe/Berlin")


class Role(StrEnum):
    HEAD = "leitung"
    STEERING = "steuerung"
    GRANTS_OFFICER = "foerderung"
    COUNSELLOR = "beratung"
    MUNICIPAL_CLERK = "gemeinde"
    AGENCY_STAFF = "agentur"
    COURSE_PROVIDER = "traeger"
    PARTNER_DISTRICT = "partner"
    AUDITOR = "pruefung"
    DATA_PROTECTION_OFFICER = "datenschutz"
    ADMINISTRATOR = "verwaltung"


ROLE_NAMES = {
    Role.HEAD: _("Leitung des Integrationszentrums"),
    Role.STEERING: _("Steuerung"),
    Role.GRANTS_OFFICER: _("Förderung"),
    Role.COUNSELLOR: _("Beratung"),
    Role.MUNICIPAL_CLERK: _("Stadt oder Gemeinde"),
    Role.AGENCY_STAFF: _("Agentur für Arbeit"),
    Role.COURSE_PROVIDER: _("Kursträger"),
    Role.PARTNER_DISTRICT: _("Partnerkreis"),
    Role.AUDITOR: _("Rechnungsprüfung"),
    Role.DATA_PROTECTION_OFFICER: _("Datenschutz"),
    Role.ADMINISTRATOR: _("Verwaltung der Konten und Stammdaten"),
}


class Permission(StrEnum):
    CONTACT_READ = "contact.read"
    CONTACT_EDIT = "contact.edit"
    REFERENCE_EDIT = "reference.edit"
    ACCOUNT_EDIT = "account.edit"
    JOURNAL_READ = "journal.read"
    MANDATE_READ = "mandate.read"
    MANDATE_EDIT = "mandate.edit"
    INITIATIVE_READ = "initiative.read"
    INITIATIVE_EDIT = "initiative.edit"
    FUNDING_READ = "funding.read"
    FUNDING_EDIT = "funding.edit"
    FUNDING_APPROVE = "funding.approve"
    FUNDS_REQUEST = "funds.request"
    FUNDS_APPLY = "funds.apply"
    POST_READ = "post.read"
    POST_EDIT = "post.edit"
    COURSE_READ = "course.read"
    COURSE_EDIT = "course.edit"
    COURSE_RUN = "course.run"
    PLACES_SIGN = "places.sign"
    PLACE_ANSWER = "place.answer"
    CALL_READ = "call.read"
    CALL_EDIT = "call.edit"
    CALL_ANSWER = "call.answer"
    CALL_RECEIVE = "call.receive"
    PERSON_EDIT = "person.edit"
    PERSON_CHECK = "person.check"
    PERSON_COUNT = "person.count"
    BATCH_SEND = "batch.send"
    BATCH_RECEIVE = "batch.receive"
    CONSENT_WRITE = "consent.write"
    CONSENT_RELEASE = "consent.release"
    RULE_READ = "rule.read"
    RULE_EDIT = "rule.edit"
    READ_LOG_READ = "read_log.read"
    ERASURE_PROPOSE = "erasure.propose"
    ERASURE_RELEASE = "erasure.release"
    COOPERATION_READ = "cooperation.read"
    COOPERATION_EDIT = "cooperation.edit"
    COOPERATION_PARTNER = "cooperation.partner"
    MEETING_REPLY = "meeting.reply"
    PAPER_READ = "paper.read"
    PAPER_WRITE = "paper.write"
    PAPER_COSIGN = "paper.cosign"
    PAPER_RELEASE = "paper.release"
    PAPER_PUBLISH = "paper.publish"


P = Permission
_READS = {P.MANDATE_READ, P.INITIATIVE_READ}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.HEAD: frozenset(
        _READS
        | {P.CONTACT_READ, P.FUNDING_READ, P.FUNDING_APPROVE, P.POST_READ, P.POST_EDIT}
        | {P.COURSE_READ, P.PLACES_SIGN, P.CALL_READ, P.PERSON_COUNT, P.RULE_READ}
        | {P.COOPERATION_READ}
        | {P.PAPER_READ, P.PAPER_COSIGN, P.PAPER_RELEASE, P.PAPER_PUBLISH}
    ),
    Role.STEERING: frozenset(
        _READS
        | {P.MANDATE_EDIT, P.INITIATIVE_EDIT, P.CONTACT_READ, P.CONTACT_EDIT, P.FUNDING_READ}
        | {P.POST_READ, P.COURSE_READ, P.COURSE_EDIT, P.PLACES_SIGN, P.CALL_READ, P.CALL_EDIT}
        | {P.PERSON_CHECK, P.PERSON_COUNT, P.BATCH_SEND, P.CONSENT_WRITE}
        | {P.RULE_READ, P.RULE_EDIT}
        | {P.COOPERATION_READ, P.COOPERATION_EDIT}
        | {P.PAPER_READ, P.PAPER_WRITE, P.PAPER_PUBLISH}
    ),
    Role.GRANTS_OFFICER: frozenset(
        _READS
        | {P.CONTACT_READ, P.FUNDING_READ, P.FUNDING_EDIT, P.POST_READ, P.POST_EDIT}
        | {P.PAPER_READ, P.PAPER_COSIGN}
    ),
    Role.COUNSELLOR: frozenset({P.CONTACT_READ, P.COURSE_READ}),
    Role.MUNICIPAL_CLERK: frozenset(
        {P.CONTACT_READ, P.CONTACT_EDIT, P.CALL_ANSWER, P.MEETING_REPLY, P.FUNDS_REQUEST}
        | {P.PERSON_EDIT, P.RULE_READ, P.ERASURE_PROPOSE}
    ),
    Role.AGENCY_STAFF: frozenset({P.CONTACT_READ, P.CALL_RECEIVE, P.BATCH_RECEIVE}),
    Role.COURSE_PROVIDER: frozenset({P.CONTACT_READ, P.COURSE_RUN}),
    Role.PARTNER_DISTRICT: frozenset({P.CONTACT_READ, P.COOPERATION_PARTNER}),
    Role.AUDITOR: frozenset(_READS | {P.FUNDING_READ, P.POST_READ}),
    Role.DATA_PROTECTION_OFFICER: frozenset(
        {P.JOURNAL_READ, P.CONSENT_RELEASE, P.RULE_READ, P.READ_LOG_READ, P.ERASURE_RELEASE}
    ),
    Role.ADMINISTRATOR: frozenset({P.REFERENCE_EDIT, P.ACCOUNT_EDIT, P.RULE_READ, P.RULE_EDIT}),
}

# The person behind a command of the command line; it may what the sample's people may together.
SYSTEM_NAME = "Kreislotse (System)"


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, and when: a person with roles at organisations, or the system itself."""

    person_id: int | None
    at: datetime
    roles: frozenset[tuple[Role, int]] = frozenset()
    # Rights that a link carries instead of a role: whoever has it may do this one thing there.
    passes: frozenset[tuple[Permission, int]] = frozenset()

    @property
    def today(self) -> date:
        """The day of acting, as the calendar on the office wall has it."""
        return self.at.astimezone(BERLIN).date()

    def places(self, permission: Permission) -> set[int]:
        """The organisations at which this actor holds the permission."""
        by_role = {place for role, place in self.roles if permission in GRANTS[role]}
        return by_role | {place for granted, place in self.passes if granted == permission}

    def places_for(self, permission: str) -> set[int]:
        """The same by the permission's name, for packages below this one."""
        return self.places(Permission(permission))

    def holds(self, permission: Permission) -> bool:
        """Whether the actor holds the permission anywhere."""
        return bool(self.places(permission))


def allowed(actor: Actor, permission: Permission, *, at: int) -> bool:
    """Whether this actor holds the permission at this organisation."""
    return at in actor.places(permission)


def require(actor: Actor, permission: Permission, *, at: int) -> None:
    """Refuse with NotAllowed unless the actor holds the permission at this organisation."""
    if not allowed(actor, permission, at=at):
        raise NotAllowed(permission=permission)


def require_anywhere(actor: Actor, *permissions: Permission) -> None:
    """Refuse unless the actor holds one of the permissions at some organisation."""
    if not any(actor.holds(permission) for permission in permissions):
        raise NotAllowed(permission=permissions[0])
