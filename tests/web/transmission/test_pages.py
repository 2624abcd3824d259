"""Pages of transmissions: codes for the sender, names for the recipient, own people for a town."""

import io
from datetime import date

import pytest
import pyzipper
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kreislotse.access.models import Installation
from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry, ReadEntry
from kreislotse.participants.models import Candidate, ConsentGrant
from kreislotse.participants.states import CandidateState, ConsentPurpose
from kreislotse.transmission import actions
from kreislotse.transmission.models import Batch, BatchLine, FeedbackSum, Outcome, Recall
from kreislotse.transmission.states import BatchState, Channel, Feedback
from tests.factories.transmission import neighbourhood
from tests.fixtures.acting import NOON

TODAY = date(2015, 11, 2)


@pytest.fixture(autouse=True)
def in_november(db, settings):
    """A demonstration, whose clock stands where the records' days are."""
    settings.DEMO = True
    behind = timezone.now() - NOON
    Installation.objects.create(pk=1, purpose=Installation.Purpose.DEMO, clock_behind=behind)


@pytest.fixture
def place(db):
    return neighbourhood()


@pytest.fixture
def town(place):
    return place.town()


@pytest.fixture
def person(place, town):
    return place.person(town, family_name="Sichtbarova", contact="über das Café")


@pytest.fixture
def steering(acting, client_of, place):
    return lambda: client_of(acting(Role.STEERING, at=place.district))


@pytest.fixture
def agency(acting, client_of, place):
    return lambda: client_of(acting(Role.AGENCY_STAFF, at=place.agency))


@pytest.fixture
def clerk(acting, client_of, town):
    return lambda: client_of(acting(Role.MUNICIPAL_CLERK, at=town))


def page(client, route, *args, **query):
    response = client.get(reverse(f"transmission:{route}", args=args), query)
    return response, response.content.decode().replace("\u00a0", " ")


def send(client, route, *args, **values):
    return client.post(reverse(f"transmission:{route}", args=args), {"sent": "1", **values})


def test_the_sender_chooses_sees_who_is_left_out_and_prepares(place, town, person, steering):
    """R-CAN-02: who is not in it stands there by code with the reason, never by name."""
    nobody = place.person(town, consent=False, family_name="Verborgenova")
    client = steering()
    _, text = page(client, "batch_new")
    assert place.call.title in text
    query = {"call": place.call.pk, "recipient": place.agency.pk}
    response, text = page(client, "batch_new", **query)
    assert response.status_code == 200
    assert "Eine Person kann übermittelt werden" in text
    assert nobody.code in text
    assert "weder Einwilligung noch Rechtsnorm" in text
    assert "Sichtbarova" not in text
    assert "Verborgenova" not in text
    address = reverse("transmission:batch_new", query=query)
    sent = client.post(address, {"channel": "portal", "categories": ["identity", "language"]})
    batch = Batch.objects.get()
    assert sent.url == reverse("transmission:batch", args=[batch.pk])
    assert batch.categories == ["identity", "language"]


def test_nobody_to_transmit_is_said_on_the_page(place, town, steering):
    place.person(town, consent=False)
    query = {"call": place.call.pk, "recipient": place.agency.pk}
    address = reverse("transmission:batch_new", query=query)
    sent = steering().post(address, {"channel": "portal", "categories": ["identity"]})
    assert sent.status_code == 422
    assert "kann zurzeit niemand" in sent.content.decode()


def test_the_way_from_draft_to_the_recipient(place, person, steering, agency):
    """R-CAN-07"""
    batch = place.drafted()
    assert page(agency(), "batch", batch.pk)[0].status_code == 404
    client = steering()
    assert send(client, "batch_freeze", batch.pk).status_code == 302
    _, text = page(client, "batch", batch.pk)
    assert Batch.objects.get().sha256 in text
    assert "unverändert" in text
    _, text = page(client, "batch_send", batch.pk)
    assert "Eine Person geht an" in text
    sent = send(client, "batch_send", batch.pk, sent_on="02.11.2015", feedback_days="28")
    assert sent.url == reverse("transmission:batch", args=[batch.pk])
    assert send(client, "batch_send", batch.pk).status_code == 409
    _, text = page(agency(), "batch", batch.pk)
    assert "Empfang bestätigen" in text
    assert "Was geschah" not in text
    values = {"received_on": "02.11.2015", "reference": "AA 7"}
    assert send(agency(), "batch_receipt", batch.pk, **values).status_code == 302
    assert Batch.objects.get().state == BatchState.RECEIVED


