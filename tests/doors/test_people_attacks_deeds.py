"""Forms filled with other people's numbers, and deeds done at the wrong moment or by one alone.

Rules: R-CAN-01, R-CAN-02, R-CAN-06, R-DP-03, R-DP-30, G30.
"""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from kreislotse.access.policy import Actor, Role
from kreislotse.intake.actions import decide_row, undo_upload
from kreislotse.intake.errors import PersonNotChosen, WorkedWithSince
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.states import RowDecision, RowState
from kreislotse.journal.models import JournalEntry, ReadEntry
from kreislotse.kernel.refusals import FourEyesNeeded, NotAllowed
from kreislotse.organisations.queries import actor_of, system_actor
from kreislotse.participants import actions as people_actions
from kreislotse.participants.models import (
    CallResponse,
    Candidate,
    Consent,
    Move,
)
from kreislotse.participants.states import CandidateState
from kreislotse.protection import actions as protection
from kreislotse.protection.models import DestructionList
from kreislotse.transmission import actions as transmission
from kreislotse.transmission.errors import BasisGone
from kreislotse.transmission.models import BatchLine, Recall
from kreislotse.transmission.states import RecallGround
from kreislotse.web import clock
from kreislotse.web.sealed import seal
from tests.doors.named import said_about, words_of
from tests.factories.intake import AMINA, UploadFactory, UploadRowFactory, sheet
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory
from tests.factories.transmission import (
    BatchFactory,
    BatchLineFactory,
    OutcomeFactory,
    neighbourhood,
)
from tests.fixtures.world import NOON
from tests.intake.lists import taken_over

# One process fills the two districts once for all of these tests.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def elsewhere(world: Any) -> Candidate:
    """Somebody of another town of the same district, on the way to being reported."""
    town = MunicipalityFactory(part_of=world.ours.district)
    return CandidateFactory(owner=town, consent_given=True, family_name="Verborgen")


@pytest.fixture
def clerk(world: Any) -> Any:
    return world.client(Role.MUNICIPAL_CLERK)


def sent(client: Any, route: str, *at: Any, **values: Any) -> tuple[int, bool]:
    """The status of a filled form's answer, and whether it names whom it must not."""
    answer = client.post(reverse(route, args=at), values)
    return answer.status_code, "Verborgen" in said_about(answer)


REFUSED = (422, False)


def test_no_household_is_shared_with_somebody_of_another_town(world, clerk, elsewhere):
    code = world.ours.records["candidate_code"]
    refused = sent(clerk, "participants:person_household", code, member=elsewhere.code)
    unknown = sent(clerk, "participants:person_household", code, member="ABCDEFGHJKMN")
    assert (refused, unknown) == (REFUSED, REFUSED)
    assert Candidate.objects.get(pk=elsewhere.pk).household is None


def test_nobody_of_another_town_is_reported_with_a_list_of_ours(world, clerk, elsewhere):
    response = world.ours.records["participants:response_sign_off:response_id"]
    values = {"candidates": elsewhere.pk, "answered_on": "02.11.2015"}
    assert sent(clerk, "participants:response_sign_off", response.pk, **values) == REFUSED
    assert not elsewhere.nominations.exists()
    with pytest.raises(NotAllowed):
        people_actions.sign_off(
            CallResponse.objects.get(pk=response.pk),
            actor=system_actor(NOON, world.ours.district.pk, response.municipality_id),
            candidates=[elsewhere],
            answered_on=NOON.date(),
        )


def test_a_file_goes_to_a_town_of_the_district_and_nowhere_else(world, clerk):
    """R-CAN-06"""
    code = world.ours.records["participants:person_ask:candidate_code"]
    for place in (world.theirs.town, world.ours.district, world.ours.town):
        values = {"to_municipality": place.pk, "moved_on": "02.11.2015"}
        assert sent(clerk, "participants:move_new", code, **values) == REFUSED
    assert not Move.objects.filter(candidate__code=code).exists()


def test_a_row_is_never_said_to_be_somebody_of_another_town(world, clerk, elsewhere):
    town = world.ours.town
    upload = UploadFactory(owner=town, state="checked", rows_total=1)
    reasons = [["", "", "alike", {"person": elsewhere.pk, "by": []}]]
    row = UploadRowFactory(upload=upload, state=RowState.DOUBTFUL, reasons=reasons)
    assert sent(clerk, "intake:row_decide", row.pk, answer=elsewhere.code) == REFUSED
    assert "Verborgen" not in words_of(clerk.get(reverse("intake:row", args=[row.pk])))
    with pytest.raises(PersonNotChosen):
        decide_row(
            row,
            actor=system_actor(NOON, world.ours.district.pk, town.pk),
            decision=RowDecision.SAME,
            candidate_code=elsewhere.code,
        )
    assert UploadRow.objects.get(pk=row.pk).decision == ""


