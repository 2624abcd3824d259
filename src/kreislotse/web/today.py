"""Heute: what needs me now, ordered by date, each line one click from the deed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def today(request: HttpRequest) -> HttpResponse:
    return render(request, "today.html", {})
