"""A changed record marks exactly the sentences that rest on it."""

from datetime import date

import pytest

from kreislotse.reporting import actions
from kreislotse.reporting.models import Report
from kreislotse.reporting.staleness import review
from kreislotse.reporting.states import Origin
from tests.factories.initiatives import MilestoneFactory


@pytest.fixture
def resolution(paper_world):
    return paper_world.clause.resolution


@pytest.fixture
def decision(paper_world):
    return paper_world.report.sections.get().passages.get(key__startswith="mandates.resolution")


def stale(paper_world):
    return [each.passage.key for each in review(paper_world.report).stale]


def test_a_fresh_draft_is_settled(paper_world):
    found = review(paper_world.report)
    assert found.is_settled
    assert [passage.text for passage in found.open] == ["Wie hoch ist der Satz?"]


def test_a_changed_vote_marks_the_decision_only(paper_world, resolution, decision):
    """R-PAP-01: figures are bound to their records."""
    resolution.votes_for = 46
    resolution.save()
    assert stale(paper_world) == [decision.key]
    (found,) = review(paper_world.report).stale
    assert "46\u00a0Ja-Stimmen" in found.now.text


def test_a_changed_clause_marks_the_clause_only(paper_world):
    paper_world.clause.text = "ein Zentrum einzurichten"
    paper_world.clause.save()
    assert stale(paper_world) == [f"mandates.clause.{paper_world.clause.pk}"]


def test_a_later_reference_date_alone_makes_nothing_stale(paper_world):
    Report.objects.filter(pk=paper_world.report.pk).update(as_of=date(2015, 12, 24))
    paper_world.report.refresh_from_db()
    assert review(paper_world.report).is_settled


def test_an_edited_sentence_keeps_its_words_and_becomes_stale(paper_world, resolution, decision):
    actions.edit_passage(decision, actor=paper_world.writer, text="Alle waren dafür.")
    assert stale(paper_world) == []
    resolution.votes_against = 1
    resolution.save()
    assert stale(paper_world) == [decision.key]
    decision.refresh_from_db()
    assert (decision.text, decision.origin) == ("Alle waren dafür.", Origin.EDITED)


def test_what_is_left_out_is_not_stale(paper_world, resolution, decision):
    actions.leave_out_passage(decision, actor=paper_world.writer)
    resolution.votes_against = 1
    resolution.save()
    assert stale(paper_world) == []


def test_own_text_is_never_stale(paper_world):
    section = paper_world.report.sections.get()
    actions.write_passage(section, actor=paper_world.writer, text="Eigenes.")
    assert stale(paper_world) == []


def test_a_sentence_whose_record_is_gone_is_stale_without_a_successor(paper_world):
    paper_world.question.answer, paper_world.question.answered_on = "57.000", date(2015, 11, 2)
    paper_world.question.save()
    found = review(paper_world.report).stale
    assert [(each.passage.key.rpartition(".")[0], each.now) for each in found] == [
        ("initiatives.questions", None),
        ("initiatives.question", None),
    ]


def test_a_new_record_is_missing_in_its_section(paper_world):
    milestone = MilestoneFactory(initiative=paper_world.initiative, code="start")
    found = review(paper_world.report)
    keys = [(section.title, statement.key) for section, statement in found.missing]
    assert keys == [("Integrationszentrum", f"initiatives.start.{milestone.pk}")]
    assert not found.is_settled
