"""Applications: by the office, by a town for itself, by anybody's form."""

from dataclasses import replace
from datetime import date

import pytest

from kreislotse.access.policy import Actor, Permission, Role
from kreislotse.awards.errors import AwardNotOpen
from kreislotse.awards.models import AllowedRecipient
from kreislotse.awards.states import AwardState, RecipientKind
from kreislotse.forwarding.actions import apply_by_form, apply_for_funds, state_bank_account
from kreislotse.forwarding.actions.applying import MOST_UNCHECKED
from kreislotse.forwarding.errors import (
    BankAccountSettled,
    CallFull,
    CallNotOpen,
    CallOfAnotherItem,
    CallOrShareNeeded,
    CallOver,
    ForwardingNotAllowed,
    FundsNotStated,
    IbanWrong,
    NotReachable,
    RecipientKindNotAllowed,
    ShareNotDecided,
    ShareOfAnother,
    StatementsNotConfirmed,
    WishNotPositive,
)
from kreislotse.forwarding.iban import checked_iban, in_groups
from kreislotse.forwarding.keys import by_key, hash_of, is_key, new_key
from kreislotse.forwarding.models import Forwarding, Share, SharePlan
from kreislotse.forwarding.states import CallState, ForwardingState, Key, PlanState
from kreislotse.funding.models import Guideline
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from tests.factories.forwarding import (
    AppliedForwardingFactory,
    ClubFactory,
    ForwardableItemFactory,
    ForwardingFactory,
    FundingCallFactory,
)
from tests.factories.funding import ProgrammeFactory
from tests.factories.organisations import MunicipalityFactory
from tests.fixtures.acting import NOON

WISH = {
    "title": "Kochen mit Nachbarn",
    "description": "Wir kochen. Alle sind eingeladen.",
    "period_from": date(2015, 11, 10),
    "period_to": date(2015, 12, 20),
    "requested": Money.euros(400),
}
SHARE = Money.euros(1_000)
FORM = {
    **WISH,
    "applicant_name": "Willkommen e. V.",
    "kind": RecipientKind.CLUB,
    "contact_email": "verein@example.org",
    "confirmed": True,
}


@pytest.fixture
def call(db):
    return FundingCallFactory()


@pytest.fixture
def item(call):
    return call.item


@pytest.fixture
def anybody(call):
    passes = frozenset({(Permission.FUNDS_APPLY, call.owner_id)})
    return Actor(None, NOON, passes=passes)


@pytest.fixture
def officer(acting, call):
    return acting(Role.GRANTS_OFFICER, at=call.owner)


@pytest.fixture
def town(call):
    return MunicipalityFactory(part_of=call.owner)


@pytest.fixture
def clerk(acting, town):
    return acting(Role.MUNICIPAL_CLERK, at=town)


def decided_share(item, town, state=PlanState.DECIDED):
    plan = SharePlan.objects.create(
        owner=item.award.owner,
        initiative=item.award.initiative,
        item=item,
        title="Zu gleichen Teilen",
        amount=item.amount,
        key=Key.EQUAL,
        state=state,
    )
    return Share.objects.create(plan=plan, position=1, organisation=town, amount=SHARE)


def test_an_application_by_form_comes_with_a_link_whose_key_nobody_keeps(call, anybody):
    forwarding, key = apply_by_form(call, actor=anybody, **FORM, iban="DE89 3704 0044 0532 0130 00")
    assert is_key(key)
    assert by_key(key) == forwarding
    assert (forwarding.state, forwarding.recipient, forwarding.light) == ("applied", None, True)
    assert (forwarding.owner, forwarding.applied_on) == (call.owner, date(2015, 11, 2))
    assert forwarding.iban == "DE89370400440532013000"
    assert forwarding.key_hash == hash_of(key)
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.person_id) == ("apply_by_form", None)
    kept = " ".join([*map(str, entry.change.values()), entry.note, entry.label])
    for said in (key, "Willkommen", "verein@example.org", "DE89"):
        assert said not in kept


def test_a_double_click_enters_one_application_and_shows_the_same_link(call, anybody):
    key = new_key()
    first = apply_by_form(call, actor=anybody, key=key, **FORM)
    again = apply_by_form(call, actor=anybody, key=key, **FORM)
    assert first == again == (Forwarding.objects.get(), key)


def test_a_key_that_somebody_made_up_is_not_taken(call, anybody):
    _, key = apply_by_form(call, actor=anybody, key="12345", **FORM)
    assert key != "12345"
    assert by_key("12345") is None
    assert by_key("") is None
    assert by_key(new_key()) is None


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"confirmed": False}, StatementsNotConfirmed),
        ({"contact_email": ""}, NotReachable),
        ({"requested": ZERO}, WishNotPositive),
        ({"requested": Money.euros(501)}, FundsNotStated),
        ({"period_to": date(2015, 11, 9)}, DateOrder),
        ({"iban": "DE88370400440532013000"}, IbanWrong),
    ],
)
def test_a_form_that_cannot_be_taken_leaves_nothing_behind(call, anybody, change, refusal):
    with pytest.raises(refusal):
        apply_by_form(call, actor=anybody, **{**FORM, **change})
    assert not Forwarding.objects.exists()
    assert not JournalEntry.objects.exists()


