"""Proofs come up 28, 14 and 3 days before they are due (R-GRT-13)."""

from datetime import date

from kreislotse.access.policy import Role
from kreislotse.awards.states import AwardState
from kreislotse.proofs.due import proofs_due
from tests.factories.awards import ProofDutyFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.proofs import ProofFactory

DUE = date(2016, 6, 30)


def test_only_open_proofs_of_ones_own_place_come_up(acting):
    proof = ProofFactory(duty__due_on=DUE)
    place = proof.duty.award.owner
    officer = acting(Role.GRANTS_OFFICER, at=place)
    ProofDutyFactory(award__owner=place, award__state=AwardState.REVOKED, due_on=DUE)
    ProofDutyFactory(due_on=DUE)
    assert list(proofs_due(officer, date(2016, 6, 2))) == [proof.duty]
    assert not proofs_due(officer, date(2016, 6, 1))
    auditor = acting(Role.AUDITOR, at=OrganisationFactory())
    assert not proofs_due(auditor, date(2016, 6, 2))
