"""The register of papers: electoral periods, numbers, revisions, sequence of deliberation."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.mandates.belonging import check_belongs
from kreislotse.mandates.errors import (
    MeetingOfAnotherBody,
    PaperNumberGivenTwice,
    PaperNumberTaken,
    PaperWithoutNumber,
    PeriodExists,
    PeriodNeeded,
    ProposalNeeded,
    ProposalNotExpected,
)
from kreislotse.mandates.models import Consultation, ElectoralPeriod, Meeting, Paper
from kreislotse.mandates.order import check_order
from kreislotse.mandates.rules import paper_reference, proposal_to_keep
from kreislotse.mandates.states import PaperKind, ProposalKind
from kreislotse.organisations.models import Body, Organisation

EDIT = Permission.MANDATE_EDIT


@transaction.atomic
def open_electoral_period(
    *,
    actor: Actor,
    owner: Organisation,
    number: int,
    begins_on: date,
    ends_on: date | None = None,
) -> ElectoralPeriod:
    """Begin the numbering of papers of an electoral period."""
    require(actor, EDIT, at=owner.pk)
    second_day = begins_on + timedelta(days=1)
    check_order(second_day, _("ihrem zweiten Tag"), ends_on, _("Das Ende der Wahlperiode"))
    if ElectoralPeriod.objects.filter(owner=owner, number=number).exists():
        raise PeriodExists(number=number)
    period = ElectoralPeriod(owner=owner, number=number, begins_on=begins_on, ends_on=ends_on)
    return add(period, "open_electoral_period", actor=actor, needs=EDIT)


@transaction.atomic
def register_paper(
    *,
    actor: Actor,
    owner: Organisation,
    subject: str,
    kind: str = PaperKind.PAPER,
    period: ElectoralPeriod | None = None,
    running_number: int | None = None,
    next_number: bool = False,
    dated: date | None = None,
    department: str = "",
    file_reference: str = "",
    is_public: bool = True,
) -> Paper:
    """Enter a paper; `next_number` draws the period's next running number (R-PAP-05)."""
    require(actor, EDIT, at=owner.pk)
    check_belongs(owner.pk, period)
    number = _number(period, running_number, draw=next_number)
    paper = Paper(
        owner=owner,
        subject=subject,
        kind=kind,
        period=period,
        running_number=number,
        dated=dated,
        department=department,
        file_reference=file_reference,
        is_public=is_public,
    )
    return add(paper, "register_paper", actor=actor, needs=EDIT)


def _number(period: ElectoralPeriod | None, typed: int | None, *, draw: bool) -> int | None:
    if typed is not None and draw:
        raise PaperNumberGivenTwice(number=typed)
    if typed is None and not draw:
        return None
    if period is None:
        raise PeriodNeeded
    # Whoever draws keeps the period until the paper is saved: no number twice, none left out.
    period = lock(period)
    following = Paper.objects.filter(period=period).next_number()
    if typed is None:
        return following
    if Paper.objects.filter(period=period, running_number=typed).exists():
        raise PaperNumberTaken(
            reference=paper_reference(period.number, typed),
            next=paper_reference(period.number, following),
        )
    return typed


@transaction.atomic
def revise_paper(paper: Paper, *, actor: Actor, dated: date | None = None) -> Paper:
    """Register the paper's next revision: the same number with /1, /2 and so on (R-PAP-05)."""
    require(actor, EDIT, at=paper.owner_id)
    if paper.period is None or paper.running_number is None:
        raise PaperWithoutNumber
    lock(paper.period)
    paper = lock(paper)
    check_order(paper.dated, _("dem der Vorlage"), dated, _("Das Datum der Ergänzung"))
    same = Paper.objects.filter(period_id=paper.period_id, running_number=paper.running_number)
    revised = Paper(
        owner_id=paper.owner_id,
        period_id=paper.period_id,
        running_number=paper.running_number,
        revision=same.aggregate(highest=Max("revision"))["highest"] + 1,
        kind=paper.kind,
        subject=paper.subject,
        dated=dated,
        department=paper.department,
        file_reference=paper.file_reference,
        is_public=paper.is_public,
    )
    return add(revised, "revise_paper", actor=actor, needs=EDIT)


@transaction.atomic
def change_paper(
    paper: Paper,
    *,
    actor: Actor,
    subject: str,
    kind: str,
    dated: date | None,
    department: str,
    file_reference: str,
    is_public: bool,
) -> Paper:
    """Change what the register says of a paper; its number stays."""
    require(actor, EDIT, at=paper.owner_id)
    return change(
        lock(paper),
        "change_paper",
        actor=actor,
        needs=EDIT,
        subject=subject,
        kind=kind,
        dated=dated,
        department=department,
        file_reference=file_reference,
        is_public=is_public,
    )


@transaction.atomic
def add_consultation(
    paper: Paper,
    *,
    actor: Actor,
    body: Body | None = None,
    meeting: Meeting | None = None,
    role: str,
    proposal_kind: str,
    proposal: str = "",
) -> Consultation:
    """Add a step at the end of the paper's sequence of deliberation."""
    require(actor, EDIT, at=paper.owner_id)
    paper = lock(paper)
    consultation = Consultation(
        paper=paper,
        position=paper.consultations.count() + 1,
        body=_deliberating(paper, body, meeting),
        meeting=meeting,
        role=role,
        proposal_kind=proposal_kind,
        proposal=_proposal(proposal_kind, proposal),
    )
    return add(consultation, "add_consultation", actor=actor, needs=EDIT)


@transaction.atomic
def change_consultation(
    consultation: Consultation,
    *,
    actor: Actor,
    body: Body | None,
    meeting: Meeting | None,
    role: str,
    proposal_kind: str,
    proposal: str,
) -> Consultation:
    """Change a step of the sequence of deliberation; its place stays."""
    require(actor, EDIT, at=consultation.owner_id)
    consultation = lock(consultation)
    return change(
        consultation,
        "change_consultation",
        actor=actor,
        needs=EDIT,
        body=_deliberating(consultation.paper, body, meeting),
        meeting=meeting,
        role=role,
        proposal_kind=proposal_kind,
        proposal=_proposal(proposal_kind, proposal),
    )


def _deliberating(paper: Paper, body: Body | None, meeting: Meeting | None) -> Body | None:
    check_belongs(paper.owner_id, body, meeting)
    if meeting is None:
        return body
    if body is not None and body.pk != meeting.body_id:
        raise MeetingOfAnotherBody(meeting=meeting, body=body)
    return meeting.body


def _proposal(kind: str, typed: str) -> str:
    kept = proposal_to_keep(kind, typed)
    if kind == ProposalKind.NONE and kept:
        raise ProposalNotExpected(kind=ProposalKind(kind).label)
    if kind != ProposalKind.NONE and not kept:
        raise ProposalNeeded(kind=ProposalKind(kind).label)
    return kept
