"""Pages of organisations, bodies, contacts, topics and responsibilities."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.organisations.contacts import place_to_ask
from kreislotse.organisations.models import (
    Body,
    Contact,
    ContactTopic,
    Organisation,
    Responsibility,
)
from kreislotse.organisations.responsible import responsible_for
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import Listing, show_list
from kreislotse.web.organisations import deeds, listings, pages
from kreislotse.web.organisations.forms import ResponsibleForm
from kreislotse.web.requests import Request

REFERENCE = Permission.REFERENCE_EDIT


def filled(record: Any, deed: Deed) -> dict[str, Any]:
    """What the record says already, for the fields of the deed's form."""
    return {name: getattr(record, name) for name in deed.form.base_fields}


def _new(request: Request, deed: Deed, route: str) -> tuple[Any, str] | None:
    """The button above a list, for whoever may."""
    may = deed.needs is not None and request.actor.holds(deed.needs)
    return (deed.title, reverse(route)) if may else None


def _for_keepers(request: Request, listing: Listing, route: str) -> Listing:
    may = request.actor.holds(REFERENCE)
    return listings.leading_to(listing, route) if may else listing


def _page(name: str) -> Any:
    return lambda record: pages.to(name, record)


def _list(name: str) -> str:
    return reverse(f"organisations:{name}")


def organisations(request: Request) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.actor).for_list()
    new = _new(request, deeds.REGISTER_ORGANISATION, "organisations:organisation_new")
    return show_list(request, listings.ORGANISATIONS, rows, new=new)


def organisation(request: Request, organisation_id: int) -> HttpResponse:
    seen = Organisation.objects.visible_to(request.actor).for_page()
    shown = get_object_or_404(seen, pk=organisation_id)
    context = pages.organisation_context(request, shown)
    return render(request, "organisations/organisation.html", context)


def organisation_new(request: Request) -> HttpResponse:
    then = _page("organisation")
    return perform(request, deeds.REGISTER_ORGANISATION, then=then, back=_list("organisations"))


def organisation_change(request: Request, organisation_id: int) -> HttpResponse:
    seen = Organisation.objects.visible_to(request.actor)
    record = get_object_or_404(seen, pk=organisation_id)
    deed = deeds.CHANGE_ORGANISATION
    initial = {**filled(record, deed), "serves": record.serves.all()}
    page = _page("organisation")
    return perform(request, deed, record, then=page, back=page(record), initial=initial)


def succession_new(request: Request, organisation_id: int) -> HttpResponse:
    seen = Organisation.objects.visible_to(request.actor)
    record = get_object_or_404(seen, pk=organisation_id)
    back = pages.to("organisation", record)
    return perform(request, deeds.RECORD_SUCCESSION, record, then=lambda _: back, back=back)


def bodies(request: Request) -> HttpResponse:
    rows = Body.objects.visible_to(request.actor).select_related("owner")
    rows = rows.order_by("owner__sort_key", "sort_key", "pk")
    deed, _place = pages.body_keeper(request.actor, deeds.REGISTER_BODY, None)
    new = _new(request, deed, "organisations:body_new")
    return show_list(request, listings.BODIES, rows, new=new)


def body(request: Request, body_id: int) -> HttpResponse:
    seen = Body.objects.visible_to(request.actor).select_related("owner")
    shown = get_object_or_404(seen, pk=body_id)
    return render(request, "organisations/body.html", pages.body_context(request, shown))


def body_new(request: Request) -> HttpResponse:
    deed, place = pages.body_keeper(request.actor, deeds.REGISTER_BODY, None)
    return perform(request, deed, then=_page("body"), back=_list("bodies"), at=place)


def body_change(request: Request, body_id: int) -> HttpResponse:
    record = get_object_or_404(Body.objects.visible_to(request.actor), pk=body_id)
    deed, place = pages.body_keeper(request.actor, deeds.CHANGE_BODY, record.owner_id)
    initial, page = filled(record, deed), _page("body")
    return perform(request, deed, record, then=page, back=page(record), at=place, initial=initial)


