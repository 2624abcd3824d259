from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from kreislotse.mandates import errors
from kreislotse.mandates.actions import (
    add_consultation,
    change_consultation,
    change_paper,
    open_electoral_period,
    register_paper,
    revise_paper,
)
from kreislotse.mandates.models import Consultation, ElectoralPeriod, Paper
from kreislotse.mandates.queries import PaperQuerySet
from kreislotse.mandates.states import ConsultationRole, PaperKind, ProposalKind
from tests.factories.mandates import MeetingFactory, PaperFactory, PeriodFactory
from tests.factories.organisations import BodyFactory, OrganisationFactory


def trace():
    return list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))


def test_an_electoral_period_is_opened(acting):
    owner = OrganisationFactory()
    period = open_electoral_period(
        actor=acting(Role.STEERING, at=owner), owner=owner, number=9, begins_on=date(2014, 6, 1)
    )
    assert (str(period), trace()) == ("9. Wahlperiode", ["open_electoral_period"])


@pytest.mark.parametrize(
    ("role", "number", "ends_on", "refusal"),
    [
        (Role.HEAD, 10, None, NotAllowed),
        (Role.STEERING, 9, None, errors.PeriodExists),
        (Role.STEERING, 10, date(2014, 6, 1), DateOrder),
    ],
)
def test_a_refused_period_is_not_there(acting, role, number, ends_on, refusal):
    owner = PeriodFactory(number=9).owner
    with pytest.raises(refusal):
        open_electoral_period(
            actor=acting(role, at=owner),
            owner=owner,
            number=number,
            begins_on=date(2014, 6, 1),
            ends_on=ends_on,
        )
    assert (ElectoralPeriod.objects.count(), trace()) == (1, [])


def test_numbers_are_drawn_without_gaps_in_each_period(acting):
    """R-PAP-05."""
    period = PeriodFactory(number=9)
    other = PeriodFactory(owner=period.owner, number=10, begins_on=date(2020, 11, 1))
    actor = acting(Role.STEERING, at=period.owner)

    def draw(of):
        paper = register_paper(
            actor=actor, owner=of.owner, subject="Bericht", period=of, next_number=True
        )
        return paper.reference

    assert [draw(period), draw(period), draw(other), draw(period)] == [
        "SV-9-0001",
        "SV-9-0002",
        "SV-10-0001",
        "SV-9-0003",
    ]
    assert trace() == ["register_paper"] * 4


def test_a_paper_of_others_may_have_a_number_of_its_own_or_none(acting):
    period = PeriodFactory()
    actor = acting(Role.STEERING, at=period.owner)
    known = register_paper(
        actor=actor, owner=period.owner, subject="Einrichtung", period=period, running_number=355
    )
    unknown = register_paper(actor=actor, owner=period.owner, subject="Bericht")
    assert (known.reference, unknown.reference) == ("SV-9-0355", "")


@pytest.mark.parametrize(
    ("role", "given", "refusal"),
    [
        (Role.HEAD, {}, NotAllowed),
        (Role.STEERING, {"running_number": 355}, errors.PaperNumberTaken),
        (Role.STEERING, {"running_number": 1, "period": None}, errors.PeriodNeeded),
        (Role.STEERING, {"next_number": True, "period": None}, errors.PeriodNeeded),
        (Role.STEERING, {"next_number": True, "running_number": 1}, errors.PaperNumberGivenTwice),
    ],
)
def test_a_refused_paper_is_not_there(acting, role, given, refusal):
    """R-PAP-05."""
    period = PeriodFactory()
    PaperFactory(owner=period.owner, period=period, running_number=355)
    facts = {"period": period, **given}
    with pytest.raises(refusal):
        register_paper(
            actor=acting(role, at=period.owner), owner=period.owner, subject="Bericht", **facts
        )
    assert (Paper.objects.count(), trace()) == (1, [])


