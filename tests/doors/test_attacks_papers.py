"""Whoever writes papers here reaches for a neighbour's records, or for the second signature."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kreislotse.access.policy import Actor, Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import FourEyesNeeded
from kreislotse.mandates import actions as mandates
from kreislotse.mandates.errors import BelongsElsewhere
from kreislotse.reporting import actions
from kreislotse.reporting.models import Edition, Report
from kreislotse.reporting.states import ReportState, Verdict
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mandates import PaperFactory
from tests.factories.reporting import ReportFactory

DAY = date(2015, 11, 2)


@pytest.mark.parametrize(
    "foreign",
    [
        lambda: {"initiatives": [InitiativeFactory(title="Vorhaben der Nachbarn")]},
        lambda: {"paper": PaperFactory()},
        lambda: {"previous": ReportFactory()},
    ],
    ids=["initiative", "paper", "previous"],
)
def test_a_draft_tells_nothing_of_another_district(paper_world, foreign):
    """R-DP-10: sentences would quote records that the writer may not see."""
    given: dict[str, Any] = {"paper": PaperFactory(owner=paper_world.district), **foreign()}
    before = (Report.objects.count(), JournalEntry.objects.count())
    with pytest.raises(BelongsElsewhere):
        actions.draft_report(
            actor=paper_world.writer,
            owner=paper_world.district,
            title="Erschlichen",
            as_of=DAY,
            **given,
        )
    assert (Report.objects.count(), JournalEntry.objects.count()) == before


def test_a_follow_up_is_not_filed_under_another_districts_paper(paper_world):
    with pytest.raises(BelongsElsewhere):
        actions.draft_follow_up(
            paper_world.report, actor=paper_world.writer, paper=PaperFactory(), as_of=DAY
        )


@pytest.fixture
def both(paper_world) -> Actor:
    """A person in a small office who steers and leads."""
    roles = frozenset((role, paper_world.district.pk) for role in (Role.STEERING, Role.HEAD))
    return replace(paper_world.head, roles=roles)


def edited_and_hidden(paper_world: Any, both: Actor) -> Report:
    """They rewrite a sentence; a colleague saves another one after them, unchanged."""
    passages = list(paper_world.report.sections.get().passages.all())
    actions.edit_passage(passages[0], actor=both, text="Die Mittel sind verbraucht.")
    actions.edit_passage(passages[1], actor=paper_world.writer, text=passages[1].text)
    report = actions.ask_for_cosignatures(
        paper_world.report, actor=paper_world.writer, departments=["Kämmerei"]
    )
    assert report.last_edited_by_id != both.person_id
    return report


def test_who_wrote_a_sentence_does_not_release_it_behind_a_later_editor(paper_world, both, acting):
    report = edited_and_hidden(paper_world, both)
    treasurer = acting(Role.GRANTS_OFFICER, at=paper_world.district)
    actions.cosign(report.cosignatures.get(), actor=treasurer, verdict=Verdict.SIGNED)
    with pytest.raises(FourEyesNeeded):
        actions.release_report(report, actor=both)
    assert Report.objects.get(pk=report.pk).state == ReportState.COSIGNING
    assert not Edition.objects.exists()


def test_who_wrote_a_sentence_does_not_cosign_it_behind_a_later_editor(paper_world, both):
    signature = edited_and_hidden(paper_world, both).cosignatures.get()
    with pytest.raises(FourEyesNeeded):
        actions.cosign(signature, actor=both, verdict=Verdict.SIGNED)
    signature.refresh_from_db()
    assert signature.verdict == Verdict.ASKED


def test_who_wrote_nothing_releases(paper_world):
    assert paper_world.released().state == ReportState.RELEASED


def made_public(paper: Any, actor: Actor, *, is_public: bool) -> None:
    said = {
        name: getattr(paper, name)
        for name in ("subject", "kind", "dated", "department", "file_reference")
    }
    mandates.change_paper(paper, actor=actor, is_public=is_public, **said)


def test_what_was_frozen_as_not_public_is_not_opened_by_a_tick_in_the_register(paper_world, client):
    """R-PAP-03: the edition itself says that it is not for the public."""
    made_public(paper_world.report.paper, paper_world.writer, is_public=False)
    paper_world.report.refresh_from_db()
    edition = paper_world.published().editions.get()
    made_public(paper_world.report.paper, paper_world.writer, is_public=True)
    assert not Edition.objects.public().exists()
    for address in (f"/reporting/public/{edition.pk}/", f"/reporting/public/{edition.pk}/pdf/"):
        assert client.get(address).status_code == 404


def test_a_published_paper_taken_from_the_public_is_gone_at_once(paper_world, client):
    edition = paper_world.published().editions.get()
    assert client.get(f"/reporting/public/{edition.pk}/").status_code == 200
    made_public(paper_world.report.paper, paper_world.writer, is_public=False)
    assert client.get(f"/reporting/public/{edition.pk}/").status_code == 404
