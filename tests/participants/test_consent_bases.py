"""Norms that allow a transmission without consent: documented by data protection, ended by it."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from kreislotse.participants import actions
from kreislotse.participants.consent_errors import (
    BasisEndsTwice,
    BasisWithoutReasons,
    RecipientDoesNotFit,
)
from kreislotse.participants.lawful import covered
from kreislotse.participants.models import Candidate, LegalBasis
from kreislotse.participants.states import ConsentPurpose as P
from tests.factories.consents import agency_of
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.people import CandidateFactory


@pytest.fixture
def town(db):
    return MunicipalityFactory()


@pytest.fixture
def district(town):
    return town.part_of


@pytest.fixture
def agency(district):
    return agency_of(district)


@pytest.fixture
def officer(acting, district):
    return acting(Role.DATA_PROTECTION_OFFICER, at=district)


@pytest.fixture
def document(district, agency, officer):
    def make(**values):
        given = {
            "actor": officer,
            "purpose": P.AGENCY,
            "recipient": agency,
            "norm": "§ 3 DSG NRW",
            "reasons": "Aufgabe nach dem Beschluss des Kreistags",
            "valid_from": date(2015, 10, 1),
        }
        return actions.document_basis(district, **{**given, **values})

    return make


def test_a_documented_norm_covers_all_people_of_the_district(document, town, agency):
    """R-CAN-02: a consent or a norm, with recipient, purpose and days."""
    ours, theirs = CandidateFactory(owner=town), CandidateFactory()
    document()
    found = Candidate.objects.filter(covered(P.AGENCY, agency, date(2015, 11, 2)))
    assert (ours in found, theirs in found) == (True, False)


def test_a_norm_is_ended_and_never_deleted(document, officer, agency, town):
    CandidateFactory(owner=town)
    basis = actions.end_basis(document(), actor=officer, valid_to=date(2015, 11, 2))
    assert LegalBasis.objects.get().valid_to == date(2015, 11, 2)
    assert not Candidate.objects.filter(covered(P.AGENCY, agency, date(2015, 11, 3))).exists()
    verbs = list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["document_basis", "end_basis"]
    LegalBasis.objects.filter(pk=basis.pk).update(valid_to=date(2015, 11, 1))
    with pytest.raises(BasisEndsTwice):
        actions.end_basis(basis, actor=officer, valid_to=date(2015, 12, 1))


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"norm": " "}, BasisWithoutReasons),
        ({"reasons": ""}, BasisWithoutReasons),
        ({"valid_to": date(2015, 9, 30)}, DateOrder),
        ({"purpose": P.JOB_CENTRE}, RecipientDoesNotFit),
        ({"purpose": P.DISTRICT}, RecipientDoesNotFit),
    ],
)
def test_a_refused_norm_leaves_nothing_behind(document, values, refusal):
    with pytest.raises(refusal):
        document(**values)
    assert not LegalBasis.objects.exists()
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("role", [Role.STEERING, Role.HEAD, Role.ADMINISTRATOR])
def test_only_data_protection_documents_norms(acting, document, district, officer, role):
    with pytest.raises(NotAllowed):
        document(actor=acting(role, at=district))
    with pytest.raises(NotAllowed):
        actions.end_basis(document(), actor=acting(role, at=district), valid_to=date(2016, 1, 1))


def test_a_norm_is_seen_by_those_who_rely_on_it(acting, document, district, town, officer):
    basis = document()
    for role, place in [(Role.STEERING, district), (Role.MUNICIPAL_CLERK, town)]:
        assert list(LegalBasis.objects.visible_to(acting(role, at=place))) == [basis]
    stranger = acting(Role.DATA_PROTECTION_OFFICER, at=OrganisationFactory())
    assert not LegalBasis.objects.visible_to(stranger).exists()


def test_feedback_may_go_to_a_town_of_the_district(document, town):
    assert document(purpose=P.AGENCY_FEEDBACK, recipient=town).recipient == town
    with pytest.raises(RecipientDoesNotFit):
        document(purpose=P.AGENCY_FEEDBACK, recipient=MunicipalityFactory())
