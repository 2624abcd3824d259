"""A batch's people kept for a transaction, in one order for everybody; how refusals name them."""

from collections.abc import Iterable

from kreislotse.kernel.german import join
from kreislotse.participants.models import Candidate
from kreislotse.transmission.models import Batch, BatchLine

# More codes than these are counted instead.
_MOST = 12


def hold(batch: Batch) -> list[BatchLine]:
    """The lines of a locked batch with their candidates locked, by position.

    Whoever writes here locks in this order: batch, candidates by id, lines.
    """
    wanted = BatchLine._default_manager.filter(batch=batch).values("candidate_id")
    locked = Candidate._default_manager.select_for_update(of=("self",)).filter(pk__in=wanted)
    people = {person.pk: person for person in locked.order_by("pk")}
    lines = list(batch.lines.select_related("municipality", "legal_basis").order_by("position"))
    for line in lines:
        line.batch = batch
        line.candidate = people.get(line.candidate_id or 0)
    return lines


def codes_of(lines: Iterable[BatchLine]) -> str:
    """The codes of the people on these lines, never a name."""
    return join_codes([line.candidate.code if line.candidate else str(line) for line in lines])


def join_codes(codes: list[str]) -> str:
    if len(codes) <= _MOST:
        return join(codes)
    return f"{', '.join(codes[:_MOST])} und {len(codes) - _MOST} weitere"
