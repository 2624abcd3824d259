"""The lists of sharing out."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.models import AwardItem
from kreislotse.forwarding.figures import NAMES
from kreislotse.forwarding.models import Agreement, KeyFigure, SharePlan
from kreislotse.forwarding.residual import Residual
from kreislotse.forwarding.sharing_words import agreement_summary
from kreislotse.forwarding.states import ON_FILE, AgreementState, Key, PlanState
from kreislotse.kernel.german import date_short, number
from kreislotse.web.by_initiative import BY_INITIATIVE, INITIATIVE
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry

READ, REQUEST = Permission.FUNDING_READ, Permission.FUNDS_REQUEST
NEIGHBOURS = [
    Entry(_("Weiterleitungen"), "forwarding:forwardings", (READ, REQUEST)),
    Entry(_("Verteilungen"), "forwarding:plans", (READ,)),
    Entry(_("Abstimmung"), "forwarding:agreements", (READ, REQUEST)),
    Entry(_("Schlüsselzahlen"), "forwarding:key_figures", (READ, Permission.REFERENCE_EDIT)),
    Entry(_("Reste"), "forwarding:residuals", (READ,)),
]
TONES = {
    PlanState.CONSULTATION: "warning",
    PlanState.DECIDED: "success",
    AgreementState.ASKED: "warning",
    AgreementState.AGREED: "success",
    AgreementState.OBJECTED: "danger",
}


def badge(record: Any) -> Badge:
    return Badge(record.get_state_display(), TONES.get(record.state, "info"))


def plan_address(plan: SharePlan) -> str:
    return reverse("forwarding:plan", args=[plan.pk])


def agreement_address(agreement: Agreement) -> str:
    return reverse("forwarding:agreement", args=[agreement.pk])


def rule(plan: SharePlan) -> str:
    """By what a plan shares out, in words."""
    dated = ""
    if plan.figures_on:
        dated = gettext(", Zahlen vom {day}").format(day=date_short(plan.figures_on))
    key = f"{plan.get_key_display()}{dated}"
    if not plan.base_amount:
        return key
    sentence = gettext("{base} vorab für jede Stadt oder Gemeinde, der Rest {key}")
    return sentence.format(base=plan.base_amount, key=key)


def summary(plan: SharePlan) -> str:
    return agreement_summary(plan, gettext)


def _items(actor: Actor) -> Sequence[tuple[Any, Any]]:
    shared = AwardItem.objects.visible_to(actor).filter(share_plans__isnull=False).distinct()
    return [(item.pk, f"{item.award}: {item}") for item in shared.select_related("award")]


def _days(actor: Actor) -> Sequence[tuple[Any, Any]]:
    days = KeyFigure.objects.visible_to(actor).order_by("-on").values_list("on", flat=True)
    return [(day.isoformat(), date_short(day)) for day in days.distinct()]


PLANS = Listing(
    _("Verteilungen"),
    [
        Column("title", _("Vorschlag"), lambda row: row.title, sort="title", link=plan_address),
        INITIATIVE,
        Column(
            "item", _("Position des Bescheids"), lambda row: row.item and str(row.item), sort="item"
        ),
        Column("amount", _("Betrag"), lambda row: row.amount, sort="amount", numeric=True),
        Column("rule", _("Schlüssel"), rule, sort="key"),
        Column("state", _("Stand"), badge, sort="state"),
        Column("agreement", _("Abstimmung"), summary),
    ],
    _("Noch ist nichts verteilt. Legen Sie mehrere Vorschläge an und vergleichen Sie sie."),
    filters=[
        Filter(
            "state",
            _("Stand"),
            PlanState.choices,
            lambda rows, chosen: rows.filter(state=chosen),
        ),
        BY_INITIATIVE,
        Filter(
            "item",
            _("Position des Bescheids"),
            _items,
            lambda rows, chosen: rows.filter(item=chosen),
        ),
    ],
    searchable=False,
    file_name="verteilungen",
)

AGREEMENTS = Listing(
    _("Abstimmung mit den Städten und Gemeinden"),
    [
        Column(
            "municipality",
            _("Stadt oder Gemeinde"),
            lambda row: row.municipality.name,
            sort="municipality__sort_key",
            link=agreement_address,
        ),
        Column("plan", _("Verteilung"), lambda row: row.plan.title, sort="plan__title"),
        Column("share", _("Anteil"), lambda row: row.share, sort="share", numeric=True),
        Column("state", _("Antwort"), badge, sort="state"),
        Column("due_on", _("Antwort bis"), lambda row: row.due_on, sort="due_on"),
        Column("answered_on", _("Geantwortet am"), lambda row: row.answered_on, sort="answered_on"),
        Column("remark", _("Bemerkung"), lambda row: row.remark),
    ],
    _("Noch ist niemand gefragt. Öffnen Sie eine Verteilung und fragen Sie die Städte."),
    filters=[
        Filter(
            "state",
            _("Antwort"),
            AgreementState.choices,
            lambda rows, chosen: rows.filter(state=chosen),
        ),
    ],
    searchable=False,
    file_name="abstimmung",
)

OWN_SHARES = Listing(
    _("Ihr Anteil"),
    [
        Column(
            "plan",
            _("Verteilung"),
            lambda row: row.plan.title,
            sort="plan__title",
            link=agreement_address,
        ),
        *[column for column in AGREEMENTS.columns if column.key not in ("municipality", "plan")],
    ],
    _("Noch hat niemand Sie zu einer Verteilung gefragt. Sobald das geschieht, steht es hier."),
    filters=AGREEMENTS.filters,
    searchable=False,
    file_name="anteile",
)

KEY_FIGURES = Listing(
    _("Schlüsselzahlen"),
    [
        Column(
            "organisation",
            _("Stadt oder Gemeinde"),
            lambda row: row.organisation.name,
            sort="organisation__sort_key",
        ),
        Column("key", _("Was gezählt wird"), lambda row: NAMES[Key(row.key)], sort="key"),
        Column("on", _("Stichtag"), lambda row: row.on, sort="on"),
        Column("value", _("Zahl"), lambda row: number(row.value), sort="value", numeric=True),
        Column("source", _("Quelle"), lambda row: row.source, sort="source"),
    ],
    _("Noch keine Zahl. Tragen Sie die Einwohner aller Städte und Gemeinden auf einmal ein."),
    filters=[
        Filter(
            "key",
            _("Was gezählt wird"),
            [(key.value, NAMES[key]) for key in ON_FILE],
            lambda rows, chosen: rows.filter(key=chosen),
        ),
        Filter("on", _("Stichtag"), _days, lambda rows, chosen: rows.filter(on=chosen)),
    ],
    searchable=False,
    file_name="schluesselzahlen",
)


def _residual_address(residual: Residual) -> str:
    return reverse("forwarding:residual", args=[residual.item.pk])


RESIDUALS = Listing(
    _("Reste vor dem Ende der Bewilligung"),
    [
        Column("item", _("Position"), lambda row: str(row.item), link=_residual_address),
        Column("award", _("Bescheid"), lambda row: str(row.item.award)),
        Column("ends_on", _("Bewilligung endet am"), lambda row: row.ends_on),
        Column("free", _("Frei"), lambda row: row.free, numeric=True),
        Column("unneeded", _("Gebunden, nicht gebraucht"), lambda row: row.unneeded, numeric=True),
    ],
    _("Kein Bescheid, der bald endet, hat einen Rest. Die Bescheide zeigen, was noch frei ist."),
    searchable=False,
    file_name="reste",
)
