from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.initiatives import errors
from kreislotse.initiatives.actions import (
    answer_question,
    ask_question,
    change_letter,
    change_position,
    move_milestone,
    record_letter_in,
    record_letter_out,
    record_position,
    record_report_received,
    set_milestone,
    subscribe_to_reports,
)
from kreislotse.initiatives.models import (
    Initiative,
    Letter,
    Milestone,
    OpenQuestion,
    Partner,
    Position,
    ReportSubscription,
)
from kreislotse.initiatives.states import Direction, Stance
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from tests.factories.initiatives import (
    InitiativeFactory,
    LetterFactory,
    MilestoneFactory,
    PartnerFactory,
    PositionFactory,
    QuestionFactory,
    SubscriptionFactory,
)
from tests.factories.organisations import OrganisationFactory

SENT, GRANTED = date(2015, 9, 24), date(2015, 10, 8)
TODAY, TOMORROW = date(2015, 11, 2), date(2015, 11, 3)


def trace():
    return list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))


def test_a_milestone_is_set_and_moved_with_before_and_after(acting):
    """L43: plan, forecast and actual day."""
    initiative = InitiativeFactory()
    actor = acting(Role.STEERING, at=initiative.owner)
    milestone = set_milestone(
        initiative, actor=actor, title="Beginn", code="start", planned_on=date(2015, 12, 1)
    )
    move_milestone(
        milestone,
        actor=actor,
        planned_on=date(2015, 12, 1),
        forecast_on=date(2016, 1, 15),
        actual_on=TODAY,
        remark="Räume fehlen",
    )
    milestone.refresh_from_db()
    assert (milestone.forecast_on, milestone.actual_on) == (date(2016, 1, 15), TODAY)
    assert trace() == ["set_milestone", "move_milestone"]


@pytest.mark.parametrize(
    ("role", "given", "refusal"),
    [
        (Role.HEAD, {}, NotAllowed),
        (Role.STEERING, {"code": "start"}, errors.MilestoneExists),
        (Role.STEERING, {"actual_on": TOMORROW}, errors.ActualDayLiesAhead),
    ],
)
def test_a_refused_milestone_is_not_there(acting, role, given, refusal):
    initiative = MilestoneFactory(code="start").initiative
    with pytest.raises(refusal):
        set_milestone(initiative, actor=acting(role, at=initiative.owner), title="X", **given)
    assert (Milestone.objects.count(), trace()) == (1, [])


@pytest.mark.parametrize(
    ("role", "actual_on", "refusal"),
    [(Role.HEAD, TODAY, NotAllowed), (Role.STEERING, TOMORROW, errors.ActualDayLiesAhead)],
)
def test_a_refused_move_changes_nothing(acting, role, actual_on, refusal):
    milestone = MilestoneFactory()
    with pytest.raises(refusal):
        move_milestone(
            milestone,
            actor=acting(role, at=milestone.initiative.owner),
            planned_on=None,
            forecast_on=None,
            actual_on=actual_on,
            remark="",
        )
    milestone.refresh_from_db()
    assert (milestone.actual_on, trace()) == (None, [])


def test_a_letter_out_and_its_answer_are_kept_with_all_who_got_them(acting):
    """L25-30: the request to two ministries, and the consent."""
    initiative = InitiativeFactory()
    actor = acting(Role.STEERING, at=initiative.owner)
    ministries = OrganisationFactory.create_batch(2)
    request = record_letter_out(
        initiative,
        actor=actor,
        dated=SENT,
        subject="Bitte um Zustimmung",
        sender=initiative.owner,
        addressees=ministries,
        follow_up_on=date(2015, 10, 24),
    )
    answer = record_letter_in(
        initiative,
        actor=actor,
        dated=GRANTED,
        subject="Zustimmung",
        sender=ministries[0],
        addressees=[initiative.owner],
        answers=request,
    )
    assert (request.direction, answer.direction) == (Direction.OUT, Direction.IN)
    assert sorted(request.addressees.values_list("pk", flat=True)) == [m.pk for m in ministries]
    assert list(request.answered_by.all()) == [answer]
    assert trace() == [
        "record_letter_out",
        "set_addressees",
        "record_letter_in",
        "set_addressees",
    ]


def _letter(initiative, actor, **given):
    facts = {
        "dated": GRANTED,
        "subject": "Antwort",
        "sender": initiative.owner,
        "addressees": [],
        "answers": None,
        "follow_up_on": None,
        "file_reference": "",
    }
    return record_letter_in(initiative, actor=actor, **facts | given)


