"""The funnel of a call: stocks and flows apart, each person once, each town its own line."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreislotse.access.policy import Role
from kreislotse.eligibility.models import Decision
from kreislotse.participants.models import Move, RegimePeriod
from kreislotse.participants.states import PartKind
from kreislotse.protection.models import Tally
from kreislotse.reporting.funnel import funnel, funnel_across
from kreislotse.reporting.funnel_flows import Stage
from kreislotse.reporting.indicators import INDICATORS, Kind
from tests.factories.eligibility import (
    CriteriaFactory,
    RuleSetVersionFactory,
    VerdictFactory,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import (
    CallFactory,
    CallPartFactory,
    CallResponseFactory,
    NominationFactory,
    PotentialFactory,
)
from tests.factories.people import CandidateFactory
from tests.factories.transmission import BatchFactory, BatchLineFactory, OutcomeFactory

pytestmark = pytest.mark.django_db

TODAY, EARLIER = date(2015, 11, 2), date(2015, 10, 1)
S = Stage


@pytest.fixture
def call():
    return CallFactory(title="Liste")


@pytest.fixture
def part(call):
    return CallPartFactory(call=call, kind=PartKind.CANDIDATES, text="Geeignete Personen")


@pytest.fixture
def steering(acting, call):
    return acting(Role.STEERING, at=call.owner)


def answer(part, name, state="answered"):
    answered_on = None if state == "asked" else date(2015, 10, 20)
    return CallResponseFactory(
        part=part, state=state, answered_on=answered_on, municipality__name=name
    )


def report(response, **said):
    """Report somebody; `said` speaks of the person."""
    owner = response.municipality
    person = CandidateFactory(owner=owner, facts=False, **{"released": True, **said})
    NominationFactory(response=response, candidate=person)
    return person


def line_of(found, name):
    return next(line for line in found.lines if line.municipality.name == name)


def test_nine_reported_one_nil_return_and_one_missing(part, call, steering):
    """T20, R-CAN-11: the nil return differs from silence."""
    for n in range(9):
        report(answer(part, f"Ort {n}"))
    answer(part, "Ort 9", "nil_return")
    answer(part, "Ort 10", "asked")
    found = funnel(call, TODAY, steering)
    counted = found.progress
    assert (counted.answered, counted.nil, counted.missing) == (9, 1, 1)
    assert len(found.lines) == 11
    assert found.total.flows[S.REPORTED] == 9
    assert {line_of(found, n).flows[S.REPORTED] for n in ("Ort 9", "Ort 10")} == {0}


def test_the_funnel_leads_from_recipients_to_outcomes(part, call, steering):
    """R-CAN-10: each stage by municipality, with the rate per 100 recipients."""
    response = answer(part, "Nottuln")
    town = response.municipality
    PotentialFactory(owner=town, people=240)
    criteria = CriteriaFactory(call=call)
    version = RuleSetVersionFactory(rule_set=criteria.rule_set)
    people = [report(response) for _ in range(7)]
    for person, result in zip(people[:6], ["eligible"] * 5 + ["not_eligible"], strict=True):
        VerdictFactory(candidate=person, version=version, result=result)
    batch = BatchFactory(call=call)
    for person, feedback in zip(people, ["accepted"] * 3 + ["not_suitable"], strict=False):
        BatchLineFactory(
            batch=batch, candidate=person, feedback=feedback, feedback_on=date(2015, 10, 28)
        )
    for person, kind in zip(people, ["employment", "course_started"], strict=False):
        OutcomeFactory(candidate=person, kind=kind, began_on=date(2015, 11, 1))
    (line,) = funnel(call, TODAY, steering).lines
    assert (line.recipients, line.counted_on) == (240, date(2015, 9, 30))
    assert list(line.flows.values()) == [7, 5, 4, 3, 2, 1]
    assert line.rate == Fraction(700, 240)


def test_a_decision_counts_more_than_what_the_rules_said(part, call, steering):
    """R-CAN-03: a human decides; the funnel counts what was decided."""
    response = answer(part, "Nottuln")
    version = RuleSetVersionFactory(rule_set=CriteriaFactory(call=call).rule_set)
    for said, decided in [("eligible", "not_eligible"), ("unclear", "eligible")]:
        verdict = VerdictFactory(candidate=report(response), version=version, result=said)
        Decision.objects.create(
            verdict=verdict, result=decided, deviates=True, reason="Nachweis", decided_on=TODAY
        )
    found = funnel(call, TODAY, steering)
    assert found.total.flows[S.ELIGIBLE] == 1
    assert funnel(call, EARLIER, steering).total.flows[S.ELIGIBLE] == 0


def test_another_call_s_rules_do_not_count_here(part, call, steering):
    VerdictFactory(candidate=report(answer(part, "Nottuln")), result="eligible")
    CriteriaFactory(call=call)
    assert funnel(call, TODAY, steering).total.flows[S.ELIGIBLE] == 0


def test_flows_keep_who_has_moved_on_while_the_stock_shows_where_they_are(part, call, steering):
    """R-REP-02: stock and flow beside each other, never summed; T23."""
    response = answer(part, "Nottuln")
    report(response)
    report(response, closed=True)
    found = funnel(call, TODAY, steering)
    assert found.total.flows[S.REPORTED] == 2
    assert dict(found.total.stock) == {"released": 1, "closed": 1}
    kinds = {str(each.title): each.kind for each in INDICATORS}
    assert kinds["Leistungsberechtigte"] is Kind.STOCK
    assert kinds["gemeldet"] is Kind.FLOW


def test_every_number_says_what_it_means():
    """R-REP-01: definition, unit, kind, source and version."""
    assert len(INDICATORS) == len(Stage) + 2
    for each in INDICATORS:
        assert all(str(said) for said in (each.title, each.definition, each.unit, each.source))
        assert each.version == 1


def test_the_reference_date_leaves_out_what_came_later(part, call, steering):
    response = answer(part, "Nottuln")
    PotentialFactory(owner=response.municipality, on=EARLIER, people=100)
    PotentialFactory(owner=response.municipality, on=TODAY, people=300)
    person = report(response)
    BatchLineFactory(batch=BatchFactory(call=call, sent_on=TODAY), candidate=person)
    (before,) = funnel(call, date(2015, 10, 25), steering).lines
    assert (before.flows[S.REPORTED], before.flows[S.TRANSMITTED]) == (1, 0)
    assert before.recipients == 100
    (now,) = funnel(call, TODAY, steering).lines
    assert (now.flows[S.TRANSMITTED], now.recipients) == (1, 300)


def test_without_a_number_of_recipients_there_is_no_rate(part, call, steering):
    known, unknown = answer(part, "Ahausen"), answer(part, "Bedorf")
    report(known)
    report(unknown)
    PotentialFactory(owner=known.municipality, people=50)
    PotentialFactory(owner=unknown.municipality, regime="sgb_ii")
    found = funnel(call, TODAY, steering)
    assert [line.rate for line in found.lines] == [Fraction(2), None]
    assert (found.total.recipients, found.total.rate) == (None, None)
    PotentialFactory(owner=unknown.municipality, people=0)
    found = funnel(call, TODAY, steering)
    assert [line.rate for line in found.lines] == [Fraction(2), None]
    assert (found.total.recipients, found.total.rate) == (50, Fraction(4))


def test_who_is_reported_to_two_parts_and_two_calls_is_one_person(part, call, steering):
    """R-REP-03: persons, never cases."""
    response = answer(part, "Nottuln")
    person = report(response)
    again = CallPartFactory(call=call, kind=PartKind.CANDIDATES)
    other = CallFactory(initiative=call.initiative)
    elsewhere = CallPartFactory(call=other, kind=PartKind.CANDIDATES)
    for part_of in (again, elsewhere):
        second = CallResponseFactory(part=part_of, municipality=response.municipality)
        NominationFactory(response=second, candidate=person)
    assert funnel(call, TODAY, steering).total.flows[S.REPORTED] == 1
    assert funnel_across([call, other], TODAY, steering).total.flows[S.REPORTED] == 1


def test_who_moved_and_was_reported_by_both_towns_counts_once_in_the_sum(part, call, steering):
    """R-REP-03, R-CAN-06"""
    first, second = answer(part, "Ahausen"), answer(part, "Bedorf")
    person = report(first)
    NominationFactory(response=second, candidate=person)
    batch = BatchFactory(call=call)
    BatchLineFactory(batch=batch, candidate=person)
    later = BatchFactory(call=call, delta_of=batch)
    BatchLineFactory(
        batch=later, candidate=person, kind="corrected", municipality=second.municipality
    )
    Move.objects.create(
        candidate=person,
        from_municipality=first.municipality,
        to_municipality=second.municipality,
        moved_on=TODAY,
        asked_on=TODAY,
        settled_on=TODAY,
        state="accepted",
    )
    found = funnel(call, TODAY, steering)
    assert [line.flows[S.REPORTED] for line in found.lines] == [1, 1]
    assert [line.flows[S.TRANSMITTED] for line in found.lines] == [1, 1]
    assert (found.total.flows[S.REPORTED], found.total.flows[S.TRANSMITTED]) == (1, 1)
    assert sum(found.total.stock.values()) == 1


def test_the_erased_stay_in_the_flows(part, call, steering):
    """G65: statistics survive the people."""
    response = answer(part, "Nottuln")
    report(response)
    for value, people in [("reported", 3), ("eligible", 2), ("outcome", 1)]:
        Tally.objects.create(
            owner=response.municipality,
            call=call,
            feature="stage",
            value=value,
            year=2015,
            people=people,
        )
    total = funnel(call, TODAY, steering).total
    assert [total.flows[stage] for stage in (S.REPORTED, S.ELIGIBLE, S.OUTCOME)] == [4, 2, 1]
    assert sum(total.stock.values()) == 1


def period(person, regime, since, until=None):
    RegimePeriod.objects.create(candidate=person, regime=regime, valid_from=since, valid_to=until)


def test_regimes_are_counted_by_person_on_the_day_and_changes_as_a_flow(part, call, steering):
    """R-REP-03: a change of regime is no new person."""
    response = answer(part, "Nottuln")
    changed, stayed, _unknown = (report(response) for _ in range(3))
    period(changed, "asylblg", date(2014, 5, 1), date(2015, 9, 30))
    period(changed, "sgb_ii", date(2015, 10, 1))
    period(stayed, "asylblg", date(2015, 2, 1))
    now = funnel(call, TODAY, steering).regimes
    by_name = {str(name): people for name, people in now.stock}
    assert by_name["Asylbewerberleistungsgesetz"] == 1
    assert by_name["Sozialgesetzbuch II"] == 1
    assert (now.unknown, now.people, now.since) == (1, 3, date(2015, 1, 1))
    (change,) = now.changes
    assert (str(change.before), str(change.after), change.people) == (
        "Asylbewerberleistungsgesetz",
        "Sozialgesetzbuch II",
        1,
    )


def test_a_town_sees_its_own_line_alone(part, call, acting):
    """R-CAN-01, R-CAN-12: it gets back what became of its people, and nothing of others."""
    own, other = answer(part, "Ahausen"), answer(part, "Bedorf")
    report(own)
    report(other)
    clerk = acting(Role.MUNICIPAL_CLERK, at=own.municipality)
    found = funnel(call, TODAY, clerk)
    assert [line.municipality.name for line in found.lines] == ["Ahausen"]
    assert found.total.flows[S.REPORTED] == 1
    assert found.progress.asked == 1


@pytest.mark.parametrize("role", [Role.GRANTS_OFFICER, Role.AGENCY_STAFF, Role.ADMINISTRATOR])
def test_who_may_not_count_people_sees_none(role, part, call, acting):
    report(answer(part, "Nottuln"))
    agency = OrganisationFactory(kind="employment_agency")
    type(call).objects.update(recipient=agency, state="forwarded", forwarded_on=TODAY)
    at = agency if role == Role.AGENCY_STAFF else call.owner
    assert funnel(call, TODAY, acting(role, at=at)).lines == []


def test_another_district_sees_nothing(part, call, acting):
    report(answer(part, "Nottuln"))
    stranger = acting(Role.STEERING, at=OrganisationFactory())
    assert funnel(call, TODAY, stranger).lines == []


def test_a_funnel_asks_as_many_queries_for_eleven_towns_as_for_one(part, call, steering):
    asked = []
    for rows in (1, 10):
        for n in range(rows):
            response = answer(part, f"Ort {rows} {n}")
            for _ in range(rows):
                report(response)
            PotentialFactory(owner=response.municipality)
        with CaptureQueriesContext(connection) as queries:
            funnel(call, TODAY, steering)
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] <= 6


def test_a_town_asked_twice_has_one_line(part, call, steering):
    town = MunicipalityFactory(part_of=call.owner, name="Nottuln")
    CallResponseFactory(part=part, municipality=town)
    CallResponseFactory(part=CallPartFactory(call=call), municipality=town)
    assert len(funnel(call, TODAY, steering).lines) == 1
