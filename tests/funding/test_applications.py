"""Stage two, from the draft to what became of it."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.access.policy import Role
from kreislotse.funding.actions import (
    add_application_line,
    agree_distribution,
    approve_application,
    change_application,
    declare_state_unknown,
    draft_application,
    hand_over,
    make_declarations,
    record_award,
    record_rejection,
    remove_application_line,
    state_requested_sum,
    submit_application,
    take_up_draft,
    withdraw_application,
)
from kreislotse.funding.errors import (
    AlreadyHandedOver,
    ConcurrenceMissing,
    ConsentLater,
    ConsentMissing,
    ConsentTaken,
    HandoverToApplicant,
    LineInUse,
    NotPositive,
    OtherInitiative,
    SumDiffers,
    SumMissing,
)
from kreislotse.funding.models import Application, ApplicationLine, Distribution
from kreislotse.funding.queries import formula_of
from kreislotse.funding.states import ApplicationState, ConsentRole, ConsentState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DateOrder, FourEyesNeeded, NotAllowed, WrongState
from tests.factories.funding import (
    ApplicationFactory,
    ApplicationLineFactory,
    CentreFactory,
    ConsentFactory,
    ConsentPartyFactory,
    ProgrammeFactory,
    PurposeFactory,
    RateFactory,
)
from tests.factories.organisations import OrganisationFactory
from tests.factories.staffing import PostFactory

RATES_ON = date(2015, 12, 1)
SUM = Money.euros(170_000)


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, centre):
    return acting(Role.GRANTS_OFFICER, at=centre.owner)


@pytest.fixture
def head(acting, centre):
    return acting(Role.HEAD, at=centre.owner)


@pytest.fixture
def programme(db):
    return ProgrammeFactory(needs_consent=True, financing="fixed_amount")


@pytest.fixture
def draft(centre, officer, programme):
    """The application of 2015: two, one and a half posts."""
    specialist = RateFactory(programme=programme).post_kind
    assistance = RateFactory(programme=programme, per_full_post=Money.euros(40_000)).post_kind
    application = draft_application(
        centre,
        actor=officer,
        title="Grundförderung",
        applicant=centre.owner,
        programme=programme,
        rates_on=RATES_ON,
        requested=SUM,
    )
    for title, share, kind in [
        ("Sozialarbeit", "2.0", specialist),
        ("Verwaltung", "1.0", specialist),
        ("Assistenz", "0.5", assistance),
    ]:
        add_application_line(
            application, actor=officer, title=title, share=Decimal(share), post_kind=kind
        )
    make_declarations(application, actor=officer, not_begun=True)
    return application


@pytest.fixture
def granted(centre):
    """Granted on 8 October 2015, in agreement with a second ministry of the same day."""
    consent = ConsentFactory(
        initiative=centre, state=ConsentState.GRANTED, decided_on=date(2015, 10, 8)
    )
    ConsentPartyFactory(consent=consent, role=ConsentRole.DECIDING)
    ConsentPartyFactory(
        consent=consent,
        role=ConsentRole.CONCURRING,
        organisation__name="MSW",
        concurred_on=date(2015, 10, 8),
    )
    return consent


def test_the_lines_of_2015_add_up_to_170000_euros(draft):
    """T2, R-GRT-02."""
    assert formula_of(draft).total == SUM
    assert draft.financing == "fixed_amount"
    assert [entry.verb for entry in JournalEntry.objects.of_record(draft)] == [
        "make_declarations",
        "add_application_line",
        "add_application_line",
        "add_application_line",
        "draft_application",
    ]


def test_another_day_brings_other_rates(draft, officer):
    """R-GEN-01: the lines look up their rates again."""
    change_application(draft, actor=officer, rates_on=date(2011, 1, 1))
    assert formula_of(draft) is None
    change_application(draft, actor=officer, rates_on=RATES_ON)
    assert formula_of(Application.objects.get(pk=draft.pk)).total == SUM


def test_purposes_are_bound_and_journalled(draft, officer):
    purpose = PurposeFactory(title="Sprachkurse")
    change_application(draft, actor=officer, purposes=[purpose])
    assert list(draft.purposes.all()) == [purpose]
    assert JournalEntry.objects.of_record(draft).first().change == {"purposes": ["Sprachkurse"]}


def test_a_line_is_taken_out_again(draft, officer):
    remove_application_line(draft.lines.get(title="Assistenz"), actor=officer)
    assert formula_of(draft).total == Money.euros(150_000)
    assert JournalEntry.objects.of_record(draft).first().change["line"] == "Assistenz"


def test_a_line_that_pays_for_a_post_stays(draft, officer):
    line = draft.lines.first()
    PostFactory(initiative=draft.initiative, funded_by=line)
    with pytest.raises(LineInUse):
        remove_application_line(line, actor=officer)
    assert ApplicationLine.objects.filter(pk=line.pk).exists()


def test_a_sum_that_differs_needs_its_reason(draft, officer):
    """R-GRT-02."""
    with pytest.raises(SumDiffers):
        state_requested_sum(draft, actor=officer, requested=Money.euros(160_000))
    state_requested_sum(
        draft, actor=officer, requested=Money.euros(160_000), difference_reason="Eigenanteil"
    )
    draft.refresh_from_db()
    assert (draft.requested, draft.difference_reason) == (Money.euros(160_000), "Eigenanteil")


def test_a_sum_may_become_unknown_again(draft, officer):
    assert state_requested_sum(draft, actor=officer, requested=None).requested is None


def test_a_second_person_approves(draft, head):
    approve_application(draft, actor=head)
    draft.refresh_from_db()
    assert draft.state == ApplicationState.INTERNALLY_APPROVED


@pytest.mark.parametrize(
    "write",
    [
        lambda application, actor: None,
        lambda application, actor: change_application(application, actor=actor, title="Neu"),
        lambda application, actor: remove_application_line(application.lines.last(), actor=actor),
    ],
)
def test_who_wrote_any_of_it_does_not_approve(acting, centre, write):
    """Four eyes: known from the journal, whatever roles the person has today."""
    writer = acting(Role.GRANTS_OFFICER, at=centre.owner)
    application = draft_application(
        centre, actor=writer, title="A", applicant=centre.owner, requested=Money(1)
    )
    ApplicationLineFactory(application=application)
    write(application, writer)
    promoted = type(writer)(writer.person_id, writer.at, frozenset({(Role.HEAD, centre.owner_id)}))
    with pytest.raises(FourEyesNeeded):
        approve_application(application, actor=promoted)


def test_nobody_approves_without_a_sum_or_with_an_unexplained_one(draft, officer, head):
    """R-GRT-02."""
    Application.objects.filter(pk=draft.pk).update(requested=Money(1))
    with pytest.raises(SumDiffers):
        approve_application(draft, actor=head)
    Application.objects.filter(pk=draft.pk).update(requested=None)
    with pytest.raises(SumMissing):
        approve_application(draft, actor=head)


def test_it_is_submitted_after_consent_and_concurrence_only(draft, granted, officer, head):
    """T3, R-GRT-01: refused for 7 October 2015, allowed for 9 October 2015."""
    change_application(draft, actor=officer, consent=granted)
    approve_application(draft, actor=head)

    with pytest.raises(ConsentLater) as refusal:
        submit_application(draft, actor=officer, submitted_on=date(2015, 10, 7))
    assert "08.10.2015" in str(refusal.value)

    submit_application(draft, actor=officer, submitted_on=date(2015, 10, 9))
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_on) == (ApplicationState.SUBMITTED, date(2015, 10, 9))


def test_a_missing_concurrence_keeps_it_back(draft, granted, officer, head):
    """R-GRT-01."""
    granted.parties.filter(role=ConsentRole.CONCURRING).update(concurred_on=None)
    change_application(draft, actor=officer, consent=granted)
    approve_application(draft, actor=head)
    with pytest.raises(ConcurrenceMissing) as refusal:
        submit_application(draft, actor=officer, submitted_on=date(2015, 10, 9))
    assert "MSW" in str(refusal.value)


def test_an_exception_is_journalled_with_its_reason(draft, officer, head):
    """R-GRT-01."""
    approve_application(draft, actor=head)
    with pytest.raises(ConsentMissing):
        submit_application(draft, actor=officer, submitted_on=date(2015, 10, 7))
    submit_application(
        draft, actor=officer, submitted_on=date(2015, 10, 7), override_reason="Fristablauf"
    )
    entry = JournalEntry.objects.of_record(draft).first()
    assert (entry.verb, entry.note) == ("submit_application", "Fristablauf")


def test_without_need_of_consent_it_is_simply_submitted(centre, officer):
    application = ApplicationFactory(initiative=centre, approved=True)
    submit_application(application, actor=officer, submitted_on=date(2015, 10, 7))
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED


def test_the_answer_ends_it(centre, officer):
    awarded = record_award(
        ApplicationFactory(initiative=centre, submitted=True),
        actor=officer,
        awarded_on=date(2015, 11, 24),
    )
    rejected = record_rejection(
        ApplicationFactory(initiative=centre, submitted=True), actor=officer
    )
    withdrawn = withdraw_application(
        ApplicationFactory(initiative=centre), actor=officer, reason="Doppelt"
    )
    assert [each.state for each in (awarded, rejected, withdrawn)] == [
        ApplicationState.AWARDED,
        ApplicationState.REJECTED,
        ApplicationState.WITHDRAWN,
    ]
    assert awarded.awarded_on == date(2015, 11, 24)


def test_a_state_that_nobody_knows_is_said_to_be_so(centre, officer):
    application = ApplicationFactory(initiative=centre)
    assert declare_state_unknown(application, actor=officer).state == ApplicationState.UNKNOWN
    assert take_up_draft(application, actor=officer).state == ApplicationState.DRAFT


def test_responsibility_moves_once(centre, officer):
    """R-DIS-05."""
    application = ApplicationFactory(initiative=centre, in_place_of="des Zentrums")
    successor, day = OrganisationFactory(), date(2015, 12, 1)
    with pytest.raises(HandoverToApplicant):
        hand_over(application, actor=officer, to=centre.owner, on=day)
    handover = hand_over(application, actor=officer, to=successor, on=day)
    assert (handover.to, handover.on) == (successor, day)
    with pytest.raises(AlreadyHandedOver):
        hand_over(application, actor=officer, to=successor, on=day)


def test_the_distribution_is_agreed_and_corrected(centre, officer):
    """R-DIS-04."""
    agree_distribution(centre, actor=officer, agreed_with_municipalities=False)
    agree_distribution(
        centre, actor=officer, agreed_with_municipalities=True, rule="zu gleichen Teilen"
    )
    found = Distribution.objects.get()
    assert (found.agreed_with_municipalities, found.rule) == (True, "zu gleichen Teilen")
    assert JournalEntry.objects.of_record(found).count() == 2


def _draft(initiative, actor, **facts):
    values = {"title": "A", "applicant": initiative.owner} | facts
    return draft_application(initiative, actor=actor, **values)


REFUSED = [
    (Role.HEAD, "draft", lambda a, x: _draft(a.initiative, x), NotAllowed),
    (Role.HEAD, "draft", lambda a, x: change_application(a, actor=x, title="B"), NotAllowed),
    (Role.GRANTS_OFFICER, "draft", lambda a, x: approve_application(a, actor=x), NotAllowed),
    (Role.HEAD, "draft", lambda a, x: agree_distribution(
        a.initiative, actor=x, agreed_with_municipalities=True), NotAllowed),
    (Role.HEAD, "draft", lambda a, x: hand_over(
        a, actor=x, to=OrganisationFactory(), on=RATES_ON), NotAllowed),
    (Role.HEAD, "draft", lambda a, x: add_application_line(
        a, actor=x, title="B", share=None), NotAllowed),
    (Role.HEAD, "internally_approved", lambda a, x: submit_application(
        a, actor=x, submitted_on=RATES_ON), NotAllowed),
    (Role.GRANTS_OFFICER, "draft", lambda a, x: submit_application(
        a, actor=x, submitted_on=RATES_ON), WrongState),
    (Role.GRANTS_OFFICER, "internally_approved", lambda a, x: change_application(
        a, actor=x, title="B"), WrongState),
    (Role.GRANTS_OFFICER, "internally_approved", lambda a, x: state_requested_sum(
        a, actor=x, requested=Money(1)), WrongState),
    (Role.GRANTS_OFFICER, "internally_approved", lambda a, x: add_application_line(
        a, actor=x, title="B", share=None), WrongState),
    (Role.GRANTS_OFFICER, "draft", lambda a, x: add_application_line(
        a, actor=x, title="B", share=Decimal(0)), NotPositive),
    (Role.GRANTS_OFFICER, "draft", lambda a, x: state_requested_sum(
        a, actor=x, requested=Money(0)), NotPositive),
    (Role.GRANTS_OFFICER, "draft", lambda a, x: change_application(
        a, actor=x, consent=ConsentFactory()), OtherInitiative),
    (Role.GRANTS_OFFICER, "draft", lambda a, x: change_application(
        a, actor=x, consent=ApplicationFactory(
            initiative=a.initiative,
            consent=ConsentFactory(initiative=a.initiative)).consent), ConsentTaken),
    (Role.GRANTS_OFFICER, "submitted", lambda a, x: record_award(
        a, actor=x, awarded_on=date(2015, 10, 8)), DateOrder),
]  # fmt: skip


@pytest.mark.parametrize(("role", "state", "deed", "refusal"), REFUSED)
def test_a_refused_deed_leaves_nothing_behind(acting, centre, role, state, deed, refusal):
    traits = {"draft": {}, "internally_approved": {"approved": True}, "submitted": {state: True}}
    application = ApplicationFactory(initiative=centre, **traits[state])
    before = Application.objects.filter(pk=application.pk).values().get()

    with pytest.raises(refusal):
        deed(application, acting(role, at=centre.owner))

    assert Application.objects.filter(pk=application.pk).values().get() == before
    assert not application.lines.exists()
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.GRANTS_OFFICER, True), (Role.AUDITOR, True), (Role.COUNSELLOR, False)],
)
def test_applications_are_seen_by_their_own_district_only(acting, centre, role, sees):
    ours, theirs = ApplicationFactory(initiative=centre), ApplicationFactory()
    line, foreign = (ApplicationLineFactory(application=each) for each in (ours, theirs))
    actor = acting(role, at=centre.owner)
    assert theirs not in Application.objects.visible_to(actor)
    assert foreign not in ApplicationLine.objects.visible_to(actor)
    assert list(Application.objects.visible_to(actor)) == ([ours] if sees else [])
    assert list(ApplicationLine.objects.visible_to(actor)) == ([line] if sees else [])
