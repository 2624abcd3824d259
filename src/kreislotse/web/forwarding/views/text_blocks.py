"""Texts of contracts and letters: the list, a text with its versions, and its deeds."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.catalogue import require_keeper, right_to_keep
from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.forwarding.models import TextBlock
from kreislotse.web.deeds import perform
from kreislotse.web.forwarding.forwardings_listings import NEIGHBOURS
from kreislotse.web.forwarding.text_blocks import (
    END,
    NEW,
    REVISE,
    TEXT_BLOCKS,
    places_for_values,
    release_badge,
)
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT


def text_blocks(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ, Permission.REFERENCE_EDIT)
    rows = TextBlock.objects.visible_to(request.actor).for_list()
    new = None
    if request.actor.holds(right_to_keep(request.actor, EDIT)):
        new = (NEW.title, reverse("forwarding:text_block_new"))
    return show_list(request, beside(request, TEXT_BLOCKS, NEIGHBOURS), rows, new=new)


def text_block(request: Request, block_id: int) -> HttpResponse:
    found = _visible(request, block_id)
    keep = right_to_keep(request.actor, EDIT)
    revise = (keep, REVISE.title, reverse("forwarding:text_block_revise", args=[found.pk]))
    end = (keep, END.title, reverse("forwarding:text_block_end", args=[found.pk]))
    crumbs = [(TEXT_BLOCKS.title, reverse("forwarding:text_blocks"))]
    context = record_context(
        request, found, title=found.title, crumbs=crumbs, extra_deeds=[revise, end]
    )
    same = TextBlock.objects.visible_to(request.actor).filter(kind=found.kind)
    versions = same.filter(position=found.position).order_by("-version")
    further = {"state": release_badge(found), "versions": versions, "facts": _facts(found)}
    further["places"] = places_for_values()
    return render(request, "forwarding/text_block.html", context | further)


def text_block_new(request: Request) -> HttpResponse:
    require_keeper(request.actor, EDIT)
    back = reverse("forwarding:text_blocks")
    initial = {"valid_from": request.actor.today}
    return perform(request, NEW, then=_address, back=back, initial=initial)


def text_block_revise(request: Request, block_id: int) -> HttpResponse:
    require_keeper(request.actor, EDIT)
    found = _visible(request, block_id)
    back = _address(found)
    initial = {"title": found.title, "text": found.text, "valid_from": request.actor.today}
    return perform(request, REVISE, found, then=_address, back=back, initial=initial)


def text_block_end(request: Request, block_id: int) -> HttpResponse:
    require_keeper(request.actor, EDIT)
    found = _visible(request, block_id)
    initial = {"valid_to": request.actor.today}
    return perform(request, END, found, then=_address, back=_address(found), initial=initial)


def _facts(block: TextBlock) -> list[tuple[object, object]]:
    return [
        (_("Schriftstück"), block.get_kind_display()),
        (_("Stelle"), block.position),
        (_("Fassung"), block.version),
        (_("Gilt ab"), block.valid_from),
        (_("Gilt bis"), block.valid_to),
        (_("Freigegeben von"), block.source),
    ]


def _address(block: TextBlock) -> str:
    return reverse("forwarding:text_block", args=[block.pk])


def _visible(request: Request, block_id: int) -> TextBlock:
    return get_object_or_404(TextBlock.objects.visible_to(request.actor), pk=block_id)
