"""What comes after a notice: shifts, moved proofs, duties, repayments."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.awards.models import NotificationDuty, ProofDuty, Repayment
from kreislotse.web.awards import deeds
from kreislotse.web.awards.listings import address
from kreislotse.web.awards.notices import visible
from kreislotse.web.awards.pages import repayment_page
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.requests import Request


def award_reallocate(request: Request, award_id: int) -> HttpResponse:
    """The item is chosen in the form; the right is asked for at the award's owner."""
    found = visible(request, award_id)
    here = address(found)
    return perform(
        request,
        deeds.REALLOCATE,
        then=lambda _: here,
        back=here,
        at=found.owner_id,
        initial={"award": found, "request_key": uuid4().hex},
    )


def proof_due_change(request: Request, proof_duty_id: int) -> HttpResponse:
    duties = ProofDuty.objects.visible_to(request.actor).select_related("award")
    duty = get_object_or_404(duties, pk=proof_duty_id)
    here = address(duty.award)
    initial = {"due_on": duty.due_on}
    return perform(request, deeds.PROOF_DUE, duty, then=lambda _: here, back=here, initial=initial)


def duty_deed(request: Request, duty_id: int, deed: Deed) -> HttpResponse:
    """A notification was made, or is not needed."""
    duties = NotificationDuty.objects.visible_to(request.actor).select_related("award")
    duty = get_object_or_404(duties, pk=duty_id)
    here = address(duty.award)
    initial = {"reported_on": request.actor.today}
    return perform(request, deed, duty, then=lambda _: here, back=here, initial=initial)


def repayment(request: Request, repayment_id: int) -> HttpResponse:
    found = _repayment(request, repayment_id)
    return render(request, "awards/repayment.html", repayment_page(request, found))


def repayment_pay(request: Request, repayment_id: int) -> HttpResponse:
    found = _repayment(request, repayment_id)
    here = reverse("awards:repayment", args=[found.pk])
    initial = {"repaid_on": request.actor.today}
    return perform(request, deeds.REPAID, found, then=lambda _: here, back=here, initial=initial)


def _repayment(request: Request, repayment_id: int) -> Repayment:
    repayments = Repayment.objects.visible_to(request.actor)
    return get_object_or_404(
        repayments.select_related("award__book", "item__award"), pk=repayment_id
    )
