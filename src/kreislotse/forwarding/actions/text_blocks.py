"""The texts of contracts and letters: a new version ends the old one, nothing is overwritten."""

from datetime import date, timedelta

from django.db import transaction

from kreislotse.access.catalogue import add_entry, change_entry, require_keeper
from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.forwarding.models import TextBlock
from kreislotse.forwarding.placeholders import check_placeholders
from kreislotse.forwarding.shipped_texts import shipped_texts
from kreislotse.forwarding.states import BlockKind
from kreislotse.journal.entries import write_load
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder

OWN = Permission.FUNDING_EDIT


@transaction.atomic
def register_text_block(
    *,
    actor: Actor,
    kind: BlockKind,
    title: str,
    text: str,
    valid_from: date,
    position: int | None = None,
    source: str = "",
) -> TextBlock:
    """Write a text, or the next version of the one at this place; the old one ends the day before.

    Without a place it comes last. What went out with an old version keeps it.
    """
    require_keeper(actor, OWN)
    check_placeholders(title)
    check_placeholders(text)
    of_kind = TextBlock.objects.select_for_update().filter(kind=kind)
    if position is None:
        position = max(of_kind.values_list("position", flat=True), default=0) + 1
    old = of_kind.filter(position=position).order_by("-version").first()
    if old is not None:
        _end_before(old, valid_from, actor)
    block = TextBlock(
        kind=kind,
        position=position,
        version=old.version + 1 if old else 1,
        title=title,
        text=text,
        valid_from=valid_from,
        source=source,
    )
    return add_entry(block, "register_text_block", actor=actor, own=OWN)


@transaction.atomic
def revise_text_block(
    block: TextBlock, *, actor: Actor, title: str, text: str, valid_from: date, source: str = ""
) -> TextBlock:
    """The next version of a text, from a day on."""
    return register_text_block(
        actor=actor,
        kind=BlockKind(block.kind),
        position=block.position,
        title=title,
        text=text,
        valid_from=valid_from,
        source=source,
    )


@transaction.atomic
def end_text_block(block: TextBlock, *, actor: Actor, valid_to: date) -> TextBlock:
    """The text is left out of letters after this day."""
    require_keeper(actor, OWN)
    block = TextBlock.objects.select_for_update().get(pk=block.pk)
    if block.valid_from is not None and valid_to < block.valid_from:
        raise _order("Der letzte Tag", valid_to, block.valid_from)
    return change_entry(block, "end_text_block", actor=actor, own=OWN, valid_to=valid_to)


@transaction.atomic
def load_text_blocks(*, actor: Actor) -> int:
    """Take over the shipped drafts where there is no text yet; how many are new."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    known = set(TextBlock.objects.values_list("kind", "position"))
    new = [each for each in shipped_texts() if (each.kind, each.position) not in known]
    for each in new:
        check_placeholders(each.text)
    TextBlock.objects.bulk_create(TextBlock(**each._asdict()) for each in new)
    if new:
        write_load(TextBlock, "load_text_blocks", actor=actor, rows=len(new))
    return len(new)


def _end_before(old: TextBlock, valid_from: date, actor: Actor) -> None:
    if old.valid_from is not None and valid_from <= old.valid_from:
        raise _order("Die neue Fassung", valid_from, old.valid_from + timedelta(days=1))
    last_day = valid_from - timedelta(days=1)
    if old.valid_to is None or old.valid_to > last_day:
        change_entry(old, "end_text_block", actor=actor, own=OWN, valid_to=last_day)


def _order(name: str, later: date, earlier: date) -> DateOrder:
    return DateOrder(
        later_name=name,
        later=date_short(later),
        earlier_name="dem ersten möglichen Tag",
        earlier=date_short(earlier),
    )
