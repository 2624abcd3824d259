"""The lists of forwardings and calls."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.models import Award
from kreislotse.forwarding.models import Forwarding, FundingCall
from kreislotse.forwarding.states import CallState, ForwardingState
from kreislotse.kernel.german import date_short
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry

READ = Permission.FUNDING_READ
_S = ForwardingState
TONES = {
    _S.APPLIED: "warning",
    _S.CHECKED: "warning",
    _S.ACCEPTED: "success",
    _S.CLOSED: "success",
    _S.PARTLY_ACCEPTED: "warning",
    _S.RECOVERY: "danger",
    _S.REJECTED: "danger",
    CallState.OPEN: "success",
}
_BEFORE_IT_BEGINS = (_S.APPLIED, _S.CHECKED, _S.APPROVED, _S.CONTRACT_SENT, _S.CONTRACT_SIGNED)

NEIGHBOURS = [
    Entry(_("Weiterleitungen"), "forwarding:forwardings", (READ, Permission.FUNDS_REQUEST)),
    Entry(_("Verteilungen"), "forwarding:plans", (READ,)),
    Entry(_("Abstimmung"), "forwarding:agreements", (READ, Permission.FUNDS_REQUEST)),
    Entry(_("Aufrufe"), "forwarding:funding_calls", (READ, Permission.FUNDS_REQUEST)),
    Entry(_("Nachweise"), "forwarding:sub_proofs", (READ, Permission.FUNDS_REQUEST)),
    Entry(_("Textbausteine"), "forwarding:text_blocks", (READ, Permission.REFERENCE_EDIT)),
    Entry(_("Befangenheiten"), "forwarding:conflicts", (READ, Permission.ACCOUNT_EDIT)),
]


def badge(record: Any) -> Badge:
    return Badge(record.get_state_display(), TONES.get(record.state, "info"))


def call_badge(call: FundingCall, actor: Actor) -> Badge:
    """Open calls close by themselves after their last day."""
    if call.state == CallState.OPEN and call.closes_on < actor.today:
        return Badge(_("Frist abgelaufen"))
    return badge(call)


def recipient_name(forwarding: Forwarding) -> str:
    """The organisation, or until it is known what the form says."""
    recipient = forwarding.recipient
    return str(recipient) if recipient is not None else forwarding.applicant_name


def next_day(forwarding: Forwarding) -> Any:
    """By when something has to be done: before the project begins, or when the proof is due."""
    words, day = "", None
    if forwarding.state in _BEFORE_IT_BEGINS:
        words, day = gettext("Beginn {day}"), forwarding.period_from
    elif forwarding.state == _S.PAID:
        words, day = gettext("Nachweis bis {day}"), forwarding.proof_due_on
    return words.format(day=date_short(day)) if day else None


def _awards(actor: Actor) -> list[tuple[str, str]]:
    awards = Award.objects.visible_to(actor).filter(forwarding_allowed=True).order_by("sort_key")
    return [(str(pk), title) for pk, title in awards.values_list("pk", "title")]


_COLUMNS = [
    Column("recipient", _("Empfänger"), recipient_name, sort="recipient__sort_key"),
    Column(
        "title",
        _("Vorhaben"),
        lambda row: row.title,
        sort="sort_key",
        link=lambda row: reverse("forwarding:forwarding", args=[row.pk]),
    ),
    Column("item", _("Zweck"), lambda row: str(row.item)),
    Column("award", _("Bescheid"), lambda row: row.item.award.title, sort="item__award__sort_key"),
    Column("requested", _("Beantragt"), lambda row: row.requested, sort="requested", numeric=True),
    Column("approved", _("Bewilligt"), lambda row: row.approved, sort="approved", numeric=True),
    Column("paid_on", _("Ausgezahlt am"), lambda row: row.paid_on, sort="paid_on"),
    Column("state", _("Stand"), badge, sort="state"),
    Column("next", _("Nächster Termin"), next_day),
]
_BY_STATE = Filter(
    "state",
    _("Stand"),
    ForwardingState.choices,
    lambda rows, chosen: rows.filter(state=chosen),
)

FORWARDINGS = Listing(
    _("Weiterleitungen"),
    _COLUMNS,
    _("Noch kein Antrag. Öffnen Sie einen Aufruf, oder tragen Sie einen Antrag ein."),
    filters=[
        _BY_STATE,
        Filter(
            "award", _("Bescheid"), _awards, lambda rows, chosen: rows.filter(item__award=chosen)
        ),
    ],
    file_name="weiterleitungen",
)
OF_TOWN = Listing(
    _("Ihre Anträge auf Mittel"),
    [_COLUMNS[1], _COLUMNS[0], *[each for each in _COLUMNS[2:] if each.key != "award"]],
    _("Noch kein Antrag. Beantragen Sie Mittel, wenn ein Aufruf offen ist."),
    filters=[_BY_STATE],
    file_name="antraege-auf-mittel",
)


def calls_listing(actor: Actor) -> Listing:
    """The calls, each with whether it takes applications on the reader's day."""
    return Listing(
        _("Aufrufe"),
        [
            Column(
                "title",
                _("Aufruf"),
                lambda row: row.title,
                sort="title",
                link=lambda row: reverse("forwarding:funding_call", args=[row.pk]),
            ),
            Column("item", _("Zweck"), lambda row: str(row.item)),
            Column("award", _("Bescheid"), lambda row: row.item.award.title),
            Column("cap", _("Höchstens"), lambda row: row.cap_per_project, numeric=True),
            Column("closes_on", _("Anträge bis"), lambda row: row.closes_on, sort="closes_on"),
            Column("state", _("Stand"), lambda row: call_badge(row, actor), sort="state"),
        ],
        _("Noch kein Aufruf. Legen Sie einen an, wenn ein Bescheid die Weiterleitung erlaubt."),
        searchable=False,
        file_name="aufrufe",
    )
