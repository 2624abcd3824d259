"""Whether something may be booked on an award; whoever books asks here with the locked award."""

from kreislotse.awards.errors import AwardNotBooked, AwardNotOpen, AwardOver
from kreislotse.awards.models import Award
from kreislotse.awards.states import OPEN, OVER, AwardState


def require_open(award: Award) -> None:
    """Refuse unless money may be bound, paid and receipted."""
    require_booked(award)
    if award.state not in OPEN:
        raise AwardNotOpen(award=award, state=award.get_state_display())


def require_booked(award: Award) -> None:
    """Refuse unless the award is booked and not over: proofs, refunds, repayments (R-GRT-19)."""
    if award.state == AwardState.ENTERED:
        raise AwardNotBooked(award=award)
    require_not_over(award)


def require_not_over(award: Award) -> None:
    """Refuse what would still change a closed or revoked award (R-GRT-19)."""
    if award.state in OVER:
        raise AwardOver(award=award, state=award.get_state_display())
