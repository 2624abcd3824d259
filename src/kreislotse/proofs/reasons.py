"""Everything that keeps a proof from being signed, as one list (R-GRT-14)."""

from kreislotse.kernel.refusals import DomainError
from kreislotse.proofs.content import said_of
from kreislotse.proofs.models import Proof
from kreislotse.proofs.numbers import live_numbers
from kreislotse.proofs.rules import Numbers, Said, empty_parts, ties
from kreislotse.proofs.states import ProofState


def reasons_against(said: Said, numbers: Numbers) -> list[DomainError]:
    """Empty parts first, then sums that do not agree."""
    return [*empty_parts(said, numbers), *ties(numbers)]


def open_reasons(proof: Proof) -> list[DomainError]:
    """What still blocks the signature of a proof in work; a signed one has none."""
    if proof.state != ProofState.DRAFT:
        return []
    return reasons_against(said_of(proof), live_numbers(proof))
