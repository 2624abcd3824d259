"""What the page for reminding municipalities needs: who is silent, and what to write to them."""

from typing import Any

from django.urls import reverse

from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Call, CallReminder, CallResponse
from kreislotse.participants.reminders import reminder_text
from kreislotse.participants.states import ResponseState
from kreislotse.web.requests import Request


def reminder(request: Request, call: Call) -> dict[str, Any]:
    """Those who still owe an answer and were not reminded today, and the words for them."""
    actor = request.actor
    silent = CallResponse.objects.visible_to(actor).filter(
        part__call=call, state=ResponseState.ASKED
    )
    done = CallReminder.objects.visible_to(actor).filter(call=call, reminded_on=actor.today)
    towns = Organisation.objects.visible_to(actor).filter(pk__in=silent.values("municipality"))
    towns = towns.exclude(pk__in=done.values("municipality"))
    parts = call.parts.filter(pk__in=silent.values("part")).order_by("position")
    text = reminder_text(
        title=call.title,
        sender=call.owner.name,
        parts=list(parts.values_list("text", flat=True)),
        due_on=call.due_on,
        today=actor.today,
        address=request.build_absolute_uri(reverse("participants:call", args=[call.pk])),
    )
    return {"municipalities": towns.order_by("sort_key"), "text": text}