def test_a_period_of_others_numbers_no_paper_of_ours(acting):
    owner = OrganisationFactory()
    with pytest.raises(errors.BelongsElsewhere):
        register_paper(
            actor=acting(Role.STEERING, at=owner),
            owner=owner,
            subject="Bericht",
            period=PeriodFactory(),
            next_number=True,
        )
    assert (Paper.objects.count(), trace()) == (0, [])


def test_a_taken_number_is_refused_with_the_next_free_one(acting):
    period = PeriodFactory()
    PaperFactory(owner=period.owner, period=period, running_number=355)
    with pytest.raises(errors.PaperNumberTaken) as refusal:
        register_paper(
            actor=acting(Role.STEERING, at=period.owner),
            owner=period.owner,
            subject="Bericht",
            period=period,
            running_number=355,
        )
    assert str(refusal.value) == (
        "Die Nummer SV-9-0355 ist schon vergeben. Die nächste freie Nummer ist SV-9-0356."
    )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_people_never_draw_the_same_number(monkeypatch, acting):
    """R-PAP-05: whoever has read the highest number waits for the other to have read it too."""
    period = PeriodFactory()
    actor = acting(Role.STEERING, at=period.owner)
    both_have_read, read = Barrier(2), PaperQuerySet.next_number

    def read_and_wait(self):
        number = read(self)
        with suppress(BrokenBarrierError):
            both_have_read.wait(timeout=0.5)
        return number

    def draw(subject):
        try:
            return register_paper(
                actor=actor, owner=period.owner, subject=subject, period=period, next_number=True
            ).running_number
        finally:
            connection.close()

    with monkeypatch.context() as patch, ThreadPoolExecutor() as pool:
        patch.setattr(PaperQuerySet, "next_number", read_and_wait)
        numbers = list(pool.map(draw, ["Erste", "Zweite"]))

    assert sorted(numbers) == [1, 2]
    assert sorted(Paper.objects.values_list("running_number", flat=True)) == [1, 2]


def test_revisions_keep_the_number_and_count_up(acting):
    """R-PAP-05: SV-9-0355/1 carries the recommendation of the executive committee."""
    period = PeriodFactory()
    paper = PaperFactory(
        owner=period.owner, period=period, running_number=355, dated=date(2015, 9, 1)
    )
    actor = acting(Role.STEERING, at=paper.owner)
    first = revise_paper(paper, actor=actor, dated=date(2015, 9, 16))
    second = revise_paper(paper, actor=actor)
    assert [first.reference, second.reference] == ["SV-9-0355/1", "SV-9-0355/2"]
    assert (first.subject, first.dated, second.dated) == (paper.subject, date(2015, 9, 16), None)
    assert trace() == ["revise_paper", "revise_paper"]


@pytest.mark.parametrize(
    ("role", "number", "dated", "refusal"),
    [
        (Role.HEAD, 355, None, NotAllowed),
        (Role.STEERING, None, None, errors.PaperWithoutNumber),
        (Role.STEERING, 355, date(2015, 8, 31), DateOrder),
    ],
)
def test_a_refused_revision_is_not_there(acting, role, number, dated, refusal):
    period = PeriodFactory()
    paper = PaperFactory(
        owner=period.owner, period=period, running_number=number, dated=date(2015, 9, 1)
    )
    with pytest.raises(refusal):
        revise_paper(paper, actor=acting(role, at=paper.owner), dated=dated)
    assert (Paper.objects.count(), trace()) == (1, [])


CHANGED = {
    "subject": "Neuer Betreff",
    "kind": PaperKind.NOTICE,
    "dated": None,
    "department": "Abteilung 50",
    "file_reference": "50.1",
    "is_public": False,
}


def test_a_changed_paper_keeps_before_and_after(acting):
    paper = PaperFactory(subject="Betreff")
    change_paper(paper, actor=acting(Role.STEERING, at=paper.owner), **CHANGED)
    paper.refresh_from_db()
    assert {name: getattr(paper, name) for name in CHANGED} == CHANGED
    assert JournalEntry.objects.get().change["subject"] == ["Betreff", "Neuer Betreff"]


