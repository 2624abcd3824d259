"""What the page of an initiative shows: all that hangs on it, up and down the spine."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.initiatives.models import Initiative
from kreislotse.initiatives.rules import is_late, timeline
from kreislotse.mandates.models import Clause, Resolution
from kreislotse.web.initiatives.listings import state_badge
from kreislotse.web.initiatives.picture import picture
from kreislotse.web.initiatives.related import links
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.INITIATIVE_EDIT
_DEEDS = (
    (_("Angaben ändern"), "initiative_change"),
    (_("Offene Frage eintragen"), "question_new"),
)


def initiative_context(request: Request, initiative: Initiative) -> dict[str, Any]:
    """The initiative with its clauses, partners, dates, letters, positions and questions."""
    today = request.actor.today
    story = story_of(request, initiative)
    questions = list(initiative.questions.all())
    return {
        **record_context(
            request,
            initiative,
            title=f"{initiative.number}. {initiative.title}",
            crumbs=[(_("Vorhaben"), reverse("initiatives:initiatives"))],
            extra_deeds=[
                (EDIT, label, reverse(f"initiatives:{route}", args=[initiative.pk]))
                for label, route in _DEEDS
            ],
            state=state_badge(initiative, today),
        ),
        "clauses": Clause.objects.visible_to(request.actor)
        .for_list()
        .filter(initiatives=initiative),
        "milestones": [
            {"record": step, "late": is_late(step, today)} for step in initiative.milestones.all()
        ],
        "open_questions": [question for question in questions if not question.answered_on],
        "answered_questions": [question for question in questions if question.answered_on],
        "story": list(enumerate(story, start=1)),
        "picture": picture(story, today),
        "links": links(initiative, request.actor),
        "may_edit": allowed(request.actor, EDIT, at=initiative.owner_id),
        "today": today,
    }


def story_of(request: Request, initiative: Initiative) -> list[Any]:
    """The timeline of what the reader may see."""
    resolutions = Resolution.objects.visible_to(request.actor)
    ordering = resolutions.filter(clauses__initiatives=initiative).distinct().order_by("pk")
    return timeline(
        milestones=initiative.milestones.all(),
        letters=initiative.letters.all(),
        positions=initiative.positions.all(),
        questions=initiative.questions.all(),
        resolutions=ordering.select_related("agenda_item__meeting__body"),
    )