def test_the_sender_sees_lines_by_code_and_no_name_on_any_page(place, person, steering):
    """R-CAN-01"""
    batch = place.sent()
    line = batch.lines.get()
    client = steering()
    for route, key in [("batch", batch.pk), ("batch_lines", batch.pk), ("line", line.pk)]:
        _, text = page(client, route, key)
        assert person.code in text or route == "batch"
        assert "Sichtbarova" not in text
        assert "über das Café" not in text
    assert not ReadEntry.objects.exists()


def test_the_recipient_reads_names_and_each_reading_is_written_down(place, person, agency):
    """R-DP-20, R-DP-23"""
    batch = place.sent()
    client = agency()
    _, text = page(client, "batch_lines", batch.pk)
    assert "Sichtbarova, Amina" in text
    _, text = page(client, "line", batch.lines.get().pk)
    assert "über das Café" in text
    assert "Syrien" in text
    entries = ReadEntry.objects.order_by("number")
    assert [(e.kind, e.people, e.purpose) for e in entries] == [
        ("list", [person.pk], "Liste einer Übermittlung"),
        ("transmission", [person.pk], "Zeile einer Übermittlung"),
    ]


def test_the_title_of_a_page_names_nobody(place, person, agency):
    batch = place.sent()
    for route, key in [("batch_lines", batch.pk), ("line", batch.lines.get().pk)]:
        _, text = page(agency(), route, key)
        assert "Sichtbarova" not in text.split("</title>")[0]


def test_another_agency_or_town_gets_nothing(place, person, acting, client_of):
    """R-DP-10"""
    batch = place.sent()
    line = batch.lines.get()
    elsewhere = neighbourhood()
    strangers = [
        (Role.AGENCY_STAFF, elsewhere.agency),
        (Role.MUNICIPAL_CLERK, place.town("Nachbardorf")),
        (Role.STEERING, elsewhere.district),
    ]
    for role, at in strangers:
        client = client_of(acting(role, at=at))
        for route, key in [
            ("batch", batch.pk),
            ("batch_lines", batch.pk),
            ("batch_file", batch.pk),
            ("line", line.pk),
            ("line_feedback", line.pk),
            ("line_recall", line.pk),
            ("withdraw", person.code),
            ("outcome_new", person.code),
        ]:
            assert page(client, route, key)[0].status_code == 404, (role, route)


def test_pairs_are_shown_and_decided(place, town, steering):
    """R-CAN-05"""
    same = {"family_name": "Doppelova", "born_on": date(1990, 1, 2)}
    place.person(town, **same)
    place.person(place.town("Nachbardorf"), **same)
    batch = place.drafted()
    client = steering()
    _, text = page(client, "batch", batch.pk)
    assert "möglicherweise dieselbe Person (Musterdorf und Nachbardorf)" in text
    assert "Doppelova" not in text
    refused = send(client, "batch_freeze", batch.pk)
    assert refused.status_code == 422
    line = batch.lines.first()
    assert send(client, "line_two", line.pk, reason="zwei Fotos").status_code == 302
    _, text = page(client, "batch", batch.pk)
    assert "zwei Personen, weil: zwei Fotos" in text
    assert send(client, "line_drop", line.pk).status_code == 302
    assert batch.lines.count() == 1


def test_the_file_comes_with_the_password_of_its_page(place, person, agency, steering):
    """G66"""
    batch = place.sent(channel=Channel.FILE)
    client = agency()
    _, text = page(client, "batch_file", batch.pk)
    password = text.split("<code>")[1].split("</code>")[0]
    sealed = text.split('name="sealed" value="')[1].split('"')[0]
    response = send(client, "batch_file", batch.pk, sealed=sealed)
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Cache-Control"] == "no-store"
    archive = pyzipper.AESZipFile(io.BytesIO(response.content))
    archive.setpassword(password.encode())
    assert "Sichtbarova" in archive.read("uebermittlung-1.csv").decode()
    _, text = page(steering(), "batch", batch.pk)
    assert "1-mal" in text
    refused = send(client, "batch_file", batch.pk, sealed="erfunden")
    assert refused.status_code == 422
    assert "neues Kennwort" in refused.content.decode()


def test_over_the_portal_the_sender_gets_no_file(place, person, steering):
    batch = place.sent()
    assert page(steering(), "batch_file", batch.pk)[0].status_code == 403


def test_feedback_for_one_keeps_what_was_typed_when_refused(place, person, agency):
    line = place.sent().lines.get()
    values = {"feedback": "not_suitable", "on": "02.11.2015"}
    refused = send(agency(), "line_feedback", line.pk, **values)
    assert refused.status_code == 422
    assert "Warum ist die Person nicht geeignet?" in refused.content.decode()
    said = send(agency(), "line_feedback", line.pk, **values, reason="Schichtarbeit geht nicht")
    assert said.status_code == 302
    assert BatchLine.objects.get().feedback == Feedback.NOT_SUITABLE


