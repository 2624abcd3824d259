"""Writing a paper: draft, edit, reorder, bring up to date."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.mandates.belonging import check_belongs
from kreislotse.mandates.models import Paper
from kreislotse.organisations.models import Organisation
from kreislotse.reporting.documents.text import require_text
from kreislotse.reporting.errors import (
    AlreadyFollowed,
    EmptyText,
    HiddenSigns,
    NoStatementBehind,
    NotInDraft,
    NotOwnText,
)
from kreislotse.reporting.facts import Statement
from kreislotse.reporting.models import Passage, Report, Section
from kreislotse.reporting.staleness import current_statements, is_stale
from kreislotse.reporting.statements import statements_about
from kreislotse.reporting.states import Origin, ReportState

WRITE = Permission.PAPER_WRITE
# The non-breaking space is not among them: it keeps „170.000 €“ together.
_BLANKS = re.compile(r"[ \t\r\n]+")


@transaction.atomic
def draft_report(
    *,
    actor: Actor,
    owner: Organisation,
    title: str,
    paper: Paper,
    as_of: date,
    signatory: str = "",
    initiatives: Iterable[Initiative] | None = None,
    previous: Report | None = None,
) -> Report:
    """A draft with one section per initiative, written from the records (R-PAP-02)."""
    require(actor, WRITE, at=owner.pk)
    chosen = Initiative.objects.filter(owner=owner).order_by("number", "pk")
    told = list(chosen if initiatives is None else initiatives)
    check_belongs(owner.pk, paper, previous, *told)
    report = Report(
        owner=owner,
        title=title,
        paper=paper,
        as_of=as_of,
        signatory=signatory,
        previous=previous,
        written_by_id=actor.person_id,
        last_edited_by_id=actor.person_id,
    )
    add(report, "draft_report", actor=actor, needs=WRITE)
    for number, initiative in enumerate(told, start=1):
        section = Section.objects.create(
            report=report, position=number, title=initiative.title, initiative=initiative
        )
        _fill(section, as_of)
    return report


def _fill(section: Section, as_of: date) -> None:
    if section.initiative is None:
        return
    statements = statements_about(section.initiative, as_of)
    Passage.objects.bulk_create(
        _passage(section, place, each) for place, each in enumerate(statements, start=1)
    )


def _passage(section: Section, place: int, statement: Statement) -> Passage:
    return Passage(
        section=section,
        position=place,
        key=statement.key,
        form=statement.form,
        starts_paragraph=statement.starts_paragraph,
        origin=Origin.GENERATED,
        text=statement.text,
        facts=statement.evidence,
    )


@transaction.atomic
def draft_follow_up(report: Report, *, actor: Actor, paper: Paper, as_of: date) -> Report:
    """The next report on the same sections, to be compared with this one (R-PAP-09)."""
    report = lock(report)
    if hasattr(report, "next"):
        raise AlreadyFollowed(title=report.next.title)
    chosen = [s.initiative for s in report.sections.select_related("initiative") if s.initiative]
    return draft_report(
        actor=actor,
        owner=report.owner,
        title=report.title,
        paper=paper,
        as_of=as_of,
        signatory=report.signatory,
        initiatives=chosen,
        previous=report,
    )


@transaction.atomic
def change_report(
    report: Report, *, actor: Actor, title: str, as_of: date, signatory: str = ""
) -> Report:
    """Change the subject, the reference date or who signs."""
    report = _open_draft(report, actor)
    return change(
        report,
        "change_report",
        actor=actor,
        needs=WRITE,
        title=_clean(title),
        as_of=as_of,
        signatory=signatory,
    )


def _open_draft(report: Report, actor: Actor) -> Report:
    """The report, locked, if this actor may write it and it is still a draft."""
    require(actor, WRITE, at=report.owner_id)
    report = lock(report)
    if report.state != ReportState.DRAFT:
        raise NotInDraft(state=report.get_state_display())
    if actor.person_id is not None:
        Report.objects.filter(pk=report.pk).update(last_edited_by_id=actor.person_id)
    return report


def _clean(text: str) -> str:
    """The text without blanks around it; refused when empty or with control characters."""
    words = _BLANKS.sub(" ", text).strip()
    if not words:
        raise EmptyText
    try:
        require_text(words, what="text")
    except ValueError as problem:
        raise HiddenSigns from problem
    return words


def _locked(record: Any, report: Report, actor: Actor) -> Any:
    _open_draft(report, actor)
    return lock(record)


def _changed(passage: Passage, verb: str, actor: Actor, **values: Any) -> Passage:
    return change(passage, verb, actor=actor, needs=WRITE, **values)


@transaction.atomic
def edit_passage(passage: Passage, *, actor: Actor, text: str) -> Passage:
    """Rewrite a sentence; its facts stay bound to it."""
    passage = _locked(passage, passage.section.report, actor)
    words = _clean(text)
    if words == passage.text:
        return passage
    origin = Origin.AUTHORED if passage.origin == Origin.AUTHORED else Origin.EDITED
    return _changed(passage, "edit_passage", actor, text=words, origin=origin)


@transaction.atomic
def restore_passage(passage: Passage, *, actor: Actor) -> Passage:
    """Give up the author's wording: the sentence as the records write it today."""
    passage = _locked(passage, passage.section.report, actor)
    now = _statement_behind(passage)
    return _changed(
        passage,
        "restore_passage",
        actor,
        text=now.text,
        origin=Origin.GENERATED,
        facts=now.evidence,
        form=now.form,
    )


