"""Entitlements, admission by the rules of the day, and a changed benefits law."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.courses import actions
from kreislotse.courses import waiting_errors as errors
from kreislotse.courses.models import Duty, Entitlement
from kreislotse.courses.states import DutyKind, EntitlementGround, WaitingState
from kreislotse.eligibility.actions import decide, judge, load_rules
from kreislotse.eligibility.models import RuleSetVersion
from kreislotse.eligibility.states import Result
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from kreislotse.participants.models import RegimePeriod
from tests.factories.courses import (
    CourseTermsFactory,
    EntitlementFactory,
    WaitingEntryFactory,
    WaitingListFactory,
)
from tests.factories.organisations import MunicipalityFactory, ResponsibilityFactory
from tests.factories.people import CandidateFactory

G = EntitlementGround
IN_2015, IN_2026 = date(2015, 11, 15), date(2026, 2, 15)


@pytest.fixture
def ruled(steering, district, kind):
    """A list by the shipped rules on section 44(4) AufenthG."""
    load_rules(district, actor=steering)
    version = RuleSetVersion.objects.get(rule_set__code="integrationskurs-44-4")
    return WaitingListFactory(owner=district, kind=kind, rule_set=version.rule_set)


@pytest.fixture
def syrian(town):
    """Holds the Aufenthaltsgestattung since June 2015."""
    return CandidateFactory(owner=town, released=True, nationality="SY")


@pytest.fixture
def assessed(ruled, syrian):
    return WaitingEntryFactory(waiting_list=ruled, candidate=syrian, state=WaitingState.ASSESSED)


def test_a_syrian_is_admitted_in_november_2015(steering, assessed, on_day):
    """T14: by the list of the day, without any paper yet."""
    entry = actions.admit_entry(assessed, actor=on_day(steering, IN_2015))
    assert entry.state == WaitingState.WAITING


def test_nobody_is_admitted_under_the_stop_and_norm_and_source_are_told(steering, assessed, on_day):
    """T14, R-CRS-08"""
    with pytest.raises(errors.AdmissionRefused) as refusal:
        actions.admit_entry(assessed, actor=on_day(steering, IN_2026))
    sentence = str(refusal.value)
    assert "§ 44 Abs. 4 AufenthG; BAMF-Trägerrundschreiben 02/26;" in sentence
    assert "Quelle: BAMF-Trägerrundschreiben 02/26 vom 09.02.2026" in sentence


def test_an_admission_from_before_the_stop_remains_valid(
    steering, clerk, syrian, kind, assessed, on_day
):
    """T14: issued on 1 February 2026."""
    actions.record_entitlement(
        syrian,
        actor=on_day(clerk, IN_2026),
        kind=kind,
        ground=G.ADMISSION,
        issued_on=date(2026, 2, 1),
    )
    entry = actions.admit_entry(assessed, actor=on_day(steering, IN_2026))
    assert entry.state == WaitingState.WAITING


def test_an_admission_of_a_day_under_the_stop_is_not_recorded(clerk, syrian, kind, ruled, on_day):
    """R-CRS-08"""
    with pytest.raises(errors.AdmissionRefused):
        actions.record_entitlement(
            syrian, actor=on_day(clerk, IN_2026), kind=kind, ground=G.ADMISSION, issued_on=IN_2026
        )
    assert not Entitlement.objects.exists()


@pytest.mark.parametrize("ground", [G.OBLIGATION, G.SELF_PAYER, G.ENTITLEMENT])
def test_other_ways_into_a_course_are_open_under_the_stop(
    clerk, syrian, kind, ruled, on_day, ground
):
    """R-CRS-08: an obligation (section 44a), a course at one's own cost."""
    made = actions.record_entitlement(
        syrian, actor=on_day(clerk, IN_2026), kind=kind, ground=ground, issued_on=IN_2026
    )
    assert made.ground == ground


def test_a_decision_goes_before_the_rules(steering, syrian, assessed, ruled):
    """R-CAN-03: a human decides, with the reason."""
    syrian.nationality = "AF"
    syrian.save()
    with pytest.raises(errors.AdmissionRefused):
        actions.admit_entry(assessed, actor=steering)
    version = ruled.rule_set.versions.get()
    verdict = judge(syrian, version, actor=steering)
    decide(verdict, actor=steering, result=Result.ELIGIBLE, reason="Bescheid liegt vor")
    assert actions.admit_entry(assessed, actor=steering).state == WaitingState.WAITING


def test_what_is_unclear_is_decided_first(steering, syrian, assessed):
    syrian.statuses.all().delete()
    with pytest.raises(errors.AdmissionUnclear):
        actions.admit_entry(assessed, actor=steering)


def test_without_entitlement_and_rules_nobody_is_admitted(steering, waiting):
    with pytest.raises(errors.NoEntitlement):
        actions.admit_entry(waiting(entitled=False, state="assessed"), actor=steering)


def test_an_expired_entitlement_blocks_the_admission(steering, waiting, on_day):
    """R-CRS-05: valid to 4 October 2016, that day included."""
    entry = waiting(state=WaitingState.ASSESSED)
    with pytest.raises(errors.EntitlementExpired) as refusal:
        actions.admit_entry(entry, actor=on_day(steering, date(2016, 10, 5)))
    assert refusal.value.facts["day"] == "04.10.2016"
    entry = actions.admit_entry(entry, actor=on_day(steering, date(2016, 10, 4)))
    assert entry.state == WaitingState.WAITING


