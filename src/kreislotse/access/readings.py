"""Leaving a trace of who reads whose name, in which role, where and what for (R-DP-20, R-DP-23)."""

from collections.abc import Collection, Iterable

from django.utils.crypto import salted_hmac

from kreislotse.access.policy import GRANTS, Actor, Permission
from kreislotse.journal import readings
from kreislotse.journal.models import ReadEntry, ReadKind
from kreislotse.kernel.spelling import search_words


def log_read(
    actor: Actor,
    kind: ReadKind,
    *,
    needs: Permission,
    district: int,
    people: Iterable[int],
    purpose: str,
    found: int | None = None,
    asked: str = "",
    places: Collection[int] = (),
) -> ReadEntry:
    """Note that the actor read these people's names by virtue of the right `needs`.

    `asked` is what was typed to find them: only its keyed hash is kept. `places` are where the
    people belong; a reader with several roles read in the role held there, if there is one.
    """
    read = set(people)
    role, place = _capacity(actor, needs, places)
    return readings.write(
        actor=actor,
        role=role,
        place_id=place,
        owner_id=district,
        kind=kind,
        purpose=purpose,
        people=read,
        found=len(read) if found is None else found,
        asked=hashed(asked),
    )


def hashed(typed: str) -> str:
    """A keyed hash of the words of a search, in any order and spelling; empty for none."""
    plain = "".join(sign if sign.isalnum() else " " for sign in " ".join(search_words(typed)))
    words = " ".join(sorted(plain.split()))
    if not words:
        return ""
    return salted_hmac("kreislotse.readings.asked", words, algorithm="sha256").hexdigest()


def _capacity(actor: Actor, needs: Permission, places: Collection[int]) -> tuple[str, int | None]:
    """The role and place that give the right; those at one of the places come first."""
    held = [(role, place) for role, place in actor.roles if needs in GRANTS[role]]
    if not held:
        return "", None
    role, place = min(held, key=lambda each: (each[1] not in places, each))
    return role.value, place
