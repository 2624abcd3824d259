"""Consent texts from draft to release, what people decide on them, and norms instead of consent."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.attachments.actions import add_scan
from kreislotse.attachments.models import Attachment
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants import consent_errors as errors
from kreislotse.participants.consent_gaps import lacking, named
from kreislotse.participants.consent_rules import is_minor, misplaced, valid_until
from kreislotse.participants.consent_texts import PARTS, language_of, needed, shipped_texts
from kreislotse.participants.consenting import fits
from kreislotse.participants.errors import DayAhead, Restricted
from kreislotse.participants.models import (
    Candidate,
    Consent,
    ConsentGrant,
    ConsentText,
    ConsentVersion,
    LegalBasis,
)
from kreislotse.participants.states import (
    ConsentDecision,
    ConsentForm,
    ConsentPurpose,
    ConsentVersionState,
)

Grants = Sequence[tuple[ConsentPurpose, Organisation]]
LEAST_MONTHS, MOST_MONTHS = 1, 60


class File(Protocol):
    """A signed paper as it was scanned or photographed."""

    name: str

    def read(self) -> bytes: ...


@transaction.atomic
def draft_consent_version(owner: Organisation, *, actor: Actor) -> ConsentVersion:
    """Begin the next edition of a district's texts, from the last one or the shipped drafts."""
    owner = lock(owner)
    require(actor, Permission.CONSENT_WRITE, at=owner.pk)
    if owner.kind != OrganisationKind.DISTRICT:
        raise errors.NotADistrict(name=owner.name)
    last = ConsentVersion.objects.filter(owner=owner).order_by("-number").first()
    if last and last.state == ConsentVersionState.DRAFT:
        raise errors.DraftOpen(version=last)
    version = ConsentVersion(owner=owner, number=last.number + 1 if last else 1)
    if last:
        version.valid_months = last.valid_months
    add(version, "draft_consent_version", actor=actor, needs=Permission.CONSENT_WRITE)
    ConsentText.objects.bulk_create(
        ConsentText(version=version, language=language, texts=texts, purposes=purposes)
        for language, texts, purposes in _first_texts(last)
    )
    return version


def _first_texts(
    last: ConsentVersion | None,
) -> list[tuple[str, Mapping[str, str], Mapping[str, str]]]:
    if last is None:
        return [(code, text.texts, text.purposes) for code, text in shipped_texts().items()]
    return [(each.language, each.texts, each.purposes) for each in last.texts.order_by("pk")]


@transaction.atomic
def ship_consent_texts(owner: Organisation, *, actor: Actor) -> ConsentVersion | None:
    """Put the shipped drafts before a district that has no texts yet; nothing where it has."""
    require(actor, Permission.CONSENT_WRITE, at=owner.pk)
    if ConsentVersion.objects.filter(owner=owner).exists():
        return None
    return draft_consent_version(owner, actor=actor)


@transaction.atomic
def change_consent_version(
    version: ConsentVersion, *, actor: Actor, valid_months: int, note: str = ""
) -> ConsentVersion:
    """Say how long consents on this edition hold, and what is new about it."""
    version = _draft(version, actor)
    if not LEAST_MONTHS <= valid_months <= MOST_MONTHS:
        raise errors.MonthsOutOfRange(least=LEAST_MONTHS, most=MOST_MONTHS)
    return change(
        version,
        "change_consent_version",
        actor=actor,
        needs=Permission.CONSENT_WRITE,
        valid_months=valid_months,
        note=note.strip(),
    )


@transaction.atomic
def change_consent_text(
    text: ConsentText, *, actor: Actor, texts: Mapping[str, str], purposes: Mapping[str, str]
) -> ConsentText:
    """Write a draft's text in one language; what is released stays as it is (R-DP-07)."""
    _draft(text.version, actor)
    text = lock(text)
    texts = {part: texts.get(part, "").strip() for part in PARTS if texts.get(part, "").strip()}
    purposes = {purpose.value: purposes.get(purpose, "").strip() for purpose in ConsentPurpose}
    if wrong := misplaced(texts, purposes):
        raise errors.PlaceholderMisplaced(parts=named(wrong))
    if not texts:
        missing = named(needed(text.language))
        raise errors.TextIncomplete(version=text.version, missing=missing)
    return change(
        text,
        "change_consent_text",
        actor=actor,
        needs=Permission.CONSENT_WRITE,
        texts=texts,
        purposes=purposes,
    )


