"""What the pages of staff show: facts as pairs, the backward plan, how far the posts have come."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.funding.rules import share_text
from kreislotse.staffing.models import Post, Secondment
from kreislotse.staffing.queries import count_staff
from kreislotse.staffing.rules import by_stage, latest_days, reminder_on
from kreislotse.staffing.states import SecondmentState
from kreislotse.web.by_initiative import address_of
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request
from kreislotse.web.staffing import deeds
from kreislotse.web.staffing.listings import badge, share

BAR_WIDTH = 600  # units of the drawing, not of the screen

STAGE_NAMES = {
    "planned": _("geplant"),
    "advertised": _("ausgeschrieben"),
    "filled": _("besetzt"),
    "vacant": _("wieder frei"),
}


def post_page(request: Request, post: Post) -> dict[str, Any]:
    line = post.funded_by
    context = record_context(
        request,
        post,
        title=post.title,
        crumbs=[
            (_("Stellen"), reverse("staffing:posts")),
            (post.initiative.title, address_of(post.initiative)),
        ],
        deeds={
            deed.verb: reverse(f"staffing:post_{name}", args=[post.pk])
            for name, deed in deeds.POST_STEPS.items()
        },
        extra_deeds=[(deeds.EDIT, _("Ändern"), reverse("staffing:post_change", args=[post.pk]))],
        state=badge(post),
    )
    return context | {
        "facts": [
            (_("Vorhaben"), post.initiative, address_of(post.initiative)),
            (_("Anteil"), share(post)),
            (
                _("Finanziert aus"),
                line and f"{line.application.title}: {line.title}",
                reverse("funding:application", args=[line.application_id]) if line else "",
            ),
            (_("Geplant ab"), post.planned_from),
            (_("Besetzt ab"), post.filled_on),
            (_("Zur Besetzung"), post.recruitment),
        ]
    }


def secondment_page(request: Request, secondment: Secondment) -> dict[str, Any]:
    context = record_context(
        request,
        secondment,
        title=secondment.role,
        crumbs=[
            (_("Abordnungen"), reverse("staffing:secondments")),
            (secondment.initiative.title, address_of(secondment.initiative)),
        ],
        deeds={
            deed.verb: reverse(f"staffing:secondment_{name}", args=[secondment.pk])
            for name, deed in deeds.SECONDMENT_STEPS.items()
        },
        extra_deeds=[
            (
                deeds.EDIT,
                _("Ändern"),
                reverse("staffing:secondment_change", args=[secondment.pk]),
            )
        ],
        state=badge(secondment),
    )
    return context | {
        "facts": _secondment_facts(secondment),
        "plan": _plan(secondment, request.actor.today),
    }


def overview_page(posts: Any, secondments: Any) -> dict[str, Any]:
    """The posts by how far they have come, drawn and as a table; seconded staff besides."""
    stages = by_stage(posts.order_by().values_list("state", "share"))
    whole = sum(stages.values(), Decimal(0))
    segments, begin = [], 0
    for name, amount in stages.items():
        width = int(BAR_WIDTH * amount / whole) if whole else 0
        segments.append(
            {
                "name": STAGE_NAMES[name],
                "share": share_text(amount),
                "begin": begin,
                "width": width,
                "kind": name,
            }
        )
        begin += width
    staff = count_staff(posts, secondments)
    return {
        "segments": segments,
        "width": BAR_WIDTH,
        "any": bool(whole),
        "posts": share_text(staff.posts),
        "filled": share_text(staff.filled),
        "seconded": share_text(staff.seconded),
        "total": share_text(staff.total),
        "unknown": staff.unknown,
    }


def summary(posts: Any, secondments: Any) -> str:
    """What the posts and secondments add up to, as one sentence above the list."""
    staff = count_staff(posts, secondments)
    return gettext(
        "Stellen im Umfang von {posts}, davon {filled} besetzt; dazu {seconded} abgeordnet."
    ).format(
        posts=share_text(staff.posts),
        filled=share_text(staff.filled),
        seconded=share_text(staff.seconded),
    )


def _secondment_facts(secondment: Secondment) -> list[tuple[Any, ...]]:
    ends_on = secondment.ends_on
    names = [str(party.organisation) for party in secondment.parties.all()]
    return [
        (_("Vorhaben"), secondment.initiative, address_of(secondment.initiative)),
        (_("Anteil"), share(secondment)),
        (_("Form"), secondment.arrangement),
        (_("Auswahl durch"), secondment.recruiter),
        (_("In Abstimmung mit"), ", ".join(sorted(names))),
        (_("Beginn"), secondment.target_on),
        (_("Warum dann"), secondment.target_reason),
        (_("Ende"), ends_on),
        (_("Nachfolge suchen ab"), reminder_on(ends_on) if ends_on else None),
    ]


def _plan(secondment: Secondment, today: date) -> list[dict[str, Any]]:
    """Each step with its latest day, planned back from the first day, and when it was taken."""
    latest = latest_days(secondment.target_on) if secondment.target_on else {}
    taken = {step.state: step for step in secondment.steps.all()}
    plan = []
    for state in SecondmentState:
        if state == SecondmentState.PLANNED:
            continue
        step, day = taken.get(state), latest.get(state)
        plan.append(
            {
                "name": state.label,
                "latest": day,
                "step": step,
                "late": step is None and day is not None and day < today,
            }
        )
    return plan
