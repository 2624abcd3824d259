"""Entering, correcting and confirming a notice; its service, finality, beginning and end."""

from datetime import date

import pytest

from kreislotse.access.policy import Actor, Role
from kreislotse.awards.actions import (
    add_condition,
    begin_measure,
    change_award,
    change_items,
    confirm_award,
    end_measure,
    enter_award,
    record_finality,
    record_service,
    waive_appeal,
)
from kreislotse.awards.errors import (
    AlreadyFinal,
    ApplicationNotDecided,
    ApplicationTaken,
    BegunTooEarly,
    InFuture,
    ItemNotPositive,
    ItemUntitled,
    LumpSumWithoutApplication,
    NoItems,
    NotFinalYet,
    OtherInitiative,
    PurposeAmbiguous,
    PurposeNotFunded,
    PurposeNotOnNotice,
    ServiceUnknown,
)
from kreislotse.awards.holdings import contestable_until, item_for
from kreislotse.awards.models import Award
from kreislotse.awards.states import AwardState, RecipientKind
from kreislotse.awards.usual import NewCondition, NewItem, proposed_items
from kreislotse.funding.models import Guideline, ProgrammeNumber
from kreislotse.funding.states import ApplicationState, Financing
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DateOrder, FourEyesNeeded, NotAllowed, WrongState
from kreislotse.ledger.models import Book, Transfer
from kreislotse.ledger.states import AccountKind
from kreislotse.organisations.models import OrganisationKind
from tests.factories.awards import AwardFactory, AwardItemFactory
from tests.factories.funding import (
    ApplicationFactory,
    ApplicationLineFactory,
    ProgrammeFactory,
    PurposeFactory,
    RateFactory,
)
from tests.factories.organisations import OrganisationFactory

NOTICE = {
    "title": "Ehrenamt 2015",
    "dated": date(2015, 11, 23),
    "period_from": date(2015, 12, 1),
    "period_to": date(2015, 12, 31),
    "financing": Financing.FULL,
}
COURSES = NewItem("Sprachkurse", Money.euros(10_000), "1.1")
ROOMS = NewItem("Räume", Money.euros(8_000), "1.2")


def enter(centre, actor, **said):
    return enter_award(centre, actor=actor, **{**NOTICE, "items": [COURSES, ROOMS], **said})


def traces():
    return JournalEntry.objects.count(), Award.objects.count(), Transfer.objects.count()


def test_a_notice_is_entered_with_items_book_and_final_proof(centre, officer):
    """T11, R-GRT-13."""
    award = enter(centre, officer, conditions=[NewCondition("Belege aufbewahren", "Nr. 6")])
    assert award.state == AwardState.ENTERED
    assert [str(item) for item in award.items.all()] == ["1.1 Sprachkurse", "1.2 Räume"]
    assert (award.book.title, award.book.length) == ("Ehrenamt 2015", 0)
    assert award.proof_due_on == date(2016, 6, 30)
    duty = award.proof_duties.get()
    assert (duty.final, duty.due_on) == (True, date(2016, 6, 30))
    assert award.conditions.get().passed_on
    assert [e.verb for e in JournalEntry.objects.of_record(award)] == ["set_items", "enter_award"]


def test_what_the_notice_leaves_open_is_as_in_the_guideline_of_its_day(centre, officer):
    """R-GEN-01: the guideline in force on the day of the notice."""
    authority = OrganisationFactory(kind=OrganisationKind.GRANTING_AUTHORITY)
    programme = ProgrammeFactory(granting_authority=authority)
    Guideline.objects.create(programme=programme, title="alt", valid_to=date(2014, 12, 31))
    Guideline.objects.create(
        programme=programme,
        title="neu",
        valid_from=date(2015, 1, 1),
        draw_months=3,
        proof_months=3,
        tolerance_percent=20,
        forwarding_allowed=True,
        light_form_up_to=Money.euros(500),
    )
    award = enter(centre, officer, programme=programme, tolerance_percent=10)
    assert award.authority == authority
    assert (award.draw_months, award.tolerance_percent) == (3, 10)
    assert (award.forwarding_allowed, award.light_form_up_to) == (True, Money.euros(500))
    assert award.proof_due_on == date(2016, 3, 31)


def test_without_a_guideline_two_and_six_months_are_usual(centre, officer):
    award = enter(centre, officer)
    assert (award.draw_months, award.tolerance_percent) == (2, None)
    assert award.forwarding_allowed is False


