"""The demonstration: filled once, for one person of every role, and never over an office's data."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.contrib.auth import authenticate

from kreislotse.access.installation import clock_behind, is_demo
from kreislotse.access.models import Account, Installation
from kreislotse.access.policy import Role
from kreislotse.allocation.models import CriteriaVersion, Run
from kreislotse.allocation.sealing import verified
from kreislotse.allocation.states import CriteriaState, RunState
from kreislotse.cli import demo
from kreislotse.courses.models import Course, Quota, WaitingEntry
from kreislotse.courses.states import WaitingState
from kreislotse.journal.chain import first_break
from kreislotse.journal.models import JournalEntry
from kreislotse.organisations.models import Contact, Membership, Organisation
from kreislotse.organisations.queries import actor_of
from kreislotse.protection.letter_runs import runs_of
from kreislotse.reporting.due import everything_due
from kreislotse.reporting.models import Report
from kreislotse.sample.accounts import DEMO_PASSWORD, PEOPLE
from kreislotse.sample.demo import OtherData, load_demo
from tests.factories.access import AccountFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_the_demonstration_is_the_sample_district_with_people():
    assert load_demo(now=NOW)
    assert is_demo()
    assert Report.objects.count() == 1
    assert Contact.objects.count() == 6
    assert first_break() is None


def test_there_is_one_account_for_each_role_and_all_can_log_in():
    load_demo(now=NOW)
    assert sorted(Membership.objects.values_list("role", flat=True)) == sorted(Role)
    assert Account.objects.count() == len(Role) == len(PEOPLE)
    today = NOW - clock_behind()
    for person in PEOPLE:
        account = authenticate(username=person.email, password=DEMO_PASSWORD)
        assert account is not None, person.email
        roles = {role for role, _ in actor_of(account, today).roles}
        assert roles == {person.role}


def test_the_clock_stands_on_the_papers_day():
    load_demo(now=NOW)
    report = Report.objects.get()
    assert (NOW - clock_behind()).date() == report.as_of


def test_invented_people_wait_for_an_invented_course_and_the_real_places_stay_free():
    """T13, L73-74: the provider sees by name who has accepted and agreed, nobody else."""
    load_demo(now=NOW)
    quota, course = Quota.objects.get(), Course.objects.get()
    assert (quota.places, quota.numbered.free().count(), quota.courses.count()) == (100, 100, 0)
    assert (course.title, course.quota) == ("Deutsch für den Beruf (Übung)", None)
    assert Counter(WaitingEntry.objects.values_list("state", flat=True)) == {
        WaitingState.PRE_REGISTERED: 2,
        WaitingState.ASSESSED: 1,
        WaitingState.WAITING: 7,
        WaitingState.OFFERED: 1,
        WaitingState.ACCEPTED: 2,
        WaitingState.DECLINED: 1,
    }
    membership = Membership.objects.select_related("account").get(role=Role.COURSE_PROVIDER)
    provider = actor_of(membership.account, NOW - clock_behind())
    seen = WaitingEntry.objects.visible_to(provider)
    assert {entry.state for entry in seen} == {WaitingState.ACCEPTED}
    assert seen.count() == 2


def test_a_proposal_by_invented_criteria_waits_for_a_second_person():
    """G48, C9: the head may sign, steering has proposed it; a draft is there to compare with."""
    load_demo(now=NOW)
    states = CriteriaVersion.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, CriteriaState.PUBLISHED), (2, CriteriaState.DRAFT)]
    run = Run.objects.get()
    assert (run.state, run.proven, verified(run)) == (RunState.PROPOSED, True, True)
    said = {key: run.figures[key] for key in ("asking", "placed", "places", "held")}
    assert said == {"asking": 4, "placed": 3, "places": 3, "held": 3}
    told = [tuple(runs_of(line.entry.candidate)) for line in run.lines.all()]
    assert len(told) == 10
    assert {len([said for said in each if "Plätze nach" in said]) for each in told} == {1}
    asked = {}
    for role in (Role.HEAD, Role.STEERING):
        account = Membership.objects.select_related("account").get(role=role).account
        matters = everything_due(actor_of(account, NOW - clock_behind()))
        asked[role] = [due.key for due in matters if due.route == "allocation:run"]
    assert asked == {Role.HEAD: [run.pk], Role.STEERING: []}


def test_a_second_call_changes_nothing():
    load_demo(now=NOW)
    before = (JournalEntry.objects.count(), Organisation.objects.count())
    assert not load_demo(now=NOW)
    assert (JournalEntry.objects.count(), Organisation.objects.count()) == before


@pytest.mark.parametrize(
    "office",
    [
        OrganisationFactory,
        AccountFactory,
        lambda: Installation.objects.create(pk=1, purpose=Installation.Purpose.OFFICE),
    ],
)
def test_other_data_are_never_mixed_with_the_demonstration(office):
    office()
    before = (JournalEntry.objects.count(), Account.objects.count(), Organisation.objects.count())
    with pytest.raises(OtherData, match="liegen schon andere Daten"):
        load_demo(now=NOW)
    after = (JournalEntry.objects.count(), Account.objects.count(), Organisation.objects.count())
    assert after == before


def test_the_command_names_the_accounts(capsys):
    assert demo.load() == 0
    first = capsys.readouterr().out
    assert first.startswith("Der Beispielkreis ist geladen.\n")
    assert all(person.email in first for person in PEOPLE)
    assert demo.load() == 0
    assert capsys.readouterr().out.startswith("Der Beispielkreis ist schon da.\n")