def _draft(version: ConsentVersion, actor: Actor) -> ConsentVersion:
    version = lock(version)
    require(actor, Permission.CONSENT_WRITE, at=version.owner_id)
    if version.state != ConsentVersionState.DRAFT:
        raise errors.TextReleased(version=version)
    return version


@transaction.atomic
def release_consent_version(version: ConsentVersion, *, actor: Actor) -> ConsentVersion:
    """Put an edition into use; the one before goes out of use at the same moment.

    Refused while a language lacks a part: what happens if somebody refuses, how to withdraw
    (R-DP-02), and all others.
    """
    version = lock(version)
    check(version, "release_consent_version", actor=actor)
    if gaps := _gaps(version):
        raise errors.TextIncomplete(version=version, missing="; ".join(gaps))
    others = ConsentVersion.objects.filter(
        owner=version.owner_id, state=ConsentVersionState.RELEASED
    )
    for other in others:
        retire_consent_version(other, actor=actor)
    return advance(version, "release_consent_version", actor=actor, released_on=actor.today)


def _gaps(version: ConsentVersion) -> list[str]:
    """What each language leaves out; a district's texts begin with the German one."""
    found = []
    known = {text.language: text for text in version.texts.order_by("pk")}
    for code in shipped_texts():
        if gaps := lacking(code, known.get(code)):
            found.append(f"{language_of(code).german}: {named(gaps)}")
    return found


@transaction.atomic
def retire_consent_version(version: ConsentVersion, *, actor: Actor) -> ConsentVersion:
    """Take an edition out of use; consents on it keep their text and their time."""
    return advance(lock(version), "retire_consent_version", actor=actor, retired_on=actor.today)


@transaction.atomic
def record_consent(
    candidate: Candidate,
    *,
    actor: Actor,
    version: ConsentVersion,
    language: str,
    decision: ConsentDecision,
    form: ConsentForm,
    decided_on: date,
    grants: Grants,
    witness: str = "",
    guardian: str = "",
    scan: File | None = None,
) -> Consent:
    """Record what a person decided, on which text, for whom and what (R-DP-01).

    A consent leads the record on where it was waited for; a refusal changes nothing about it, for
    it must have no consequences (R-DP-04).
    """
    candidate = lock(candidate)
    require(actor, Permission.PERSON_EDIT, at=candidate.owner_id)
    if candidate.restricted_on:
        raise Restricted(code=candidate.code)
    version = lock(version)
    _refuse_text(version, candidate, language, decided_on)
    _refuse_day(candidate, decided_on, actor)
    given = decision == ConsentDecision.GIVEN
    _refuse_grants(candidate, grants, given)
    if given and not guardian.strip() and is_minor(candidate.born_on, decided_on):
        raise errors.GuardianMissing(day=date_short(decided_on))
    if scan and form != ConsentForm.PAPER:
        raise errors.ScanOnlyOfPaper
    consent = Consent(
        candidate=candidate,
        version=version,
        language=language,
        decision=decision,
        form=form,
        decided_on=decided_on,
        valid_until=valid_until(decided_on, version.valid_months) if given else None,
        scan=_kept(candidate, scan, actor) if scan else None,
        witness=witness.strip(),
        guardian=guardian.strip(),
    )
    add(consent, "record_consent_of_person", actor=actor, needs=Permission.PERSON_EDIT)
    ConsentGrant.objects.bulk_create(
        ConsentGrant(consent=consent, purpose=purpose, recipient=recipient)
        for purpose, recipient in grants
    )
    _lead_on(candidate, actor, given, decided_on)
    return consent


def _kept(candidate: Candidate, scan: File, actor: Actor) -> Attachment:
    """The file under a name of ours; the end of its own name only helps to tell its kind."""
    name = f"einwilligung-{candidate.code}{Path(scan.name).suffix}"
    return add_scan(candidate.owner, actor=actor, name=name, content=scan.read())


