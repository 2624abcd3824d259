"""What the funnel counts stays the same when people are erased (G65)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kreislotse.access.policy import Role
from kreislotse.participants.actions import (
    check_candidate,
    close_candidate,
    release_candidate,
    return_candidate,
)
from kreislotse.participants.models import Candidate, Consent
from kreislotse.participants.states import CandidateState, Closing
from kreislotse.protection import actions as protection
from kreislotse.reporting.funnel import funnel
from kreislotse.reporting.funnel_flows import Stage
from kreislotse.transmission import actions
from kreislotse.transmission.models import BatchLine
from kreislotse.transmission.states import Feedback, RecallGround
from tests.factories.eligibility import CriteriaFactory, RuleSetVersionFactory, VerdictFactory
from tests.factories.people import CandidateFactory
from tests.factories.transmission import neighbourhood

pytestmark = pytest.mark.django_db
TODAY = date(2015, 11, 2)
S = Stage


@pytest.fixture
def place():
    return neighbourhood()


@pytest.fixture
def town(place):
    return place.town("Nottuln")


@pytest.fixture
def as_role(acting, place, town):
    """Somebody with a role, then or years later."""
    places = {
        Role.MUNICIPAL_CLERK: town,
        Role.AGENCY_STAFF: place.agency,
    }
    made = {
        role: acting(role, at=places.get(role, place.district))
        for role in (*places, Role.STEERING, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR)
    }

    def get(role, year=None):
        found = made[role]
        return replace(found, at=datetime(year, 6, 1, 9, tzinfo=UTC)) if year else found

    return get


@pytest.fixture
def people(place, town, as_role):
    """Seven whom the call brought, each of whom came differently far."""
    named = ("outcome", "corrected", "missed", "again", "begun", "reported", "stays")
    found = {name: place.person(town) for name in named}
    version = RuleSetVersionFactory(rule_set=CriteriaFactory(call=place.call).rule_set)
    for name, person in found.items():
        VerdictFactory(
            candidate=person,
            version=version,
            result="unclear" if name == "reported" else "eligible",
            as_of=TODAY,
        )
    steering, clerk = as_role(Role.STEERING), as_role(Role.MUNICIPAL_CLERK)
    return_candidate(found["reported"], actor=steering, note="unvollständig")
    first = place.sent()
    _send_anew(place, found["again"], first, steering, clerk)
    Candidate.objects.filter(pk=found["corrected"].pk).update(wish="Bäckerei")
    delta = place.sent(delta_of=first)
    lines = {name: _line(first, person) for name, person in found.items() if name != "reported"}
    lines["corrected"] = _line(delta, found["corrected"])
    agency = as_role(Role.AGENCY_STAFF)
    for name in ("outcome", "corrected", "begun", "stays"):
        actions.record_feedback(lines[name], actor=agency, feedback=Feedback.ACCEPTED, on=TODAY)
    actions.record_feedback(lines["missed"], actor=agency, feedback=Feedback.NOT_REACHED, on=TODAY)
    actions.begin_support(lines["begun"], actor=agency)
    for kind in ("internship", "employment"):
        actions.note_outcome(
            lines["outcome"], actor=agency, kind=kind, began_on=TODAY, source="Agentur"
        )
    return found


def _send_anew(place, person, batch, steering, clerk):
    """Recalled by mistake, looked at again, and passed on once more: two lines, one person."""
    line = _line(batch, person)
    actions.recall_line(line, actor=steering, ground=RecallGround.MISTAKE)
    release_candidate(person, actor=clerk)
    check_candidate(person, actor=steering)
    place.sent()
    assert BatchLine.objects.filter(candidate=person).count() == 2


def _line(batch, person):
    return batch.lines.get(candidate=person)


@pytest.mark.parametrize(("year", "erased", "reduced"), [(2017, 0, 6), (2025, 6, 0)])
def test_every_stage_counts_as_many_people_after_the_erasure(
    place, town, people, as_role, year, erased, reduced
):
    """G65: whether the evidence of consent stays or nothing at all."""
    clerk = as_role(Role.MUNICIPAL_CLERK)
    for name, person in people.items():
        if name != "stays":
            close_candidate(person, actor=clerk, closing=Closing.OTHER)
    Consent.objects.update(valid_until=date(2017, 11, 2))
    CandidateFactory(owner=town, last_contact_on=date(year, 5, 1))
    steering, on = as_role(Role.STEERING, year), date(year, 6, 1)
    before = funnel(place.call, on, steering)
    assert list(before.total.flows.values()) == [7, 6, 6, 4, 2, 1]

    protection.load_periods(actor=as_role(Role.ADMINISTRATOR))
    later = as_role(Role.MUNICIPAL_CLERK, year)
    proposed = protection.propose_destruction(town, actor=later)
    protection.release_destruction(proposed, actor=as_role(Role.DATA_PROTECTION_OFFICER, year))
    done = protection.carry_out_destruction(proposed, actor=later)

    assert (done.proof["erased"], done.proof["reduced"]) == (erased, reduced)
    after = funnel(place.call, on, steering)
    assert after.total.flows == before.total.flows
    assert [line.flows for line in after.lines] == [line.flows for line in before.lines]
    assert sum(after.total.stock.values()) == 1
    assert Candidate.objects.get(pk=people["stays"].pk).state == CandidateState.ACCEPTED
    assert funnel(place.call, date(2014, 12, 31), steering).total.flows[S.REPORTED] == 0
