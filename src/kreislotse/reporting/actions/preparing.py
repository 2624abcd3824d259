"""From "the committee meets in three weeks" to a draft: number, deliberation and text at once."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from kreislotse.access.policy import Actor, Permission, require
from kreislotse.mandates.actions import add_consultation, register_paper
from kreislotse.mandates.models import ElectoralPeriod, Meeting, Paper
from kreislotse.mandates.states import ConsultationRole, ProposalKind
from kreislotse.organisations.models import Body, Organisation
from kreislotse.reporting.actions.drafting import draft_follow_up, draft_report
from kreislotse.reporting.models import Report

WRITE = Permission.PAPER_WRITE


@transaction.atomic
def prepare_paper(
    *,
    actor: Actor,
    owner: Organisation,
    subject: str,
    as_of: date,
    body: Body | None = None,
    meeting: Meeting | None = None,
    role: str = ConsultationRole.TAKING_NOTE,
    proposal_kind: str = ProposalKind.TAKING_NOTE,
    proposal: str = "",
    department: str = "",
    signatory: str = "",
) -> Report:
    """Register the paper, enter its deliberation and draft its text from the records (R-PAP-02)."""
    require(actor, WRITE, at=owner.pk)
    paper = _registered(actor, owner, subject, as_of, department)
    if body or meeting or proposal_kind != ProposalKind.NONE:
        add_consultation(
            paper,
            actor=actor,
            body=body,
            meeting=meeting,
            role=role,
            proposal_kind=proposal_kind,
            proposal=proposal,
        )
    return draft_report(
        actor=actor, owner=owner, title=subject, paper=paper, as_of=as_of, signatory=signatory
    )


@transaction.atomic
def prepare_follow_up(
    report: Report,
    *,
    actor: Actor,
    as_of: date,
    body: Body | None = None,
    meeting: Meeting | None = None,
) -> Report:
    """Register the next paper on the same subject and draft it, to be compared (R-PAP-09)."""
    require(actor, WRITE, at=report.owner_id)
    old = report.paper
    paper = _registered(actor, report.owner, report.title, as_of, old.department)
    last = old.consultations.order_by("-position").first()
    if last:
        add_consultation(
            paper,
            actor=actor,
            body=body or (None if meeting else last.body),
            meeting=meeting,
            role=last.role,
            proposal_kind=last.proposal_kind,
            proposal=last.proposal,
        )
    return draft_follow_up(report, actor=actor, paper=paper, as_of=as_of)


def _registered(
    actor: Actor, owner: Organisation, subject: str, as_of: date, department: str
) -> Paper:
    """In the register, with the period's next number when a period covers the day (R-PAP-05)."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=as_of)
    periods = ElectoralPeriod.objects.filter(running, owner=owner, begins_on__lte=as_of)
    period = periods.order_by("-begins_on").first()
    return register_paper(
        actor=actor,
        owner=owner,
        subject=subject,
        period=period,
        next_number=period is not None,
        dated=as_of,
        department=department,
    )
