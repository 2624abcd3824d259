"""What a frozen batch says never changes, and anybody can check it (R-CAN-07)."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest

from kreislotse.access.policy import BERLIN, Role
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.participants.models import Candidate, Consent
from kreislotse.participants.profile import BY_CODE, Category
from kreislotse.participants.states import CandidateState, ConsentPurpose
from kreislotse.transmission import actions, errors
from kreislotse.transmission.freezing import check_whole
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.states import BatchState, LineKind, Wholeness
from tests.factories.people import with_consent
from tests.factories.transmission import neighbourhood


@pytest.fixture
def place(db):
    return neighbourhood()


@pytest.fixture
def steering(acting, place):
    return acting(Role.STEERING, at=place.district)


def lines_of(batch):
    return list(batch.lines.select_related("candidate"))


def test_a_line_holds_the_fields_of_the_chosen_categories_and_no_others(place):
    """R-CAN-02, G37"""
    place.person(place.town(), contact="über die Sozialarbeit", wish="Pflege")
    batch = place.frozen(categories=[Category.IDENTITY, Category.LANGUAGE])
    content = batch.lines.get().content
    assert {BY_CODE[code].category for code in content} == {Category.IDENTITY, Category.LANGUAGE}
    assert content["born_on"] == "1990-05-17"
    assert content["german_level"] == "A2"


def test_the_hash_can_be_computed_again_by_anybody(place):
    town = place.town()
    place.person(town)
    place.person(town)
    batch = Batch.objects.get(pk=place.frozen().pk)
    said = {
        "head": {
            "number": 1,
            "sender": place.district.pk,
            "recipient": place.agency.pk,
            "call": place.call.pk,
            "purpose": "agency",
            "categories": batch.categories,
            "correction_of": None,
            "frozen_at": "2015-11-02T11:00:00.000000+00:00",
        },
        "lines": [line.sha256 for line in batch.lines.order_by("position")],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert batch.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert check_whole(batch, lines_of(batch)) == Wholeness.INTACT


def test_it_does_not_matter_in_which_time_zone_it_was_frozen(place):
    place.person(place.town())
    here = replace(place.actor(), at=place.actor().at.astimezone(BERLIN))
    actions.freeze_batch(place.drafted(), actor=here)
    batch = Batch.objects.get()
    assert check_whole(batch, lines_of(batch)) == Wholeness.INTACT


def test_a_change_behind_its_back_is_found(place):
    place.person(place.town())
    batch = place.frozen()
    line = batch.lines.get()
    BatchLine.objects.filter(pk=line.pk).update(content={**line.content, "wish": "anders"})
    assert check_whole(batch, lines_of(batch)) == Wholeness.CHANGED
    with pytest.raises(errors.ContentChanged):
        actions.send_batch(batch, actor=place.actor(), sent_on=place.actor().today)


def test_what_is_erased_later_does_not_break_the_hash(place):
    """G65: numbers survive."""
    place.person(place.town())
    batch = place.sent()
    BatchLine.objects.filter(batch=batch).update(content={}, candidate=None, consent=None)
    assert check_whole(batch, lines_of(batch)) == Wholeness.INTACT


def test_nothing_of_it_changes_afterwards(place):
    person = place.person(place.town())
    batch = place.frozen()
    line = batch.lines.get()
    before = line.content
    line.content = {"family_name": "Anders"}
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.save(update_fields=["content"])
    batch.number = 99
    with pytest.raises(TypeError):
        batch.save()
    with pytest.raises(TypeError):
        Batch.objects.get().save(update_fields=["sha256"])
    Candidate.objects.filter(pk=person.pk).update(wish="Neuer Wunsch")
    assert BatchLine.objects.get().content == before
    assert Batch.objects.get().number == 1


def test_state_and_basis_are_asked_again_at_freezing(place, steering):
    """R-CAN-02"""
    town = place.town()
    stays, gone = place.person(town), place.person(town)
    batch = place.drafted()
    Consent.objects.filter(candidate=gone).update(withdrawn_on=date(2015, 11, 1))
    with pytest.raises(errors.BasisMissing) as refused:
        actions.freeze_batch(batch, actor=steering)
    assert gone.code in str(refused.value)
    assert stays.code not in str(refused.value)
    with_consent(gone, ConsentPurpose.AGENCY, place.agency)
    Candidate.objects.filter(pk=stays.pk).update(state=CandidateState.COMPLETE)
    with pytest.raises(errors.NoLongerReady) as refused:
        actions.freeze_batch(batch, actor=steering)
    assert stays.code in str(refused.value)
    assert Batch.objects.get().state == BatchState.DRAFT


def test_a_locked_record_is_not_frozen(place, steering):
    """R-DP-31"""
    person = place.person(place.town())
    batch = place.drafted()
    Candidate.objects.filter(pk=person.pk).update(restricted_on="2015-11-01", restriction="request")
    with pytest.raises(errors.BasisMissing):
        actions.freeze_batch(batch, actor=steering)


def test_only_the_sender_freezes_and_only_once(place, steering, acting):
    place.person(place.town())
    batch = place.drafted()
    with pytest.raises(NotAllowed):
        actions.freeze_batch(batch, actor=acting(Role.AGENCY_STAFF, at=place.agency))
    actions.freeze_batch(batch, actor=steering)
    with pytest.raises(WrongState):
        actions.freeze_batch(batch, actor=steering)


def test_corrections_go_out_as_a_batch_of_their_own(place, steering):
    """R-CAN-07"""
    town = place.town()
    changed, same = place.person(town), place.person(town)
    first = place.sent()
    Candidate.objects.filter(pk=changed.pk).update(wish="Bäckerei")
    new = place.person(town)
    delta = actions.draft_batch(
        place.call, actor=steering, recipient=place.agency, channel="portal", delta_of=first
    )
    assert {line.candidate: line.kind for line in delta.lines.all()} == {
        changed: LineKind.CORRECTED,
        new: LineKind.NEW,
    }
    delta = actions.freeze_batch(delta, actor=steering)
    delta = actions.send_batch(delta, actor=steering, sent_on=steering.today)
    assert delta.lines.get(candidate=changed).content["wish"] == "Bäckerei"
    assert "wish" not in first.lines.get(candidate=changed).content
    with pytest.raises(errors.NobodyToTransmit):
        actions.draft_batch(
            place.call, actor=steering, recipient=place.agency, channel="portal", delta_of=delta
        )
    assert same.batch_lines.count() == 1


def test_a_delta_belongs_to_a_batch_that_is_out_at_the_same_place(place, steering):
    place.person(place.town())
    frozen = place.frozen()
    with pytest.raises(errors.NotADelta):
        actions.draft_batch(
            place.call, actor=steering, recipient=place.agency, channel="portal", delta_of=frozen
        )
