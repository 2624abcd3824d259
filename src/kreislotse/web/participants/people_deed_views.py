"""The pages of the deeds on one person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from kreislotse.participants.models import Candidate
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.participants import people_deeds as deeds
from kreislotse.web.participants.people_listings import address
from kreislotse.web.requests import Request


def complete(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.COMPLETE, candidate_code)


def ask(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.ASK, candidate_code)


def release(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.RELEASE, candidate_code)


def give_back(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.RETURN, candidate_code)


def close(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.CLOSE, candidate_code)


def reopen(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.REOPEN, candidate_code)


def moved_away(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.MOVED_AWAY, candidate_code)


def status(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.STATUS, candidate_code)


def regime(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.REGIME, candidate_code)


def language(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.LANGUAGE, candidate_code)


def qualification(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.QUALIFICATION, candidate_code)


def household(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.HOUSEHOLD, candidate_code)


def alone(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.ALONE, candidate_code)


def restrict(request: Request, candidate_code: str) -> HttpResponse:
    return _on(request, deeds.RESTRICT, candidate_code)


def unlock(request: Request, candidate_code: str) -> HttpResponse:
    locked = Candidate.objects.locked_for(request.actor)
    record = get_object_or_404(locked, code=candidate_code)
    return _perform(request, deeds.UNLOCK, record)


def _on(request: Request, deed: Deed, candidate_code: str) -> HttpResponse:
    """By code: none of these pages shows a name, and the district takes its step without one."""
    seen = Candidate.objects.coded_to(request.actor)
    return _perform(request, deed, get_object_or_404(seen, code=candidate_code))


def _perform(request: Request, deed: Deed, record: Candidate) -> HttpResponse:
    page = address(record)

    def then(_result: Any) -> str:
        return page

    return perform(request, deed, record, then=then, back=page)