def responsible(request: Request) -> HttpResponse:
    today = {"on": request.actor.today}
    form = ResponsibleForm(request.GET or None, actor=request.actor, initial=today)
    context: dict[str, Any] = {"form": form, "asked": form.is_valid()}
    if form.is_valid():
        seen = Contact.objects.visible_to(request.actor)
        context["answer"] = responsible_for(**form.cleaned_data, contacts=seen)
        context["question"] = form.cleaned_data
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "organisations/responsible.html", context, status=status)


def contacts(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.CONTACT_READ)
    rows = Contact.objects.visible_to(request.actor).for_list()
    return show_list(
        request,
        listings.contacts(request.actor.today),
        rows,
        new=_new(request, deeds.NAME_CONTACT, "organisations:contact_new"),
        template="organisations/contacts.html",
        **pages.gaps_context(request.actor),
    )


def contact(request: Request, contact_id: int) -> HttpResponse:
    seen = Contact.objects.visible_to(request.actor).for_list()
    shown = get_object_or_404(seen, pk=contact_id)
    return render(request, "organisations/contact.html", pages.contact_context(request, shown))


def contact_new(request: Request) -> HttpResponse:
    initial = {name: request.GET.get(name, "") for name in ("municipality", "topic")}
    then, back = _page("contact"), _list("contacts")
    return perform(request, deeds.NAME_CONTACT, then=then, back=back, initial=initial)


def contact_change(request: Request, contact_id: int) -> HttpResponse:
    return _on_contact(request, contact_id, deeds.CHANGE_CONTACT)


def contact_confirm(request: Request, contact_id: int) -> HttpResponse:
    return _on_contact(request, contact_id, deeds.CONFIRM_CONTACT)


def contact_end(request: Request, contact_id: int) -> HttpResponse:
    return _on_contact(request, contact_id, deeds.END_CONTACT)


def _on_contact(request: Request, contact_id: int, deed: Deed) -> HttpResponse:
    """A deed on a contact, whose right is asked for at the municipality or its district."""
    seen = Contact.objects.visible_to(request.actor).for_list()
    record = get_object_or_404(seen, pk=contact_id)
    place = place_to_ask(request.actor, record.owner)
    said = {name: getattr(record, name, None) for name in deed.form.base_fields}
    page = _page("contact")
    return perform(request, deed, record, then=page, back=page(record), at=place, initial=said)


def topics(request: Request) -> HttpResponse:
    rows = ContactTopic.objects.visible_to(request.actor).order_by("title", "pk")
    new = _new(request, deeds.REGISTER_TOPIC, "organisations:topic_new")
    listing = _for_keepers(request, listings.TOPICS, "organisations:topic_change")
    return show_list(request, listing, rows, new=new)


def topic_new(request: Request) -> HttpResponse:
    back = _list("topics")
    return perform(request, deeds.REGISTER_TOPIC, then=lambda _: back, back=back)


def topic_change(request: Request, topic_id: int) -> HttpResponse:
    record = get_object_or_404(ContactTopic.objects.visible_to(request.actor), pk=topic_id)
    deed, back = deeds.CHANGE_TOPIC, _list("topics")
    initial = filled(record, deed)
    return perform(request, deed, record, then=lambda _: back, back=back, initial=initial)


def responsibilities(request: Request) -> HttpResponse:
    rows = Responsibility.objects.visible_to(request.actor)
    rows = rows.order_by("regime", "task", "valid_from", "pk")
    new = _new(request, deeds.RECORD_RESPONSIBILITY, "organisations:responsibility_new")
    listing = _for_keepers(request, listings.RESPONSIBILITIES, "organisations:responsibility_end")
    return show_list(request, listing, rows, new=new)


def responsibility_new(request: Request) -> HttpResponse:
    back = _list("responsibilities")
    return perform(request, deeds.RECORD_RESPONSIBILITY, then=lambda _: back, back=back)


def responsibility_end(request: Request, responsibility_id: int) -> HttpResponse:
    seen = Responsibility.objects.visible_to(request.actor)
    record = get_object_or_404(seen, pk=responsibility_id)
    back = _list("responsibilities")
    return perform(request, deeds.END_RESPONSIBILITY, record, then=lambda _: back, back=back)
