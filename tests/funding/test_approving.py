"""What must be there before a second person approves, and what may come back."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.access.policy import Role
from kreislotse.funding.actions import (
    add_co_financing,
    approve_application,
    change_application,
    make_declarations,
    return_to_draft,
    state_reasons,
    state_requested_sum,
)
from kreislotse.funding.appraisal import grant_of
from kreislotse.funding.errors import (
    AboveCap,
    Incomplete,
    NotDeclared,
    PurposeNotOfProgramme,
    SumDiffers,
)
from kreislotse.funding.models import Application
from kreislotse.funding.states import ApplicationState, CoFinancingKind, Financing
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DateOrder, FourEyesNeeded, NotAllowed, WrongState
from tests.factories.funding import (
    ApplicationAnnexFactory,
    ApplicationFactory,
    ApplicationLineFactory,
    CentreFactory,
    GuidelineFactory,
    ProgrammeFactory,
    ProgrammeNumberFactory,
    PurposeFactory,
    RequiredAnnexFactory,
)

PERIOD = {"period_from": date(2026, 1, 1), "period_to": date(2026, 12, 31)}
REASONS = {"need": "Bedarf", "funding_need": "Haushalt", "financial_effects": "keine"}


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
def application(centre):
    """An application for 2026 under a guideline, with all that it needs."""
    application = ApplicationFactory(
        initiative=centre,
        programme=GuidelineFactory().programme,
        requested=Money.euros(1_500),
        not_begun=True,
        deducts_input_tax=False,
        **PERIOD,
        **REASONS,
    )
    ApplicationLineFactory(application=application, amount=Money.euros(1_500))
    return application


def kept(application):
    return Application.objects.filter(pk=application.pk).values().get()


def test_a_complete_application_is_approved(application, head):
    approve_application(application, actor=head)
    application.refresh_from_db()
    assert application.state == ApplicationState.INTERNALLY_APPROVED


def test_what_is_missing_is_named(application, head):
    Application.objects.update(need="", period_to=None)
    before = kept(application)
    with pytest.raises(Incomplete) as refusal:
        approve_application(application, actor=head)
    assert "Zeitraum der Maßnahme und Notwendigkeit der Maßnahme" in str(refusal.value)
    assert kept(application) == before
    assert not JournalEntry.objects.exists()


def test_an_annex_that_the_programme_asks_for_must_be_there(application, head):
    """The concept not older than three years is asked for as an annex."""
    asked = RequiredAnnexFactory(programme=application.programme, title="Integrationskonzept")
    with pytest.raises(Incomplete) as refusal:
        approve_application(application, actor=head)
    assert "Integrationskonzept" in str(refusal.value)

    ApplicationAnnexFactory(application=application, code=asked.code)
    approve_application(application, actor=head)


def test_an_annex_that_was_asked_for_in_other_years_is_not(application, head):
    """R-GEN-01."""
    RequiredAnnexFactory(programme=application.programme, valid_to=date(2025, 12, 31))
    approve_application(application, actor=head)


@pytest.mark.parametrize("ruled", [True, False])
def test_what_has_begun_is_not_approved_without_an_early_start(application, officer, head, ruled):
    """R-GRT-03."""
    if not ruled:
        application.programme.guidelines.all().delete()
    make_declarations(application, actor=officer, not_begun=False, deducts_input_tax=False)
    with pytest.raises(NotDeclared):
        approve_application(application, actor=head)
    make_declarations(
        application,
        actor=officer,
        not_begun=False,
        early_start_on=date(2025, 12, 1),
        deducts_input_tax=False,
    )
    approve_application(application, actor=head)


def test_a_sum_above_the_cap_needs_its_reason(application, officer, head):
    application.programme.guidelines.update(cap=Money.euros(1_000))
    with pytest.raises(AboveCap):
        approve_application(application, actor=head)
    state_requested_sum(
        application, actor=officer, requested=Money.euros(1_500), difference_reason="Erlass"
    )
    approve_application(application, actor=head)


def test_a_sum_cut_off_by_the_cap_needs_no_reason(application, officer, head):
    """R-GRT-02: either the sum of the lines or the cap is what was computed."""
    application.programme.guidelines.update(cap=Money.euros(1_000))
    state_requested_sum(application, actor=officer, requested=Money.euros(1_000))
    approve_application(application, actor=head)


def test_a_share_is_computed_from_the_cost_and_the_percentage_of_the_day(application, officer):
    """R-GRT-02."""
    application.programme.guidelines.update(percent=Decimal(80))
    change_application(application, actor=officer, financing=Financing.SHARE)
    application.refresh_from_db()
    assert grant_of(application, officer.today).amount == Money.euros(1_200)
    with pytest.raises(SumDiffers):
        state_requested_sum(application, actor=officer, requested=Money.euros(1_500))
    state_requested_sum(application, actor=officer, requested=Money.euros(1_200))


def test_a_plan_that_nobody_pays_for_is_not_approved(application, officer, head):
    application.programme.guidelines.update(percent=Decimal(80))
    Application.objects.update(financing=Financing.SHARE, requested=Money.euros(1_200))
    with pytest.raises(Incomplete) as refusal:
        approve_application(application, actor=head)
    assert "Finanzierungsplan" in str(refusal.value)
    add_co_financing(
        application,
        actor=officer,
        kind=CoFinancingKind.OWN,
        from_whom="Kreis",
        amount=Money.euros(300),
    )
    approve_application(application, actor=head)


def test_it_goes_back_to_the_draft_and_is_approved_anew(application, officer, head):
    approve_application(application, actor=head)
    return_to_draft(application, actor=officer, reason="Zahlendreher")
    application.refresh_from_db()
    assert application.state == ApplicationState.DRAFT
    assert JournalEntry.objects.of_record(application).first().note == "Zahlendreher"
    approve_application(application, actor=head)


@pytest.mark.parametrize(
    "write",
    [
        lambda application, actor: state_reasons(
            application, actor=actor, **REASONS | {"need": ""}
        ),
        lambda application, actor: make_declarations(application, actor=actor, not_begun=False),
        lambda application, actor: add_co_financing(
            application, actor=actor, kind="own", from_whom="Kreis", amount=Money(1)
        ),
    ],
)
def test_who_wrote_a_part_of_it_does_not_approve(acting, application, write):
    """Four eyes."""
    writer = acting(Role.GRANTS_OFFICER, at=application.owner)
    write(application, writer)
    place = application.owner_id
    promoted = type(writer)(writer.person_id, writer.at, frozenset({(Role.HEAD, place)}))
    with pytest.raises(FourEyesNeeded):
        approve_application(application, actor=promoted)


def _foreign_purpose(application, actor, **change):
    ProgrammeNumberFactory(programme=application.programme, purpose=PurposeFactory())
    change_application(application, actor=actor, purposes=[PurposeFactory()], **change)


REFUSED = [
    (Role.HEAD, lambda a, x: state_reasons(a, actor=x), NotAllowed),
    (Role.HEAD, lambda a, x: make_declarations(a, actor=x, not_begun=True), NotAllowed),
    (Role.GRANTS_OFFICER, lambda a, x: return_to_draft(a, actor=x), WrongState),
    (Role.GRANTS_OFFICER, _foreign_purpose, PurposeNotOfProgramme),
    (
        Role.GRANTS_OFFICER,
        lambda a, x: change_application(a, actor=x, period_to=date(2025, 12, 31)),
        DateOrder,
    ),
]


@pytest.mark.parametrize(("role", "deed", "refusal"), REFUSED)
def test_a_refused_deed_leaves_nothing_behind(acting, application, role, deed, refusal):
    before = kept(application)
    with pytest.raises(refusal):
        deed(application, acting(role, at=application.owner))
    assert kept(application) == before
    assert not JournalEntry.objects.exists()


def test_purposes_are_free_where_the_programme_names_none(application, officer):
    """R-GRT-09."""
    purpose = PurposeFactory()
    change_application(application, actor=officer, purposes=[purpose])
    other = ProgrammeFactory()
    change_application(application, actor=officer, programme=other)
    assert list(application.purposes.all()) == [purpose]
