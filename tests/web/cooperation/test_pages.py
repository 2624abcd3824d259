"""Pages around working meetings and concepts: for the office, the invited and partners."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.cooperation.models import Concept, Invitation, WorkingMeeting
from kreislotse.cooperation.states import Reply, WorkingMeetingState
from tests.factories.cooperation import (
    ConceptFactory,
    InvitationFactory,
    MeetingOutcomeFactory,
    WorkingMeetingFactory,
)
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

DAY = date(2015, 11, 13)


@pytest.fixture
def district(db):
    return OrganisationFactory(name="Kreis Coesfeld")


@pytest.fixture
def initiative(district):
    return InitiativeFactory(owner=district)


@pytest.fixture
def meeting(initiative):
    """Two municipalities are invited; one comes, the other has not replied."""
    meeting = WorkingMeetingFactory(initiative=initiative, topic="Inhalte", held_on=DAY)
    InvitationFactory(
        meeting=meeting, organisation__name="Ort da", reply=Reply.COMING, replied_on=DAY
    )
    InvitationFactory(meeting=meeting, organisation__name="Ort still")
    return meeting


@pytest.fixture
def silent(meeting):
    return Invitation.objects.get(reply=Reply.NONE)


@pytest.fixture
def office(acting, client_of, district):
    return client_of(acting(Role.STEERING, at=district))


@pytest.fixture
def clerk(acting, client_of, silent):
    return client_of(acting(Role.MUNICIPAL_CLERK, at=silent.organisation))


def page(client, route, *args, **query):
    response = client.get(reverse(f"cooperation:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"cooperation:{route}", args=args), {"sent": "1", **values})


def test_the_meeting_shows_who_comes_and_who_is_silent(office, meeting):
    _, text = page(office, "meeting", meeting.pk)
    assert "Freitag, 13.11.2015" in text
    assert "Eingeladen: 2. Es kommen 1, vertreten werden 0" in text
    assert "1 von 2" in page(office, "meetings")[1]


def test_the_lists_are_narrowed_to_an_initiative(office, meeting, district):
    other = InitiativeFactory(owner=district)
    ConceptFactory(initiative=meeting.initiative, title="Gemeinsam")
    for route, words in (("meetings", "Inhalte"), ("concepts", "Gemeinsam")):
        assert words in page(office, route, initiative=meeting.initiative_id)[1]
        assert words not in page(office, route, initiative=other.pk)[1]


@pytest.mark.parametrize(
    ("route", "factory"), [("meetings", WorkingMeetingFactory), ("concepts", ConceptFactory)]
)
def test_a_list_asks_as_many_queries_for_300_rows_as_for_one(route, factory, office, initiative):
    asked = []
    for rows in (1, 299):
        factory.create_batch(rows, initiative=initiative)
        with CaptureQueriesContext(connection) as queries:
            page(office, route)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_meeting_asks_as_many_queries_for_eleven_guests_as_for_one(office, initiative):
    meeting = WorkingMeetingFactory(initiative=initiative)
    asked = []
    for rows in (1, 10):
        InvitationFactory.create_batch(rows, meeting=meeting)
        with CaptureQueriesContext(connection) as queries:
            page(office, "meeting", meeting.pk)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_invited_see_their_own_invitation_alone_and_reply(clerk, meeting, silent):
    text = page(clerk, "meetings")[1]
    assert ("Ihre Einladungen" in text, "Antwort offen" in text) == (True, True)
    MeetingOutcomeFactory(meeting=meeting, text="Nur fürs Amt")
    text = page(clerk, "meeting", meeting.pk)[1]
    assert ("Ort still" in text, "Ort da" in text) == (True, False)
    assert ("Eingeladen:" in text, "Nur fürs Amt" in text) == (False, False)
    assert "Was geschah" not in text
    send(clerk, "invitation_reply", silent.pk, reply="coming", replied_on="02.11.2015")
    silent.refresh_from_db()
    assert silent.reply == Reply.COMING
    send(clerk, "invitation_withdraw", silent.pk, note="")
    silent.refresh_from_db()
    assert silent.reply == Reply.NONE


def test_another_s_invitation_has_no_page(clerk, meeting):
    foreign = Invitation.objects.get(reply=Reply.COMING)
    for route in ("invitation_reply", "invitation_withdraw"):
        assert page(clerk, route, foreign.pk)[0].status_code == 404


def test_a_refused_reply_keeps_what_was_typed(clerk, silent):
    assert 'value="represented"' in page(clerk, "invitation_reply", silent.pk)[1]
    response = send(
        clerk, "invitation_reply", silent.pk, reply="represented", replied_on="01.11.2015"
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert ("wer Ort still vertritt" in text, "01.11.2015" in text) == (True, True)


def test_a_meeting_is_planned_changed_invited_to_held_and_has_a_result(office, initiative):
    olfen = MunicipalityFactory(part_of=initiative.owner)
    agency = OrganisationFactory(kind="employment_agency", name="Agentur")
    agency.serves.add(initiative.owner)
    assert page(office, "meeting_new", initiative=initiative.pk)[0].status_code == 200
    send(office, "meeting_new", initiative=initiative.pk, topic="Konzept", held_on="13.11.2015")
    meeting = WorkingMeeting.objects.get()
    send(office, "meeting_change", meeting.pk, topic="Konzept", held_on="13.11.2015", place="Saal")
    text = page(office, "meeting_invite", meeting.pk)[1]
    assert ("Agentur" in text, text.count("checked")) == (True, 1)
    send(office, "meeting_invite", meeting.pk, organisations=[olfen.pk, agency.pk])
    assert meeting.invitations.count() == 2
    send(office, "meeting_hold", meeting.pk)
    assert page(office, "outcome_new", meeting.pk)[0].status_code == 200
    send(office, "outcome_new", meeting.pk, kind="decision", text="Ein Konzept")
    text = page(office, "meeting", meeting.pk)[1]
    assert ("Ein Konzept" in text, "Entscheidung" in text) == (True, True)


def test_a_meeting_is_called_off(office, meeting):
    assert page(office, "meeting_cancel", meeting.pk)[0].status_code == 200
    send(office, "meeting_cancel", meeting.pk, note="Erkrankung")
    meeting.refresh_from_db()
    assert meeting.state == WorkingMeetingState.CANCELLED


def test_the_partner_sees_the_shared_concept_and_nothing_around_it(
    acting, client_of, office, initiative
):
    borken = OrganisationFactory(name="Kreis Borken")
    send(
        office,
        "concept_new",
        initiative=initiative.pk,
        title="Ein Konzept",
        partners=[borken.pk],
        basis="Absprache",
    )
    concept = Concept.objects.get()
    partner = client_of(acting(Role.PARTNER_DISTRICT, at=borken))
    assert page(partner, "meetings")[0].url == reverse("cooperation:concepts")
    for route, args in (("concepts", ()), ("concept", (concept.pk,))):
        text = page(partner, route, *args)[1]
        for shown in ("Ein Konzept", "Kreis Borken", "Absprache", "beabsichtigt"):
            assert shown in text
        assert initiative.title not in text
    assert ("Was geschah" in text, "Ändern" in text) == (False, False)
    assert page(partner, "concept_change", concept.pk)[0].status_code == 403


def test_a_concept_is_changed_and_begun(office, initiative):
    concept = ConceptFactory(initiative=initiative)
    assert page(office, "concept_change", concept.pk)[0].status_code == 200
    send(office, "concept_change", concept.pk, title="Anders")
    assert page(office, "concept_begin", concept.pk)[0].status_code == 200
    send(office, "concept_begin", concept.pk)
    concept.refresh_from_db()
    assert (concept.title, concept.state) == ("Anders", "drafting")


OFFICE_ONLY = ("meeting_change", "meeting_invite", "meeting_hold", "meeting_cancel", "outcome_new")


@pytest.mark.parametrize("route", OFFICE_ONLY)
def test_the_invited_have_no_right_to_the_office_s_deeds(route, clerk, meeting):
    assert page(clerk, route, meeting.pk)[0].status_code == 403


@pytest.mark.parametrize("route", OFFICE_ONLY)
def test_the_office_s_deeds_are_not_possible_in_the_wrong_state(route, office, meeting):
    WorkingMeeting.objects.update(state=WorkingMeetingState.CANCELLED)
    assert page(office, route, meeting.pk)[0].status_code == 409


def test_nobody_replies_after_the_meeting(clerk, silent):
    WorkingMeeting.objects.update(state=WorkingMeetingState.HELD)
    assert page(clerk, "invitation_reply", silent.pk)[0].status_code == 409


def test_empty_lists_name_the_next_step(office, acting, client_of):
    assert "laden Sie dann dazu ein" in page(office, "meetings")[1]
    assert "Legen Sie eines an" in page(office, "concepts")[1]
    partner = client_of(acting(Role.PARTNER_DISTRICT, at=OrganisationFactory()))
    assert "Geteilte Konzepte erscheinen hier" in page(partner, "concepts")[1]
