"""Notices: the list, the record, entering, correcting, and the steps."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.awards.models import Award, Condition
from kreislotse.awards.usual import NewItem, proposed_items
from kreislotse.funding.models import Application
from kreislotse.web.awards import deeds, forms
from kreislotse.web.awards.cash_tables import NEIGHBOURS
from kreislotse.web.awards.item_rows import initial_rows
from kreislotse.web.awards.listings import AWARDS, address
from kreislotse.web.awards.pages import award_page
from kreislotse.web.by_initiative import chosen, with_initiative
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

# Day of a step's form, filled with today: most people enter what has just happened.
_TODAY = ("remarked_on", "closed_on", "revoked_on", "waived_on")
_WITHIN = ("begun_on", "ended_on")  # never outside the time of the notice


def visible(request: Request, award_id: int) -> Award:
    """The award, if it exists for this reader."""
    awards = Award.objects.visible_to(request.actor)
    return get_object_or_404(awards.select_related("initiative", "book"), pk=award_id)


def awards(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ)
    rows = Award.objects.visible_to(request.actor).for_list()
    new = None
    if request.actor.holds(Permission.FUNDING_EDIT):
        new = (deeds.ENTER.title, with_initiative(request, "awards:award_new"))
    return show_list(request, beside(request, AWARDS, NEIGHBOURS), rows, new=new)


def award(request: Request, award_id: int) -> HttpResponse:
    found = get_object_or_404(Award.objects.visible_to(request.actor).for_page(), pk=award_id)
    return render(request, "awards/award.html", award_page(request, found))


def award_new(request: Request) -> HttpResponse:
    """An empty notice, or with `?application=` what is known from the application."""
    back = with_initiative(request, "awards:awards")
    return perform(request, deeds.ENTER, then=address, back=back, initial=_known(request))


def award_change(request: Request, award_id: int) -> HttpResponse:
    found = visible(request, award_id)
    initial = _facts(found)
    back = address(found)
    return perform(request, deeds.CHANGE, found, then=address, back=back, initial=initial)


def award_items(request: Request, award_id: int) -> HttpResponse:
    found = visible(request, award_id)
    items = [
        NewItem(item.title, item.amount, item.number, item.purpose, item.draw_group)
        for item in found.items.select_related("purpose").order_by("position")
    ]
    initial = initial_rows(items)
    back = address(found)
    return perform(request, deeds.ITEMS, found, then=address, back=back, initial=initial)


def award_deed(request: Request, award_id: int, deed: Deed) -> HttpResponse:
    """A deed on the award, a step of its lifecycle or another; each has its own address."""
    found = visible(request, award_id)
    here = address(found)
    initial = _begin_with(request, found)
    return perform(request, deed, found, then=lambda _: here, back=here, initial=initial)


def condition_remove(request: Request, condition_id: int) -> HttpResponse:
    conditions = Condition.objects.visible_to(request.actor).select_related("award")
    condition = get_object_or_404(conditions, pk=condition_id)
    back = address(condition.award)
    return perform(request, deeds.REMOVE_CONDITION, condition, then=address, back=back)


def _begin_with(request: Request, found: Award) -> dict[str, Any]:
    today = request.actor.today
    within = min(max(today, found.period_from), found.period_to)
    days = dict.fromkeys(_TODAY, today) | dict.fromkeys(_WITHIN, within)
    service = {"posted_on": found.posted_on, "served_on": found.served_on}
    return {"award": found, **days, **service, "passed_on": True}


def _known(request: Request) -> dict[str, Any]:
    """What the application says already; without one, the initiative of the list."""
    wanted = request.GET.get("application", "")
    applications = Application.objects.visible_to(request.actor)
    application = applications.filter(pk=wanted).first() if wanted.isdecimal() else None
    if application is None:
        return chosen(request)
    names = ("title", "financing", "period_from", "period_to", "early_start_on")
    return {
        "initiative": application.initiative_id,
        "application": application.pk,
        "programme": application.programme_id,
        "authority": application.granting_authority_id,
        **{name: getattr(application, name) for name in names},
        **initial_rows(proposed_items(application)),
    }


def _facts(found: Award) -> dict[str, Any]:
    facts = {name: getattr(found, name, None) for name in forms.TermsForm.base_fields}
    return facts | {
        "programme": found.programme_id,
        "authority": found.authority_id,
        "forwarding_allowed": "yes" if found.forwarding_allowed else "no",
        "allowed_recipients": [each.kind for each in found.allowed_recipients.all()],
    }