def test_no_list_is_handed_in_for_another_town_or_its_answer(world, clerk, elsewhere):
    def handed(owner: Any, response: Any) -> tuple[int, bool]:
        file = io.BytesIO(sheet(AMINA))
        file.name = "liste.csv"
        values = {"owner": owner, "response": response, "file": file}
        return sent(clerk, "intake:upload_new", **values)

    before = Upload.objects.count()
    mine = world.ours.records["participants:response_sign_off:response_id"]
    theirs = CallResponse.objects.create(part=mine.part, municipality=elsewhere.owner)
    assert handed(elsewhere.owner_id, "") == REFUSED
    assert handed(world.ours.town.pk, theirs.pk) == REFUSED
    assert Upload.objects.count() == before


def test_consent_names_nobody_who_was_not_offered(world, clerk):
    code = world.ours.records["participants:person_consent:candidate_code"]
    before = Consent.objects.count()
    address = reverse("participants:person_consent", args=[code]) + "?language=de"
    answer = clerk.post(
        address,
        {
            "decision": "given",
            "form": "oral",
            "decided_on": "02.11.2015",
            "purpose_agency": world.theirs.town.pk,
            "purpose_district": world.theirs.district.pk,
        },
    )
    assert (answer.status_code, Consent.objects.count()) == (422, before)


def test_an_agency_answers_for_nobody_of_another_batch(world):
    agency = world.client(Role.AGENCY_STAFF)
    batch = world.ours.records["batch_id"]
    other = BatchLineFactory(batch=BatchFactory(call=batch.call, number=990))
    values = {"lines": other.pk, "feedback": "accepted", "on": "02.11.2015"}
    assert sent(agency, "transmission:batch_feedback", batch.pk, **values) == REFUSED
    assert BatchLine.objects.get(pk=other.pk).feedback == ""


def test_the_sealed_words_of_somebody_else_open_nothing(world, people, clerk):
    steering = actor_of(world.account(Role.STEERING), clock.now())
    token = seal("Geheim", steering)
    searches = ReadEntry.objects.exclude(asked="")
    before = searches.count()
    for query in (f"?asked={token}", f"?asked={token}&export=csv", "?asked=%00", "?asked=x"):
        clerk.get(reverse("participants:people") + query)
    assert searches.count() == before
    world.client(Role.STEERING).get(reverse("participants:people") + f"?asked={token}")
    assert searches.count() == before + 1, "the token was none: nothing was proved"


@pytest.mark.parametrize("typed", ["\0", "a\0b", "\u202eGeheim", "'", "%", "x" * 5000, "~", "-"])
def test_a_search_for_strange_signs_is_only_a_search(world, people, typed):
    for role in (Role.MUNICIPAL_CLERK, Role.STEERING, Role.DATA_PROTECTION_OFFICER):
        for route in ("participants:people", "protection:read_log"):
            answer = world.client(role).post(
                reverse(route), {"search": typed}, headers={"HX-Request": "true"}
            )
            assert answer.status_code in (200, 403)


@pytest.mark.parametrize("deed", ["hold", "letter", "outcome"])
def test_a_list_is_not_taken_back_from_under_what_is_kept_about_its_people(world, deed):
    """G30: also where the deed left the record itself as it was."""
    town = world.ours.town
    actor = system_actor(NOON, world.ours.district.pk, town.pk)
    upload = taken_over(town, actor, ("Zwölfender", "Runa", "02.03.1989", "Norwegen"))
    person = Candidate.objects.get(family_name="Zwölfender")
    if deed == "hold":
        protection.place_hold(person, actor=actor, reason="Rechtsstreit")
    elif deed == "letter":
        protection.give_disclosure(person, actor=actor, asked_on=NOON.date(), language="de")
    else:
        OutcomeFactory(candidate=person, kind="measure")
    with pytest.raises(WorkedWithSince):
        undo_upload(upload, actor=actor, note="falsche Liste")
    assert Candidate.objects.filter(pk=person.pk).exists()


