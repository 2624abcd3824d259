"""Erasing takes two people, leaves no trace of the person, and all the figures."""

import json
import threading
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, connections, transaction

from kreislotse.access.policy import Actor, Role
from kreislotse.attachments.models import Attachment
from kreislotse.journal.entries import write
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import FourEyesNeeded, NotAllowed, ReasonNeeded, WrongState
from kreislotse.participants.models import (
    Candidate,
    Consent,
    ConsentGrant,
    Household,
)
from kreislotse.participants.states import CandidateState, RestrictionGround
from kreislotse.protection import actions, erasing
from kreislotse.protection.errors import ListPending, NothingDue
from kreislotse.protection.models import DestructionItem, DestructionList, Hold, Tally
from kreislotse.protection.preview import records_due
from kreislotse.protection.rules import Keep
from kreislotse.protection.states import Clock
from kreislotse.protection.tallies import surviving
from kreislotse.transmission.models import BatchLine, Recall
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallFactory
from tests.factories.people import CandidateFactory
from tests.factories.protection import LONG_AGO, NOON, TODAY, old, sent, whole_life

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return MunicipalityFactory()


@pytest.fixture
def clerk(acting, town) -> Actor:
    return acting(Role.MUNICIPAL_CLERK, at=town, now=NOON)


@pytest.fixture
def officer(acting, town) -> Actor:
    return acting(Role.DATA_PROTECTION_OFFICER, at=town.part_of, now=NOON)


@pytest.fixture(autouse=True)
def periods(acting, town):
    actions.load_periods(actor=acting(Role.ADMINISTRATOR, at=town.part_of, now=NOON))


def everything() -> str:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        said = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            said += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(said)


def erased(town, clerk, officer) -> DestructionList:
    proposed = actions.propose_destruction(town, actor=clerk)
    actions.release_destruction(proposed, actor=officer)
    return actions.carry_out_destruction(proposed, actor=clerk)


def words_of(person) -> tuple[str, ...]:
    return (
        person.family_name,
        person.given_names,
        person.code,
        person.contact,
        "1990-05-17",
        "17.05.1990",
        person.match_key,
    )


KNOWN = {
    "family_name": "Zyrillowa",
    "given_names": "Quastine",
    "contact": "0160 998877",
    "code": "QQ7ZZ7QQ7ZZ7",
}


def test_after_the_erasure_no_table_says_anything_about_the_person(town, clerk, officer):
    """R-DP-30, G64: evidence of consent included, once its own time is over."""
    person = whole_life(town, officer, **KNOWN)
    Consent.objects.update(withdrawn_on=date(2015, 2, 2))
    later = TODAY + timedelta(days=365 * 3)
    words = words_of(person)
    before = everything()
    assert [word for word in words if word not in before] == []

    def at(who):
        return Actor(who.person_id, NOON + (later - TODAY), who.roles)

    done = erased(town, at(clerk), at(officer))
    after = everything()
    assert [word for word in words if word and word in after] == []
    assert done.proof["erased"] == 1
    assert done.proof["rows"] == {
        "attachments_attachment": 1,
        "eligibility_decision": 1,
        "eligibility_review": 1,
        "eligibility_verdict": 2,
        "intake_uploadrow": 1,
        "participants_candidate": 1,
        "participants_consent": 1,
        "participants_consentgrant": 1,
        "participants_languageskill": 2,
        "participants_nameword": done.proof["rows"]["participants_nameword"],
        "participants_nomination": 1,
        "participants_qualification": 1,
        "participants_residencestatus": 1,
        "protection_disclosure": 1,
        "protection_hold": 1,
        "transmission_batchline": 1,
        "transmission_outcome": 1,
    }
    assert Household.objects.count() == 0


def test_what_has_to_be_proven_stays_as_name_and_consent_alone(town, clerk, officer):
    """R-DP-30, R-DP-31: the second clock erases the rest."""
    person = whole_life(town, officer, **KNOWN)
    done = erased(town, clerk, officer)
    assert (done.proof["erased"], done.proof["reduced"]) == (0, 1)
    kept = Candidate.objects.get(pk=person.pk)
    assert (kept.restriction, kept.restricted_on) == (RestrictionGround.RETENTION, TODAY)
    assert kept.family_name == person.family_name
    assert (Consent.objects.count(), ConsentGrant.objects.count(), Attachment.objects.count()) == (
        1,
        1,
        1,
    )
    said = everything()
    gone = (person.contact, "1990-05-17", "17.05.1990", person.match_key)
    assert [word for word in gone if word in said] == []
    assert list(Candidate.objects.visible_to(clerk)) == []
    assert list(Candidate.objects.locked_for(clerk)) == [kept]

    ended = TODAY + timedelta(days=365 * 3 + 2)
    (due,) = records_due([town.pk], ended)
    assert (due.due.clock, due.reduces, due.code) == (Clock.CONSENT, False, person.code)
    later = {
        who: Actor(who.person_id, NOON + (ended - TODAY), who.roles) for who in (clerk, officer)
    }
    erased(town, later[clerk], later[officer])
    said = everything()
    assert [word for word in words_of(person) if word and word in said] == []


