"""Verdicts that came out differently: the list, the page, and making outdated ones anew."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.eligibility.due import matters
from kreislotse.eligibility.models import Review
from kreislotse.eligibility.states import ReviewState
from kreislotse.organisations.models import Organisation
from kreislotse.web.deeds import perform
from kreislotse.web.eligibility import deeds, listings
from kreislotse.web.eligibility.listings import result_badge, review_badge
from kreislotse.web.eligibility.shown import reasons_shown
from kreislotse.web.listing import show_list
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

CHECK = Permission.PERSON_CHECK


def address(review: Review) -> str:
    return reverse("eligibility:review", args=[review.pk])


def reviews(request: Request) -> HttpResponse:
    require_anywhere(request.actor, CHECK, Permission.PERSON_EDIT)
    rows = listings.reviews_for_list(Review.objects.visible_to(request.actor))
    stale = matters(request.actor).outdated.count()
    return show_list(
        request, listings.REVIEWS, rows, template="eligibility/reviews.html", stale=stale
    )


def recheck_all(request: Request) -> HttpResponse:
    """Of the district at which the reader checks."""
    require_anywhere(request.actor, CHECK)
    places = Organisation.objects.visible_to(request.actor).filter(
        pk__in=request.actor.places(CHECK)
    )
    district = places.order_by("pk").first()
    if district is None:
        raise Http404
    back = reverse("eligibility:reviews")
    return perform(request, deeds.RECHECK, district, then=lambda _: back, back=back, at=district.pk)


def review(request: Request, review_id: int) -> HttpResponse:
    record = _review(request, review_id)
    settle = (CHECK, _("Aufgabe erledigen"), reverse("eligibility:review_settle", args=[record.pk]))
    context = record_context(
        request,
        record,
        title=say("Geändertes Prüfergebnis zu {code}").format(code=record.after.candidate.code),
        crumbs=[(_("Geänderte Prüfergebnisse"), reverse("eligibility:reviews"))],
        extra_deeds=[settle] if record.state == ReviewState.OPEN else [],
        state=review_badge(record),
    )
    sides = [_side(_("Bisher"), record.before), _side(_("Jetzt"), record.after)]
    return render(request, "eligibility/review.html", {**context, "sides": sides})


def _side(title: Any, verdict: Any) -> dict[str, Any]:
    return {
        "title": title,
        "verdict": verdict,
        "badge": result_badge(verdict),
        "reasons": [
            (each["rule"].title, each["badge"]) for each in reasons_shown(verdict, named=False)
        ],
    }


def review_settle(request: Request, review_id: int) -> HttpResponse:
    record = _review(request, review_id)
    back = address(record)
    return perform(request, deeds.SETTLE, record, then=address, back=back)


def _review(request: Request, review_id: int) -> Any:
    visible = Review.objects.visible_to(request.actor).select_related(
        "before__version__rule_set", "after__version__rule_set", "after__candidate__owner"
    )
    return get_object_or_404(visible, pk=review_id)
