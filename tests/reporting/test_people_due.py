"""What calls and people ask of whom: each matter for those who can do it, never with a name."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Actor, Permission, Role
from kreislotse.access.readings import log_read
from kreislotse.intake.models import Upload
from kreislotse.journal.models import ReadKind
from kreislotse.mandates.states import Urgency
from kreislotse.participants.models import Call, CallReminder, ConsentVersion, Move
from kreislotse.participants.states import CallState, PartKind
from kreislotse.protection.models import DestructionList
from kreislotse.protection.readings import signs_lately
from kreislotse.reporting.due import everything_due
from tests.factories.eligibility import RuleSetVersionFactory, VerdictFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.participants import CallPartFactory, CallResponseFactory, NominationFactory
from tests.factories.people import AT, CandidateFactory
from tests.factories.transmission import BatchFactory, BatchLineFactory, RecallFactory

pytestmark = pytest.mark.django_db

TODAY = date(2015, 11, 2)
CLERK, STEERING, AGENCY = Role.MUNICIPAL_CLERK, Role.STEERING, Role.AGENCY_STAFF
OFFICER = Role.DATA_PROTECTION_OFFICER
# More to tell at once than about one line each.
EVERYBODY = {CLERK, STEERING, AGENCY, OFFICER, Role.HEAD, Role.GRANTS_OFFICER, Role.ADMINISTRATOR}


def day(offset):
    return TODAY + timedelta(days=offset)


def asked(offset=20, name="Nottuln"):
    """A town asked for people, with the call due so many days from today."""
    part = CallPartFactory(call__due_on=day(offset), kind=PartKind.CANDIDATES, call__title="Liste")
    return CallResponseFactory(part=part, municipality__name=name)


def list_to_finish():
    response = asked()
    CandidateFactory(owner=response.municipality, facts=False)
    return response.municipality, response.part.call


def upload():
    town = MunicipalityFactory()
    found = Upload.objects.create(owner=town, sha256="0" * 64, format="xlsx", uploaded_at=AT)
    return town, found


def move():
    person = CandidateFactory(facts=False)
    town = MunicipalityFactory(part_of=person.district)
    found = Move.objects.create(
        candidate=person,
        from_municipality=person.owner,
        to_municipality=town,
        moved_on=TODAY,
        asked_on=TODAY,
    )
    return town, found


def silent():
    call = asked(-1).part.call
    return call.owner, call


def reported(**state):
    nomination = NominationFactory(
        response=asked(), candidate__facts=False, **{f"candidate__{k}": v for k, v in state.items()}
    )
    call = nomination.response.part.call
    return call.owner, call


def to_transmit():
    district, _call = reported(released=False, checked=True)
    return district, None


def differing():
    """Looked at by rules that have been replaced since."""
    old = RuleSetVersionFactory(state="retired")
    RuleSetVersionFactory(rule_set=old.rule_set, number=2)
    VerdictFactory(version=old)
    return old.rule_set.owner, None


def late_batch():
    batch = BatchFactory(feedback_due_on=day(-1))
    return batch.owner, batch


def batch_without_receipt():
    batch = BatchFactory(sent_on=day(-8))
    return batch.owner, batch


def batch_received():
    batch = BatchFactory(state="received", received_on=TODAY)
    BatchLineFactory(batch=batch)
    return batch.recipient, batch


def new_batch():
    batch = BatchFactory()
    return batch.recipient, batch


def recall(place):
    found = RecallFactory(issued_on=day(-20), due_on=day(-6))
    return getattr(found.line.batch, place), found


def destruction(state, place):
    town = MunicipalityFactory()
    found = DestructionList.objects.create(
        owner=town, district=town.part_of, state=state, proposed_on=TODAY
    )
    return (town if place == "town" else town.part_of), found


def reading(town, at):
    """A clerk's reading of one person."""
    reader = Actor(7, at, frozenset({(CLERK, town.pk)}))
    needs, district = Permission.PERSON_EDIT, town.part_of_id
    log_read(reader, ReadKind.RECORD, needs=needs, district=district, people=[1], purpose="Probe")


def read_at_night():
    town = MunicipalityFactory()
    reading(town, datetime(2015, 11, 1, 23, 0, tzinfo=UTC))
    return town.part_of, None


def consent_draft():
    district = MunicipalityFactory().part_of
    return district, ConsentVersion.objects.create(owner=district, number=1)


# The matter, whose it is, what asks for it and where, and the page.
MATTERS = [
    ("Vor der Freigabe zu bearbeiten", CLERK, list_to_finish, "participants:call"),
    ("Liste übernehmen oder verwerfen", CLERK, upload, "intake:upload"),
    ("Umzug: Datensatz übernehmen", CLERK, move, "participants:move"),
    ("Erinnern", STEERING, silent, "participants:call"),
    ("Freigegeben, zu prüfen", STEERING, reported, "eligibility:verdicts"),
    ("Geprüft, zu übermitteln", STEERING, to_transmit, "transmission:batch_new"),
    ("Voraussetzungen neu prüfen", STEERING, differing, "eligibility:reviews"),
    ("Rückmeldung anmahnen", STEERING, late_batch, "transmission:batch"),
    ("Empfang noch nicht bestätigt", STEERING, batch_without_receipt, "transmission:batch"),
    (
        "Bestätigung des Rückrufs fehlt",
        STEERING,
        lambda: recall("owner"),
        "transmission:recall",
    ),
    ("Rückmeldung geben", AGENCY, batch_received, "transmission:batch"),
    ("Empfang bestätigen", AGENCY, new_batch, "transmission:batch"),
    ("Rückruf bestätigen", AGENCY, lambda: recall("recipient"), "transmission:recall"),
    (
        "Löschung freigeben",
        OFFICER,
        lambda: destruction("proposed", "district"),
        "protection:destruction",
    ),
    (
        "Freigegebene Löschung ausführen",
        CLERK,
        lambda: destruction("released", "town"),
        "protection:destruction",
    ),
    ("Einwilligungstexte prüfen", OFFICER, consent_draft, "participants:consent_version"),
    (
        "Auffälliges im Leseprotokoll: bitte nachfragen",
        OFFICER,
        read_at_night,
        "protection:read_signs",
    ),
]