def test_what_is_written_about_people_stays_out_of_the_journal(world, people, clerk):
    code = world.ours.records["participants:person_ask:candidate_code"]
    last = JournalEntry.objects.order_by("-number").first().number
    steps = [
        ("protection:hold_new", {"reason": "Verborgen"}),
        ("participants:person_language", {"language": "Französisch", "issuer": "Verborgen"}),
        ("participants:person_qualification", {"kind": "vocational", "occupation": "Verborgen"}),
    ]
    for route, values in steps:
        assert clerk.post(reverse(route, args=[code]), values).status_code == 302
    entries = JournalEntry.objects.filter(number__gt=last)
    said = [f"{each.label} {each.note} {each.change}" for each in entries]
    assert said
    assert [each for each in said if "Verborgen" in each or "Geheim" in each] == []


def test_who_is_two_people_in_one_is_still_one_pair_of_eyes(world):
    """R-DP-30"""
    clerk = world.account(Role.MUNICIPAL_CLERK)
    roles = {(Role.MUNICIPAL_CLERK, world.ours.town.pk)}
    roles |= {(Role.DATA_PROTECTION_OFFICER, world.ours.district.pk)}
    both = Actor(clerk.pk, NOON, frozenset(roles))
    proposed = world.ours.records["destruction_id"]
    DestructionList.objects.filter(pk=proposed.pk).update(proposed_by=clerk.pk)
    with pytest.raises(FourEyesNeeded):
        protection.release_destruction(proposed, actor=both)
    released = world.ours.records["protection:destruction_carry_out:destruction_id"]
    DestructionList.objects.filter(pk=released.pk).update(released_by=clerk.pk)
    with pytest.raises(FourEyesNeeded):
        protection.carry_out_destruction(released, actor=both)


def test_the_town_that_gave_a_file_away_reads_nothing_new_about_it(acting):
    """R-CAN-06: feedback, recalls and outcomes go along with the file."""
    place = neighbourhood()
    old, new = place.town(), place.town("Neudorf")
    person = place.person(old)
    batch = place.sent()
    before, after = (acting(Role.MUNICIPAL_CLERK, at=town) for town in (old, new))
    line = BatchLine.objects.get(batch=batch)
    assert list(BatchLine.objects.visible_to(before)) == [line]
    move = people_actions.offer_move(
        Candidate.objects.get(pk=person.pk),
        actor=before,
        to_municipality=new,
        moved_on=NOON.date(),
    )
    people_actions.accept_move(move, actor=after)
    transmission.recall_line(
        BatchLine.objects.get(pk=line.pk), actor=after, ground=RecallGround.MISTAKE
    )
    for rows in (BatchLine.objects, Recall.objects):
        assert (rows.visible_to(before).count(), rows.visible_to(after).count()) == (0, 1)


def test_after_a_recall_the_agency_learns_nothing_more(acting, client_of):
    """R-DP-03"""
    place = neighbourhood()
    person = place.person(place.town())
    batch = place.sent()
    agency = client_of(acting(Role.AGENCY_STAFF, at=place.agency))
    line = BatchLine.objects.get(batch=batch)
    transmission.withdraw_consent(
        Candidate.objects.get(pk=person.pk), actor=place.actor(), on=NOON.date()
    )
    OutcomeFactory(candidate=person, source="Verborgen", told_to=place.agency)
    for route, at in (("line", line.pk), ("batch_lines", batch.pk), ("batch", batch.pk)):
        text = words_of(agency.get(reverse(f"transmission:{route}", args=[at])))
        assert (person.family_name in text, "Verborgen" in text, "Beschäftigung" in text) == (
            False,
            False,
            False,
        )


def test_a_basis_that_ends_today_still_carries_and_tomorrow_no_more(acting):
    """R-CAN-02: in the last minute as in the first."""
    place = neighbourhood()
    person = place.person(place.town())
    Consent.objects.filter(candidate=person).update(valid_until=NOON.date())
    batch = place.frozen()
    late = acting(Role.STEERING, at=place.district, now=NOON + timedelta(days=1))
    with pytest.raises(BasisGone) as refusal:
        transmission.send_batch(batch, actor=late, sent_on=late.today)
    assert person.family_name not in str(refusal.value)
    assert Candidate.objects.get(pk=person.pk).state == CandidateState.CHECKED


def test_a_record_reduced_to_its_evidence_is_not_brought_back(world, clerk):
    """R-DP-30: what was erased stays erased; the name is there to prove a consent, nothing else."""
    person = CandidateFactory(owner=world.ours.town, restricted=True, family_name="Verborgen")
    Candidate.objects.filter(pk=person.pk).update(nationality="", restriction="retention")
    refused = sent(clerk, "participants:person_unlock", person.code, note="Bitte wieder her")
    assert refused == REFUSED
    assert Candidate.objects.get(pk=person.pk).restricted_on is not None
