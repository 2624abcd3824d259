"""The lists of proofs that are owed and of the forms of the state."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.awards.models import ProofDuty
from kreislotse.awards.states import OVER
from kreislotse.kernel.german import period
from kreislotse.mandates.rules import REMINDER_DAYS
from kreislotse.proofs.models import FormTemplate, Proof
from kreislotse.proofs.states import FormKind, ProofState
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry

NEIGHBOURS = [
    Entry(_("Verwendungsnachweise"), "proofs:proofs", (Permission.FUNDING_READ,)),
    Entry(_("Formulare"), "proofs:templates"),
]
TONES = {
    ProofState.SIGNED: "info",
    ProofState.SUBMITTED: "success",
    ProofState.AUDITED: "success",
}
_DONE = (ProofState.SUBMITTED, ProofState.AUDITED)


def badge(proof: Proof) -> Badge:
    return Badge(proof.get_state_display(), TONES.get(ProofState(proof.state), "warning"))


def kind(duty: ProofDuty) -> Any:
    return _("Verwendungsnachweis") if duty.final else _("Zwischennachweis")


def proofs_listing(actor: Actor) -> Listing:
    """Each proof that is owed, begun or not, with how it stands today."""
    return Listing(
        _("Verwendungsnachweise"),
        [
            Column(
                "award",
                _("Bescheid"),
                lambda row: row.award.title,
                sort="award__sort_key",
                link=lambda row: _address(row, actor),
            ),
            Column("kind", _("Art"), kind, sort="final"),
            Column("period", _("Zeitraum"), lambda row: period(row.period_from, row.period_to)),
            Column("due_on", _("Vorzulegen bis"), lambda row: row.due_on, sort="due_on"),
            Column("left", _("Frist"), lambda row: _left(row, actor.today)),
            Column("state", _("Stand"), state),
        ],
        _("Es ist kein Nachweis zu führen. Nachweise ergeben sich aus den Bescheiden."),
        filters=[
            Filter(
                "due",
                _("Frist"),
                [
                    ("overdue", _("überfällig")),
                    ("soon", _("in den nächsten 28 Tagen")),
                    ("open", _("noch vorzulegen")),
                    ("done", _("vorgelegt")),
                ],
                lambda rows, chosen: _by_due(rows, chosen, actor.today),
            )
        ],
        searchable=False,
        file_name="verwendungsnachweise",
    )


TEMPLATES = Listing(
    _("Formulare"),
    [
        Column(
            "title",
            _("Formular"),
            lambda row: row.title,
            sort="title",
            link=lambda row: reverse("proofs:template", args=[row.pk]),
        ),
        Column("kind", _("Art"), FormTemplate.get_kind_display, sort="kind"),
        Column("version", _("Fassung"), lambda row: row.version, sort="version", numeric=True),
        Column("programme", _("Nur für"), lambda row: row.programme),
        Column("valid_from", _("Gilt ab"), lambda row: row.valid_from, sort="valid_from"),
        Column("valid_to", _("Gilt bis"), lambda row: row.valid_to, sort="valid_to"),
    ],
    _("Noch keine Formulare. Die Verwaltung lädt die mitgelieferten beim Einrichten."),
    filters=[
        Filter(
            "kind",
            _("Art"),
            FormKind.choices,
            lambda rows, chosen: rows.filter(kind=chosen),
        )
    ],
    searchable=False,
    file_name="formulare",
)


def _address(duty: ProofDuty, actor: Actor) -> str:
    proof = getattr(duty, "proof", None)
    if proof:
        return reverse("proofs:proof", args=[proof.pk])
    if allowed(actor, Permission.FUNDING_EDIT, at=duty.owner_id):
        return reverse("proofs:proof_begin", args=[duty.pk])
    return reverse("awards:award", args=[duty.award_id])


def state(duty: ProofDuty) -> Badge:
    proof = getattr(duty, "proof", None)
    return badge(proof) if proof else Badge(_("noch nicht begonnen"), "warning")


def _left(duty: ProofDuty, today: date) -> Any:
    proof = getattr(duty, "proof", None)
    if proof and proof.state in _DONE:
        return None
    days = (duty.due_on - today).days
    if days < 0:
        return Badge(gettext("seit {days} Tagen überfällig").format(days=-days), "danger")
    text = gettext("noch {days} Tage").format(days=days)
    return Badge(text, "warning") if days <= REMINDER_DAYS[0] else text


def _by_due(rows: QuerySet, chosen: str, today: date) -> QuerySet:
    if chosen == "done":
        return rows.filter(proof__state__in=_DONE)
    still = rows.exclude(Q(proof__state__in=_DONE)).exclude(award__state__in=OVER)
    if chosen == "overdue":
        return still.filter(due_on__lt=today)
    if chosen == "soon":
        return still.filter(due_on__gte=today, due_on__lte=today + timedelta(days=28))
    return still