def test_feedback_for_several_offers_only_whom_it_may_come_back_about(place, town, person, agency):
    """Domain 4.1"""
    uncovered = place.person(town, family_name="Summenova")
    ConsentGrant.objects.filter(
        consent__candidate=uncovered, purpose=ConsentPurpose.AGENCY_FEEDBACK
    ).delete()
    batch = place.sent()
    client = agency()
    _, text = page(client, "batch_feedback", batch.pk)
    assert "Sichtbarova" in text
    assert "Summenova" not in text
    line = batch.lines.get(candidate=person)
    values = {"lines": [line.pk], "feedback": "accepted", "on": "02.11.2015"}
    assert send(client, "batch_feedback", batch.pk, **values).status_code == 302
    assert batch.lines.get(candidate=person).feedback == Feedback.ACCEPTED


def test_sums_stand_beside_the_count_with_the_difference(place, person, agency):
    """R-REP-04"""
    batch = place.sent()
    client = agency()
    values = {"reported_on": "02.11.2015", "accepted": "2", "declined": ""}
    assert send(client, "batch_sums", batch.pk, **values).status_code == 302
    assert FeedbackSum.objects.get().people == 2
    _, text = page(client, "batch", batch.pk)
    assert "Unterschied +2" in text
    empty = send(client, "batch_sums", batch.pk, reported_on="02.11.2015")
    assert empty.status_code == 422


def test_a_withdrawal_takes_the_content_from_the_recipient_at_once(place, person, clerk, agency):
    """R-DP-03, T17"""
    batch = place.sent()
    assert send(clerk(), "withdraw", person.code, on="02.11.2015").status_code == 302
    line, recall = batch.lines.get(), Recall.objects.get()
    client = agency()
    for route, key in [("batch_lines", batch.pk), ("line", line.pk), ("recall", recall.pk)]:
        _, text = page(client, route, key)
        assert "Sichtbarova" not in text
        assert person.code in text
    _, text = page(client, "batch_lines", batch.pk)
    assert "zurückgerufen" in text
    assert send(client, "recall_confirm", recall.pk).status_code == 302
    _, text = page(client, "recalls")
    assert "bestätigt" in text


def test_a_town_sees_by_name_what_became_of_its_people(place, town, person, agency, clerk, acting):
    """R-CAN-12"""
    place.person(place.town("Nachbardorf"), family_name="Fremdova")
    batch = place.sent()
    line = batch.lines.get(candidate=person)
    staff = acting(Role.AGENCY_STAFF, at=place.agency)
    actions.record_feedback(line, actor=staff, feedback=Feedback.ACCEPTED, on=TODAY)
    values = {"kind": "internship", "began_on": "02.11.2015", "source": "Agentur"}
    assert send(agency(), "line_outcome", line.pk, **values).status_code == 302
    _, text = page(clerk(), "outcomes")
    assert "Sichtbarova, Amina" in text
    assert "angenommen" in text
    assert "Praktikum" in text
    assert "Fremdova" not in text
    entry = ReadEntry.objects.latest("number")
    assert (entry.purpose, entry.people) == ("Was aus den eigenen Personen wurde", [person.pk])


def test_a_town_notes_an_outcome_and_its_end(place, person, clerk):
    place.sent()
    Candidate.objects.filter(pk=person.pk).update(state=CandidateState.IN_SUPPORT)
    values = {"kind": "employment", "began_on": "01.11.2015", "source": "Gespräch"}
    assert send(clerk(), "outcome_new", person.code, **values).status_code == 302
    outcome = Outcome.objects.get()
    assert send(clerk(), "outcome_end", outcome.pk, ended_on="02.11.2015").status_code == 302
    assert Outcome.objects.get().ended_on == TODAY


def test_the_recipient_sees_no_outcome_that_only_the_town_noted(
    place, person, agency, clerk, steering
):
    """R-CAN-12: its own it sees, and what it was told; town and district see all."""
    line = place.sent().lines.get()
    Candidate.objects.filter(pk=person.pk).update(state=CandidateState.IN_SUPPORT)
    said = {"began_on": "01.11.2015", "source": "Gespräch"}
    send(clerk(), "outcome_new", person.code, kind="employment", **said)
    send(agency(), "line_outcome", line.pk, kind="internship", **said)
    send(steering(), "line_outcome", line.pk, kind="measure", **said)
    assert Outcome.objects.count() == 3
    kinds = ("sozialversicherungspflichtige Beschäftigung", "Praktikum", "Maßnahme")
    for client, seen in [
        (agency, [False, True, True]),
        (steering, [True, True, True]),
        (clerk, [True, True, True]),
    ]:
        _, text = page(client(), "line", line.pk)
        assert [kind in text for kind in kinds] == seen
    assert f"eingetragen von {place.agency}" in page(clerk(), "line", line.pk)[1]


