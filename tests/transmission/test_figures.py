"""Numbers for the funnel: persons by municipality, flow and stock apart (R-OUT-02, R-OUT-03)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreislotse.access.policy import Role
from kreislotse.participants.models import Candidate
from kreislotse.transmission import actions
from kreislotse.transmission.figures import Reached, counts
from kreislotse.transmission.models import BatchLine
from kreislotse.transmission.states import Feedback, OutcomeKind
from tests.factories.transmission import neighbourhood

TODAY = date(2015, 11, 2)


@pytest.fixture
def place(db):
    return neighbourhood()


@pytest.fixture
def agency(acting, place):
    return acting(Role.AGENCY_STAFF, at=place.agency)


def accept(line, agency):
    return actions.record_feedback(line, actor=agency, feedback=Feedback.ACCEPTED, on=TODAY)


def note(line, agency, kind, ended_on=None):
    actions.note_outcome(
        line, actor=agency, kind=kind, began_on=TODAY, ended_on=ended_on, source="Agentur"
    )


def test_each_towns_people_are_counted_once_whatever_happened(place, agency):
    """R-OUT-02"""
    here, there = place.town(), place.town("Nachbardorf")
    for town in (here, here, here, there):
        place.person(town)
    batch = place.sent()
    mine = [accept(line, agency) for line in batch.lines.filter(municipality=here)[:2]]
    actions.begin_support(mine[0], actor=agency)
    note(mine[1], agency, OutcomeKind.INTERNSHIP, ended_on=TODAY)
    note(mine[1], agency, OutcomeKind.EMPLOYMENT)
    found = counts([place.call.pk], TODAY)
    assert set(found) == {here.pk, there.pk}
    ours = found[here.pk]
    assert (ours.transmitted, ours.accepted, ours.started) == (3, 2, 2)
    assert (ours.reached, ours.cases) == (Reached(flow=1, stock=1), 2)
    assert ours.outcomes == {"internship": Reached(1, 1), "employment": Reached(1, 1)}
    theirs = found[there.pk]
    assert (theirs.transmitted, theirs.accepted, theirs.cases) == (1, 0, 0)


def test_a_stock_leaves_out_what_has_ended_and_a_flow_keeps_it(place, agency):
    """R-OUT-03, T23"""
    place.person(place.town())
    line = accept(place.sent().lines.get(), agency)
    note(line, agency, OutcomeKind.INTERNSHIP, ended_on=TODAY)
    place_of = line.municipality_id
    later = counts([place.call.pk], date(2015, 11, 3))[place_of]
    assert later.outcomes == {"internship": Reached(flow=1, stock=0)}
    assert later.reached == Reached(flow=1, stock=0)


def test_a_day_before_anything_was_sent_counts_nobody(place, agency):
    place.person(place.town())
    place.sent()
    assert counts([place.call.pk], date(2015, 11, 1)) == {}
    assert counts([], TODAY) == {}


def test_corrections_do_not_count_twice_and_the_erased_are_counted_elsewhere(place, agency):
    """G65: what is kept of them are tallies."""
    town = place.town()
    person = place.person(town)
    first = place.sent()
    Candidate.objects.filter(pk=person.pk).update(wish="Bäckerei")
    place.sent(delta_of=first)
    assert counts([place.call.pk], TODAY)[town.pk].transmitted == 1
    BatchLine.objects.update(content={}, candidate=None, consent=None)
    assert counts([place.call.pk], TODAY) == {}


def test_recalled_people_were_transmitted_all_the_same(place, agency, acting):
    town = place.town()
    person = place.person(town)
    place.sent()
    clerk = acting(Role.MUNICIPAL_CLERK, at=town)
    actions.withdraw_consent(person, actor=clerk, on=TODAY)
    assert counts([place.call.pk], TODAY)[town.pk].transmitted == 1


def test_the_number_of_queries_does_not_grow(place, agency):
    for number in range(3):
        place.person(place.town(f"Dorf {'abc'[number]}"))
    place.sent()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        counts([place.call.pk], TODAY)
    assert len(queries) == 3
