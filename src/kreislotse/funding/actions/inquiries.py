"""What the granting authority asks about an application, and what it is answered."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.funding.errors import InquiryAnswered, InquiryOpen, TextMissing
from kreislotse.funding.models import Application, Inquiry
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder


@transaction.atomic
def record_inquiry(
    application: Application,
    *,
    actor: Actor,
    asked_on: date,
    question: str,
    due_on: date | None = None,
) -> Inquiry:
    """The authority asks; until all is answered the application is not decided."""
    application = lock(application)
    check(application, "record_inquiry", actor=actor)
    if not question.strip():
        raise TextMissing(what="Die Rückfrage")
    if application.submitted_on:
        _in_order("Die Rückfrage", asked_on, "dem Antrag", application.submitted_on)
    if due_on:
        _in_order("Die Frist", due_on, "der Rückfrage", asked_on)
    inquiry = Inquiry.objects.create(
        application=application, asked_on=asked_on, question=question.strip(), due_on=due_on
    )
    advance(application, "record_inquiry", actor=actor, note=str(inquiry))
    return inquiry


@transaction.atomic
def answer_inquiry(inquiry: Inquiry, *, actor: Actor, answered_on: date, answer: str) -> Inquiry:
    application = lock(inquiry.application)
    require(actor, Permission.FUNDING_EDIT, at=application.owner_id)
    inquiry = lock(inquiry)
    if inquiry.answered_on:
        raise InquiryAnswered(on=date_short(inquiry.answered_on))
    if not answer.strip():
        raise TextMissing(what="Die Antwort")
    _in_order("Die Antwort", answered_on, "der Rückfrage", inquiry.asked_on)
    inquiry.answered_on, inquiry.answer = answered_on, answer.strip()
    inquiry.save(update_fields=["answered_on", "answer"])
    write(application, "answer_inquiry", actor=actor, note=str(inquiry), answered_on=answered_on)
    return inquiry


@transaction.atomic
def settle_inquiries(application: Application, *, actor: Actor, note: str = "") -> Application:
    """All is answered; the application is with the authority again."""
    application = lock(application)
    check(application, "settle_inquiries", actor=actor)
    unanswered = application.inquiries.filter(answered_on__isnull=True).order_by("pk").first()
    if unanswered:
        raise InquiryOpen(question=unanswered)
    return advance(application, "settle_inquiries", actor=actor, note=note)


def _in_order(later_name: str, later: date, earlier_name: str, earlier: date) -> None:
    if later < earlier:
        raise DateOrder(
            later_name=later_name,
            later=date_short(later),
            earlier_name=earlier_name,
            earlier=date_short(earlier),
        )
