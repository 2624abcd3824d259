"""Pages that say what went wrong and what to do, without telling secrets."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from kreislotse.kernel.refusals import DomainError


def refused(request: HttpRequest, refusal: DomainError, *, status: int) -> HttpResponse:
    """The refusal's sentence as a page of its own."""
    return render(
        request, "errors/refused.html", {"sentence": refusal.sentence(gettext)}, status=status
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/broken.html", status=500)


def csrf_failed(request: HttpRequest, reason: Any = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)
