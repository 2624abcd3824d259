"""The proofs that an award owes, kept in step with its period (R-GRT-13, R-GRT-15)."""

from django.db.models import ProtectedError

from kreislotse.awards.errors import ProofBegun
from kreislotse.awards.models import Award, ProofDuty
from kreislotse.awards.rules import proofs_owed
from kreislotse.awards.usual import proof_months
from kreislotse.funding.queries import guideline_on
from kreislotse.kernel.german import date_short


def set_proof_duties(award: Award) -> None:
    """Make the duties those of the period; days that were moved by hand stay."""
    months = proof_months(guideline_on(award.programme, award.dated))
    owed = proofs_owed(award.period_from, award.period_to, award.proof_due_on, months)
    known = {(duty.final, duty.final or duty.period_to): duty for duty in award.proof_duties.all()}
    for wanted in owed:
        duty = known.pop((wanted.final, wanted.final or wanted.period_to), None)
        if duty is None:
            ProofDuty.objects.create(award=award, **wanted._asdict())
        else:
            duty.period_from, duty.period_to = wanted.period_from, wanted.period_to
            duty.due_on = wanted.due_on if wanted.final else duty.due_on
            duty.save(update_fields=["period_from", "period_to", "due_on"])
    for left in known.values():
        _drop(left)


def _drop(duty: ProofDuty) -> None:
    try:
        duty.delete()
    except ProtectedError as error:
        raise ProofBegun(period_to=date_short(duty.period_to)) from error
