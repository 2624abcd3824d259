"""From the date of the meeting to a draft: register, deliberation and text at once."""

from datetime import date

import pytest
from django.utils.translation import override

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.mandates.errors import MeetingOfAnotherBody
from kreislotse.mandates.models import Consultation, Paper
from kreislotse.mandates.rules import TAKING_NOTE
from kreislotse.mandates.states import ProposalKind
from kreislotse.reporting import actions
from kreislotse.reporting.content import content_of
from kreislotse.reporting.models import Report
from kreislotse.reporting.schedule import deadline_of
from kreislotse.reporting.staleness import review
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import BodyFactory, OrganisationFactory


def test_a_prepared_paper_has_its_number_its_deliberation_and_its_text(paper_world):
    """R-PAP-02, R-PAP-05."""
    report = paper_world.report
    step = report.paper.consultations.get()
    assert report.paper.reference == "SV-9-0001"
    assert (step.meeting, step.proposal) == (paper_world.meeting, TAKING_NOTE)
    assert [section.title for section in report.sections.all()] == ["Integrationszentrum"]
    assert review(report).is_settled


def test_the_next_paper_draws_the_next_number(paper_world):
    """R-PAP-05: gapless."""
    second = actions.prepare_paper(
        actor=paper_world.writer,
        owner=paper_world.district,
        subject="Zweiter",
        as_of=date(2015, 12, 1),
    )
    assert second.paper.reference == "SV-9-0002"


def test_without_an_electoral_period_a_paper_has_no_number(acting):
    owner = OrganisationFactory()
    writer = acting(Role.STEERING, at=owner)
    report = actions.prepare_paper(
        actor=writer,
        owner=owner,
        subject="Bericht",
        as_of=date(2015, 11, 2),
        proposal_kind=ProposalKind.NONE,
    )
    assert (report.paper.reference, report.paper.consultations.count()) == ("", 0)


def test_a_refused_paper_leaves_nothing_behind(paper_world):
    papers, entries = Paper.objects.count(), JournalEntry.objects.count()
    common = {"owner": paper_world.district, "subject": "Neu", "as_of": date(2015, 11, 2)}
    with pytest.raises(MeetingOfAnotherBody):
        actions.prepare_paper(
            actor=paper_world.writer,
            body=BodyFactory(owner=paper_world.district),
            meeting=paper_world.meeting,
            **common,
        )
    with pytest.raises(NotAllowed):
        actions.prepare_paper(actor=paper_world.head, **common)
    assert (Paper.objects.count(), JournalEntry.objects.count()) == (papers, entries)
    assert Report.objects.count() == 1


def test_a_follow_up_takes_subject_sections_and_proposal_along(paper_world):
    """R-PAP-09."""
    paper_world.released()
    following = actions.prepare_follow_up(
        paper_world.report, actor=paper_world.writer, as_of=date(2016, 2, 1)
    )
    step = Consultation.objects.get(paper=following.paper)
    assert (following.previous, following.title) == (paper_world.report, "Sachstand Integration")
    assert following.paper.reference == "SV-9-0002"
    assert (step.body, step.meeting, step.proposal) == (paper_world.meeting.body, None, TAKING_NOTE)


def test_the_latest_day_for_release_counts_back_from_the_meeting(paper_world):
    """R-PAP-04: 26.11.2015 less 10 days of notice and 3 of preparation."""
    deadline = deadline_of(paper_world.report.paper.consultations.all())
    assert deadline is not None
    assert (deadline.on, deadline.meeting) == (date(2015, 11, 13), paper_world.meeting)


def test_there_is_no_latest_day_while_the_notice_period_is_not_known(paper_world):
    """R-PAP-04."""
    paper_world.meeting.body.notice_days = None
    paper_world.meeting.body.save()
    assert deadline_of(paper_world.report.paper.consultations.all()) is None


def test_a_single_statement_can_be_taken_up_in_its_place(paper_world):
    section = paper_world.report.sections.get()
    first = section.passages.order_by("position").first()
    second = section.passages.order_by("position")[1]
    key, text = second.key, second.text
    second.delete()
    actions.take_up_statement(section, actor=paper_world.writer, key=key)
    texts = [passage.text for passage in section.passages.order_by("position")]
    assert texts[:2] == [first.text, text]


def test_a_paper_is_german_for_a_reader_who_works_in_english(paper_world):
    german = content_of(paper_world.report)
    with override("en"):
        assert content_of(paper_world.report) == german
        assert review(paper_world.report).is_settled


def test_sections_follow_the_numbers_of_the_initiatives(paper_world):
    InitiativeFactory(owner=paper_world.district, number=3, title="Drittes")
    InitiativeFactory(owner=paper_world.district, number=2, title="Zweites")
    second = actions.prepare_paper(
        actor=paper_world.writer,
        owner=paper_world.district,
        subject="Zweiter",
        as_of=date(2015, 12, 1),
    )
    titles = [section.title for section in second.sections.all()]
    assert titles == ["Integrationszentrum", "Zweites", "Drittes"]
