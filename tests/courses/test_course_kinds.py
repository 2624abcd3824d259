"""Kinds of courses and their dated terms."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.courses.actions import load_course_kinds, register_course_kind, set_terms
from kreislotse.courses.errors import LevelsReversed, NameTaken, SizesReversed, TermsStand
from kreislotse.courses.models import CourseKind, CourseTerms
from kreislotse.courses.terms import terms_on
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from tests.factories.courses import CourseKindFactory, CourseTermsFactory
from tests.factories.organisations import OrganisationFactory

DAY = date(2015, 11, 1)


@pytest.fixture
def steering(acting, db):
    return acting(Role.STEERING, at=OrganisationFactory())


@pytest.mark.parametrize("role", [Role.STEERING, Role.ADMINISTRATOR])
def test_a_course_kind_is_entered(acting, db, role):
    actor = acting(role, at=OrganisationFactory())
    register_course_kind(actor=actor, code="esf-bamf", title="ESF-BAMF-Kurs", units=730)
    assert CourseKind.objects.get().units == 730


def test_new_terms_end_the_ones_before_on_the_day_before(steering):
    """R-GEN-01, R-CRS-08"""
    before = CourseTermsFactory()
    fresh = set_terms(before.kind, actor=steering, valid_from=DAY, minimum=15, maximum=25)
    before.refresh_from_db()
    assert before.valid_to == date(2015, 10, 31)
    assert terms_on(before.kind, date(2015, 10, 31)) == before
    assert terms_on(before.kind, DAY) == fresh
    assert terms_on(before.kind, date(2014, 12, 31)) is None


def test_what_is_shipped_is_loaded_once_and_leaves_alone_what_has_been_entered(steering):
    """R-CRS-03, R-CRS-04, R-CRS-07"""
    own = CourseKindFactory(code="bsk-b2", title="Unser Kurs")
    CourseTermsFactory(kind=own, minimum=8)
    loaded = load_course_kinds(actor=steering)
    counts = CourseKind.objects.count(), CourseTerms.objects.count()
    assert loaded == sum(counts) - 2
    assert load_course_kinds(actor=steering) == 0
    assert (CourseKind.objects.count(), CourseTerms.objects.count()) == counts
    own.refresh_from_db()
    assert (own.title, own.terms.get().minimum) == ("Unser Kurs", 8)


def test_the_shipped_terms_say_what_the_norms_say(steering):
    load_course_kinds(actor=steering)
    esf = CourseKind.objects.get(code="esf-bamf")
    assert (esf.units, terms_on(esf, DAY).entry_from) == (730, "A1")
    course = terms_on(CourseKind.objects.get(code="integrationskurs"), DAY)
    assert (course.inform_weeks, course.entitlement_months, course.permission_months) == (6, 12, 3)
    job = terms_on(CourseKind.objects.get(code="bsk-c1"), date(2026, 11, 1))
    assert (job.minimum, job.maximum, job.inform_weeks) == (15, 25, 4)
    assert (job.register_months, job.evidence_months, job.entry_from) == (3, 6, "B2")
    told = CourseTerms.objects.exclude(inform=[]).values_list("inform", flat=True)
    assert {tuple(each) for each in told} == {("inform_person", "inform_body")}
    assert not CourseKind.objects.filter(source="").exists()
    assert not CourseTerms.objects.filter(source="").exists()


REFUSED = [
    (Role.HEAD, lambda k, a: register_course_kind(actor=a, code="a", title="A"), NotAllowed),
    (
        Role.STEERING,
        lambda k, a: register_course_kind(actor=a, code=k.code, title="A"),
        NameTaken,
    ),
    (
        Role.STEERING,
        lambda k, a: register_course_kind(
            actor=a,
            code="a",
            title="A",
            valid_from=date(2018, 1, 1),
            valid_to=date(2017, 12, 31),
        ),
        DateOrder,
    ),
    (Role.HEAD, lambda k, a: set_terms(k, actor=a, valid_from=DAY), NotAllowed),
    (Role.HEAD, lambda k, a: load_course_kinds(actor=a), NotAllowed),
    (Role.STEERING, lambda k, a: set_terms(k, actor=a, valid_from=date(2015, 1, 1)), TermsStand),
    (
        Role.STEERING,
        lambda k, a: set_terms(k, actor=a, valid_from=DAY, valid_to=date(2015, 10, 1)),
        DateOrder,
    ),
    (
        Role.STEERING,
        lambda k, a: set_terms(k, actor=a, valid_from=DAY, minimum=16, maximum=15),
        SizesReversed,
    ),
    (
        Role.STEERING,
        lambda k, a: set_terms(k, actor=a, valid_from=DAY, entry_from="B1", entry_to="A1"),
        LevelsReversed,
    ),
]


@pytest.mark.parametrize(("role", "deed", "refusal"), REFUSED)
def test_a_refused_deed_leaves_nothing_behind(acting, db, role, deed, refusal):
    terms = CourseTermsFactory()
    with pytest.raises(refusal):
        deed(terms.kind, acting(role, at=OrganisationFactory()))
    assert (CourseKind.objects.count(), CourseTerms.objects.get().valid_to) == (1, None)
    assert not JournalEntry.objects.exists()