@pytest.mark.parametrize(
    ("role", "given", "refusal"),
    [
        (Role.HEAD, lambda letter: {}, NotAllowed),
        (
            Role.STEERING,
            lambda letter: {"answers": letter, "dated": date(2015, 9, 23)},
            DateOrder,
        ),
        (Role.STEERING, lambda letter: {"follow_up_on": date(2015, 10, 7)}, DateOrder),
        (
            Role.STEERING,
            lambda letter: {"answers": LetterFactory()},
            errors.AnswersAnotherInitiative,
        ),
    ],
)
def test_a_refused_letter_is_not_there(acting, role, given, refusal):
    letter = LetterFactory(dated=SENT)
    facts = given(letter)
    before = Letter.objects.count()
    with pytest.raises(refusal):
        _letter(letter.initiative, acting(role, at=letter.initiative.owner), **facts)
    assert (Letter.objects.count(), trace()) == (before, [])


def test_the_refusal_names_both_days(acting):
    letter = LetterFactory(dated=SENT)
    actor = acting(Role.STEERING, at=letter.initiative.owner)
    with pytest.raises(DateOrder) as refusal:
        _letter(letter.initiative, actor, answers=letter, dated=date(2015, 9, 23))
    assert str(refusal.value) == (
        "Die Antwort (23.09.2015) darf nicht vor dem beantworteten Schreiben (24.09.2015) liegen."
    )


def _changed(letter, actor, **given):
    facts = {
        "dated": letter.dated,
        "subject": "Neuer Betreff",
        "sender": letter.sender,
        "addressees": [],
        "answers": None,
        "follow_up_on": None,
        "file_reference": "",
    }
    return change_letter(letter, actor=actor, **facts | given)


def test_a_letter_is_set_right(acting):
    letter = LetterFactory(dated=SENT)
    addressee = OrganisationFactory()
    _changed(letter, acting(Role.STEERING, at=letter.initiative.owner), addressees=[addressee])
    letter.refresh_from_db()
    assert (letter.subject, list(letter.addressees.all())) == ("Neuer Betreff", [addressee])
    assert trace() == ["change_letter", "set_addressees"]


@pytest.mark.parametrize(
    ("role", "given", "refusal"),
    [
        (Role.HEAD, lambda letter: {}, NotAllowed),
        (Role.STEERING, lambda letter: {"dated": date(2015, 10, 9)}, DateOrder),
        (Role.STEERING, lambda letter: {"answers": letter}, errors.AnswersAnotherInitiative),
    ],
)
def test_a_refused_change_of_a_letter_changes_nothing(acting, role, given, refusal):
    letter = LetterFactory(dated=SENT, subject="Betreff")
    LetterFactory(initiative=letter.initiative, dated=GRANTED, answers=letter)
    with pytest.raises(refusal):
        _changed(letter, acting(role, at=letter.initiative.owner), **given(letter))
    letter.refresh_from_db()
    assert (letter.subject, letter.dated, trace()) == ("Betreff", SENT, [])


def test_a_position_is_reported_with_its_source(acting):
    """R-CPT-04, L98-99: not agreed, as the association of districts says."""
    initiative = InitiativeFactory()
    actor = acting(Role.STEERING, at=initiative.owner)
    municipal, districts = OrganisationFactory.create_batch(2)
    position = record_position(
        initiative,
        actor=actor,
        holder=municipal,
        stance=Stance.NOT_AGREED,
        statement="Die Planung ist nicht abgestimmt.",
        said_by=districts,
    )
    change_position(
        position,
        actor=actor,
        stance=Stance.OBJECTS,
        statement="Die Planung wird abgelehnt.",
        dated=None,
        said_by=None,
        source="Rundschreiben",
    )
    position.refresh_from_db()
    assert (position.stance, position.source) == (Stance.OBJECTS, "Rundschreiben")
    assert trace() == ["record_position", "change_position"]


@pytest.mark.parametrize(
    ("role", "source", "refusal"),
    [
        (Role.HEAD, "Rundschreiben", NotAllowed),
        (Role.STEERING, " ", errors.PositionWithoutSource),
    ],
)
def test_a_refused_position_changes_nothing(acting, role, source, refusal):
    position = PositionFactory()
    actor = acting(role, at=position.initiative.owner)
    facts = {"stance": Stance.OBJECTS, "statement": "Nein.", "said_by": None, "source": source}
    with pytest.raises(refusal):
        record_position(position.initiative, actor=actor, holder=position.holder, **facts)
    with pytest.raises(refusal):
        change_position(position, actor=actor, dated=None, **facts)
    position.refresh_from_db()
    assert (position.stance, Position.objects.count(), trace()) == (Stance.STATES, 1, [])