def test_figures_are_the_same_after_the_erasure(town, clerk, officer):
    """G65"""
    person = whole_life(town, officer, **KNOWN)
    call = person.nominations.get().response.part.call_id
    erased(town, clerk, officer)
    assert surviving([call]) == {
        town.pk: {
            "reported": 1,
            "transmitted": 1,
            "accepted": 1,
            "started": 1,
            "outcome": 1,
            "outcome:employment": 1,
            "feedback:accepted": 1,
            "state:outcome_recorded": 1,
        }
    }
    assert surviving([call], until=2014) == {}
    assert BatchLine.objects.filter(feedback="accepted", candidate=None).count() == 1


def test_two_people_of_a_call_are_added_up(town, clerk, officer):
    """G65: the second erasure adds to the figures of the first."""
    first, second = whole_life(town, officer), whole_life(town, officer)
    response = first.nominations.get().response
    second.nominations.update(response=response)
    hold = Hold.objects.create(candidate=second, reason="Klage", since=LONG_AGO)
    erased(town, clerk, officer)
    Hold.objects.filter(pk=hold.pk).delete()
    erased(town, clerk, officer)
    assert surviving([response.part.call_id])[town.pk]["reported"] == 2
    assert Tally.objects.filter(feature="stage", value="reported").count() == 1


def test_recipients_are_told_to_erase_what_they_hold(town, clerk, officer):
    """R-DP-30"""
    whole_life(town, officer)
    erased(town, clerk, officer)
    recall = Recall.objects.get()
    assert (recall.ground, recall.state, recall.line.content) == ("erasure", "issued", {})


def test_the_second_person_is_another_one_and_sees_no_content(town, clerk, officer, acting):
    """R-DP-30"""
    old(town)
    proposed = actions.propose_destruction(town, actor=clerk)
    both = Actor(clerk.person_id, NOON, clerk.roles | officer.roles)
    with pytest.raises(FourEyesNeeded):
        actions.release_destruction(proposed, actor=both)
    released = actions.release_destruction(proposed, actor=officer)
    again = Actor(officer.person_id, NOON, clerk.roles)
    with pytest.raises(FourEyesNeeded):
        actions.carry_out_destruction(released, actor=again)
    with pytest.raises(IntegrityError), transaction.atomic():
        DestructionList.objects.update(released_by=clerk.person_id)
    assert list(Candidate.objects.visible_to(officer)) == []
    assert Candidate.objects.count() == 1
    assert list(DestructionItem.objects.visible_to(officer)) == list(proposed.items.all())


def test_who_may_not_or_not_now_is_refused_and_nothing_changes(town, clerk, officer, acting):
    """R-DP-30"""
    old(town)
    stranger = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=town.part_of))
    proposed = actions.propose_destruction(town, actor=clerk)
    entries = JournalEntry.objects.count()
    refusals = [
        (NotAllowed, actions.propose_destruction, town, stranger, {}),
        (NotAllowed, actions.propose_destruction, town, officer, {}),
        (ListPending, actions.propose_destruction, town, clerk, {}),
        (NotAllowed, actions.release_destruction, proposed, clerk, {}),
        (NotAllowed, actions.carry_out_destruction, proposed, officer, {}),
        (WrongState, actions.carry_out_destruction, proposed, clerk, {}),
        (NotAllowed, actions.reject_destruction, proposed, stranger, {"note": "x"}),
        (ReasonNeeded, actions.reject_destruction, proposed, officer, {"note": " "}),
    ]
    for refusal, action, record, actor, said in refusals:
        with pytest.raises(refusal):
            action(record, actor=actor, **said)
    proposed.refresh_from_db()
    assert (proposed.state, Candidate.objects.count()) == ("proposed", 1)
    assert JournalEntry.objects.count() == entries


def test_where_nothing_is_due_nothing_is_proposed(town, clerk):
    CandidateFactory(owner=town, last_contact_on=TODAY)
    with pytest.raises(NothingDue):
        actions.propose_destruction(town, actor=clerk)
    assert DestructionList.objects.count() == 0


def test_a_rejected_list_erases_nothing_and_makes_room_for_the_next(town, clerk, officer):
    old(town)
    proposed = actions.propose_destruction(town, actor=clerk)
    actions.reject_destruction(proposed, actor=officer, note="erst prüfen")
    assert Candidate.objects.count() == 1
    assert actions.propose_destruction(town, actor=clerk).items.count() == 1


