"""What a body resolved, and how it voted."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.mandates.belonging import check_belongs
from kreislotse.mandates.errors import AlreadyResolved, NotedWithoutVotes
from kreislotse.mandates.models import AgendaItem, Resolution
from kreislotse.mandates.sittings import check_has_come, check_not_cancelled
from kreislotse.mandates.states import Result
from kreislotse.organisations.models import Body

EDIT = Permission.MANDATE_EDIT


@transaction.atomic
def record_resolution(
    agenda_item: AgendaItem,
    *,
    actor: Actor,
    result: str,
    votes_for: int | None = None,
    votes_against: int | None = None,
    abstentions: int | None = None,
    biased: int | None = None,
    also_decided: str = "",
    sets_up: Body | None = None,
) -> Resolution:
    """Record the result of an agenda item; a vote that is not known stays empty (R-MAN-02)."""
    require(actor, EDIT, at=agenda_item.owner_id)
    agenda_item = lock(agenda_item)
    before = Resolution.objects.filter(agenda_item=agenda_item).first()
    if before is not None:
        raise AlreadyResolved(result=before.get_result_display())
    check_not_cancelled(agenda_item.meeting)
    check_has_come(agenda_item.meeting, actor.today)
    check_belongs(agenda_item.owner_id, sets_up)
    _check_votes(result, votes_for, votes_against, abstentions, biased)
    resolution = Resolution(
        owner_id=agenda_item.owner_id,
        agenda_item=agenda_item,
        result=result,
        votes_for=votes_for,
        votes_against=votes_against,
        abstentions=abstentions,
        biased=biased,
        also_decided=also_decided,
        sets_up=sets_up,
    )
    return add(resolution, "record_resolution", actor=actor, needs=EDIT)


@transaction.atomic
def correct_resolution(
    resolution: Resolution,
    *,
    actor: Actor,
    reason: str,
    result: str,
    votes_for: int | None = None,
    votes_against: int | None = None,
    abstentions: int | None = None,
    biased: int | None = None,
    also_decided: str = "",
    sets_up: Body | None = None,
) -> Resolution:
    """Set right what was recorded wrongly, with the reason (R-GEN-05)."""
    require(actor, EDIT, at=resolution.owner_id)
    if not reason.strip():
        raise ReasonNeeded(what=_("Warum wird der Beschluss berichtigt?"))
    check_belongs(resolution.owner_id, sets_up)
    _check_votes(result, votes_for, votes_against, abstentions, biased)
    return change(
        lock(resolution),
        "correct_resolution",
        actor=actor,
        needs=EDIT,
        note=reason,
        result=result,
        votes_for=votes_for,
        votes_against=votes_against,
        abstentions=abstentions,
        biased=biased,
        also_decided=also_decided,
        sets_up=sets_up,
    )


def _check_votes(result: str, *votes: int | None) -> None:
    if result == Result.NOTED and any(vote is not None for vote in votes):
        raise NotedWithoutVotes(result=Result(result).label)