def _refuse_text(
    version: ConsentVersion, candidate: Candidate, language: str, decided_on: date
) -> None:
    if version.owner_id != candidate.district_id:
        raise errors.VersionOfAnotherDistrict(version=version)
    out_of_use = version.state == ConsentVersionState.RETIRED
    if version.released_on is None or (out_of_use and version.retired_on is None):
        raise errors.VersionNotInUse(version=version)
    if version.retired_on and decided_on >= version.retired_on:
        day, retired = date_short(decided_on), date_short(version.retired_on)
        raise errors.AfterTheText(day=day, retired=retired)
    if not version.texts.filter(language=language).exists():
        raise errors.LanguageMissing(version=version, language=language)
    if decided_on < version.released_on:
        raise errors.BeforeTheText(
            day=date_short(decided_on), released=date_short(version.released_on)
        )


def _refuse_day(candidate: Candidate, decided_on: date, actor: Actor) -> None:
    if decided_on > actor.today:
        raise DayAhead(day=date_short(decided_on))
    if decided_on < candidate.born_on:
        raise errors.BeforeBirth(day=date_short(decided_on))


def _refuse_grants(candidate: Candidate, grants: Grants, given: bool) -> None:
    if given and not grants:
        raise errors.PurposeMissing
    if grants and not given:
        raise errors.RefusedWithPurposes
    seen = set()
    for purpose, recipient in grants:
        label = gettext(str(purpose.label))
        if (purpose, recipient.pk) in seen:
            raise errors.PurposeTwice(purpose=label)
        seen.add((purpose, recipient.pk))
        town, district = candidate.owner_id, candidate.district_id
        if not fits(purpose, recipient, town=town, district=district):
            raise errors.RecipientDoesNotFit(recipient=recipient.name, purpose=label)


def _lead_on(candidate: Candidate, actor: Actor, given: bool, decided_on: date) -> None:
    """The next state where a consent was waited for; the last contact in any case."""
    last = max(candidate.last_contact_on, decided_on)
    step = candidate.LIFECYCLE.step("note_consent")
    if given and candidate.state in step.sources:
        advance(candidate, "note_consent", actor=actor, last_contact_on=last)
        return
    candidate.last_contact_on = last
    candidate.save(update_fields=["last_contact_on"])


@transaction.atomic
def document_basis(
    owner: Organisation,
    *,
    actor: Actor,
    purpose: ConsentPurpose,
    recipient: Organisation,
    norm: str,
    reasons: str,
    valid_from: date,
    valid_to: date | None = None,
    source: str = "",
) -> LegalBasis:
    """Document a norm by which data of all people of the district may go to a recipient."""
    require(actor, Permission.CONSENT_RELEASE, at=owner.pk)
    if not (norm.strip() and reasons.strip()):
        raise errors.BasisWithoutReasons
    if not fits(purpose, recipient, town=None, district=owner.pk):
        raise errors.RecipientDoesNotFit(recipient=recipient.name, purpose=str(purpose.label))
    if valid_to and valid_to < valid_from:
        raise _ends_too_early(valid_to, valid_from)
    basis = LegalBasis(
        owner=owner,
        purpose=purpose,
        recipient=recipient,
        norm=norm.strip(),
        reasons=reasons.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
        source=source.strip(),
    )
    return add(basis, "document_basis", actor=actor, needs=Permission.CONSENT_RELEASE)


@transaction.atomic
def end_basis(basis: LegalBasis, *, actor: Actor, valid_to: date) -> LegalBasis:
    """Nothing is transmitted by this norm after the day; it stays on record."""
    basis = lock(basis)
    require(actor, Permission.CONSENT_RELEASE, at=basis.owner_id)
    if basis.valid_to and basis.valid_to < actor.today:
        raise errors.BasisEndsTwice(day=date_short(basis.valid_to))
    if basis.valid_from and valid_to < basis.valid_from:
        raise _ends_too_early(valid_to, basis.valid_from)
    return change(
        basis, "end_basis", actor=actor, needs=Permission.CONSENT_RELEASE, valid_to=valid_to
    )


def _ends_too_early(last: date, first: date) -> DateOrder:
    return DateOrder(
        later_name="Der letzte Tag",
        later=date_short(last),
        earlier_name="dem ersten Tag",
        earlier=date_short(first),
    )
