"""Verdicts: what rules say about candidates, kept with norm, list version and facts (R-CAN-03)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreislotse.access.policy import Role
from kreislotse.eligibility import errors
from kreislotse.eligibility.actions import check_call, judge, load_rules, set_criteria
from kreislotse.eligibility.facts import facts_of
from kreislotse.eligibility.models import Criteria, Review, RuleSetVersion, Verdict
from kreislotse.eligibility.states import Result, VersionState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.organisations.models import LegalRegime
from kreislotse.participants.errors import Restricted
from kreislotse.participants.models import Candidate, LanguageSkill, RegimePeriod, ResidenceStatus
from kreislotse.participants.states import CallState
from tests.factories.eligibility import RuleFactory, RuleSetFactory, RuleSetVersionFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.participants import CallFactory
from tests.factories.people import CandidateFactory, ResidenceTitleFactory

DAY = date(2015, 11, 15)


def test_facts_are_those_of_the_day(town):
    """T16: regime and title as they were, not as they are."""
    person = CandidateFactory(owner=town, released=True, asylum_applied_on=date(2015, 6, 2))
    refugee = ResidenceTitleFactory(code="P25_2A", label="Flüchtling", norm="§ 25 Abs. 2 AufenthG")
    ResidenceStatus.objects.create(candidate=person, title=refugee, since=date(2016, 1, 18))
    for regime, first, last in [
        (LegalRegime.ASYLBLG, date(2015, 6, 1), date(2016, 1, 31)),
        (LegalRegime.SGB_II, date(2016, 2, 1), None),
    ]:
        RegimePeriod.objects.create(
            candidate=person, regime=regime, valid_from=first, valid_to=last
        )
    before, after = (facts_of([person], on)[person.pk] for on in (DAY, date(2016, 2, 1)))
    assert (before["title"], before["regime"]) == ("GEST", "asylblg")
    assert (after["title"], after["regime"]) == ("P25_2A", "sgb_ii")
    assert (before["german_level"], before["qualification"]) == ("A2", "vocational")
    assert (before["age"], before["asylum_applied_on"]) == (25, date(2015, 6, 2))
    assert (before["admitted_on"], before["earlier_course"]) == (None, False)
    assert {"school_years", "title_valid_to", "registered_as_seeking"} & set(before) == set()


def test_an_unclear_status_is_no_fact(town):
    person = CandidateFactory(owner=town, nationality="XX")
    unclear = ResidenceTitleFactory(code="UNK", label="Unklar", norm="")
    ResidenceStatus.objects.create(candidate=person, title=unclear, since=date(2015, 6, 1))
    known = facts_of([person], DAY)[person.pk]
    assert ("title" in known, "nationality" in known) == (False, False)


def test_facts_ask_as_many_queries_for_many_people_as_for_one(town):
    asked = []
    for number in (1, 20):
        CandidateFactory.create_batch(number, owner=town, released=True)
        people = list(Candidate.objects.all())
        with CaptureQueriesContext(connection) as queries:
            facts_of(people, DAY)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_checking_a_call_judges_those_reported_and_released(call, report, office, town):
    reported = report(town, 2)
    report(town, 1, complete=True)
    report(town, 1, released=True, restricted=True)
    CandidateFactory(owner=town, released=True)
    assert check_call(call, actor=office) == 2
    found = Verdict.objects.order_by("candidate")
    assert [each.candidate for each in found] == reported
    assert {each.result for each in found} == {Result.ELIGIBLE}
    entry = JournalEntry.objects.get(verb="check_call")
    assert (entry.record_id, entry.change) == (call.pk, {"people": 2, "reviews": 0})


def test_a_verdict_keeps_norm_reason_and_the_facts_that_were_asked(call, report, office, town):
    """R-CAN-03."""
    (person,) = report(town)
    LanguageSkill.objects.filter(candidate=person, language="de").delete()
    check_call(call, actor=office)
    verdict = Verdict.objects.get()
    assert verdict.result == Result.UNCLEAR
    assert verdict.reasons == [
        {
            "code": "deutsch",
            "title": "Deutsch ab A1",
            "norm": "§ 1 Mustergesetz",
            "outcome": "unknown",
            "lists": [],
            "lists_missing": [],
            "facts": [],
            "what_would_change": ["„Deutschniveau“ ist mindestens A1"],
        }
    ]
    assert verdict.facts == {"admitted_on": None, "earlier_course": False}
    assert (verdict.as_of, verdict.computed_at) == (office.today, office.at)


def test_checking_again_without_a_change_leaves_the_verdicts_as_they_are(
    call, report, office, town, acting, district
):
    report(town, 3)
    check_call(call, actor=office)
    before = list(Verdict.objects.order_by("pk").values_list("pk", "result"))
    later = acting(Role.STEERING, at=district, now=office.at.replace(month=12))
    assert check_call(call, actor=later) == 3
    assert list(Verdict.objects.order_by("pk").values_list("pk", "result")) == before
    assert set(Verdict.objects.values_list("as_of", flat=True)) == {later.today}
    assert Review.objects.count() == 0


@pytest.mark.slow
def test_checking_asks_a_fixed_number_of_queries(call, report, office, town):
    asked = []
    for number in (1, 30):
        report(town, number)
        with CaptureQueriesContext(connection) as queries:
            check_call(call, actor=office)
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 2  # rows to update and to insert, which the first run has not


def test_the_shipped_rules_answer_for_a_syrian_then_and_now(district, town, office):
    """T14: by section 44(4) in November 2015; not after the stop; an admission remains valid."""
    load_rules(district, actor=office)
    person = CandidateFactory(owner=town, released=True)
    version = RuleSetVersion.objects.get(rule_set__code="integrationskurs-44-4")
    then = judge(person, version, actor=office, on=DAY)
    assert then.result == Result.ELIGIBLE
    prospect = next(each for each in then.reasons if each["code"] == "bleibeperspektive")
    assert prospect["lists"][0]["valid_from"] == "2015-01-01"
    stop = date(2026, 2, 15)
    now = judge(person, version, actor=office, on=stop)
    assert (now.result, now.facts["admitted_on"]) == (Result.NOT_ELIGIBLE, None)
    admitted = {"admitted_on": date(2026, 2, 1)}
    shown = judge(person, version, actor=office, on=stop, said=admitted)
    assert (shown.result, shown.facts["admitted_on"]) == (Result.ELIGIBLE, "2026-02-01")
    assert judge(person, version, actor=office, on=stop).result == Result.ELIGIBLE


def test_the_ban_on_work_is_found_for_an_albanian(district, town, office):
    """T15."""
    load_rules(district, actor=office)
    applied = date(2015, 9, 10)
    person = CandidateFactory(
        owner=town, released=True, nationality="AL", asylum_applied_on=applied
    )
    version = RuleSetVersion.objects.get(rule_set__code="arbeit-im-asylverfahren")
    verdict = judge(person, version, actor=office, on=DAY)
    ban = next(each for each in verdict.reasons if "Satz 4" in each["norm"])
    assert (verdict.result, ban["outcome"]) == (Result.NOT_ELIGIBLE, "not_fulfilled")


def test_a_verdict_by_another_version_takes_the_place_of_the_earlier(version, town, office):
    person = CandidateFactory(owner=town, released=True)
    first = judge(person, version, actor=office)
    version.state = VersionState.RETIRED
    version.save()
    newer = RuleSetVersionFactory(rule_set=version.rule_set, number=2)
    RuleFactory(version=newer)
    second = judge(person, newer, actor=office)
    first.refresh_from_db()
    assert (first.current, second.current) == (False, True)


def test_criteria_are_chosen_and_chosen_anew(district, office, version):
    call = CallFactory(initiative__owner=district)
    set_criteria(call, actor=office, rule_set=version.rule_set)
    other = RuleSetFactory(owner=district)
    set_criteria(call, actor=office, rule_set=other)
    assert Criteria.objects.get(call=call).rule_set == other
    assert list(JournalEntry.objects.values_list("verb", "note")) == [
        ("set_criteria", version.rule_set.title),
        ("set_criteria", other.title),
    ]


def refuse(refusal, deed, *subjects, **values):
    before = JournalEntry.objects.count()
    with pytest.raises(refusal):
        deed(*subjects, **values)
    assert JournalEntry.objects.count() == before


def test_criteria_that_cannot_be_chosen_are_refused(district, office, acting, version, town):
    rule_set = version.rule_set
    call, closed = (
        CallFactory(initiative__owner=district, state=state)
        for state in (CallState.OPEN, CallState.CLOSED)
    )
    refuse(WrongState, set_criteria, closed, actor=office, rule_set=rule_set)
    refuse(errors.OtherDistrict, set_criteria, call, actor=office, rule_set=RuleSetFactory())
    for role, place in [(Role.HEAD, district), (Role.MUNICIPAL_CLERK, town)]:
        refuse(NotAllowed, set_criteria, call, actor=acting(role, at=place), rule_set=rule_set)
    assert Criteria.objects.count() == 0


def test_a_call_that_cannot_be_checked_is_refused(district, office, acting, town):
    call = CallFactory(initiative__owner=district)
    refuse(errors.CallWithoutCriteria, check_call, call, actor=office)
    Criteria.objects.create(call=call, rule_set=RuleSetFactory(owner=district))
    refuse(errors.NoRulesInForce, check_call, call, actor=office)
    for role, place in [(Role.HEAD, district), (Role.MUNICIPAL_CLERK, town)]:
        refuse(NotAllowed, check_call, call, actor=acting(role, at=place))


def test_a_person_that_cannot_be_judged_is_refused(district, office, acting, town, version):
    person = CandidateFactory(owner=town, released=True)
    locked = CandidateFactory(owner=town, released=True, restricted=True)
    draft = CandidateFactory(owner=town)
    strange = RuleSetVersionFactory()
    retired = RuleSetVersionFactory(rule_set=version.rule_set, number=2, state=VersionState.RETIRED)
    refuse(Restricted, judge, locked, version, actor=office)
    refuse(errors.NotReleased, judge, draft, version, actor=office)
    refuse(errors.OtherDistrict, judge, person, strange, actor=office)
    refuse(WrongState, judge, person, retired, actor=office)
    said = {"nationality": "ER"}
    refuse(errors.FactNotToBeSaid, judge, person, version, actor=office, said=said)
    neighbour = MunicipalityFactory()
    for role, place in [
        (Role.MUNICIPAL_CLERK, town),
        (Role.HEAD, district),
        (Role.STEERING, neighbour.part_of),
    ]:
        refuse(NotAllowed, judge, person, version, actor=acting(role, at=place))
    assert Verdict.objects.count() == 0


def test_nobody_sees_verdicts_on_other_peoples_candidates(version, town, office, acting, district):
    """R-CAN-01: a municipality its own, the district what was released to it."""
    own = judge(CandidateFactory(owner=town, released=True), version, actor=office)
    sibling = MunicipalityFactory(part_of=district)
    seen = {
        actor: list(Verdict.objects.visible_to(actor))
        for actor in [
            office,
            acting(Role.MUNICIPAL_CLERK, at=town),
            acting(Role.MUNICIPAL_CLERK, at=sibling),
            acting(Role.HEAD, at=district),
            acting(Role.DATA_PROTECTION_OFFICER, at=district),
            acting(Role.STEERING, at=MunicipalityFactory().part_of),
        ]
    }
    assert list(seen.values()) == [[own], [own], [], [], [], []]
