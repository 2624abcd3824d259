"""One changed record is one difference, with its cause; all counts add up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.initiatives.actions import add_partner, answer_question, ask_question
from kreislotse.journal.entries import write
from kreislotse.mandates.actions import correct_resolution, start_clause
from kreislotse.reporting import actions
from kreislotse.reporting.content import content_of
from kreislotse.reporting.difference import Cause, compare, since_last_report, since_release
from tests.factories.initiatives import MilestoneFactory
from tests.factories.mandates import PaperFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.reporting import EditionFactory

LATER = date(2016, 2, 1)


@pytest.fixture
def following(paper_world):
    """Draft the next paper after something has happened since the release."""
    start = MilestoneFactory(
        initiative=paper_world.initiative, code="start", planned_on=date(2015, 12, 1)
    )
    paper_world.start = start
    actions.refresh_report(paper_world.report, actor=paper_world.writer)
    paper_world.released()
    paper_world.later = replace(paper_world.writer, at=paper_world.writer.at + timedelta(days=30))

    def draft():
        return actions.draft_follow_up(
            paper_world.report,
            actor=paper_world.later,
            paper=PaperFactory(owner=paper_world.district),
            as_of=LATER,
        )

    return draft


def told(comparison):
    assert comparison.adds_up
    return [(each.name, each.before, each.after, each.cause) for each in comparison.differences]


def test_without_a_change_there_is_no_difference(following):
    """The reference date alone is none."""
    assert told(since_last_report(following())) == []


def test_a_first_paper_has_nothing_to_compare_with(paper_world):
    assert since_last_report(paper_world.report) is None
    assert since_release(paper_world.report, LATER) is None


def test_a_corrected_vote_is_one_difference_with_its_trace(paper_world, following):
    """R-PAP-09, G8."""
    correct_votes_of(paper_world)
    comparison = since_last_report(following())
    assert told(comparison) == [
        ("Ja-Stimmen", "47\u00a0Ja-Stimmen", "46\u00a0Ja-Stimmen", Cause.CORRECTED)
    ]
    (difference,) = comparison.differences
    assert [trace.note for trace in difference.traces] == ["Zahlendreher"]


def correct_votes_of(paper_world):
    correct_resolution(
        paper_world.clause.resolution,
        actor=paper_world.later,
        result=paper_world.clause.resolution.result,
        votes_for=46,
        votes_against=0,
        abstentions=0,
        biased=0,
        reason="Zahlendreher",
    )


def test_what_has_happened_since_has_progressed(paper_world, following):
    start_clause(paper_world.clause, actor=paper_world.later)
    assert told(since_last_report(following())) == [
        ("Stand", "offen", "in Arbeit", Cause.PROGRESSED)
    ]


def test_what_came_is_new(paper_world, following):
    neighbour = OrganisationFactory(name="Kreis Nebenan", gender="m")
    add_partner(
        paper_world.initiative, actor=paper_world.later, organisation=neighbour, role="partner"
    )
    assert told(since_last_report(following())) == [
        ("Beteiligte", "", "der Kreis Nebenan", Cause.NEW)
    ]


def test_what_was_answered_has_ended(paper_world, following):
    answer_question(paper_world.question, actor=paper_world.later, answer="57.000 Euro")
    differences = told(since_last_report(following()))
    assert {cause for *_, cause in differences} == {Cause.ENDED}
    assert [name for name, *_ in differences] == [
        "Offene Fragen",
        "Frage",
        "Wie hoch ist der Satz?",
    ]


def test_what_was_erased_says_so(paper_world, following):
    """G8: deleted by retention; the trace outlives the record."""
    start = paper_world.start
    write(start, "erase_milestone", actor=paper_world.later, note="Löschliste 2016-01")
    start.delete()
    (difference,) = since_last_report(following()).differences
    assert (difference.before, difference.after) == ("1.\u00a0Dezember 2015", "")
    assert difference.cause == Cause.ERASED
    assert [trace.note for trace in difference.traces] == ["Löschliste 2016-01"]


def test_own_text_is_told_apart_and_counted_apart(paper_world, following):
    report = following()
    section = report.sections.get()
    actions.write_passage(section, actor=paper_world.later, text="Ein eigener Satz.")
    comparison = since_last_report(report)
    assert told(comparison) == [("Eigener Satz", "", "Ein eigener Satz.", Cause.REWORDED)]
    assert (comparison.new, comparison.ended) == (0, 0)


def test_a_new_question_changes_the_count_and_adds_its_own_facts(paper_world, following):
    ask_question(paper_world.initiative, actor=paper_world.later, question="Ab wann?")
    causes = [cause for *_, cause in told(since_last_report(following()))]
    assert sorted(causes) == [Cause.NEW, Cause.NEW, Cause.PROGRESSED]


def test_what_a_tabled_paper_told_is_not_told_again(paper_world, following):
    """The draft is compared with all that the report before it has told."""
    correct_votes_of(paper_world)
    late_head = replace(paper_world.head, at=paper_world.later.at)
    actions.table_update(paper_world.report, actor=late_head)
    assert told(since_last_report(following())) == []


def test_a_released_paper_is_compared_with_the_records_of_today(paper_world, following):
    assert told(since_release(paper_world.report, LATER)) == []
    correct_votes_of(paper_world)
    assert told(since_release(paper_world.report, LATER)) == [
        ("Ja-Stimmen", "47\u00a0Ja-Stimmen", "46\u00a0Ja-Stimmen", Cause.CORRECTED)
    ]


def fact(slot, value):
    return {
        "slot": slot,
        "name": slot,
        "value": value,
        "shown": str(value),
        "records": [{"kind": "Auftrag", "label": "1", "reference": "mandates.Clause/1"}],
    }


FACTS = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz")), st.integers(0, 3)
)


def paper_of(facts):
    keys = dict.fromkeys(key for key, _ in facts)
    statements = [
        {
            "key": key,
            "text": key,
            "origin": "generated",
            "facts": [fact(slot, value) for (of, slot), value in facts.items() if of == key],
        }
        for key in keys
    ]
    return {"sections": [{"title": "Abschnitt", "statements": statements}]}


@pytest.mark.django_db
@given(before=FACTS, after=FACTS)
def test_the_counts_always_add_up(before, after):
    """G8: every fact of both sides is counted exactly once."""
    found = compare(unsaved_edition(paper_of(before)), paper_of(after))
    assert found.adds_up
    both = before.keys() & after.keys()
    assert found.unchanged == sum(before[key] == after[key] for key in both)
    assert found.changed == sum(before[key] != after[key] for key in both)
    assert found.new == len(after.keys() - before.keys())
    assert found.ended == len(before.keys() - after.keys())
    assert found.old - found.ended + found.new == found.current


def unsaved_edition(document):
    return EditionFactory.build(report=None, document=document)


def test_the_content_of_a_paper_equals_itself(paper_world):
    edition = paper_world.released().editions.get()
    assert compare(edition, content_of(paper_world.report)).differences == []
