"""A batch leaves the house once, lawfully; its file opens with a password that nobody keeps."""

import csv
import hashlib
import io
import json
import threading
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest
import pyzipper
from django.db import DatabaseError, connection, connections
from django.test.utils import CaptureQueriesContext

from kreislotse.access.policy import Role
from kreislotse.journal.chain import first_break
from kreislotse.journal.models import JournalEntry, ReadEntry
from kreislotse.kernel.refusals import DateOrder, DomainError, NotAllowed, WrongState
from kreislotse.participants.actions.people import transmit_candidates
from kreislotse.participants.errors import DayAhead, Restricted
from kreislotse.participants.models import Candidate, Consent
from kreislotse.participants.states import CandidateState, RestrictionGround
from kreislotse.transmission import actions, errors
from kreislotse.transmission.models import Batch, BatchLine, Recall
from kreislotse.transmission.passwords import new_password
from kreislotse.transmission.states import BatchState, Channel
from tests.factories.transmission import neighbourhood

TODAY = date(2015, 11, 2)
PASSWORD = "ABCD-EFGH-JKMN-PQRS-TUVW"


@pytest.fixture
def place(db):
    return neighbourhood()


@pytest.fixture
def steering(acting, place):
    return acting(Role.STEERING, at=place.district)


@pytest.fixture
def agency(acting, place):
    return acting(Role.AGENCY_STAFF, at=place.agency)


def opened(content, password=PASSWORD):
    archive = pyzipper.AESZipFile(io.BytesIO(content))
    archive.setpassword(password.encode())
    return {name: archive.read(name) for name in archive.namelist()}


def test_sending_makes_it_visible_and_takes_each_person_a_step_on(place, steering, agency):
    """R-CAN-07"""
    person = place.person(place.town())
    batch = place.frozen()
    assert not Batch.objects.visible_to(agency).exists()
    assert not BatchLine.objects.visible_to(agency).exists()
    actions.send_batch(batch, actor=steering, sent_on=TODAY)
    assert Batch.objects.visible_to(agency).get() == batch
    person.refresh_from_db()
    assert (person.state, person.recipient) == (CandidateState.TRANSMITTED, place.agency)
    batch.refresh_from_db()
    assert (batch.sent_on, batch.feedback_due_on) == (TODAY, date(2015, 11, 30))


def test_feedback_is_due_when_the_sender_says(place, steering):
    """R-CAN-08"""
    place.person(place.town())
    batch = actions.send_batch(place.frozen(), actor=steering, sent_on=TODAY, feedback_days=14)
    assert batch.feedback_due_on == date(2015, 11, 16)


def test_a_consent_withdrawn_meanwhile_keeps_the_list_in_the_house(place, steering):
    """R-CAN-02, R-DP-03"""
    town = place.town()
    gone, stays = place.person(town), place.person(town)
    batch = place.frozen()
    actions.withdraw_consent(gone, actor=steering, on=TODAY)
    with pytest.raises(errors.BasisGone) as refused:
        actions.send_batch(batch, actor=steering, sent_on=TODAY)
    assert gone.code in str(refused.value)
    assert "bereiten Sie sie neu vor" in str(refused.value)
    assert Candidate.objects.get(pk=stays.pk).state == CandidateState.CHECKED
    assert Batch.objects.get().state == BatchState.FROZEN
    actions.cancel_batch(batch, actor=steering)
    assert [line.candidate for line in place.drafted().lines.all()] == [stays]


def test_somebody_returned_to_the_town_keeps_the_list_in_the_house(place, steering):
    person = place.person(place.town())
    batch = place.frozen()
    Candidate.objects.filter(pk=person.pk).update(state=CandidateState.COMPLETE)
    with pytest.raises(errors.NoLongerReady):
        actions.send_batch(batch, actor=steering, sent_on=TODAY)


def test_days_that_cannot_be_and_people_without_the_right_are_refused(place, steering, agency):
    place.person(place.town())
    batch = place.frozen()
    entries = JournalEntry.objects.count()
    for refusal, actor, day in [
        (NotAllowed, agency, TODAY),
        (DayAhead, steering, TODAY + timedelta(days=1)),
        (DateOrder, steering, TODAY - timedelta(days=1)),
    ]:
        with pytest.raises(refusal):
            actions.send_batch(batch, actor=actor, sent_on=day)
    assert Batch.objects.get().state == BatchState.FROZEN
    assert JournalEntry.objects.count() == entries
    actions.send_batch(batch, actor=steering, sent_on=TODAY)
    with pytest.raises(WrongState):
        actions.send_batch(batch, actor=steering, sent_on=TODAY)


