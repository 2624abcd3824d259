"""Entries of waiting lists as a reader may see them: by name with a basis for it, else by code."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.models import WaitingEntry
from kreislotse.journal.models import ReadKind
from kreislotse.web.reads import note_read
from kreislotse.web.requests import Request

P = Permission


def known_to(actor: Actor) -> Any:
    """Entries that the actor may open, each with `named`: whether the name is shown."""
    rows = WaitingEntry.objects.coded_to(actor)
    return with_names(rows, actor)


def with_names(rows: Any, actor: Actor) -> Any:
    """The same entries with `named` and the person at hand."""
    seen = WaitingEntry.objects.visible_to(actor).filter(pk=OuterRef("pk"))
    return rows.annotate(named=Exists(seen)).select_related(
        "candidate", "municipality", "seat__course"
    )


def right_to_read(actor: Actor, entry: WaitingEntry) -> Permission:
    """By which right this reader sees the name of an entry's person."""
    own = entry.candidate.owner_id in actor.places(P.PERSON_EDIT)
    if own:
        return P.PERSON_EDIT
    district = entry.waiting_list.owner_id in actor.places(P.PERSON_CHECK)
    return P.PERSON_CHECK if district else P.COURSE_RUN


def note_names(
    request: Request, entries: Sequence[Any], *, purpose: str, kind: ReadKind = ReadKind.RECORD
) -> None:
    """Write down whose names are shown now, if any are."""
    named = [entry for entry in entries if entry.named]
    if named:
        needs = right_to_read(request.actor, named[0])
        people = [entry.candidate for entry in named]
        note_read(request, kind, people, needs=needs, purpose=purpose)
