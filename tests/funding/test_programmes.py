"""Programmes, rates and purposes."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.funding.actions import (
    change_programme,
    load_programmes,
    record_rate,
    register_programme,
    register_purpose,
    use_programme,
)
from kreislotse.funding.errors import NameTaken, NotPositive, RatesOverlap
from kreislotse.funding.models import (
    Guideline,
    PostKind,
    Programme,
    ProgrammeDate,
    ProgrammeNumber,
    ProgrammeUse,
    Purpose,
    Rate,
    RequiredAnnex,
)
from kreislotse.funding.queries import rate_on
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from tests.factories.funding import (
    CentreFactory,
    PostKindFactory,
    ProgrammeFactory,
    PurposeFactory,
    RateFactory,
)
from tests.factories.organisations import OrganisationFactory

DAY = date(2015, 12, 1)
SHIPPED = (
    Programme,
    Rate,
    Purpose,
    Guideline,
    ProgrammeNumber,
    ProgrammeDate,
    RequiredAnnex,
)


@pytest.fixture
def administrator(acting):
    return acting(Role.ADMINISTRATOR, at=OrganisationFactory())


def test_the_shipped_programmes_are_loaded_once(administrator):
    added = load_programmes(actor=administrator)
    counts = [model.objects.count() for model in SHIPPED]

    assert added == sum(counts)
    assert load_programmes(actor=administrator) == 0
    assert [model.objects.count() for model in SHIPPED] == counts


def test_only_the_centres_are_funded_in_two_stages(administrator):
    """Where the shipped file says nothing of a consent, none is needed."""
    load_programmes(actor=administrator)
    staged = Programme.objects.filter(needs_consent=True)
    assert list(staged.values_list("code", flat=True)) == ["ki-grundfoerderung"]
    assert Programme.objects.filter(needs_consent=False).exists()


@pytest.mark.parametrize(
    ("kind", "day", "amount"),
    [
        ("specialist", date(2015, 12, 1), Money.euros(50_000)),
        ("assistance", date(2015, 12, 1), Money.euros(40_000)),
        ("specialist", date(2018, 6, 1), Money.euros(50_000)),
        ("specialist", date(2022, 1, 1), Money.euros(57_000)),
        ("assistance", date(2022, 1, 1), Money.euros(45_000)),
        ("specialist", date(2026, 1, 1), None),
    ],
)
def test_the_rate_of_the_day_is_found(administrator, kind, day, amount):
    """T2, R-GEN-01: what no source says stays empty."""
    load_programmes(actor=administrator)
    programme = Programme.objects.get(code="ki-grundfoerderung")
    assert rate_on(programme, PostKind.objects.get(code=kind), day).per_full_post == amount


def test_there_is_no_rate_without_programme_kind_or_day(db):
    rate = RateFactory(valid_to=date(2014, 12, 31))
    programme, kind = rate.programme, rate.post_kind
    missing = [(None, kind, DAY), (programme, None, DAY), (programme, kind, None)]
    assert [rate_on(*asked) for asked in [*missing, (programme, kind, DAY)]] == [None] * 4


@pytest.mark.parametrize("role", [Role.GRANTS_OFFICER, Role.ADMINISTRATOR])
def test_a_programme_is_kept_by_who_works_with_it_or_keeps_reference_data(acting, role):
    actor = acting(role, at=OrganisationFactory())

    programme = register_programme(actor=actor, code="neu", name="Neu")
    change_programme(programme, actor=actor, needs_consent=True)

    assert Programme.objects.get(code="neu").needs_consent
    assert list(JournalEntry.objects.order_by("number").values_list("verb", "person_id")) == [
        ("register_programme", actor.person_id),
        ("change_programme", actor.person_id),
    ]


def test_a_rate_that_cannot_be_read_is_recorded_empty(administrator):
    programme, kind = ProgrammeFactory(), PostKindFactory()
    rate = record_rate(
        programme, actor=administrator, post_kind=kind, per_full_post=None, valid_from=DAY
    )
    assert rate_on(programme, kind, DAY) == rate


def test_using_a_programme_twice_is_one_use(acting):
    initiative, programme = CentreFactory(), ProgrammeFactory()
    actor = acting(Role.GRANTS_OFFICER, at=initiative.owner)
    assert use_programme(initiative, programme, actor=actor) == use_programme(
        initiative, programme, actor=actor
    )
    assert ProgrammeUse.objects.count() == 1


def _rate(actor, **facts):
    known = RateFactory(valid_from=date(2015, 1, 1), valid_to=date(2015, 12, 31))
    values = {"per_full_post": Money(1), "valid_from": date(2016, 1, 1)} | facts
    return record_rate(known.programme, actor=actor, post_kind=known.post_kind, **values)


REFUSED = [
    (Role.STEERING, lambda a: register_programme(actor=a, code="a", name="A"), NotAllowed),
    (Role.STEERING, lambda a: register_purpose(actor=a, code="a", title="A"), NotAllowed),
    (Role.STEERING, lambda a: change_programme(ProgrammeFactory(), actor=a, name="B"), NotAllowed),
    (Role.STEERING, _rate, NotAllowed),
    (Role.GRANTS_OFFICER, lambda a: load_programmes(actor=a), NotAllowed),
    (
        Role.GRANTS_OFFICER,
        lambda a: use_programme(CentreFactory(), ProgrammeFactory(), actor=a),
        NotAllowed,
    ),
    (
        Role.GRANTS_OFFICER,
        lambda a: register_programme(actor=a, code=ProgrammeFactory().code, name="A"),
        NameTaken,
    ),
    (
        Role.GRANTS_OFFICER,
        lambda a: register_purpose(actor=a, code=PurposeFactory().code, title="A"),
        NameTaken,
    ),
    (
        Role.GRANTS_OFFICER,
        lambda a: change_programme(
            ProgrammeFactory(valid_from=DAY), actor=a, valid_to=date(2015, 11, 30)
        ),
        DateOrder,
    ),
    (Role.GRANTS_OFFICER, lambda a: _rate(a, valid_from=DAY), RatesOverlap),
    (
        Role.GRANTS_OFFICER,
        lambda a: _rate(a, valid_from=date(2014, 1, 1), valid_to=date(2015, 1, 1)),
        RatesOverlap,
    ),
    (Role.GRANTS_OFFICER, lambda a: _rate(a, per_full_post=Money(-1)), NotPositive),
    (Role.GRANTS_OFFICER, lambda a: _rate(a, valid_to=DAY), DateOrder),
]


@pytest.mark.parametrize(("role", "deed", "refusal"), REFUSED)
def test_a_refused_change_of_reference_data_leaves_no_trace(acting, role, deed, refusal):
    actor = acting(role, at=OrganisationFactory())
    with pytest.raises(refusal):
        deed(actor)
    assert not JournalEntry.objects.exists()