def test_corrections_are_offered_on_the_page_of_the_batch(place, person, steering):
    """R-CAN-07"""
    batch = place.sent()
    client = steering()
    assert "Berichtigung" not in page(client, "batch", batch.pk)[1]
    Candidate.objects.filter(pk=person.pk).update(wish="Bäckerei")
    _, text = page(client, "batch", batch.pk)
    assert "1 Berichtigung liegt vor" in text
    assert send(client, "batch_delta", batch.pk, channel="portal").status_code == 302
    assert Batch.objects.latest("pk").delta_of == batch


def test_chasing_is_offered_when_overdue_and_noted(place, person, steering):
    """R-CAN-08"""
    batch = place.sent()
    Batch.objects.update(sent_on=date(2015, 10, 1), feedback_due_on=date(2015, 10, 29))
    client = steering()
    assert "überfällig seit 29.10.2015" in page(client, "batches")[1]
    assert "An die Rückmeldung erinnern" in page(client, "batch", batch.pk)[1]
    assert send(client, "batch_chase", batch.pk).status_code == 302
    assert Batch.objects.get().chased_on == TODAY
    assert "das nächste Mal ab dem 09.11.2015" in page(client, "batch", batch.pk)[1]


def test_lists_tell_what_comes_next_when_they_are_empty(steering, agency, clerk):
    assert "Noch keine Übermittlung" in page(steering(), "batches")[1]
    assert "Ihnen ist noch nichts übermittelt worden" in page(agency(), "batches")[1]
    assert "Es gibt keinen Rückruf" in page(steering(), "recalls")[1]
    assert "noch niemand übermittelt" in page(clerk(), "outcomes")[1]
    assert page(clerk(), "batches")[0].status_code == 403
    assert page(agency(), "outcomes")[0].status_code == 403


@pytest.mark.parametrize("who", ["steering", "agency", "clerk"])
def test_pages_ask_the_same_whatever_their_length(place, town, who, request):
    for _ in range(2):
        place.person(town)
    batch = place.sent()
    client = request.getfixturevalue(who)()
    routes = {
        "steering": [("batches",), ("batch", batch.pk), ("batch_lines", batch.pk)],
        "agency": [("batches",), ("batch", batch.pk), ("batch_lines", batch.pk)],
        "clerk": [("outcomes",)],
    }[who]
    for route in routes:  # the log of readings is begun
        page(client, *route)
    few = [asked(client, *route) for route in routes]
    lines = [
        BatchLine(
            batch=batch,
            position=place_in,
            candidate=another,
            municipality=town,
            basis="consent",
            consent=another.consents.first(),
            content={"family_name": "Beispiel"},
        )
        for place_in, another in enumerate((place.person(town) for _ in range(5)), start=10)
    ]
    BatchLine.objects.bulk_create(lines)
    assert [asked(client, *route) for route in routes] == few
    assert max(few) < 25


def asked(client, *route):
    with CaptureQueriesContext(connection) as queries:
        page(client, *route)
    return len(queries)


def test_nothing_about_anybody_reaches_the_journal(place, person, agency, clerk):
    """R-DP-21"""
    batch = place.sent()
    page(agency(), "batch_lines", batch.pk)
    send(clerk(), "withdraw", person.code, on="02.11.2015")
    said = str(list(JournalEntry.objects.values("label", "change", "note")))
    assert "Sichtbarova" not in said


def test_a_town_that_no_consent_names_sees_neither_feedback_nor_reason(
    place, town, person, clerk, steering, acting
):
    """Domain 4.1: the same words whether the agency has answered or not."""
    line = place.sent().lines.get()
    ConsentGrant.objects.filter(purpose=ConsentPurpose.AGENCY_FEEDBACK).update(
        recipient=place.district
    )
    silent = page(clerk(), "outcomes")[1]
    staff = acting(Role.AGENCY_STAFF, at=place.agency)
    said = {"feedback": Feedback.NOT_SUITABLE, "reason": "Sprache fehlt", "on": TODAY}
    actions.record_feedback(line, actor=staff, **said)
    _, shown = page(clerk(), "outcomes")
    _, own_line = page(clerk(), "line", line.pk)
    address = reverse("participants:person", args=[person.code])
    record = clerk().get(address).content.decode()
    for text in (silent, shown, own_line, record):
        assert "ohne Einwilligung in die Rückmeldung an Sie" in text
        assert "Sprache fehlt" not in text
    for text in (own_line, record):
        assert "nicht geeignet" not in text.lower()
    _, found = page(clerk(), "outcomes", feedback="not_suitable")
    assert ("0 Einträge" in found, "Sichtbarova" in found) == (True, False)
    _, by_code = page(steering(), "outcomes")
    assert ("nicht geeignet" in by_code, "Sprache fehlt" in by_code) == (True, True)
