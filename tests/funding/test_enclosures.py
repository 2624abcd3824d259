"""What goes with an application: sums, money of others, annexes, inquiries."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from kreislotse.access.policy import Role
from kreislotse.funding.actions import (
    add_annex,
    add_application_line,
    add_co_financing,
    answer_inquiry,
    change_application_line,
    record_award,
    record_inquiry,
    remove_annex,
    remove_co_financing,
    settle_inquiries,
)
from kreislotse.funding.errors import (
    AnnexTaken,
    InquiryAnswered,
    InquiryOpen,
    NotPositive,
    NumberNotOfProgramme,
    PurposeNotOfProgramme,
    ShareOrAmount,
    TextMissing,
)
from kreislotse.funding.models import (
    Application,
    ApplicationAnnex,
    ApplicationLine,
    CoFinancing,
    Inquiry,
)
from kreislotse.funding.queries import formula_of
from kreislotse.funding.states import ApplicationState, CoFinancingKind
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from tests.factories.attachments import PDF
from tests.factories.funding import (
    ApplicationAnnexFactory,
    ApplicationFactory,
    ApplicationLineFactory,
    CentreFactory,
    CoFinancingFactory,
    InquiryFactory,
    ProgrammeFactory,
    ProgrammeNumberFactory,
    PurposeFactory,
    RateFactory,
    RequiredAnnexFactory,
)
from tests.factories.staffing import PostFactory

ASKED_ON = date(2015, 10, 20)


def file():
    handed_in = BytesIO(PDF)
    handed_in.name = "konzept.pdf"
    return handed_in


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, centre):
    return acting(Role.GRANTS_OFFICER, at=centre.owner)


@pytest.fixture
def draft(centre):
    return ApplicationFactory(
        initiative=centre, programme=ProgrammeFactory(), rates_on=date(2015, 12, 1)
    )


@pytest.fixture
def submitted(centre):
    return ApplicationFactory(initiative=centre, submitted=True)


def test_shares_and_sums_add_up_in_one_formula(draft, officer):
    """R-GRT-02."""
    kind = RateFactory(programme=draft.programme).post_kind
    add_application_line(
        draft, actor=officer, title="Beratung", share=Decimal("2.0"), post_kind=kind
    )
    add_application_line(draft, actor=officer, title="Material", amount=Money.euros(1_500))
    text = str(formula_of(draft)).replace("\u00a0", " ")
    assert text == "2,0 × 50.000,00 € + 1.500,00 € = 101.500,00 €"


def test_a_line_carries_its_number_and_purpose(draft, officer):
    """R-GRT-09."""
    known = ProgrammeNumberFactory(programme=draft.programme, purpose=PurposeFactory())
    line = add_application_line(
        draft,
        actor=officer,
        title="Räume",
        amount=Money(1),
        number=known.number,
        purpose=known.purpose,
    )
    assert (line.number, line.purpose) == (known.number, known.purpose)
    assert JournalEntry.objects.of_record(draft).first().change["number"] == known.number


def test_a_line_is_said_anew_under_the_post_that_it_pays_for(draft, officer):
    kind = RateFactory(programme=draft.programme).post_kind
    line = add_application_line(draft, actor=officer, title="Beratung", share=Decimal(1))
    PostFactory(initiative=draft.initiative, funded_by=line)
    change_application_line(
        line, actor=officer, title="Beratung", share=Decimal("0.5"), post_kind=kind
    )
    assert formula_of(draft).total == Money.euros(25_000)
    assert JournalEntry.objects.of_record(draft).first().verb == "change_application_line"


def test_co_financing_is_entered_and_taken_out(draft, officer):
    part = add_co_financing(
        draft,
        actor=officer,
        kind=CoFinancingKind.THIRD_PARTY,
        from_whom="Stiftung",
        amount=Money.euros(500),
        granted=True,
    )
    assert (part.amount, part.granted) == (Money.euros(500), True)
    remove_co_financing(part, actor=officer)
    assert not CoFinancing.objects.exists()
    assert [entry.verb for entry in JournalEntry.objects.of_record(draft)] == [
        "remove_co_financing",
        "add_co_financing",
    ]


def test_an_annex_is_named_by_what_the_programme_asks_for(draft, officer):
    asked = RequiredAnnexFactory(programme=draft.programme, title="Arbeitsplan")
    annex = add_annex(draft, actor=officer, file=file(), code=asked.code)
    assert (annex.title, annex.code, annex.file.size) == ("Arbeitsplan", asked.code, len(PDF))
    with pytest.raises(AnnexTaken):
        add_annex(draft, actor=officer, file=file(), code=asked.code)
    remove_annex(annex, actor=officer)
    assert not ApplicationAnnex.objects.exists()


def test_while_the_authority_asks_files_may_be_added(centre, officer):
    asked = ApplicationFactory(
        initiative=centre, state=ApplicationState.QUERY, submitted_on=date(2015, 10, 9)
    )
    assert add_annex(asked, actor=officer, file=file(), title="Nachgereicht").pk


def test_an_inquiry_is_answered_before_it_is_settled(submitted, officer):
    inquiry = record_inquiry(
        submitted, actor=officer, asked_on=ASKED_ON, question="Wie viele Stunden?"
    )
    submitted.refresh_from_db()
    assert submitted.state == ApplicationState.QUERY
    with pytest.raises(WrongState):
        record_award(submitted, actor=officer, awarded_on=date(2015, 11, 24))
    with pytest.raises(InquiryOpen):
        settle_inquiries(submitted, actor=officer)

    answer_inquiry(inquiry, actor=officer, answered_on=date(2015, 10, 22), answer="39")
    settle_inquiries(submitted, actor=officer)
    submitted.refresh_from_db()
    assert submitted.state == ApplicationState.SUBMITTED
    assert [entry.verb for entry in JournalEntry.objects.of_record(submitted)] == [
        "settle_inquiries",
        "answer_inquiry",
        "record_inquiry",
    ]


def _line(application, actor, **said):
    return add_application_line(application, actor=actor, title="A", **said)


def _numbered(application, actor, **said):
    ProgrammeNumberFactory(programme=application.programme, number="A", purpose=PurposeFactory())
    return _line(application, actor, amount=Money(1), **said)


OFFICER, HEAD = Role.GRANTS_OFFICER, Role.HEAD
REFUSED = [
    (OFFICER, "draft", lambda a, x: _line(a, x, amount=Money(0)), NotPositive),
    (OFFICER, "draft", lambda a, x: _line(a, x, amount=Money(-100)), NotPositive),
    (OFFICER, "draft", lambda a, x: _line(a, x, amount=Money(1), share=Decimal(1)),
        ShareOrAmount),
    (OFFICER, "draft", lambda a, x: _numbered(a, x, number="B"), NumberNotOfProgramme),
    (OFFICER, "draft", lambda a, x: _numbered(a, x, number="A", purpose=PurposeFactory()),
        PurposeNotOfProgramme),
    (HEAD, "draft", lambda a, x: change_application_line(
        ApplicationLineFactory(application=a), actor=x, title="B"), NotAllowed),
    (OFFICER, "submitted", lambda a, x: change_application_line(
        ApplicationLineFactory(application=a), actor=x, title="B"), WrongState),
    (HEAD, "draft", lambda a, x: add_co_financing(
        a, actor=x, kind="own", from_whom="Kreis", amount=Money(1)), NotAllowed),
    (OFFICER, "draft", lambda a, x: add_co_financing(
        a, actor=x, kind="own", from_whom="Kreis", amount=Money(-1)), NotPositive),
    (OFFICER, "submitted", lambda a, x: add_co_financing(
        a, actor=x, kind="own", from_whom="Kreis", amount=Money(1)), WrongState),
    (HEAD, "draft", lambda a, x: remove_co_financing(
        CoFinancingFactory(application=a), actor=x), NotAllowed),
    (OFFICER, "submitted", lambda a, x: remove_co_financing(
        CoFinancingFactory(application=a), actor=x), WrongState),
    (HEAD, "draft", lambda a, x: add_annex(a, actor=x, file=file(), title="A"), NotAllowed),
    (OFFICER, "draft", lambda a, x: add_annex(a, actor=x, file=file()), TextMissing),
    (OFFICER, "submitted", lambda a, x: add_annex(a, actor=x, file=file(), title="A"),
        WrongState),
    (HEAD, "draft", lambda a, x: remove_annex(
        ApplicationAnnexFactory(application=a), actor=x), NotAllowed),
    (OFFICER, "submitted", lambda a, x: remove_annex(
        ApplicationAnnexFactory(application=a), actor=x), WrongState),
    (HEAD, "submitted", lambda a, x: record_inquiry(
        a, actor=x, asked_on=ASKED_ON, question="?"), NotAllowed),
    (OFFICER, "draft", lambda a, x: record_inquiry(
        a, actor=x, asked_on=ASKED_ON, question="?"), WrongState),
    (OFFICER, "submitted", lambda a, x: record_inquiry(
        a, actor=x, asked_on=ASKED_ON, question=" "), TextMissing),
    (OFFICER, "submitted", lambda a, x: record_inquiry(
        a, actor=x, asked_on=date(2015, 10, 8), question="?"), DateOrder),
    (OFFICER, "submitted", lambda a, x: record_inquiry(
        a, actor=x, asked_on=ASKED_ON, question="?", due_on=date(2015, 10, 19)), DateOrder),
    (HEAD, "submitted", lambda a, x: answer_inquiry(
        InquiryFactory(application=a), actor=x, answered_on=ASKED_ON, answer="!"), NotAllowed),
    (OFFICER, "submitted", lambda a, x: answer_inquiry(
        InquiryFactory(application=a), actor=x, answered_on=ASKED_ON, answer=""), TextMissing),
    (OFFICER, "submitted", lambda a, x: answer_inquiry(
        InquiryFactory(application=a), actor=x, answered_on=date(2015, 10, 19), answer="!"),
        DateOrder),
    (OFFICER, "submitted", lambda a, x: answer_inquiry(
        InquiryFactory(application=a, answered_on=ASKED_ON), actor=x, answered_on=ASKED_ON,
        answer="!"), InquiryAnswered),
    (OFFICER, "submitted", lambda a, x: settle_inquiries(a, actor=x), WrongState),
]  # fmt: skip


@pytest.mark.parametrize(("role", "state", "deed", "refusal"), REFUSED)
def test_a_refused_deed_leaves_no_trace(
    acting, centre, draft, submitted, role, state, deed, refusal
):
    application = {"draft": draft, "submitted": submitted}[state]
    before = Application.objects.filter(pk=application.pk).values().get()
    with pytest.raises(refusal):
        deed(application, acting(role, at=centre.owner))
    assert Application.objects.filter(pk=application.pk).values().get() == before
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("model", "factory"),
    [
        (CoFinancing, CoFinancingFactory),
        (ApplicationAnnex, ApplicationAnnexFactory),
        (Inquiry, InquiryFactory),
        (ApplicationLine, ApplicationLineFactory),
    ],
)
def test_what_belongs_to_an_application_is_seen_by_its_own_district_only(
    officer, draft, model, factory
):
    ours, theirs = factory(application=draft), factory()
    assert list(model.objects.visible_to(officer)) == [ours]
    assert theirs not in model.objects.visible_to(officer)
