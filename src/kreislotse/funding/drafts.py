"""What is asked before anything is written into an application."""

from datetime import date

from kreislotse.funding.appraisal import grant_of
from kreislotse.funding.errors import NumberNotOfProgramme, PurposeNotOfProgramme, SumDiffers
from kreislotse.funding.models import Application, Programme, Purpose
from kreislotse.funding.queries import numbers_on
from kreislotse.funding.rules import needs_reason
from kreislotse.funding.states import EDITABLE
from kreislotse.kernel.german import join
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import WrongState


def refuse_unless_draft(application: Application) -> None:
    """Only a draft is written into, or an application of which nobody knows how it stands."""
    if application.state not in EDITABLE:
        raise WrongState(state=application.get_state_display())


def refuse_unexplained(
    application: Application, requested: Money | None, reason: str, today: date
) -> None:
    """A sum other than the computed one wants a reason (R-GRT-02)."""
    grant = grant_of(application, today)
    if grant is None or reason.strip():
        return
    # Where a cap cuts the sum off, either of the two is what was computed.
    if all(
        needs_reason(requested, each) for each in (grant.amount, grant.uncapped or grant.amount)
    ):
        raise SumDiffers(computed=grant.amount, requested=requested)


def refuse_foreign_number(programme: Programme | None, day: date, number: str) -> None:
    """A number must stand in the guideline, where its numbers are known."""
    known = [each.number for each in numbers_on(programme, day)]
    if number and known and number not in known:
        names = join(list(dict.fromkeys(known)))
        raise NumberNotOfProgramme(number=number, programme=programme, known=names)


def refuse_foreign_purpose(
    programme: Programme | None, day: date, purpose: Purpose | None, number: str = ""
) -> None:
    """Money is bound to purposes that the programme knows, where they are known (R-GRT-09)."""
    known = [
        each.purpose
        for each in numbers_on(programme, day)
        if each.purpose and (not number or each.number == number)
    ]
    if purpose and known and purpose not in known:
        names = join([each.title for each in dict.fromkeys(known)])
        raise PurposeNotOfProgramme(purpose=purpose, programme=programme, known=names)
