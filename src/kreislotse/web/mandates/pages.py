"""What the pages of a clause, a meeting and a paper show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.initiatives.models import Initiative
from kreislotse.mandates.models import Clause, Meeting, Paper, Resolution
from kreislotse.mandates.queries import vote_warnings
from kreislotse.mandates.rules import printed_proposal, reminders, unanimity, urgency
from kreislotse.mandates.states import Unanimity, Urgency
from kreislotse.web.listing import Badge
from kreislotse.web.mandates.listings import clause_badge, meeting_badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.MANDATE_EDIT
_URGENCY_TONES = {Urgency.OVERDUE: "danger", Urgency.NEXT: "warning", Urgency.NEAR: "warning"}
_CLAUSE_STEPS = {
    "start_clause": "clause_start",
    "fulfil_clause": "clause_fulfil",
    "declare_standing_duty": "clause_stand",
    "reopen_clause": "clause_reopen",
    "supersede_clause": "clause_supersede",
    "withdraw_clause": "clause_withdraw",
}


def clause_context(request: Request, clause: Clause) -> dict[str, Any]:
    """The clause with its resolution and vote (R-MAN-01), its evidence and its initiatives."""
    meeting = clause.resolution.agenda_item.meeting
    return {
        **record_context(
            request,
            clause,
            title=gettext("Ziffer {number}, {meeting}").format(
                number=clause.number, meeting=meeting
            ),
            crumbs=[
                (_("Aufträge"), reverse("mandates:clauses")),
                (str(meeting), reverse("mandates:meeting", args=[meeting.pk])),
            ],
            deeds={
                verb: reverse(f"mandates:{name}", args=[clause.pk])
                for verb, name in _CLAUSE_STEPS.items()
            },
            extra_deeds=[
                (EDIT, _("Nachweis eintragen"), _to("evidence_new", clause)),
                (EDIT, _("Zuständigkeit und Termin"), _to("clause_assign", clause)),
            ],
            state=clause_badge(clause),
        ),
        "meeting": meeting,
        "paper": clause.resolution.agenda_item.paper,
        "resolution": resolution_facts(clause.resolution),
        "due": _due_badge(clause, request),
        "reminders": reminders(clause.due_on, request.actor.today),
        "initiatives": Initiative.objects.visible_to(request.actor)
        .filter(clauses=clause)
        .order_by("number"),
    }


def _due_badge(clause: Clause, request: Request) -> Badge | None:
    level = urgency(clause.due_on, request.actor.today)
    closed = not any(step.verb == "withdraw_clause" for step in _steps_from(clause))
    if closed or level in (Urgency.NONE, Urgency.LATER):
        return None
    return Badge(level.label, _URGENCY_TONES.get(level, "info"))


def _steps_from(clause: Clause) -> list[Any]:
    return [step for step in clause.LIFECYCLE.steps if clause.state in step.sources]


def resolution_facts(resolution: Resolution) -> dict[str, Any]:
    """A resolution with its votes in the order that minutes name them, and what they add up to."""
    votes = (resolution.votes_for, resolution.votes_against, resolution.abstentions)
    names = (_("dafür"), _("dagegen"), _("Enthaltungen"), _("befangen"))
    counted = any(vote is not None for vote in (*votes, resolution.biased))
    result = unanimity(*votes)
    return {
        "record": resolution,
        "result": resolution.get_result_display(),
        "votes": list(zip(names, (*votes, resolution.biased), strict=True)) if counted else [],
        "unanimity": "" if result == Unanimity.UNKNOWN and not counted else result.label,
        "warnings": vote_warnings(resolution),
    }


def meeting_context(request: Request, meeting: Meeting) -> dict[str, Any]:
    """The meeting with its agenda and what was resolved."""
    items = list(meeting.agenda_items.all())
    return {
        **record_context(
            request,
            meeting,
            title=str(meeting),
            crumbs=[
                (_("Aufträge"), reverse("mandates:clauses")),
                (_("Sitzungen"), reverse("mandates:meetings")),
            ],
            deeds={
                "record_meeting_held": _to("meeting_held", meeting),
                "cancel_meeting": _to("meeting_cancel", meeting),
            },
            extra_deeds=[
                (EDIT, _("Tagesordnungspunkt eintragen"), _to("agenda_item_new", meeting))
            ],
            state=meeting_badge(meeting),
        ),
        "agenda": [{"item": item, "resolution": _resolved(item, meeting)} for item in items],
        "may_edit": allowed(request.actor, EDIT, at=meeting.owner_id),
    }


def _resolved(item: Any, meeting: Meeting) -> dict[str, Any] | None:
    if not hasattr(item, "resolution"):
        return None
    item.meeting = meeting  # known already: the page asks for it once
    item.resolution.agenda_item = item
    return resolution_facts(item.resolution)


def paper_context(request: Request, paper: Paper) -> dict[str, Any]:
    """The paper with its sequence of deliberation, and its other revisions."""
    numbered = paper.running_number is not None
    extra = [
        (EDIT, _("Beratung eintragen"), _to("consultation_new", paper)),
        (EDIT, _("Angaben ändern"), _to("paper_change", paper)),
    ]
    if numbered:
        extra.insert(0, (EDIT, _("Ergänzung erfassen"), _to("paper_revise", paper)))
    return {
        **record_context(
            request,
            paper,
            title=str(paper),
            crumbs=[
                (_("Aufträge"), reverse("mandates:clauses")),
                (_("Vorlagenregister"), reverse("mandates:papers")),
            ],
            extra_deeds=extra,
        ),
        "consultations": [
            {"step": step, "proposal": printed_proposal(step.proposal_kind, step.proposal)}
            for step in paper.consultations.all()
        ],
        "revisions": _revisions(request, paper) if numbered else [],
        "may_edit": allowed(request.actor, EDIT, at=paper.owner_id),
    }


def _revisions(request: Request, paper: Paper) -> Any:
    same = Paper.objects.visible_to(request.actor).select_related("period")
    numbered = same.filter(period_id=paper.period_id, running_number=paper.running_number)
    return numbered.exclude(pk=paper.pk).order_by("revision")


def _to(route: str, record: Any) -> str:
    return reverse(f"mandates:{route}", args=[record.pk])
