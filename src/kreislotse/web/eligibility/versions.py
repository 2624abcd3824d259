"""A version of a rule set: its rules as sentences, compared, simulated, put into force."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed, require_anywhere
from kreislotse.eligibility.models import RuleSetVersion
from kreislotse.eligibility.simulation import Simulation, Transitions, simulate
from kreislotse.eligibility.states import Result, VersionState
from kreislotse.eligibility.words import vocabulary_of
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.eligibility import deeds
from kreislotse.web.eligibility.listings import TONES, version_badge
from kreislotse.web.eligibility.rules import EDIT, HOME, address, version_address
from kreislotse.web.eligibility.shown import differences, rules_shown
from kreislotse.web.listing import Badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

COUNTS = (Permission.PERSON_COUNT, Permission.PERSON_EDIT)


def rule_version(request: Request, rule_version_id: int) -> HttpResponse:
    record = _version(request, rule_version_id)
    rules = record.rules.order_by("position")
    others = record.rule_set.versions.exclude(pk=record.pk).order_by("-number")
    context = {
        **_context(request, record),
        "rules": rules_shown(rules, vocabulary_of(record.owner_id)),
        "others": [{"version": each, "badge": version_badge(each)} for each in others],
        "editable": _editable(request, record),
    }
    return render(request, "eligibility/rule_version.html", context)


def _context(request: Request, record: RuleSetVersion) -> dict[str, Any]:
    def deed(noun: str) -> str:
        return reverse(f"eligibility:{noun}", args=[record.pk])

    extra = [(EDIT, _("Regel hinzufügen"), deed("rule_new"))]
    simulated = [(right, _("Folgen berechnen"), deed("simulation")) for right in COUNTS[:1]]
    draft = record.state == VersionState.DRAFT
    return record_context(
        request,
        record,
        title=str(record),
        crumbs=_crumbs(record),
        deeds={
            "put_rules_into_force": deed("rule_version_force"),
            "retire_rules": deed("rule_version_retire"),
        },
        extra_deeds=[*extra, *simulated] if draft else [],
        state=version_badge(record),
    )


def rule_version_force(request: Request, rule_version_id: int) -> HttpResponse:
    return _perform(request, deeds.FORCE, rule_version_id)


def rule_version_retire(request: Request, rule_version_id: int) -> HttpResponse:
    return _perform(request, deeds.RETIRE, rule_version_id)


def rule_version_compare(request: Request, rule_version_id: int) -> HttpResponse:
    """With the version of the number asked for, else with the one before."""
    record = _version(request, rule_version_id)
    others = record.rule_set.versions.exclude(pk=record.pk).order_by("-number")
    other = _chosen(request, others, record)
    found = differences(other, record, vocabulary_of(record.owner_id)) if other else []
    context = {
        "title": say("{version} im Vergleich").format(version=record),
        "crumbs": [*_crumbs(record), (str(record), version_address(record))],
        "record": record,
        "other": other,
        "others": others,
        "differences": found,
    }
    return render(request, "eligibility/comparison.html", context)


def _chosen(
    request: Request, others: QuerySet[RuleSetVersion], record: RuleSetVersion
) -> RuleSetVersion | None:
    asked = request.GET.get("with", "")
    if asked.isdecimal() and len(asked) < 6:
        return get_object_or_404(others, number=asked)
    return others.filter(number__lt=record.number).first() or others.first()


def simulation(request: Request, rule_version_id: int) -> HttpResponse:
    record = _version(request, rule_version_id)
    require_anywhere(request.actor, *COUNTS)
    found = simulate(record, actor=request.actor)
    context = {
        "title": say("Folgen von {version}").format(version=record),
        "crumbs": [*_crumbs(record), (str(record), version_address(record))],
        "record": record,
        "found": found,
        "steps": _steps(found),
    }
    return render(request, "eligibility/simulation.html", context)


def _steps(found: Simulation) -> list[dict[str, Any]]:
    """Each transition that occurs, changes first, with its number in all and by municipality."""
    order = sorted(found.total, key=lambda step: (step[0] == step[1], step))
    return [
        {
            "before": Badge(Result(old).label, TONES[old]),
            "after": Badge(Result(new).label, TONES[new]),
            "same": old == new,
            "people": found.total[old, new],
            "towns": _by_town(found.by_town, (old, new)),
        }
        for old, new in order
    ]


def _by_town(by_town: Any, step: tuple[Result, Result]) -> list[tuple[Any, int]]:
    towns: dict[Any, Transitions] = dict(by_town)
    return [(town, counts[step]) for town, counts in towns.items() if counts[step]]


def _crumbs(record: RuleSetVersion) -> list[tuple[Any, str]]:
    return [(HOME[0], reverse(HOME[1])), (record.rule_set.title, address(record.rule_set))]


def _editable(request: Request, record: RuleSetVersion) -> bool:
    draft = record.state == VersionState.DRAFT
    return draft and allowed(request.actor, EDIT, at=record.owner_id)


def _version(request: Request, rule_version_id: int) -> RuleSetVersion:
    visible = RuleSetVersion.objects.visible_to(request.actor)
    found: RuleSetVersion = get_object_or_404(
        visible.select_related("rule_set__owner"), pk=rule_version_id
    )
    return found


def _perform(request: Request, deed: Deed, rule_version_id: int) -> HttpResponse:
    record = _version(request, rule_version_id)
    return perform(request, deed, record, then=version_address, back=version_address(record))