def lines(actor, matter):
    return [each for each in everything_due(actor) if str(each.matter) == matter]


@pytest.mark.parametrize(("matter", "role", "make", "route"), MATTERS)
def test_a_matter_waits_for_whoever_can_do_it(acting, matter, role, make, route):
    place, record = make()
    make()  # another district's
    (found,) = lines(acting(role, at=place), matter)
    assert (found.route, found.key) == (route, record.pk if record else None)
    assert reverse(found.route, args=[found.key] if found.key else [])
    for other in EVERYBODY - {role}:
        assert lines(acting(other, at=place), matter) == []


@pytest.mark.parametrize(
    ("offset", "urgency"),
    [
        (29, Urgency.LATER),
        (28, Urgency.SOON),
        (14, Urgency.NEAR),
        (3, Urgency.NEXT),
        (-1, Urgency.OVERDUE),
    ],
)
def test_a_list_grows_urgent_28_14_and_3_days_ahead(acting, offset, urgency):
    response = asked(offset)
    CandidateFactory.create_batch(2, owner=response.municipality, facts=False)
    (found,) = lines(acting(CLERK, at=response.municipality), "Vor der Freigabe zu bearbeiten")
    assert (found.title, found.urgency) == ("Liste: 2 Personen", urgency)


def test_a_clerk_with_nobody_in_preparation_has_the_call_alone(acting):
    response = asked()
    CandidateFactory(facts=False)  # another town's
    clerk = acting(CLERK, at=response.municipality)
    assert lines(clerk, "Vor der Freigabe zu bearbeiten") == []
    assert len(lines(clerk, "Abfrage")) == 1


def test_a_town_reminded_this_week_is_left_in_peace(acting):
    """R-CAN-08"""
    response = asked(-10)
    call = response.part.call
    CallResponseFactory(part=response.part)
    steering = acting(STEERING, at=call.owner)
    (found,) = lines(steering, "Erinnern")
    assert found.title == "Liste: 2 Antworten fehlen"
    reminder = CallReminder.objects.create(
        call=call, municipality=response.municipality, reminded_on=day(-6)
    )
    (found,) = lines(steering, "Erinnern")
    assert found.title == "Liste: 1 Antwort fehlt"
    reminder.delete()
    CallReminder.objects.create(call=call, municipality=response.municipality, reminded_on=day(-7))
    assert lines(steering, "Erinnern")[0].title == "Liste: 2 Antworten fehlen"


@pytest.mark.parametrize("offset", [0, 5])
def test_nobody_is_reminded_before_the_day_has_passed(acting, offset):
    response = asked(offset)
    assert lines(acting(STEERING, at=response.part.call.owner), "Erinnern") == []


def test_a_closed_call_asks_nothing_any_more(acting):
    district, call = reported()
    type(call).objects.update(state=CallState.CLOSED)
    assert lines(acting(STEERING, at=district), "Freigegeben, zu prüfen") == []


def test_a_call_is_one_line_whatever_the_number_of_its_people(acting):
    district, call = reported()
    response = call.parts.get().responses.get()
    for _ in range(3):
        NominationFactory(response=response, candidate__facts=False)
    (found,) = lines(acting(STEERING, at=district), "Freigegeben, zu prüfen")
    assert found.title == "Liste: 4 Personen"


def test_people_to_transmit_lead_to_the_page_with_their_call_chosen(acting, client_of):
    district, _ = to_transmit()
    steering = acting(STEERING, at=district)
    call = Call.objects.get(owner=district)
    (found,) = lines(steering, "Geprüft, zu übermitteln")
    assert found.chosen == {"call": call.pk}
    address = reverse("transmission:batch_new", query=found.chosen)
    assert f'href="{address}"' in client_of(steering).get("/").content.decode()


def test_signs_in_the_read_log_are_counted_by_few_questions(acting):
    """R-DP-24: as many as the page of signs has, of the last thirty days."""
    district, _ = read_at_night()
    (town,) = district.parts.all()
    officer = acting(OFFICER, at=district)
    reading(town, datetime(2015, 10, 2, 3, 0, tzinfo=UTC))  # too long ago
    with CaptureQueriesContext(connection) as asked:
        assert len(signs_lately(officer)) == 1
    assert len(asked) <= 2
    reading(town, datetime(2015, 10, 30, 3, 0, tzinfo=UTC))
    (found,) = lines(officer, "Auffälliges im Leseprotokoll: bitte nachfragen")
    assert found.title == "2 Hinweise aus 30 Tagen"


def test_no_line_names_a_person(acting):
    """R-DP-20: what a start page shows is not logged, so it shows no names."""
    nomination = NominationFactory(response=asked(), candidate__family_name="Auffallend")
    call = nomination.response.part.call
    for role, place in [(STEERING, call.owner), (CLERK, nomination.response.municipality)]:
        told = str(everything_due(acting(role, at=place)))
        assert "Auffallend" not in told
        assert nomination.candidate.code not in told
