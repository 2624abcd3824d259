"""Rule sets and single rules: their lists, pages and deeds."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.eligibility.models import Rule, RuleSet, RuleSetVersion
from kreislotse.eligibility.states import VersionState
from kreislotse.eligibility.words import vocabulary_of
from kreislotse.kernel.refusals import WrongState
from kreislotse.web.deeds import perform
from kreislotse.web.eligibility import deeds, listings
from kreislotse.web.eligibility.rule_form import rule_initial
from kreislotse.web.listing import show_list
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.RULE_EDIT
HOME = (_("Regelwerke"), "eligibility:rule_sets")


def address(record: RuleSet) -> str:
    return reverse("eligibility:rule_set", args=[record.pk])


def version_address(version: RuleSetVersion) -> str:
    return reverse("eligibility:rule_version", args=[version.pk])


def rule_sets(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.RULE_READ)
    rows = listings.with_versions(RuleSet.objects.visible_to(request.actor).select_related("owner"))
    may = request.actor.holds(EDIT)
    new = (_("Neues Regelwerk"), reverse("eligibility:rule_set_new")) if may else None
    return show_list(
        request, listings.RULE_SETS, rows, new=new, template="eligibility/rule_sets.html"
    )


def rule_set_new(request: Request) -> HttpResponse:
    back = reverse("eligibility:rule_sets")
    return perform(request, deeds.NEW_SET, then=address, back=back)


def rule_set(request: Request, rule_set_id: int) -> HttpResponse:
    record = _rule_set(request, rule_set_id)
    versions = list(record.versions.order_by("-number"))
    drafted = any(each.state == VersionState.DRAFT for each in versions)
    draft = (
        EDIT,
        _("Neue Fassung entwerfen"),
        reverse("eligibility:rule_set_draft", args=[record.pk]),
    )
    context = record_context(
        request,
        record,
        title=record.title,
        crumbs=[(HOME[0], reverse(HOME[1]))],
        extra_deeds=[] if drafted else [draft],
    )
    lines = [{"version": each, "badge": listings.version_badge(each)} for each in versions]
    return render(request, "eligibility/rule_set.html", {**context, "versions": lines})


def rule_set_draft(request: Request, rule_set_id: int) -> HttpResponse:
    record = _rule_set(request, rule_set_id)
    return perform(request, deeds.DRAFT, record, then=version_address, back=address(record))


def rule_new(request: Request, rule_version_id: int) -> HttpResponse:
    visible = RuleSetVersion.objects.visible_to(request.actor)
    version = get_object_or_404(visible.select_related("rule_set"), pk=rule_version_id)
    _refuse_unless_draft(request, version)
    back = version_address(version)
    initial = {"vocabulary": vocabulary_of(version.owner_id)}
    return perform(
        request, deeds.ADD_RULE, version, then=lambda _: back, back=back, initial=initial
    )


def rule_change(request: Request, rule_id: int) -> HttpResponse:
    record = _rule(request, rule_id)
    _refuse_unless_draft(request, record.version)
    back = version_address(record.version)
    initial = {"vocabulary": vocabulary_of(record.owner_id), **rule_initial(record)}
    return perform(
        request, deeds.CHANGE_RULE, record, then=lambda _: back, back=back, initial=initial
    )


def rule_remove(request: Request, rule_id: int) -> HttpResponse:
    record = _rule(request, rule_id)
    _refuse_unless_draft(request, record.version)
    back = version_address(record.version)
    return perform(request, deeds.REMOVE_RULE, record, then=version_address, back=back)


def _refuse_unless_draft(request: Request, version: RuleSetVersion) -> None:
    """First whose deed it is, then whether the version can still be changed."""
    require(request.actor, EDIT, at=version.owner_id)
    if version.state != VersionState.DRAFT:
        raise WrongState(state=version.get_state_display())


def _rule_set(request: Request, rule_set_id: int) -> Any:
    visible = RuleSet.objects.visible_to(request.actor).select_related("owner")
    return get_object_or_404(visible, pk=rule_set_id)


def _rule(request: Request, rule_id: int) -> Any:
    visible = Rule.objects.visible_to(request.actor).select_related("version__rule_set")
    return get_object_or_404(visible, pk=rule_id)
