"""Where the money of an award goes on to: items to share out and pass on, and proofs to write."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.awards.holdings import Holding
from kreislotse.awards.models import Award, ProofDuty
from kreislotse.awards.states import OPEN, OVER
from kreislotse.kernel.german import period
from kreislotse.ledger.states import AccountKind
from kreislotse.web.awards.cash_tables import Cell, Table
from kreislotse.web.proofs.listings import kind, state

EDIT = Permission.FUNDING_EDIT


def onward_context(actor: Actor, award: Award, lines: Sequence[Holding]) -> dict[str, Any]:
    """The sections of awards/onward.html, for an award that is booked."""
    may_edit = allowed(actor, EDIT, at=award.owner_id)
    return {
        "onward": {
            "items": _items(lines, may_edit=may_edit and award.state in OPEN),
            "plans": _narrowed("forwarding:plans", initiative=award.initiative_id),
            "forwardings": _narrowed("forwarding:forwardings", award=award.pk),
            "proofs": _proofs(actor, award, may_edit=may_edit and award.state not in OVER),
        }
    }


def proof_address(actor: Actor, award: Award) -> str:
    """The final proof, or the page on which it is begun; empty when none is owed."""
    duty = _duties(actor, award).filter(final=True).first()
    if duty is None:
        return ""
    return _proof(duty) or reverse("proofs:proof_begin", args=[duty.pk])


def _items(lines: Sequence[Holding], *, may_edit: bool) -> Table:
    """What is free of each item, with the ways to share it out and to pass it on."""
    heads: list[tuple[Any, bool]] = [(_("Ziffer und Zweck"), False), (_("Frei"), True)]
    if may_edit:
        heads += [(_("Auf Städte und Gemeinden"), False), (_("An einen Empfänger"), False)]
    rows = []
    for line in lines:
        row = [Cell(line.item), Cell(line.at(AccountKind.AVAILABLE))]
        if may_edit:
            share = _narrowed("forwarding:scenarios_new", item=line.item.pk)
            apply = _narrowed("forwarding:forwarding_new", item=line.item.pk)
            row += [
                Cell(_("verteilen"), share, line.item),
                Cell(_("Antrag eintragen"), apply, line.item),
            ]
        rows.append(row)
    return Table(_("Weiterzuleiten"), heads, rows)


def _proofs(actor: Actor, award: Award, *, may_edit: bool) -> Table:
    rows = []
    for duty in _duties(actor, award).order_by("due_on"):
        link = _proof(duty)
        if may_edit and not link:
            link = reverse("proofs:proof_begin", args=[duty.pk])
        rows.append(
            [
                Cell(kind(duty), link),
                Cell(period(duty.period_from, duty.period_to)),
                Cell(duty.due_on),
                Cell(state(duty)),
            ]
        )
    heads = [
        (_("Art"), False),
        (_("Zeitraum"), False),
        (_("Vorzulegen bis"), False),
        (_("Stand"), False),
    ]
    return Table(_("Nachweise an die Behörde"), heads, rows)


def _duties(actor: Actor, award: Award) -> Any:
    return ProofDuty.objects.visible_to(actor).filter(award=award).select_related("proof")


def _proof(duty: ProofDuty) -> str:
    proof = getattr(duty, "proof", None)
    return reverse("proofs:proof", args=[proof.pk]) if proof else ""


def _narrowed(route: str, **asked: int) -> str:
    return f"{reverse(route)}?{urlencode(asked)}"
