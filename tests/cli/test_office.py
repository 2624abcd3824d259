"""kreislotse open-office: an empty database becomes the workplace of a district."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kreislotse.access.installation import is_demo
from kreislotse.access.models import Account, Installation
from kreislotse.access.policy import Permission
from kreislotse.cli import main
from kreislotse.funding.models import Programme
from kreislotse.journal.chain import first_break
from kreislotse.journal.models import JournalEntry
from kreislotse.organisations.models import Organisation
from kreislotse.organisations.queries import actor_of
from tests.factories.organisations import OrganisationFactory

PASSWORD = "Wolken über Billerbeck"
CALL = {"--district": "Kreis Coesfeld", "--email": "v@kreis.example", "--name": "Vera Verwaltung"}


def call(**other):
    said = CALL | {f"--{name}": value for name, value in other.items()}
    return main(["open-office", *(word for pair in said.items() for word in pair)])


@pytest.fixture
def first_password(monkeypatch):
    monkeypatch.setenv("KREISLOTSE_FIRST_PASSWORD", PASSWORD)


def counts():
    return [each.objects.count() for each in (Account, Installation, Organisation, JournalEntry)]


@pytest.mark.django_db
def test_the_first_account_administers_the_district(first_password, capsys):
    assert call() == 0
    account = Account.objects.get()
    assert (account.email, account.name) == ("v@kreis.example", "Vera Verwaltung")
    assert account.check_password(PASSWORD)
    district = Organisation.objects.get(name="Kreis Coesfeld")
    actor = actor_of(account, timezone.now())
    assert actor.places(Permission.ACCOUNT_EDIT) == {district.pk}
    assert "Eingerichtet: Kreis Coesfeld." in capsys.readouterr().out


@pytest.mark.django_db
def test_the_account_has_a_last_day(first_password):
    """R-DP-13"""
    call()
    account, today = Account.objects.get(), timezone.localdate()
    assert today + timedelta(days=729) <= account.ends_on <= today + timedelta(days=732)
    assert account.memberships.get().valid_to == account.ends_on


@pytest.mark.django_db
def test_an_office_is_no_demonstration_and_has_its_reference_data(first_password):
    call()
    assert Installation.objects.get().purpose == Installation.Purpose.OFFICE
    assert not is_demo()
    assert Organisation.objects.get(name="Kreis Coesfeld").parts.count() == 11
    assert Programme.objects.filter(code="ki-grundfoerderung").exists()
    assert first_break() is None


@pytest.mark.django_db
def test_the_password_is_asked_for_twice(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    asked = []
    monkeypatch.setattr(
        "kreislotse.cli.office.getpass", lambda prompt: asked.append(prompt) or PASSWORD
    )
    assert call() == 0
    assert asked == ["Passwort (mindestens 12 Zeichen): ", "Noch einmal: "]
    assert Account.objects.get().check_password(PASSWORD)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"district": "Kreis Cosfeld"}, "Meinten Sie „Kreis Coesfeld“?"),
        ({"district": "Xyz"}, "Schreiben Sie zum Beispiel: Kreis Coesfeld."),
        ({"email": "vera"}, "„vera“ ist keine E-Mail-Adresse."),
    ],
)
def test_a_wrong_word_is_refused_and_nothing_is_set_up(first_password, capsys, other, sentence):
    assert call(**other) == 2
    assert sentence in capsys.readouterr().err
    assert counts() == [0, 0, 0, 0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "sentence"),
    [("", "Es fehlt das Passwort."), ("kurz", "Dieses Passwort lässt sich zu leicht erraten.")],
)
def test_without_a_good_password_nothing_is_set_up(monkeypatch, capsys, password, sentence):
    monkeypatch.setenv("KREISLOTSE_FIRST_PASSWORD", password)
    assert call() == 2
    assert sentence in capsys.readouterr().err
    assert counts() == [0, 0, 0, 0]


@pytest.mark.django_db
def test_two_different_passwords_set_up_nothing(monkeypatch, capsys):
    given = iter([PASSWORD, "etwas anderes"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("kreislotse.cli.office.getpass", lambda _prompt: next(given))
    assert call() == 2
    assert "Die beiden Eingaben sind verschieden." in capsys.readouterr().err
    assert counts() == [0, 0, 0, 0]


@pytest.mark.django_db
def test_a_database_in_use_is_refused(first_password, capsys):
    OrganisationFactory()
    before = counts()
    assert call() == 2
    assert "In dieser Datenbank liegen schon Daten." in capsys.readouterr().err
    assert counts() == before


@pytest.mark.django_db
def test_a_second_office_is_refused(first_password):
    assert call() == 0
    before = counts()
    assert call(district="Kreis Borken", email="w@kreis.example") == 2
    assert counts() == before


def test_what_is_missing_is_named(capsys):
    assert main(["open-office", "--district", "Kreis Coesfeld"]) == 2
    assert "Es fehlt: --email, --name." in capsys.readouterr().err
