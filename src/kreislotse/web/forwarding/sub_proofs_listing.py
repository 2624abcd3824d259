"""The lists of proofs that recipients owe, and of money asked back."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.forwarding.models import Forwarding, Recovery
from kreislotse.forwarding.proving import REMINDER_DAYS, paid_to
from kreislotse.forwarding.recovering import last_day_to_demand
from kreislotse.forwarding.states import ForwardingState, RecoveryState
from kreislotse.web.forwarding.forwardings_listings import NEIGHBOURS
from kreislotse.web.forwarding.sub_proofs import badge
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry

S = ForwardingState
_TONES = {S.PROOF_RECEIVED: "warning", S.ACCEPTED: "success", S.CLOSED: "success"}
_CHOICES: Sequence[tuple[str, Any]] = (
    ("overdue", _("überfällig")),
    ("soon", _("in vier Wochen fällig")),
    ("check", _("zu prüfen")),
    ("recovery", _("Rückforderung")),
)


def proof_filter(today: date) -> Filter:
    """Where the proofs stand; the list of forwardings can offer it as well."""
    soon = today + timedelta(days=REMINDER_DAYS)
    narrow: dict[str, dict[str, Any]] = {
        "overdue": {"state": S.PAID, "proof_due_on__lt": today},
        "soon": {"state": S.PAID, "proof_due_on__range": (today, soon)},
        "check": {"state": S.PROOF_RECEIVED},
        "recovery": {"state__in": [S.PARTLY_ACCEPTED, S.RECOVERY]},
    }

    def apply(rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(**narrow[value])

    return Filter("proof", _("Nachweis"), _CHOICES, apply)


def listing(today: date) -> Listing:
    """The proofs that recipients owe or have handed in, the longest due first."""

    def state(row: Forwarding) -> Badge:
        due_on = row.proof_due_on
        if row.state == S.PAID and due_on and due_on < today:
            return Badge(_("Nachweis überfällig"), "danger")
        return Badge(row.get_state_display(), _TONES.get(S(row.state), "info"))

    return Listing(
        title=_("Nachweise der Empfänger"),
        columns=(
            Column("title", _("Weiterleitung"), lambda row: row.title, "sort_key", _to_forwarding),
            Column("recipient", _("Empfänger"), lambda row: row.recipient or row.applicant_name),
            Column("award", _("Bescheid"), lambda row: row.item.award.title),
            Column("paid", _("Ausgezahlt"), paid_to, sort="approved", numeric=True),
            Column(
                "accepted", _("Nachgewiesen"), lambda row: row.accepted, "accepted", numeric=True
            ),
            Column("due", _("Nachweis fällig"), lambda row: row.proof_due_on, "proof_due_on"),
            Column("state", _("Stand"), state, sort="state"),
        ),
        filters=(proof_filter(today),),
        empty=_(
            "Noch ist nichts ausgezahlt, was nachzuweisen wäre. Öffnen Sie eine Weiterleitung und "
            "tragen Sie die Auszahlung ein."
        ),
        file_name="nachweise-der-empfaenger",
    )


BESIDE = [
    *NEIGHBOURS,
    Entry(
        _("Rückforderungen"),
        "forwarding:recoveries",
        (Permission.FUNDING_READ, Permission.FUNDS_REQUEST),
    ),
]

RECOVERIES = Listing(
    title=_("Rückforderungen"),
    columns=(
        Column(
            "forwarding",
            _("Weiterleitung"),
            lambda row: row.forwarding.title,
            link=lambda row: reverse("forwarding:recovery", args=[row.pk]),
        ),
        Column(
            "recipient",
            _("Empfänger"),
            lambda row: row.forwarding.recipient or row.forwarding.applicant_name,
        ),
        Column("amount", _("Betrag"), lambda row: row.amount, sort="amount", numeric=True),
        Column("interest", _("Zinsen"), lambda row: row.interest, sort="interest", numeric=True),
        Column("demanded", _("Gefordert am"), lambda row: row.demanded_on, sort="demanded_on"),
        Column("due", _("Zu zahlen bis"), lambda row: row.due_on, sort="due_on"),
        Column("until", _("Jahresfrist endet"), lambda row: last_day_to_demand(row.known_on)),
        Column("state", _("Stand"), badge, sort="state"),
    ),
    filters=(
        Filter(
            "state", _("Stand"), RecoveryState.choices, lambda rows, value: rows.filter(state=value)
        ),
    ),
    empty=_("Keine Rückforderung. Sie entsteht aus einer Weiterleitung, deren Nachweis fehlt."),
    searchable=False,
    file_name="rueckforderungen",
)


def recoveries_in_order(rows: QuerySet[Recovery]) -> QuerySet[Recovery]:
    return rows.select_related("forwarding__recipient").order_by("state", "due_on", "pk")


def _to_forwarding(row: Forwarding) -> str:
    return reverse("forwarding:forwarding", args=[row.pk])
