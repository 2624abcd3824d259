"""Writing a paper: each deed with its trace, each refusal leaving nothing behind."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kreislotse.access.policy import Role
from kreislotse.initiatives.models import OpenQuestion
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.reporting import actions
from kreislotse.reporting.errors import (
    AlreadyFollowed,
    EmptyText,
    HiddenSigns,
    NoStatementBehind,
    NotInDraft,
    NotOwnText,
)
from kreislotse.reporting.models import Passage, Report, Section
from kreislotse.reporting.staleness import review
from kreislotse.reporting.states import Origin, ReportState
from tests.factories.initiatives import QuestionFactory
from tests.factories.mandates import PaperFactory
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def section(paper_world):
    return paper_world.report.sections.get()


@pytest.fixture
def sentence(section):
    return section.passages.get(key__startswith="mandates.resolution")


def trace():
    entry = JournalEntry.objects.order_by("-number")[0]
    return entry.verb, entry.record


def keys(section):
    return [passage.key.rpartition(".")[0] for passage in section.passages.all()]


def state():
    """All that a refusal could leave behind."""
    return (
        list(Report.objects.order_by("pk").values()),
        list(Section.objects.order_by("pk").values()),
        list(Passage.objects.order_by("pk").values()),
        JournalEntry.objects.count(),
    )


def test_a_draft_is_written_from_the_records(section):
    """R-PAP-02."""
    assert keys(section) == [
        "mandates.resolution",
        "mandates.clause",
        "initiatives.questions",
        "initiatives.question",
    ]
    assert {passage.origin for passage in section.passages.all()} == {Origin.GENERATED}


def test_an_edited_sentence_keeps_its_facts(paper_world, sentence, acting):
    """R-PAP-02: generated and edited text are distinguishable."""
    colleague = acting(Role.STEERING, at=paper_world.district)
    edited = actions.edit_passage(sentence, actor=colleague, text="  Der  Rat beschloss: ")
    assert (edited.text, edited.origin) == ("Der Rat beschloss:", Origin.EDITED)
    assert edited.facts == sentence.facts != []
    assert trace() == ("edit_passage", "reporting.Passage")
    paper_world.report.refresh_from_db()
    assert paper_world.report.last_edited_by_id == colleague.person_id


def test_saving_a_sentence_unchanged_does_not_make_it_the_authors(paper_world, sentence):
    before = JournalEntry.objects.count()
    kept = actions.edit_passage(sentence, actor=paper_world.writer, text=sentence.text)
    assert kept.origin == Origin.GENERATED
    assert JournalEntry.objects.count() == before


def test_a_restored_sentence_says_what_the_records_say(paper_world, sentence):
    original = sentence.text
    actions.edit_passage(sentence, actor=paper_world.writer, text="Anders.")
    restored = actions.restore_passage(sentence, actor=paper_world.writer)
    assert (restored.text, restored.origin) == (original, Origin.GENERATED)
    assert trace() == ("restore_passage", "reporting.Passage")


def answer(question):
    OpenQuestion.objects.filter(pk=question.pk).update(
        answer="57.000 Euro", answered_on=date(2015, 11, 2)
    )


def more_votes(paper_world):
    resolution = paper_world.clause.resolution
    resolution.votes_for = 46
    resolution.save()


def test_accepting_the_facts_of_today_renews_only_generated_words(paper_world, sentence):
    more_votes(paper_world)
    accepted = actions.accept_current_facts(sentence, actor=paper_world.writer)
    assert "46\u00a0Ja-Stimmen" in accepted.text
    edited = actions.edit_passage(sentence, actor=paper_world.writer, text="Einstimmig.")
    paper_world.clause.resolution.votes_for = 45
    paper_world.clause.resolution.save()
    accepted = actions.accept_current_facts(edited, actor=paper_world.writer)
    assert accepted.text == "Einstimmig."
    votes = {fact["slot"]: fact["value"] for fact in accepted.facts}
    assert votes["votes_for"] == 45
    assert trace() == ("accept_current_facts", "reporting.Passage")


def test_a_sentence_left_out_can_be_put_back(paper_world, sentence):
    out = actions.leave_out_passage(sentence, actor=paper_world.writer)
    assert out.is_left_out
    assert trace() == ("leave_out_passage", "reporting.Passage")
    assert not actions.put_back_passage(sentence, actor=paper_world.writer).is_left_out
    assert trace() == ("put_back_passage", "reporting.Passage")


def test_own_sentences_stand_at_the_end_and_can_be_removed(paper_world, section):
    own = actions.write_passage(section, actor=paper_world.writer, text="Die Presse war da.")
    assert (own.origin, own.key, own.facts) == (Origin.AUTHORED, "", [])
    assert section.passages.last() == own
    edited = actions.edit_passage(own, actor=paper_world.writer, text="Die Presse kam.")
    assert edited.origin == Origin.AUTHORED
    assert actions.remove_own_passage(own, actor=paper_world.writer) == section
    assert not section.passages.filter(pk=own.pk).exists()
    entry = JournalEntry.objects.order_by("-number")[0]
    assert (entry.verb, entry.change["text"]) == ("remove_own_passage", "Die Presse kam.")


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(moves=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=6))
def test_moving_only_ever_swaps_neighbours(paper_world, moves):
    section = paper_world.report.sections.get()
    for place, up in moves:
        before = list(section.passages.values_list("pk", flat=True))
        passage = section.passages.get(pk=before[place])
        actions.move_passage(passage, actor=paper_world.writer, up=up)
        other = place - 1 if up else place + 1
        expected = before.copy()
        if 0 <= other < len(before):
            expected[place], expected[other] = before[other], before[place]
        assert list(section.passages.values_list("pk", flat=True)) == expected
        assert list(section.passages.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_sections_are_added_renamed_and_moved(paper_world, section):
    added = actions.add_section(paper_world.report, actor=paper_world.writer, title=" Ausblick ")
    assert (added.position, added.title, added.initiative) == (2, "Ausblick", None)
    assert trace() == ("add_section", "reporting.Section")
    renamed = actions.rename_section(added, actor=paper_world.writer, title="Wie es weitergeht")
    assert renamed.title == "Wie es weitergeht"
    actions.move_section(added, actor=paper_world.writer, up=True)
    assert list(paper_world.report.sections.values_list("pk", flat=True)) == [added.pk, section.pk]
    actions.move_section(added, actor=paper_world.writer, up=True)
    assert list(paper_world.report.sections.values_list("pk", flat=True)) == [added.pk, section.pk]


def test_refreshing_renews_drops_and_adds_in_the_right_place(paper_world, section):
    more_votes(paper_world)
    answer(paper_world.question)
    resolution = paper_world.clause.resolution
    resolution.also_decided = "einen Ausschuss einzurichten"
    resolution.save()
    actions.refresh_report(paper_world.report, actor=paper_world.writer)
    entry = JournalEntry.objects.order_by("-number")[0]
    assert entry.change == {"renewed": 1, "dropped": 2, "added": 1}
    kept = [passage for passage in section.passages.all() if not passage.is_left_out]
    assert [passage.key.rpartition(".")[0] for passage in kept] == [
        "mandates.resolution",
        "mandates.clause",
        "mandates.also",
    ]
    assert review(paper_world.report).is_settled


def test_refreshing_leaves_edited_and_own_sentences_alone(paper_world, section, sentence):
    actions.edit_passage(sentence, actor=paper_world.writer, text="Der Rat war dafür.")
    own = actions.write_passage(section, actor=paper_world.writer, text="Eigenes.")
    more_votes(paper_world)
    actions.refresh_report(paper_world.report, actor=paper_world.writer)
    sentence.refresh_from_db()
    own.refresh_from_db()
    assert (sentence.text, own.text) == ("Der Rat war dafür.", "Eigenes.")
    assert [stale.passage for stale in review(paper_world.report).stale] == [sentence]


def test_one_new_statement_is_taken_up_behind_its_predecessor(paper_world, section):
    paper_world.initiative.purpose = "Menschen zu beraten"
    paper_world.initiative.save()
    key = f"initiatives.purpose.{paper_world.initiative.pk}"
    actions.take_up_statement(section, actor=paper_world.writer, key=key)
    assert keys(section)[2] == "initiatives.purpose"
    assert trace() == ("take_up_statement", "reporting.Section")


def test_the_head_of_a_draft_can_be_changed(paper_world):
    changed = actions.change_report(
        paper_world.report,
        actor=paper_world.writer,
        title="Neuer Betreff",
        as_of=date(2015, 11, 9),
        signatory="Der Landrat",
    )
    assert (changed.title, changed.as_of) == ("Neuer Betreff", date(2015, 11, 9))
    assert trace() == ("change_report", "reporting.Report")


def test_a_follow_up_takes_the_same_sections(paper_world):
    """R-PAP-09."""
    paper = PaperFactory(owner=paper_world.district)
    later = date(2016, 2, 1)
    report = actions.draft_follow_up(
        paper_world.report, actor=paper_world.writer, paper=paper, as_of=later
    )
    assert (report.previous, report.as_of) == (paper_world.report, later)
    assert [each.initiative for each in report.sections.all()] == [paper_world.initiative]


@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        (lambda w, s, p: actions.edit_passage(p, actor=w, text=" \n "), EmptyText),
        (lambda w, s, p: actions.edit_passage(p, actor=w, text="a\x00b"), HiddenSigns),
        (lambda w, s, p: actions.edit_passage(p, actor=w, text="a\u202eb"), HiddenSigns),
        (lambda w, s, p: actions.write_passage(s, actor=w, text=""), EmptyText),
        (lambda w, s, p: actions.write_passage(s, actor=w, text="a\x1bb"), HiddenSigns),
        (lambda w, s, p: actions.add_section(s.report, actor=w, title=" "), EmptyText),
        (lambda w, s, p: actions.rename_section(s, actor=w, title="\x07"), HiddenSigns),
        (lambda w, s, p: actions.remove_own_passage(p, actor=w), NotOwnText),
        (lambda w, s, p: actions.take_up_statement(s, actor=w, key="nie"), NoStatementBehind),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(
    paper_world, section, sentence, deed, refusal
):
    before = state()
    with pytest.raises(refusal):
        deed(paper_world.writer, section, sentence)
    assert state() == before


def test_what_the_records_no_longer_say_cannot_be_restored(paper_world, section):
    answer(paper_world.question)
    gone = section.passages.get(key=f"initiatives.question.{paper_world.question.pk}")
    for deed in (actions.restore_passage, actions.accept_current_facts):
        before = state()
        with pytest.raises(NoStatementBehind):
            deed(gone, actor=paper_world.writer)
        assert state() == before


EVERY_DEED = [
    lambda w, s, p: actions.edit_passage(p, actor=w, text="Neu."),
    lambda w, s, p: actions.restore_passage(p, actor=w),
    lambda w, s, p: actions.accept_current_facts(p, actor=w),
    lambda w, s, p: actions.leave_out_passage(p, actor=w),
    lambda w, s, p: actions.put_back_passage(p, actor=w),
    lambda w, s, p: actions.write_passage(s, actor=w, text="Neu."),
    lambda w, s, p: actions.remove_own_passage(p, actor=w),
    lambda w, s, p: actions.move_passage(p, actor=w, up=True),
    lambda w, s, p: actions.add_section(s.report, actor=w, title="Neu"),
    lambda w, s, p: actions.rename_section(s, actor=w, title="Neu"),
    lambda w, s, p: actions.move_section(s, actor=w, up=True),
    lambda w, s, p: actions.refresh_report(s.report, actor=w),
    lambda w, s, p: actions.take_up_statement(s, actor=w, key=p.key),
    lambda w, s, p: actions.change_report(s.report, actor=w, title="Neu", as_of=s.report.as_of),
]


@pytest.mark.parametrize("deed", EVERY_DEED)
def test_nothing_is_changed_outside_the_draft(paper_world, section, sentence, deed):
    """R-PAP-01."""
    for stage in (ReportState.COSIGNING, ReportState.RELEASED, ReportState.PUBLISHED):
        Report.objects.filter(pk=paper_world.report.pk).update(state=stage)
        before = state()
        with pytest.raises(NotInDraft):
            deed(paper_world.writer, section, sentence)
        assert state() == before


@pytest.mark.parametrize("deed", EVERY_DEED)
def test_nobody_writes_without_the_right_or_from_another_district(
    paper_world, section, sentence, acting, deed
):
    strangers = [
        acting(Role.AUDITOR, at=paper_world.district),
        acting(Role.STEERING, at=OrganisationFactory()),
    ]
    for stranger in strangers:
        before = state()
        with pytest.raises(NotAllowed):
            deed(stranger, section, sentence)
        assert state() == before


def test_a_paper_is_followed_once(paper_world):
    papers = [PaperFactory(owner=paper_world.district) for _ in range(2)]
    common = {"actor": paper_world.writer, "as_of": date(2016, 2, 1)}
    actions.draft_follow_up(paper_world.report, paper=papers[0], **common)
    paper_world.report.refresh_from_db()
    before = state()
    with pytest.raises(AlreadyFollowed):
        actions.draft_follow_up(paper_world.report, paper=papers[1], **common)
    assert state() == before


def test_what_is_asked_later_is_missing_from_the_draft_until_it_is_taken_up(paper_world):
    QuestionFactory(initiative=paper_world.initiative, question="Ab wann?")
    missing = [statement.text for _, statement in review(paper_world.report).missing]
    assert missing == ["Ab wann?"]
