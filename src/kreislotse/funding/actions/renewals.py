"""Applying again for another year (R-GRT-20): last year's application with the new rates."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.funding.errors import AlreadyRenewed
from kreislotse.funding.models import Application, ApplicationLine, CoFinancing
from kreislotse.funding.queries import numbers_on, rate_on
from kreislotse.funding.states import ApplicationState
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder, WrongState

EDIT = Permission.FUNDING_EDIT
_COPIED = ("programme", "granting_authority", "financing", "need", "funding_need")


@transaction.atomic
def renew_application(
    application: Application,
    *,
    actor: Actor,
    title: str,
    rates_on: date,
    period_from: date,
    period_to: date,
) -> Application:
    """Copy an application for another period; sum, declarations and annexes are made anew."""
    application = lock(application)
    require(actor, EDIT, at=application.owner_id)
    _renewable(application, period_from, period_to)
    handover = getattr(application, "handover", None)
    renewal = Application(
        owner_id=application.owner_id,
        initiative=application.initiative,
        title=title,
        applicant=handover.to if handover else application.applicant,
        in_place_of="" if handover else application.in_place_of,
        rates_on=rates_on,
        period_from=period_from,
        period_to=period_to,
        financial_effects=application.financial_effects,
        renewal_of=application,
        **{name: getattr(application, name) for name in _COPIED},
    )
    add(renewal, "renew_application", actor=actor, needs=EDIT, note=str(application))
    renewal.purposes.set(application.purposes.all())
    _copy_lines(application, renewal)
    CoFinancing.objects.bulk_create(
        CoFinancing(
            application=renewal, kind=each.kind, from_whom=each.from_whom, amount=each.amount
        )
        for each in application.co_financing.order_by("pk")
    )
    return renewal


def _renewable(application: Application, period_from: date, period_to: date) -> None:
    if application.state == ApplicationState.DRAFT:
        raise WrongState(state=application.get_state_display())
    if period_to < period_from:
        raise DateOrder(
            later_name="Das Ende der Maßnahme",
            later=date_short(period_to),
            earlier_name="ihrem Beginn",
            earlier=date_short(period_from),
        )
    same = application.renewals.filter(period_from__lte=period_to, period_to__gte=period_from)
    known = same.exclude(state=ApplicationState.WITHDRAWN).first()
    if known:
        raise AlreadyRenewed(application=known)


def _copy_lines(application: Application, renewal: Application) -> None:
    """Each line finds the rate of the new day; numbers that are gone by then stay empty."""
    numbers = {each.number for each in numbers_on(renewal.programme, renewal.rates_on)}
    for line in application.lines.select_related("post_kind", "purpose").order_by("position"):
        ApplicationLine.objects.create(
            application=renewal,
            position=line.position,
            title=line.title,
            share=line.share,
            post_kind=line.post_kind,
            amount=line.amount,
            number=line.number if not numbers or line.number in numbers else "",
            purpose=line.purpose,
            rate=rate_on(renewal.programme, line.post_kind, renewal.rates_on),
        )
