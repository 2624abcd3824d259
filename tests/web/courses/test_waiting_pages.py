"""Pages of waiting lists, entries, offers and entitlements: in order, by name or by code."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.courses.models import Duty, Entitlement, Jump, WaitingEntry, WaitingList
from kreislotse.courses.states import OfferState, PriorityGroup, WaitingState
from kreislotse.journal.models import ReadEntry
from kreislotse.participants.states import ConsentPurpose
from tests.factories.courses import (
    CourseFactory,
    CourseKindFactory,
    DutyFactory,
    EntitlementFactory,
    WaitingEntryFactory,
    placed,
)
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory, with_consent

pytestmark = pytest.mark.usefixtures("in_november")

TODAY = date(2015, 11, 2)
NAME = "Geheimname"


def page(client, route, *args, **query):
    response = client.get(reverse(f"courses:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"courses:{route}", args=args), {"sent": "1", **values})


def waiting(waiting_list, town, **said):
    person = CandidateFactory(owner=town, released=True, family_name=NAME)
    EntitlementFactory(candidate=person, kind=waiting_list.kind)
    return WaitingEntryFactory(waiting_list=waiting_list, candidate=person, **said)


def test_a_list_is_opened_with_the_rule_of_its_order(manager, district):
    kind = CourseKindFactory()
    sentence = "Zuerst die Vorranggruppen, dann nach dem Tag der Aufnahme."
    send(
        manager,
        "list_new",
        owner=district.pk,
        title="ESF-Kurse",
        kind=kind.pk,
        first="priority",
        second="entered_on",
        sentence=sentence,
    )
    found = WaitingList.objects.get()
    assert found.orders.get().keys == ["priority", "entered_on"]
    text = page(manager, "list", found.pk)[1]
    assert sentence in text
    assert "Vorranggruppe, Tag der Aufnahme auf die Liste" in text
    assert '<li aria-current="page">ESF-Kurse</li>' in text


def test_a_new_order_holds_from_its_day(manager, waiting_list):
    said = {"first": "asked_on", "sentence": "Wer zuerst gefragt hat.", "valid_from": "01.12.2015"}
    send(manager, "list_order", waiting_list.pk, **said)
    assert waiting_list.orders.order_by("valid_from").last().keys == ["asked_on"]


def test_the_list_stands_in_its_order(manager, waiting_list, town):
    """R-CRS-02: priority, then day of entry; a jump with its reason first."""
    late = waiting(waiting_list, town, entered_on=date(2015, 10, 20))
    early = waiting(waiting_list, town)
    first = waiting(waiting_list, town, priority=PriorityGroup.OBLIGED)
    ahead = waiting(waiting_list, town, entered_on=date(2015, 10, 28))
    Jump.objects.create(entry=ahead, reason="Ausbildung ab Februar", since=TODAY)
    text = page(manager, "list", waiting_list.pk)[1]
    places = [text.index(each.candidate.code) for each in (ahead, first, early, late)]
    assert places == sorted(places)
    assert "Ausbildung ab Februar" in text


def test_the_district_sees_codes_and_names_where_there_is_a_basis(
    manager, waiting_list, town, district
):
    hidden = waiting(waiting_list, town)
    text = page(manager, "list", waiting_list.pk)[1]
    assert hidden.candidate.code in text
    assert NAME not in text
    assert not ReadEntry.objects.exists()
    with_consent(hidden.candidate, ConsentPurpose.DISTRICT, district)
    assert NAME in page(manager, "list", waiting_list.pk)[1]
    assert ReadEntry.objects.get().purpose == "Warteliste für Kurse"


def test_a_municipality_sees_its_own_people_at_their_place(clerk, waiting_list, town, district):
    theirs = waiting(waiting_list, MunicipalityFactory(part_of=district))
    own = waiting(waiting_list, town)
    text = page(clerk, "list", waiting_list.pk)[1]
    assert (own.candidate.code in text, NAME in text) == (True, True)
    assert theirs.candidate.code not in text
    assert "Platz 2 von 2" in page(clerk, "entry", own.pk)[1]
    assert page(clerk, "entry", theirs.pk)[0].status_code == 404


def test_leadership_sees_numbers_only(head, waiting_list, town):
    entries = [waiting(waiting_list, town) for _ in range(3)]
    text = page(head, "list", waiting_list.pk)[1]
    assert f"{town}: 3 warten, 0 mit Platz" in text
    assert "Tag der Aufnahme" in text
    assert not any(entry.candidate.code in text for entry in entries)
    assert page(head, "entry", entries[0].pk)[0].status_code == 404


def test_a_municipality_puts_its_own_person_on_the_list(clerk, waiting_list, town):
    person = CandidateFactory(owner=town, complete=True, family_name=NAME, needs_childcare=True)
    stranger = CandidateFactory(owner__part_of=town.part_of, complete=True)
    form = page(clerk, "entry_new", waiting_list.pk)[1]
    assert NAME in form
    assert stranger.code not in form
    response = send(
        clerk,
        "entry_new",
        waiting_list.pk,
        candidate=person.pk,
        asked_on="01.10.2015",
        priority="2",
        parts_of_day=["morning"],
    )
    entry = WaitingEntry.objects.get()
    assert NAME not in response["Location"]
    assert (entry.asked_on, entry.entered_on) == (date(2015, 10, 1), TODAY)
    assert (entry.priority, entry.needs_childcare) == (PriorityGroup.BENEFITS, True)


def test_an_entry_is_assessed_and_admitted(manager, waiting_list, town):
    entry = waiting(waiting_list, town, state=WaitingState.PRE_REGISTERED)
    send(manager, "entry_refer", entry.pk)
    said = {"level": "A2", "level_by": "certificate", "level_on": "01.10.2015"}
    send(manager, "entry_assess", entry.pk, **said)
    send(manager, "entry_admit", entry.pk)
    entry.refresh_from_db()
    assert entry.state == WaitingState.WAITING
    assert "Platz anbieten" in page(manager, "entry", entry.pk)[1]


def test_nobody_is_admitted_without_an_entitlement(manager, waiting_list, town):
    """R-CRS-05, T14: the refusal says what is missing and keeps the page."""
    entry = waiting(waiting_list, town, state=WaitingState.ASSESSED)
    Entitlement.objects.all().delete()
    response = send(manager, "entry_admit", entry.pk)
    assert response.status_code == 422
    assert "keine gültige Berechtigung" in response.content.decode()


def test_an_entitlement_is_recorded_and_taken_out(clerk, waiting_list, town):
    entry = waiting(waiting_list, town, state=WaitingState.ASSESSED)
    Entitlement.objects.all().delete()
    code = entry.candidate.code
    said = {"kind": waiting_list.kind.pk, "ground": "entitlement", "issued_on": "01.10.2015"}
    send(clerk, "entitlement_new", code, **said, valid_to="10.11.2015")
    found = Entitlement.objects.get()
    assert "läuft ab am 10.11.2015" in page(clerk, "entitlements", ends="soon")[1]
    assert "läuft ab am" not in page(clerk, "entitlements", ends="over")[1]
    send(clerk, "entitlement_remove", found.pk)
    assert not Entitlement.objects.exists()


def test_a_place_is_offered_from_the_queue_and_accepted_by_the_municipality(
    manager, clerk, waiting_list, town, district
):
    """R-CRS-06: whoever is passed over stands there with the reason."""
    course = CourseFactory(owner=district, kind=waiting_list.kind, capacity=1)
    skipped = waiting(waiting_list, town, level="C1")
    entry = waiting(waiting_list, town, entered_on=date(2015, 10, 20))
    text = page(manager, "queue", course.pk)[1]
    assert "Das Niveau passt nicht" in text
    assert f"{entry.candidate.code} den Platz anbieten" in text
    assert f"{skipped.candidate.code} den Platz anbieten" not in text
    said = {"course": course.pk, "channel": "letter", "reply_by": "16.11.2015"}
    send(manager, "offer_new", entry.pk, **said)
    offer = entry.offers.get()
    assert "Zusage eintragen" in page(clerk, "entry", entry.pk)[1]
    send(clerk, "offer_accept", offer.pk)
    offer.refresh_from_db()
    assert offer.state == OfferState.ACCEPTED
    assert "kein Platz frei" in page(manager, "queue", course.pk)[1]


def test_a_locked_person_is_passed_over_without_a_code(manager, waiting_list, town, district):
    course = CourseFactory(owner=district, kind=waiting_list.kind)
    entry = waiting(waiting_list, town)
    entry.candidate.restricted_on, entry.candidate.restriction = TODAY, "request"
    entry.candidate.save()
    text = page(manager, "queue", course.pk)[1]
    assert "gesperrt" in text
    assert entry.candidate.code not in text


def test_out_of_turn_needs_a_reason(manager, waiting_list, town, district):
    course = CourseFactory(owner=district, kind=waiting_list.kind, capacity=1)
    waiting(waiting_list, town)
    later = waiting(waiting_list, town, entered_on=date(2015, 10, 20))
    said = {"course": course.pk, "channel": "letter", "reply_by": "16.11.2015"}
    response = send(manager, "offer_new", later.pk, **said)
    assert response.status_code == 422
    assert send(manager, "offer_new", later.pk, **said, reason="Zusage").status_code == 302
    assert Jump.objects.get().entry == later


def test_an_offer_is_declined_or_taken_back(manager, district):
    course = CourseFactory(owner=district)
    first, second = placed(course), placed(course)
    send(manager, "offer_decline", first.offers.get().pk, reason="work")
    send(manager, "offer_withdraw", second.offers.get().pk, reason="other")
    states = [WaitingEntry.objects.get(pk=each.pk).state for each in (first, second)]
    assert states == [WaitingState.DECLINED, WaitingState.WAITING]


def test_an_offer_runs_out_only_after_an_attempt(manager, district):
    """R-CRS-06: no silence without somebody having tried."""
    entry = placed(CourseFactory(owner=district))
    offer = entry.offers.get()
    type(offer).objects.update(reply_by=date(2015, 11, 1))
    assert send(manager, "offer_expire", offer.pk).status_code == 422
    send(manager, "entry_attempt", entry.pk, tried_on="02.11.2015", channel="phone")
    assert send(manager, "offer_expire", offer.pk).status_code == 302


def test_somebody_is_taken_out_of_turn_and_back(manager, waiting_list, town):
    entry = waiting(waiting_list, town)
    send(manager, "entry_jump", entry.pk, reason="Kind ab März in der Schule")
    assert "Kind ab März in der Schule" in page(manager, "entry", entry.pk)[1]
    send(manager, "entry_jump_back", entry.pk)
    assert not Jump.objects.exists()


def test_nobody_leaves_unreached_without_two_attempts(manager, waiting_list, town):
    entry = waiting(waiting_list, town)
    assert send(manager, "entry_remove", entry.pk, reason="unreachable").status_code == 422
    for day in ("30.10.2015", "02.11.2015"):
        send(manager, "entry_attempt", entry.pk, tried_on=day, channel="phone")
    assert send(manager, "entry_remove", entry.pk, reason="unreachable").status_code == 302
    assert send(manager, "entry_again", entry.pk).status_code == 302
    entry.refresh_from_db()
    assert (entry.state, entry.entered_on) == (WaitingState.WAITING, TODAY)


def test_wishes_are_changed(clerk, waiting_list, town):
    entry = waiting(waiting_list, town)
    send(clerk, "entry_change", entry.pk, priority="9", travel_minutes="30")
    entry.refresh_from_db()
    assert entry.travel_minutes == 30


def test_who_is_told_is_entered(clerk, waiting_list, town):
    duty = DutyFactory(entry=waiting(waiting_list, town), due_on=date(2015, 10, 30))
    assert "überfällig seit 30.10.2015" in page(clerk, "duties")[1]
    send(clerk, "duty_done", duty.pk, done_on="02.11.2015")
    assert Duty.objects.get().done_on == TODAY
    assert "überfällig" not in page(clerk, "duties")[1]


def test_a_closed_list_takes_nobody(manager, waiting_list):
    send(manager, "list_close", waiting_list.pk)
    assert "geschlossen" in page(manager, "list", waiting_list.pk)[1]
    assert page(manager, "entry_new", waiting_list.pk)[0].status_code == 403


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_asks_the_same_however_long_it_is(manager, waiting_list, town, count):
    for _ in range(count):
        waiting(waiting_list, town)
    with CaptureQueriesContext(connection) as asked:
        page(manager, "list", waiting_list.pk)
    assert len(asked) == 15


def test_the_export_of_a_list_writes_down_whose_names_it_holds(clerk, waiting_list, town):
    waiting(waiting_list, town)
    text = page(clerk, "list", waiting_list.pk, export="csv")[1]
    assert NAME in text
    assert ReadEntry.objects.get().kind == "export"