def test_a_question_is_asked_today_and_answered_once(acting):
    """R-PAP-07."""
    initiative = InitiativeFactory()
    actor = acting(Role.STEERING, at=initiative.owner)
    question = ask_question(initiative, actor=actor, question="Welche Summe?", due_on=TOMORROW)
    assert (question.asked_on, question.answered_on) == (TODAY, None)
    answer_question(question, actor=actor, answer="170.000 €")
    question.refresh_from_db()
    assert (question.answer, question.answered_on) == ("170.000 €", TODAY)
    assert trace() == ["ask_question", "answer_question"]


@pytest.mark.parametrize(
    ("role", "due_on", "refusal"),
    [(Role.HEAD, None, NotAllowed), (Role.STEERING, date(2015, 11, 1), DateOrder)],
)
def test_a_refused_question_is_not_there(acting, role, due_on, refusal):
    initiative = InitiativeFactory()
    with pytest.raises(refusal):
        ask_question(
            initiative, actor=acting(role, at=initiative.owner), question="Wann?", due_on=due_on
        )
    assert (OpenQuestion.objects.count(), trace()) == (0, [])


@pytest.mark.parametrize(
    ("role", "answered", "refusal"),
    [(Role.HEAD, False, NotAllowed), (Role.STEERING, True, errors.QuestionAlreadyAnswered)],
)
def test_a_refused_answer_changes_nothing(acting, role, answered, refusal):
    said = {"answer": "Ja", "answered_on": GRANTED} if answered else {}
    question = QuestionFactory(**said)
    with pytest.raises(refusal):
        answer_question(question, actor=acting(role, at=question.initiative.owner), answer="Nein")
    question.refresh_from_db()
    assert (question.answer, trace()) == ("Ja" if answered else "", [])


def test_reports_are_asked_for_and_the_next_one_follows(acting):
    """L90-91: running reports from the agency."""
    initiative = InitiativeFactory()
    actor = acting(Role.STEERING, at=initiative.owner)
    subscription = subscribe_to_reports(
        initiative,
        actor=actor,
        reporter=OrganisationFactory(),
        subject="Verlauf des Projekts",
        asked_on=SENT,
        every_months=3,
        next_due_on=GRANTED,
    )
    record_report_received(subscription, actor=actor, received_on=date(2015, 10, 20))
    subscription.refresh_from_db()
    assert subscription.last_received_on == date(2015, 10, 20)
    assert subscription.next_due_on == date(2016, 1, 8)
    assert trace() == ["subscribe_to_reports", "record_report_received"]


@pytest.mark.parametrize(
    ("role", "next_due_on", "refusal"),
    [(Role.HEAD, None, NotAllowed), (Role.STEERING, date(2015, 9, 23), DateOrder)],
)
def test_a_refused_subscription_is_not_there(acting, role, next_due_on, refusal):
    initiative = InitiativeFactory()
    with pytest.raises(refusal):
        subscribe_to_reports(
            initiative,
            actor=acting(role, at=initiative.owner),
            reporter=OrganisationFactory(),
            subject="Verlauf",
            asked_on=SENT,
            next_due_on=next_due_on,
        )
    assert (ReportSubscription.objects.count(), trace()) == (0, [])


@pytest.mark.parametrize(
    ("role", "received_on", "refusal"),
    [
        (Role.HEAD, TODAY, NotAllowed),
        (Role.STEERING, date(2015, 9, 23), DateOrder),
        (Role.STEERING, date(2015, 10, 7), DateOrder),
        (Role.STEERING, TOMORROW, DateOrder),
    ],
)
def test_a_refused_receipt_changes_nothing(acting, role, received_on, refusal):
    subscription = SubscriptionFactory(asked_on=SENT, last_received_on=GRANTED)
    with pytest.raises(refusal):
        record_report_received(
            subscription,
            actor=acting(role, at=subscription.initiative.owner),
            received_on=received_on,
        )
    subscription.refresh_from_db()
    assert (subscription.last_received_on, trace()) == (GRANTED, [])


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.HEAD, True),
        (Role.STEERING, True),
        (Role.AUDITOR, True),
        (Role.COUNSELLOR, False),
        (Role.PARTNER_DISTRICT, False),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_initiatives_are_seen_at_their_own_district_only(acting, role, sees):
    ours, theirs = InitiativeFactory(), InitiativeFactory()
    made = [
        {
            Partner: PartnerFactory(initiative=initiative),
            Milestone: MilestoneFactory(initiative=initiative),
            Letter: LetterFactory(initiative=initiative),
            Position: PositionFactory(initiative=initiative),
            OpenQuestion: QuestionFactory(initiative=initiative),
            ReportSubscription: SubscriptionFactory(initiative=initiative),
            Initiative: initiative,
        }
        for initiative in (ours, theirs)
    ]
    actor = acting(role, at=ours.owner)
    for model, row in made[0].items():
        assert list(model.objects.visible_to(actor)) == ([row] if sees else [])
