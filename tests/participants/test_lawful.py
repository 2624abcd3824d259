"""A name is open to the district as long as a consent to just that is in force, no day longer."""

from datetime import timedelta

import pytest

from kreislotse.access.policy import Role
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import ConsentDecision, ConsentPurpose
from tests.factories.people import CandidateFactory, with_consent

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return CandidateFactory(released=True)


@pytest.fixture
def steering(person, acting):
    return acting(Role.STEERING, at=person.district)


def seen_by(actor):
    return list(Candidate.objects.visible_to(actor))


def test_a_consent_opens_the_name_to_the_district(person, steering):
    """R-CAN-01"""
    assert seen_by(steering) == []
    with_consent(person, ConsentPurpose.DISTRICT, person.district)
    assert seen_by(steering) == [person]


def test_another_purpose_does_not(person, steering):
    """R-DP-01: purposes are ticked singly."""
    with_consent(person, ConsentPurpose.AGENCY, person.district)
    assert seen_by(steering) == []


@pytest.mark.parametrize("days", [0, 1])
def test_it_opens_up_to_its_last_day(person, steering, days):
    last = steering.today - timedelta(days=days)
    with_consent(person, ConsentPurpose.DISTRICT, person.district, valid_until=last)
    assert seen_by(steering) == ([] if days else [person])


@pytest.mark.parametrize("what", ["withdrawn", "refused", "locked"])
def test_a_withdrawal_a_refusal_and_a_lock_close_it_whatever_the_state(person, steering, what):
    """R-DP-03, R-DP-31: the consent itself is asked, not only how far the record has come."""
    consent = with_consent(person, ConsentPurpose.DISTRICT, person.district)
    if what == "withdrawn":
        consent.withdrawn_on = consent.decided_on
    elif what == "refused":
        consent.decision = ConsentDecision.REFUSED
    else:
        person.restricted_on, person.restriction = steering.today, "request"
        person.save()
    consent.save()
    assert seen_by(steering) == []