def test_the_file_opens_with_the_password_and_says_what_was_frozen(place, agency):
    """R-CAN-07, G66"""
    town = place.town()
    place.person(town, family_name="=Rechnung")
    place.person(town, family_name="Beispielova")
    batch = place.sent(channel=Channel.FILE)
    content = actions.take_batch_file(batch, actor=agency, password=PASSWORD)
    files = opened(content)
    assert sorted(files) == ["manifest.json", "uebermittlung-1.csv", "uebermittlung-1.xlsx"]
    sheet = openpyxl.load_workbook(io.BytesIO(files["uebermittlung-1.xlsx"])).active
    rows = list(sheet.iter_rows(values_only=True))
    frozen = list(batch.lines.order_by("position").select_related("candidate"))
    name = rows[0].index("Familienname")
    assert [row[name] for row in rows[1:]] == [line.content["family_name"] for line in frozen]
    assert [row[1] for row in rows[1:]] == [line.candidate.code for line in frozen]
    assert rows[1][rows[0].index("Staatsangehörigkeit")] == "Syrien"
    assert rows[1][rows[0].index("Grundlage")] == "Einwilligung"
    text = files["uebermittlung-1.csv"].decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert {row[name] for row in table[1:]} == {"'=Rechnung", "Beispielova"}


def test_the_hash_can_be_computed_from_the_manifest_alone(place, agency):
    place.person(place.town())
    batch = place.sent()
    files = opened(actions.take_batch_file(batch, actor=agency, password=PASSWORD))
    manifest = json.loads(files["manifest.json"])

    def digest(said):
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    assert [digest(line["said"]) for line in manifest["lines"]] == [
        line["sha256"] for line in manifest["lines"]
    ]
    lines = [line["sha256"] for line in manifest["lines"]]
    assert digest({"head": manifest["head"], "lines": lines}) == manifest["sha256"] == batch.sha256


def test_the_file_is_encrypted_with_aes_256_and_opens_with_nothing_else(place, agency):
    place.person(place.town())
    content = actions.take_batch_file(place.sent(), actor=agency, password=PASSWORD)
    archive = pyzipper.AESZipFile(io.BytesIO(content))
    assert {(i.wz_aes_strength, i.wz_aes_version) for i in archive.infolist()} == {(3, 2)}
    with pytest.raises(RuntimeError):
        opened(content, "falsch")
    assert b"Beispiel" not in content


def test_what_was_recalled_is_in_no_file(place, steering, agency):
    """R-DP-03"""
    town = place.town()
    gone, stays = place.person(town, family_name="Wegova"), place.person(town)
    batch = place.sent()
    actions.withdraw_consent(gone, actor=steering, on=TODAY)
    files = opened(actions.take_batch_file(batch, actor=agency, password=PASSWORD))
    assert "Wegova" not in files["uebermittlung-1.csv"].decode()
    assert "Wegova" not in files["manifest.json"].decode()
    assert stays.family_name in files["uebermittlung-1.csv"].decode()


def test_each_fetching_is_counted_and_logged_with_the_people(place, agency):
    """R-DP-20, R-DP-23, G66"""
    person = place.person(place.town())
    batch = place.sent()
    actions.take_batch_file(batch, actor=agency, password=PASSWORD)
    actions.take_batch_file(batch, actor=agency, password=PASSWORD)
    assert JournalEntry.objects.of_record(batch).filter(verb="take_batch_file").count() == 2
    entry = ReadEntry.objects.latest("number")
    assert (entry.kind, entry.people, entry.role) == ("transmission", [person.pk], "agentur")
    assert entry.owner_id == place.district.pk
    kept = [*JournalEntry.objects.values(), *ReadEntry.objects.values()]
    assert PASSWORD not in str(kept)


def test_a_file_can_be_fetched_until_feedback_is_due_and_by_whom_it_concerns(
    place, steering, agency, acting
):
    place.person(place.town())
    frozen = place.frozen()
    with pytest.raises(errors.NotOut):
        actions.take_batch_file(frozen, actor=agency, password=PASSWORD)
    batch = actions.send_batch(frozen, actor=steering, sent_on=TODAY)
    with pytest.raises(NotAllowed):  # the portal is the way: the sender needs no names
        actions.take_batch_file(batch, actor=steering, password=PASSWORD)
    stranger = acting(Role.AGENCY_STAFF, at=neighbourhood().agency)
    with pytest.raises(NotAllowed):
        actions.take_batch_file(batch, actor=stranger, password=PASSWORD)
    late = replace(agency, at=agency.at + timedelta(days=29))
    with pytest.raises(errors.FileExpired):
        actions.take_batch_file(batch, actor=late, password=PASSWORD)


