"""Quotas, their numbered places and what is kept of them for a while."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.courses.actions import (
    change_quota,
    remove_contingent,
    set_contingent,
    set_quota,
)
from kreislotse.courses.contingents import Kept, Town, kept_for_others, unused
from kreislotse.courses.errors import (
    ContingentEmpty,
    ContingentForNoArea,
    ContingentsAbove,
    KindSettled,
    NoPlaces,
    PlacesInUse,
    PlacesUnknown,
    TooManyPlaces,
)
from kreislotse.courses.models import Contingent, Quota, QuotaPlace, Seat
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from tests.factories.courses import (
    ContingentFactory,
    CourseFactory,
    CourseKindFactory,
    ProviderFactory,
    QuotaFactory,
)
from tests.factories.funding import CentreFactory
from tests.factories.organisations import MunicipalityFactory

BACK = date(2015, 12, 1)
DULMEN, LUDINGHAUSEN, AHAUS = Town(1, 10), Town(2, 10), Town(3, 20)


@pytest.fixture
def project(db):
    return CentreFactory()


@pytest.fixture
def steering(acting, project):
    return acting(Role.STEERING, at=project.owner)


def numbers(quota) -> list[int]:
    return list(quota.numbered.order_by("number").values_list("number", flat=True))


def use(quota, number: int) -> Seat:
    """A seat of some course for this place."""
    course = CourseFactory(owner=quota.owner, kind=quota.kind, quota=quota, capacity=0)
    place = quota.numbered.get(number=number)
    return Seat.objects.create(course=course, number=1, place=place)


def test_a_hundred_places_are_a_hundred_rows(steering, project):
    """L73-74, R-CRS-01"""
    quota = set_quota(project, actor=steering, kind=CourseKindFactory(), places=100)
    assert numbers(quota) == list(range(1, 101))
    change_quota(quota, actor=steering, places=None)
    quota.refresh_from_db()
    assert (quota.owner, quota.places, numbers(quota)) == (project.owner, None, [])
    verbs = [entry.verb for entry in JournalEntry.objects.of_record(quota)]
    assert verbs == ["change_quota", "set_quota"]


def test_a_smaller_quota_loses_free_places_from_the_top_and_a_larger_one_fills_the_gaps(
    steering, project
):
    """R-CRS-01"""
    quota = set_quota(project, actor=steering, kind=CourseKindFactory(), places=6)
    use(quota, 5)
    change_quota(quota, actor=steering, places=3)
    assert numbers(quota) == [1, 2, 5]
    change_quota(quota, actor=steering, places=4)
    assert numbers(quota) == [1, 2, 3, 5]


def test_a_quota_does_not_become_smaller_than_what_courses_have_of_it(steering, project):
    """R-CRS-01"""
    quota = set_quota(project, actor=steering, kind=CourseKindFactory(), places=3)
    for number in (1, 2):
        use(quota, number)
    for places in (1, None):
        with pytest.raises(PlacesInUse, match="2 Plätze des Kontingents"):
            change_quota(quota, actor=steering, places=places)
    assert numbers(quota) == [1, 2, 3]


def test_the_kind_of_a_quota_is_settled_by_its_first_course(steering, project):
    quota = set_quota(project, actor=steering, kind=CourseKindFactory(), places=3)
    use(quota, 1)
    with pytest.raises(KindSettled):
        change_quota(quota, actor=steering, kind=CourseKindFactory())


def test_places_are_kept_for_a_town_and_changed_by_saying_it_again(steering, project):
    """R-CRS-10"""
    quota, town = QuotaFactory(initiative=project, places=100), MunicipalityFactory()
    said = {"actor": steering, "organisation": town, "flows_back_on": BACK}
    set_contingent(quota, places=20, **said)
    kept = set_contingent(quota, places=30, **said)
    assert Contingent.objects.get() == kept
    assert (kept.places, kept.flows_back_on) == (30, BACK)
    verbs = [entry.verb for entry in JournalEntry.objects.of_record(kept)]
    assert verbs == ["change_contingent", "set_contingent"]
    remove_contingent(kept, actor=steering)
    assert not Contingent.objects.exists()
    assert JournalEntry.objects.latest("number").verb == "remove_contingent"


def test_what_is_kept_is_never_more_than_the_whole_but_what_flowed_back_does_not_count(
    steering, project
):
    """R-CRS-10"""
    quota = QuotaFactory(initiative=project, places=100)
    ContingentFactory(quota=quota, places=60)
    ContingentFactory(quota=quota, places=90, flows_back_on=steering.today)
    town = MunicipalityFactory()
    said = {"actor": steering, "organisation": town, "flows_back_on": BACK}
    set_contingent(quota, places=40, **said)
    with pytest.raises(ContingentsAbove, match="zusammen 101 Plätze, das Kontingent hat 100"):
        set_contingent(quota, places=41, **said)
    with pytest.raises(ContingentsAbove):
        change_quota(quota, actor=steering, places=99)
    with pytest.raises(PlacesUnknown):
        change_quota(quota, actor=steering, places=None)
    assert quota.contingents.get(organisation=town).places == 40


SAID = {"places": 1, "flows_back_on": BACK}
REFUSED = [
    (
        Role.AUDITOR,
        lambda q, a: set_quota(q.initiative, actor=a, kind=q.kind, places=1),
        NotAllowed,
    ),
    (Role.HEAD, lambda q, a: change_quota(q, actor=a, places=1), NotAllowed),
    (Role.STEERING, lambda q, a: change_quota(q, actor=a, places=0), NoPlaces),
    (Role.STEERING, lambda q, a: change_quota(q, actor=a, places=20_001), TooManyPlaces),
    (
        Role.STEERING,
        lambda q, a: set_quota(q.initiative, actor=a, kind=q.kind, places=0),
        NoPlaces,
    ),
    (
        Role.HEAD,
        lambda q, a: set_contingent(q, actor=a, organisation=q.owner, **SAID),
        NotAllowed,
    ),
    (Role.HEAD, lambda q, a: remove_contingent(q.contingents.get(), actor=a), NotAllowed),
    (
        Role.STEERING,
        lambda q, a: set_contingent(q, actor=a, organisation=q.owner, **SAID | {"places": 0}),
        ContingentEmpty,
    ),
    (
        Role.STEERING,
        lambda q, a: set_contingent(q, actor=a, organisation=ProviderFactory(), **SAID),
        ContingentForNoArea,
    ),
    (
        Role.STEERING,
        lambda q, a: set_contingent(
            q, actor=a, organisation=q.owner, places=1, flows_back_on=date(2015, 11, 1)
        ),
        DateOrder,
    ),
]


@pytest.mark.parametrize(("role", "deed", "refusal"), REFUSED)
def test_a_refused_deed_leaves_nothing_behind(acting, project, role, deed, refusal):
    quota = QuotaFactory(initiative=project, places=100)
    ContingentFactory(quota=quota)
    with pytest.raises(refusal):
        deed(quota, acting(role, at=project.owner))
    assert list(Quota.objects.values_list("pk", "places")) == [(quota.pk, 100)]
    assert (QuotaPlace.objects.count(), Contingent.objects.count()) == (100, 1)
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(("role", "sees"), [(Role.COUNSELLOR, True), (Role.AUDITOR, False)])
def test_quotas_are_seen_by_their_own_district_only(acting, project, role, sees):
    ours, theirs = QuotaFactory(initiative=project), QuotaFactory()
    ContingentFactory(quota=ours), ContingentFactory(quota=theirs)
    actor = acting(role, at=project.owner)
    assert list(Quota.objects.visible_to(actor)) == ([ours] if sees else [])
    assert [each.quota for each in Contingent.objects.visible_to(actor)] == ([ours] if sees else [])


KEPT = [Kept(1, 5, BACK), Kept(10, 20, BACK), Kept(20, 30, BACK)]
BEFORE, ON = date(2015, 11, 30), BACK


def test_a_town_uses_its_own_places_first_and_then_those_of_its_district():
    """R-CRS-10"""
    assert unused(KEPT, {DULMEN: 7, LUDINGHAUSEN: 4}, BEFORE) == {10: 14, 20: 30}
    assert unused(KEPT, {DULMEN: 3}, BEFORE) == {1: 2, 10: 20, 20: 30}
    assert unused(KEPT, {AHAUS: 50}, BEFORE) == {1: 5, 10: 20}


def test_a_course_leaves_to_others_what_is_kept_for_them():
    """R-CRS-10"""
    assert kept_for_others(KEPT, {}, DULMEN, BEFORE) == 30
    assert kept_for_others(KEPT, {}, LUDINGHAUSEN, BEFORE) == 35
    assert kept_for_others(KEPT, {}, AHAUS, BEFORE) == 25
    assert kept_for_others(KEPT, {}, Town(4, None), BEFORE) == 55


def test_what_nobody_used_flows_back_on_its_day():
    """R-CRS-10"""
    assert kept_for_others(KEPT, {}, AHAUS, ON) == 0
