"""Verdicts on the people reported to a call: their list, their page, deciding on them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed, require, require_anywhere
from kreislotse.eligibility.facts import read_back
from kreislotse.eligibility.models import Criteria, RuleSetVersion, Verdict
from kreislotse.eligibility.outdated import outdated
from kreislotse.eligibility.reported import reported_to
from kreislotse.eligibility.states import VersionState
from kreislotse.journal.models import ReadKind
from kreislotse.participants.models import Call, Candidate
from kreislotse.web.deeds import perform
from kreislotse.web.eligibility import deeds, listings
from kreislotse.web.eligibility.listings import result_badge, verdict_address
from kreislotse.web.eligibility.shown import reasons_shown
from kreislotse.web.listing import show_list
from kreislotse.web.reads import note_read
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

CHECK, EDIT = Permission.PERSON_CHECK, Permission.PERSON_EDIT
SAID = ("admitted_on", "earlier_course", "registered_as_seeking")


def address(call: Call) -> str:
    return reverse("eligibility:verdicts", args=[call.pk])


def verdicts(request: Request, call_id: int) -> HttpResponse:
    call = _call(request, call_id)
    require_anywhere(request.actor, CHECK, EDIT)
    criteria = Criteria.objects.visible_to(request.actor).filter(call=call).first()
    checks = allowed(request.actor, CHECK, at=call.owner_id)
    people = reported_to(call)
    rows = Verdict.objects.visible_to(request.actor).filter(candidate__in=people, current=True)
    rows = rows.filter(version__rule_set=criteria.rule_set_id if criteria else None)
    shown = rows.select_related("candidate__owner", "decision").order_by("result", "-pk")
    context = {
        "call": call,
        "criteria": criteria,
        "checks": checks,
        "unchecked": people.exclude(verdicts__in=rows).count() if checks else 0,
        "stale": outdated(rows, request.actor.today).count(),
    }
    return show_list(
        request, listings.VERDICTS, shown, template="eligibility/verdicts.html", **context
    )


def criteria(request: Request, call_id: int) -> HttpResponse:
    call = _call(request, call_id)
    require(request.actor, Permission.CALL_EDIT, at=call.owner_id)
    chosen = Criteria.objects.visible_to(request.actor).filter(call=call).first()
    initial = {"owner": call.owner_id, "rule_set": chosen.rule_set_id if chosen else None}
    back = address(call)
    return perform(request, deeds.CRITERIA, call, then=lambda _: back, back=back, initial=initial)


def call_check(request: Request, call_id: int) -> HttpResponse:
    call = _call(request, call_id)
    back = address(call)
    return perform(request, deeds.CHECK_CALL, call, then=lambda _: back, back=back)


def verdict(request: Request, verdict_id: int) -> HttpResponse:
    """To the municipality this is its own person: the reading leaves a trace (R-DP-20)."""
    record = _verdict(request, verdict_id)
    if allowed(request.actor, EDIT, at=record.candidate.owner_id):
        purpose = "Prüfergebnis einer eigenen Person"
        note_read(request, ReadKind.RECORD, [record.candidate], needs=EDIT, purpose=purpose)
    return render(request, "eligibility/verdict.html", _context(request, record))


def _context(request: Request, record: Verdict) -> dict[str, Any]:
    decision = getattr(record, "decision", None)
    stale = outdated(
        Verdict.objects.visible_to(request.actor).filter(pk=record.pk), request.actor.today
    )
    is_stale = stale.exists()
    renew = (CHECK, _("Neu prüfen"), _deed("renew", record))
    decide = (CHECK, _("Entscheiden"), _deed("decide", record))
    open_now = record.current and decision is None and not is_stale
    context = record_context(
        request,
        record,
        title=say("Prüfergebnis zu {code}").format(code=record.candidate.code),
        crumbs=[(record.version.rule_set.title, _rules(record))],
        extra_deeds=([decide] if open_now else []) + ([renew] if record.current else []),
        state=result_badge(record),
    )
    if open_now and context["deeds"]:
        context["deeds"][0]["primary"] = True
    return {
        **context,
        "following": _following(request, record),
        "stale": is_stale,
        "reasons": reasons_shown(record, named=_named(request, record)),
        "decision": decision,
        "decided": result_badge(decision) if decision else None,
        "others": _others(request, record),
    }


def _named(request: Request, record: Verdict) -> bool:
    seen = Candidate.objects.visible_to(request.actor)
    return seen.filter(pk=record.candidate_id).exists()


def _following(request: Request, record: Verdict) -> str:
    """The next verdict by the same rules that waits for a decision, for who decides."""
    if not allowed(request.actor, CHECK, at=record.owner_id):
        return ""
    waiting = Verdict.objects.visible_to(request.actor).filter(
        current=True, decision=None, version__rule_set=record.version.rule_set_id
    )
    found = waiting.exclude(pk=record.pk).order_by("result", "-pk").first()
    return verdict_address(found) if found else ""


def _others(request: Request, record: Verdict) -> list[dict[str, Any]]:
    """What was found about the same person by the same rule set on other days."""
    rows = Verdict.objects.visible_to(request.actor).filter(
        candidate=record.candidate_id, version__rule_set=record.version.rule_set_id
    )
    others = rows.exclude(pk=record.pk).select_related("version", "decision").order_by("-pk")[:20]
    return [
        {
            "verdict": each,
            "badge": result_badge(each),
            "decided": result_badge(each.decision) if hasattr(each, "decision") else None,
        }
        for each in others
    ]


def verdict_decide(request: Request, verdict_id: int) -> HttpResponse:
    record = _verdict(request, verdict_id)
    return perform(
        request,
        deeds.DECIDE,
        record,
        then=lambda _: verdict_address(record),
        back=verdict_address(record),
    )


def verdict_renew(request: Request, verdict_id: int) -> HttpResponse:
    """By the version that is in force now; the answer is a page of its own if it differs."""
    record = _verdict(request, verdict_id)
    require(request.actor, CHECK, at=record.owner_id)
    versions = RuleSetVersion.objects.visible_to(request.actor).select_related("rule_set")
    version = get_object_or_404(
        versions, rule_set=record.version.rule_set_id, state=VersionState.IN_FORCE
    )
    subjects = (record.candidate, version)
    initial = {code: read_back(code, record.facts.get(code)) for code in SAID}
    initial["registered_as_seeking"] = _yes_no(record.facts.get("registered_as_seeking"))
    back = verdict_address(record)
    return perform(
        request,
        deeds.RENEW,
        *subjects,
        then=verdict_address,
        back=back,
        at=record.owner_id,
        initial=initial,
    )


def _yes_no(kept: Any) -> str:
    return {True: "yes", False: "no"}.get(kept, "")


def _rules(record: Verdict) -> str:
    return reverse("eligibility:rule_version", args=[record.version_id])


def _deed(noun: str, record: Verdict) -> str:
    return reverse(f"eligibility:verdict_{noun}", args=[record.pk])


def _call(request: Request, call_id: int) -> Any:
    visible = Call.objects.visible_to(request.actor).select_related("owner")
    return get_object_or_404(visible, pk=call_id)


def _verdict(request: Request, verdict_id: int) -> Any:
    visible = Verdict.objects.visible_to(request.actor).select_related(
        "candidate__owner", "version__rule_set", "decision"
    )
    return get_object_or_404(visible, pk=verdict_id)
