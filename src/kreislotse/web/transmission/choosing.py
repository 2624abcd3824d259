"""Which call's people go to whom: chosen first, then shown with all who are left out."""

from dataclasses import replace
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as say

from kreislotse.access.policy import Permission
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Call
from kreislotse.participants.states import CallState
from kreislotse.transmission.gathering import PURPOSES, gather, purpose_for
from kreislotse.transmission.models import Batch
from kreislotse.web.deeds import Deed
from kreislotse.web.requests import Request
from kreislotse.web.transmission import deeds
from kreislotse.web.transmission.batch_pages import crumbs

P = Permission


class Choice(NamedTuple):
    """A call, and the recipient of its people."""

    call: Call
    recipient: Organisation

    def deed(self) -> Deed:
        """The deed with this recipient; the form asks for the rest."""

        def draft(call: Call, **said: Any) -> Batch:
            batch: Batch = deeds.DRAFT.action(call, recipient=self.recipient, **said)
            return batch

        return replace(deeds.DRAFT, action=draft)


def chosen(request: Request) -> Choice | None:
    """What the address names, if both are there to be chosen."""
    call = _one(_calls(request), request.GET.get("call", ""))
    recipient = _one(_recipients(request), request.GET.get("recipient", ""))
    return Choice(call, recipient) if call and recipient else None


def chooser(request: Request) -> dict[str, Any]:
    """The page on which both are chosen; without calls or recipients it says what is missing."""
    return {
        "title": say("Neue Übermittlung"),
        "crumbs": crumbs(),
        "back": reverse("transmission:batches"),
        "calls": list(_calls(request)),
        "recipients": list(_recipients(request)),
        "call": request.GET.get("call", ""),
    }


def first_values(
    request: Request, call: Call, recipient: Organisation, delta_of: Batch | None = None
) -> dict[str, Any]:
    """Who would be in it today and who would not, shown above the form."""
    purpose = purpose_for(recipient)
    assert purpose is not None
    found = gather(call, recipient, purpose, on=request.actor.today, delta_of=delta_of)
    return {
        "call": call,
        "recipient": recipient,
        "purpose": purpose.label,
        "taken": [
            (each.candidate.code, each.candidate.owner, each.kind.label) for each in found.taken
        ],
        "number": len(found.taken),
        "left_out": [(person.code, person.owner, why.label) for person, why in found.left_out],
        "unreleased": found.unreleased,
        "delta": delta_of is not None,
        "channel": delta_of.channel if delta_of else "",
    }


def _calls(request: Request) -> Any:
    rows = Call.objects.visible_to(request.actor).exclude(state=CallState.DRAFT)
    return rows.filter(owner__in=request.actor.places(P.BATCH_SEND)).order_by("-pk")


def _recipients(request: Request) -> Any:
    rows = Organisation.objects.visible_to(request.actor).filter(kind__in=PURPOSES)
    return rows.order_by("sort_key", "pk")


def _one(rows: Any, number: str) -> Any:
    return rows.filter(pk=number).first() if number.isdecimal() else None
