"""What follows from a notice, as tables of its page: changes, duties, repayments."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.awards.models import Award, NotificationDuty
from kreislotse.awards.rules import notification_overdue
from kreislotse.awards.states import RepaymentState
from kreislotse.kernel.german import date_short
from kreislotse.web.awards.cash_tables import Cell, Table
from kreislotse.web.listing import Badge


def changes(award: Award) -> Table:
    """The later notices, with what they change."""
    rows = []
    for change in sorted(award.changes.all(), key=lambda each: each.dated):
        lines = sorted(change.lines.all(), key=lambda line: line.item.position)
        said = [f"{line.item}: {line.difference}" for line in lines]
        if change.period_to:
            said.append(gettext("Zeitraum bis {day}").format(day=date_short(change.period_to)))
        rows.append(
            [
                Cell(change.get_kind_display()),
                Cell(change.dated),
                Cell(change.reference),
                Cell("; ".join(said)),
                Cell(change.reason),
            ]
        )
    heads = [
        (_("Art"), False),
        (_("Datum"), False),
        (_("Aktenzeichen"), False),
        (_("Ändert"), False),
        (_("Grund"), False),
    ]
    return Table(_("Spätere Bescheide"), heads, rows)


def duties(award: Award, may_edit: bool, today: date) -> Table:
    """What the authority must be told, what is overdue first seen (R-GRT-12)."""
    rows = []
    for duty in sorted(award.duties.all(), key=lambda each: each.arose_on, reverse=True):
        row = [
            Cell(duty.get_kind_display()),
            Cell(duty.text),
            Cell(duty.arose_on),
            Cell(_duty_state(duty, today)),
        ]
        if may_edit:
            row += _duty_deeds(duty)
        rows.append(row)
    heads: list[tuple[Any, bool]] = [
        (_("Anlass"), False),
        (_("Was mitzuteilen ist"), False),
        (_("Seit"), False),
        (_("Stand"), False),
    ]
    if may_edit:
        heads += [(_("Mitgeteilt"), False), (_("Entfällt"), False)]
    return Table(_("Mitteilungen an die Behörde"), heads, rows)


def repayments(award: Award) -> Table:
    """What the authority wants back, with the interest paid (R-GRT-17)."""
    rows = [
        [
            Cell(each.reason, reverse("awards:repayment", args=[each.pk])),
            Cell(each.item),
            Cell(each.amount),
            Cell(each.due_on),
            Cell(
                Badge(
                    each.get_state_display(),
                    "success" if each.state == RepaymentState.REPAID else "danger",
                )
            ),
            Cell(each.repaid_on),
            Cell(each.interest),
        ]
        for each in sorted(award.repayments.all(), key=lambda each: each.demanded_on)
    ]
    heads = [
        (_("Rückforderung"), False),
        (_("Position"), False),
        (_("Betrag"), True),
        (_("Zu zahlen bis"), False),
        (_("Stand"), False),
        (_("Gezahlt am"), False),
        (_("Zinsen"), True),
    ]
    return Table(_("Rückforderungen der Behörde"), heads, rows)


def _duty_state(duty: NotificationDuty, today: date) -> Badge:
    if duty.reported_on:
        told = gettext("mitgeteilt am {day}").format(day=date_short(duty.reported_on))
        return Badge(told, "success")
    if duty.dropped_reason:
        return Badge(gettext("entfällt: {reason}").format(reason=duty.dropped_reason))
    overdue = notification_overdue(duty.arose_on, today)
    return Badge(_("überfällig"), "danger") if overdue else Badge(_("heute mitteilen"), "warning")


def _duty_deeds(duty: NotificationDuty) -> list[Cell]:
    if duty.reported_on or duty.dropped_reason:
        return [Cell(""), Cell("")]
    return [
        Cell(_("eintragen"), reverse("awards:duty_report", args=[duty.pk]), duty.text),
        Cell(_("begründen"), reverse("awards:duty_drop", args=[duty.pk]), duty.text),
    ]