def test_whoever_has_a_hold_a_contact_a_transmission_or_has_gone_since_stays(town, clerk, officer):
    """R-DP-30, G64: every clock is computed again at the moment of carrying out."""
    goes, held, seen, moved, locked, listed, out = (old(town) for _ in range(7))
    proposed = actions.propose_destruction(town, actor=clerk)
    actions.release_destruction(proposed, actor=officer)
    actions.place_hold(held, actor=clerk, reason="Klage")
    Candidate.objects.filter(pk=seen.pk).update(last_contact_on=TODAY)
    elsewhere = MunicipalityFactory(part_of=town.part_of)
    Candidate.objects.filter(pk=moved.pk).update(owner=elsewhere)
    Candidate.objects.filter(pk=locked.pk).update(restricted_on=TODAY, restriction="request")
    call, agency = CallFactory(owner=town.part_of), OrganisationFactory()
    sent(listed, call, agency, state="frozen")
    sent(out, call, agency)
    Candidate.objects.filter(pk=out.pk).update(state=CandidateState.TRANSMITTED)
    done = actions.carry_out_destruction(proposed, actor=clerk)
    stayed = dict(proposed.items.exclude(kept="").values_list("candidate_id", "kept"))
    assert stayed == {
        held.pk: Keep.HOLD,
        seen.pk: Keep.NOT_DUE,
        moved.pk: Keep.GONE,
        locked.pk: Keep.RESTRICTED,
        listed.pk: Keep.IN_BATCH,
        out.pk: Keep.NOT_DUE,
    }
    assert not Candidate.objects.filter(pk=goes.pk).exists()
    assert done.proof["kept"] == {
        "gone": 1,
        "hold": 1,
        "in_batch": 1,
        "not_due": 2,
        "restricted": 1,
    }


def test_the_preview_names_held_records_with_their_clock(town, clerk):
    """G64"""
    person = old(town)
    actions.place_hold(person, actor=clerk, reason="Klage")
    (due,) = records_due([town.pk], TODAY)
    assert (due.code, due.kept, due.due.due_on) == (person.code, Keep.HOLD, date(2015, 9, 1))


def test_another_towns_people_are_on_nobodys_list(town, clerk):
    """R-CAN-01"""
    old(MunicipalityFactory(part_of=town.part_of))
    with pytest.raises(NothingDue):
        actions.propose_destruction(town, actor=clerk)


def test_the_proof_holds_numbers_and_a_hash_alone(town, clerk, officer):
    """R-DP-30"""
    person = old(town, **KNOWN)
    done = erased(town, clerk, officer)
    said = json.dumps(done.proof)
    assert [word for word in words_of(person) if word and word in said] == []
    assert len(done.proof["codes_sha256"]) == 64
    assert done.proof["carried_out_by"] == clerk.person_id
    (item,) = done.items.all()
    assert (item.candidate_id, item.code) == (None, f"({item.pk})")
    assert item.clock == Clock.NEVER_TRANSMITTED


def test_a_fault_in_the_middle_leaves_everything_as_it_was(town, clerk, officer, monkeypatch):
    """R-DP-30: all or nothing."""
    whole_life(town, officer)
    proposed = actions.propose_destruction(town, actor=clerk)
    actions.release_destruction(proposed, actor=officer)
    before = everything()

    class PowerCut(Exception):
        pass

    def fail(*_, **__):
        raise PowerCut

    # The last step of the erasure: everything before it has been written already.
    monkeypatch.setattr(erasing, "_delete_scans", fail)
    with pytest.raises(PowerCut), transaction.atomic():
        actions.carry_out_destruction(proposed, actor=clerk)
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_carrying_out_twice_at_the_same_time_erases_once(town, clerk, officer):
    """R-DP-30"""
    for _ in range(3):
        old(town)
    proposed = actions.propose_destruction(town, actor=clerk)
    actions.release_destruction(proposed, actor=officer)
    ready, outcomes = threading.Barrier(2), []

    def carry_out() -> None:
        ready.wait(timeout=10)
        try:
            actions.carry_out_destruction(proposed, actor=clerk)
            outcomes.append("done")
        except WrongState:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=carry_out) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["done", "refused"]
    assert Candidate.objects.count() == 0
    assert JournalEntry.objects.filter(verb="carry_out_destruction").count() == 1


def test_every_table_that_hangs_on_a_candidate_is_emptied(town):
    """R-DP-30: a table added later must be thought of here."""
    candidate = apps.get_model("participants", "Candidate")
    hanging = {
        relation.related_model.__name__
        for relation in candidate._meta.related_objects
        if not relation.many_to_many
    }
    assert hanging == {
        "BatchLine",
        "Consent",
        "Disclosure",
        "Entitlement",
        "Hold",
        "LanguageSkill",
        "Move",
        "NameWord",
        "Nomination",
        "Outcome",
        "Qualification",
        "RegimePeriod",
        "ResidenceStatus",
        "Verdict",
        "WaitingEntry",
    }


def test_the_journal_keeps_ids_of_people_and_not_even_their_codes(town, clerk):
    """R-DP-30"""
    person = old(town, **KNOWN)
    actions.place_hold(person, actor=clerk, reason="Klage von Zyrillowa")
    write(person, "change_candidate", actor=clerk)
    said = [str(row) for row in JournalEntry.objects.values_list("label", "change", "note")]
    assert [word for word in words_of(person) if word and word in "".join(said)] == []
