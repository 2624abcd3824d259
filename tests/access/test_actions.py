"""Opening, changing and closing accounts."""

from datetime import UTC, date, datetime

import pytest

from kreislotse.access.actions import (
    change_account,
    close_account,
    mark_installation,
    open_account,
    reopen_account,
    set_password,
)
from kreislotse.access.errors import (
    AccountClosed,
    AccountOpen,
    EmailTaken,
    EndInThePast,
    OwnAccount,
    PasswordTooWeak,
    PurposeSettled,
)
from kreislotse.access.models import Account, Installation
from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.organisations.queries import actor_of
from tests.factories.access import AccountFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

LAST_DAY = date(2016, 12, 31)
GOOD = "drei-blaue-Fahrraeder"


@pytest.fixture
def administrator(acting):
    return acting(Role.ADMINISTRATOR, at=OrganisationFactory())


def test_an_account_is_opened_until_a_set_day_and_leaves_a_trace_without_names(administrator):
    """R-DP-13"""
    account = open_account(
        actor=administrator, email="kim@example.org", name="Kim Neu", ends_on=LAST_DAY
    )

    account = Account.objects.get(pk=account.pk)
    assert (account.name, account.ends_on, account.is_active) == ("Kim Neu", LAST_DAY, True)
    assert not account.has_usable_password()
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.record_id, entry.label, entry.change) == (
        "open_account",
        account.pk,
        "",
        {"ends_on": "2016-12-31"},
    )


def test_an_account_is_opened_with_a_password_that_opens_it(administrator):
    account = open_account(
        actor=administrator, email="k@example.org", name="Kim", ends_on=LAST_DAY, password=GOOD
    )
    assert account.check_password(GOOD)


def test_an_account_is_found_by_its_words(administrator):
    open_account(actor=administrator, email="o@example.org", name="Özlem Groß", ends_on=LAST_DAY)
    assert Account.objects.get(search_key__contains="ozlem gross").name == "Özlem Groß"


def test_a_changed_account_leaves_which_columns_changed(administrator):
    account = AccountFactory(name="Kim Alt", function="Amt 50")
    change_account(account, actor=administrator, name="Kim Neu", ends_on=date(2017, 1, 31))
    account.refresh_from_db()
    assert (account.name, account.function, account.ends_on) == (
        "Kim Neu",
        "Amt 50",
        date(2017, 1, 31),
    )
    assert JournalEntry.objects.get().change == {
        "name": ["•••", "•••"],
        "ends_on": ["2016-12-31", "2017-01-31"],
    }


def test_saving_an_account_as_it_is_leaves_nothing(administrator):
    account = AccountFactory()
    change_account(account, actor=administrator, name=account.name, email=account.email)
    assert not JournalEntry.objects.exists()


def test_a_closed_account_holds_no_roles_from_that_moment(administrator):
    """R-DP-13"""
    account = MembershipFactory().account
    now = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)
    assert actor_of(account, now).roles
    closed = close_account(account, actor=administrator)
    assert (closed.is_active, closed.ends_on) == (False, administrator.today)
    assert not actor_of(closed, now).roles


def test_a_closed_account_is_opened_again_with_a_new_last_day(administrator):
    account = AccountFactory(is_active=False, ends_on=date(2015, 10, 1))
    reopen_account(account, actor=administrator, ends_on=LAST_DAY)
    account.refresh_from_db()
    assert (account.is_active, account.ends_on) == (True, LAST_DAY)
    assert JournalEntry.objects.get().verb == "reopen_account"


def test_people_set_their_own_password(acting):
    clerk = acting(Role.MUNICIPAL_CLERK, at=OrganisationFactory())
    account = Account.objects.get(pk=clerk.person_id)
    set_password(account, actor=clerk, password=GOOD)
    account.refresh_from_db()
    assert account.check_password(GOOD)
    assert JournalEntry.objects.get().change == {}


@pytest.mark.parametrize(
    ("deed", "values", "refusal"),
    [
        (open_account, {"email": "DA@example.org"}, EmailTaken),
        (open_account, {"ends_on": date(2015, 11, 1)}, EndInThePast),
        (open_account, {"password": "kurz"}, PasswordTooWeak),
    ],
)
def test_a_refused_opening_leaves_nothing(administrator, deed, values, refusal):
    AccountFactory(email="da@example.org")
    given = {"email": "neu@example.org", "name": "Kim", "ends_on": LAST_DAY, **values}
    accounts = Account.objects.count()
    with pytest.raises(refusal):
        deed(actor=administrator, **given)
    assert Account.objects.count() == accounts
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("deed", "values", "is_active", "refusal"),
    [
        (change_account, {"email": "DA@example.org"}, True, EmailTaken),
        (change_account, {"ends_on": date(2015, 11, 1)}, True, EndInThePast),
        (change_account, {"name": "Kim"}, False, AccountClosed),
        (close_account, {}, False, AccountClosed),
        (reopen_account, {"ends_on": LAST_DAY}, True, AccountOpen),
        (reopen_account, {"ends_on": date(2015, 11, 1)}, False, EndInThePast),
        (set_password, {"password": GOOD}, False, AccountClosed),
        (set_password, {"password": "kurz"}, True, PasswordTooWeak),
    ],
)
def test_a_refused_deed_on_an_account_changes_nothing(
    administrator, deed, values, is_active, refusal
):
    AccountFactory(email="da@example.org")
    account = AccountFactory(name="Kim Alt", is_active=is_active)
    before = Account.objects.filter(pk=account.pk).values().get()
    with pytest.raises(refusal):
        deed(account, actor=administrator, **values)
    assert Account.objects.filter(pk=account.pk).values().get() == before
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
@pytest.mark.parametrize(
    ("deed", "values"),
    [
        (change_account, {"name": "Kim"}),
        (close_account, {}),
        (reopen_account, {"ends_on": LAST_DAY}),
        (set_password, {"password": GOOD}),
    ],
)
def test_only_the_administration_keeps_accounts(acting, role, deed, values):
    """R-DP-10, R-DP-11"""
    account = AccountFactory()
    with pytest.raises(NotAllowed):
        deed(account, actor=acting(role, at=OrganisationFactory()), **values)
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("deed", "values"),
    [
        (change_account, {"ends_on": date(2030, 1, 1)}),
        (close_account, {}),
        (reopen_account, {"ends_on": LAST_DAY}),
    ],
)
def test_nobody_decides_on_their_own_access(administrator, deed, values):
    """R-DP-13"""
    own = Account.objects.get(pk=administrator.person_id)
    with pytest.raises(OwnAccount):
        deed(own, actor=administrator, **values)
    assert not JournalEntry.objects.exists()


def test_accounts_are_seen_by_the_administration_and_by_oneself(administrator, acting):
    """R-DP-11"""
    other = AccountFactory()
    clerk = acting(Role.STEERING, at=OrganisationFactory())
    assert other in Account.objects.visible_to(administrator)
    assert [a.pk for a in Account.objects.visible_to(clerk)] == [clerk.person_id]


def test_an_installation_serves_one_purpose_for_good(administrator):
    mark_installation("demo", actor=administrator)
    mark_installation("demo", actor=administrator)
    assert JournalEntry.objects.get().verb == "mark_installation"
    with pytest.raises(PurposeSettled):
        mark_installation("office", actor=administrator)
    assert Installation.objects.get().purpose == "demo"


def test_only_the_administration_settles_the_purpose(acting):
    with pytest.raises(NotAllowed):
        mark_installation("demo", actor=acting(Role.HEAD, at=OrganisationFactory()))
    assert not Installation.objects.exists()
