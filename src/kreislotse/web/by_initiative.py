"""Choosing an initiative: the chips that narrow a list to it, and the choice in a form."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.initiatives.models import Initiative
from kreislotse.web.forms import choice
from kreislotse.web.listing import Column, Filter
from kreislotse.web.requests import Request


def _choices(actor: Actor) -> list[tuple[str, Any]]:
    visible = Initiative.objects.visible_to(actor).order_by("number", "pk")
    return [(str(pk), title) for pk, title in visible.values_list("pk", "title")]


BY_INITIATIVE = Filter(
    "initiative", _("Vorhaben"), _choices, lambda rows, chosen: rows.filter(initiative=chosen)
)

INITIATIVE = Column(
    "initiative",
    _("Vorhaben"),
    lambda row: row.initiative.title,
    sort="initiative__sort_key",
    link=lambda row: address_of(row.initiative),
)


def address_of(initiative: Initiative) -> str:
    return reverse("initiatives:initiative", args=[initiative.pk])


def narrowed(route: str, initiative_id: int) -> str:
    """A list's address, narrowed to one initiative."""
    return f"{reverse(route)}?initiative={initiative_id}"


def chosen(request: Request) -> dict[str, Any]:
    """The initiative that the address names, as the first value of a new record's form."""
    return {"initiative": request.GET.get("initiative", "")}


def with_initiative(request: Request, route: str) -> str:
    """The address of a new record's page that keeps the initiative of the list."""
    wanted = request.GET.get("initiative", "")
    return narrowed(route, int(wanted)) if wanted.isdecimal() else reverse(route)


def open_to(actor: Actor, permission: Permission) -> QuerySet[Initiative]:
    """The initiatives under which this actor may add a record that wants this right."""
    visible = Initiative.objects.visible_to(actor)
    return visible.filter(owner__in=actor.places(permission)).order_by("number", "pk")


def initiative_field() -> forms.ModelChoiceField:
    """The choice of an initiative; the form sets what may be chosen."""
    return choice(_("Vorhaben"))
