"""Amendments, revocation, shifts between items, a moved proof."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.awards.actions import (
    change_proof_due,
    reallocate_item,
    record_award_change,
    revoke_award,
)
from kreislotse.awards.errors import (
    ConsentToShiftMissing,
    InFuture,
    ItemOfOtherAward,
    NotFreeToReduce,
    NothingChanged,
    ProofBegun,
    RevocationAdds,
    SameItem,
    StillInUse,
)
from kreislotse.awards.holdings import holdings, plan_of
from kreislotse.awards.models import Award, AwardChange
from kreislotse.awards.openness import require_booked, require_open
from kreislotse.awards.states import AwardChangeKind, AwardState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder, DomainError, NotAllowed, ReasonNeeded
from kreislotse.ledger import movements
from kreislotse.ledger.errors import AccountOverdrawn
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind
from kreislotse.proofs.models import Proof
from tests.factories.awards import AwardFactory, AwardItemFactory, ProofDutyFactory, officer_at
from tests.factories.organisations import OrganisationFactory

MORE, LESS = AwardChangeKind.AMENDMENT, AwardChangeKind.PARTIAL_REVOCATION
DAY = date(2015, 10, 1)


@pytest.fixture
def award(centre):
    """18,000.00 for courses, items may grow by a fifth."""
    award = AwardFactory(
        owner=centre.owner, initiative=centre, item__title="Kurse", tolerance_percent=20
    )
    AwardItemFactory(award=award, title="Räume", amount=Money.euros(1_000))
    ProofDutyFactory(award=award)
    return award


@pytest.fixture
def items(award):
    return list(award.items.order_by("position"))


def deed(award, name="x"):
    return movements.Deed(officer_at(award.owner), DAY, f"{name}-{award.pk}")


def balance(item, kind=AccountKind.AVAILABLE):
    return item.pot.balance(kind)


def traces():
    return JournalEntry.objects.count(), AwardChange.objects.count(), Transfer.objects.count()


def test_an_amendment_books_more_and_less(award, items, officer):
    courses, rooms = items
    change = record_award_change(
        award,
        actor=officer,
        kind=MORE,
        dated=DAY,
        reason="Mehr Teilnehmer",
        differences={courses: Money.euros(500), rooms: -Money.euros(200)},
    )
    assert (balance(courses), balance(rooms)) == (Money.euros(18_500), Money.euros(800))
    assert balance(rooms, AccountKind.UNDRAWN) == Money.euros(800)
    assert {line.difference for line in change.lines.all()} == {
        Money.euros(500),
        -Money.euros(200),
    }
    plan = plan_of(award, holdings(award))
    assert [line.planned for line in plan] == [Money.euros(18_500), Money.euros(800)]
    assert JournalEntry.objects.of_record(award).first().verb == "record_award_change"


def test_a_later_end_moves_the_proof_and_adds_an_interim_one(award, officer):
    """R-GRT-13, R-GRT-15."""
    record_award_change(
        award, actor=officer, kind=MORE, dated=DAY, differences={}, period_to=date(2016, 12, 31)
    )
    award.refresh_from_db()
    assert (award.period_to, award.proof_due_on) == (date(2016, 12, 31), date(2017, 6, 30))
    owed = award.proof_duties.order_by("due_on").values_list("final", "period_to", "due_on")
    assert list(owed) == [
        (False, date(2015, 12, 31), date(2016, 6, 30)),
        (True, date(2016, 12, 31), date(2017, 6, 30)),
    ]


def test_a_shorter_period_drops_the_proofs_of_its_years_unless_begun(award, officer):
    """R-GRT-15."""
    longer = {"kind": MORE, "dated": DAY, "differences": {}}
    record_award_change(award, actor=officer, period_to=date(2016, 12, 31), **longer)
    interim = award.proof_duties.get(final=False)
    proof = Proof.objects.create(duty=interim)
    with pytest.raises(ProofBegun):
        record_award_change(award, actor=officer, period_to=date(2015, 11, 30), **longer)
    proof.delete()
    record_award_change(award, actor=officer, period_to=date(2015, 11, 30), **longer)
    assert award.proof_duties.get().due_on == date(2016, 5, 31)


def test_what_is_drawn_or_bound_is_not_reduced_but_asked_back(award, items, officer):
    movements.request_draw(items[0].pot, Money.euros(17_000), deed(award))
    with pytest.raises(NotFreeToReduce) as refusal:
        record_award_change(
            award,
            actor=officer,
            kind=LESS,
            dated=DAY,
            differences={items[0]: -Money.euros(1_001)},
        )
    assert str(refusal.value).replace("\u00a0", " ") == (
        "Von „Kurse“ sind noch 1.000,00 € nicht abgerufen und 18.000,00 € frei, gekürzt werden "
        "sollten 1.001,00 €. Geben Sie gebundenes Geld zuerst frei; für Eingegangenes tragen Sie "
        "eine Rückforderung ein."
    )
    assert balance(items[0], AccountKind.UNDRAWN) == Money.euros(1_000)
    assert AwardChange.objects.count() == 0


def test_a_refused_change_leaves_nothing_behind(award, items, officer):
    other = AwardFactory(owner=award.owner, initiative=award.initiative).items.get()
    usual = {"kind": MORE, "dated": DAY, "differences": {items[0]: Money(1)}}
    for refusal, said in [
        (NothingChanged, {"differences": {}}),
        (NothingChanged, {"differences": {items[0]: ZERO}}),
        (ItemOfOtherAward, {"differences": {other: Money(1)}}),
        (RevocationAdds, {"kind": LESS}),
        (DateOrder, {"dated": date(2015, 1, 1)}),
        (DateOrder, {"period_to": date(2014, 12, 31)}),
        (DateOrder, {"proof_due_on": date(2015, 12, 30)}),
    ]:
        before = traces()
        with pytest.raises(refusal):
            record_award_change(award, actor=officer, **{**usual, **said})
        assert traces() == before


@pytest.mark.parametrize(
    "state", [AwardState.ENTERED, AwardState.CLOSED, AwardState.REVOKED, AwardState.AUDITED]
)
def test_an_award_that_is_not_open_says_so(award, state):
    """R-GRT-19: nothing of a closed award is booked."""
    award.state = state
    with pytest.raises(DomainError) as refusal:
        require_open(award)
    assert award.title in str(refusal.value)
    if state == AwardState.AUDITED:
        require_booked(award)
    else:
        with pytest.raises(type(refusal.value)):
            require_booked(award)


def test_nobody_changes_a_closed_award(award, items, officer):
    """R-GRT-19."""
    Award.objects.update(state=AwardState.CLOSED, closed_on=DAY)
    before = traces()
    for deed_on_it in (
        lambda: record_award_change(
            award, actor=officer, kind=MORE, dated=DAY, differences={items[0]: Money(1)}
        ),
        lambda: reallocate_item(
            items[0], actor=officer, to=items[1], amount=Money(1), reason="Mehr Räume"
        ),
        lambda: revoke_award(award, actor=officer, revoked_on=DAY, reason="Fehler"),
    ):
        with pytest.raises(DomainError):
            deed_on_it()
    assert traces() == before


def test_an_item_grows_by_a_fifth_without_consent(award, items, officer):
    """R-GRT-10: 20 % of 1,000.00 are 200.00."""
    courses, rooms = items
    shift = {"actor": officer, "to": rooms, "reason": "Mehr Räume"}
    reallocate_item(courses, amount=Money.euros(150), **shift)
    with pytest.raises(ConsentToShiftMissing) as refusal:
        reallocate_item(courses, amount=Money(5_001), **shift)
    text = str(refusal.value).replace("\u00a0", " ")
    assert "noch um 50,00 € wachsen, umgeschichtet werden sollten 50,01 €" in text
    assert "20 % von 1.000,00 €, umgeschichtet sind schon 150,00 €" in text
    reallocate_item(courses, amount=Money.euros(50), **shift)
    assert (balance(courses), balance(rooms)) == (Money.euros(17_800), Money.euros(1_200))
    [_, plan] = plan_of(award, holdings(award))
    assert (plan.planned, plan.now, plan.room) == (Money.euros(1_000), Money.euros(1_200), ZERO)


def test_with_consent_more_is_shifted(award, items, officer):
    """R-GRT-10."""
    courses, rooms = items
    reallocate_item(
        courses,
        actor=officer,
        to=rooms,
        amount=Money.euros(5_000),
        reason="Mehr Räume",
        consent_on=DAY,
    )
    assert balance(rooms) == Money.euros(6_000)
    assert JournalEntry.objects.of_record(award).first().change == {"consent_on": "2015-10-01"}


def test_without_a_tolerance_every_shift_needs_consent(award, items, officer):
    """R-GRT-10: a switch of the notice."""
    Award.objects.update(tolerance_percent=None)
    with pytest.raises(ConsentToShiftMissing) as refusal:
        reallocate_item(items[0], actor=officer, to=items[1], amount=Money(1), reason="x")
    assert "keine Abweichung ohne Zustimmung" in str(refusal.value)


def test_a_double_click_shifts_once(award, items, officer):
    for _ in range(2):
        reallocate_item(
            items[0],
            actor=officer,
            to=items[1],
            amount=Money.euros(100),
            reason="Mehr Räume",
            request_key="einmal",
        )
    assert balance(items[1]) == Money.euros(1_100)
    assert JournalEntry.objects.filter(verb="reallocate_item").count() == 1


def test_a_refused_shift_leaves_nothing_behind(award, items, officer, head):
    other = AwardFactory(owner=award.owner, initiative=award.initiative).items.get()
    usual = {"actor": officer, "to": items[1], "amount": Money(1), "reason": "x"}
    for refusal, said in [
        (ItemOfOtherAward, {"to": other}),
        (SameItem, {"to": items[0]}),
        (ReasonNeeded, {"reason": " "}),
        (InFuture, {"consent_on": date(2016, 1, 1)}),
        (AccountOverdrawn, {"amount": Money.euros(18_001), "consent_on": DAY}),
        (NotAllowed, {"actor": head}),
    ]:
        before = traces()
        with pytest.raises(refusal):
            reallocate_item(items[0], **{**usual, **said})
        assert traces() == before


def test_a_revoked_award_is_reduced_to_nothing(award, items, officer):
    revoked = revoke_award(award, actor=officer, revoked_on=DAY, reason="Zweck entfallen")
    assert revoked.state == AwardState.REVOKED
    assert [balance(item) for item in items] == [ZERO, ZERO]
    assert [balance(item, AccountKind.UNDRAWN) for item in items] == [ZERO, ZERO]


def test_a_notice_entered_by_mistake_is_revoked_without_a_booking(centre, officer):
    entered = AwardFactory(owner=centre.owner, initiative=centre, entered=True)
    revoke_award(entered, actor=officer, revoked_on=DAY, reason="Doppelt eingetragen")
    assert Transfer.objects.count() == 0


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (lambda pot, party, d: movements.request_draw(pot, Money(500), d), "5,00 € abgerufen"),
        (lambda pot, party, d: movements.commit(pot, party, Money(500), d), "5,00 € gebunden"),
        (lambda pot, party, d: movements.spend(pot, party, Money(500), d), "5,00 € ausgezahlt"),
    ],
)
def test_an_award_in_use_is_not_revoked(award, items, officer, move, words):
    move(items[0].pot, OrganisationFactory(), deed(award))
    before = traces()
    with pytest.raises(StillInUse) as refusal:
        revoke_award(award, actor=officer, revoked_on=DAY, reason="Zweck entfallen")
    assert words in str(refusal.value).replace("\u00a0", " ")
    assert traces() == before


def test_the_authority_sets_another_day_for_a_proof(award, officer, acting):
    """R-GRT-13."""
    duty = award.proof_duties.get()
    change_proof_due(duty, actor=officer, due_on=date(2016, 9, 30), reason="Schreiben")
    award.refresh_from_db()
    assert award.proof_due_on == date(2016, 9, 30)
    assert award.proof_duties.get().due_on == date(2016, 9, 30)
    for refusal, said in [
        (DateOrder, {"due_on": date(2015, 12, 30)}),
        (ReasonNeeded, {"reason": ""}),
        (NotAllowed, {"actor": acting(Role.AUDITOR, at=award.owner)}),
    ]:
        usual = {"actor": officer, "due_on": date(2016, 10, 31), "reason": "Schreiben"}
        with pytest.raises(refusal):
            change_proof_due(duty, **{**usual, **said})
    assert award.proof_duties.get().due_on == date(2016, 9, 30)
