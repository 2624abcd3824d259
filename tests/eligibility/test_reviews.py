"""Verdicts are made anew when facts or rules change; that is a task and nothing else (R-CAN-04)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kreislotse.access.policy import Role
from kreislotse.eligibility import errors
from kreislotse.eligibility.actions import (
    add_country_list_version,
    check_call,
    decide,
    draft_rules,
    judge,
    put_rules_into_force,
    recheck,
    settle_review,
)
from kreislotse.eligibility.due import matters
from kreislotse.eligibility.judging import Judged
from kreislotse.eligibility.models import Review, Rule, Verdict
from kreislotse.eligibility.outdated import outdated
from kreislotse.eligibility.states import Result, ReviewState, VersionState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded
from kreislotse.participants.actions import change_candidate, close_candidate, transmit_candidate
from kreislotse.participants.models import Candidate, LanguageSkill
from kreislotse.participants.reading import read_profile
from kreislotse.participants.states import CandidateState, Closing
from tests.factories.eligibility import CountryListFactory, CountryListVersionFactory, RuleFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import with_consent


@pytest.fixture
def person(call, report, office, town):
    (person,) = report(town, checked=True)
    check_call(call, actor=office)
    return person


@pytest.fixture
def later(acting, district, office):
    return acting(Role.STEERING, at=district, now=office.at + timedelta(days=30))


def change(person, later, level="A0"):
    LanguageSkill.objects.filter(candidate=person, language="de").update(level=level)
    Candidate.objects.filter(pk=person.pk).update(changed_at=later.at - timedelta(hours=1))


def stale(later):
    return list(outdated(Verdict.objects.all(), later.today))


def test_a_changed_fact_makes_a_task_and_excludes_nobody(person, district, later):
    """R-CAN-04."""
    change(person, later)
    assert [each.candidate for each in stale(later)] == [person]
    assert recheck(district, actor=later) == Judged(people=1, new=1, reviews=1)
    review = Review.objects.get()
    assert (review.state, review.opened_on) == (ReviewState.OPEN, later.today)
    assert (review.before.result, review.after.result) == (Result.ELIGIBLE, Result.NOT_ELIGIBLE)
    assert (review.before.current, review.after.current) == (False, True)
    person.refresh_from_db()
    assert person.state == CandidateState.CHECKED
    assert stale(later) == []
    assert JournalEntry.objects.get(verb="recheck").change == {"people": 1, "reviews": 1}


def test_a_change_that_the_rules_do_not_ask_for_makes_no_task(person, district, later):
    assert recheck(district, actor=later) == Judged()
    hour_ago = later.at - timedelta(hours=1)
    Candidate.objects.filter(pk=person.pk).update(contact="neu", changed_at=hour_ago)
    assert recheck(district, actor=later) == Judged(people=1)
    assert (Verdict.objects.count(), Review.objects.count()) == (1, 0)


def test_changed_rules_make_tasks(person, district, later, version):
    """R-CAN-04: another version came into force."""
    draft = draft_rules(version.rule_set, actor=later)
    Rule.objects.filter(version=draft).update(condition={"fact": "german_level", "is": "C2"})
    put_rules_into_force(draft, actor=later)
    assert len(stale(later)) == 1
    assert recheck(district, actor=later).reviews == 1
    assert Verdict.objects.get(current=True).version == draft


@pytest.mark.parametrize(
    "days",
    [
        {"valid_from": date(2015, 11, 20)},
        {"valid_to": date(2015, 11, 20)},
    ],
)
def test_a_rule_that_begins_or_ends_on_a_day_makes_verdicts_outdated(
    person, district, later, version, days
):
    RuleFactory(version=version, condition={"fact": "german_level", "is": "C2"}, **days)
    recheck(district, actor=later)
    assert len(stale(later)) == 0 or "valid_from" not in days
    Verdict.objects.update(as_of=date(2015, 11, 2))
    assert len(stale(later)) == 1


@pytest.fixture
def asked_list(person, district, office, version):
    """A list with Syria that one more rule asks; the person was looked at by it."""
    country_list = CountryListFactory(owner=district, code="bleibeperspektive")
    CountryListVersionFactory(country_list=country_list, valid_to=None)
    RuleFactory(version=version, condition={"fact": "nationality", "in_list": "bleibeperspektive"})
    judge(person, version, actor=office)
    return country_list


def test_a_list_version_makes_verdicts_outdated(asked_list, later):
    """R-CAN-04: also one that is entered late."""
    assert stale(later) == []
    early = date(2015, 6, 1)
    add_country_list_version(
        asked_list, actor=later, countries=["SY"], valid_from=early, source="Liste"
    )
    assert len(stale(later)) == 1


def test_a_list_version_that_begins_later_makes_them_outdated_from_its_day(asked_list, office):
    begins = office.today + timedelta(days=10)
    CountryListVersionFactory(country_list=asked_list, valid_from=begins)
    eve = begins - timedelta(days=1)
    assert [len(outdated(Verdict.objects.all(), on)) for on in (eve, begins)] == [0, 1]


def test_a_list_that_no_rule_asks_makes_no_verdict_outdated(asked_list, district, office, later):
    """R-CAN-04: neither by beginning nor by being entered late."""
    other = CountryListFactory(owner=district, code="sichere-herkunftsstaaten")
    begins = office.today + timedelta(days=10)
    CountryListVersionFactory(country_list=other, valid_from=begins)
    add_country_list_version(
        other,
        actor=later,
        countries=["AL"],
        valid_from=begins + timedelta(days=5),
        source="Liste",
    )
    assert stale(later) == []


def test_a_list_that_only_an_ended_rule_asked_makes_no_verdict_outdated(
    asked_list, person, version, office, later
):
    ended = office.today - timedelta(days=1)
    Rule.objects.filter(condition__has_key="in_list").update(valid_to=ended)
    judge(person, version, actor=office)
    CountryListVersionFactory(country_list=asked_list, valid_from=later.today)
    assert stale(later) == []


def test_without_rules_in_force_nothing_is_outdated(person, later, version):
    change(person, later)
    version.state = VersionState.RETIRED
    version.save()
    assert stale(later) == []


def test_a_task_is_replaced_when_the_result_changes_once_more(person, district, later, acting):
    change(person, later)
    recheck(district, actor=later)
    again = acting(Role.STEERING, at=district, now=later.at + timedelta(days=1))
    change(person, again, level="A2")
    recheck(district, actor=again)
    states = Review.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [ReviewState.DONE, ReviewState.OPEN]


def test_a_task_is_settled_with_a_note(person, district, later):
    change(person, later)
    recheck(district, actor=later)
    review = settle_review(Review.objects.get(), actor=later, note="Mit der Gemeinde geklärt")
    assert (review.state, review.settled_on) == (ReviewState.DONE, later.today)
    assert JournalEntry.objects.get(verb="settle_review").note == "Mit der Gemeinde geklärt"


def test_a_settlement_that_cannot_be_is_refused(person, district, later, acting, town):
    change(person, later)
    recheck(district, actor=later)
    review = Review.objects.get()
    before = JournalEntry.objects.count()
    with pytest.raises(ReasonNeeded):
        settle_review(review, actor=later, note=" ")
    for role, place in [(Role.MUNICIPAL_CLERK, town), (Role.HEAD, district)]:
        with pytest.raises(NotAllowed):
            settle_review(review, actor=acting(role, at=place), note="x")
        with pytest.raises(NotAllowed):
            recheck(district, actor=acting(role, at=place))
    assert JournalEntry.objects.count() == before
    settle_review(review, actor=later, note="erledigt")
    with pytest.raises(errors.ReviewSettled):
        settle_review(review, actor=later, note="noch einmal")


def test_rechecking_goes_on_where_it_stopped(call, report, office, town, district, later):
    people = report(town, 3)
    check_call(call, actor=office)
    for person in people:
        change(person, later)
    assert recheck(district, actor=later, most=2).people == 2
    assert recheck(district, actor=later, most=2).people == 1


def test_what_is_due_is_told_to_whoever_checks(person, district, later, acting, town):
    change(person, later)
    assert [row.count() for row in matters(later)] == [1, 0]
    recheck(district, actor=later)
    assert [row.count() for row in matters(later)] == [0, 1]
    for role, place in [
        (Role.MUNICIPAL_CLERK, town),
        (Role.HEAD, district),
        (Role.STEERING, OrganisationFactory()),
    ]:
        assert [row.count() for row in matters(acting(role, at=place, now=later.at))] == [0, 0]


def test_reviews_are_seen_with_their_candidates(person, district, later, acting, town):
    change(person, later)
    recheck(district, actor=later)
    clerk = acting(Role.MUNICIPAL_CLERK, at=town)
    stranger = acting(Role.STEERING, at=OrganisationFactory())
    assert [Review.objects.visible_to(each).count() for each in (later, clerk, stranger)] == [
        1,
        1,
        0,
    ]


def test_a_step_changes_nothing_that_the_rules_ask_for(person, later, district, acting):
    """R-CAN-04: transmitting, returning, consenting leave a verdict as fresh as it was."""
    agency = OrganisationFactory(kind="employment_agency")
    transmit_candidate(person, actor=later, recipient=agency)
    with_consent(person)
    assert stale(later) == []
    clerk = acting(Role.MUNICIPAL_CLERK, at=person.owner, now=later.at)
    close_candidate(person, actor=clerk, closing=Closing.NO_CONTACT)
    person.refresh_from_db()
    assert person.changed_at < later.at


def test_a_new_level_of_german_makes_the_verdict_outdated(person, later, acting):
    """R-CAN-04"""
    clerk = acting(Role.MUNICIPAL_CLERK, at=person.owner, now=later.at)
    profile = read_profile(person, on=later.today)
    change_candidate(person, actor=clerk, profile=replace(profile, german_level="B1"))
    assert [each.candidate for each in stale(later)] == [person]


def test_deciding_leaves_the_day_on_which_the_rules_were_asked(person, later):
    verdict = Verdict.objects.get()
    Candidate.objects.filter(pk=person.pk).update(state=CandidateState.RELEASED)
    before = verdict.computed_at
    decide(verdict, actor=later, result=Result.ELIGIBLE)
    verdict.refresh_from_db()
    assert (verdict.computed_at, stale(later)) == (before, [])
