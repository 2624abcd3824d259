"""Asking money back: its deeds, forms, and the page with the calculation of the interest."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.forwarding.actions import recoveries
from kreislotse.forwarding.models import Forwarding, Recovery
from kreislotse.forwarding.proving import standing_of
from kreislotse.forwarding.recovering import facts_known_on, interest_sheet, last_day_to_demand
from kreislotse.forwarding.states import RecoveryState
from kreislotse.kernel.german import decimal
from kreislotse.kernel.interest import Interest
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm, DateField, MoneyField
from kreislotse.web.forwarding.sub_proofs import badge, crumbs_to, forwarding_address
from kreislotse.web.forwarding.sub_proofs_forms import ReasonForm
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request


class DemandForm(ActionForm):
    amount = MoneyField(label=_("Betrag"))
    reason = forms.CharField(
        label=_("Grund"),
        help_text=_("Der Satz steht im Schreiben an den Empfänger. Bitte keine Namen."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    known_on = DateField(
        label=_("Tatsachen bekannt seit"),
        help_text=_("Ab hier läuft ein Jahr; danach lässt sich nichts mehr zurückfordern."),
    )
    demanded_on = DateField(label=_("Gefordert am"))
    due_on = DateField(label=_("Zu zahlen bis"))
    interest_from = DateField(
        label=_("Zinsen ab"),
        required=False,
        help_text=_("meist der Tag der Auszahlung; leer, wenn keine Zinsen gefordert werden"),
    )


class PaidForm(ActionForm):
    settled_on = DateField(label=_("Zurückgezahlt am"))
    without_interest_reason = forms.CharField(
        label=_("Warum keine Zinsen verlangt werden"),
        help_text=_(
            "Nur bei pünktlicher Zahlung, und wenn der Empfänger es nicht zu vertreten hat. Sonst "
            "leer lassen."
        ),
        max_length=300,
        required=False,
    )


DEMAND = Deed(
    title=_("Geld zurückfordern"),
    button=_("Zurückfordern"),
    done=_("Die Rückforderung ist eingetragen."),
    form=DemandForm,
    action=recoveries.demand_recovery,
    needs=Permission.FUNDING_EDIT,
)
PAID = Deed(
    title=_("Rückzahlung eintragen"),
    button=_("Rückzahlung eintragen"),
    done=_("Die Rückzahlung ist gebucht. Das Geld ist wieder frei und kann neu verteilt werden."),
    form=PaidForm,
    action=recoveries.record_recovery_paid,
    verb="record_recovery_paid",
    consequence=_("Der Betrag wird gebucht und ist im Topf wieder frei."),
)
WAIVE = Deed(
    title=_("Rückforderung erlassen"),
    button=_("Erlassen"),
    done=_("Die Rückforderung ist erlassen. Den Betrag trägt der Kreis."),
    form=ReasonForm,
    action=recoveries.waive_recovery,
    verb="waive_recovery",
    consequence=_(
        "Das Geld bleibt beim Empfänger und ist nicht nachgewiesen. Der Kreis muss es selbst "
        "tragen. Das lässt sich nicht zurücknehmen."
    ),
)
CLOSE = Deed(
    title=_("Weiterleitung abschließen"),
    button=_("Abschließen"),
    done=_("Die Weiterleitung ist abgeschlossen."),
    form=ActionForm,
    action=recoveries.close_forwarding,
    verb="close_forwarding",
    consequence=_("Danach wird zu dieser Weiterleitung nichts mehr gebucht."),
)


def address(recovery: Recovery) -> str:
    return reverse("forwarding:recovery", args=[recovery.pk])


def demand_initial(request: Request, forwarding: Forwarding) -> dict[str, Any]:
    """What is open, and since when there is a reason to ask for it."""
    today = request.actor.today
    return {
        "amount": standing_of(forwarding).not_demanded,
        "known_on": facts_known_on(forwarding, today=today) or today,
        "demanded_on": today,
        "interest_from": forwarding.paid_on,
    }


def recovery_context(request: Request, recovery: Recovery) -> dict[str, Any]:
    """The page of one recovery: its facts, and how the interest comes about (R-GRT-17)."""
    forwarding = recovery.forwarding
    sheet = interest_sheet(recovery, today=request.actor.today)
    reads = allowed(request.actor, Permission.FUNDING_READ, at=forwarding.owner_id)
    steps = {"record_recovery_paid": "recovery_paid", "waive_recovery": "recovery_waive"}
    context = record_context(
        request,
        recovery,
        title=gettext("Rückforderung über {amount}").format(amount=recovery.amount),
        crumbs=crumbs_to(forwarding),
        deeds={
            verb: reverse(f"forwarding:{name}", args=[recovery.pk]) for verb, name in steps.items()
        }
        if reads
        else {},
        state=badge(recovery),
    )
    return {
        **context,
        **({} if reads else {"timeline": None}),
        "facts": _facts(recovery),
        "sheet": sheet,
        "periods": _periods(sheet) if sheet else [],
        "counting": forwarding.item.award.get_day_count_display(),
        "running": recovery.state == RecoveryState.DEMANDED,
        "borne": recovery.amount if recovery.state == RecoveryState.WAIVED else None,
        "let_off": sheet is not None and recovery.waived_reason,
    }


def _facts(recovery: Recovery) -> list[tuple[Any, ...]]:
    forwarding = recovery.forwarding
    facts: list[tuple[Any, ...]] = [
        (_("Empfänger"), forwarding.recipient or forwarding.applicant_name),
        (_("Weiterleitung"), forwarding.title, forwarding_address(forwarding)),
        (_("Betrag"), recovery.amount),
        (_("Grund"), recovery.reason),
        (_("Tatsachen bekannt seit"), recovery.known_on),
        (_("Jahresfrist endet am"), last_day_to_demand(recovery.known_on)),
        (_("Gefordert am"), recovery.demanded_on),
        (_("Zu zahlen bis"), recovery.due_on),
        (_("Zinsen ab"), recovery.interest_from or _("nicht gefordert")),
    ]
    if recovery.state == RecoveryState.SETTLED:
        facts.append((_("Zurückgezahlt am"), recovery.settled_on))
        facts.append((_("Festgesetzte Zinsen"), recovery.interest))
    if recovery.waived_reason:
        facts.append((_("Grund des Verzichts"), recovery.waived_reason))
    return facts


def _periods(sheet: Interest) -> list[dict[str, Any]]:
    return [
        {
            "first": period.first,
            "last": period.last,
            "days": period.days,
            "percent": f"{decimal(period.percent, 2)}\u00a0%",
            "basis": period.year_basis,
            "amount": period.amount,
        }
        for period in sheet.periods
    ]
