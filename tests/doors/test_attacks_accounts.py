"""Guessing past the slow-down, taking over an unlocked screen, opening what is served."""

import os
import stat

import pytest
from django.test import RequestFactory, override_settings
from django.urls import reverse

from kreislotse.access.actions import set_password
from kreislotse.access.errors import PasswordNotKnown
from kreislotse.access.login_attempts import fingerprint, refuse_guessing
from kreislotse.access.models import Account, Installation, LoginFailure
from kreislotse.access.policy import Role
from kreislotse.cli.serve import NoDemonstration, NotForOthers, refuse_unless_servable
from kreislotse.config import environment
from kreislotse.kernel.spelling import search_words
from kreislotse.organisations.queries import actor_of
from kreislotse.web.access import login
from tests.factories.organisations import OrganisationFactory
from tests.fixtures.acting import NOON

pytestmark = pytest.mark.django_db

OTHERS = "192.0.2.7"
OLD, NEW = "vier-gruene-Lastkaehne", "drei-blaue-Fahrraeder"


@pytest.fixture
def person(acting) -> Account:
    account = Account.objects.get(
        pk=acting(Role.MUNICIPAL_CLERK, at=OrganisationFactory()).person_id
    )
    account.set_password(OLD)
    account.save()
    return account


@pytest.mark.parametrize("typed", ["leıtung@kreis.example", "LEITUNG@kreis.example", " leitung@K"])
def test_letters_that_a_database_takes_for_the_same_count_as_the_same_name(typed):
    """PostgreSQL compares capitals: each way to write an i would be worth five more guesses."""
    same = typed.replace("@K", "@kreis.example")
    assert fingerprint(same) == fingerprint("leitung@kreis.example")


def test_a_guess_is_counted_before_it_is_compared(person, monkeypatch):
    """Guesses sent at the same time all count, however long comparing takes."""
    counted = []

    def slowly(form):
        counted.append(LoginFailure.objects.count())
        return form.cleaned_data

    monkeypatch.setattr(login.AuthenticationForm, "clean", slowly)
    request = RequestFactory().post("/login/")
    request.actor = actor_of(person, NOON)
    form = login.LoginForm(request, data={"username": person.email, "password": "geraten"})
    assert form.is_valid()
    assert counted == [1]
    refuse_guessing(person.email, at=NOON)


@pytest.mark.parametrize("current", ["", "geraten"])
def test_an_unlocked_screen_is_not_enough_for_a_new_password(client, person, current):
    """ASVS 6.2.3"""
    with pytest.raises(PasswordNotKnown):
        set_password(person, actor=actor_of(person, NOON), password=NEW, current=current)
    client.force_login(person)
    address = reverse("access:account_password", args=[person.pk])
    answer = client.post(address, {"current": current, "password": NEW})
    assert answer.status_code == 422
    person.refresh_from_db()
    assert person.check_password(OLD)


def test_who_knows_the_current_password_stays_in_with_the_new_one(client, person):
    client.force_login(person)
    address = reverse("access:account_password", args=[person.pk])
    answer = client.post(address, {"current": OLD, "password": NEW}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("access:account", args=[person.pk])
    person.refresh_from_db()
    assert person.check_password(NEW)


@pytest.mark.parametrize("switch", [True, False])
def test_a_demonstration_is_served_on_this_machine_only_with_and_without_its_switch(switch):
    """Its passwords are published; they stand in the database, not in the environment."""
    Installation.objects.create(pk=1, purpose="demo")
    with override_settings(DEMO=switch):
        refuse_unless_servable("127.0.0.1")
        with pytest.raises(NotForOthers):
            refuse_unless_servable(OTHERS)


def test_an_office_is_served_to_others_but_never_as_a_demonstration():
    Installation.objects.create(pk=1, purpose="office")
    refuse_unless_servable(OTHERS)
    with override_settings(DEMO=True), pytest.raises(NoDemonstration):
        refuse_unless_servable("127.0.0.1")


def test_other_users_of_the_machine_do_not_enter_the_data_folder(tmp_path, monkeypatch):
    """Sessions and fingerprints of passwords lie in its database."""
    monkeypatch.setenv("KREISLOTSE_DATA", str(tmp_path / "var"))
    monkeypatch.delenv("KREISLOTSE_SECRET_KEY", raising=False)
    before = os.umask(0o022)
    try:
        environment.secret_key()
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("var", "var/secret-key")]
    assert modes == [0o700, 0o600]


def test_a_zero_byte_in_a_search_finds_nothing_and_breaks_nothing():
    """PostgreSQL refuses it with an error of its own."""
    assert search_words("Nott\0uln") == ["nott", "uln"]
