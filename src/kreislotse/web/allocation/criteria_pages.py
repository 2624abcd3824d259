"""What the pages of criteria show: versions, sentences, what changed, which runs used them."""

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.allocation.models import CriteriaSet, CriteriaVersion, Run
from kreislotse.allocation.states import CriteriaState
from kreislotse.web.allocation.criteria_deeds import EDIT
from kreislotse.web.allocation.criteria_forms import CriteriaForm
from kreislotse.web.allocation.criteria_listings import set_address, version_badge
from kreislotse.web.allocation.criteria_words import differences, sections
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

HOME = (_("Kriterien der Platzvergabe"), "allocation:criteria")
Crumbs = list[tuple[Any, str]]


def crumbs(record: CriteriaSet | None = None) -> Crumbs:
    way: Crumbs = [(HOME[0], reverse(HOME[1]))]
    return [*way, (record.title, set_address(record))] if record else way


def set_context(request: Request, record: CriteriaSet) -> dict[str, Any]:
    versions = list(record.versions.order_by("-number"))
    draft = reverse("allocation:version_draft", args=[record.pk])
    drafted = any(each.state == CriteriaState.DRAFT for each in versions)
    context = record_context(
        request,
        record,
        title=record.title,
        crumbs=crumbs(),
        extra_deeds=[] if drafted else [(EDIT, _("Neue Fassung entwerfen"), draft)],
    )
    runs = _runs_of(request, versions)
    lines = [
        {"version": each, "badge": version_badge(each), "runs": runs[each.pk]} for each in versions
    ]
    return {**context, "versions": lines}


def version_context(request: Request, record: CriteriaVersion) -> dict[str, Any]:
    found = changed(record)
    signs = allowed(request.actor, Permission.PLACES_SIGN, at=record.owner_id)
    return {
        **_record(request, record),
        **found,
        "sections": sections(record),
        "runs": _runs_of(request, [record])[record.pk],
        "is_draft": record.state == CriteriaState.DRAFT,
        "compare": _comparison(record, found["before"]) if signs else "",
    }


def _record(request: Request, record: CriteriaVersion) -> dict[str, Any]:
    def deed(noun: str) -> str:
        return reverse(f"allocation:version_{noun}", args=[record.pk])

    draft = record.state == CriteriaState.DRAFT
    return record_context(
        request,
        record,
        title=str(record),
        crumbs=crumbs(record.criteria_set),
        deeds={"publish_criteria": deed("publish"), "retire_criteria": deed("retire")},
        extra_deeds=[(EDIT, _("Ändern"), deed("change"))] if draft else [],
        state=version_badge(record),
    )


def changed(record: CriteriaVersion) -> dict[str, Any]:
    """The version of the set that was there before this one, and what this one says otherwise."""
    earlier = record.criteria_set.versions.filter(number__lt=record.number)
    before = earlier.select_related("criteria_set").order_by("-number").first()
    return {"before": before, "differences": differences(before, record) if before else []}


def initial_of(record: CriteriaVersion) -> dict[str, Any]:
    """The draft's columns as first values of its form."""
    return {name: getattr(record, name) for name in CriteriaForm.base_fields}


def _comparison(record: CriteriaVersion, before: CriteriaVersion | None) -> str:
    """The address of the comparison with the version before; the list is chosen there."""
    chosen = f"?a={before.pk}&b={record.pk}" if before else f"?a={record.pk}"
    return f"{reverse('allocation:compare')}{chosen}"


def _runs_of(
    request: Request, versions: list[CriteriaVersion]
) -> defaultdict[int, list[tuple[str, str]]]:
    """By version: the runs that were decided by it, as name and address."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Run.objects.visible_to(request.actor).filter(criteria__in=versions)
    for run in rows.for_list():
        name = f"{run}, {run.waiting_list}"
        found[run.criteria_id].append((name, reverse("allocation:run", args=[run.pk])))
    return found
