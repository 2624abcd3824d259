"""Posts, from the plan to whoever fills them; holders have no names here (R-POS-07)."""

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.actions import raise_post_vacant
from kreislotse.funding.models import ApplicationLine
from kreislotse.initiatives.models import Initiative
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.staffing.errors import LineTaken, NotPositive, OtherInitiative
from kreislotse.staffing.models import Post

EDIT = Permission.POST_EDIT


class PostFacts(TypedDict, total=False):
    """What can be changed about a post."""

    title: str
    share: Decimal | None
    funded_by: ApplicationLine | None
    planned_from: date | None
    recruitment: str


@transaction.atomic
def plan_post(
    initiative: Initiative,
    *,
    actor: Actor,
    title: str,
    share: Decimal | None = None,
    funded_by: ApplicationLine | None = None,
    planned_from: date | None = None,
    recruitment: str = "",
) -> Post:
    require(actor, EDIT, at=initiative.owner_id)
    post = Post(
        owner_id=initiative.owner_id,
        initiative=initiative,
        title=title,
        share=share,
        funded_by=funded_by,
        planned_from=planned_from,
        recruitment=recruitment,
    )
    _positive(share)
    _free(funded_by, post)
    return add(post, "plan_post", actor=actor, needs=EDIT)


@transaction.atomic
def change_post(post: Post, *, actor: Actor, **values: Unpack[PostFacts]) -> Post:
    post = lock(post)
    require(actor, EDIT, at=post.owner_id)
    _positive(values.get("share"))
    _free(values.get("funded_by"), post)
    return change(post, "change_post", actor=actor, needs=EDIT, **values)


@transaction.atomic
def approve_post(post: Post, *, actor: Actor, note: str = "") -> Post:
    return advance(lock(post), "approve_post", actor=actor, note=note)


@transaction.atomic
def advertise_post(post: Post, *, actor: Actor, note: str = "") -> Post:
    return advance(lock(post), "advertise_post", actor=actor, note=note)


@transaction.atomic
def select_for_post(post: Post, *, actor: Actor, note: str = "") -> Post:
    return advance(lock(post), "select_for_post", actor=actor, note=note)


@transaction.atomic
def fill_post(post: Post, *, actor: Actor, filled_on: date) -> Post:
    return advance(lock(post), "fill_post", actor=actor, filled_on=filled_on)


@transaction.atomic
def vacate_post(post: Post, *, actor: Actor, vacant_from: date) -> Post:
    """The post is free again from this day; the journal keeps since when it was filled.

    The authority behind each open award of the initiative is to be told (R-GRT-12).
    """
    post = lock(post)
    check(post, "vacate_post", actor=actor)
    if post.filled_on and vacant_from < post.filled_on:
        raise DateOrder(
            later_name="Der erste freie Tag",
            later=date_short(vacant_from),
            earlier_name="der Besetzung",
            earlier=date_short(post.filled_on),
        )
    since = f"Besetzt seit {date_short(post.filled_on)}, f" if post.filled_on else "F"
    note = f"{since}rei ab {date_short(vacant_from)}."
    text = f"„{post.title}“ ist ab {date_short(vacant_from)} nicht besetzt."
    raise_post_vacant(post.initiative, actor=actor, text=text[:500], arose_on=vacant_from)
    return advance(post, "vacate_post", actor=actor, note=note, filled_on=None)


@transaction.atomic
def abolish_post(post: Post, *, actor: Actor, note: str = "") -> Post:
    return advance(lock(post), "abolish_post", actor=actor, note=note)


def _positive(share: Decimal | None) -> None:
    if share is not None and share <= 0:
        raise NotPositive


def _free(line: ApplicationLine | None, post: Post) -> None:
    """A line pays for one post of the initiative whose application it stands in."""
    if line is None:
        return
    if line.application.initiative_id != post.initiative_id:
        raise OtherInitiative(line=line)
    other = Post.objects.filter(funded_by=line).exclude(pk=post.pk).first()
    if other:
        raise LineTaken(line=line, post=other)