def test_an_item_takes_title_purpose_and_group_from_its_number(centre, officer):
    """R-GRT-06, R-GRT-09."""
    programme, purpose = ProgrammeFactory(), PurposeFactory()
    ProgrammeNumber.objects.create(
        programme=programme, number="2.1", title="Ankommen", purpose=purpose, draw_group="2.1+2.2"
    )
    award = enter(centre, officer, programme=programme, items=[NewItem("", Money.euros(5), "2.1")])
    item = award.items.get()
    assert (item.title, item.purpose, item.draw_group) == ("Ankommen", purpose, "2.1+2.2")


def test_a_notice_on_an_application_awards_it(centre, officer):
    application = ApplicationFactory(
        initiative=centre, submitted=True, early_start_on=date(2015, 11, 15)
    )
    award = enter(centre, officer, application=application)
    application.refresh_from_db()
    assert (application.state, application.awarded_on) == (
        ApplicationState.AWARDED,
        date(2015, 11, 23),
    )
    assert award.early_start_on == date(2015, 11, 15)


def test_the_lines_of_the_application_are_proposed_as_items(centre):
    application = ApplicationFactory(initiative=centre, submitted=True)
    rate = RateFactory()
    ApplicationLineFactory(application=application, title="Stellen", share="3.0", rate=rate)
    ApplicationLineFactory(application=application, title="Räume", amount=Money.euros(500))
    ApplicationLineFactory(application=application, title="offen")
    assert [(item.title, item.amount) for item in proposed_items(application)] == [
        ("Stellen", Money.euros(150_000)),
        ("Räume", Money.euros(500)),
    ]
    plain = ApplicationFactory(initiative=centre, submitted=True)
    assert proposed_items(plain) == [NewItem(plain.title, Money.euros(1_000))]


