"""Quotas and course kinds: lists, records and their deeds."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.catalogue import require_keeper, right_to_keep
from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.courses.models import Contingent, CourseKind, Quota
from kreislotse.web.by_initiative import address_of, chosen, with_initiative
from kreislotse.web.courses import deeds
from kreislotse.web.courses.kind_pages import kind_context, terms_now
from kreislotse.web.courses.listings import KINDS, NEIGHBOURS, QUOTAS
from kreislotse.web.courses.quota_pages import quota_context, quota_deeds
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request


def _address(quota: Quota) -> str:
    return reverse("courses:quota", args=[quota.pk])


def quotas(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.COURSE_READ)
    rows = Quota.objects.visible_to(request.actor).for_list()
    new = None
    if request.actor.holds(deeds.EDIT):
        new = (deeds.SET_QUOTA.title, with_initiative(request, "courses:quota_new"))
    return show_list(request, beside(request, QUOTAS, NEIGHBOURS), rows, new=new)


def quota(request: Request, quota_id: int) -> HttpResponse:
    found = get_object_or_404(Quota.objects.visible_to(request.actor).for_list(), pk=quota_id)
    initiative = found.initiative
    crumbs = [
        (_("Kursplätze"), reverse("courses:quotas")),
        (initiative.title, address_of(initiative)),
    ]
    context = record_context(
        request, found, title=str(found), crumbs=crumbs, extra_deeds=quota_deeds(found)
    )
    return render(request, "courses/quota.html", context | quota_context(request, found))


def quota_new(request: Request) -> HttpResponse:
    back = with_initiative(request, "courses:quotas")
    return perform(request, deeds.SET_QUOTA, then=_address, back=back, initial=chosen(request))


def quota_change(request: Request, quota_id: int) -> HttpResponse:
    found = get_object_or_404(Quota.objects.visible_to(request.actor), pk=quota_id)
    initial = {"kind": found.kind_id, "places": found.places, "area": found.area_id}
    back = _address(found)
    return perform(request, deeds.CHANGE_QUOTA, found, then=_address, back=back, initial=initial)


def contingent_new(request: Request, quota_id: int) -> HttpResponse:
    found = get_object_or_404(Quota.objects.visible_to(request.actor), pk=quota_id)
    back = _address(found)
    return perform(request, deeds.SET_CONTINGENT, found, then=lambda _: back, back=back)


def contingent_remove(request: Request, contingent_id: int) -> HttpResponse:
    rows = Contingent.objects.visible_to(request.actor).select_related("quota")
    found = get_object_or_404(rows, pk=contingent_id)
    back = _address(found.quota)
    return perform(request, deeds.REMOVE_CONTINGENT, found, then=lambda _: back, back=back)


def kinds(request: Request) -> HttpResponse:
    rows = CourseKind.objects.visible_to(request.actor).order_by("title", "pk")
    may = request.actor.holds(right_to_keep(request.actor, deeds.EDIT))
    new = (deeds.NEW_KIND.title, reverse("courses:kind_new")) if may else None
    return show_list(request, beside(request, KINDS, NEIGHBOURS), rows, new=new)


def kind_new(request: Request) -> HttpResponse:
    require_keeper(request.actor, deeds.EDIT)
    address = reverse("courses:kinds")
    return perform(request, deeds.NEW_KIND, then=lambda _: address, back=address)


def kind(request: Request, kind_id: int) -> HttpResponse:
    found = get_object_or_404(CourseKind.objects.visible_to(request.actor), pk=kind_id)
    return render(request, "courses/kind.html", kind_context(request, found))


def terms_new(request: Request, kind_id: int) -> HttpResponse:
    require_keeper(request.actor, deeds.EDIT)
    found = get_object_or_404(CourseKind.objects.visible_to(request.actor), pk=kind_id)
    back = reverse("courses:kind", args=[found.pk])
    initial = terms_now(found, request.actor.today)
    return perform(request, deeds.SET_TERMS, found, then=lambda _: back, back=back, initial=initial)
