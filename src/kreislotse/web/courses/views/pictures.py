"""The pictures of course places."""

from django.http import HttpResponse
from django.shortcuts import render

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.web.courses.picture_pages import pictures_context
from kreislotse.web.requests import Request


def pictures(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.COURSE_READ)
    return render(request, "courses/pictures.html", pictures_context(request))
