"""Waiting lists: their list, each in its order, and what is decided about them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.courses.models import WaitingList
from kreislotse.journal.models import ReadKind
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.web.courses import entry_deeds as deeds
from kreislotse.web.courses.entry_forms import people_for
from kreislotse.web.courses.entry_listings import LISTS, entries_of, entry_address, list_address
from kreislotse.web.courses.list_pages import enters, lines_of, list_context, order_now
from kreislotse.web.courses.listings import NEIGHBOURS
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.reads import note_read
from kreislotse.web.requests import Request

P = Permission


def lists(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.COURSE_READ, P.PERSON_EDIT)
    rows = WaitingList.objects.visible_to(request.actor).for_list().select_related("owner")
    may = request.actor.holds(P.COURSE_EDIT)
    new = (deeds.OPEN_LIST.title, reverse("courses:list_new")) if may else None
    return show_list(request, beside(request, LISTS, NEIGHBOURS), rows, new=new)


def list_new(request: Request) -> HttpResponse:
    back = reverse("courses:lists")
    return perform(request, deeds.OPEN_LIST, then=list_address, back=back)


def one_list(request: Request, list_id: int) -> HttpResponse:
    found = _list(request, list_id)
    to = reverse("courses:entry_new", args=[found.pk])
    return show_list(
        request,
        entries_of(request.actor, found),
        lines_of(request, found),
        new=(deeds.ENTER.title, to) if enters(request, found) else None,
        template="courses/list.html",
        **list_context(request, found),
    )


def list_order(request: Request, list_id: int) -> HttpResponse:
    found = _list(request, list_id)
    back, initial = list_address(found), order_now(request, found)
    return perform(request, deeds.SET_ORDER, found, then=lambda _: back, back=back, initial=initial)


def list_close(request: Request, list_id: int) -> HttpResponse:
    found = _list(request, list_id)
    back = list_address(found)
    return perform(request, deeds.CLOSE_LIST, found, then=lambda _: back, back=back)


def entry_new(request: Request, list_id: int) -> HttpResponse:
    """Who is put on the list; a municipality chooses its own people by name."""
    found = _list(request, list_id)
    if not enters(request, found):
        raise NotAllowed(permission=P.PERSON_EDIT)
    people = people_for(request.actor, found)
    named = [person for person in people if person.named]
    if named:
        needs = P.PERSON_EDIT if request.actor.holds(P.PERSON_EDIT) else P.PERSON_CHECK
        purpose = "Auf eine Warteliste setzen"
        note_read(request, ReadKind.LIST, named, needs=needs, purpose=purpose)
    initial = {"people": people, "asked_on": request.actor.today}
    back = list_address(found)
    return perform(request, deeds.ENTER, found, then=entry_address, back=back, initial=initial)


def _list(request: Request, list_id: int) -> WaitingList:
    rows = WaitingList.objects.visible_to(request.actor).for_list()
    return get_object_or_404(rows, pk=list_id)
