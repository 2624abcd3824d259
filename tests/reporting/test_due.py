"""What is due for whom: each matter for those who can do it, never another's (G4)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kreislotse.access.models import Account
from kreislotse.access.policy import Actor, Role
from kreislotse.funding.states import ApplicationState
from kreislotse.journal.models import JournalHead
from kreislotse.mandates.actions import start_clause
from kreislotse.mandates.states import Urgency
from kreislotse.organisations.models import OrganisationKind
from kreislotse.participants.states import CallState
from kreislotse.reporting import actions, due
from kreislotse.reporting.due import everything_due
from kreislotse.reporting.figures import figures_for
from tests.factories.cooperation import InvitationFactory
from tests.factories.funding import ApplicationFactory
from tests.factories.initiatives import (
    InitiativeFactory,
    LetterFactory,
    MilestoneFactory,
    QuestionFactory,
    SubscriptionFactory,
)
from tests.factories.journal import written
from tests.factories.mandates import ClauseFactory, MeetingFactory
from tests.factories.organisations import (
    ContactFactory,
    ContactTopicFactory,
    MunicipalityFactory,
    OrganisationFactory,
)
from tests.factories.participants import CallFactory, CallResponseFactory
from tests.factories.reporting import ReportFactory

TODAY = date(2015, 11, 2)


def day(offset):
    return TODAY + timedelta(days=offset)


@pytest.fixture
def initiative(db):
    return InitiativeFactory()


@pytest.fixture
def steering(acting, initiative):
    return acting(Role.STEERING, at=initiative.owner)


def told(found):
    return [(each.title, each.on, each.route, each.key) for each in found]


def test_clauses_near_their_date_are_due(acting):
    """G4: 28 days before, and overdue."""
    clause = ClauseFactory(due_on=day(28), text="Bericht erstatten")
    meeting = clause.resolution.agenda_item.meeting
    ClauseFactory(resolution=clause.resolution, due_on=day(29))
    ClauseFactory(due_on=day(-3))
    actor = acting(Role.STEERING, at=clause.owner)
    (found,) = due.clauses(actor)
    assert found.title == f"{meeting}, Ziffer {clause.number}: Bericht erstatten"
    assert (found.on, found.urgency) == (day(28), Urgency.SOON)


def test_questions_letters_reports_and_milestones_are_due_for_whoever_runs_the_initiative(
    initiative, steering
):
    """R-PAP-07."""
    question = QuestionFactory(initiative=initiative, due_on=day(2))
    QuestionFactory(initiative=initiative, due_on=None)
    QuestionFactory(initiative=initiative, due_on=day(1), answer="ja", answered_on=TODAY)
    letter = LetterFactory(initiative=initiative, follow_up_on=day(-1))
    answered = LetterFactory(initiative=initiative, follow_up_on=day(-1))
    LetterFactory(initiative=initiative, answers=answered)
    owed = SubscriptionFactory(initiative=initiative, next_due_on=day(-1))
    SubscriptionFactory(initiative=initiative, next_due_on=TODAY)
    late = MilestoneFactory(initiative=initiative, planned_on=day(-5))
    MilestoneFactory(initiative=initiative, planned_on=day(-5), actual_on=day(-5))
    QuestionFactory(due_on=day(1))
    MilestoneFactory(planned_on=day(-5))
    found = everything_due(steering)
    assert [(each.route, each.key, each.on) for each in found] == [
        ("initiatives:milestone_move", late.pk, day(-5)),
        ("initiatives:report_received", owed.pk, day(-1)),
        ("initiatives:letter_change", letter.pk, day(-1)),
        ("initiatives:question_answer", question.pk, day(2)),
    ]


def test_a_draft_waits_for_its_writer_until_the_latest_day(paper_world):
    """R-PAP-04."""
    (found,) = due.drafts(paper_world.writer)
    assert (found.on, found.route) == (date(2015, 11, 13), "reporting:report")


def test_a_draft_says_how_many_of_its_records_were_changed_since(paper_world):
    later = Actor(
        paper_world.writer.person_id,
        paper_world.writer.at + timedelta(hours=1),
        paper_world.writer.roles,
    )
    start_clause(paper_world.clause, actor=later)
    (found,) = due.drafts(paper_world.writer)
    assert found.title == "Sachstand Integration (1)"


def test_a_signature_waits_for_others_and_a_release_for_all_signatures(paper_world, acting):
    actions.ask_for_cosignatures(
        paper_world.report, actor=paper_world.writer, departments=["Kämmerei"]
    )
    officer = acting(Role.GRANTS_OFFICER, at=paper_world.district)
    signature = paper_world.report.cosignatures.get()
    expected = ("Kämmerei: Sachstand Integration", date(2015, 11, 13))
    assert [told(due.cosignatures(officer))[0][:2]] == [expected]
    assert list(due.releases(paper_world.head)) == []
    actions.cosign(signature, actor=officer, verdict="signed")
    assert list(due.cosignatures(officer)) == []
    assert [each.key for each in due.releases(paper_world.head)] == [paper_world.report.pk]


def test_a_signature_does_not_wait_for_the_writer(paper_world, acting):
    """Four eyes."""
    actions.ask_for_cosignatures(
        paper_world.report, actor=paper_world.writer, departments=["Kämmerei"]
    )
    both = Actor(
        paper_world.writer.person_id,
        paper_world.writer.at,
        frozenset({(Role.STEERING, paper_world.district.pk), (Role.HEAD, paper_world.district.pk)}),
    )
    assert list(due.cosignatures(both)) == []


def test_applications_wait_for_approval_and_then_for_the_officer(acting):
    draft = ApplicationFactory()
    approved = ApplicationFactory(initiative=draft.initiative, approved=True)
    ApplicationFactory()
    assert approved.state == ApplicationState.INTERNALLY_APPROVED
    head = acting(Role.HEAD, at=draft.owner)
    officer = acting(Role.GRANTS_OFFICER, at=draft.owner)
    assert [each.key for each in due.approvals(head)] == [draft.pk]
    assert [each.key for each in due.submissions(officer)] == [approved.pk]


def test_a_clerk_is_asked_for_answers_replies_and_contacts(acting):
    """R-CON-02."""
    answer = CallResponseFactory(part__call__due_on=day(5))
    CallResponseFactory(part=answer.part)
    town = answer.municipality
    invitation = InvitationFactory(organisation=town, meeting__held_on=day(11))
    InvitationFactory(meeting=invitation.meeting)
    contact = ContactFactory(owner=town, confirmed_on=date(2015, 1, 1))
    topic = ContactTopicFactory(title="Wohnen")
    clerk = acting(Role.MUNICIPAL_CLERK, at=town)
    found = everything_due(clerk)
    assert [(each.route, each.key, each.on) for each in found] == [
        ("organisations:contact_confirm", contact.pk, date(2015, 7, 1)),
        ("participants:response", answer.pk, day(5)),
        ("cooperation:invitation_reply", invitation.pk, day(11)),
        ("organisations:organisation", town.pk, None),
    ]
    assert found[-1].title == f"{town}: {topic}"
    assert contact.name not in "".join(each.title for each in found)


def test_the_office_sees_the_gaps_of_its_own_towns_only(initiative, steering):
    """R-CON-01."""
    ContactTopicFactory(title="Wohnen")
    town = MunicipalityFactory(part_of=initiative.owner)
    MunicipalityFactory()
    assert [each.key for each in due.contact_gaps(steering)] == [town.pk]


def test_the_agency_sees_what_was_forwarded_to_it(acting):
    agency = OrganisationFactory(kind=OrganisationKind.EMPLOYMENT_AGENCY)
    call = CallFactory(recipient=agency, state=CallState.FORWARDED, forwarded_on=TODAY)
    CallFactory(recipient=agency)
    actor = acting(Role.AGENCY_STAFF, at=agency)
    assert [each.key for each in everything_due(actor)] == [call.pk]


def test_accounts_that_end_soon_wait_for_the_administrator(acting):
    owner = OrganisationFactory()
    ending = acting(Role.STEERING, at=owner)
    admin = acting(Role.ADMINISTRATOR, at=owner)
    Account.objects.filter(pk=ending.person_id).update(ends_on=day(10))
    assert [each.key for each in due.accounts(admin)] == [ending.person_id]


def test_a_journal_with_a_cut_off_end_is_reported(acting):
    officer = acting(Role.DATA_PROTECTION_OFFICER, at=OrganisationFactory())
    written(2)
    assert list(due.journal(officer)) == []
    JournalHead.objects.update(number=3)
    assert [each.urgency for each in due.journal(officer)] == [Urgency.OVERDUE]


def test_what_has_no_day_comes_last(initiative, steering):
    ContactTopicFactory()
    MunicipalityFactory(part_of=initiative.owner)
    MilestoneFactory(initiative=initiative, planned_on=day(-1))
    assert [each.on for each in everything_due(steering)] == [day(-1), None]


def test_every_line_leads_to_a_page(paper_world, initiative):
    for each in everything_due(paper_world.writer):
        assert reverse(each.route, args=[each.key])


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_figures_of_lists_that_exist(acting, role):
    found = figures_for(acting(role, at=OrganisationFactory()))
    assert 1 <= len(found) <= 5
    assert all(reverse(each.route) for each in found)


def test_much_that_is_due_asks_no_more_than_little(
    paper_world, django_assert_max_num_queries, django_assert_num_queries
):
    initiative, writer = paper_world.initiative, paper_world.writer

    def make(number):
        for _ in range(number):
            MilestoneFactory(initiative=initiative, planned_on=day(-5))
            QuestionFactory(initiative=initiative, due_on=day(2))
            SubscriptionFactory(initiative=initiative, next_due_on=day(-1))
            LetterFactory(initiative=initiative, follow_up_on=day(-1))
            ReportFactory(paper__owner=paper_world.district)
            ContactFactory(owner__part_of=paper_world.district, confirmed_on=date(2015, 1, 1))
            ClauseFactory(
                resolution__agenda_item__meeting=MeetingFactory(
                    body=paper_world.meeting.body,
                    held_on=day(-number - MeetingFactory._meta.model.objects.count()),
                ),
                due_on=day(1),
            )

    make(1)
    with django_assert_max_num_queries(30) as few:
        everything_due(writer)
    make(30)
    with django_assert_num_queries(len(few)):
        everything_due(writer)