def test_after_its_last_day_a_call_takes_no_application(call, anybody):
    call.closes_on = date(2015, 11, 1)
    call.save()
    with pytest.raises(CallOver, match=r"am 01\.11\.2015 zu Ende gegangen"):
        apply_by_form(call, actor=anybody, **FORM)
    for state in (CallState.DRAFT, CallState.CLOSED):
        with pytest.raises(CallNotOpen):
            apply_by_form(FundingCallFactory(item=call.item, state=state), actor=anybody, **FORM)


def test_the_form_needs_the_pass_of_its_district(call, anybody):
    elsewhere = FundingCallFactory()
    for actor in (Actor(None, NOON), replace(anybody, passes=frozenset())):
        with pytest.raises(NotAllowed):
            apply_by_form(call, actor=actor, **FORM)
    with pytest.raises(NotAllowed):
        apply_by_form(elsewhere, actor=anybody, **FORM)


def test_two_hundred_unchecked_applications_are_enough(call, anybody):
    many = [
        AppliedForwardingFactory.build(
            item=call.item, owner=call.owner, call=call, key_hash=f"{n}", request_key=f"viele-{n}"
        )
        for n in range(MOST_UNCHECKED)
    ]
    Forwarding.objects.bulk_create(many)
    with pytest.raises(CallFull, match="200 ungeprüfte"):
        apply_by_form(call, actor=anybody, **FORM)
    Forwarding.objects.filter(key_hash="7").update(state=ForwardingState.CHECKED)
    apply_by_form(call, actor=anybody, **FORM)


@pytest.mark.parametrize(
    ("call_says", "notice_says", "guideline_says", "light"),
    [
        (None, None, None, (Money.euros(500), Money(50_001))),
        (Money.euros(300), Money.euros(900), Money.euros(800), (Money.euros(300), Money(30_001))),
        (None, Money.euros(900), Money.euros(800), (Money.euros(900), Money(90_001))),
        (None, None, Money.euros(800), (Money.euros(800), Money(80_001))),
    ],
)
def test_up_to_the_limit_one_page_suffices(
    call, anybody, call_says, notice_says, guideline_says, light
):
    """R-DIS-08: the limit is that of the call, the notice or the guideline, else 500.00."""
    award = call.item.award
    award.programme, award.light_form_up_to = ProgrammeFactory(), notice_says
    award.save()
    Guideline.objects.create(
        programme=award.programme, title="Richtlinie", light_form_up_to=guideline_says
    )
    call.light_form_up_to = call_says
    call.save()
    most, more = light
    forwarding, _ = apply_by_form(call, actor=anybody, **{**FORM, "requested": most})
    assert forwarding.light
    with pytest.raises(FundsNotStated):
        apply_by_form(call, actor=anybody, **{**FORM, "requested": more})
    funds = {"own_funds": ZERO, "other_funds": ZERO}
    forwarding, _ = apply_by_form(call, actor=anybody, **{**FORM, "requested": more}, **funds)
    assert not forwarding.light


def test_a_notice_without_permission_refuses_applications_at_once(call, item, anybody, officer):
    """R-DIS-01."""
    item.award.forwarding_allowed = False
    item.award.save()
    with pytest.raises(ForwardingNotAllowed):
        apply_by_form(call, actor=anybody, **FORM)
    with pytest.raises(ForwardingNotAllowed):
        apply_for_funds(item, actor=officer, recipient=ClubFactory(), **WISH)


def test_only_the_kinds_that_the_notice_names_can_apply(call, item, anybody):
    """R-DIS-01."""
    for kind in (RecipientKind.MUNICIPALITY, RecipientKind.CHURCH):
        AllowedRecipient.objects.create(award=item.award, kind=kind)
    with pytest.raises(RecipientKindNotAllowed) as refused:
        apply_by_form(call, actor=anybody, **FORM)
    assert str(refused.value) == (
        "Der Bescheid erlaubt die Weiterleitung nur an: Stadt oder Gemeinde oder Kirche oder "
        "Religionsgemeinschaft. Gewählt ist: Verein oder Initiative. "
        "Prüfen Sie die Art des Empfängers."
    )
    apply_by_form(call, actor=anybody, **{**FORM, "kind": RecipientKind.CHURCH})


def test_the_office_enters_what_came_in_on_paper_in_time(call, item, officer):
    call.state, call.closes_on = CallState.CLOSED, date(2015, 10, 31)
    call.save()
    club = ClubFactory(name="Brücke e. V.")
    paper = {**WISH, "recipient": club, "call": call, "request_key": "eins"}
    forwarding = apply_for_funds(item, actor=officer, applied_on=date(2015, 10, 30), **paper)
    assert (
        apply_for_funds(item, actor=officer, applied_on=date(2015, 10, 30), **paper) == forwarding
    )
    assert (forwarding.recipient, forwarding.recipient_kind) == (club, RecipientKind.CLUB)
    assert (forwarding.applicant_name, forwarding.applied_on) == (
        "Brücke e. V.",
        date(2015, 10, 30),
    )
    with pytest.raises(CallOver):
        apply_for_funds(item, actor=officer, **{**paper, "request_key": "zwei"})


