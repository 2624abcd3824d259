"""From draft to published: co-signing, release with four eyes, frozen editions."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import override

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.journal.entries import write
from kreislotse.kernel.refusals import FourEyesNeeded, ReasonNeeded, WrongState
from kreislotse.reporting.authorship import writers_of
from kreislotse.reporting.content import checksum_of, content_of
from kreislotse.reporting.difference import tabled_content
from kreislotse.reporting.errors import (
    AlreadySigned,
    AskedTwice,
    ChangedSinceCosigning,
    EmptyPaper,
    NobodyAsked,
    NotCosigned,
    NothingNew,
    StalePassages,
    StillBeingWritten,
)
from kreislotse.reporting.files import files_of
from kreislotse.reporting.models import CoSignature, Edition, Report
from kreislotse.reporting.staleness import review
from kreislotse.reporting.states import EditionKind, ReportState, Verdict


@transaction.atomic
def ask_for_cosignatures(report: Report, *, actor: Actor, departments: Sequence[str]) -> Report:
    """Close the draft and ask departments to co-sign; stale sentences are settled first."""
    report = lock(report)
    check(report, "ask_for_cosignatures", actor=actor)
    names = [" ".join(name.split()) for name in departments if name.strip()]
    if not names:
        raise NobodyAsked
    for name in names:
        if names.count(name) > 1:
            raise AskedTwice(department=name)
    _require_settled(report)
    report.cosignatures.all().delete()
    CoSignature.objects.bulk_create(
        CoSignature(report=report, department=name, asked_on=actor.today) for name in names
    )
    return advance(
        report,
        "ask_for_cosignatures",
        actor=actor,
        note=", ".join(names),
        cosigned_checksum=_checksum_now(report),
    )


def _checksum_now(report: Report) -> str:
    with override("de"):
        return checksum_of(content_of(report))


def _require_settled(report: Report) -> None:
    if not any(s["statements"] for s in content_of(report)["sections"]):
        raise EmptyPaper
    stale = review(report).stale
    if stale:
        raise StalePassages(number=len(stale))


@transaction.atomic
def take_back_to_draft(report: Report, *, actor: Actor) -> Report:
    """Open the text again; signatures given so far fall away."""
    report = lock(report)
    return advance(report, "take_back_to_draft", actor=actor)


@transaction.atomic
def cosign(cosignature: CoSignature, *, actor: Actor, verdict: str, note: str = "") -> CoSignature:
    """Co-sign for a department, or object with a reason."""
    require(actor, Permission.PAPER_COSIGN, at=cosignature.owner_id)
    report = lock(cosignature.report)
    cosignature = lock(cosignature)
    if report.state != ReportState.COSIGNING:
        raise WrongState(state=report.get_state_display())
    if cosignature.verdict == Verdict.SIGNED:
        raise AlreadySigned(department=cosignature.department)
    _require_second_person(report, actor)
    if verdict == Verdict.OBJECTED and not note.strip():
        raise ReasonNeeded(what="warum haben Sie Bedenken?")
    cosignature.verdict, cosignature.note = verdict, note.strip()
    cosignature.signed_on, cosignature.signed_by_id = actor.today, actor.person_id
    cosignature.save()
    write(cosignature, "cosign", actor=actor, verdict=verdict, note=cosignature.note)
    return cosignature


@transaction.atomic
def release_report(report: Report, *, actor: Actor) -> Report:
    """Release and freeze the edition; never by who wrote any of it (four eyes)."""
    report = lock(report)
    check(report, "release_report", actor=actor)
    _require_second_person(report, actor)
    waiting = report.cosignatures.exclude(verdict=Verdict.SIGNED).order_by("pk")
    if waiting:
        raise NotCosigned(departments=", ".join(each.department for each in waiting))
    _require_settled(report)
    if _checksum_now(report) != report.cosigned_checksum:
        raise ChangedSinceCosigning
    edition = _freeze(report, EditionKind.MAIN, content_of(report), actor)
    return advance(report, "release_report", actor=actor, note=edition.checksum)


def _require_second_person(report: Report, actor: Actor) -> None:
    if actor.person_id is not None and actor.person_id in writers_of(report):
        raise FourEyesNeeded


@override("de")  # its label stands in the files, which are German
def _freeze(report: Report, kind: EditionKind, content: dict[str, Any], actor: Actor) -> Edition:
    last = report.editions.aggregate(last=Max("number"))["last"] or 0
    label = str(kind.label)
    files = files_of(content, number=last + 1, label=label, state="freigegeben")
    edition = Edition(
        report=report,
        number=last + 1,
        kind=kind,
        as_of=content["as_of"],
        frozen_at=actor.at,
        released_by=actor.person_id,
        document=content,
        checksum=checksum_of(content),
        **files,
    )
    edition.save(force_insert=True)
    write(edition, "freeze_edition", actor=actor, checksum=edition.checksum)
    return edition


@transaction.atomic
def publish_report(report: Report, *, actor: Actor) -> Report:
    """Let everybody read the frozen editions; not one byte of them changes."""
    report = lock(report)
    return advance(report, "publish_report", actor=actor)


@transaction.atomic
def table_update(report: Report, *, actor: Actor) -> Edition:
    """Freeze what has changed since the release as a tabled paper (R-MTG-01); a new edition."""
    require(actor, Permission.PAPER_RELEASE, at=report.owner_id)
    report = lock(report)
    if report.state not in (ReportState.RELEASED, ReportState.PUBLISHED):
        raise StillBeingWritten
    _require_second_person(report, actor)
    content = tabled_content(report, actor.today)
    if not content["sections"]:
        raise NothingNew
    return _freeze(report, EditionKind.TABLED, content, actor)
