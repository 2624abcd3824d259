"""What retention asks of people: to propose, to release, to carry out."""

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.protection.models import DestructionList
from kreislotse.protection.preview import records_due
from kreislotse.protection.states import ListState


def lists_to_release(actor: Actor) -> QuerySet[DestructionList]:
    """For the data protection officer: proposed by somebody else and not decided."""
    return _lists(actor, ListState.PROPOSED, "district", Permission.ERASURE_RELEASE).exclude(
        proposed_by=actor.person_id
    )


def lists_to_carry_out(actor: Actor) -> QuerySet[DestructionList]:
    """For the municipality: released and not carried out."""
    return _lists(actor, ListState.RELEASED, "owner", Permission.ERASURE_PROPOSE)


def records_to_propose(actor: Actor) -> dict[int, int]:
    """By municipality, how many records are due and on no open list."""
    places = actor.places(Permission.ERASURE_PROPOSE)
    listed = DestructionList.objects.filter(
        owner__in=places, state__in=(ListState.PROPOSED, ListState.RELEASED)
    )
    busy = set(listed.values_list("owner_id", flat=True))
    counted = {
        place: len([each for each in records_due([place], actor.today) if each.kept is None])
        for place in sorted(places - busy)
    }
    return {place: number for place, number in counted.items() if number}


def _lists(actor: Actor, state: str, place: str, right: Permission) -> QuerySet[DestructionList]:
    rows = DestructionList.objects.visible_to(actor).filter(state=state)
    theirs = rows.filter(**{f"{place}__in": actor.places(right)})
    return theirs.select_related("owner").order_by("proposed_on", "pk")
