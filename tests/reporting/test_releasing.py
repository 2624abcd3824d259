"""From co-signing to frozen editions: four eyes, and not one byte changes afterwards."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import DatabaseError, connection, transaction

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import FourEyesNeeded, NotAllowed, ReasonNeeded, WrongState
from kreislotse.reporting import actions
from kreislotse.reporting.actions import releasing
from kreislotse.reporting.content import checksum_of, content_of
from kreislotse.reporting.errors import (
    AlreadySigned,
    AskedTwice,
    ChangedSinceCosigning,
    EmptyPaper,
    NobodyAsked,
    NotCosigned,
    NothingNew,
    StalePassages,
    StillBeingWritten,
)
from kreislotse.reporting.files import files_of
from kreislotse.reporting.models import CoSignature, Edition, Passage, Report
from kreislotse.reporting.states import EditionKind, ReportState, Verdict

FILES = ("pdf", "docx", "html", "json")


def snapshot():
    return (
        list(Report.objects.order_by("pk").values()),
        list(CoSignature.objects.order_by("pk").values()),
        Edition.objects.count(),
        JournalEntry.objects.count(),
    )


def refused(refusal, deed, *things, **options):
    before = snapshot()
    with pytest.raises(refusal) as found:
        deed(*things, **options)
    assert snapshot() == before
    return str(found.value)


def ask(paper_world, *departments):
    return actions.ask_for_cosignatures(
        paper_world.report, actor=paper_world.writer, departments=departments or ["Kämmerei"]
    )


def change_the_vote(paper_world, votes_for=46):
    resolution = paper_world.clause.resolution
    resolution.votes_for = votes_for
    resolution.save()


def test_departments_are_asked_to_cosign(paper_world):
    report = ask(paper_world, " Kämmerei ", "Personalamt", "")
    assert report.state == ReportState.COSIGNING
    asked = list(report.cosignatures.order_by("pk").values_list("department", "asked_on"))
    today = paper_world.writer.today
    assert asked == [("Kämmerei", today), ("Personalamt", today)]


@pytest.mark.parametrize(
    ("departments", "refusal"),
    [([], NobodyAsked), (["  "], NobodyAsked), (["Kämmerei", "Kämmerei "], AskedTwice)],
)
def test_each_department_is_asked_once_and_one_at_least(paper_world, departments, refusal):
    refused(
        refusal,
        actions.ask_for_cosignatures,
        paper_world.report,
        actor=paper_world.writer,
        departments=departments,
    )


def test_a_stale_or_empty_paper_is_not_sent_round(paper_world):
    change_the_vote(paper_world)
    common = {"actor": paper_world.writer, "departments": ["Kämmerei"]}
    said = refused(StalePassages, actions.ask_for_cosignatures, paper_world.report, **common)
    assert "veraltete Stellen zu klären (Zahl: 1)." in said
    Passage.objects.update(is_left_out=True)
    refused(EmptyPaper, actions.ask_for_cosignatures, paper_world.report, **common)


def test_a_department_signs_or_objects_with_a_reason(paper_world):
    report = ask(paper_world)
    signature = report.cosignatures.get()
    head = paper_world.head
    refused(ReasonNeeded, actions.cosign, signature, actor=head, verdict=Verdict.OBJECTED, note=" ")
    objected = actions.cosign(
        signature, actor=head, verdict=Verdict.OBJECTED, note=" Summe prüfen "
    )
    assert (objected.verdict, objected.note) == (Verdict.OBJECTED, "Summe prüfen")
    refused(NotCosigned, actions.release_report, report, actor=head)
    signed = actions.cosign(signature, actor=head, verdict=Verdict.SIGNED)
    assert (signed.signed_by_id, signed.signed_on) == (head.person_id, head.today)
    refused(AlreadySigned, actions.cosign, signature, actor=head, verdict=Verdict.SIGNED)


def test_whoever_edited_last_does_not_cosign(paper_world, acting):
    both = acting(Role.STEERING, at=paper_world.district)
    both = replace(both, roles=both.roles | {(Role.HEAD, paper_world.district.pk)})
    sentence = paper_world.report.sections.get().passages.first()
    actions.edit_passage(sentence, actor=both, text="Anders.")
    signature = ask(paper_world).cosignatures.get()
    refused(FourEyesNeeded, actions.cosign, signature, actor=both, verdict=Verdict.SIGNED)
    actions.cosign(signature, actor=paper_world.head, verdict=Verdict.SIGNED)
    refused(FourEyesNeeded, actions.release_report, paper_world.report, actor=both)


def test_whoever_wrote_the_paper_does_not_release_it(paper_world):
    """G9: four eyes."""
    report = paper_world.cosigned()
    writer = paper_world.writer
    writer = replace(writer, roles=writer.roles | {(Role.HEAD, paper_world.district.pk)})
    refused(FourEyesNeeded, actions.release_report, report, actor=writer)


def test_a_paper_is_not_released_before_everybody_signed(paper_world):
    report = ask(paper_world, "Kämmerei", "Personalamt")
    first = report.cosignatures.order_by("pk")[0]
    actions.cosign(first, actor=paper_world.head, verdict=Verdict.SIGNED)
    said = refused(NotCosigned, actions.release_report, report, actor=paper_world.head)
    assert "Es fehlen: Personalamt." in said


def test_a_record_changed_during_cosigning_stops_the_release(paper_world):
    report = paper_world.cosigned()
    change_the_vote(paper_world)
    refused(StalePassages, actions.release_report, report, actor=paper_world.head)


def test_what_was_cosigned_is_what_is_released(paper_world):
    """Another proposed decision after the co-signatures needs new ones."""
    report = paper_world.cosigned()
    consultation = report.paper.consultations.first()
    consultation.proposal, consultation.proposal_kind = "Es wird beschlossen.", "decision"
    consultation.save()
    refused(ChangedSinceCosigning, actions.release_report, report, actor=paper_world.head)


def test_a_paper_taken_back_is_signed_anew(paper_world):
    paper_world.cosigned()
    report = actions.take_back_to_draft(paper_world.report, actor=paper_world.writer)
    assert report.state == ReportState.DRAFT
    report = ask(paper_world)
    assert list(report.cosignatures.values_list("verdict", flat=True)) == [Verdict.ASKED]


def test_steps_out_of_order_or_without_the_right_are_refused(paper_world, acting):
    auditor = acting(Role.AUDITOR, at=paper_world.district)
    head, report = paper_world.head, paper_world.report
    refused(WrongState, actions.release_report, report, actor=head)
    refused(WrongState, actions.publish_report, report, actor=head)
    refused(StillBeingWritten, actions.table_update, report, actor=head)
    paper_world.cosigned()
    refused(NotAllowed, actions.release_report, report, actor=auditor)
    refused(NotAllowed, actions.cosign, report.cosignatures.get(), actor=auditor, verdict="signed")


@pytest.fixture
def edition(paper_world):
    return paper_world.released().editions.get()


def test_the_edition_holds_exactly_what_the_paper_said(paper_world, edition):
    """R-PAP-01, G7."""
    content = content_of(paper_world.report)
    files = files_of(content, number=1, label="Vorlage", state="freigegeben")
    assert edition.document == content
    assert edition.checksum == checksum_of(content)
    assert {name: bytes(getattr(edition, name)) for name in FILES} == files
    assert (edition.number, edition.kind) == (1, EditionKind.MAIN)
    assert edition.released_by == paper_world.head.person_id


def test_changing_records_afterwards_changes_no_byte(paper_world, edition):
    """R-PAP-01: later changes do not alter the paper."""
    before = Edition.objects.values().get()
    change_the_vote(paper_world)
    paper_world.initiative.title = "Anders"
    paper_world.initiative.save()
    actions.publish_report(paper_world.report, actor=paper_world.head)
    assert Edition.objects.values().get() == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reporting_edition SET checksum = 'x'",
        "UPDATE reporting_edition SET pdf = NULL",
        "DELETE FROM reporting_edition",
    ],
)
def test_the_database_itself_refuses_to_touch_an_edition(edition, sql):
    with (
        pytest.raises(DatabaseError, match="reporting_edition only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Edition.objects.get().checksum == edition.checksum


@pytest.mark.parametrize(
    "deed",
    [
        lambda edition: edition.save(),
        lambda edition: edition.delete(),
        lambda edition: Edition.objects.update(checksum="x"),
        lambda edition: Edition.objects.all().delete(),
    ],
)
def test_no_code_can_change_an_edition_by_mistake(edition, deed):
    with pytest.raises(TypeError):
        deed(edition)


def test_a_published_paper_is_there_for_everybody(paper_world, edition):
    assert list(Edition.objects.public()) == []
    actions.publish_report(paper_world.report, actor=paper_world.head)
    assert list(Edition.objects.public()) == [edition]


def test_a_tabled_update_holds_only_what_changed(paper_world, edition):
    """R-MTG-01."""
    refused(NothingNew, actions.table_update, paper_world.report, actor=paper_world.head)
    change_the_vote(paper_world)
    refused(FourEyesNeeded, actions.table_update, paper_world.report, actor=both(paper_world))
    tabled = actions.table_update(paper_world.report, actor=paper_world.head)
    assert (tabled.number, tabled.kind) == (2, EditionKind.TABLED)
    (section,) = tabled.document["sections"]
    (statement,) = section["statements"]
    assert section["title"] == "Integrationszentrum"
    assert "46\u00a0Ja-Stimmen" in statement["text"]
    refused(NothingNew, actions.table_update, paper_world.report, actor=paper_world.head)


def both(paper_world):
    """The writer, who may also release."""
    writer = paper_world.writer
    return replace(writer, roles=writer.roles | {(Role.HEAD, paper_world.district.pk)})


def test_the_second_tabled_update_holds_only_what_changed_since_the_first(paper_world, edition):
    change_the_vote(paper_world)
    actions.table_update(paper_world.report, actor=paper_world.head)
    paper_world.clause.text = "ein Zentrum zu gründen"
    paper_world.clause.save()
    third = actions.table_update(paper_world.report, actor=paper_world.head)
    (section,) = third.document["sections"]
    assert third.number == 3
    assert [each["key"].rpartition(".")[0] for each in section["statements"]] == ["mandates.clause"]


def test_the_edition_bears_the_moment_of_its_release(paper_world):
    later = replace(paper_world.head, at=paper_world.head.at + timedelta(days=1))
    actions.release_report(paper_world.cosigned(), actor=later)
    edition = Edition.objects.get()
    assert (edition.frozen_at, edition.as_of) == (later.at, date(2015, 11, 2))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_releases_at_once_freeze_one_edition(monkeypatch, paper_world):
    """Whoever holds the paper first releases it; the other finds it released."""
    report, head = paper_world.cosigned(), paper_world.head
    both_checked, check = Barrier(2), releasing.check

    def check_and_wait(*things, **options):
        step = check(*things, **options)
        with suppress(BrokenBarrierError):
            both_checked.wait(timeout=0.5)
        return step

    def release(_):
        try:
            actions.release_report(report, actor=head)
        except WrongState as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "released"

    with monkeypatch.context() as patch, ThreadPoolExecutor() as pool:
        patch.setattr(releasing, "check", check_and_wait)
        outcomes = sorted(pool.map(release, range(2)))
    assert outcomes == ["Das ist im Stand „freigegeben“ nicht möglich.", "released"]
    assert Edition.objects.count() == 1
