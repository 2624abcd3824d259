"""Roles: given with a last day, ended earlier, never by oneself."""

from datetime import UTC, date, datetime

import pytest

from kreislotse.access.errors import AccountClosed
from kreislotse.access.models import Account
from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from kreislotse.organisations.actions import end_role, grant_role
from kreislotse.organisations.errors import (
    OwnRoles,
    RoleElsewhere,
    RoleEndsEarlier,
    RoleHeld,
    RoleOutlivesAccount,
)
from kreislotse.organisations.models import Membership
from kreislotse.organisations.queries import actor_of
from tests.factories.access import AccountFactory
from tests.factories.organisations import (
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

START, END = date(2015, 11, 2), date(2016, 6, 30)


@pytest.fixture
def district():
    return OrganisationFactory()


@pytest.fixture
def administrator(acting, district):
    return acting(Role.ADMINISTRATOR, at=district)


def test_a_role_holds_from_its_first_day_to_its_last(administrator, district):
    """R-DP-13"""
    account = AccountFactory()
    grant_role(
        account,
        actor=administrator,
        organisation=district,
        role=Role.STEERING,
        valid_from=START,
        valid_to=END,
    )
    held = {
        day: actor_of(account, datetime(day.year, day.month, day.day, 12, tzinfo=UTC)).roles
        for day in (date(2015, 11, 1), START, END, date(2016, 7, 1))
    }
    role = frozenset({(Role.STEERING, district.pk)})
    assert list(held.values()) == [frozenset(), role, role, frozenset()]
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.record, entry.change["account"]) == (
        "grant_role",
        "organisations.Membership",
        account.pk,
    )


def test_a_role_is_ended_earlier(administrator):
    membership = MembershipFactory()
    end_role(membership, actor=administrator, ends_on=START)
    membership.refresh_from_db()
    assert membership.valid_to == START
    assert JournalEntry.objects.get().change == {"valid_to": ["2015-12-31", "2015-11-02"]}


def test_nobody_gives_or_takes_roles_of_their_own(administrator, district):
    """R-DP-13"""
    own = Account.objects.get(pk=administrator.person_id)
    with pytest.raises(OwnRoles):
        grant_role(
            own,
            actor=administrator,
            organisation=district,
            role="leitung",
            valid_from=START,
            valid_to=END,
        )
    with pytest.raises(OwnRoles):
        end_role(own.memberships.get(), actor=administrator, ends_on=START)
    assert (Membership.objects.count(), JournalEntry.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"valid_to": date(2015, 11, 1)}, DateOrder),
        ({"valid_to": date(2017, 1, 1)}, RoleOutlivesAccount),
        ({"role": "gemeinde"}, RoleElsewhere),
        ({"role": "agentur"}, RoleElsewhere),
        ({"role": "steuerung"}, RoleHeld),
    ],
)
def test_a_refused_grant_leaves_nothing(administrator, district, values, refusal):
    """R-DP-10, R-DP-13"""
    account = MembershipFactory(organisation=district, role="steuerung").account
    given = {"role": "leitung", "valid_from": START, "valid_to": END, **values}
    with pytest.raises(refusal):
        grant_role(account, actor=administrator, organisation=district, **given)
    assert (account.memberships.count(), JournalEntry.objects.count()) == (1, 0)


def test_a_closed_account_gets_no_role(administrator, district):
    account = AccountFactory(is_active=False)
    with pytest.raises(AccountClosed):
        grant_role(
            account,
            actor=administrator,
            organisation=district,
            role="leitung",
            valid_from=START,
            valid_to=END,
        )
    assert not account.memberships.exists()


@pytest.mark.parametrize(
    ("ends_on", "refusal"),
    [(date(2014, 12, 31), DateOrder), (date(2015, 12, 31), RoleEndsEarlier)],
)
def test_a_refused_end_of_a_role_changes_nothing(administrator, ends_on, refusal):
    membership = MembershipFactory()
    with pytest.raises(refusal):
        end_role(membership, actor=administrator, ends_on=ends_on)
    membership.refresh_from_db()
    assert (membership.valid_to, JournalEntry.objects.count()) == (date(2015, 12, 31), 0)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_the_administration_gives_and_ends_roles(acting, role, district):
    """R-DP-10, R-DP-11"""
    actor = acting(role, at=district)
    membership = MembershipFactory()
    with pytest.raises(NotAllowed):
        grant_role(
            membership.account,
            actor=actor,
            organisation=district,
            role="leitung",
            valid_from=START,
            valid_to=END,
        )
    with pytest.raises(NotAllowed):
        end_role(membership, actor=actor, ends_on=START)
    assert JournalEntry.objects.count() == 0


def test_memberships_are_seen_by_the_administration_and_by_oneself(administrator, acting):
    foreign = MembershipFactory()
    clerk = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory())
    assert foreign in Membership.objects.visible_to(administrator)
    assert [m.account_id for m in Membership.objects.visible_to(clerk)] == [clerk.person_id]
