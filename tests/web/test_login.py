"""Coming in: the same answer for everybody, slow for guessing, never to another house."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client, override_settings

from kreislotse.access import login_attempts
from kreislotse.access.login_attempts import TooManyAttempts, fingerprint
from kreislotse.access.models import Account, Installation, LoginFailure
from kreislotse.access.policy import Role
from kreislotse.organisations.models import Membership
from kreislotse.sample.accounts import PEOPLE
from tests.factories.organisations import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.frame_pages")]
NAME, PASSWORD = PEOPLE[1].email, "Sieben Brücken über die Berkel"
WRONG = "E-Mail-Adresse und Passwort passen nicht zu einem offenen Konto."
NOON = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)


@pytest.fixture
def account() -> Account:
    account = Account(email=NAME, name="Anna Beispiel", ends_on=date(2099, 12, 31))
    account.set_password(PASSWORD)
    account.save()
    return account


def come_in(client: Client, name: str = NAME, password: str = PASSWORD, **more: str):
    return client.post("/login/", {"username": name, "password": password, **more})


def test_the_right_password_leads_to_heute_under_a_new_session_key(client, account):
    client.get("/login/")
    answer = come_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(account.pk)


def test_the_name_may_be_written_in_capitals(client, account):
    assert come_in(client, NAME.upper()).status_code == 302


def test_known_and_unknown_names_get_the_same_answer(client, account):
    answers = [come_in(client, name, "falsch") for name in (NAME, "niemand@kreis.example")]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all(WRONG in answer.content.decode() for answer in answers)


@pytest.mark.parametrize("change", [{"is_active": False}, {"ends_on": date(2020, 1, 1)}])
def test_a_closed_account_is_answered_like_an_unknown_one(client, account, change):
    Account.objects.filter(pk=account.pk).update(**change)
    answer = come_in(client)
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()


def test_after_five_wrong_passwords_the_right_one_is_refused_too(client, account):
    for _ in range(5):
        come_in(client, password="falsch")
    answer = come_in(client, NAME.upper())
    assert answer.status_code == 422
    assert "Bitte versuchen Sie es in 15 Minuten wieder." in answer.content.decode()


def test_a_right_password_starts_the_count_anew(client, account):
    for _ in range(4):
        come_in(client, password="falsch")
    come_in(client)
    assert LoginFailure.objects.count() == 0


def test_the_waiting_time_ends_a_quarter_of_an_hour_after_the_first_of_five():
    for minute in range(5):
        login_attempts.record_failure(NAME, at=NOON + timedelta(minutes=minute))
    with pytest.raises(TooManyAttempts) as refusal:
        login_attempts.refuse_guessing(NAME, at=NOON + timedelta(minutes=5, seconds=1))
    assert refusal.value.facts == {"minutes": 10}
    login_attempts.refuse_guessing(NAME, at=NOON + timedelta(minutes=15))
    login_attempts.refuse_guessing("berta@kreis.example", at=NOON + timedelta(minutes=5))


def test_names_are_stored_as_fingerprints_and_not_for_longer_than_they_matter():
    login_attempts.record_failure(NAME, at=NOON)
    assert LoginFailure.objects.get().fingerprint == fingerprint(f" {NAME.upper()} ")
    assert NAME not in fingerprint(NAME)
    login_attempts.record_failure("berta@kreis.example", at=NOON + timedelta(minutes=15))
    assert LoginFailure.objects.count() == 1


@pytest.mark.parametrize(
    ("wanted", "got"), [("/frame/", "/frame/"), ("https://evil.example/", "/"), ("//evil", "/")]
)
def test_after_login_the_way_leads_only_to_pages_of_this_house(client, account, wanted, got):
    assert come_in(client, next=wanted)["Location"] == got


def test_a_page_asks_for_login_and_comes_back_to_itself(client):
    assert client.get("/frame/?search=a")["Location"] == "/login/?next=/frame/%3Fsearch%3Da"


def test_leaving_needs_a_post(client, account):
    come_in(client)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert "_auth_user_id" not in client.session


@pytest.fixture
def steering(account) -> Membership:
    district = OrganisationFactory(name="Kreis Coesfeld")
    days = {"valid_from": date(2000, 1, 1), "valid_to": date(2099, 12, 31)}
    return Membership.objects.create(
        account=account, organisation=district, role=Role.STEERING, **days
    )


@pytest.mark.parametrize(
    ("switch", "purpose", "shown"),
    [(True, "demo", True), (False, "demo", False), (True, "office", False)],
)
def test_accounts_are_named_only_where_server_and_database_are_a_demonstration(
    client, steering, switch, purpose, shown
):
    Installation.objects.create(pk=1, purpose=purpose)
    with override_settings(DEMO=switch):
        page = client.get("/login/").content.decode()
    assert ("Anmelden als Steuerung, Kreis Coesfeld" in page) is shown
    assert (f'value="{NAME}"' in page) is shown
