"""What guidelines say between two days: versions, numbers, yearly dates, annexes."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.access.policy import Role
from kreislotse.funding.actions import (
    change_guideline,
    change_number,
    change_programme_date,
    change_rate,
    change_required_annex,
    load_programmes,
    record_guideline,
    record_number,
    record_programme_date,
    record_rate,
    record_required_annex,
)
from kreislotse.funding.errors import (
    NoSuchDay,
    NotAPercentage,
    NotPositive,
    RatesOverlap,
    VersionsOverlap,
)
from kreislotse.funding.models import (
    Guideline,
    Programme,
    ProgrammeDate,
    ProgrammeNumber,
    Rate,
    RequiredAnnex,
)
from kreislotse.funding.queries import annexes_on, guideline_on, numbers_on
from kreislotse.funding.states import Financing, ProgrammeDateKind
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from tests.factories.funding import (
    GuidelineFactory,
    ProgrammeDateFactory,
    ProgrammeFactory,
    ProgrammeNumberFactory,
    PurposeFactory,
    RateFactory,
    RequiredAnnexFactory,
)
from tests.factories.organisations import OrganisationFactory

NEW = date(2025, 4, 3)
APPLY = ProgrammeDateKind.APPLICATION


@pytest.fixture
def officer(acting):
    return acting(Role.GRANTS_OFFICER, at=OrganisationFactory())


@pytest.fixture
def shipped(acting):
    load_programmes(actor=acting(Role.ADMINISTRATOR, at=OrganisationFactory()))
    return {programme.code: programme for programme in Programme.objects.all()}


def test_the_next_version_ends_the_last_one(officer):
    """R-GEN-01."""
    old = GuidelineFactory()
    new = record_guideline(
        old.programme,
        actor=officer,
        title="Richtlinie vom 03.04.2025",
        valid_from=NEW,
        financing=Financing.SHARE,
        percent=Decimal(80),
    )
    old.refresh_from_db()
    assert old.valid_to == date(2025, 4, 2)
    assert guideline_on(old.programme, date(2025, 4, 2)) == old
    assert guideline_on(old.programme, NEW) == new
    assert JournalEntry.objects.of_record(old).first().verb == "end_guideline"
    assert JournalEntry.objects.of_record(new).first().verb == "record_guideline"


def test_the_next_rate_ends_the_last_one(officer):
    """R-GEN-01."""
    old = RateFactory()
    record_rate(
        old.programme,
        actor=officer,
        post_kind=old.post_kind,
        per_full_post=Money.euros(60_000),
        valid_from=NEW,
    )
    old.refresh_from_db()
    assert old.valid_to == date(2025, 4, 2)


def test_what_could_not_be_read_is_entered_later(officer):
    rate = RateFactory(per_full_post=None)
    change_rate(
        rate,
        actor=officer,
        per_full_post=Money.euros(60_000),
        valid_from=rate.valid_from,
        valid_to=None,
        source="Bescheid",
    )
    guideline = GuidelineFactory(cap=None)
    change_guideline(
        guideline,
        actor=officer,
        title=guideline.title,
        valid_from=guideline.valid_from,
        cap=Money.euros(320_000),
    )
    assert Rate.objects.get().per_full_post == Money.euros(60_000)
    assert Guideline.objects.get().cap == Money.euros(320_000)
    assert JournalEntry.objects.of_record(guideline).first().verb == "change_guideline"


def test_a_number_may_pay_for_several_purposes(officer):
    programme, purposes = ProgrammeFactory(), [PurposeFactory(), PurposeFactory()]
    for purpose in purposes:
        record_number(
            programme,
            actor=officer,
            number="2.1",
            title="Beratung",
            purpose=purpose,
            valid_from=NEW,
            draw_group="2.1+2.2",
        )
    assert {each.purpose for each in numbers_on(programme, NEW)} == set(purposes)


def test_numbers_dates_and_annexes_are_corrected(officer):
    number, yearly, annex = (
        ProgrammeNumberFactory(),
        ProgrammeDateFactory(),
        RequiredAnnexFactory(),
    )
    change_number(
        number, actor=officer, number="2.3", title="Neu", valid_from=NEW, draw_group="2.3"
    )
    change_programme_date(yearly, actor=officer, kind=APPLY, day=15, month=11, valid_from=NEW)
    change_required_annex(
        annex, actor=officer, code="plan", title="Arbeitsplan", mandatory=False, valid_from=NEW
    )
    assert ProgrammeNumber.objects.get().draw_group == "2.3"
    assert (ProgrammeDate.objects.get().day, ProgrammeDate.objects.get().month) == (15, 11)
    assert not RequiredAnnex.objects.get().mandatory


def test_the_shipped_numbers_say_what_is_drawn_together(shipped):
    """R-GRT-06: 2.1 and 2.2 together, 2.3 apart."""
    numbers = numbers_on(shipped["ki-grundfoerderung"], date(2024, 1, 1))
    assert {each.number: each.draw_group for each in numbers} == {
        "2.1": "2.1+2.2",
        "2.2": "2.1+2.2",
        "2.3": "2.3",
    }


def test_the_shipped_centre_programme_asks_for_its_annexes_today_and_not_in_2015(shipped):
    centre = shipped["ki-grundfoerderung"]
    assert annexes_on(centre, date(2015, 12, 1)) == []
    assert {each.code for each in annexes_on(centre, date(2026, 1, 1))} == {
        "council-decision",
        "local-situation",
        "placement",
        "integration-concept",
        "work-plan",
    }


def test_what_nobody_could_read_is_shipped_empty(shipped):
    guideline = guideline_on(shipped["ki-grundfoerderung"], date(2026, 1, 1))
    assert (guideline.financing, guideline.percent, guideline.cap) == ("", None, None)


def test_the_modules_of_integration_management_exclude_other_funding(shipped):
    """T22, R-GRT-11: the norm stands beside it."""
    excluding = {code: each.exclusion_norm for code, each in shipped.items()
                 if each.excludes_other_funding}  # fmt: skip
    assert excluding == dict.fromkeys(("kim-1", "kim-2", "kim-3"), "§ 9 Abs. 4 TIntG")


def test_all_programmes_of_the_field_are_shipped(shipped):
    assert {
        "komm-an-nrw-3",
        "ehrenamt-praevention",
        "integrationspauschale-14c",
        "integrationspauschale-17",
        "esf-nrw-grundkurse",
        "eigenmittel-kreis",
    } <= set(shipped)
    assert shipped["integrationspauschale-14c"].financing == Financing.LUMP_SUM
    volunteers = guideline_on(shipped["ehrenamt-fluechtlingshilfe"], date(2015, 6, 1))
    assert (volunteers.cap, volunteers.forwarding_allowed) == (Money.euros(18_000), True)


def _guideline(actor, **said):
    known = GuidelineFactory(valid_to=date(2025, 12, 31))
    values = {"title": "Neu", "valid_from": date(2026, 1, 1)} | said
    return record_guideline(known.programme, actor=actor, **values)


def _moved(actor, factory, change, **said):
    """Move an entry into the time of another version of the same thing."""
    earlier = factory(valid_to=date(2024, 12, 31), **said)
    later = factory(programme=earlier.programme, valid_from=date(2025, 1, 1), **said)
    return change(later, actor=actor, valid_from=date(2024, 12, 31), **said)


OFFICER = Role.GRANTS_OFFICER
REFUSED = [
    (Role.STEERING, _guideline, NotAllowed),
    (Role.STEERING, lambda a: record_number(
        ProgrammeFactory(), actor=a, number="1", title="A", valid_from=NEW), NotAllowed),
    (Role.STEERING, lambda a: record_programme_date(
        ProgrammeFactory(), actor=a, kind=APPLY, day=1, month=1, valid_from=NEW), NotAllowed),
    (Role.STEERING, lambda a: record_required_annex(
        ProgrammeFactory(), actor=a, code="a", title="A", valid_from=NEW), NotAllowed),
    (Role.STEERING, lambda a: change_guideline(
        GuidelineFactory(), actor=a, title="B", valid_from=NEW), NotAllowed),
    (Role.STEERING, lambda a: change_number(
        ProgrammeNumberFactory(), actor=a, number="1", title="B", valid_from=NEW), NotAllowed),
    (Role.STEERING, lambda a: change_programme_date(
        ProgrammeDateFactory(), actor=a, kind=APPLY, day=1, month=1, valid_from=NEW), NotAllowed),
    (Role.STEERING, lambda a: change_required_annex(
        RequiredAnnexFactory(), actor=a, code="a", title="B", valid_from=NEW), NotAllowed),
    (Role.STEERING, lambda a: change_rate(
        RateFactory(), actor=a, per_full_post=None, valid_from=NEW, valid_to=None, source=""),
        NotAllowed),
    (OFFICER, lambda a: _guideline(a, valid_from=date(2025, 6, 1)), VersionsOverlap),
    (OFFICER, lambda a: _guideline(a, valid_from=date(2011, 1, 1)), VersionsOverlap),
    (OFFICER, lambda a: _guideline(a, valid_to=date(2025, 1, 1)), DateOrder),
    (OFFICER, lambda a: _guideline(a, cap=Money(0)), NotPositive),
    (OFFICER, lambda a: _guideline(a, cap_per_project=Money(-1)), NotPositive),
    (OFFICER, lambda a: _guideline(a, percent=Decimal(0)), NotAPercentage),
    (OFFICER, lambda a: _guideline(a, percent=Decimal("100.01")), NotAPercentage),
    (OFFICER, lambda a: record_number(
        ProgrammeFactory(), actor=a, number="1", title="A", cap=Money(0), valid_from=NEW),
        NotPositive),
    (OFFICER, lambda a: record_programme_date(
        ProgrammeFactory(), actor=a, kind=APPLY, day=31, month=2, valid_from=NEW), NoSuchDay),
    (OFFICER, lambda a: _moved(a, GuidelineFactory, change_guideline, title="B"),
        VersionsOverlap),
    (OFFICER, lambda a: _moved(a, ProgrammeNumberFactory, change_number, number="1", title="B"),
        VersionsOverlap),
    (OFFICER, lambda a: _moved(a, RequiredAnnexFactory, change_required_annex, code="a",
        title="B"), VersionsOverlap),
    (OFFICER, lambda a: _moved(a, ProgrammeDateFactory, change_programme_date, kind=APPLY, day=30,
        month=10, years_after=-1), VersionsOverlap),
]  # fmt: skip


@pytest.mark.parametrize(("role", "deed", "refusal"), REFUSED)
def test_a_refused_change_of_a_guideline_leaves_no_trace(acting, role, deed, refusal):
    actor = acting(role, at=OrganisationFactory())
    with pytest.raises(refusal):
        deed(actor)
    assert not JournalEntry.objects.exists()


def test_a_rate_is_not_moved_into_the_time_of_another(officer):
    earlier = RateFactory(valid_to=date(2021, 12, 31))
    later = RateFactory(
        programme=earlier.programme, post_kind=earlier.post_kind, valid_from=date(2022, 1, 1)
    )
    with pytest.raises(RatesOverlap):
        change_rate(
            later,
            actor=officer,
            per_full_post=None,
            valid_from=date(2021, 12, 31),
            valid_to=None,
            source="",
        )
    later.refresh_from_db()
    assert later.valid_from == date(2022, 1, 1)
