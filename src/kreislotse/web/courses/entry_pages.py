"""The page of an entry: its place, both clocks, entitlement, offers, attempts, whom to tell."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import may_take
from kreislotse.access.policy import Permission, allowed
from kreislotse.allocation.models import RunLine
from kreislotse.allocation.states import RunState
from kreislotse.courses.models import Offer
from kreislotse.courses.queues import in_line
from kreislotse.courses.states import TAKES_PEOPLE, DayPart, OfferState, WaitingState
from kreislotse.courses.uncovered import uncovered
from kreislotse.web.courses import entry_deeds as deeds
from kreislotse.web.courses.course_listings import address as course_address
from kreislotse.web.courses.entry_listings import entry_address, entry_badge, list_address, weeks
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

P = Permission
S = WaitingState
_ON_LIST = (S.PRE_REGISTERED, S.REFERRED, S.ASSESSED, S.WAITING)
_OVER = (S.COMPLETED, S.REMOVED, S.DROPPED_OUT)


def keeps(request: Request, entry: Any) -> bool:
    """The district that runs the list, or the municipality for its own people."""
    own = allowed(request.actor, P.PERSON_EDIT, at=entry.town_id)
    return own or allowed(request.actor, P.COURSE_EDIT, at=entry.owner_id)


def entry_context(request: Request, entry: Any) -> dict[str, Any]:
    code, waiting_list = entry.candidate.code, entry.waiting_list
    offers = list(entry.offers.select_related("course").order_by("-offered_on", "-pk"))
    context = record_context(
        request,
        entry,
        title=say("Listeneintrag von {code}").format(code=code),
        crumbs=[
            (_("Wartelisten"), reverse("courses:lists")),
            (waiting_list, list_address(waiting_list)),
        ],
        deeds=_steps(entry),
        state=entry_badge(entry),
    )
    return {
        **context,
        "deeds": [*_answers(request, offers), *context["deeds"]],
        "more_deeds": _seldom(request, entry),
        "name": entry.candidate.full_name if entry.named else "",
        "place": _place(request, entry),
        "jump": getattr(entry, "jump", None),
        "uncovered": uncovered(entry.offers.all()).exists(),
        "facts": _facts(request, entry),
        "entitlements": _entitlements(entry),
        "offers": [(each, course_address(each.course)) for each in offers],
        "attempts": entry.attempts.order_by("-tried_on", "-pk"),
        "duties": entry.duties.order_by("due_on", "pk"),
        "decisions": _decisions(request, entry),
        "keeps": keeps(request, entry),
    }


def _decisions(request: Request, entry: Any) -> list[Any]:
    """Where places were given and this person waited: each leads to why it came out so."""
    lines = RunLine.objects.coded_to(request.actor).filter(entry=entry)
    known = lines.exclude(run__state=RunState.DISCARDED).select_related("run__owner")
    return list(known.order_by("-run__drawn_on", "-run__number"))


def after_answer(request: Request) -> Callable[[Offer], str]:
    """Where it goes on: a place that is free again leads to who is next, for whoever offers it."""

    def address(offer: Offer) -> str:
        free = offer.state not in (OfferState.OPEN, OfferState.ACCEPTED)
        takes = free and offer.course.state in TAKES_PEOPLE
        if takes and allowed(request.actor, P.COURSE_EDIT, at=offer.course.owner_id):
            return reverse("courses:queue", args=[offer.course_id])
        return entry_address(offer.entry)

    return address


def _steps(entry: Any) -> dict[str, str]:
    """Only the steps that lead on from where the entry is; an offer has a page of its own."""
    found = {
        deed.verb: reverse(f"courses:entry_{name}", args=[entry.pk])
        for name, deed in deeds.STEPS.items()
        if entry.state in entry.LIFECYCLE.step(deed.verb).sources
    }
    if entry.state == S.WAITING:
        found = {"offer_place": reverse("courses:offer_new", args=[entry.pk]), **found}
    return found


def _answers(request: Request, offers: list[Any]) -> list[dict[str, Any]]:
    """What can be said to the offer that runs."""
    running = [each for each in offers if each.state in (OfferState.OPEN, OfferState.ACCEPTED)]
    return [
        {
            "label": deed.title,
            "address": reverse(f"courses:offer_{name}", args=[offer.pk]),
            "primary": name == "accept",
        }
        for offer in running
        for name, deed in deeds.ANSWERS.items()
        if offer.state in offer.LIFECYCLE.step(deed.verb).sources
        and may_take(offer.LIFECYCLE.step(deed.verb), offer, request.actor)
    ]


def _seldom(request: Request, entry: Any) -> list[dict[str, Any]]:
    """Deeds that are no steps, folded away below the way forward."""
    found = []
    if keeps(request, entry) and entry.state not in _OVER:
        found = [("entry_attempt", deeds.ATTEMPT), ("entry_change", deeds.CHANGE)]
    if allowed(request.actor, P.COURSE_EDIT, at=entry.owner_id) and entry.state in _ON_LIST:
        jumped = getattr(entry, "jump", None)
        found.append(("entry_jump_back", deeds.JUMP_BACK) if jumped else ("entry_jump", deeds.JUMP))
    return [
        {"label": deed.title, "address": reverse(f"courses:{name}", args=[entry.pk])}
        for name, deed in found
    ]


def _place(request: Request, entry: Any) -> dict[str, int] | None:
    """The place in the order of today, and of how many; None while nobody can be offered one."""
    if entry.state != S.WAITING:
        return None
    ordered = [each.pk for each in in_line(entry.waiting_list, request.actor.today)]
    return {"number": ordered.index(entry.pk) + 1, "all": len(ordered)}


def _facts(request: Request, entry: Any) -> list[tuple[Any, ...]]:
    today = request.actor.today
    facts: list[tuple[Any, ...]] = [
        (
            _("Kennung"),
            entry.candidate.code,
            reverse("participants:person", args=[entry.candidate.code]),
        ),
        (_("Stadt oder Gemeinde"), entry.municipality),
        (_("Vorranggruppe"), entry.get_priority_display()),
        (_("Hat zuerst gefragt"), _clock(entry.asked_on, today)),
        (_("Auf der Liste seit"), _clock(entry.entered_on, today)),
        (_("Niveau"), entry.get_level_display()),
        (_("Belegt durch"), _evidence(entry)),
        (_("Kinderbetreuung"), say("nötig") if entry.needs_childcare else say("nicht nötig")),
        (_("Nur ein Kurs für Frauen"), say("ja") if entry.wants_women_only else say("nein")),
        (_("Kann"), ", ".join(str(DayPart(each).label) for each in entry.parts_of_day)),
        (_("Weg höchstens"), _minutes(entry.travel_minutes)),
    ]
    if entry.stop_reason:
        facts.append((_("Grund"), entry.get_stop_reason_display()))
    if entry.ended_on:
        facts.append((_("Beendet am"), entry.ended_on))
    return facts


def _clock(since: Any, today: Any) -> str:
    day = f"{since:%d.%m.%Y}"
    return say("{day} (vor {weeks} Wochen)").format(day=day, weeks=weeks(since, today))


def _evidence(entry: Any) -> str:
    if not entry.level_by:
        return ""
    day = f"{entry.level_on:%d.%m.%Y}" if entry.level_on else ""
    return f"{entry.get_level_by_display()} {day}".strip()


def _minutes(number: int | None) -> str:
    return say("{number} Minuten").format(number=number) if number is not None else ""


def _entitlements(entry: Any) -> Any:
    rows = entry.candidate.entitlements.filter(kind=entry.waiting_list.kind_id)
    return rows.select_related("issuer").order_by("-issued_on", "-pk")
