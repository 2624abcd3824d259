"""Posts and external staff."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from kreislotse.staffing.actions import (
    abolish_post,
    advertise_post,
    approve_post,
    change_external_staff,
    change_post,
    fill_post,
    plan_post,
    record_external_staff,
    select_for_post,
    vacate_post,
)
from kreislotse.staffing.errors import (
    LineTaken,
    MoreThanEmployed,
    NotPositive,
    OtherInitiative,
)
from kreislotse.staffing.models import ExternalStaff, Post
from kreislotse.staffing.states import PostState
from tests.factories.funding import ApplicationLineFactory, CentreFactory
from tests.factories.staffing import AgencyFactory, ExternalStaffFactory, PostFactory

DAY = date(2016, 5, 2)


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, centre):
    return acting(Role.GRANTS_OFFICER, at=centre.owner)


def test_a_post_is_planned_with_what_pays_for_it(centre, officer):
    line = ApplicationLineFactory(application__initiative=centre)
    post = plan_post(
        centre, actor=officer, title="Sozialarbeit", share=Decimal("2.0"), funded_by=line
    )
    assert (post.owner, post.funded_by, post.state) == (centre.owner, line, PostState.PLANNED)
    assert [entry.verb for entry in JournalEntry.objects.of_record(post)] == ["plan_post"]


def test_a_post_goes_from_plan_to_holder_and_is_free_again(centre, officer):
    post = PostFactory(initiative=centre)
    for step in (approve_post, advertise_post, select_for_post):
        step(post, actor=officer)
    fill_post(post, actor=officer, filled_on=DAY)
    post.refresh_from_db()
    assert (post.state, post.filled_on) == (PostState.FILLED, DAY)

    with pytest.raises(DateOrder):
        vacate_post(post, actor=officer, vacant_from=date(2016, 5, 1))
    vacate_post(post, actor=officer, vacant_from=date(2016, 9, 1))
    post.refresh_from_db()
    assert (post.state, post.filled_on) == (PostState.VACANT_AGAIN, None)
    note = JournalEntry.objects.of_record(post).first().note
    assert note == "Besetzt seit 02.05.2016, frei ab 01.09.2016."

    assert abolish_post(post, actor=officer).state == PostState.ABOLISHED


def test_a_change_keeps_before_and_after(centre, officer):
    post = PostFactory(initiative=centre, recruitment="")
    change_post(post, actor=officer, recruitment="so bald wie möglich")
    entry = JournalEntry.objects.of_record(post).get()
    assert entry.change == {"recruitment": ["", "so bald wie möglich"]}


def test_staff_of_others_is_counted_apart(centre, officer):
    """L75-77: two for the agency's district, one of them here."""
    staff = record_external_staff(
        centre, actor=officer, employer=AgencyFactory(), headcount=2, in_district=1
    )
    change_external_staff(staff, actor=officer, in_district=2)
    staff.refresh_from_db()
    assert (staff.headcount, staff.in_district) == (2, 2)


def _external(post, actor, **numbers):
    return record_external_staff(post.initiative, actor=actor, employer=AgencyFactory(), **numbers)


REFUSED = [
    (Role.AUDITOR, lambda p, a: plan_post(p.initiative, actor=a, title="A"), NotAllowed),
    (Role.STEERING, lambda p, a: change_post(p, actor=a, title="A"), NotAllowed),
    (Role.STEERING, lambda p, a: approve_post(p, actor=a), NotAllowed),
    (Role.STEERING, _external, NotAllowed),
    (
        Role.STEERING,
        lambda p, a: change_external_staff(ExternalStaffFactory(), actor=a, headcount=1),
        NotAllowed,
    ),
    (Role.HEAD, lambda p, a: fill_post(p, actor=a, filled_on=DAY), WrongState),
    (Role.HEAD, lambda p, a: vacate_post(p, actor=a, vacant_from=DAY), WrongState),
    (
        Role.HEAD,
        lambda p, a: plan_post(p.initiative, actor=a, title="A", share=Decimal(0)),
        NotPositive,
    ),
    (Role.HEAD, lambda p, a: change_post(p, actor=a, share=Decimal(-1)), NotPositive),
    (
        Role.HEAD,
        lambda p, a: change_post(p, actor=a, funded_by=ApplicationLineFactory()),
        OtherInitiative,
    ),
    (
        Role.HEAD,
        lambda p, a: change_post(
            p,
            actor=a,
            funded_by=PostFactory(
                initiative=p.initiative,
                funded_by=ApplicationLineFactory(application__initiative=p.initiative),
            ).funded_by,
        ),
        LineTaken,
    ),
    (Role.HEAD, lambda p, a: _external(p, a, headcount=1, in_district=2), MoreThanEmployed),
]


@pytest.mark.parametrize(("role", "deed", "refusal"), REFUSED)
def test_a_refused_deed_leaves_nothing_behind(acting, centre, role, deed, refusal):
    post = PostFactory(initiative=centre)
    before = Post.objects.filter(pk=post.pk).values().get()

    with pytest.raises(refusal):
        deed(post, acting(role, at=centre.owner))

    assert Post.objects.filter(pk=post.pk).values().get() == before
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(("role", "sees"), [(Role.AUDITOR, True), (Role.COUNSELLOR, False)])
def test_posts_are_seen_by_their_own_district_only(acting, centre, role, sees):
    ours, theirs = PostFactory(initiative=centre), PostFactory()
    staff, foreign = ExternalStaffFactory(initiative=centre), ExternalStaffFactory()
    actor = acting(role, at=centre.owner)
    assert theirs not in Post.objects.visible_to(actor)
    assert foreign not in ExternalStaff.objects.visible_to(actor)
    assert list(Post.objects.visible_to(actor)) == ([ours] if sees else [])
    assert list(ExternalStaff.objects.visible_to(actor)) == ([staff] if sees else [])