def test_only_who_may_changes_a_paper(acting):
    paper = PaperFactory(subject="Betreff")
    with pytest.raises(NotAllowed):
        change_paper(paper, actor=acting(Role.HEAD, at=paper.owner), **CHANGED)
    paper.refresh_from_db()
    assert (paper.subject, trace()) == ("Betreff", [])


def test_the_sequence_of_deliberation_grows_step_by_step(acting):
    """L1, L4: nothing proposed needs no text, taking note brings its sentence."""
    paper = PaperFactory()
    meeting = MeetingFactory(body=BodyFactory(owner=paper.owner))
    actor = acting(Role.STEERING, at=paper.owner)
    first = add_consultation(
        paper,
        actor=actor,
        role=ConsultationRole.PREPARATION,
        proposal_kind=ProposalKind.NONE,
    )
    second = add_consultation(
        paper,
        actor=actor,
        meeting=meeting,
        role=ConsultationRole.TAKING_NOTE,
        proposal_kind=ProposalKind.TAKING_NOTE,
    )
    assert (first.position, first.body, first.proposal) == (1, None, "")
    assert (second.position, second.body) == (2, meeting.body)
    assert second.proposal == "Der Bericht der Verwaltung wird zur Kenntnis genommen."
    assert trace() == ["add_consultation", "add_consultation"]


def _consult(paper, actor, **given):
    facts = {"role": ConsultationRole.DECISION, "proposal_kind": ProposalKind.NONE, **given}
    return add_consultation(paper, actor=actor, **facts)


@pytest.mark.parametrize(
    ("role", "given", "refusal"),
    [
        (Role.HEAD, lambda paper: {}, NotAllowed),
        (Role.STEERING, lambda paper: {"proposal": "Doch etwas."}, errors.ProposalNotExpected),
        (
            Role.STEERING,
            lambda paper: {"proposal_kind": ProposalKind.MANDATE, "proposal": " "},
            errors.ProposalNeeded,
        ),
        (Role.STEERING, lambda paper: {"body": BodyFactory()}, errors.BelongsElsewhere),
        (
            Role.STEERING,
            lambda paper: {
                "body": BodyFactory(owner=paper.owner),
                "meeting": MeetingFactory(body=BodyFactory(owner=paper.owner)),
            },
            errors.MeetingOfAnotherBody,
        ),
    ],
)
def test_a_refused_consultation_is_not_there(acting, role, given, refusal):
    paper = PaperFactory()
    with pytest.raises(refusal):
        _consult(paper, acting(role, at=paper.owner), **given(paper))
    assert (Consultation.objects.count(), trace()) == (0, [])


def test_a_consultation_is_changed_in_its_place(acting):
    paper = PaperFactory()
    actor = acting(Role.STEERING, at=paper.owner)
    step = _consult(paper, actor)
    change_consultation(
        step,
        actor=actor,
        body=None,
        meeting=None,
        role=ConsultationRole.DECISION,
        proposal_kind=ProposalKind.MANDATE,
        proposal="Die Verwaltung wird beauftragt.",
    )
    step.refresh_from_db()
    assert (step.position, step.proposal) == (1, "Die Verwaltung wird beauftragt.")
    assert trace() == ["add_consultation", "change_consultation"]


def test_a_refused_change_of_a_consultation_changes_nothing(acting):
    paper = PaperFactory()
    step = _consult(paper, acting(Role.STEERING, at=paper.owner))
    with pytest.raises(NotAllowed):
        change_consultation(
            step,
            actor=acting(Role.HEAD, at=paper.owner),
            body=None,
            meeting=None,
            role=ConsultationRole.HEARING,
            proposal_kind=ProposalKind.NONE,
            proposal="",
        )
    step.refresh_from_db()
    assert (step.role, trace()) == (ConsultationRole.DECISION, ["add_consultation"])
