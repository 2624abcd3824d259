"""Calls for applications: who may open them, and until when they are answered."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.awards.errors import AwardOver
from kreislotse.awards.states import AwardState
from kreislotse.forwarding.actions import (
    change_funding_call,
    close_funding_call,
    draft_funding_call,
    open_funding_call,
)
from kreislotse.forwarding.errors import (
    ClosesInThePast,
    ForwardingNotAllowed,
    WishNotPositive,
)
from kreislotse.forwarding.models import FundingCall
from kreislotse.forwarding.states import CallState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import NotAllowed, WrongState
from tests.factories.awards import AwardItemFactory
from tests.factories.forwarding import ForwardableItemFactory, FundingCallFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

TODAY = date(2015, 11, 2)
TEXTS = {"title": "Ehrenamt", "text": "Für Begegnungen.", "closes_on": date(2015, 11, 30)}


@pytest.fixture
def item(db):
    return ForwardableItemFactory(award__cap_per_project=Money.euros(1_500))


@pytest.fixture
def officer(acting, item):
    return acting(Role.GRANTS_OFFICER, at=item.award.owner)


def test_a_call_takes_the_cap_of_its_notice_and_leaves_a_trace(item, officer):
    call = draft_funding_call(item, actor=officer, **TEXTS)
    assert (call.state, call.cap_per_project) == (CallState.DRAFT, Money.euros(1_500))
    change_funding_call(call, actor=officer, cap_per_project=Money.euros(1_000))
    open_funding_call(call, actor=officer)
    close_funding_call(call, actor=officer)
    call.refresh_from_db()
    assert (call.state, call.cap_per_project) == (CallState.CLOSED, Money.euros(1_000))
    verbs = JournalEntry.objects.of_record(call).order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == [
        "draft_funding_call",
        "change_funding_call",
        "open_funding_call",
        "close_funding_call",
    ]


def test_without_the_notice_s_permission_there_is_no_call(acting):
    """R-DIS-01."""
    item = AwardItemFactory()
    officer = acting(Role.GRANTS_OFFICER, at=item.award.owner)
    with pytest.raises(ForwardingNotAllowed, match="erlaubt keine Weiterleitung"):
        draft_funding_call(item, actor=officer, **TEXTS)
    assert not FundingCall.objects.exists()


@pytest.mark.parametrize(
    ("values", "award", "refusal"),
    [
        ({"closes_on": date(2015, 11, 1)}, {}, ClosesInThePast),
        ({"state": CallState.CLOSED}, {}, WrongState),
        ({}, {"state": AwardState.REVOKED}, AwardOver),
        ({}, {"forwarding_allowed": False}, ForwardingNotAllowed),
    ],
)
def test_a_refused_opening_changes_nothing(item, officer, values, award, refusal):
    for name, value in award.items():
        setattr(item.award, name, value)
    item.award.save()
    call = FundingCallFactory(item=item, **{"state": CallState.DRAFT, **values})
    with pytest.raises(refusal):
        open_funding_call(call, actor=officer)
    assert FundingCall.objects.get().state == call.state
    assert not JournalEntry.objects.exists()


def test_only_the_office_drafts_changes_and_opens_calls(acting, item):
    call = FundingCallFactory(item=item, state=CallState.DRAFT)
    head = acting(Role.HEAD, at=item.award.owner)
    with pytest.raises(NotAllowed):
        draft_funding_call(item, actor=head, **TEXTS)
    with pytest.raises(NotAllowed):
        change_funding_call(call, actor=head, title="Anders")
    with pytest.raises(NotAllowed):
        open_funding_call(call, actor=head)
    assert not JournalEntry.objects.exists()


def test_an_open_call_is_no_longer_changed_and_its_limits_are_above_zero(item, officer):
    with pytest.raises(WrongState):
        change_funding_call(FundingCallFactory(item=item), actor=officer, title="Anders")
    with pytest.raises(WishNotPositive):
        draft_funding_call(item, actor=officer, **TEXTS, cap_per_project=Money(0))


def test_open_calls_close_by_themselves_after_their_last_day(db):
    call = FundingCallFactory(closes_on=TODAY)
    FundingCallFactory(closes_on=date(2015, 11, 1))
    FundingCallFactory(state=CallState.DRAFT)
    assert list(FundingCall.objects.public().answerable(TODAY)) == [call]


def test_a_town_sees_the_open_calls_of_its_district_only(acting):
    call, theirs = FundingCallFactory(), FundingCallFactory()
    FundingCallFactory(item=call.item, state=CallState.DRAFT)
    clerk = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=call.owner))
    officer = acting(Role.GRANTS_OFFICER, at=theirs.owner)
    stranger = acting(Role.MUNICIPAL_CLERK, at=OrganisationFactory())
    assert list(FundingCall.objects.visible_to(clerk)) == [call]
    assert list(FundingCall.objects.visible_to(officer)) == [theirs]
    assert list(FundingCall.objects.visible_to(stranger)) == []
