"""Who gets into a batch and who does not (R-CAN-02), and what happens before it is frozen."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from kreislotse.participants.models import LegalBasis
from kreislotse.participants.profile import Category
from kreislotse.participants.states import CallState, CandidateState, ConsentPurpose
from kreislotse.transmission import actions, errors
from kreislotse.transmission.gathering import gather
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.states import BasisKind, BatchState, Channel, LeftOut, LineKind
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import CandidateFactory, with_consent
from tests.factories.transmission import AgencyFactory, neighbourhood

TODAY = date(2015, 11, 2)


@pytest.fixture
def place(db):
    return neighbourhood()


@pytest.fixture
def town(place):
    return place.town()


@pytest.fixture
def steering(acting, place):
    return acting(Role.STEERING, at=place.district)


def draft(place, actor, **said):
    said = {"recipient": place.agency, "channel": Channel.PORTAL} | said
    return actions.draft_batch(place.call, actor=actor, **said)


def test_each_line_records_basis_recipient_purpose_day_and_categories(place, town, steering):
    """R-CAN-02"""
    person = place.person(town)
    batch = draft(place, steering, categories=[Category.LANGUAGE, Category.IDENTITY])
    line = batch.lines.get()
    assert (line.candidate, line.municipality, line.kind) == (person, town, LineKind.NEW)
    assert (line.basis, line.consent.candidate) == (BasisKind.CONSENT, person)
    assert (batch.recipient, batch.purpose) == (place.agency, ConsentPurpose.AGENCY)
    assert batch.categories == ["identity", "language"]
    assert batch.number == 1


def test_a_documented_norm_will_do_and_the_persons_own_consent_comes_first(place, town, steering):
    """R-CAN-02"""
    norm = LegalBasis.objects.create(
        owner=place.district,
        purpose=ConsentPurpose.AGENCY,
        recipient=place.agency,
        norm="§ 9 AsylbLG",
        reasons="Vermittlung",
        valid_from=date(2015, 1, 1),
    )
    without, with_one = place.person(town, consent=False), place.person(town)
    lines = {line.candidate: line for line in draft(place, steering).lines.all()}
    assert (lines[without].basis, lines[without].legal_basis) == (BasisKind.NORM, norm)
    assert (lines[with_one].basis, lines[with_one].legal_basis) == (BasisKind.CONSENT, None)


def test_who_is_left_out_is_named_by_code_with_the_reason(place, town, steering):
    """R-CAN-02"""
    place.person(town)
    nobody = place.person(town, consent=False)
    elsewhere = place.person(town, consent=False)
    with_consent(elsewhere, ConsentPurpose.AGENCY, AgencyFactory())
    run_out = place.person(town, consent=False)
    with_consent(run_out, recipient=place.agency, valid_until=date(2015, 11, 1))
    locked = place.person(town, restricted=True)
    unchecked = place.person(town, state=CandidateState.RELEASED)
    place.person(town, state=CandidateState.CONSENT_GIVEN)
    found = gather(place.call, place.agency, ConsentPurpose.AGENCY, on=TODAY)
    assert dict(found.left_out) == {
        nobody: LeftOut.NO_BASIS,
        elsewhere: LeftOut.NO_BASIS,
        run_out: LeftOut.EXPIRED,
        locked: LeftOut.RESTRICTED,
        unchecked: LeftOut.NOT_CHECKED,
    }
    assert (len(found.taken), found.unreleased) == (1, 1)


def test_nobody_goes_twice_with_the_same_call(place, town, steering):
    person = place.person(town)
    draft(place, steering)
    found = gather(place.call, place.agency, ConsentPurpose.AGENCY, on=TODAY)
    assert found.left_out == [(person, LeftOut.IN_PREPARATION)]
    Batch.objects.all().get().lines.all().delete()
    place.sent()
    found = gather(place.call, place.agency, ConsentPurpose.AGENCY, on=TODAY)
    assert found.left_out == [(person, LeftOut.SENT)]


def test_people_of_another_call_or_district_are_not_taken(place, town, steering):
    other = neighbourhood()
    other.person(other.town())
    CandidateFactory(owner=town, checked=True)
    person = place.person(town)
    assert [line.candidate for line in draft(place, steering).lines.all()] == [person]


def test_two_entries_of_possibly_one_person_must_be_decided(place, town, steering):
    """R-CAN-05"""
    same = {"family_name": "Beispiel", "given_names": "Amina", "born_on": date(1990, 1, 2)}
    first = place.person(town, **same)
    second = place.person(place.town("Nachbardorf"), **same)
    batch = draft(place, steering)
    with pytest.raises(errors.SamePersonUndecided) as refused:
        actions.freeze_batch(batch, actor=steering)
    assert {first.code in str(refused.value), second.code in str(refused.value)} == {True}
    assert "Beispiel" not in str(refused.value)
    line = batch.lines.first()
    with pytest.raises(ReasonNeeded):
        actions.confirm_two_people(line, actor=steering, reason=" ")
    actions.confirm_two_people(line, actor=steering, reason="verschiedene Fotos")
    assert actions.freeze_batch(batch, actor=steering).state == BatchState.FROZEN


def test_dropping_one_of_two_alike_decides_it_as_well(place, town, steering):
    same = {"family_name": "Beispiel", "given_names": "Amina", "born_on": date(1990, 1, 2)}
    place.person(town, **same)
    place.person(place.town("Nachbardorf"), **same)
    batch = draft(place, steering)
    actions.drop_line(batch.lines.last(), actor=steering)
    assert actions.freeze_batch(batch, actor=steering).lines.count() == 1


def test_only_lines_that_have_a_twin_can_be_called_two_people(place, town, steering):
    place.person(town)
    line = draft(place, steering).lines.get()
    with pytest.raises(errors.NobodyAlike):
        actions.confirm_two_people(line, actor=steering, reason="verschieden")


def test_a_batch_that_is_given_up_keeps_nobody(place, town, steering):
    place.person(town)
    batch = actions.freeze_batch(draft(place, steering), actor=steering)
    assert actions.cancel_batch(batch, actor=steering).state == BatchState.CANCELLED
    assert BatchLine.objects.count() == 0
    assert draft(place, steering).number == 2


def test_refused_drafts_leave_nothing_behind(place, town, steering, acting):
    place.person(town)
    clerk = acting(Role.MUNICIPAL_CLERK, at=town)
    agency = acting(Role.AGENCY_STAFF, at=place.agency)
    other = OrganisationFactory()
    entries = JournalEntry.objects.count()
    for refusal, actor, said in [
        (NotAllowed, clerk, {}),
        (NotAllowed, agency, {}),
        (errors.WrongRecipient, steering, {"recipient": other}),
        (errors.NoCategories, steering, {"categories": [Category.LANGUAGE]}),
        (errors.NobodyToTransmit, steering, {"recipient": AgencyFactory()}),
    ]:
        with pytest.raises(refusal):
            draft(place, actor, **said)
    place.call.state = CallState.DRAFT
    place.call.save()
    with pytest.raises(errors.CallNotRunning):
        draft(place, steering)
    assert (Batch.objects.count(), JournalEntry.objects.count()) == (0, entries)


def test_a_frozen_batch_loses_no_line(place, town, steering):
    place.person(town)
    batch = actions.freeze_batch(draft(place, steering), actor=steering)
    line = batch.lines.get()
    with pytest.raises(WrongState):
        actions.drop_line(line, actor=steering)
    with pytest.raises(WrongState):
        actions.confirm_two_people(line, actor=steering, reason="verschieden")
    assert batch.lines.count() == 1


def test_an_empty_batch_is_not_frozen(place, town, steering):
    place.person(town)
    batch = draft(place, steering)
    actions.drop_line(batch.lines.get(), actor=steering)
    with pytest.raises(errors.EmptyBatch):
        actions.freeze_batch(batch, actor=steering)


def test_nothing_about_anybody_stands_in_the_journal(place, town):
    """R-DP-21"""
    person = place.person(town, family_name="Unverwechselbar")
    place.sent()
    entries = JournalEntry.objects.all()
    said = "".join(f"{each.label}{each.change}{each.note}" for each in entries)
    assert person.family_name not in said
