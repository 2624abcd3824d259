"""The frame around every page: how it looks, what it guards, how it says no."""

import logging
from datetime import date

import pytest
from django.test import Client, override_settings

from kreislotse.access.deeds import add, advance
from kreislotse.access.policy import Permission, Role
from kreislotse.funding.states import ApplicationState
from kreislotse.journal.entries import write
from kreislotse.mandates.models import Meeting
from kreislotse.organisations.models import Membership
from kreislotse.web.records import record_context
from tests.factories.funding import ApplicationFactory
from tests.factories.organisations import BodyFactory, OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.frame_pages")]


@pytest.fixture
def district():
    return OrganisationFactory(name="Kreis Coesfeld")


@pytest.fixture
def writer(acting, client_of, district) -> Client:
    return client_of(acting(Role.STEERING, at=district))


@pytest.fixture
def meeting(acting, district) -> Meeting:
    actor = acting(Role.STEERING, at=district)
    record = Meeting(owner=district, body=BodyFactory(owner=district), held_on=date(2015, 12, 16))
    return add(record, "plan_meeting", actor=actor, needs=Permission.MANDATE_EDIT)


def address(meeting: Meeting) -> str:
    return f"/frame/meetings/{meeting.pk}/"


def test_a_page_behind_the_login_is_kept_by_nobody_and_framed_by_nobody(writer):
    answer = writer.get("/frame/")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_no_page_carries_styles_or_scripts_of_its_own(writer, meeting):
    for page in ("/frame/", "/frame/new/", address(meeting)):
        text = writer.get(page).content.decode()
        assert "<style" not in text
        assert " style=" not in text
        assert text.count("<script") == text.count("<script src=")


def test_light_and_dark_are_kept_in_a_cookie_and_can_be_left_to_the_device(client):
    assert "data-kern-theme" not in client.get("/login/").content.decode()
    answer = client.post("/theme/", {"theme": "dark", "next": "/login/"})
    assert answer["Location"] == "/login/"
    assert 'data-kern-theme="dark"' in client.get("/login/").content.decode()
    client.post("/theme/", {"theme": "system"})
    assert "data-kern-theme" not in client.get("/login/").content.decode()


def test_choosing_an_appearance_leads_to_no_other_house(client):
    for target in ("theme", "language"):
        answer = client.post(f"/{target}/", {"language": "en", "next": "https://evil.example/"})
        assert answer["Location"] == "/"


def test_the_page_says_in_which_language_it_is_written(client):
    assert '<html lang="de"' in client.get("/login/").content.decode()
    client.post("/language/", {"language": "en"})
    assert '<html lang="en"' in client.get("/login/").content.decode()


def test_a_demonstration_says_so_on_every_page(writer):
    sentence = "Bitte keine echten Daten eintragen."
    with override_settings(DEMO=True):
        assert sentence in writer.get("/frame/").content.decode()
    assert sentence not in writer.get("/frame/").content.decode()


def test_a_record_shows_its_state_and_the_deeds_that_are_open_to_the_reader(writer, meeting):
    page = writer.get(address(meeting)).content.decode()
    assert "geplant" in page
    for step in meeting.LIFECYCLE.steps:
        assert (f'href="/deed/{step.verb}/"' in page) is (meeting.state in step.sources)
    assert "Ort ändern" in page
    assert "Konto ändern" not in page


def test_a_record_says_why_a_deed_is_not_possible_in_its_state(writer, meeting, acting, district):
    actor = acting(Role.STEERING, at=district)
    step = next(s for s in meeting.LIFECYCLE.steps if meeting.state in s.sources)
    meeting = advance(meeting, step.verb, actor=actor)
    page = writer.get(address(meeting)).content.decode()
    assert f"im Stand „{meeting.get_state_display()}“ nicht möglich." in page


