"""R-CAN-06: a file changes hands when both municipalities have acted."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.participants import actions, people_errors
from kreislotse.participants.errors import Restricted
from kreislotse.participants.models import Candidate, Household, Move, Nomination
from tests.factories.organisations import MunicipalityFactory
from tests.factories.participants import CallResponseFactory
from tests.factories.people import CandidateFactory

DAY = date(2015, 12, 1)


@pytest.fixture
def towns(db):
    first = MunicipalityFactory(name="Olfen")
    return first, MunicipalityFactory(name="Senden", part_of=first.part_of)


@pytest.fixture
def clerks(acting, towns):
    return [acting(Role.MUNICIPAL_CLERK, at=town) for town in towns]


@pytest.fixture
def candidate(towns):
    home = Household.objects.create(owner=towns[0], code="BBBBBBBBBBBB")
    return CandidateFactory(owner=towns[0], released=True, household=home)


def test_accepting_a_move_changes_owner_words_and_responsibility(towns, clerks, candidate):
    """R-CAN-06: reports to calls stay with the answer they were given in."""
    response = CallResponseFactory(municipality=towns[0])
    Nomination.objects.create(candidate=candidate, response=response, nominated_on=DAY)
    move = actions.offer_move(candidate, actor=clerks[0], to_municipality=towns[1], moved_on=DAY)
    assert candidate not in Candidate.objects.visible_to(clerks[1])

    actions.accept_move(move, actor=clerks[1])

    candidate.refresh_from_db()
    assert (candidate.owner, candidate.household, candidate.state) == (towns[1], None, "released")
    assert set(candidate.words.values_list("owner", flat=True)) == {towns[1].pk}
    assert candidate.nominations.get().response.municipality == towns[0]
    assert candidate in Candidate.objects.visible_to(clerks[1])
    assert candidate not in Candidate.objects.visible_to(clerks[0])
    verbs = JournalEntry.objects.of_record(candidate).order_by("number")
    assert [entry.verb for entry in verbs] == ["offer_move", "accept_move"]
    move.refresh_from_db()
    assert (move.state, move.settled_on) == ("accepted", clerks[1].today)


def test_both_sides_act_and_nobody_for_the_other(towns, clerks, candidate, acting):
    move = actions.offer_move(candidate, actor=clerks[0], to_municipality=towns[1], moved_on=DAY)
    stranger = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=towns[0].part_of))
    for deed, actor in (
        (actions.accept_move, clerks[0]),
        (actions.decline_move, clerks[0]),
        (actions.withdraw_move, clerks[1]),
        (actions.accept_move, stranger),
    ):
        with pytest.raises(NotAllowed):
            deed(move, actor=actor)
    assert not Move.objects.visible_to(stranger).exists()
    actions.decline_move(move, actor=clerks[1])
    with pytest.raises(WrongState):
        actions.accept_move(move, actor=clerks[1])
    again = actions.offer_move(candidate, actor=clerks[0], to_municipality=towns[1], moved_on=DAY)
    actions.withdraw_move(again, actor=clerks[0])
    candidate.refresh_from_db()
    assert candidate.owner == towns[0]


def test_a_file_is_offered_once_and_within_the_district(towns, clerks, candidate):
    elsewhere = MunicipalityFactory()
    for place in (elsewhere, towns[0], towns[0].part_of):
        with pytest.raises(people_errors.NotAMunicipality):
            actions.offer_move(candidate, actor=clerks[0], to_municipality=place, moved_on=DAY)
    actions.offer_move(candidate, actor=clerks[0], to_municipality=towns[1], moved_on=DAY)
    with pytest.raises(people_errors.MoveRunning):
        actions.offer_move(candidate, actor=clerks[0], to_municipality=towns[1], moved_on=DAY)
    closed = CandidateFactory(owner=towns[0], closed=True)
    with pytest.raises(WrongState):
        actions.offer_move(closed, actor=clerks[0], to_municipality=towns[1], moved_on=DAY)


def test_a_file_closed_meanwhile_is_not_taken_over(towns, clerks, candidate):
    move = actions.offer_move(candidate, actor=clerks[0], to_municipality=towns[1], moved_on=DAY)
    Candidate.objects.filter(pk=candidate.pk).update(state="closed", closing="other", closed_on=DAY)
    with pytest.raises(people_errors.NotOnTheMove):
        actions.accept_move(move, actor=clerks[1])


def test_a_locked_file_neither_goes_nor_comes(towns, clerks, candidate):
    """R-DP-31: whoever locks a record on the way stops it there."""
    locked = CandidateFactory(owner=towns[0], released=True, restricted=True)
    with pytest.raises(Restricted):
        actions.offer_move(locked, actor=clerks[0], to_municipality=towns[1], moved_on=DAY)
    move = actions.offer_move(candidate, actor=clerks[0], to_municipality=towns[1], moved_on=DAY)
    Candidate.objects.filter(pk=candidate.pk).update(restricted_on=DAY, restriction="request")

    with pytest.raises(Restricted):
        actions.accept_move(move, actor=clerks[1])

    candidate.refresh_from_db()
    move.refresh_from_db()
    assert (candidate.owner, move.state) == (towns[0], "asked")
