"""A list of names, as the pages of people in care have it, for the frame's own tests."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kreislotse.access.policy import Permission
from kreislotse.participants.models import Candidate
from kreislotse.web.listing import Column, Filter, Listing, show_list
from kreislotse.web.reads import NameRead

PEOPLE = Listing(
    title="Personen",
    columns=[
        Column("name", "Name", lambda c: c.full_name, "sort_key", link=lambda c: f"/{c.code}/"),
    ],
    empty="Noch ist niemand eingetragen.",
    filters=[
        Filter("state", "Stand", [("draft", "in Arbeit")], lambda q, v: q.filter(state=v)),
    ],
    file_name="personen",
    names=NameRead("Liste der eigenen Personen", Permission.PERSON_EDIT),
    sealed=True,
    search=lambda rows, typed: rows.filter(family_name__istartswith=typed),
)


def people(request: HttpRequest) -> HttpResponse:
    rows = Candidate.objects.visible_to(request.actor).order_by("sort_key", "pk")
    return show_list(request, PEOPLE, rows)


handler404 = "kreislotse.web.errors.not_found"
handler500 = "kreislotse.web.errors.broken"
urlpatterns = [
    path("frame/people/", people, name="frame_people"),
    path("", include("kreislotse.web.urls")),
]
