"""Running reports that others owe the district."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.models import Initiative, ReportSubscription
from kreislotse.initiatives.rules import next_report_due
from kreislotse.mandates.order import check_order
from kreislotse.organisations.models import Organisation

EDIT = Permission.INITIATIVE_EDIT


@transaction.atomic
def subscribe_to_reports(
    initiative: Initiative,
    *,
    actor: Actor,
    reporter: Organisation,
    subject: str,
    asked_on: date | None = None,
    every_months: int | None = None,
    next_due_on: date | None = None,
) -> ReportSubscription:
    """Keep in view that somebody was asked for running reports; interval and day may be open."""
    require(actor, EDIT, at=initiative.owner_id)
    check_order(asked_on, _("der Bitte um Bericht"), next_due_on, _("Der nächste Bericht"))
    subscription = ReportSubscription(
        initiative=lock(initiative),
        reporter=reporter,
        subject=subject,
        asked_on=asked_on,
        every_months=every_months,
        next_due_on=next_due_on,
    )
    return add(subscription, "subscribe_to_reports", actor=actor, needs=EDIT)


@transaction.atomic
def record_report_received(
    subscription: ReportSubscription, *, actor: Actor, received_on: date
) -> ReportSubscription:
    """Record that a report has come; the next due day follows from the interval."""
    require(actor, EDIT, at=subscription.owner_id)
    subscription = lock(subscription)
    for earlier, name in (
        (subscription.asked_on, _("der Bitte um Bericht")),
        (subscription.last_received_on, _("dem letzten Bericht")),
    ):
        check_order(earlier, name, received_on, _("Der Eingang des Berichts"))
    check_order(received_on, _("dem Eingang des Berichts"), actor.today, _("Der heutige Tag"))
    due_on = next_report_due(subscription.next_due_on, received_on, subscription.every_months)
    return change(
        subscription,
        "record_report_received",
        actor=actor,
        needs=EDIT,
        last_received_on=received_on,
        next_due_on=due_on,
    )