def test_posting_by_a_federal_authority_counts_four_days_since_2025(centre, officer):
    """R-GRT-04."""
    authority = OrganisationFactory(kind=OrganisationKind.FEDERAL_AGENCY)
    days = {"period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31)}
    posted = {"dated": date(2025, 3, 3), "posted_on": date(2025, 3, 3)}
    assert enter(centre, officer, **days, **posted).served_on == date(2025, 3, 6)
    federal = enter(centre, officer, authority=authority, **days, **posted)
    assert federal.served_on == date(2025, 3, 7)


def refusals(centre):
    other = ApplicationFactory(submitted=True)
    draft = ApplicationFactory(initiative=centre)
    taken = AwardFactory(
        owner=centre.owner,
        initiative=centre,
        application=ApplicationFactory(initiative=centre, submitted=True),
    ).application
    bound = ApplicationFactory(initiative=centre, submitted=True)
    bound.purposes.add(PurposeFactory())
    programme = ProgrammeFactory()
    ProgrammeNumber.objects.create(
        programme=programme, number="1", title="A", purpose=PurposeFactory()
    )
    strange = [NewItem("Fremdes", Money(1), purpose=PurposeFactory())]
    return [
        (NoItems, {"items": []}),
        (ItemNotPositive, {"items": [NewItem("Nichts", Money(0))]}),
        (ItemUntitled, {"items": [NewItem("", Money(1))]}),
        (OtherInitiative, {"application": other}),
        (ApplicationNotDecided, {"application": draft}),
        (ApplicationTaken, {"application": taken}),
        (LumpSumWithoutApplication, {"application": bound, "financing": Financing.LUMP_SUM}),
        (PurposeNotFunded, {"application": bound, "items": strange}),
        (PurposeNotFunded, {"programme": programme, "items": strange}),
        (DateOrder, {"period_to": date(2015, 11, 30)}),
        (DateOrder, {"posted_on": date(2015, 11, 22)}),
        (DateOrder, {"posted_on": date(2015, 11, 24), "served_on": date(2015, 11, 23)}),
        (DateOrder, {"early_start_on": date(2015, 12, 2)}),
        (DateOrder, {"proof_due_on": date(2015, 12, 30)}),
    ]


def test_a_refused_notice_leaves_nothing_behind(centre, officer):
    """R-GRT-09 among them: purposes are those applied for or of the programme."""
    for refusal, said in refusals(centre):
        before = traces(), Book.objects.count()
        with pytest.raises(refusal):
            enter(centre, officer, **said)
        assert (traces(), Book.objects.count()) == before


def test_only_who_works_with_grants_enters_a_notice(centre, acting, head):
    elsewhere = acting(Role.GRANTS_OFFICER, at=OrganisationFactory())
    for actor in (head, elsewhere, acting(Role.AUDITOR, at=centre.owner)):
        with pytest.raises(NotAllowed):
            enter(centre, actor)
    assert Award.objects.count() == 0


def test_what_was_entered_can_be_corrected_until_it_is_confirmed(centre, officer, head):
    """R-GRT-13, R-GRT-15: with the period the proofs follow."""
    award = enter(centre, officer)
    change_award(award, actor=officer, title="Neu", period_to=date(2016, 12, 31), draw_months=None)
    change_items(award, actor=officer, items=[COURSES])
    award.refresh_from_db()
    assert (award.title, award.draw_months) == ("Neu", 2)
    assert award.proof_due_on == date(2017, 6, 30)
    due = award.proof_duties.order_by("due_on").values_list("final", "due_on")
    assert list(due) == [(False, date(2016, 6, 30)), (True, date(2017, 6, 30))]
    assert award.items.get().title == "Sprachkurse"
    confirm_award(award, actor=head)
    for late in (
        lambda: change_award(award, actor=officer, title="Spät"),
        lambda: change_items(award, actor=officer, items=[ROOMS]),
    ):
        with pytest.raises(WrongState):
            late()


def test_recipients_and_conditions_are_those_of_the_notice(centre, officer):
    """R-DIS-01: the kinds to whom money may be passed on."""
    kinds = [RecipientKind.MUNICIPALITY, RecipientKind.CLUB, RecipientKind.CLUB]
    award = enter(centre, officer, forwarding_allowed=True, allowed_recipients=kinds)
    assert {each.kind for each in award.allowed_recipients.all()} == {"municipality", "club"}
    change_award(award, actor=officer, allowed_recipients=[RecipientKind.CHURCH])
    assert [each.kind for each in award.allowed_recipients.all()] == ["church"]
    add_condition(award, actor=officer, text="Logo zeigen", passed_on=False)
    condition = add_condition(award, actor=officer, text="Bericht vorlegen")
    assert condition.position == 2
    assert JournalEntry.objects.of_record(award).first().note == "Bericht vorlegen"


def test_a_second_person_books_the_award(centre, officer, head):
    award = enter(centre, officer)
    confirm_award(award, actor=head)
    award.refresh_from_db()
    assert award.state == AwardState.AWARDED
    for item, amount in zip(award.items.order_by("position"), (10_000, 8_000), strict=True):
        for kind in (AccountKind.UNDRAWN, AccountKind.AVAILABLE):
            assert item.pot.balance(kind) == Money.euros(amount)
    assert set(Transfer.objects.values_list("booked_on", flat=True)) == {date(2015, 11, 23)}


def test_who_entered_or_changed_it_does_not_confirm_it(centre, officer, acting):
    """Four eyes, known from the journal."""
    other = acting(Role.GRANTS_OFFICER, at=centre.owner)
    award = enter(centre, officer)
    change_items(award, actor=other, items=[ROOMS])
    for writer in (officer, other):
        promoted = Actor(writer.person_id, writer.at, frozenset({(Role.HEAD, centre.owner_id)}))
        with pytest.raises(FourEyesNeeded):
            confirm_award(award, actor=promoted)
    with pytest.raises(NotAllowed):
        confirm_award(award, actor=officer)
    assert Transfer.objects.count() == 0


@pytest.fixture
def awarded(centre):
    """Posted on 24 November 2015, served on the 27th."""
    return AwardFactory(
        owner=centre.owner,
        initiative=centre,
        awarded=True,
        dated=date(2015, 11, 23),
        posted_on=date(2015, 11, 24),
        served_on=date(2015, 11, 27),
        period_from=date(2015, 12, 1),
    )


def test_finality_is_recorded_when_the_month_is_over(awarded, officer_on):
    """T12, R-GRT-04."""
    assert contestable_until(awarded) == date(2015, 12, 28)
    with pytest.raises(NotFinalYet) as refusal:
        record_finality(awarded, actor=officer_on(2015, 12, 28))
    assert "bis zum Ablauf des 28.12.2015" in str(refusal.value)
    assert "ab dem 29.12.2015" in str(refusal.value)
    assert record_finality(awarded, actor=officer_on(2015, 12, 29)).state == AwardState.FINAL


def test_finality_needs_the_day_of_service(centre, officer_on):
    """R-GRT-04."""
    award = AwardFactory(owner=centre.owner, initiative=centre, awarded=True)
    with pytest.raises(ServiceUnknown):
        record_finality(award, actor=officer_on(2016, 1, 1))
    with pytest.raises(ServiceUnknown):
        record_service(award, actor=officer_on(2016, 1, 1))
    record_service(award, actor=officer_on(2015, 12, 1), posted_on=date(2015, 11, 24))
    award.refresh_from_db()
    assert award.served_on == date(2015, 11, 27)


def test_a_waived_appeal_makes_the_notice_final_at_once(awarded, officer_on):
    """R-GRT-04."""
    with pytest.raises(InFuture):
        waive_appeal(awarded, actor=officer_on(2015, 11, 30), waived_on=date(2015, 12, 1))
    with pytest.raises(DateOrder):
        waive_appeal(awarded, actor=officer_on(2015, 11, 30), waived_on=date(2015, 11, 22))
    award = waive_appeal(awarded, actor=officer_on(2015, 11, 30), waived_on=date(2015, 11, 30))
    assert (award.state, award.waived_on) == (AwardState.FINAL, date(2015, 11, 30))
    with pytest.raises(AlreadyFinal) as refusal:
        waive_appeal(award, actor=officer_on(2015, 12, 1), waived_on=date(2015, 12, 1))
    assert "30.11.2015" in str(refusal.value)


def test_what_is_final_by_time_is_neither_waived_nor_served_again(awarded, officer_on):
    """R-GRT-04."""
    later = officer_on(2016, 1, 4)
    for late in (
        lambda: waive_appeal(awarded, actor=later, waived_on=date(2016, 1, 4)),
        lambda: record_service(awarded, actor=later, served_on=date(2015, 12, 1)),
    ):
        with pytest.raises(AlreadyFinal) as refusal:
            late()
        assert "seit dem 29.12.2015" in str(refusal.value)


def test_a_running_measure_keeps_its_state_when_the_appeal_is_waived(awarded, officer_on):
    actor = officer_on(2015, 12, 2)
    begin_measure(awarded, actor=actor, begun_on=date(2015, 12, 1))
    award = waive_appeal(awarded, actor=actor, waived_on=date(2015, 12, 2))
    assert award.state == AwardState.RUNNING


def test_a_measure_begins_before_its_period_only_by_consent(awarded, officer_on):
    """R-GRT-03."""
    actor = officer_on(2015, 12, 2)
    with pytest.raises(BegunTooEarly) as refusal:
        begin_measure(awarded, actor=actor, begun_on=date(2015, 11, 30))
    assert "beginnt am 01.12.2015" in str(refusal.value)
    Award.objects.update(early_start_on=date(2015, 11, 15))
    with pytest.raises(BegunTooEarly) as refusal:
        begin_measure(awarded, actor=actor, begun_on=date(2015, 11, 14))
    assert "ab dem 15.11.2015 zugestimmt" in str(refusal.value)
    assert begin_measure(awarded, actor=actor, begun_on=date(2015, 11, 15)).begun_on == date(
        2015, 11, 15
    )


def test_a_measure_ends_after_it_began_and_within_its_period(awarded, officer_on):
    begin_measure(awarded, actor=officer_on(2015, 12, 2), begun_on=date(2015, 12, 1))
    late = officer_on(2016, 1, 10)
    for refusal, ended_on in [
        (DateOrder, date(2015, 11, 30)),
        (DateOrder, date(2016, 1, 1)),
        (InFuture, date(2016, 1, 11)),
    ]:
        with pytest.raises(refusal):
            end_measure(awarded, actor=late, ended_on=ended_on)
    award = end_measure(awarded, actor=late, ended_on=date(2015, 12, 31))
    assert (award.state, award.ended_on) == (AwardState.PROOF_DUE, date(2015, 12, 31))


def test_a_booking_finds_its_item_by_number_and_purpose(db):
    """R-GRT-09."""
    purpose = PurposeFactory(title="Sprachkurse")
    award = AwardFactory(item__number="2.1", item__purpose=purpose, item__title="Kurse")
    second = AwardItemFactory(award=award, number="2.2", purpose=purpose, title="Mehr Kurse")
    assert item_for(award, number="2.2", purpose=purpose) == second
    assert item_for(award, number="2.2") == second
    with pytest.raises(PurposeAmbiguous):
        item_for(award, purpose=purpose)
    with pytest.raises(PurposeNotOnNotice) as refusal:
        item_for(award, purpose=PurposeFactory(title="Renovierung"))
    assert str(refusal.value) == (
        f"„Renovierung“ steht nicht auf dem Bescheid „{award}“. Er bewilligt: 2.1 Kurse und "
        "2.2 Mehr Kurse. Wählen Sie eine dieser Positionen."
    )
