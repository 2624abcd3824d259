"""The list of what an application still lacks, each point with the page where it is done."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.funding.appraisal import completeness_of
from kreislotse.funding.completeness import Item, Status, blocking
from kreislotse.funding.models import Application
from kreislotse.funding.states import EDITABLE, ApplicationState
from kreislotse.web.listing import Badge

_BADGES = {
    Status.OK: Badge(_("vorhanden"), "success"),
    Status.MISSING: Badge(_("fehlt"), "danger"),
    Status.NOT_NEEDED: Badge(_("nicht nötig"), "info"),
}
_OPTIONAL = Badge(_("fehlt, ist aber kein Hindernis"), "warning")
_PAGES = {
    "period": "change",
    "plan": "line_new",
    "sum": "sum",
    "need": "reasons",
    "funding_need": "reasons",
    "effects": "reasons",
    "not_begun": "declarations",
    "input_tax": "declarations",
}
_SHOWN = (*EDITABLE, ApplicationState.INTERNALLY_APPROVED)


def completeness(application: Application, today: date, *, may_write: bool) -> dict[str, Any]:
    """The points as the page shows them; empty once the application is handed in."""
    items = completeness_of(application, today) if application.state in _SHOWN else []
    return {
        "checklist": [_row(item, application, may_write) for item in items],
        "lacking": len(blocking(items)),
    }


def _row(item: Item, application: Application, may_write: bool) -> dict[str, Any]:
    optional = item.status == Status.MISSING and not item.mandatory
    return {
        "item": item,
        "badge": _OPTIONAL if optional else _BADGES[item.status],
        "address": _address(item, application) if may_write else "",
    }


def _address(item: Item, application: Application) -> str:
    if item.status != Status.MISSING:
        return ""
    if item.code == "key":
        return reverse("organisations:organisation", args=[application.applicant_id])
    if item.code.startswith("annex-"):
        address = reverse("funding:application_annex_new", args=[application.pk])
        return f"{address}?code={item.code.removeprefix('annex-')}"
    page = _PAGES.get(item.code)
    return reverse(f"funding:application_{page}", args=[application.pk]) if page else ""
