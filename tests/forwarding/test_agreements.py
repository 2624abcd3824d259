"""What towns say to a plan (R-DIS-04)."""

from datetime import date

import pytest
from django.db import transaction

from kreislotse.access.policy import Role
from kreislotse.forwarding import actions
from kreislotse.forwarding import sharing_errors as errors
from kreislotse.forwarding.models import Agreement
from kreislotse.forwarding.sharing_words import agreement_summary
from kreislotse.forwarding.states import AgreementState, PlanState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from tests.factories.organisations import MunicipalityFactory
from tests.factories.sharing import AgreementFactory

S = AgreementState
TODAY, TOMORROW = date(2015, 11, 2), date(2015, 11, 3)


@pytest.fixture
def agreement(db):
    return AgreementFactory(municipality__name="Ascheberg")


@pytest.fixture
def officer(acting, agreement):
    return acting(Role.GRANTS_OFFICER, at=agreement.plan.owner)


@pytest.fixture
def clerk(acting, agreement):
    return acting(Role.MUNICIPAL_CLERK, at=agreement.municipality)


def facts(agreement):
    agreement.refresh_from_db()
    return agreement.state, agreement.answered_on, agreement.remark


def everything():
    rows = Agreement.objects.order_by("pk").values_list("state", "answered_on", "remark")
    return list(rows), JournalEntry.objects.count()


def test_a_clerk_agrees_for_the_own_town(agreement, clerk):
    """R-DIS-04"""
    actions.agree_to_share(agreement, actor=clerk)
    assert facts(agreement) == (S.AGREED, TODAY, "")
    entry = JournalEntry.objects.of_record(agreement).get()
    assert (entry.verb, entry.person_id) == ("agree_to_share", clerk.person_id)


def test_the_office_enters_a_letter_with_its_day(agreement, officer):
    """R-DIS-04"""
    day = date(2015, 10, 29)
    actions.agree_to_share(agreement, actor=officer, answered_on=day, remark="Brief")
    assert facts(agreement) == (S.AGREED, day, "Brief")


def test_an_objection_says_why_and_can_be_settled(agreement, clerk):
    actions.object_to_share(agreement, actor=clerk, remark=" Zu wenig für zwei Unterkünfte. ")
    assert facts(agreement) == (S.OBJECTED, TODAY, "Zu wenig für zwei Unterkünfte.")
    actions.agree_to_share(agreement, actor=clerk)
    assert facts(agreement) == (S.AGREED, TODAY, "")


def test_silence_is_noted_after_the_day_and_a_late_answer_still_counts(agreement, officer, clerk):
    """R-DIS-04"""
    actions.note_silence(agreement, actor=officer)
    assert facts(agreement) == (S.SILENT, None, "")
    actions.agree_to_share(agreement, actor=clerk)
    assert agreement_summary(agreement.plan) == "1 einverstanden"


def test_the_silence_of_all_is_noted_at_once(agreement, officer):
    """R-DIS-04: nine agreed, two have let the day pass."""
    AgreementFactory(plan=agreement.plan)
    AgreementFactory.create_batch(9, plan=agreement.plan, state=S.AGREED, answered_on=TODAY)
    actions.note_silences(agreement.plan, actor=officer)
    assert agreement_summary(agreement.plan) == "9 einverstanden, 2 ohne Antwort"


def closed(agreement, officer, clerk):
    agreement.plan.state = PlanState.DECIDED
    agreement.plan.save()
    actions.agree_to_share(agreement, actor=clerk)


def twice(agreement, officer, clerk):
    actions.agree_to_share(agreement, actor=clerk)
    actions.agree_to_share(agreement, actor=clerk)


def silence(**changed):
    def deed(agreement, officer, clerk):
        Agreement.objects.update(**changed)
        agreement.refresh_from_db()
        actions.note_silence(agreement, actor=officer)

    return deed


REFUSALS = {
    "the plan is decided": (
        closed,
        errors.NotInConsultation,
        "hat den Stand „beschlossen“. Zu ihr wird nicht mehr geantwortet.",
    ),
    "the same answer again": (
        twice,
        errors.SaidBefore,
        "Für Ascheberg ist schon „einverstanden“ eingetragen.",
    ),
    "an answer of tomorrow": (
        lambda agreement, officer, clerk: actions.agree_to_share(
            agreement, actor=officer, answered_on=TOMORROW
        ),
        errors.AnswerAhead,
        "Der 03.11.2015 liegt in der Zukunft.",
    ),
    "an objection without reason": (
        lambda agreement, officer, clerk: actions.object_to_share(
            agreement, actor=clerk, remark=" "
        ),
        errors.ObjectionWithoutReason,
        "Schreiben Sie, was dem Anteil entgegensteht.",
    ),
    "silence on the last day": (
        silence(due_on=TODAY),
        errors.StillTimeToAnswer,
        "Ascheberg kann bis zum 02.11.2015 antworten.",
    ),
    "silence after an answer": (
        silence(state=S.AGREED, answered_on=TODAY),
        errors.SaidBefore,
        "schon „einverstanden“",
    ),
    "silence noted by a clerk": (
        lambda agreement, officer, clerk: actions.note_silence(agreement, actor=clerk),
        NotAllowed,
        "Recht",
    ),
    "all silences noted by a clerk": (
        lambda agreement, officer, clerk: actions.note_silences(agreement.plan, actor=clerk),
        NotAllowed,
        "Recht",
    ),
}


@pytest.mark.parametrize(("deed", "refusal", "said"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_says_why_and_changes_nothing(agreement, officer, clerk, deed, refusal, said):
    """R-DIS-04"""
    before = everything()
    with pytest.raises(refusal) as caught, transaction.atomic():
        deed(agreement, officer, clerk)
    assert said in str(caught.value)
    assert everything() == before


def test_when_nobody_is_silent_there_is_nothing_to_note(agreement, officer, clerk):
    actions.agree_to_share(agreement, actor=clerk)
    with pytest.raises(errors.NobodySilent, match="keine Antwort mehr aus"):
        actions.note_silences(agreement.plan, actor=officer)


@pytest.mark.parametrize("deed", [actions.agree_to_share, actions.object_to_share])
def test_nobody_answers_for_another_town(acting, agreement, deed):
    """R-DP-10"""
    stranger = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=agreement.plan.owner))
    with pytest.raises(NotAllowed):
        deed(agreement, actor=stranger, remark="x")
    assert facts(agreement) == (S.ASKED, None, "")
    assert not Agreement.objects.visible_to(stranger)
