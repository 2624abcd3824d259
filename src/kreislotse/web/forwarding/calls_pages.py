"""What the page of a call shows."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.forwarding.models import Forwarding, FundingCall
from kreislotse.forwarding.queries import free, light_form_up_to
from kreislotse.forwarding.states import CallState, ForwardingState
from kreislotse.kernel.money import total
from kreislotse.web.forwarding import calls_deeds as deeds
from kreislotse.web.forwarding.forwardings_listings import badge, call_badge, recipient_name
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

READ = Permission.FUNDING_READ
_UNDECIDED = (ForwardingState.APPLIED, ForwardingState.CHECKED)


def call_address(call: FundingCall) -> str:
    return reverse("forwarding:funding_call", args=[call.pk])


def call_page(request: Request, call: FundingCall) -> dict[str, Any]:
    draft = call.state == CallState.DRAFT
    change = reverse("forwarding:funding_call_change", args=[call.pk])
    more = [(Permission.FUNDING_EDIT, deeds.CHANGE.title, change)] if draft else []
    context = record_context(
        request,
        call,
        title=call.title,
        crumbs=[(_("Aufrufe"), reverse("forwarding:funding_calls"))],
        deeds={
            deed.verb: reverse(f"forwarding:funding_call_{name}", args=[call.pk])
            for name, deed in deeds.STEPS.items()
        },
        extra_deeds=more,
        state=call_badge(call, request.actor),
    )
    reads = allowed(request.actor, READ, at=call.owner_id)
    answers = Forwarding.objects.visible_to(request.actor).filter(call=call).for_list()
    is_open = call.state == CallState.OPEN and call.closes_on >= request.actor.today
    public = reverse("forwarding:public_apply", args=[call.pk]) if is_open else ""
    may_apply = is_open and request.actor.holds(Permission.FUNDS_REQUEST)
    return {
        **context,
        **({} if reads else {"timeline": None, "blocked": []}),
        "facts": _facts(call, list(answers), reads=reads),
        "answers": [(each, recipient_name(each), badge(each)) for each in answers],
        "public_address": request.build_absolute_uri(public) if public and reads else "",
        "may_apply": may_apply,
    }


def _facts(call: FundingCall, answers: list[Forwarding], *, reads: bool) -> list[tuple[Any, ...]]:
    award = call.item.award
    to_award = reverse("awards:award", args=[award.pk]) if reads else ""
    return [
        (_("Bescheid"), award, to_award),
        (_("Zweck"), call.item),
        *(_money(call, answers) if reads else []),
        (_("Anträge bis"), call.closes_on),
        (_("Höchstbetrag je Projekt"), call.cap_per_project),
        (_("Einfacher Antrag bis"), light_form_up_to(award, call)),
    ]


def _money(call: FundingCall, answers: list[Forwarding]) -> list[tuple[Any, Any]]:
    """What is free against what is still asked for, before anybody decides."""
    open_ones = [each.requested for each in answers if each.state in _UNDECIDED]
    return [
        (_("Auf diesem Zweck frei"), free(call.item)),
        (_("Beantragt, noch nicht entschieden"), total(open_ones)),
    ]
