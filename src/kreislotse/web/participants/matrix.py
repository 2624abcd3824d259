"""The page of a call: where each municipality stands with each part, in words and counts."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.kernel.german import number
from kreislotse.participants.models import Call, CallResponse
from kreislotse.participants.rules import ANSWERABLE, Standing, progress, standings, to_remind
from kreislotse.participants.states import CallState, ResponseState
from kreislotse.web.listing import Badge
from kreislotse.web.participants.listings import late_badge

STANDINGS = {
    Standing.ANSWERED: Badge(_("geantwortet"), "success"),
    Standing.NIL: Badge(_("Fehlanzeige"), "success"),
    Standing.MISSING: Badge(_("fehlt noch"), "warning"),
    Standing.NOT_RECORDED: Badge(_("nicht einzeln festgehalten")),
}
TONES = {
    ResponseState.ASKED: "warning",
    ResponseState.ANSWERED: "success",
    ResponseState.NIL_RETURN: "success",
}


def response_badge(response: CallResponse) -> Badge:
    state = ResponseState(response.state)
    return Badge(state.label, TONES.get(state, "info"))


def standing_context(call: Call, responses: Sequence[CallResponse], actor: Actor) -> dict[str, Any]:
    """What the reader may see of the answers: the recipient sees standings and counts alone."""
    found = standings((response.municipality, response.state) for response in responses)
    counted = progress(found.values())
    office = allowed(actor, Permission.CALL_READ, at=call.owner_id)
    asked_oneself = bool(actor.places(Permission.CALL_ANSWER) & {m.pk for m in found})
    open_ones = [response for response in responses if response.state == ResponseState.ASKED]
    return {
        "answers_asked": len(responses),
        "answers_given": len(responses) - len(open_ones),
        "next_answer": _next_answer(call, open_ones, actor),
        "office": office,
        "in_full": office or asked_oneself,
        "progress": counted,
        "late": late_badge(call, counted.missing, actor),
        "remind": to_remind(found) if office and call.state == CallState.OPEN else [],
        "parts": _parts(responses),
        "rows": [
            {
                "municipality": municipality,
                "standing": STANDINGS[found[municipality]],
                "cells": [_cell(response) for response in answers],
            }
            for municipality, answers in groupby(responses, key=lambda one: one.municipality)
        ],
    }


def _next_answer(call: Call, open_ones: Sequence[CallResponse], actor: Actor) -> str:
    """Where a municipality goes on answering; empty when it has nothing left to say."""
    places = actor.places(Permission.CALL_ANSWER)
    own = [response for response in open_ones if response.municipality_id in places]
    if not own or call.state not in ANSWERABLE:
        return ""
    return reverse("participants:response", args=[own[0].pk])


def _cell(response: CallResponse) -> dict[str, Any]:
    return {
        "part": response.part,
        "badge": response_badge(response),
        "answered_on": response.answered_on,
        "people": _people(response),
        "address": reverse("participants:response", args=[response.pk]),
    }


def _people(response: Any) -> str:
    """How many people an answer names; nothing where none is named."""
    if not response.people:
        return ""
    text = ngettext("{people} Person", "{people} Personen", response.people)
    return text.format(people=number(response.people))


def _parts(responses: Sequence[CallResponse]) -> list[dict[str, Any]]:
    """For each part, who gave which answer in numbers; "not recorded" only if it occurs."""
    counts: dict[Any, Counter[str]] = {}
    for response in sorted(responses, key=lambda one: one.part.position):
        counts.setdefault(response.part, Counter())[response.state] += 1
    old = any(found[ResponseState.NOT_RECORDED] for found in counts.values())
    shown = [state for state in ResponseState if old or state != ResponseState.NOT_RECORDED]
    return [
        {"part": part, "counts": [(state.label, found[state]) for state in shown]}
        for part, found in counts.items()
    ]