def test_a_town_asks_for_itself_on_an_open_call_or_for_its_share(call, item, town, clerk):
    asked = apply_for_funds(item, actor=clerk, recipient=town, call=call, **WISH)
    share = decided_share(item, town)
    direct = {**WISH, "requested": SHARE, "share": share}
    granted = apply_for_funds(item, actor=clerk, recipient=town, **direct)
    assert (asked.recipient_kind, granted.share) == (RecipientKind.MUNICIPALITY, share)
    assert set(Forwarding.objects.visible_to(clerk)) == {asked, granted}


def test_a_town_asks_neither_for_others_nor_elsewhere_nor_without_a_reason(
    call, item, town, clerk, acting
):
    foreign = ForwardableItemFactory()
    with pytest.raises(NotAllowed):
        apply_for_funds(item, actor=clerk, recipient=ClubFactory(), call=call, **WISH)
    with pytest.raises(NotAllowed):
        apply_for_funds(foreign, actor=clerk, recipient=town, call=call, **WISH)
    with pytest.raises(CallOrShareNeeded):
        apply_for_funds(item, actor=clerk, recipient=town, **WISH)
    neighbour = decided_share(item, MunicipalityFactory(part_of=call.owner))
    with pytest.raises(ShareOfAnother):
        apply_for_funds(item, actor=clerk, recipient=town, share=neighbour, **WISH)
    proposed = decided_share(item, town, state=PlanState.CONSULTATION)
    with pytest.raises(ShareNotDecided):
        apply_for_funds(item, actor=clerk, recipient=town, share=proposed, **WISH)
    auditor = acting(Role.AUDITOR, at=call.owner)
    with pytest.raises(NotAllowed):
        apply_for_funds(item, actor=auditor, recipient=town, call=call, **WISH)
    assert not Forwarding.objects.exists()


def test_a_call_gives_out_the_money_of_its_own_item(call, officer):
    other = ForwardableItemFactory(award=call.item.award)
    with pytest.raises(CallOfAnotherItem):
        apply_for_funds(other, actor=officer, recipient=ClubFactory(), call=call, **WISH)


def test_nobody_applies_when_the_award_is_proven_already(call, anybody):
    call.item.award.state = AwardState.PROOF_SUBMITTED
    call.item.award.save()
    with pytest.raises(AwardNotOpen):
        apply_by_form(call, actor=anybody, **FORM)


def test_the_account_follows_until_the_money_is_on_its_way(call, anybody, officer, town, clerk):
    wish = AppliedForwardingFactory(item=call.item, recipient=town, iban="", key_hash="x" * 64)
    for actor in (anybody, officer, clerk):
        found = state_bank_account(wish, actor=actor, iban="de89 3704 0044 0532 0130 00")
        assert found.iban == "DE89370400440532013000"
        Forwarding.objects.update(iban="", state=ForwardingState.APPROVED)
    with pytest.raises(IbanWrong, match="Vergleichen"):
        state_bank_account(wish, actor=officer, iban="DE89")
    paid = ForwardingFactory(item=call.item)
    with pytest.raises(WrongState):
        state_bank_account(paid, actor=officer, iban="")
    with pytest.raises(NotAllowed):
        state_bank_account(paid, actor=clerk, iban="")
    nobody_yet = AppliedForwardingFactory(item=call.item)
    with pytest.raises(NotAllowed):
        state_bank_account(nobody_yet, actor=clerk, iban="")


def test_by_the_link_a_decided_account_is_not_changed_any_more(call, anybody, officer):
    """A link in wrong hands must not lead the money elsewhere."""
    wish = AppliedForwardingFactory(item=call.item, key_hash="x" * 64)
    state_bank_account(wish, actor=anybody, iban="NL91ABNA0417164300")
    Forwarding.objects.update(state=ForwardingState.CHECKED)
    with pytest.raises(BankAccountSettled):
        state_bank_account(wish, actor=anybody, iban="DE89370400440532013000")
    assert Forwarding.objects.get().iban == "NL91ABNA0417164300"
    state_bank_account(wish, actor=officer, iban="DE89370400440532013000")


@pytest.mark.parametrize(
    "typed", ["DE8937040044053201300", "DE90370400440532013000", "XX12", "DE89 3704 0044!"]
)
def test_a_wrong_iban_is_told_apart_by_its_checksum(typed):
    with pytest.raises(IbanWrong):
        checked_iban(typed)


def test_a_right_iban_is_kept_without_spaces_and_shown_in_groups():
    assert checked_iban(" nl91 abna 0417 1643 00 ") == "NL91ABNA0417164300"
    assert in_groups("NL91ABNA0417164300") == "NL91 ABNA 0417 1643 00"
    assert checked_iban("") == ""