def test_the_sender_hands_a_file_over_where_that_is_the_way(place, steering):
    place.person(place.town())
    batch = place.sent(channel=Channel.FILE)
    assert opened(actions.take_batch_file(batch, actor=steering, password=PASSWORD))


def test_passwords_are_readable_and_never_the_same():
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert {tuple(map(len, each.split("-"))) for each in made} == {(4, 4, 4, 4, 4)}


def at_once(*deeds):
    """Each in a thread of its own; what it gave, or the refusal that it got."""
    outcomes: list[object] = []
    start = threading.Barrier(len(deeds))

    def run(work):
        start.wait(timeout=5)
        try:
            outcomes.append(work())
        except (DomainError, DatabaseError) as refusal:
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_once(transactional_db, acting):
    place = neighbourhood()
    place.person(place.town())
    batch = place.frozen()
    actors = [acting(Role.STEERING, at=place.district) for _ in range(2)]
    outcomes = at_once(
        *(lambda a=a: actions.send_batch(batch, actor=a, sent_on=TODAY) for a in actors)
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["Batch", "WrongState"]
    assert JournalEntry.objects.filter(verb="send_batch").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(4))
def test_a_consent_withdrawn_while_sending_is_either_kept_back_or_recalled(
    transactional_db, acting, attempt
):
    """R-DP-03: whichever comes first, nobody's data stay out there without a recall."""
    place = neighbourhood()
    person = place.person(place.town())
    batch = place.frozen()
    sender = acting(Role.STEERING, at=place.district)
    clerk = acting(Role.MUNICIPAL_CLERK, at=person.owner)
    at_once(
        lambda: actions.send_batch(batch, actor=sender, sent_on=TODAY),
        lambda: actions.withdraw_consent(person, actor=clerk, on=TODAY),
    )
    batch.refresh_from_db()
    out = batch.state == BatchState.SENT
    assert not Consent.objects.filter(withdrawn_on__isnull=True).exists()
    assert (batch.state == BatchState.FROZEN) != out
    assert Recall.objects.count() == (1 if out else 0)
    assert Candidate.objects.get().state == CandidateState.CONSENT_WITHDRAWN


def test_freezing_and_sending_ask_as_much_for_many_people_as_for_few(place, steering):
    """Thousands go out in one request."""
    town, asked = place.town(), []
    for number in (1, 2, 30):
        for _ in range(number):
            place.person(town)
        with CaptureQueriesContext(connection) as freezing:
            batch = place.frozen()
        with CaptureQueriesContext(connection) as sending:
            actions.send_batch(batch, actor=steering, sent_on=TODAY)
        assert batch.lines.count() == number
        asked.append((len(freezing), len(sending)))
    assert asked[1] == asked[2]


def test_each_person_of_a_batch_keeps_an_entry_of_its_own_in_the_journal(place, steering):
    """R-GEN-02: also where many take the step at once."""
    people = {place.person(place.town(name)).pk for name in ("Musterdorf", "Nachbardorf")}
    batch = place.frozen()
    actions.send_batch(batch, actor=steering, sent_on=TODAY)
    entries = JournalEntry.objects.filter(verb="transmit_candidate")
    assert {entry.record_id for entry in entries} == people
    for entry in entries:
        assert entry.person_id == steering.person_id
        assert entry.change == {
            "from": CandidateState.CHECKED,
            "to": CandidateState.TRANSMITTED,
            "recipient": place.agency.pk,
        }
    assert first_break() is None


def test_one_person_who_cannot_go_keeps_all_others_here(place, steering):
    people = [place.person(place.town(name)) for name in ("Musterdorf", "Nachbardorf")]
    entries = JournalEntry.objects.count()
    Candidate.objects.filter(pk=people[1].pk).update(state=CandidateState.RELEASED)
    with pytest.raises(WrongState):
        transmit_candidates(people, actor=steering, recipient=place.agency)
    stranger = replace(steering, roles=frozenset())
    with pytest.raises(NotAllowed):
        transmit_candidates(people[:1], actor=stranger, recipient=place.agency)
    Candidate.objects.filter(pk=people[0].pk).update(
        restricted_on=TODAY, restriction=RestrictionGround.REQUEST
    )
    with pytest.raises(Restricted):
        transmit_candidates(people[:1], actor=steering, recipient=place.agency)
    assert JournalEntry.objects.count() == entries
    assert {person.state for person in Candidate.objects.all()} == {
        CandidateState.CHECKED,
        CandidateState.RELEASED,
    }
