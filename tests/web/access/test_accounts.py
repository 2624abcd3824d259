"""What the administration sees of accounts, and what people see of their own."""

from datetime import date

import pytest
from django.urls import reverse

from kreislotse.access.models import Account
from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.organisations.models import Membership
from tests.factories.access import AccountFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

GOOD = "drei-blaue-Fahrraeder"


def at(name: str, *args: int) -> str:
    return reverse(f"access:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def district():
    return OrganisationFactory()


@pytest.fixture
def actor(acting, district):
    return acting(Role.ADMINISTRATOR, at=district)


@pytest.fixture
def administrator(actor, client_of):
    return client_of(actor)


def test_the_list_asks_as_much_for_one_account_as_for_many(
    administrator, django_assert_max_num_queries
):
    counts = []
    for more in (1, 12):
        MembershipFactory.create_batch(more)
        with django_assert_max_num_queries(40) as asked:
            page = administrator.get(at("accounts"))
        counts.append(len(asked))
    assert page.status_code == 200
    assert counts[0] == counts[1]


def test_accounts_are_filtered_by_their_state(administrator):
    AccountFactory(name="Kim Offen", ends_on=date(2099, 1, 1))
    AccountFactory(name="Kim Vorbei", ends_on=date(2015, 1, 1))
    AccountFactory(name="Kim Zu", is_active=False)
    for state, seen in [("open", "Kim Offen"), ("over", "Kim Vorbei"), ("closed", "Kim Zu")]:
        page = text(administrator.get(f"{at('accounts')}?state={state}"))
        shown = [name for name in ("Kim Offen", "Kim Vorbei", "Kim Zu") if name in page]
        assert shown == [seen]


def test_an_account_is_opened_with_its_last_day_and_gets_a_role(administrator, district):
    """R-DP-13"""
    typed = {"name": "Kim Neu", "email": "kim@example.org", "ends_on": "31.12.2098"}
    page = administrator.post(at("account_new"), {**typed, "password": GOOD}, follow=True)
    account = Account.objects.get(email="kim@example.org")
    assert "Vergeben Sie jetzt eine Rolle." in text(page)
    assert "Dieses Konto hat noch keine Rolle." in text(page)
    assert account.check_password(GOOD)
    role = {
        "role": "steuerung",
        "organisation": district.pk,
        "valid_from": "01.01.2015",
        "valid_to": "31.12.2098",
    }
    page = administrator.post(at("role_new", account.pk), role, follow=True)
    assert "Die Rolle ist vergeben." in text(page)
    membership = Membership.objects.get(account=account)
    administrator.post(at("role_end", membership.pk), {"ends_on": "31.12.2015"})
    membership.refresh_from_db()
    assert membership.valid_to == date(2015, 12, 31)


def test_an_account_without_a_last_day_is_not_opened(administrator):
    """R-DP-13"""
    page = administrator.post(at("account_new"), {"name": "Kim", "email": "kim@example.org"})
    assert page.status_code == 422
    assert 'value="kim@example.org"' in text(page)
    assert not Account.objects.filter(email="kim@example.org").exists()


def test_a_refusal_keeps_what_was_typed_but_never_the_password(administrator):
    AccountFactory(email="da@example.org")
    typed = {"name": "Kim Neu", "email": "DA@example.org", "ends_on": "31.12.2098"}
    page = administrator.post(at("account_new"), {**typed, "password": GOOD})
    assert page.status_code == 422
    assert "Mit dieser E-Mail-Adresse gibt es schon ein Konto." in text(page)
    assert 'value="Kim Neu"' in text(page)
    assert GOOD not in text(page)


def test_an_account_is_changed_closed_and_opened_again(administrator):
    account = AccountFactory(ends_on=date(2098, 1, 1))
    typed = {"name": "Kim Anders", "email": account.email, "ends_on": "31.12.2098"}
    administrator.post(at("account_change", account.pk), typed)
    page = administrator.post(at("account_close", account.pk), {"go": "1"}, follow=True)
    assert "Das Konto ist geschlossen." in text(page)
    assert "Konto wieder öffnen" in text(page)
    administrator.post(at("account_reopen", account.pk), {"ends_on": "31.12.2098"})
    account.refresh_from_db()
    assert (account.name, account.is_active, account.ends_on) == (
        "Kim Anders",
        True,
        date(2098, 12, 31),
    )


def test_a_closed_account_is_out_with_the_next_click(acting, client_of):
    """R-DP-13"""
    clerk = acting(Role.STEERING, at=OrganisationFactory())
    browser = client_of(clerk)
    own = at("account", clerk.person_id)
    assert browser.get(own).status_code == 200
    Account.objects.filter(pk=clerk.person_id).update(is_active=False)
    assert browser.get(own).status_code == 302


def test_nobody_ends_their_own_role_or_closes_their_own_account(actor, administrator):
    """R-DP-13"""
    page = text(administrator.get(at("account", actor.person_id)))
    assert at("account_close", actor.person_id) not in page
    assert at("role_new", actor.person_id) not in page
    close = administrator.post(at("account_close", actor.person_id), {"go": "1"})
    assert close.status_code == 422
    own = Membership.objects.get(account=actor.person_id)
    assert administrator.post(at("role_end", own.pk), {"ends_on": "31.12.2030"}).status_code == 422
    assert Account.objects.get(pk=actor.person_id).is_active
    assert not JournalEntry.objects.exists()


def test_people_see_their_own_account_and_set_their_own_password(acting, client_of):
    clerk = acting(Role.STEERING, at=OrganisationFactory())
    other = AccountFactory()
    account = Account.objects.get(pk=clerk.person_id)
    account.set_password("ein altes Passwort")
    account.save()
    browser = client_of(clerk)
    page = text(browser.get(at("account", clerk.person_id)))
    assert "Passwort setzen" in page
    assert at("account_change", clerk.person_id) not in page
    sent = {"current": "ein altes Passwort", "password": GOOD}
    browser.post(at("account_password", clerk.person_id), sent)
    assert Account.objects.get(pk=clerk.person_id).check_password(GOOD)
    assert browser.get(at("account", other.pk)).status_code == 404


def test_nobody_but_the_administration_keeps_accounts(acting, client_of):
    """R-DP-10, R-DP-11"""
    clerk = acting(Role.HEAD, at=OrganisationFactory())
    browser = client_of(clerk)
    other = MembershipFactory()
    assert browser.get(at("accounts")).status_code == 403
    assert browser.get(at("account_new")).status_code == 403
    for deed in ("account_change", "account_close", "account_reopen", "role_new"):
        assert browser.get(at(deed, clerk.person_id)).status_code == 403
        assert browser.get(at(deed, other.account_id)).status_code == 404
    assert browser.get(at("role_end", other.pk)).status_code == 404