def test_a_record_says_to_whoever_may_only_read_that_the_right_is_missing(
    acting, client_of, district, meeting
):
    page = client_of(acting(Role.AUDITOR, at=district)).get(address(meeting)).content.decode()
    assert "/deed/" not in page
    assert page.count("dazu fehlt Ihnen das Recht.") == len(meeting.LIFECYCLE.steps)
    assert "Das darf die Rolle „Steuerung“." in page


def test_the_way_forward_is_the_first_button_and_the_way_out_never_is(acting, district, rf):
    application = ApplicationFactory(owner=district, state=ApplicationState.DRAFT)
    request = rf.get("/")
    request.actor = acting(Role.GRANTS_OFFICER, at=district)
    verbs = ("declare_state_unknown", "withdraw_application", "approve_application")
    deeds = dict.fromkeys(verbs, "/")
    for_officer = record_context(request, application, title="", crumbs=[], deeds=deeds)["deeds"]
    assert [deed["primary"] for deed in for_officer] == [False, False]
    request.actor = acting(Role.HEAD, at=district)
    for_head = record_context(request, application, title="", crumbs=[], deeds=deeds)["deeds"]
    assert [(deed["label"], deed["primary"]) for deed in for_head] == [("Intern freigeben", True)]


def test_the_history_tells_who_did_what_when_newest_first(writer, meeting, acting, district):
    actor = acting(Role.STEERING, at=district)
    step = next(s for s in meeting.LIFECYCLE.steps if meeting.state in s.sources)
    advance(meeting, step.verb, actor=actor, note="Der Raum war zu klein.")
    page = writer.get(address(meeting)).content.decode()
    told = page.split('class="timeline"')[1]
    assert told.index("Der Raum war zu klein.") < told.index("02.11.2015, 12:00")
    assert "„geplant“" in told
    assert told.index("Person 3") < told.index("Person 2")


def test_names_of_a_history_are_looked_up_in_one_query(
    writer, meeting, acting, district, django_assert_max_num_queries
):
    for verb in ("a", "b", "c", "d"):
        actor = acting(Role.STEERING, at=district)
        write(meeting, f"change_{verb}", actor=actor)
    with django_assert_max_num_queries(9):
        writer.get(address(meeting))


def test_what_is_out_of_sight_is_answered_like_what_does_not_exist(client_of, acting, meeting):
    stranger = client_of(acting(Role.STEERING, at=OrganisationFactory()))
    assert stranger.get(address(meeting)).status_code == 404
    assert stranger.get("/frame/meetings/999999/").status_code == 404


def test_a_refusal_says_what_is_missing_and_leads_back(acting, client_of, district):
    auditor = client_of(acting(Role.AUDITOR, at=district))
    answer = auditor.get("/frame/new/", headers={"referer": "http://testserver/frame/"})
    assert answer.status_code == 403
    assert "Dazu fehlt Ihnen das Recht." in answer.content.decode()
    assert 'href="http://testserver/frame/"' in answer.content.decode()


def test_the_way_back_leads_to_no_other_house(writer):
    answer = writer.get("/frame/nothing/", headers={"referer": "https://evil.example/"})
    assert answer.status_code == 404
    assert "evil" not in answer.content.decode()


def test_a_page_that_broke_asks_no_database(client, caplog, django_assert_num_queries):
    client.raise_request_exception = False
    with caplog.at_level(logging.CRITICAL), django_assert_num_queries(0):
        answer = client.get("/frame/open/broken/")
    assert answer.status_code == 500
    assert "Es wurde nichts halb gespeichert." in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_with_what_to_do(district):
    answer = Client(enforce_csrf_checks=True).post("/theme/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "laden Sie die Seite neu" in answer.content.decode()


def test_an_account_without_a_role_is_told_whom_to_ask(client_of, acting, district):
    actor = acting(Role.STEERING, at=district)
    Membership.objects.filter(account_id=actor.person_id).delete()
    page = client_of(actor).get("/frame/").content.decode()
    assert 'aria-label="Bereiche"' not in page