def test_an_entitlement_not_used_in_time_lapses(steering, waiting, kind, on_day):
    """DeuFöV: three months to register; once registered it goes on."""
    CourseTermsFactory(kind=kind, register_months=3)
    late, early = waiting(state=WaitingState.ASSESSED), waiting(state=WaitingState.ASSESSED)
    with pytest.raises(errors.RegisteredTooLate):
        actions.admit_entry(late, actor=on_day(steering, date(2016, 1, 6)))
    entry = actions.admit_entry(early, actor=on_day(steering, date(2016, 1, 5)))
    assert entry.state == WaitingState.WAITING
    dropped_out = waiting(state=WaitingState.DROPPED_OUT)
    entry = actions.wait_again(dropped_out, actor=on_day(steering, date(2016, 1, 6)))
    assert entry.state == WaitingState.WAITING


@pytest.mark.parametrize(("facts", "last"), [(None, date(2016, 2, 1)), (False, date(2016, 11, 1))])
def test_the_end_follows_from_the_terms(clerk, town, kind, facts, last):
    """Section 5(3) IntV: three months with a Gestattung, else a year."""
    CourseTermsFactory(kind=kind, entitlement_months=12, permission_months=3)
    person = CandidateFactory(owner=town, released=True, facts=facts)
    made = actions.record_entitlement(
        person, actor=clerk, kind=kind, ground=G.ADMISSION, issued_on=date(2015, 11, 1)
    )
    assert made.valid_to == last


def test_an_entitlement_is_recorded_once_a_day_and_in_order(acting, clerk, steering, town, kind):
    person = CandidateFactory(owner=town)
    said = {"kind": kind, "ground": G.OBLIGATION, "issued_on": date(2015, 11, 1)}
    with pytest.raises(DateOrder):
        actions.record_entitlement(person, actor=clerk, valid_to=date(2015, 10, 31), **said)
    with pytest.raises(errors.NotReleased):
        actions.record_entitlement(person, actor=steering, **said)
    stranger = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=town.part_of))
    with pytest.raises(NotAllowed):
        actions.record_entitlement(person, actor=stranger, **said)
    actions.record_entitlement(person, actor=clerk, **said)
    with pytest.raises(errors.EntitlementTaken):
        actions.record_entitlement(person, actor=clerk, **said)
    assert Entitlement.objects.count() == 1


def test_a_mistaken_entitlement_is_taken_out_before_it_is_used(clerk, waiting):
    before = waiting(state=WaitingState.ASSESSED).candidate.entitlements.get()
    used = waiting().candidate.entitlements.get()
    actions.remove_entitlement(before, actor=clerk)
    with pytest.raises(errors.EntitlementUsed):
        actions.remove_entitlement(used, actor=clerk)
    assert list(Entitlement.objects.all()) == [used]


def periods(entry, *regimes):
    """AsylbLG and what followed, each since the first of a month."""
    RegimePeriod.objects.bulk_create(
        RegimePeriod(candidate=entry.candidate, regime=regime, valid_from=since)
        for regime, since in regimes
    )


def test_a_changed_benefits_law_keeps_the_place_and_another_body_is_told(
    steering, district, waiting
):
    """R-CRS-11: from AsylbLG to SGB II while waiting."""
    ResponsibilityFactory(regime="sgb_ii", task="labour_market_support", norm="§ 16 SGB II")
    entry = waiting(entered_on=date(2015, 10, 12))
    periods(entry, ("asylblg", date(2015, 6, 1)), ("sgb_ii", date(2015, 11, 1)))
    assert actions.note_regime_changes(district, actor=steering) == 1
    duty = Duty.objects.get()
    assert (duty.entry, duty.kind, duty.norm) == (entry, DutyKind.NEW_BODY, "§ 16 SGB II")
    assert duty.due_on == date(2015, 11, 15)
    assert actions.note_regime_changes(district, actor=steering) == 0
    entry.refresh_from_db()
    assert (entry.state, entry.entered_on) == (WaitingState.WAITING, date(2015, 10, 12))


def test_changes_before_the_entry_or_ahead_or_of_those_gone_open_no_duty(
    steering, district, waiting
):
    """R-CRS-11"""
    before, ahead, gone = waiting(), waiting(), waiting(state=WaitingState.REMOVED)
    periods(before, ("asylblg", date(2015, 6, 1)), ("sgb_ii", date(2015, 10, 12)))
    periods(ahead, ("asylblg", date(2015, 6, 1)), ("sgb_ii", date(2015, 11, 3)))
    periods(gone, ("asylblg", date(2015, 6, 1)), ("sgb_ii", date(2015, 11, 1)))
    assert actions.note_regime_changes(district, actor=steering) == 0


def test_only_the_district_notes_changes(clerk, district):
    with pytest.raises(NotAllowed):
        actions.note_regime_changes(district, actor=clerk)


def test_the_longest_entitlement_counts(steering, waiting, on_day):
    """An older one that has run out does not block a newer one."""
    entry = waiting(state=WaitingState.ASSESSED)
    EntitlementFactory(
        candidate=entry.candidate,
        kind=entry.waiting_list.kind,
        issued_on=date(2016, 9, 1),
        valid_to=None,
    )
    entry = actions.admit_entry(entry, actor=on_day(steering, date(2020, 1, 1)))
    assert entry.state == WaitingState.WAITING
