"""Country lists with their versions through time, and the form for a new one."""

from itertools import pairwise
from typing import Any

from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.eligibility.models import CountryList, CountryListVersion
from kreislotse.participants.countries import country_name
from kreislotse.web.deeds import perform
from kreislotse.web.eligibility import deeds, listings
from kreislotse.web.listing import show_list
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request


def address(record: CountryList) -> str:
    return reverse("eligibility:country_list", args=[record.pk])


def country_lists(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.RULE_READ)
    rows = CountryList.objects.visible_to(request.actor).select_related("owner")
    counted = rows.annotate(
        number=Count("versions", distinct=True), latest=Max("versions__valid_from")
    )
    return show_list(request, listings.COUNTRY_LISTS, counted.order_by("title", "pk"))


def country_list(request: Request, country_list_id: int) -> HttpResponse:
    record = _list(request, country_list_id)
    new = reverse("eligibility:list_version_new", args=[record.pk])
    context = record_context(
        request,
        record,
        title=record.title,
        crumbs=[(_("Länderlisten"), reverse("eligibility:country_lists"))],
        extra_deeds=[(Permission.RULE_EDIT, _("Neue Fassung"), new)],
    )
    return render(
        request, "eligibility/country_list.html", {**context, "versions": _through_time(record)}
    )


def list_version_new(request: Request, country_list_id: int) -> HttpResponse:
    record = _list(request, country_list_id)
    latest = record.versions.order_by("valid_from").last()
    initial = {"countries": latest.countries if latest else []}
    back = address(record)
    return perform(
        request,
        deeds.NEW_LIST_VERSION,
        record,
        then=lambda _: back,
        back=back,
        initial=initial,
    )


def _through_time(record: CountryList) -> list[dict[str, Any]]:
    """The versions, the newest first, each with what it added and left out."""
    versions = list(record.versions.order_by("valid_from", "pk"))
    steps: list[tuple[CountryListVersion | None, CountryListVersion]] = [
        (before, version) for before, version in pairwise([None, *versions]) if version
    ]
    return [
        {
            "version": version,
            "countries": _names(version.countries),
            "added": _names(set(version.countries) - set(before.countries)) if before else [],
            "dropped": _names(set(before.countries) - set(version.countries)) if before else [],
        }
        for before, version in reversed(steps)
    ]


def _names(codes: Any) -> list[str]:
    return sorted(country_name(code, get_language() or "de") for code in codes)


def _list(request: Request, country_list_id: int) -> CountryList:
    visible = CountryList.objects.visible_to(request.actor).select_related("owner")
    found: CountryList = get_object_or_404(visible, pk=country_list_id)
    return found
