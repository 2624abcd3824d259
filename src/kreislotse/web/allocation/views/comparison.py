"""Two versions of criteria side by side, before anything is decided; nothing is written."""

from django.http import HttpResponse
from django.shortcuts import render

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.web.allocation.comparison_form import ComparisonForm
from kreislotse.web.allocation.comparison_pages import answer, question
from kreislotse.web.requests import Request


def compare(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.PLACES_SIGN)
    context = question(request)
    form: ComparisonForm = context["form"]
    if form.is_valid():
        context |= answer(request, form)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "allocation/compare.html", context, status=status)