@transaction.atomic
def accept_current_facts(passage: Passage, *, actor: Actor) -> Passage:
    """Bind the sentence to the facts of today; only a generated text is written anew."""
    passage = _locked(passage, passage.section.report, actor)
    now = _statement_behind(passage)
    text = now.text if passage.origin == Origin.GENERATED else passage.text
    return _changed(passage, "accept_current_facts", actor, text=text, facts=now.evidence)


def _statement_behind(passage: Passage) -> Statement:
    now = current_statements(passage.section).get(passage.key)
    if now is None:
        raise NoStatementBehind
    return now


@transaction.atomic
def leave_out_passage(passage: Passage, *, actor: Actor) -> Passage:
    """Keep a sentence out of the paper; it can be put back."""
    passage = _locked(passage, passage.section.report, actor)
    return _changed(passage, "leave_out_passage", actor, is_left_out=True)


@transaction.atomic
def put_back_passage(passage: Passage, *, actor: Actor) -> Passage:
    """Let a sentence that was left out into the paper again."""
    passage = _locked(passage, passage.section.report, actor)
    return _changed(passage, "put_back_passage", actor, is_left_out=False)


@transaction.atomic
def write_passage(section: Section, *, actor: Actor, text: str, form: str = "sentence") -> Passage:
    """A sentence of the author's own at the end of a section; it is marked as such."""
    _open_draft(section.report, actor)
    last = section.passages.aggregate(last=Max("position"))["last"] or 0
    passage = Passage(
        section=section,
        position=last + 1,
        form=form,
        starts_paragraph=form == "sentence",
        origin=Origin.AUTHORED,
        text=_clean(text),
    )
    return add(passage, "write_passage", actor=actor, needs=WRITE)


@transaction.atomic
def remove_own_passage(passage: Passage, *, actor: Actor) -> Section:
    """Delete a sentence of the author's own; the journal keeps that it was there."""
    passage = _locked(passage, passage.section.report, actor)
    if passage.origin != Origin.AUTHORED:
        raise NotOwnText
    write(passage, "remove_own_passage", actor=actor, text=passage.text)
    section = passage.section
    passage.delete()
    return section


@transaction.atomic
def move_passage(passage: Passage, *, actor: Actor, up: bool) -> Passage:
    """One place up or down within its section."""
    passage = _locked(passage, passage.section.report, actor)
    _swap(passage, list(passage.section.passages.all()), up)
    write(passage, "move_passage", actor=actor, up=up)
    return passage


@transaction.atomic
def move_section(section: Section, *, actor: Actor, up: bool) -> Section:
    """One place up or down within the paper; the numbers follow."""
    section = _locked(section, section.report, actor)
    _swap(section, list(section.report.sections.all()), up)
    write(section, "move_section", actor=actor, up=up)
    return section


def _swap(record: Any, row: list[Any], up: bool) -> None:
    place = row.index(record)
    other = place - 1 if up else place + 1
    if 0 <= other < len(row):
        row[place], row[other] = row[other], row[place]
    kind: type[models.Model] = type(record)
    for number, each in enumerate(row, start=1):
        each.position = number
    kind._default_manager.bulk_update(row, ["position"])


@transaction.atomic
def add_section(report: Report, *, actor: Actor, title: str) -> Section:
    """A section of the author's own at the end of the paper."""
    report = _open_draft(report, actor)
    last = report.sections.aggregate(last=Max("position"))["last"] or 0
    section = Section(report=report, position=last + 1, title=_clean(title))
    return add(section, "add_section", actor=actor, needs=WRITE)


@transaction.atomic
def rename_section(section: Section, *, actor: Actor, title: str) -> Section:
    """Another heading for a section."""
    section = _locked(section, section.report, actor)
    return change(section, "rename_section", actor=actor, needs=WRITE, title=_clean(title))


@transaction.atomic
def refresh_report(report: Report, *, actor: Actor) -> Report:
    """Bring all sentences that nobody rewrote to the state of today, and add what is new."""
    report = _open_draft(report, actor)
    renewed = dropped = added = 0
    for section in report.sections.select_related("initiative", "report"):
        current = current_statements(section)
        for passage in section.passages.all():
            now = current.get(passage.key)
            if passage.origin != Origin.GENERATED or not is_stale(passage, now):
                continue
            if now is None:
                passage.is_left_out, dropped = True, dropped + 1
            else:
                passage.text, passage.facts = now.text, now.evidence
                renewed += 1
            passage.save(update_fields=["text", "facts", "is_left_out"])
        added += _add_missing(section, current)
    write(report, "refresh_report", actor=actor, renewed=renewed, dropped=dropped, added=added)
    return report


@transaction.atomic
def take_up_statement(section: Section, *, actor: Actor, key: str) -> Section:
    """Let one sentence into the section that the records give and the draft does not have yet."""
    _open_draft(section.report, actor)
    section = lock(section)
    current = current_statements(section)
    if key not in current:
        raise NoStatementBehind
    known = {passage.key for passage in section.passages.all()}
    wanted = {each: now for each, now in current.items() if each == key or each in known}
    if _add_missing(section, wanted):
        write(section, "take_up_statement", actor=actor, key=key)
    return section


def _add_missing(section: Section, current: dict[str, Statement]) -> int:
    """Insert statements that the section lacks behind the one that goes before them."""
    row = list(section.passages.all())
    known = {passage.key: passage for passage in row if passage.key}
    fresh = []
    before: Passage | None = None
    for key, statement in current.items():
        if key not in known:
            passage = _passage(section, 0, statement)
            row.insert(row.index(before) + 1 if before else 0, passage)
            fresh.append(passage)
            known[key] = passage
        before = known[key]
    if fresh:
        Passage.objects.bulk_create(fresh)
        for place, passage in enumerate(row, start=1):
            passage.position = place
        Passage.objects.bulk_update(row, ["position"])
    return len(fresh)
