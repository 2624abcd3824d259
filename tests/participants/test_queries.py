"""Who sees which calls and answers; in every test there is a foreign row that could leak."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.participants.models import Call, CallPart, CallResponse
from kreislotse.participants.states import CallState
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallFactory, CallPartFactory, CallResponseFactory

TODAY = date(2015, 11, 2)


@pytest.fixture
def call(db):
    """A running call for the agency: one municipality has answered in part, the other is silent."""
    call = CallFactory(recipient=OrganisationFactory(kind="employment_agency"))
    mine, other = (MunicipalityFactory(part_of=call.owner) for _ in range(2))
    first, second = CallPartFactory.create_batch(2, call=call)
    CallResponseFactory(part=first, municipality=mine, state="answered", answered_on=TODAY)
    CallResponseFactory(part=second, municipality=mine)
    CallResponseFactory(part=first, municipality=other)
    CallResponseFactory(part=second, municipality=other)
    return call


@pytest.fixture
def clerk(acting, call):
    return acting(Role.MUNICIPAL_CLERK, at=CallResponse.objects.earliest("pk").municipality)


@pytest.fixture
def agency(acting, call):
    return acting(Role.AGENCY_STAFF, at=call.recipient)


def seen(actor):
    return tuple(
        model.objects.visible_to(actor).count() for model in (Call, CallPart, CallResponse)
    )


def test_the_office_sees_its_own_calls_only(acting, call):
    CallResponseFactory()
    assert seen(acting(Role.STEERING, at=call.owner)) == (1, 2, 4)


def test_a_clerk_sees_the_call_and_nobody_s_answers_but_their_own(clerk):
    """R-CAN-01: neither the count nor the content of another municipality's answers."""
    CallResponseFactory()
    assert seen(clerk) == (1, 2, 2)
    places = CallResponse.objects.visible_to(clerk).values_list("municipality", flat=True)
    assert set(places) == clerk.places("call.answer")


def test_a_clerk_does_not_see_a_draft(clerk, call):
    Call.objects.update(state=CallState.DRAFT)
    assert seen(clerk) == (0, 0, 0)


@pytest.mark.parametrize(
    ("state", "forwarded_on", "expected"),
    [
        (CallState.DRAFT, None, (0, 0, 0)),
        (CallState.OPEN, None, (0, 0, 0)),
        (CallState.CLOSED, None, (0, 0, 0)),
        (CallState.FORWARDED, None, (1, 2, 4)),
        (CallState.FORWARDED, TODAY, (1, 2, 4)),
        (CallState.CLOSED, TODAY, (1, 2, 4)),
    ],
)
def test_the_recipient_sees_a_call_from_its_forwarding_on(agency, state, forwarded_on, expected):
    CallResponseFactory()
    Call.objects.filter(recipient__isnull=False).update(state=state, forwarded_on=forwarded_on)
    assert seen(agency) == expected


def test_another_agency_never_sees_it(acting, call):
    Call.objects.update(state=CallState.FORWARDED, forwarded_on=TODAY)
    stranger = acting(Role.AGENCY_STAFF, at=OrganisationFactory(kind="employment_agency"))
    assert seen(stranger) == (0, 0, 0)


def test_remarks_are_for_the_office_and_the_municipality_not_for_the_recipient(
    acting, agency, clerk, call
):
    Call.objects.update(state=CallState.FORWARDED, forwarded_on=TODAY)
    office = acting(Role.HEAD, at=call.owner)

    def in_full(actor):
        return CallResponse.objects.visible_to(actor).with_remarks_for(actor).count()

    assert [in_full(actor) for actor in (office, clerk, agency)] == [4, 2, 0]


@pytest.mark.parametrize(
    ("who", "counts"),
    [("office", (2, 2, 3)), ("clerk", (1, 1, 1)), ("agency", (2, 2, 3))],
)
def test_the_list_counts_only_answers_that_the_reader_may_see(
    who, counts, acting, clerk, agency, call
):
    Call.objects.update(state=CallState.FORWARDED, forwarded_on=TODAY)
    people = {"office": acting(Role.STEERING, at=call.owner), "clerk": clerk, "agency": agency}
    line = Call.objects.visible_to(people[who]).for_list(people[who]).get()
    assert (line.asked, line.missing, line.parts_missing) == counts


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.PARTNER_DISTRICT, Role.AUDITOR])
def test_others_of_the_district_see_no_calls(role, acting, call):
    assert seen(acting(role, at=call.owner)) == (0, 0, 0)
